"""What every explanation method found keeps to."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.methods import METHODS, Method
from camviewer.common.arrays import Array
from camviewer.inference.prediction import Prediction
from tests.predictions import linear_prediction

every = pytest.mark.parametrize("method", METHODS.values(), ids=METHODS)

CLASSES = 10


def prediction(height: int = 14, width: int = 14, channels: int = 6, seed: int = 2) -> Prediction:
    source = np.random.default_rng(seed)
    features = source.random((height, width, channels), np.float32)
    weights = source.standard_normal((channels, CLASSES), np.float32)
    bias = source.standard_normal(CLASSES, np.float32)
    image = source.random((28, 28), np.float32)
    logits = features.mean((0, 1)) @ weights + bias
    return linear_prediction(image, features, weights, bias, logits, "m")


def changed(
    one: Prediction,
    *,
    image: Array | None = None,
    features: Array | None = None,
    weights: Array | None = None,
    bias: Array | None = None,
) -> Prediction:
    """The prediction with other features, weights or bias."""
    features = one.features if features is None else features
    weights = one.weights if weights is None else weights
    bias = one.bias if bias is None else bias
    logits = features.mean((0, 1)) @ weights + bias
    shown = one.image if image is None else image
    return linear_prediction(shown, features, weights, bias, logits, one.model)


@every
def test_that_there_is_one_finite_map_a_class(method: Method) -> None:
    for one in (prediction(), prediction(7, 5, 3), prediction(1, 1, 1)):
        maps = method.maps(one)
        assert maps.shape == (CLASSES, *one.features.shape[:2])
        assert maps.dtype == np.float32
        assert np.isfinite(maps).all()


@every
def test_that_the_prediction_is_not_changed(method: Method) -> None:
    one, same = prediction(), prediction()
    method.maps(one)
    for name in ("image", "features", "weights", "bias", "logits", "maps"):
        assert np.array_equal(getattr(one, name), getattr(same, name))


@every
def test_that_the_same_prediction_gives_the_same_maps(method: Method) -> None:
    assert np.array_equal(method.maps(prediction()), method.maps(prediction()))


@every
def test_that_maps_belong_to_their_classes(method: Method) -> None:
    one = prediction()
    maps = method.maps(one)
    order = np.random.default_rng(0).permutation(CLASSES)
    exchanged = changed(one, weights=one.weights[:, order], bias=one.bias[order])
    assert np.array_equal(method.maps(exchanged), maps[order])
    assert len({each.tobytes() for each in maps}) > 1


@every
def test_that_maps_depend_on_the_features(method: Method) -> None:
    one, other = prediction(), prediction(seed=3)
    assert not np.array_equal(method.maps(changed(one, features=other.features)), method.maps(one))


@every
def test_that_an_empty_picture_without_features_has_nothing_to_see(method: Method) -> None:
    one = prediction()
    empty = changed(one, image=np.zeros_like(one.image), features=np.zeros_like(one.features))
    assert not method.maps(empty).any()


@every
def test_that_it_has_a_name_and_a_title(method: Method) -> None:
    assert METHODS.named(method.name) is method
    assert method.title.strip()
    assert "_" not in method.name
