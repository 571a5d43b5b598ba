"""Evaluating a split: the same numbers as one by one, and a sentence for whatever is wrong."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.common.cancel import Cancelled, CancelToken
from camviewer.common.errors import UserError
from camviewer.concurrency.job import Jobs, Outcome
from camviewer.data.checksums import checksum, sample_checksums
from camviewer.data.dataset import SPLITS, ArraySplit, Dataset, to_sample
from camviewer.data.digits.spec import digit_dataset
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.inference.evaluator import BATCH, evaluate
from camviewer.inference.prediction import NetworkSnapshot, PredictionRequest
from camviewer.inference.predictor import predict
from camviewer.networks import store
from camviewer.networks.formats.model_file import bundled
from tests.engines import snapshot_of
from tests.reference import off
from tests.there import there

NUMBER = BATCH + 7
DATASET = digit_dataset("few", WrittenSplit("train", 5), WrittenSplit("test", NUMBER))
LECTURE = bundled()["lecture"]


def nothing(*_: int) -> None:
    """No progress is told."""


def snapshot(seed: int, bias: float = 0.0) -> NetworkSnapshot:
    moment = snapshot_of("lecture", seed)
    moment.weights[1][0] += np.float32(bias)
    return moment


@pytest.mark.parametrize("model", bundled())
def test_that_every_number_is_that_of_the_prediction(model: str) -> None:
    path = bundled()[model]
    found = evaluate(path, DATASET, "test", nothing, CancelToken())
    for index in (0, 1, BATCH - 1, BATCH, NUMBER - 1):
        one = predict(PredictionRequest(path, to_sample(DATASET.test.image(index))))
        assert off(found.scores[index], one.logits) <= 1e-4
        assert found.predicted[index] == one.predicted
        if one.convolution is not None:
            assert off(there(found.pooled)[index], one.pooled) <= 1e-4
        if one.head is not None:
            assert np.array_equal(there(found.weights), one.weights)
            assert np.array_equal(there(found.bias), one.bias)
    assert (found.model, found.source, found.split) == (model, "few", "test")
    assert np.array_equal(found.labels, DATASET.test.labels)
    assert found.checksum == checksum(DATASET.test)


@pytest.mark.parametrize(("architecture", "channels"), [("ann", None), ("lenet", 16)])
def test_that_a_network_without_a_linear_head_is_evaluated_too(
    architecture: str, channels: int | None
) -> None:
    network = snapshot_of(architecture, 1)
    found = evaluate(network, DATASET, "test", nothing, CancelToken())
    one = predict(PredictionRequest(network, to_sample(DATASET.test.image(0))))
    assert off(found.scores[0], one.logits) <= 1e-4
    assert (None if found.pooled is None else found.pooled.shape[1]) == channels
    assert found.weights is None
    assert found.bias is None


def test_that_all_digits_are_training_then_test_digits() -> None:
    parts = [
        evaluate(LECTURE, DATASET, split, nothing, CancelToken())
        for split in ("train", "test", "all")
    ]
    assert off(parts[2].scores, np.concatenate([part.scores for part in parts[:2]])) <= 1e-4
    assert parts[2].checksum == checksum(SPLITS.named("all")(DATASET))
    assert len({part.checksum for part in parts}) == 3
    assert parts[0].samples == sample_checksums(DATASET.train.images)
    assert parts[2].samples == parts[0].samples + parts[1].samples


def test_that_progress_is_told_and_cancelling_ends_it() -> None:
    told: list[tuple[int, int]] = []
    token = CancelToken()
    evaluate(LECTURE, DATASET, "test", lambda *done: told.append(done), token)
    assert told == [(BATCH, NUMBER), (NUMBER, NUMBER)]

    def cancel(*done: int) -> None:
        told.append((done[0], 0))
        token.cancel()

    with pytest.raises(Cancelled):
        evaluate(LECTURE, DATASET, "test", cancel, token)
    assert told[2:] == [(BATCH, 0)]


def test_that_threads_at_once_give_what_one_gives() -> None:
    networks: list[Path | NetworkSnapshot] = [*bundled().values(), snapshot(1), snapshot(2)]
    alone = [evaluate(each, DATASET, "test", nothing, CancelToken()) for each in networks]
    with ThreadPoolExecutor(len(networks)) as pool:
        calls = [
            pool.submit(evaluate, each, DATASET, "test", nothing, CancelToken())
            for each in networks
        ]
        together = [call.result() for call in calls]
    for one, other in zip(alone, together, strict=True):
        assert one.model == other.model
        assert np.array_equal(one.scores, other.scores)
        assert (one.pooled is None) == (other.pooled is None)
        assert one.pooled is None or np.array_equal(one.pooled, there(other.pooled))


def test_that_what_is_cancelled_before_it_begins_loads_nothing(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(store, "load", lambda path: pytest.fail(f"{path} is loaded"))
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        evaluate(LECTURE, DATASET, "test", nothing, token)


def test_that_it_is_work_for_a_job(qtbot: QtBot) -> None:
    jobs = Jobs()
    outcomes: list[Outcome] = []
    told: list[tuple[int, int]] = []
    job = jobs.start(partial(evaluate, LECTURE, DATASET, "test"), outcomes.append)
    job.progressed.connect(lambda *done: told.append(done))
    qtbot.waitUntil(lambda: bool(outcomes), timeout=60_000)
    assert len(outcomes[0].result) == NUMBER
    assert told[-1] == (NUMBER, NUMBER)
    jobs.close()


def split(images: np.ndarray, labels: object, number: int = 3) -> Dataset:
    read = ArraySplit(number, lambda: (images, np.array(labels)))
    return digit_dataset("odd", read, read)


IMAGES = np.zeros((3, 28, 28), np.uint8)


@pytest.mark.parametrize(
    ("dataset", "sentence"),
    [
        (split(IMAGES[:0], [], 0), r"odd \(test\) has no digits"),
        (split(IMAGES, [1, 2]), "has 2 labels for 3 pictures"),
        (split(IMAGES, [1, 2, 10]), "labels from 1 to 10, but the classes go from 0 to 9"),
        (split(IMAGES, [1, -2, 3]), "labels from -2 to 3, but the classes go from 0 to 9"),
        (split(IMAGES[:, :20], [1, 2, 3]), r"shape \(3, 20, 28\) instead of \(3, 28, 28\)"),
        (split(IMAGES[:2], [1, 2, 3]), r"shape \(2, 28, 28\) instead of \(3, 28, 28\)"),
    ],
)
def test_that_wrong_digits_are_told(dataset: Dataset, sentence: str) -> None:
    with pytest.raises(UserError, match=sentence):
        evaluate(LECTURE, dataset, "test", nothing, CancelToken())


@pytest.mark.parametrize("bias", [np.nan, np.inf, -np.inf])
def test_that_weights_that_are_not_finite_are_told_even_if_no_score_shows_it(bias: float) -> None:
    """A channel with the bias minus infinity, or whose NaN is lost on the way, looks like none."""
    with pytest.raises(
        UserError, match="Model random 1 gives scores that are infinite or not numbers"
    ):
        evaluate(snapshot(1, bias), DATASET, "test", nothing, CancelToken())
    found = evaluate(snapshot(1), DATASET, "train", nothing, CancelToken())
    assert np.isfinite(found.scores).all()


def test_that_scores_that_overflow_are_told() -> None:
    large = snapshot(2)
    large.weights[0][...] *= np.float32(1e30)
    large.weights[2][...] *= np.float32(1e30)
    with pytest.raises(UserError, match="gives scores that are infinite or not numbers"):
        evaluate(large, DATASET, "test", nothing, CancelToken())


def test_that_a_model_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="no file of that name"):
        evaluate(tmp_path / "none.keras", DATASET, "test", nothing, CancelToken())
