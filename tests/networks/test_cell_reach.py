"""What a cell sees: computed from the layers, found by changing one pixel after the other."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from camviewer.data.digits.preparation import SIDE
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.spec import ImageSpec
from camviewer.inference.session import Session
from camviewer.networks import onnx_model
from camviewer.networks.architectures import graph_of
from camviewer.networks.cell_reach import receptive_field
from camviewer.networks.graph import Graph, GraphBuilder
from camviewer.networks.linear_head import features_place
from camviewer.networks.lowering import unfused
from camviewer.networks.receptive_field import ReceptiveField
from tests.engines import WITH_GRID, engine_of, weights_for

PIXELS = SIDE * SIDE
STARTS = 3  # networks and samples: what one of them passes over, another one sees


def seen_by(graph: Graph, place: int) -> np.ndarray:
    """(h, w, 28, 28) whether a cell changes with a pixel, for some random weights and samples."""
    lowered = unfused(graph)
    output = lowered.outputs[place]
    assert output is not None
    name = onnx_model.output_name(output)
    seen: np.ndarray | bool = False
    for seed in range(STARTS):
        weights = lowered.graph.by_layer(weights_for(graph, seed))
        values = onnx_model.weight_values(lowered.graph, weights)
        session = Session(lowered.graph, [output], values)
        start = np.random.default_rng(seed).random((1, SIDE, SIDE)).astype(np.float32)
        changed = np.repeat(start, PIXELS, axis=0)
        changed[np.arange(PIXELS), np.arange(PIXELS) // SIDE, np.arange(PIXELS) % SIDE] += 3
        (before,) = session.run(start, [name])
        after = np.concatenate([session.run(part, [name])[0] for part in np.split(changed, 8)])
        moved = np.abs(after - before).max(axis=1) > 1e-5 * np.abs(before).max()
        seen |= moved.reshape(SIDE, SIDE, *moved.shape[1:]).transpose(2, 3, 0, 1)
    assert isinstance(seen, np.ndarray)
    return seen


def rectangle(pixels: np.ndarray) -> tuple[int, int, int, int]:
    """The smallest rectangle around what is seen of (28, 28) pixels."""
    rows, columns = np.flatnonzero(pixels.any(axis=1)), np.flatnonzero(pixels.any(axis=0))
    if not len(rows):
        return 0, 0, 0, 0
    return int(rows[0]), int(columns[0]), int(rows[-1]) + 1, int(columns[-1]) + 1


def field_of(graph: Graph, place: int | None = None) -> ReceptiveField:
    """What is computed, of the last layer unless another one is named."""
    field = receptive_field(graph, len(graph.layers) if place is None else place)
    assert field is not None
    return field


def check(graph: Graph, place: int) -> None:
    """Compare all cells."""
    field, seen = field_of(graph, place), seen_by(graph, place)
    assert field.grid == seen.shape[:2]
    for row in range(field.grid[0]):
        for column in range(field.grid[1]):
            assert field.patch(row, column) == rectangle(seen[row, column]), (row, column)


@pytest.mark.parametrize("architecture", WITH_GRID)
def test_that_every_cell_sees_what_changes_it(architecture: str) -> None:
    graph = graph_of(architecture)
    place = features_place(graph)
    assert place is not None
    check(graph, place)


def test_that_a_cell_of_the_lecture_sees_8_by_8_pixels_and_less_at_the_border() -> None:
    graph = graph_of("lecture")
    field = field_of(graph, features_place(graph))
    assert field.size == (8, 8)
    assert field.patch(6, 7) == (9, 11, 17, 19)
    assert field.patch(0, 13) == (0, 23, 5, 28)


def test_that_a_higher_picture_has_more_rows() -> None:
    field = field_of(graph_of("lecture", ImageSpec(32, 20), 7), 3)
    assert field.grid == (16, 10)
    assert field.patch(15, 9) == (27, 15, 32, 20)


def built(make: Callable[[GraphBuilder], object]) -> Graph:
    builder = GraphBuilder(DIGIT_SPEC)
    make(builder)
    return builder.graph()


def large_steps(build: GraphBuilder) -> None:
    build.add("Conv2D", filters=4, kernel_size=5, strides=2, padding="same")
    build.add("Conv2D", filters=4, kernel_size=2, strides=2, padding="same")


def no_square(build: GraphBuilder) -> None:
    build.add("Conv2D", filters=4, kernel_size=(3, 4), strides=(3, 1))
    build.add("LeakyReLU", negative_slope=0.3)


def dilated(build: GraphBuilder) -> None:
    build.add("Conv2D", filters=4, kernel_size=4, padding="same")
    build.add("Conv2D", filters=4, kernel_size=3, dilation_rate=(2, 4), padding="same")


def averages(build: GraphBuilder) -> None:
    build.add("Conv2D", filters=4, kernel_size=3, dilation_rate=3)
    build.add("AveragePooling2D", pool_size=3, strides=2)


def maxima(build: GraphBuilder) -> None:
    build.add("MaxPooling2D", pool_size=3, padding="same")
    build.add("Conv2D", filters=4, kernel_size=1)


def by_depth(build: GraphBuilder) -> None:
    build.add("DepthwiseConv2D", kernel_size=3, strides=2, depth_multiplier=2)


def separable(build: GraphBuilder) -> None:
    build.add("SeparableConv2D", filters=5, kernel_size=4, padding="same", activation="relu")
    build.add("PReLU")


def padded(build: GraphBuilder) -> None:
    build.add("ZeroPadding2D", padding=((3, 0), (1, 4)))
    build.add("Conv2D", filters=4, kernel_size=2, strides=2)


def scaled(build: GraphBuilder) -> None:
    build.add("Rescaling", scale=2.0)
    build.add("Conv2D", filters=4, kernel_size=3)
    build.add("BatchNormalization")


def joined(build: GraphBuilder) -> None:
    near = build.add("Conv2D", 0, filters=3, kernel_size=3, padding="same")
    far = build.add(
        "Conv2D", 0, filters=3, kernel_size=(1, 5), dilation_rate=(1, 3), padding="same"
    )
    build.add("Add", near, far)
    build.add("ReLU")


def side_by_side(build: GraphBuilder) -> None:
    near = build.add("Conv2D", 0, filters=3, kernel_size=3, strides=2)
    far = build.add("Conv2D", 0, filters=2, kernel_size=5, strides=2, padding="same")
    far = build.add("Cropping2D", far, cropping=((0, 1), (1, 0)))
    build.add("Concatenate", near, far)


def one_below_the_other(build: GraphBuilder) -> None:
    upper = build.add("Conv2D", 0, filters=3, kernel_size=(1, 3), strides=4)
    lower = build.add("Conv2D", 0, filters=3, kernel_size=(5, 3), strides=4)
    build.add("Concatenate", upper, lower, axis=1)


def weighed(build: GraphBuilder) -> None:
    grid = build.add("Conv2D", filters=3, kernel_size=3, strides=4)
    pooled = build.add("GlobalAveragePooling2D", grid)
    build.add("Multiply", grid, build.add("Dense", pooled, units=3))


def spread(build: GraphBuilder) -> None:
    build.add("Conv2D", filters=3, kernel_size=4, strides=4)
    build.add("Conv2DTranspose", filters=2, kernel_size=3, strides=2, padding="same")


def spread_apart(build: GraphBuilder) -> None:
    build.add("Conv2D", filters=3, kernel_size=4, strides=4)
    build.add("Conv2DTranspose", filters=2, kernel_size=(1, 3), strides=(2, 3), use_bias=False)


def sampled(build: GraphBuilder) -> None:
    build.add("Conv2D", filters=3, kernel_size=5, strides=3)
    build.add("UpSampling2D", size=(2, 3), interpolation="bilinear")


def resized(build: GraphBuilder) -> None:
    build.add("Resizing", height=11, width=9)
    build.add("Conv2D", filters=3, kernel_size=2)


def normalised_cells(build: GraphBuilder) -> None:
    build.add("Conv2D", filters=3, kernel_size=4, strides=4)
    build.add("LayerNormalization")


def normalised_rows(build: GraphBuilder) -> None:
    build.add("Conv2D", filters=3, kernel_size=4, strides=4)
    build.add("LayerNormalization", axis=(1, 3))


def normalised_groups(build: GraphBuilder) -> None:
    build.add("Conv2D", filters=4, kernel_size=4, strides=4)
    build.add("GroupNormalization", groups=2)


@pytest.mark.parametrize(
    "make",
    [
        side_by_side,
        one_below_the_other,
        weighed,
        spread,
        spread_apart,
        sampled,
        resized,
        normalised_cells,
        normalised_rows,
        normalised_groups,
        large_steps,
        no_square,
        dilated,
        averages,
        maxima,
        by_depth,
        separable,
        padded,
        scaled,
        joined,
    ],
)
def test_that_it_knows_every_kind_of_layer(make: Callable[[GraphBuilder], object]) -> None:
    graph = built(make)
    check(graph, len(graph.layers))


def test_that_a_cell_that_lies_in_padding_only_sees_nothing() -> None:
    def make(build: GraphBuilder) -> None:
        build.add("ZeroPadding2D", padding=2)
        build.add("Conv2D", filters=4, kernel_size=1)

    field = field_of(built(make))
    assert field.patch(1, 1) == (0, 0, 0, 0)
    assert field.patch(2, 29) == (0, 27, 1, 28)


@pytest.mark.parametrize("kind", ["Flatten", "GlobalAveragePooling2D"])
def test_that_behind_a_vector_nothing_is_a_cell(kind: str) -> None:
    def make(build: GraphBuilder) -> None:
        build.add("Conv2D", filters=4, kernel_size=3)
        build.add(kind)
        build.add("Dense", units=10)

    graph = built(make)
    assert receptive_field(graph, 1) is not None
    assert receptive_field(graph, 2) is None
    assert receptive_field(graph, 3) is None


def test_that_it_comes_with_every_prediction() -> None:
    field = engine_of("lecture").predict(np.zeros((SIDE, SIDE), np.float32)).field
    assert field is not None
    assert field.size == (8, 8)
