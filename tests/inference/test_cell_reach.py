"""What a cell sees: computed from the layers, found by changing one pixel after the other."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import keras
import numpy as np
import pytest
from camviewer.inference.cell_reach import receptive_field
from keras import layers

from camviewer.data.digits.preparation import SIDE
from camviewer.inference.engine import Engine
from camviewer.networks import keras_network
from camviewer.networks.architectures import ARCHITECTURES
from camviewer.networks.receptive_field import ReceptiveField
from tests.reference import random_weights

pytestmark = pytest.mark.slow

PIXELS = SIDE * SIDE
STARTS = 3  # networks and samples: what one of them passes over, another one sees


def seen_by(features: keras.Model) -> np.ndarray:
    """(h, w, 28, 28) whether a cell changes with a pixel, for some random weights and samples."""
    seen: np.ndarray | bool = False
    for seed in range(STARTS):
        features.set_weights(random_weights(features.get_weights(), seed))
        start = np.random.default_rng(seed).random((SIDE, SIDE, 1)).astype(np.float32)
        changed = np.repeat(start[None], PIXELS, axis=0)
        changed[np.arange(PIXELS), np.arange(PIXELS) // SIDE, np.arange(PIXELS) % SIDE] += 3
        before = features(start[None], training=False).numpy()
        after = np.concatenate(
            [features(part, training=False).numpy() for part in np.split(changed, 8)]
        )
        moved = np.abs(after - before).max(axis=-1) > 1e-5 * np.abs(before).max()
        seen |= moved.reshape(SIDE, SIDE, *moved.shape[1:]).transpose(2, 3, 0, 1)
    assert isinstance(seen, np.ndarray)
    return seen


def rectangle(pixels: np.ndarray) -> tuple[int, int, int, int]:
    """The smallest rectangle around what is seen of (28, 28) pixels."""
    rows, columns = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
    if not len(rows):
        return 0, 0, 0, 0
    return int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1


def check(features: keras.Model) -> ReceptiveField:
    """Compare all cells."""
    field, seen = receptive_field(features), seen_by(features)
    assert field.grid == seen.shape[:2]
    for row in range(field.grid[0]):
        for column in range(field.grid[1]):
            assert field.patch(row, column) == rectangle(seen[row, column]), (row, column)
    return field


@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_that_every_cell_sees_what_changes_it(architecture: str) -> None:
    check(keras_network.build(architecture).features)


def test_that_a_cell_of_the_lecture_sees_8_by_8_pixels_and_less_at_the_border() -> None:
    field = receptive_field(keras_network.build("lecture").features)
    assert field.size == (8, 8)
    assert field.patch(6, 7) == (9, 11, 17, 19)
    assert field.patch(0, 13) == (0, 23, 5, 28)


def built_of(*parts: layers.Layer) -> keras.Model:
    inputs = outputs = keras.Input((SIDE, SIDE, 1))
    for part in parts:
        outputs = part(outputs)
    return keras.Model(inputs, outputs)


def joined() -> keras.Model:
    inputs = keras.Input((SIDE, SIDE, 1))
    near = layers.Conv2D(3, 3, padding="same")(inputs)
    far = layers.Conv2D(3, (1, 5), dilation_rate=(1, 3), padding="same")(inputs)
    return keras.Model(inputs, layers.ReLU()(layers.Add()([near, far])))


Conv = partial(layers.Conv2D, 4)


@pytest.mark.parametrize(
    "make",
    [
        lambda: built_of(Conv(5, strides=2, padding="same"), Conv(2, strides=2, padding="same")),
        lambda: built_of(Conv((3, 4), strides=(3, 1)), layers.LeakyReLU()),
        lambda: built_of(Conv(4, padding="same"), Conv(3, dilation_rate=(2, 4), padding="same")),
        lambda: built_of(Conv(3, dilation_rate=3), layers.AveragePooling2D(3, strides=2)),
        lambda: built_of(layers.MaxPooling2D(3, padding="same"), Conv(1)),
        lambda: built_of(layers.DepthwiseConv2D(3, strides=2, depth_multiplier=2)),
        lambda: built_of(layers.SeparableConv2D(5, 4, padding="same"), layers.PReLU()),
        lambda: built_of(layers.ZeroPadding2D(((3, 0), (1, 4))), Conv(2, strides=2)),
        lambda: built_of(layers.Rescaling(2.0), Conv(3), layers.BatchNormalization()),
        joined,
    ],
)
def test_that_it_knows_every_kind_of_layer(make: Callable[[], keras.Model]) -> None:
    check(make())


def test_that_a_cell_that_lies_in_padding_only_sees_nothing() -> None:
    field = receptive_field(built_of(layers.ZeroPadding2D(2), Conv(1)))
    assert field.patch(1, 1) == (0, 0, 0, 0)
    assert field.patch(2, 29) == (0, 27, 1, 28)


def test_that_an_unknown_layer_is_refused() -> None:
    with pytest.raises(ValueError, match="found UpSampling2D"):
        receptive_field(built_of(layers.UpSampling2D()))


def test_that_it_comes_with_every_prediction() -> None:
    engine = Engine("lecture")
    field = engine.predict(np.zeros((SIDE, SIDE), np.float32)).field
    assert field is not None
    assert field.size == (8, 8)
