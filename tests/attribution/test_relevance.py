"""Layer-wise relevance propagation: by hand, against its definition, and what it conserves."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from camviewer.attribution.backward import score_gradients
from camviewer.attribution.methods import METHODS
from camviewer.attribution.relevance import first_weighted, relevance
from camviewer.data.spec import ImageSpec
from camviewer.inference.activations import Activations
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import Prediction
from camviewer.networks.graph import Graph, GraphBuilder
from camviewer.networks.relevance import (
    STABILISER,
    AlphaBeta,
    Box,
    Epsilon,
    Flat,
    Gamma,
    Rule,
    Square,
)
from tests.attribution.small_networks import NETWORKS, dense, flat, gap, prediction_of

Doubles = NDArray[np.float64]

RULES: dict[str, Rule] = {
    "zero": Epsilon(0),
    "epsilon": Epsilon(0.25),
    "gamma": Gamma(0.25),
    "z-plus": AlphaBeta(1),
    "alpha-beta": AlphaBeta(2),
    "square": Square(),
    "flat": Flat(),
    "box": Box(0, 1),
}


def activations(kernel: Doubles, bias: Doubles, pixels: Doubles) -> Activations:
    """One dense layer over a sample of 8 by 8 pixels, of which the first few are given."""
    network = GraphBuilder(ImageSpec(8, 8))
    network.add("Flatten")
    network.add("Dense", units=kernel.shape[1])
    whole, sample = np.zeros((64, kernel.shape[1])), np.zeros(64)
    whole[: len(kernel)], sample[: len(pixels)] = kernel, pixels
    engine = Engine(network.graph(), [whole.astype(np.float32), bias.astype(np.float32)])
    return engine.activations(sample.reshape(1, 8, 8).astype(np.float32))


def test_one_layer_by_hand() -> None:
    # S = 0.5 * 4 + 1 * (-1) + 1 = 2, of which the pixels have 2 and -1, the bias 1.
    one = activations(np.array([[4.0], [-1.0]]), np.array([1.0]), np.array([0.5, 1.0]))
    found = relevance(one, [0], lambda _layer, _first: Epsilon(0))
    assert found.pixels.ravel()[:2] == pytest.approx([2, -1])
    assert found.bias == pytest.approx([1])
    # With an epsilon of 2 the score is halved before it is shared.
    found = relevance(one, [0], lambda _layer, _first: Epsilon(2))
    assert found.pixels.ravel()[:2] == pytest.approx([1, -0.5])
    # Only what speaks for: pixel and bias share 2 as 2 to 1.
    found = relevance(one, [0], lambda _layer, _first: AlphaBeta(1))
    assert found.pixels.ravel()[:2] == pytest.approx([4 / 3, 0], rel=1e-5)
    assert found.bias == pytest.approx([2 / 3], rel=1e-5)
    # alpha 2, beta 1: twice that, less what the second pixel has of what speaks against.
    found = relevance(one, [0], lambda _layer, _first: AlphaBeta(2))
    assert found.pixels.ravel()[:2] == pytest.approx([8 / 3, -2], rel=1e-5)
    # gamma 1: 2 * 2, -1 and 2 * 1 share 2 as 4 to -1 to 2 of 5.
    found = relevance(one, [0], lambda _layer, _first: Gamma(1))
    assert found.pixels.ravel()[:2] == pytest.approx([8 / 5, -2 / 5], rel=1e-5)
    assert found.bias == pytest.approx([4 / 5], rel=1e-5)
    # w² shares 2 as 16 to 1 to 1 of the bias; flat shares it among all 64 pixels.
    found = relevance(one, [0], lambda _layer, _first: Square())
    assert found.pixels.ravel()[:2] == pytest.approx([32 / 18, 2 / 18], rel=1e-5)
    found = relevance(one, [0], lambda _layer, _first: Flat())
    assert found.pixels.ravel() == pytest.approx([2 / 64] * 64, rel=1e-5)
    # z^B with pixels from 0 to 1: 0.5 * 4 - 0 and 1 * (-1) - 1 * (-1): all is the first one's.
    found = relevance(one, [0], lambda _layer, _first: Box(0, 1))
    assert found.pixels.ravel()[:2] == pytest.approx([2, 0], abs=1e-5)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("network", ["dense", "flat", "gap"])
def test_it_is_its_definition(network: str, rule: str) -> None:
    """R_i = sum_j z_ij / z_j R_j with every z_ij written out as a matrix."""
    one = prediction_of(NETWORKS[network](), 4).activations
    found = relevance(one, range(3), lambda _layer, _first: RULES[rule])
    expected = np.stack([_written_out(one, index, rule) for index in range(3)])
    largest = float(np.abs(expected).max())
    assert found.pixels == pytest.approx(expected, abs=2e-5 * largest)


@pytest.mark.parametrize("network", NETWORKS)
def test_lrp_0_is_gradient_times_input_between_relus(network: str) -> None:
    if network == "branched":
        return  # its LeakyReLU and its normalisation are no ReLUs
    one = prediction_of(NETWORKS[network](), 1).activations
    found = relevance(one, range(3), lambda _layer, _first: Epsilon(0)).pixels
    expected = score_gradients(one, range(3), {0})[0] * one.outputs[0]
    assert found == pytest.approx(expected, abs=1e-4 * float(np.abs(expected).max()))


@pytest.mark.parametrize("rule", ["zero", "gamma"])
@pytest.mark.parametrize("network", NETWORKS)
def test_pixels_and_biases_have_the_whole_score(network: str, rule: str) -> None:
    one = prediction_of(NETWORKS[network](), 2)
    found = relevance(one.activations, range(3), lambda _layer, _first: RULES[rule])
    whole = found.pixels.sum(axis=(1, 2, 3)) + found.bias
    assert whole == pytest.approx(one.logits, abs=2e-4 * float(np.abs(one.logits).max()))


@pytest.mark.parametrize("network", ["dense", "flat", "gap"])
def test_what_speaks_for_a_class_has_all_of_a_score_above_zero(network: str) -> None:
    # Below zero there may be nothing that speaks for it, and then nobody to have it.
    found = (prediction_of(NETWORKS[network](), seed) for seed in range(9))
    one = next(each for each in found if each.logits.max() > 0.5)
    above = np.flatnonzero(one.logits > 0)
    shared = relevance(one.activations, above.tolist(), lambda _layer, _first: AlphaBeta(1))
    whole = shared.pixels.sum(axis=(1, 2, 3)) + shared.bias
    assert whole == pytest.approx(one.logits[above], abs=2e-4 * float(one.logits.max()))
    assert shared.pixels.min() >= 0


@pytest.mark.parametrize("make", [gap, flat, dense])
def test_without_biases_the_pixels_have_it_all(make: Callable[..., Graph]) -> None:
    one = prediction_of(make(bias=False), 3)
    found = METHODS["lrp"].explain(one, {"rule": "zero", "first": "same"})
    assert found.sums is not None
    assert found.sums == pytest.approx(one.logits, abs=1e-5 * float(np.abs(one.logits).max()))


def test_first_weighted_layers_are_those_that_see_the_sample() -> None:
    assert first_weighted(gap()) == {1}
    assert first_weighted(dense()) == {2}
    network = GraphBuilder(ImageSpec(8, 8))
    pooled = network.add("MaxPooling2D")
    one = network.add("Conv2D", pooled, filters=2, kernel_size=3)
    other = network.add("Conv2D", pooled, filters=2, kernel_size=3)
    network.add("Add", one, other)
    network.add("GlobalAveragePooling2D")
    network.add("Dense", units=2)
    assert first_weighted(network.graph()) == {one, other}


def _written_out(one: Activations, class_index: int, rule: str) -> Doubles:
    """The relevance of every pixel, with each linear layer as a matrix of contributions."""
    graph = one.graph
    relevance_here = np.zeros(graph.classes)
    relevance_here[class_index] = one.outputs[-1][0, class_index]
    for place in range(len(graph.layers), 0, -1):
        layer = graph.layers[place - 1]
        x = one.outputs[place - 1][0].astype(float).ravel()
        z = one.outputs[place][0].astype(float).ravel()
        if layer.kind == "Activation":
            continue
        matrix = _matrix(one, place)
        if layer.kind in ("MaxPooling2D", "Flatten"):
            relevance_here = matrix @ relevance_here
        elif layer.does.has_kernel:
            bias = z - x @ matrix
            relevance_here = _by_rule(rule, x, matrix, bias, z, relevance_here)
        else:
            relevance_here = (x[:, None] * matrix) @ (relevance_here / _moved(z, STABILISER))
    return relevance_here.reshape(graph.shapes[0])


def _matrix(one: Activations, place: int) -> Doubles:
    """(I, J) how each number that comes out of a layer changes with each that goes in."""
    layer, output = one.graph.layers[place - 1], one.outputs[place]
    single = np.eye(output[0].size, dtype=np.float32).reshape(-1, *output.shape[1:])
    inputs = [one.outputs[each] for each in layer.inputs]
    weights = one.weights[place - 1]
    (rows,) = layer.does.gradient(layer.settings, weights, inputs, output, single)
    return rows.reshape(len(single), -1).T.astype(float)


def _moved(z: Doubles, epsilon: float) -> Doubles:
    moved = z + np.where(z < 0, -epsilon, epsilon)
    return np.where(moved == 0, np.inf, moved)


def _by_rule(
    rule: str, x: Doubles, matrix: Doubles, bias: Doubles, z: Doubles, upper: Doubles
) -> Doubles:
    contributions = x[:, None] * matrix

    def share(parts: Doubles, rest: Doubles | float, what: Doubles) -> Doubles:
        return parts @ (what / _moved(parts.sum(axis=0) + rest, STABILISER))

    positive, negative = np.maximum(contributions, 0), np.minimum(contributions, 0)
    if rule in ("zero", "epsilon"):
        return contributions @ (upper / _moved(z, 0 if rule == "zero" else 0.25))
    if rule == "gamma":
        for_it = share(
            contributions + 0.25 * positive, bias + 0.25 * np.maximum(bias, 0), upper * (z > 0)
        )
        against = share(
            contributions + 0.25 * negative, bias + 0.25 * np.minimum(bias, 0), upper * (z < 0)
        )
        return for_it + against
    if rule == "z-plus":
        return share(positive, np.maximum(bias, 0), upper)
    if rule == "alpha-beta":
        return share(positive, np.maximum(bias, 0), 2 * upper) + share(
            negative, np.minimum(bias, 0), -upper
        )
    if rule == "square":
        return share(matrix**2, bias**2, upper)
    if rule == "flat":
        return share((matrix != 0).astype(float), 0, upper)
    return share(contributions - np.minimum(matrix, 0), 0, upper)


@pytest.mark.parametrize("rule", ["zero", "epsilon", "gamma", "z-plus", "composite"])
@pytest.mark.parametrize("first", ["box", "same", "square", "flat"])
def test_a_sample_that_is_rescaled_first_is_explained_as_without(rule: str, first: str) -> None:
    """2 x - 1 and a convolution, or the convolution of twice the kernel and another bias."""
    random = np.random.default_rng(0)
    kernel = random.normal(0, 0.5, (3, 3, 1, 4)).astype(np.float32)
    bias = random.normal(0, 0.5, 4).astype(np.float32)
    rest = [random.normal(0, 0.5, (4, 3)).astype(np.float32), np.zeros(3, np.float32)]

    def predicted(*, rescaled: bool) -> Prediction:
        network = GraphBuilder(ImageSpec(9, 9))
        if rescaled:
            network.add("Rescaling", scale=2.0, offset=-1.0)
        network.add("Conv2D", filters=4, kernel_size=3, activation="relu")
        network.add("GlobalAveragePooling2D")
        network.add("Dense", units=3)
        own = [kernel, bias] if rescaled else [2 * kernel, bias - kernel.sum(axis=(0, 1, 2))]
        sample = np.random.default_rng(1).random((9, 9), np.float32)
        sample[sample < 0.4] = 0
        return Engine(network.graph(), [*own, *rest]).predict(sample)

    one, same = predicted(rescaled=True), predicted(rescaled=False)
    assert one.logits == pytest.approx(same.logits, abs=1e-4)
    values = {"rule": rule, "first": first}
    found, expected = (METHODS["lrp"].explain(each, values).maps for each in (one, same))
    largest = float(np.abs(expected).max())
    if first in ("box", "flat"):
        assert found == pytest.approx(expected, abs=1e-4 * largest)
    elif first == "same" and rule == "zero":
        # What the kernel makes of the offset is the pixels' in the one, the bias' in the other.
        assert found.sum() != pytest.approx(expected.sum(), abs=1e-3 * largest)
    assert np.isfinite(found).all()
