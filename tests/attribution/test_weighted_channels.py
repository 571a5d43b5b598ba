"""Methods that weigh the channels of a convolution, against their definition written out."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.methods import METHODS
from camviewer.common.arrays import Array
from camviewer.inference.engine import Engine
from tests.attribution.small_networks import flat, gap, prediction_of


def enlarged(small: Array, height: int, width: int) -> Array:
    """Bilinear, between the middles of cells."""

    def weights(cells: int, pixels: int) -> Array:
        at = np.clip((np.arange(pixels) + 0.5) * cells / pixels - 0.5, 0, cells - 1)
        near = np.maximum(0, 1 - np.abs(at[:, None] - np.arange(cells)))
        return near.astype(np.float32)

    rows, columns = weights(small.shape[0], height), weights(small.shape[1], width)
    return (rows @ small @ columns.T).astype(np.float32)


@pytest.mark.parametrize("layer", ["conv2d", "conv2d_1"])
def test_score_cam(layer: str) -> None:
    one = prediction_of(gap(), 1)
    place = {"conv2d": 1, "conv2d_1": 3}[layer]
    output = one.activations.places[place]
    assert output is not None
    features = one.activations.outputs[output][0]
    masks = [enlarged(features[..., k], *one.spec.size) for k in range(features.shape[-1])]
    masks = [(m - m.min()) / np.ptp(m) if np.ptp(m) else np.zeros_like(m) for m in masks]
    scores = np.stack([one.open_network.scores(one.image[None] * m)[0] for m in masks])
    weights = np.exp(scores) / np.exp(scores).sum(axis=0)
    expected = np.maximum(np.einsum("kc,hwk->chw", weights, features), 0)
    found = METHODS["score-cam"].explain(one, {"layer": layer}).maps
    assert found == pytest.approx(expected, abs=1e-5 * float(expected.max()))


def test_eigen_cam() -> None:
    one = prediction_of(gap(), 1)
    cells = one.features.reshape(-1, one.features.shape[-1])
    _, _, directions = np.linalg.svd(cells, full_matrices=False)
    expected = np.abs(cells @ directions[0]).reshape(one.features.shape[:2])
    found = METHODS["eigen-cam"].maps(one)
    assert found[0] == pytest.approx(expected, abs=1e-4 * float(expected.max()))
    assert np.array_equal(found[0], found[2])


def test_ablation_cam_at_the_last_convolution_is_arithmetic() -> None:
    one = prediction_of(gap(), 1)
    # Without channel k the score is less by w_k F_k.
    losses = one.weights * one.pooled[:, None]
    expected = np.maximum(np.einsum("kc,hwk->chw", losses, one.features), 0)
    found = METHODS["ablation-cam"].maps(one)
    assert found == pytest.approx(expected, abs=1e-4 * float(expected.max()))


def test_ablation_cam_without_a_linear_head() -> None:
    one = prediction_of(flat(), 1)
    output = one.activations.places[1]  # of the convolution, before the pooling
    assert output is not None
    features = one.activations.outputs[output][0]
    losses = []
    for channel in range(features.shape[-1]):
        weights = [weight.copy() for weight in one.open_network.weights]
        weights[0][..., channel], weights[1][channel] = 0, 0
        network = Engine(one.open_network.graph, weights)
        losses.append(one.logits - network.scores(one.image[None])[0])
    expected = np.maximum(np.einsum("kc,hwk->chw", np.stack(losses), features), 0)
    found = METHODS["ablation-cam"].maps(one)
    assert found == pytest.approx(expected, abs=1e-4 * float(expected.max()))
