"""The program's own architectures: a grid of 14, the lecture's size, what each is made of."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.common.errors import UserError
from camviewer.data.spec import ImageSpec
from camviewer.inference.engine import Engine
from camviewer.networks.architectures import ARCHITECTURES, compact, graph_of
from camviewer.networks.graph import Weights
from camviewer.networks.layer_summary import LayerSummary, summaries
from camviewer.networks.linear_head import features_place
from tests.reference import maps_and_scores, off, random_weights

every = pytest.mark.parametrize("name", ["lecture", "compact"])

LECTURE = [
    LayerSummary("Conv2D 32, 3×3, ReLU", "28×28×32", 320),
    LayerSummary("MaxPooling2D, 2×2", "14×14×32", 0),
    LayerSummary("Conv2D 64, 3×3, ReLU", "14×14×64", 18_496),
    LayerSummary("GlobalAveragePooling2D", "64", 0),
    LayerSummary("Dense 10, softmax", "10", 650),
]


def weights_for(name: str) -> Weights:
    blank = [np.zeros(shape, np.float32) for own in graph_of(name).weight_shapes for shape in own]
    return random_weights(blank, seed=1)


def test_that_the_architectures_are_found_by_folder() -> None:
    assert list(ARCHITECTURES) == ["lecture", "compact"]


@every
def test_that_the_raw_grid_is_14_by_14_and_features_are_never_negative(name: str) -> None:
    graph = graph_of(name)
    place = features_place(graph)
    assert place is not None
    assert graph.shapes[0] == (28, 28, 1)
    assert graph.shapes[place][:2] == (14, 14)
    assert graph.classes == 10
    samples = np.random.default_rng(0).random((4, 28, 28), np.float32)
    features, scores = Engine(graph, weights_for(name)).forward(samples)
    assert features.shape == (4, *graph.shapes[place])
    assert features.min() >= 0
    assert scores.shape == (4, 10)


@every
def test_that_its_scores_are_those_of_the_definitions(name: str) -> None:
    weights = weights_for(name)
    samples = np.random.default_rng(0).random((4, 28, 28), np.float32)
    _, expected = maps_and_scores(name, samples, weights)
    assert off(Engine(graph_of(name), weights).scores(samples), expected) <= 1e-5


@every
def test_that_it_is_as_small_as_the_lectures(name: str) -> None:
    assert sum(graph_of(name).parameters) <= 20_000


@every
def test_that_it_is_built_for_other_samples_and_classes(name: str) -> None:
    graph = graph_of(name, ImageSpec(24, 20, 3), 7)
    assert graph.shapes[0] == (24, 20, 3)
    assert graph.classes == 7
    assert graph == graph_of(name, ImageSpec(24, 20, 3), 7)
    assert graph != graph_of(name)


def test_that_the_lectures_network_is_the_lectures() -> None:
    graph = graph_of("lecture")
    assert summaries(graph) == LECTURE
    assert sum(graph.parameters) == 19_466
    for layer in graph.layers:
        if layer.kind == "Conv2D":
            assert layer.settings["activation"] == "relu"
            assert layer.settings["padding"] == "same"
            assert layer.settings["kernel_size"] == (3, 3)
            assert layer.settings["strides"] == layer.settings["dilation_rate"] == (1, 1)


def test_that_the_compact_network_has_the_parameters_it_says() -> None:
    parameters = sum(graph_of("compact").parameters)
    assert parameters == 19_674
    assert f"{parameters:,} parameters" in (compact.__doc__ or "")


def test_that_an_unknown_architecture_is_named_with_the_known_ones() -> None:
    with pytest.raises(UserError, match="lecture, compact, found 'lectur'"):
        graph_of("lectur")
