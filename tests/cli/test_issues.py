"""``camviewer issues``, run in this process through the program's own `main`."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from camviewer import cli
from camviewer.common.arrays import Array
from camviewer.data.dataset import Dataset
from camviewer.data.sources.builtin import WrittenSplit

NUMBER, WRONG = 100, 7


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built-in samples as a file; one of each part bears a wrong label."""
    path = tmp_path_factory.mktemp("digits") / "digits.npz"
    train, test = WrittenSplit("train", 30), WrittenSplit("test", NUMBER)
    labels = [part.labels.copy() for part in (train, test)]
    for each in labels:
        each[WRONG] = (each[WRONG] + 1) % 10
    np.savez(path, x_train=train.images, y_train=labels[0], x_test=test.images, y_test=labels[1])
    return path


def issues(source: Path, out: Path, *arguments: str) -> int:
    return cli.main(["issues", "--data", str(source), "--out", str(out), *arguments])


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_that_a_wrong_label_is_among_the_first(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "labels.csv"
    assert issues(source, out, "--model", "compact") == 0
    found, truth = table(out), WrittenSplit("test", NUMBER).labels
    assert list(found[0]) == ["index", "label", "suggested", "score"]
    scores = [float(line["score"]) for line in found]
    assert scores == sorted(scores)
    first = {int(line["index"]): line for line in found[:5]}
    assert first[WRONG]["suggested"] == str(truth[WRONG])
    assert first[WRONG]["label"] == str((truth[WRONG] + 1) % 10)
    told = capsys.readouterr().out.splitlines()
    assert told == [f"{len(found)} of 100 labels are suspected in {source} (test)", str(out)]


def test_that_training_labels_are_judged_by_cross_validation(
    source: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    truth = WrittenSplit("train", 30).labels

    def read(_network: Path, dataset: Dataset, *_: object) -> Array:
        assert len(dataset.train) == 30
        return 9 * np.eye(10, dtype=np.float32)[truth]

    monkeypatch.setattr("camviewer.training.out_of_sample.out_of_sample", read)
    out = tmp_path / "labels.csv"
    assert issues(source, out, "--split", "train", "--quiet") == 0
    assert [int(line["index"]) for line in table(out)] == [WRONG]
    assert capsys.readouterr().out == ""


def test_that_another_ending_is_refused(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert issues(source, tmp_path / "labels.xlsx") == 2
    assert "a name that ends in .csv" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_that_predictions_of_another_system_take_a_networks_place(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    truth = WrittenSplit("test", NUMBER).labels
    theirs = tmp_path / "theirs.csv"
    lines = [f"{place},{label}" for place, label in enumerate(truth)]
    theirs.write_text("\n".join(["index,predicted", *lines, "500,1"]))
    call = ["evaluate", "--data", str(source), "--predictions", str(theirs), "--json"]
    assert cli.main(call) == 0
    told = capsys.readouterr()
    assert '"mistakes": 1,' in told.out
    assert "no such digit with that label: 1" in told.err.replace("sample", "digit")
    out = tmp_path / "labels.csv"
    assert issues(source, out, "--predictions", str(theirs), "--quiet") == 0
    assert [int(line["index"]) for line in table(out)] == [WRONG]
    assert issues(source, out, "--predictions", str(source), "--quiet") == 2
