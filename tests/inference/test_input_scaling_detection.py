"""Finding out how a network was fed, without training any."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest

from camviewer.common.cancel import CancelToken
from camviewer.data.dataset import ArraySplit, Dataset, Images, no_samples
from camviewer.data.fitting import Fitting
from camviewer.data.spec import ImageSpec, numbered
from camviewer.inference.input_scaling_detection import (
    Detection,
    Reading,
    detect,
    evenly,
    mean_and_deviation,
    not_measured,
)
from camviewer.networks.graph import GraphBuilder
from camviewer.networks.input_scaling import PLAIN, scalings

KNOWN = scalings([0.25], [0.5])
LOAD = "camviewer.inference.input_scaling_detection.store.load"


def reading(name: str, right: list[int], loss: list[float]) -> Reading:
    return Reading(KNOWN[name], np.array(right, bool), np.array(loss))


def found(*readings: Reading, chance: float = 0.1) -> Detection:
    return Detection("mnist", readings, chance)


def test_that_the_far_more_accurate_reading_wins() -> None:
    good = reading("standardised", [1] * 96 + [0] * 4, [0.1] * 96 + [3] * 4)
    bad = reading("0-1", [1] * 10 + [0] * 90, [0.1] * 10 + [3] * 90)
    told = found(bad, good)
    assert told.winner == KNOWN["standardised"]
    assert told.in_words("net", "MNIST") == (
        "net: accuracy 96% on MNIST if pixels are standardised, 10% without input scaling."
    )


def test_that_of_equally_accurate_readings_the_one_less_sure_of_its_mistakes_wins() -> None:
    plain = reading("0-1", [1] * 90 + [0] * 10, [0.1, 0.2] * 45 + [2, 3] * 5)
    large = reading("0-255", [1] * 90 + [0] * 10, [0.0] * 90 + [400, 500] * 5)
    assert found(plain, large).winner == KNOWN["0-1"]
    assert (
        found(plain, large).in_words("net", "MNIST")
        == "net: accuracy 90% on MNIST without input scaling."
    )


def test_that_without_a_difference_nothing_wins() -> None:
    plain = reading("0-1", [1] * 100, [0.1] * 100)
    same = reading("0-255", [1] * 100, [0.1] * 100)
    told = found(plain, same)
    assert told.winner is None
    assert "nearly the same with another input scaling" in told.in_words("net", "MNIST")


def test_that_what_is_near_chance_wins_nothing() -> None:
    plain = reading("0-1", [1] * 12 + [0] * 88, [2.0, 2.5] * 50)
    other = reading("0-255", [0] * 100, [9.0, 9.5] * 50)
    told = found(plain, other)
    assert told.winner is None
    assert "12% on MNIST at best, hardly better than chance" in told.in_words("net", "MNIST")


def test_that_the_best_of_many_guesses_wins_nothing() -> None:
    plain = reading("0-1", [1] * 26 + [0] * 74, [2.0, 2.1] * 50)
    other = reading("0-255", [0] * 100, [9.0, 9.5] * 50)
    told = found(plain, other)
    assert not told.is_near_chance(plain)
    assert told.winner is None


def test_that_things_are_taken_evenly() -> None:
    assert evenly(3, 500) == [0, 1, 2]
    assert evenly(1, 500) == [0]
    assert evenly(1001, 3) == [0, 500, 1000]


def brightness(dark: bool = False) -> SimpleNamespace:
    """A network of two classes that tells bright samples from dark ones, fed 0 to 255."""
    build = GraphBuilder(ImageSpec(8, 8))
    build.add("GlobalAveragePooling2D")
    build.add("Dense", units=2)
    sign = -1 if dark else 1
    weights = [
        sign * np.array([[-0.02, 0.02]], np.float32),
        sign * np.array([2.56, -2.56], np.float32),
    ]
    card = SimpleNamespace(name="bright", is_foreign=True)
    return SimpleNamespace(card=card, graph=build.graph(), weights=weights)


def dataset(classes: int = 2) -> Dataset:
    random = np.random.default_rng(0)
    labels = random.integers(0, 2, 300).astype(np.uint8)
    levels = np.where(labels == 1, 140, 116)[:, None, None] + random.integers(-60, 60, (300, 8, 8))
    images = levels.astype(np.uint8)
    split = ArraySplit(300, lambda: (images, labels))
    return Dataset("brightness", split, split, ImageSpec(8, 8), numbered(classes))


@pytest.mark.parametrize("dark", [False, True])
def test_that_a_network_is_read_under_every_scaling(
    dark: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(LOAD, lambda _path, _scaling: brightness(dark))
    told = detect(Path("m.keras"), dataset(), CancelToken())
    assert told is not None
    assert [each.scaling.name for each in told.readings] == list(KNOWN)
    by_name = {each.scaling.name: each.accuracy for each in told.readings}
    best = "0-255-inverted" if dark else "0-255"
    assert told.winner is not None
    assert told.winner.name == best
    assert by_name[best] > 0.9


def test_that_other_classes_tell_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LOAD, lambda _path, _scaling: brightness())
    assert detect(Path("m.keras"), dataset(3), CancelToken()) is None


def test_that_samples_without_labels_tell_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(LOAD, lambda _path, _scaling: brightness())
    labelled = dataset()
    plain = replace(labelled, test=unlabelled(labelled.test.images))
    nothing = replace(plain, train=no_samples(plain.spec))
    assert detect(Path("m.keras"), nothing, CancelToken()) is None
    assert detect(Path("m.keras"), replace(plain, train=plain.test), CancelToken()) is None
    told = not_measured("bright", "scans")
    assert told.startswith("The input scaling of bright cannot be found with scans")


def test_that_training_samples_are_read_where_only_they_have_labels(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(LOAD, lambda _path, _scaling: brightness())
    labelled = dataset()
    told = detect(
        Path("m.keras"),
        replace(labelled, test=unlabelled(labelled.test.images[:7])),
        CancelToken(),
    )
    assert told is not None
    assert told.winner is not None
    assert told.winner.name == "0-255"


def unlabelled(images: Images) -> ArraySplit:
    return ArraySplit(len(images), lambda: (images, None), is_labelled=False)


def test_that_mean_and_deviation_are_those_of_each_colour() -> None:
    images = np.zeros((4, 8, 8, 3), np.uint8)
    images[..., 1] = 255
    images[:2, ..., 2] = 255
    split = ArraySplit(4, lambda: (images, np.zeros(4, np.uint8)))
    spec = ImageSpec(8, 8, 3)
    mean, deviation = mean_and_deviation(split, Fitting(spec, spec), CancelToken())
    assert mean == pytest.approx((0, 1, 0.5))
    assert deviation == pytest.approx((0, 0, 0.5), abs=1e-6)
    assert PLAIN.is_plain


def test_that_nothing_is_above_all_and_all_is_not_less() -> None:
    one_wrong = reading("0-1", [1] * 299 + [0], [0.1] * 300)
    other = reading("0-255", [0] * 300, [9.0, 9.5] * 150)
    assert "accuracy 99.7% on" in found(one_wrong, other).in_words("net", "MNIST")
    all_right = reading("0-1", [1] * 300, [0.1] * 300)
    assert "accuracy 100% on" in found(all_right, other).in_words("net", "MNIST")
