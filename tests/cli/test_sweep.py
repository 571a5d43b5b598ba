"""``camviewer sweep``, run in this process through the program's own `main`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from camviewer import cli
from camviewer.data.corruptions import CORRUPTIONS
from camviewer.data.sources.builtin import WrittenSplit


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("digits") / "digits.npz"
    train, test = WrittenSplit("train", 2), WrittenSplit("test", 40)
    np.savez(
        path, x_train=train.images, y_train=train.labels, x_test=test.images, y_test=test.labels
    )
    return path


def sweep(source: Path, *arguments: str) -> int:
    return cli.main(["sweep", "--data", str(source), "--model", "lecture", *arguments])


def test_that_table_and_json_say_the_same(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "sweep.csv"
    call = ("--corruptions", "blur,zigzag", "--per-class", "--out", str(out))
    assert sweep(source, *call, "--json", "--quiet") == 0
    told = json.loads(capsys.readouterr().out)
    with out.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [{name: str(cell) for name, cell in each.items()} for each in told["points"]] == rows
    assert (told["split"], told["seed"]) == ("test", 0)
    whole = [row for row in rows if not row["class"]]
    grids = [*CORRUPTIONS["blur"].strengths, *CORRUPTIONS["zigzag"].strengths]
    assert [float(row["strength"]) for row in whole] == grids
    first = [row for row in rows if (row["corruption"], row["strength"]) == ("blur", "0.0")]
    assert first[0]["samples"] == "40"
    assert sum(int(row["samples"]) for row in first[1:]) == 40
    for row in rows:
        assert float(row["low"]) <= float(row["accuracy"]) <= float(row["high"])


def test_that_two_networks_are_told_of_at_the_usual_strength(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ("--model", "compact", "--corruptions", "mnist-c", "--usual", "--samples", "10")
    assert sweep(source, *call) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == 2 * 15
    assert lines[0].startswith("lecture: rotation")
    assert "at 30°" in lines[0]
    assert lines[1].startswith("compact: rotation")


@pytest.mark.parametrize(
    ("call", "told"),
    [
        (("--corruptions", "snow"), "'snow' is not known. Choose one of rotation"),
        (("--out", "sweep.txt"), "ends in .csv"),
        (("--samples", "41"), "Choose 1 to 40"),
        (("--samples", "0"), "whole number"),
    ],
)
def test_that_a_wrong_call_is_told_in_a_line(
    source: Path, capsys: pytest.CaptureFixture[str], call: tuple[str, ...], told: str
) -> None:
    assert sweep(source, *call) == 2
    found = capsys.readouterr().err
    assert told in found
    assert found.count("\n") == 1
