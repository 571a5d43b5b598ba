"""Scores by networks that did not learn a sample: computed once, kept, cancelled."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest

from camviewer.common.cancel import Cancelled, CancelToken
from camviewer.common.errors import UserError
from camviewer.data.dataset import Dataset, no_samples
from camviewer.data.digits.spec import DIGIT_SPEC, digit_dataset
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks.architectures import graph_of
from camviewer.training import out_of_sample as module
from camviewer.training.out_of_sample import FOLDS, folder, out_of_sample

NUMBER = 60
NETWORK = NetworkSnapshot("", graph_of("lecture"), [])


def dataset(number: int = NUMBER) -> Dataset:
    return digit_dataset("few", WrittenSplit("train", number), WrittenSplit("test", 10))


def nothing(*_: object) -> None:
    """Progress that nobody looks at."""


@pytest.mark.slow
def test_that_scores_are_computed_once(monkeypatch: pytest.MonkeyPatch) -> None:
    steps: list[tuple[int, int]] = []
    loaded: list[int] = []
    first = out_of_sample(
        NETWORK,
        dataset(),
        lambda *done: steps.append(done),
        CancelToken(),
        lambda: loaded.append(len(steps)),
    )
    assert first.shape == (NUMBER, 10)
    assert np.isfinite(first).all()
    assert steps[-1][0] == steps[-1][1] > FOLDS
    assert loaded == [0]

    def never() -> None:
        raise AssertionError("TensorFlow was loaded for what is kept")

    with monkeypatch.context() as patched:
        patched.setattr(module, "loading_tensorflow", never)
        again = out_of_sample(NETWORK, dataset(), nothing, CancelToken())
    assert np.array_equal(again, first)
    (kept,) = folder().glob("*.npz")
    kept.write_bytes(kept.read_bytes()[:-100])
    assert np.array_equal(out_of_sample(NETWORK, dataset(), nothing, CancelToken()), first)


@pytest.mark.slow
def test_that_it_ends_when_cancelled_and_keeps_nothing() -> None:
    token = CancelToken()
    with pytest.raises(Cancelled):
        out_of_sample(NETWORK, dataset(), lambda *_: token.cancel(), token)
    assert not folder().exists()


@pytest.mark.parametrize(
    ("make", "told"),
    [
        (lambda: dataset(FOLDS - 1), "too few training"),
        (
            lambda: digit_dataset("few", no_samples(DIGIT_SPEC), WrittenSplit("test", 10)),
            "no training",
        ),
    ],
)
def test_that_without_enough_samples_it_says_so(make: Callable[[], Dataset], told: str) -> None:
    with pytest.raises(UserError, match=told):
        out_of_sample(NETWORK, make(), nothing, CancelToken())


@pytest.mark.slow
def test_that_folds_share_every_class_evenly() -> None:
    from camviewer.training.cross_validation import fold_of

    labels = np.array([0] * 10 + [1] * 7 + [2] * 3, np.uint8)
    divided = fold_of(labels, 5)
    for label in range(3):
        counts = np.bincount(divided[labels == label], minlength=5)
        assert counts.max() - counts.min() <= 1
    assert np.bincount(divided).tolist() == [4] * 5
