"""What every layer makes of a sample: as Keras computes it, with any weights."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.data.dataset import to_sample
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.inference.engine import MAX_CHANNELS, Engine
from camviewer.networks.architectures import graph_of
from camviewer.networks.graph import GraphBuilder
from camviewer.networks.layer_summary import summaries
from camviewer.networks.linear_head import features_place
from tests.engines import WITH_GRID, engine_of, weights_for
from tests.reference import off

DIGIT = to_sample(WrittenSplit("test", 1).images)[0]

with_grid = pytest.mark.parametrize("architecture", WITH_GRID)
either = pytest.mark.parametrize("is_snapshot", [False, True])


@pytest.mark.slow
@with_grid
@either
def test_that_layers_are_what_keras_computes(architecture: str, is_snapshot: bool) -> None:
    import keras

    from camviewer.training import keras_network

    graph = graph_of(architecture)
    built = keras_network.build(graph)
    shown = built.layers[: features_place(graph)]
    whole = keras.Model(built.model.input, [layer.output for layer in shown])
    for seed in (1, 2):
        built.set_weights(weights_for(graph, seed))
        engine = engine_of(architecture, seed, is_snapshot=is_snapshot)
        one = engine.predict(DIGIT, with_layers=True)
        expected = whole(DIGIT[None, ..., None], training=False)
        for layer, found, values in zip(shown, one.layers, expected, strict=True):
            assert found.kind.startswith(type(layer).__name__)
            assert found.shape == tuple(layer.output.shape[1:])
            assert found.parameters == layer.count_params()
            assert off(found.values, values.numpy()[0]) <= 1e-4
        assert off(one.layers[-1].values, one.features) <= 1e-5


@with_grid
def test_that_they_are_the_first_lines_of_the_layer_table(architecture: str) -> None:
    engine = engine_of(architecture)
    found, table = engine.layers(DIGIT), summaries(engine.graph)
    assert len(found) == features_place(engine.graph)
    assert len(table) == len(engine.graph.layers)
    for layer, line in zip(found, table, strict=False):
        size = "×".join(str(side) for side in layer.shape)
        assert (layer.kind, size, layer.parameters) == (line.kind, line.output, line.parameters)


def test_that_the_layer_table_of_the_lectures_network_is_the_lectures() -> None:
    lines = [(line.kind, line.output, line.parameters) for line in summaries(graph_of("lecture"))]
    assert lines == [
        ("Conv2D 32, 3×3, ReLU", "28×28×32", 320),
        ("MaxPooling2D, 2×2", "14×14×32", 0),
        ("Conv2D 64, 3×3, ReLU", "14×14×64", 18_496),
        ("GlobalAveragePooling2D", "64", 0),
        ("Dense 10, softmax", "10", 650),
    ]


def test_that_layers_are_told_only_when_asked_for() -> None:
    assert engine_of("lecture").predict(DIGIT).layers == ()


def test_that_of_a_wide_network_the_first_channels_are_told() -> None:
    build = GraphBuilder(DIGIT_SPEC)
    build.add(
        "Conv2D",
        filters=MAX_CHANNELS + 4,
        kernel_size=3,
        strides=2,
        padding="same",
        activation="relu",
    )
    build.add("GlobalAveragePooling2D")
    build.add("Dense", units=10)
    graph = build.graph()
    engine = Engine(graph, weights_for(graph, 1), "wide")
    (found,) = engine.predict(DIGIT, with_layers=True).layers
    assert found.kind == f"Conv2D {MAX_CHANNELS + 4}, 3×3, ReLU"
    assert found.shape == (14, 14, MAX_CHANNELS + 4)
    assert found.values.shape == (14, 14, MAX_CHANNELS)
    assert np.array_equal(found.values, engine.forward(DIGIT[None])[0][0, ..., :MAX_CHANNELS])
