"""Networks from Python: predictions and explanations, against the command line's numbers."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

import camviewer
from camviewer import cli
from camviewer.attribution.trust import MEASURES
from camviewer.data.sources.builtin import WrittenSplit
from tests.reference import off

DIGITS = WrittenSplit("test", 4)
IMAGES = DIGITS.images


@pytest.fixture(scope="module")
def network() -> camviewer.Network:
    return camviewer.load("compact")


def archived(path: Path, *options: str) -> dict[str, Any]:
    """What the command line writes of a picture of the first digit."""
    picture = path / "digit.png"
    Image.fromarray(IMAGES[0]).save(picture)
    out = path / "digit.npz"
    assert cli.main(["explain", str(picture), "--out", str(out), *options, "--quiet"]) == 0
    with np.load(out) as file:
        return dict(file)


def test_that_numbers_are_those_of_the_command_line(
    network: camviewer.Network, tmp_path: Path
) -> None:
    expected = archived(tmp_path)
    found = network.explain(IMAGES[0])
    assert np.array_equal(found.images, expected["input"])
    assert np.array_equal(found.scores, expected["logits"])
    assert np.array_equal(found.maps, expected["cam"])
    assert np.array_equal(found.maps_resized, expected["cam_resized"])
    assert off(found.probabilities, expected["probabilities"]) <= 1e-6
    assert found.predicted == found.target == expected["predicted"]
    assert np.array_equal(found.map, found.maps[found.target])
    assert np.array_equal(found.map_resized, found.maps_resized[found.target])
    assert off(network.predict(IMAGES[0]).scores, expected["logits"]) <= 1e-5


def test_that_another_method_takes_its_parameters(
    network: camviewer.Network, tmp_path: Path
) -> None:
    expected = archived(tmp_path, "--method", "occlusion", "--param", "block=2")
    found = network.explain(IMAGES[0], "occlusion", target="3", block=2)
    assert off(found.maps, expected["map"]) <= 1e-5
    assert off(found.map, expected["map"][3]) <= 1e-5
    assert found.parameters == json.loads(str(expected["parameters"]))


def test_that_a_number_is_the_choice_of_that_value(network: camviewer.Network) -> None:
    found = network.explain(IMAGES[0], "lrp", epsilon=1e-6, gamma=0.25)
    assert (found.parameters["epsilon"], found.parameters["gamma"]) == ("0.000001", "0.25")


def test_that_one_image_gives_what_many_give_without_the_first_axis(
    network: camviewer.Network,
) -> None:
    one, many = network.explain(IMAGES[2]), network.explain(IMAGES)
    for name in ("map", "maps", "map_resized", "maps_resized", "scores", "probabilities", "images"):
        alone, among = getattr(one, name), getattr(many, name)
        assert among.shape == (4, *alone.shape)
        assert np.array_equal(among[2], alone), name
    assert many.target.tolist() == many.predicted.tolist()
    assert many.target[2] == one.target
    assert network.predict(IMAGES).predicted.shape == (4,)
    assert network.predict(IMAGES[:1]).scores.shape == (1, 10)


def test_that_each_image_has_its_target(network: camviewer.Network) -> None:
    found = network.explain(IMAGES, target=["9", 0, 1, "2"])
    assert found.target.tolist() == [9, 0, 1, 2]
    for image, target in enumerate(found.target):
        assert np.array_equal(found.map[image], found.maps[image, target])
    assert np.array_equal(network.explain(IMAGES, target=DIGITS.labels).target, DIGITS.labels)
    assert network.explain(IMAGES[0], target=found.target[3]).target == 2


@pytest.mark.parametrize(
    "same",
    [
        IMAGES[0].astype(np.float64) / 255,
        (IMAGES[0] / 255).tolist(),
        IMAGES[0][..., None],
        np.asfortranarray(IMAGES[0]),
    ],
    ids=["double", "lists", "channel", "columns first"],
)
def test_that_the_same_image_in_another_form_is_the_same(
    network: camviewer.Network, same: object
) -> None:
    expected = network.predict(IMAGES[0])
    found = network.predict(same)  # type: ignore[arg-type]
    assert found.scores.shape == (10,)
    assert off(found.scores, expected.scores) <= 1e-5


def test_that_a_picture_is_read_from_its_file(network: camviewer.Network, tmp_path: Path) -> None:
    Image.fromarray(IMAGES[1]).save(tmp_path / "digit.png")
    expected = network.predict(IMAGES[1]).scores
    for path in (tmp_path / "digit.png", str(tmp_path / "digit.png")):
        assert np.array_equal(network.predict(path).scores, expected)


@pytest.mark.parametrize(
    ("images", "says"),
    [
        (np.zeros((32, 32)), r"shape \(32, 32\); .* \(28, 28\) or \(n, 28, 28\), channels last"),
        (np.zeros((28, 28, 3)), r"the shape \(28, 28, 3\)"),
        (np.zeros((2, 1, 28, 28)), r"the shape \(2, 1, 28, 28\)"),
        (np.zeros((1, 2, 28, 28, 1)), "have the shape"),
        (np.zeros(784), r"the shape \(784,\)"),
        (np.float32(0), r"the shape \(\)"),
        (np.zeros((0, 28, 28)), "There are no images"),
        ([[0.0], [0.0, 1.0]], "are not an array"),
        (np.zeros((28, 28), int), "are int64"),
        (np.zeros((28, 28), bool), "are bool"),
        (np.full((28, 28), "a"), "are <U1"),
        (np.full((28, 28), 255.0), "go from 255 to 255"),
        (np.full((28, 28), -0.5), "go from -0.5 to -0.5"),
        (np.full((28, 28), np.nan), "NaN"),
        (np.full((28, 28), np.inf), "infinite"),
    ],
)
def test_that_other_arrays_are_refused_and_never_answered(
    network: camviewer.Network, images: Any, says: str
) -> None:
    for ask in (network.predict, network.explain, network.trust):
        with pytest.raises(ValueError, match=says):
            ask(images)


@pytest.mark.parametrize("target", [-1, 10, "x", 1.0, [0, 1], [[0]]])
def test_that_a_class_that_there_is_not_is_refused(network: camviewer.Network, target: Any) -> None:
    for ask in (network.explain, network.trust):
        with pytest.raises(ValueError, match=r"class|target"):
            ask(IMAGES[0], "cam", target)


def test_that_what_is_not_known_is_told_with_what_there_is(network: camviewer.Network) -> None:
    with pytest.raises(camviewer.UserError, match="grad-cam"):
        network.explain(IMAGES[0], "none")
    with pytest.raises(camviewer.UserError, match="no parameter 'layer'"):
        network.explain(IMAGES[0], layer="conv2d")
    with pytest.raises(camviewer.UserError, match="cannot be '3'"):
        network.explain(IMAGES[0], "occlusion", block=3)
    with pytest.raises(camviewer.UserError, match="'nobody'"):
        camviewer.load("nobody")
    with pytest.raises(TypeError, match="int is not"):
        camviewer.load(3)


def test_that_a_network_names_the_methods_that_it_bears(network: camviewer.Network) -> None:
    connected = camviewer.load("ann")
    assert "cam" in network.methods
    assert "cam" not in connected.methods
    assert "occlusion" in connected.methods
    with pytest.raises(camviewer.UserError):
        connected.explain(IMAGES[0])


def test_that_trust_has_every_measure() -> None:
    lecture = camviewer.load("lecture")
    found = lecture.trust(IMAGES[0], "gradient-input")
    assert list(found) == list(MEASURES)
    assert found == lecture.trust(
        IMAGES[0], "gradient-input", int(lecture.predict(IMAGES[0]).predicted)
    )
    with pytest.raises(ValueError, match="are 4 images"):
        lecture.trust(IMAGES)


def test_that_a_measure_that_fails_is_none_and_warned_of(
    network: camviewer.Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> float:
        raise ValueError("no figure")

    for measure in MEASURES.values():
        monkeypatch.setitem(measure.__dict__, "measure", fail)
    with pytest.warns(UserWarning, match="no figure") as told:
        found = network.trust(IMAGES[0])
    assert found == dict.fromkeys(MEASURES)
    assert len(told) == len(MEASURES)


def test_that_a_figure_has_a_row_an_image(network: camviewer.Network, tmp_path: Path) -> None:
    figure = network.explain(IMAGES[:2]).figure(scale="lecture", threshold=20)
    figure.savefig(tmp_path / "a.svg")
    text = (tmp_path / "a.svg").read_text("utf-8")
    assert "image 0" in text
    assert "image 1" in text
    assert "compact" in text
    with pytest.raises(camviewer.UserError, match="'huge'"):
        network.explain(IMAGES[0]).figure(scale="huge")


def test_that_what_was_given_and_what_was_got_stay_as_they_are(network: camviewer.Network) -> None:
    images = (IMAGES / 255).astype(np.float32)
    explanation = network.explain(images)
    before = explanation.scores.copy(), explanation.maps.copy()
    images[:] = 0
    assert np.array_equal(explanation.scores, before[0])
    assert np.array_equal(network.explain(explanation.images).maps, before[1])
    assert not explanation.map.flags.writeable
