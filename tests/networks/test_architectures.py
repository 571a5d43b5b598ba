"""The program's own architectures: a grid of 14, the lecture's size, what each is made of."""

from __future__ import annotations

from types import ModuleType

import numpy as np
import pytest

from camviewer.attribution.backward import score_gradients
from camviewer.common.errors import UserError
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.spec import ImageSpec
from camviewer.inference.engine import Engine
from camviewer.networks.architectures import ARCHITECTURES, ann, compact, graph_of, ink, lenet
from camviewer.networks.cell_reach import receptive_field
from camviewer.networks.graph import Graph, Weights
from camviewer.networks.layer_summary import LayerSummary, summaries
from camviewer.networks.linear_head import features_place, head_place
from tests.engines import WITH_GRID, WITH_HEAD
from tests.reference import maps_and_scores, off, random_weights, relu
from tests.there import there

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
    assert list(ARCHITECTURES) == ["lecture", "ann", "compact", "ink", "lenet"]


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
    ("module", "parameters"), [(compact, 19_674), (ink, 19_404), (ann, 101_770), (lenet, 107_786)]
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
    with pytest.raises(
        UserError, match=r"ann cannot be made: too many weights. Needed: at most 5,000,000 weights"
    ):
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


INK = Engine(graph_of("ink"), weights_for("ink"))
SOME = np.random.default_rng(2).random((6, 28, 28), np.float32)


def test_that_ink_has_no_bias_and_no_normalisation() -> None:
    graph = graph_of("ink")
    assert [layer.title for layer in graph.layers] == [
        "Conv2D 12, 3×3, ReLU",
        "Conv2D 16, 3×3, ReLU",
        "MaxPooling2D, 2×2",
        "Conv2D 28, 3×3, ReLU",
        "Conv2D 40, 3×3, ReLU",
        "Conv2D 64, 1×1, ReLU",
        "Rescaling",
        "Conv2D 64, 2×2, ReLU",
        "Add",
        "ReLU",
        "GlobalAveragePooling2D",
        "Dense 10, softmax",
    ]
    assert all(len(shape) > 1 for own in graph.weight_shapes for shape in own)
    assert graph.layers[6].settings == {"scale": -1.0, "offset": 0.0}
    assert graph.layers[8].inputs == (7, 8)


def test_that_a_cell_of_ink_sees_14_by_14_pixels() -> None:
    graph = graph_of("ink")
    field = there(receptive_field(graph, there(head_place(graph)).features))
    assert field.size == (14, 14)
    assert field.patch(6, 7) == (6, 8, 20, 22)  # around its own pixels 12, 13 and 14, 15


def test_that_a_blank_sample_has_scores_of_exactly_zero() -> None:
    blank = np.zeros((1, 28, 28), np.float32)
    features, scores = INK.forward(blank)
    assert not features.any()
    assert not scores.any()
    assert not INK.predict(blank[0]).maps.any()


@pytest.mark.parametrize("factor", [0.0, 0.125, 0.3, 1.0])
def test_that_the_scores_of_ink_are_homogeneous(factor: float) -> None:
    features, scores = INK.forward(SOME)
    thin_features, thin_scores = INK.forward(SOME * np.float32(factor))
    largest = np.abs(scores).max()
    assert np.abs(thin_features - factor * features).max() <= 1e-5 * features.max()
    assert np.abs(thin_scores - factor * scores).max() <= 1e-5 * largest


def test_that_a_cell_without_ink_of_its_own_is_zero_for_every_class() -> None:
    """Whatever ink is around it; and a cell with ink says no more than its ink does."""
    samples = SOME.copy()
    erased = np.random.default_rng(3).random((6, 14, 14)) < 0.5
    samples[erased.repeat(2, axis=1).repeat(2, axis=2)] = 0
    features, _ = INK.forward(samples)
    assert not features[erased].any()
    assert (features[~erased] > 0).any(axis=1).mean() > 0.5
    maps = np.stack([INK.predict(sample).maps for sample in samples])
    assert not maps.transpose(0, 2, 3, 1)[erased].any()
    own = relu(conv_of_own_pixels(samples))
    assert (features <= own + 1e-5).all()


def conv_of_own_pixels(samples: np.ndarray) -> np.ndarray:
    """(n, 14, 14, 64) what the convolution of 2 by 2 pixels makes of samples."""
    pixels = samples.reshape(-1, 14, 2, 14, 2).transpose(0, 1, 3, 2, 4).reshape(-1, 14, 14, 4)
    kernel: np.ndarray = weights_for("ink")[5]
    return pixels @ kernel.reshape(4, 64)


def test_that_gradient_times_input_sums_to_the_scores_of_ink() -> None:
    for sample in SOME:
        walked = score_gradients(INK.activations(sample), range(10), {0})[0][..., 0]
        scores = INK.scores(sample[None])[0]
        sums = (walked * sample).sum(axis=(1, 2))
        assert np.abs(sums - scores).max() <= 1e-5 * np.abs(scores).max()


@every
@pytest.mark.parametrize("spec", [ImageSpec(8, 8), ImageSpec(9, 31, 3), ImageSpec(96, 100)])
def test_that_it_is_built_for_small_and_large_samples(name: str, spec: ImageSpec) -> None:
    graph = graph_of(name, spec, 3)
    assert graph.shapes[-1] == (3,)
    assert (features_place(graph) is None) == (name not in WITH_GRID)


def test_that_an_unknown_architecture_is_named_with_the_known_ones() -> None:
    with pytest.raises(
        UserError, match="'lectur' is not known; choose one of lecture, ann, compact, ink, lenet"
    ):
        graph_of("lectur")
