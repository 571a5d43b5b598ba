"""Parts of a data set, and both of them as one."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.common.errors import UserError
from camviewer.data.dataset import SPLITS, ArraySplit
from camviewer.data.digits.spec import digit_dataset


def split(start: int, number: int) -> ArraySplit:
    """Samples that are filled with their number."""
    numbers = np.arange(start, start + number, dtype=np.uint8)
    images = np.repeat(numbers, 784).reshape(number, 28, 28)
    return ArraySplit(number, lambda: (images, numbers % 10))


DATASET = digit_dataset("d", train=split(0, 5), test=split(5, 3))


def test_that_the_parts_are_found_by_name() -> None:
    assert SPLITS.named("train")(DATASET) is DATASET.train
    assert SPLITS.named("test")(DATASET) is DATASET.test
    with pytest.raises(UserError, match="'valid' is not known; choose one of test, train, all"):
        SPLITS.named("valid")(DATASET)


def test_that_all_are_the_training_and_then_the_test_digits() -> None:
    whole = SPLITS.named("all")(DATASET)
    assert len(whole) == 8
    assert [whole.image(index)[0, 0] for index in range(8)] == list(range(8))
    assert [whole.label(index) for index in range(8)] == list(range(8))
    assert whole.labels.tolist() == list(range(8))
    assert whole.images[:, 0, 0].tolist() == list(range(8))
    assert whole.image(-1)[0, 0] == 7
    for outside in (8, -9):
        with pytest.raises(IndexError):
            whole.image(outside)


@pytest.mark.parametrize("start", range(9))
@pytest.mark.parametrize("stop", [0, 3, 5, 6, 8, 20])
def test_that_batches_are_slices(start: int, stop: int) -> None:
    whole = SPLITS.named("all")(DATASET)
    if start <= stop:
        expected = list(range(8))[start:stop]
        assert whole.batch(start, stop)[:, 0, 0].tolist() == expected


def test_that_joining_copies_no_pictures() -> None:
    whole = SPLITS.named("all")(DATASET)
    assert np.shares_memory(whole.batch(0, 5), DATASET.train.images)
    assert np.shares_memory(whole.batch(5, 8), DATASET.test.images)
    assert np.shares_memory(whole.image(6), DATASET.test.images)
