"""One forward pass taken apart: values by hand, and the identity of scores and maps."""

from __future__ import annotations

import dataclasses
import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camviewer.data.spec import ImageSpec
from camviewer.inference.prediction import (
    Capability,
    CapabilityError,
    ConvolutionFeatures,
    Prediction,
    softmax,
)
from camviewer.networks.receptive_field import ReceptiveField
from tests.predictions import linear_prediction

FEATURES = np.array([[[1, 2], [3, 4]]], np.float32)  # 1 by 2 cells, 2 channels
WEIGHTS = np.array([[1, 0, -1], [0, 1, 2]], np.float32)
BIAS = np.array([0.5, 0, -2], np.float32)
LOGITS = np.array([2.5, 3, 2], np.float32)


def prediction(**changed: np.ndarray) -> Prediction:
    parts = {
        "image": np.zeros((28, 28), np.float32),
        "features": FEATURES.copy(),
        "weights": WEIGHTS.copy(),
        "bias": BIAS.copy(),
        "logits": LOGITS.copy(),
    }
    return linear_prediction(**(parts | changed), model="by hand")


def test_that_maps_are_weighted_sums_of_the_features() -> None:
    assert prediction().maps.tolist() == [[[1, 3]], [[2, 4]], [[3, 5]]]
    assert prediction().maps.dtype == np.float32


def test_that_pooled_features_are_means_over_the_cells() -> None:
    assert prediction().pooled.tolist() == [2, 3]


def test_that_bias_and_mean_map_make_the_score() -> None:
    one = prediction()
    assert (one.bias + one.maps.mean(axis=(1, 2))).tolist() == one.logits.tolist()


def test_that_the_predicted_class_has_the_largest_score() -> None:
    assert prediction().predicted == 1
    assert isinstance(prediction().predicted, int)


def test_that_probabilities_are_the_softmax_of_the_scores() -> None:
    powers = [math.exp(score) for score in (2.5, 3, 2)]
    expected = [power / sum(powers) for power in powers]
    assert prediction().probabilities == pytest.approx(expected, rel=1e-6)


def test_that_softmax_of_huge_scores_is_finite() -> None:
    assert softmax(np.array([1000, 0, -1000], np.float32)).tolist() == [1, 0, 0]


@settings(max_examples=30)
@given(st.lists(st.integers(-20, 20), min_size=2, max_size=10), st.integers(-50, 50))
def test_that_a_constant_added_to_all_scores_changes_no_probability(
    scores: list[int], constant: int
) -> None:
    plain = np.array(scores, np.float32)
    assert np.array_equal(softmax(plain), softmax(plain + np.float32(constant)))
    assert softmax(plain).sum() == pytest.approx(1, abs=1e-6)


def test_that_softmax_goes_along_the_last_axis() -> None:
    rows = np.array([[0, 0], [0, math.log(3)]], np.float32)
    assert softmax(rows) == pytest.approx(np.array([[0.5, 0.5], [0.25, 0.75]]), rel=1e-6)


@pytest.mark.parametrize(
    "name",
    ["image", "features", "weights", "bias", "logits", "maps", "pooled", "probabilities"],
)
def test_that_its_arrays_are_read_only(name: str) -> None:
    array = getattr(prediction(), name)
    with pytest.raises(ValueError, match="read-only"):
        array[...] = 0


def test_that_it_is_frozen() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        prediction().model = "other"  # type: ignore[misc]


def test_that_arrays_that_are_read_only_already_are_taken() -> None:
    frozen = FEATURES.copy()
    frozen.setflags(write=False)
    assert prediction(features=frozen).maps.shape == (3, 1, 2)


@pytest.mark.parametrize(
    ("name", "shape", "told"),
    [
        ("features", (2, 2), "features of"),
        ("features", (1, 2, 3), "do not fit 3 channels"),
        ("weights", (3, 2), "weights of"),
        ("weights", (6,), "weights of"),
        ("weights", (0,), "weights of"),
        ("bias", (2,), "weights of"),
        ("bias", (1, 3), "weights of"),
        ("logits", (4,), "and 4 classes"),
        ("logits", (), "scores of"),
    ],
)
def test_that_shapes_that_do_not_fit_are_refused(
    name: str, shape: tuple[int, ...], told: str
) -> None:
    with pytest.raises(ValueError, match=told):
        prediction(**{name: np.zeros(shape, np.float32)})


def test_that_what_the_cells_see_has_to_fit_the_grid() -> None:
    pixels = np.array([[0, 28]])
    both = np.array([[0, 14], [14, 28]])
    one = ConvolutionFeatures(FEATURES.copy(), ReceptiveField(pixels, both))
    assert one.field is not None
    assert one.field.grid == (1, 2)
    with pytest.raises(ValueError, match=r"for \(1, 2\) cells"):
        ConvolutionFeatures(FEATURES.copy(), ReceptiveField(both, pixels))


def test_that_classes_without_names_are_called_by_their_numbers() -> None:
    assert prediction().class_names == ("0", "1", "2")
    named = dataclasses.replace(prediction(), class_names=("cat", "dog", "owl"))
    assert named.class_names[named.predicted] == "dog"
    with pytest.raises(ValueError, match="class names"):
        dataclasses.replace(prediction(), class_names=("cat", "dog"))


def test_that_it_knows_what_the_sample_is() -> None:
    assert prediction().spec == ImageSpec(28, 28)
    assert prediction(image=np.zeros((24, 20), np.float32)).spec == ImageSpec(24, 20)
    assert prediction(image=np.zeros((32, 32, 3), np.float32)).spec == ImageSpec(32, 32, 3)


def test_that_a_network_can_what_its_parts_are_for() -> None:
    whole = prediction()
    can = {each for each in Capability if each is not Capability.LAYERS}
    assert whole.capabilities == can
    whole.require(*can)
    with pytest.raises(CapabilityError, match="cannot be traced back"):
        _ = whole.open_network
    headless = dataclasses.replace(whole, head=None)
    assert headless.capabilities == {Capability.CONVOLUTION_FEATURES}
    assert headless.pooled.tolist() == [2, 3]
    with pytest.raises(CapabilityError, match="global average pooling") as raised:
        _ = headless.maps
    assert raised.value.capability is Capability.LINEAR_HEAD
    flat = dataclasses.replace(headless, convolution=None)
    assert flat.capabilities == set()
    assert flat.predicted == 1
    with pytest.raises(CapabilityError, match="no layer with a grid"):
        flat.require(Capability.CONVOLUTION_FEATURES)
