"""The evaluation job: in any thread, several at once."""

from __future__ import annotations

from collections import deque
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.common.cancel import Cancelled, CancelToken
from camviewer.common.errors import UserError
from camviewer.concurrency.job import Jobs, Outcome
from camviewer.data.digits.spec import digit_dataset
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.inference import evaluation_work, preload
from camviewer.inference.evaluation_work import evaluate
from camviewer.networks.formats.model_file import bundled

DATASET = digit_dataset("few", WrittenSplit("train", 5), WrittenSplit("test", 230))


def nothing(*_: int) -> None:
    """No progress is told."""


@pytest.mark.slow
def test_that_threads_at_once_give_what_one_gives() -> None:
    models = list(bundled().values())
    alone = [evaluate(path, DATASET, "test", nothing, CancelToken()) for path in models]
    with ThreadPoolExecutor(len(models)) as pool:
        calls = [
            pool.submit(evaluate, path, DATASET, "test", nothing, CancelToken()) for path in models
        ]
        together = [call.result() for call in calls]
    for one, other in zip(alone, together, strict=True):
        assert one.model == other.model
        np.testing.assert_allclose(one.scores, other.scores, rtol=1e-3, atol=1e-3)


def test_that_an_evaluator_is_used_again_even_after_trouble() -> None:
    evaluate(bundled()["lecture"], DATASET, "train", nothing, CancelToken())
    before = list(evaluation_work.idle)
    empty = digit_dataset("none", DATASET.train, WrittenSplit("test", 0))
    with pytest.raises(UserError, match="found none"):
        evaluate(bundled()["lecture"], empty, "test", nothing, CancelToken())
    assert set(evaluation_work.idle) == set(before)


def test_that_what_is_cancelled_before_it_begins_loads_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(evaluation_work, "idle", deque())
    monkeypatch.setattr(preload, "load_libraries", lambda: pytest.fail("TensorFlow is loaded"))
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        evaluate(bundled()["lecture"], DATASET, "test", nothing, token)


def test_that_it_is_work_for_a_job(qtbot: QtBot) -> None:
    jobs = Jobs()
    outcomes: list[Outcome] = []
    told: list[tuple[int, int]] = []
    work = partial(evaluate, bundled()["lecture"], DATASET, "test")
    job = jobs.start(work, outcomes.append)
    job.progressed.connect(lambda *done: told.append(done))
    qtbot.waitUntil(lambda: bool(outcomes), timeout=60_000)
    assert len(outcomes[0].result) == 230
    assert told[-1] == (230, 230)
    jobs.close()
