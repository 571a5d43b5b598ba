"""Samples without labels are read and explained; accuracy is refused in one sentence."""

from __future__ import annotations

import re

import numpy as np
import pytest

from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UserError
from camviewer.data.dataset import ArraySplit, Split, no_samples, untrainable
from camviewer.data.digits.spec import DIGIT_SPEC, digit_dataset
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.inference.engine_cache import ENGINES
from camviewer.inference.evaluator import evaluate
from camviewer.inference.input_scaling_detection import detect
from camviewer.networks.formats import model_file

MODEL = model_file.bundled()[model_file.DEFAULT_MODEL]


def test_that_accuracy_needs_labels_and_maps_do_not() -> None:
    images = WrittenSplit("test", 3).write(3)
    test = ArraySplit(3, lambda: (images, None), is_labelled=False)
    dataset = digit_dataset("plain", no_samples(DIGIT_SPEC), test)
    engine = ENGINES.of(MODEL)
    engine.check_fits(dataset)
    assert np.array_equal(test.images, images)
    assert detect(MODEL, dataset, CancelToken()) is None
    for split in ("test", "all"):
        with pytest.raises(UserError, match=rf"^plain \({split}\) has no labels"):
            evaluate(MODEL, dataset, split, lambda _done, _all: None, CancelToken())
    with pytest.raises(UserError, match=r"there are no .* in it"):
        evaluate(MODEL, dataset, "train", lambda _done, _all: None, CancelToken())


def test_that_training_needs_a_training_part_and_labels_of_both() -> None:
    images = WrittenSplit("test", 3).write(3)
    plain = ArraySplit(3, lambda: (images, None), is_labelled=False)
    labelled = WrittenSplit("test", 3)
    parts: dict[str, tuple[Split, Split]] = {
        "d has no training part": (no_samples(DIGIT_SPEC), labelled),
        r"d \(train\) has no labels": (plain, labelled),
        r"d \(test\) has no labels": (labelled, plain),
    }
    for told, (train, test) in parts.items():
        assert re.match(told, str(untrainable(digit_dataset("d", train, test))))
    assert untrainable(digit_dataset("d", labelled, labelled)) is None
