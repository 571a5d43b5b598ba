"""t-SNE of few samples, where its library is installed."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.common.cancel import Cancelled, CancelToken
from camviewer.error_analysis import embedding
from camviewer.error_analysis.embedding import embedded

pytest.importorskip("openTSNE")

GROUPS = np.repeat([[0.0] * 5, [30.0] * 5], 30, axis=0)
VECTORS = (GROUPS + np.random.default_rng(1).standard_normal(GROUPS.shape)).astype(np.float32)


@pytest.fixture
def short(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fewer steps: far groups are apart from the first one on."""
    monkeypatch.setattr(embedding, "EXAGGERATED", 20)
    monkeypatch.setattr(embedding, "ITERATIONS", 30)


@pytest.mark.usefixtures("short")
def test_that_far_groups_are_apart_the_same_way_each_time() -> None:
    told: list[tuple[int, int]] = []
    found = embedded(VECTORS, lambda *done: told.append(done), lambda: None)
    middles = found.points[:30].mean(axis=0), found.points[30:].mean(axis=0)
    spread = found.points[:30].std(axis=0).max()
    assert np.linalg.norm(middles[0] - middles[1]) > 3 * spread
    assert told == [(0, 50), *((done, 50) for done in range(0, 50, 10))]
    again = embedded(VECTORS, lambda *_: None, lambda: None)
    assert np.array_equal(found.points, again.points)


@pytest.mark.usefixtures("short")
def test_that_of_many_an_even_sample_is_embedded_and_the_others_join(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(embedding, "MAX_EMBEDDED", 30)
    found = embedded(VECTORS, lambda *_: None, lambda: None)
    assert found.points.shape == (60, 2)
    towards = found.points[30:].mean(axis=0) - found.points[:30].mean(axis=0)
    along = found.points @ towards
    assert along[:30].max() < along[30:].min()


def test_that_it_ends_when_it_is_to() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        embedded(VECTORS, lambda *_: None, token.check)


@pytest.mark.parametrize("number", [1, 3])
def test_that_of_hardly_any_samples_the_principal_plane_is_shown(number: int) -> None:
    assert embedded(VECTORS[:number], lambda *_: None, lambda: None).points.shape == (number, 2)
