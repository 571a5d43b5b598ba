"""Identities that hold for every network that ends in global average pooling and one layer."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.data.dataset import to_sample
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.inference.prediction import Prediction, softmax
from tests.engines import WITH_HEAD, engine_of
from tests.reference import off

DIGITS = to_sample(WrittenSplit("test", 30).images)


def predictions(architecture: str, seed: int) -> list[Prediction]:
    one = engine_of(architecture, seed)
    return [one.predict(sample) for sample in DIGITS]


every = pytest.mark.parametrize("architecture", WITH_HEAD)
seeds = pytest.mark.parametrize("seed", [1, 2])


@every
@seeds
def test_that_the_score_is_bias_and_mean_map(architecture: str, seed: int) -> None:
    for one in predictions(architecture, seed):
        sums = one.bias + one.maps.mean(axis=(1, 2))
        assert np.ptp(one.logits) > 0.1
        assert off(sums, one.logits) <= 1e-4


@every
def test_that_pooling_forgets_where_the_features_were(architecture: str) -> None:
    random = np.random.default_rng(3)
    for one in predictions(architecture, 1)[:5]:
        cells = one.features.reshape(-1, one.features.shape[2])
        shuffled = random.permutation(cells).reshape(one.features.shape)
        assert not np.array_equal(shuffled, one.features)
        pooled = shuffled.mean(axis=(0, 1))
        assert off(pooled @ one.weights + one.bias, one.logits) <= 1e-4


@pytest.mark.parametrize(("architecture", "reach"), [("lecture", 3), ("compact", 14), ("ink", 6)])
@pytest.mark.parametrize("cell", [(6, 6), (5, 8), (2, 3)])
def test_that_a_cell_sees_its_patch_and_nothing_else(
    architecture: str, reach: int, cell: tuple[int, int]
) -> None:
    """Cell (i, j) lies on pixels 2i and 2i + 1; it sees `reach` more on each side.

    So the lecture's cell sees 8 by 8 pixels.
    """
    one = engine_of(architecture, 4)
    start = np.random.default_rng(5).random((28, 28)).astype(np.float32)
    changed = np.repeat(start[None], 28 * 28, axis=0)
    changed[np.arange(784), np.arange(784) // 28, np.arange(784) % 28] += 1
    before = one.forward(start[None])[0][0][cell]
    after = np.concatenate([one.forward(part)[0][:, *cell] for part in np.split(changed, 8)])
    seen = np.abs(after - before).max(axis=1).reshape(28, 28) > 1e-4
    patch = np.zeros((28, 28), bool)
    rows, columns = (slice(max(2 * c - reach, 0), 2 * c + 2 + reach) for c in cell)
    patch[rows, columns] = True
    assert not (seen & ~patch).any()
    assert seen[patch].mean() > 0.5
    # The outermost rows and columns of the patch are seen as well.
    inside = seen[rows, columns]
    for edge in (inside[0], inside[-1], inside[:, 0], inside[:, -1]):
        assert edge.any()


@every
def test_that_only_differences_of_scores_carry_the_decision(architecture: str) -> None:
    for one in predictions(architecture, 2)[:5]:
        assert softmax(one.logits + np.float32(3)) == pytest.approx(one.probabilities, abs=1e-6)
        a, b = 3, 8
        difference = (one.maps[a] - one.maps[b]).mean() + one.bias[a] - one.bias[b]
        assert abs(difference - (one.logits[a] - one.logits[b])) <= 1e-4 * np.abs(one.logits).max()
