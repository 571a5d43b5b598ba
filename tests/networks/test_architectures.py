"""The program's own architectures: a grid of 14, the lecture's size, what each is made of."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

from camviewer.common.errors import UserError
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.spec import ImageSpec
from camviewer.inference.engine import Engine
from camviewer.networks.architectures import ARCHITECTURES, ann, compact, graph_of, lenet
from camviewer.networks.graph import Graph, Weights
from camviewer.networks.layer_summary import LayerSummary, summaries
from camviewer.networks.linear_head import features_place, head_place
from tests.engines import WITH_GRID, WITH_HEAD
from tests.reference import maps_and_scores, off, random_weights

every = pytest.mark.parametrize("name", ARCHITECTURES)
with_head = pytest.mark.parametrize("name", WITH_HEAD)

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
    assert list(ARCHITECTURES) == ["lecture", "ann", "compact", "lenet"]


@with_head
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


@with_head
def test_that_its_scores_are_those_of_the_definitions(name: str) -> None:
    weights = weights_for(name)
    samples = np.random.default_rng(0).random((4, 28, 28), np.float32)
    _, expected = maps_and_scores(name, samples, weights)
    assert off(Engine(graph_of(name), weights).scores(samples), expected) <= 1e-5


@with_head
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


@pytest.mark.parametrize(
    ("module", "parameters"), [(compact, 19_674), (ann, 101_770), (lenet, 107_786)]
)
def test_that_it_has_the_parameters_it_says(module: ModuleType, parameters: int) -> None:
    graph: Graph = module.graph(DIGIT_SPEC, 10)
    assert sum(graph.parameters) == parameters
    assert f"{parameters:,} parameters" in (module.__doc__ or "")


def test_that_the_fully_connected_network_has_no_cells() -> None:
    graph = graph_of("ann")
    assert [layer.title for layer in graph.layers] == [
        "Flatten",
        "Dense 128, ReLU",
        "Dense 10, softmax",
    ]
    assert graph.shapes == ((28, 28, 1), (784,), (128,), (10,))
    assert features_place(graph) is None
    assert head_place(graph) is None


def test_that_a_fully_connected_network_knows_no_neighbours() -> None:
    """With its weights in the same other order, pixels in any order give the same scores."""
    graph, weights = graph_of("ann"), weights_for("ann")
    random = np.random.default_rng(1)
    order = random.permutation(784)
    samples = random.random((3, 28, 28), np.float32)
    shuffled = samples.reshape(3, 784)[:, order].reshape(3, 28, 28)
    same = Engine(graph, [weights[0][order], *weights[1:]]).scores(shuffled)
    assert off(same, Engine(graph, weights).scores(samples)) <= 1e-5


def test_that_a_fully_connected_network_of_too_large_pictures_is_refused() -> None:
    graph_of("ann", ImageSpec(100, 128, 3))
    with pytest.raises(UserError, match="ann: expected at most 5,000,000 weights"):
        graph_of("ann", ImageSpec(128, 128, 3))


def test_that_lenet_has_features_but_no_linear_head() -> None:
    graph = graph_of("lenet")
    assert [layer.title for layer in graph.layers] == [
        "Conv2D 6, 5×5, ReLU",
        "MaxPooling2D, 2×2",
        "Conv2D 16, 5×5, ReLU",
        "MaxPooling2D, 2×2",
        "Flatten",
        "Dense 120, ReLU",
        "Dense 84, ReLU",
        "Dense 10, softmax",
    ]
    assert graph.parameters == (156, 0, 2_416, 0, 0, 94_200, 10_164, 850)
    assert features_place(graph) == 4
    assert graph.shapes[4] == (7, 7, 16)
    assert head_place(graph) is None


@every
@pytest.mark.parametrize("spec", [ImageSpec(8, 8), ImageSpec(9, 31, 3), ImageSpec(96, 100)])
def test_that_it_is_built_for_small_and_large_samples(name: str, spec: ImageSpec) -> None:
    graph = graph_of(name, spec, 3)
    assert graph.shapes[-1] == (3,)
    assert (features_place(graph) is None) == (name not in WITH_GRID)


def test_that_an_unknown_architecture_is_named_with_the_known_ones() -> None:
    with pytest.raises(UserError, match="lecture, ann, compact, lenet, found 'lectur'"):
        graph_of("lectur")
