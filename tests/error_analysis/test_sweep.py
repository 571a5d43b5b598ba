"""Sweeps: curves of real networks over built-in digits, and what a sweep says of itself."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.common.cancel import Cancelled, CancelToken
from camviewer.data.corruptions import CORRUPTIONS
from camviewer.data.dataset import to_sample
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.error_analysis.confusion import accuracy_interval
from camviewer.error_analysis.sweep import Sweep, even_sample, sweep
from camviewer.inference.engine_cache import ENGINES
from camviewer.networks.formats import model_file

SAMPLES = WrittenSplit("test", 130)
EVERY = np.arange(130)
ENGINE_FILES = [model_file.bundled()[name] for name in ("lecture", "compact")]

FOUND = Sweep(
    "m",
    "blur",
    (-1.0, 0.0, 2.0),
    np.array([3, 5, 8, 9]),
    np.array([0, 0, 1, 1], np.uint8),
    np.array([[0, 1, 1, 0], [0, 0, 1, 0], [1, 0, 0, 1]], np.uint8),
)


def run(token: CancelToken | None = None, **changes: object) -> tuple[Sweep, ...]:
    told: list[tuple[int, int]] = []
    given = {
        "engines": [ENGINES.of(path) for path in ENGINE_FILES],
        "samples": SAMPLES,
        "spec": DIGIT_SPEC,
        "indices": EVERY,
        "corruption": CORRUPTIONS["noise"],
        "strengths": (0.0, 30.0),
        "progress": lambda *done: told.append(done),
        "token": token or CancelToken(),
    }
    found = sweep(**(given | changes))  # type: ignore[arg-type]
    assert told[-1][0] == told[-1][1]
    return found


def test_that_points_tell_accuracy_and_its_interval_of_all_and_of_a_class() -> None:
    assert [point.accuracy for point in FOUND.points()] == [0.5, 0.75, 0.5]
    assert [point.accuracy for point in FOUND.points(1)] == [0.5, 0.5, 0.5]
    assert FOUND.points()[1].interval == accuracy_interval(3, 4)
    assert {point.number for point in FOUND.points(0)} == {2}
    assert FOUND.points(7) == ()


def test_that_what_broke_was_read_right_before() -> None:
    assert FOUND.broken(0).tolist() == [5]
    assert FOUND.broken(1).tolist() == []
    assert FOUND.broken(2).tolist() == [3, 8]
    assert FOUND.broken(2, label=1).tolist() == [8]


def test_that_without_a_corruption_samples_are_read_as_ever() -> None:
    found = run()
    shown = to_sample(SAMPLES.images)
    for each, path in zip(found, ENGINE_FILES, strict=True):
        assert np.array_equal(each.predicted[0], ENGINES.of(path).scores(shown).argmax(axis=1))
        assert each.points()[1].accuracy < each.points()[0].accuracy
    assert [each.model for each in found] == ["lecture", "compact"]


def test_that_some_samples_are_corrupted_as_they_are_among_all() -> None:
    (whole, _), (part, _) = run(), run(indices=EVERY[7::11])
    assert np.array_equal(part.predicted, whole.predicted[:, 7::11])
    (other, _) = run(seed=1)
    assert not np.array_equal(other.predicted[1], whole.predicted[1])


def test_that_a_sweep_can_be_stopped() -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        run(token)


@pytest.mark.parametrize(("number", "wanted", "found"), [(10, 3, [0, 4, 8]), (3, 5, [0, 1, 2])])
def test_that_an_even_sample_reaches_over_the_split(
    number: int, wanted: int, found: list[int]
) -> None:
    assert even_sample(number, wanted).tolist() == found
