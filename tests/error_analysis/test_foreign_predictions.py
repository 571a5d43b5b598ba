"""Predictions of another system: what fits is used, and the rest told."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from camviewer.common.cancel import CancelToken
from camviewer.common.errors import FileError, UserError
from camviewer.data.dataset import ArraySplit, Dataset
from camviewer.data.spec import ImageSpec
from camviewer.error_analysis.foreign_predictions import ForeignPredictions, read_predictions
from camviewer.error_analysis.prediction_table import is_prediction_table
from camviewer.inference.evaluation import Probabilities
from camviewer.inference.prediction import Capability

SPEC = ImageSpec(8, 8)
NAMES = ("cat", "dog", "owl")
TRAIN, TEST = np.array([0, 1, 2, 0, 1, 2], np.uint8), np.array([2, 1, 0, 2], np.uint8)


def part(labels: np.ndarray) -> ArraySplit:
    images = (np.arange(len(labels) * 64) % 251).astype(np.uint8).reshape(-1, 8, 8)
    return ArraySplit(len(labels), lambda: (images, labels.copy()))


DATA = Dataset("pets", part(TRAIN), part(TEST), SPEC, NAMES)


def read(tmp_path: Path, text: str, dataset: Dataset = DATA) -> ForeignPredictions:
    path = tmp_path / "theirs.csv"
    path.write_text(text, "utf-8")
    return read_predictions(path, dataset, CancelToken())


WHOLE = """index;label;predicted;p_cat;p_dog;p_owl
3;owl;owl;0.1;0.1;0.8
0;owl;dog;0.2;0.7;0.1
1;dog;dog;0;1;0
2;cat;cat;0.5;0.25;0.25
"""


def test_that_a_whole_table_is_an_evaluation_of_its_part(tmp_path: Path) -> None:
    found = read(tmp_path, WHOLE)
    evaluation = found.evaluation
    assert found.notes == ()
    assert found.dataset is DATA
    assert found.split == "test"
    assert evaluation.model == "theirs"
    assert evaluation.labels.tolist() == TEST.tolist()
    assert evaluation.predicted.tolist() == [1, 1, 0, 2]
    assert evaluation.probability == pytest.approx([0.7, 1, 0.5, 0.8])
    assert evaluation.loss == pytest.approx(-np.log([0.1, 1, 0.5, 0.8]), abs=1e-6)


def test_that_nothing_is_known_of_the_system_but_its_predictions(tmp_path: Path) -> None:
    evaluation = read(tmp_path, WHOLE).evaluation
    assert evaluation.capabilities == frozenset()
    assert "Only the results of theirs are known" in str(evaluation.lacking(Capability.LINEAR_HEAD))
    assert evaluation.lacking() is None


def test_that_labels_tell_which_part_it_is(tmp_path: Path) -> None:
    lines = [f"{place},{label},{label}" for place, label in enumerate(TRAIN)]
    found = read(tmp_path, "\n".join(["Sample,Label,Prediction", *lines]))
    assert found.split == "train"
    assert found.evaluation.accuracy == 1
    assert found.notes == ("There are no probabilities in the file; what needs them is left out.",)
    assert found.evaluation.probabilities is Probabilities.NONE
    assert found.evaluation.known_probability(0) is None


def test_that_what_does_not_fit_is_left_out_and_told(tmp_path: Path) -> None:
    text = (
        WHOLE
        + """2;cat;cat;1;0;0
7;cat;cat;1;0;0
x;cat;cat;1;0;0
1;dog
1;fox;dog;0;1;0
1;dog;dog;0;nan;0
1;dog;dog;0.2;0.2;0.2

"""
    )
    found = read(tmp_path, text.replace("0;owl;dog", "0;cat;dog"))
    assert found.evaluation.labels.tolist() == [1, 0, 2]
    assert found.dataset.test.labels.tolist() == [1, 0, 2]
    assert np.array_equal(found.dataset.test.images, DATA.test.images[1:])
    assert np.array_equal(found.dataset.test.image(1), DATA.test.images[2])
    told = " ".join(found.notes)
    for sentence in (
        "damaged: 2",
        "class that there is not: 1",
        "add up to 1: 2",
        "was there before: 1",
        "with that label: 2",
        "3 of 4 digits have a prediction",
    ):
        assert sentence in told


def test_that_one_probability_a_line_is_shared_out(tmp_path: Path) -> None:
    evaluation = read(
        tmp_path,
        "index,predicted,probability\n0,owl,0.9\n1,dog,0.2\n2,cat,1\n3,owl,0.5\n",
    ).evaluation
    assert evaluation.probabilities is Probabilities.PREDICTED
    assert evaluation.predicted.tolist() == [2, 1, 0, 2], "however improbable it was"
    assert np.exp(evaluation.scores[0]) == pytest.approx([0.05, 0.05, 0.9])


def test_that_of_equal_probabilities_the_prediction_counts(tmp_path: Path) -> None:
    found = read(tmp_path, WHOLE.replace("3;owl;owl;0.1;0.1;0.8", "3;owl;owl;0.1;0.45;0.45"))
    assert found.evaluation.predicted.tolist() == [1, 1, 0, 2]
    assert found.notes == ()
    found = read(tmp_path, WHOLE.replace("3;owl;owl;0.1;0.1;0.8", "3;owl;owl;0.1;0.5;0.4"))
    assert found.evaluation.predicted.tolist() == [1, 1, 0, 1]
    assert found.notes[0].endswith("which counts here: 1.")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("", "empty file"),
        ("a,b\n1,2\n", "first line is 'a, b'"),
        ("index,predicted\n", "none of its 0 lines"),
        ("index,predicted\n0,fox\n1,fox\n", "none of its 2 lines"),
        ("index,label,predicted\n0,cat,cat\n1,cat,cat\n9,cat,cat\n", "1 of its 3 lines fit"),
        ("\0\0\0", "first line"),
    ],
)
def test_that_a_table_that_cannot_be_used_is_refused(tmp_path: Path, text: str, told: str) -> None:
    with pytest.raises(FileError, match=told):
        read(tmp_path, text)


def test_that_samples_without_labels_cannot_be_judged(tmp_path: Path) -> None:
    images = np.zeros((4, 8, 8), np.uint8)
    unlabelled = ArraySplit(4, lambda: (images, None), is_labelled=False)
    with pytest.raises(UserError, match="no labels"):
        read(tmp_path, WHOLE, Dataset("pets", unlabelled, unlabelled, SPEC, NAMES))


@pytest.mark.parametrize(
    ("start", "is_one"),
    [
        (b"\xef\xbb\xbfIndex,Predicted\n", True),
        (b"id\tlabel\tpred\n", True),
        (b"label,pixel0,pixel1\n", False),
        (b"", False),
        (b"PK\x03\x04\0\0index,predicted", False),
    ],
)
def test_that_a_table_is_known_by_its_first_line(
    tmp_path: Path, start: bytes, is_one: bool
) -> None:
    path = tmp_path / "theirs.csv"
    path.write_bytes(start)
    assert is_prediction_table(path) is is_one
    assert not is_prediction_table(tmp_path)
