"""Methods that change the sample many times, against their definition written out."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from camviewer.attribution.backward import score_gradients
from camviewer.attribution.methods import METHODS
from camviewer.attribution.methods.rise import random_masks
from camviewer.attribution.sample_maps import sample_gradients
from camviewer.common.arrays import Array
from camviewer.networks.graph import Graph
from tests.attribution.small_networks import dense, flat, gap, prediction_of


def test_smooth_grad_is_the_mean_over_noisy_copies() -> None:
    one, number, noise = prediction_of(flat(), 1), 20, 0.3
    random = np.random.default_rng(0)
    spread = np.float32(noise * np.ptp(one.image))
    gradients = []
    for _ in range(number // 10):
        for each in random.standard_normal((10, *one.image.shape), np.float32):
            activations = one.open_network.activations((one.image + spread * each)[None])
            gradients.append(score_gradients(activations, range(3), {0})[0][..., 0])
    expected = np.mean(gradients, axis=0)
    found = METHODS["smooth-grad"].explain(one, {"samples": "20", "noise": "0.3"}).maps
    assert found == pytest.approx(expected, abs=1e-5 * float(np.abs(expected).max()))


def test_rise_is_the_mean_of_masks_weighed_by_probability() -> None:
    one = prediction_of(gap(), 1)
    random = np.random.default_rng(0)
    seen: Array = np.concatenate([random_masks(100, one.spec.size, random) for _ in range(5)])
    scores = one.open_network.scores(seen * one.image).astype(np.float64)
    shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    expected = np.einsum("nc,nhw->chw", shares, seen) / (500 * 0.5)
    found = METHODS["rise"].explain(one, {"masks": "500"}).maps
    assert found == pytest.approx(expected, abs=1e-5 * float(expected.max()))


def test_masks_show_half_of_the_sample_in_the_mean() -> None:
    masks = random_masks(2000, (28, 28), np.random.default_rng(3))
    assert masks.min() >= 0
    assert masks.max() <= 1
    assert masks.mean(axis=0) == pytest.approx(0.5, abs=0.05)


@pytest.mark.parametrize("make", [gap, flat, dense])
@pytest.mark.parametrize("baseline", ["black", "mean", "white"])
def test_integrated_gradients_sum_to_the_difference_of_scores(
    make: Callable[[], Graph], baseline: str
) -> None:
    one = prediction_of(make(), 1)
    level = {"black": 0.0, "mean": float(one.image.mean()), "white": 1.0}[baseline]
    empty = one.open_network.scores(np.full_like(one.image, level)[None])[0]
    values = {"steps": "200", "baseline": baseline}
    found = METHODS["integrated-gradients"].explain(one, values)
    difference = one.logits - empty
    assert found.sums == pytest.approx(difference, abs=0.02 * float(np.abs(difference).max()))


def test_gradient_is_how_scores_change() -> None:
    one = prediction_of(gap(), 2)
    network, step = one.open_network, np.float32(1e-3)
    found = METHODS["gradient"].maps(one)
    random = np.random.default_rng(0)
    agree = 0
    for _ in range(20):
        row, column = random.integers(0, one.spec.size)
        moved = np.repeat(one.image[None], 2, axis=0)
        moved[0, row, column] -= step
        moved[1, row, column] += step
        low, high = network.scores(moved)
        expected = (high - low) / (2 * step)
        agree += bool(np.allclose(found[:, row, column], expected, rtol=0.02, atol=2e-3))
    assert agree >= 18  # now and then a step bends a ReLU


def test_a_walk_that_two_methods_share_is_charged_to_both() -> None:
    one = prediction_of(gap(), 2)
    first, second = (METHODS[name].explain(one) for name in ("gradient", "gradient-input"))
    alone = METHODS["gradient-input"].explain(prediction_of(gap(), 2))
    assert np.array_equal(second.maps, alone.maps)
    # The second has what the walk took besides its own product.
    walk = sample_gradients(one, range(3)).seconds
    assert 0 < walk <= first.seconds
    assert walk < second.seconds
