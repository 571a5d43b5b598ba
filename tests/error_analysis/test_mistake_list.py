import csv
from pathlib import Path

import numpy as np
import pytest

from camviewer.common.errors import FileError
from camviewer.error_analysis.annotations import Annotation
from camviewer.error_analysis.mistake_list import write_csv
from tests.evaluations import evaluation


def test_that_digits_are_listed_in_the_order_given_with_their_annotations(tmp_path: Path) -> None:
    annotations = {2: Annotation(frozenset({"label wrong", "ambiguous"}), 'a "4",\nopen; 한글')}
    found = evaluation([4, 1, 4], [9, 1, 7])
    write_csv(tmp_path / "m.csv", found, np.array([2, 0]), annotations)
    with (tmp_path / "m.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["index"] for line in lines] == ["2", "0"]
    first, second = lines
    assert (first["label"], first["predicted"]) == ("4", "7")
    assert (first["tags"], first["note"]) == ("ambiguous; label wrong", 'a "4",\nopen; 한글')
    assert (second["tags"], second["note"]) == ("", "")
    # Score 3 against nine zeros.
    assert float(first["margin"]) == 3
    assert float(first["probability"]) == pytest.approx(np.e**3 / (np.e**3 + 9))
    assert float(first["loss"]) == pytest.approx(np.log(np.e**3 + 9))
    assert np.float32(second["probability"]) == found.probability[0]  # every sample of it


def test_that_a_folder_in_its_place_is_told(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="cannot be written: it is a folder"):
        write_csv(tmp_path, evaluation([0], [1]), np.array([0]), {})


def test_that_the_second_reading_and_the_cluster_are_listed(tmp_path: Path) -> None:
    first, second = evaluation([4, 1], [9, 7]), evaluation([4, 1], [4, 9])
    write_csv(tmp_path / "m.csv", first, np.array([0, 1]), {}, second, {1: "open loops"})
    with (tmp_path / "m.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert [line["second"] for line in lines] == ["4", "9"]
    assert np.float32(lines[1]["second_probability"]) == second.probability[1]
    assert [line["cluster"] for line in lines] == ["", "open loops"]
    assert [line["sample"] for line in lines] == ["sample 0", "sample 1"]
