"""``camviewer compare``, run in this process through the program's own `main`."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import numpy as np
import pytest
from scipy.stats import binomtest

from camviewer import cli
from camviewer.data.sources.builtin import WrittenSplit


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("digits") / "digits.npz"
    train, test = WrittenSplit("train", 2), WrittenSplit("test", 200)
    np.savez(
        path, x_train=train.images, y_train=train.labels, x_test=test.images, y_test=test.labels
    )
    return path


def test_that_files_and_json_say_the_same(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["compare", "lecture", "compact", "--data", str(source), "--quiet"]
    assert cli.main([*call, "--json", "--out", str(tmp_path)]) == 0
    found = json.loads(capsys.readouterr().out)
    assert json.loads((tmp_path / "comparison.json").read_text("utf-8")) == found
    fixed, broken = found["fixed"], found["broken"]
    assert found["models"] == ["lecture", "compact"]
    assert found["p_value"] == pytest.approx(binomtest(fixed, fixed + broken).pvalue)
    assert found["difference"]["value"] == pytest.approx((fixed - broken) / 200)
    assert found["difference"]["low"] < found["difference"]["value"] < found["difference"]["high"]
    classes = found["classes"].values()
    assert sum(each["number"] for each in classes) == 200
    assert (sum(each["fixed"] for each in classes), sum(each["broken"] for each in classes)) == (
        fixed,
        broken,
    )
    with (tmp_path / "comparison.csv").open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == fixed + broken


def test_that_the_difference_and_each_class_are_printed(
    source: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["compare", "lecture", "lecture", "--data", str(source)]) == 0
    _first, _second, difference, *classes = capsys.readouterr().out.splitlines()
    assert "+0.00 points" in difference
    assert "p = 1" in difference
    assert len(classes) == 10


def test_that_two_networks_are_needed(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["compare", "lecture"]) == 2
    taken = tmp_path / "file"
    taken.touch()
    assert cli.main(["compare", "lecture", "compact", "--out", str(taken)]) == 2
    assert "there is a file of that name" in capsys.readouterr().err


def test_that_predictions_of_another_system_take_a_networks_place(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    theirs = tmp_path / "theirs.csv"
    truth = WrittenSplit("test", 200).labels
    lines = [f"{place},{label}" for place, label in enumerate(truth) if place % 2]
    theirs.write_text("\n".join(["index,predicted", *lines]))
    for pair in (["lecture", str(theirs)], [str(theirs), "lecture"]):
        assert cli.main(["compare", *pair, "--data", str(source), "--json"]) == 0
        told = capsys.readouterr()
        found = json.loads(told.out)
        assert found["samples"] == 100
        assert dict(zip(found["models"], found["accuracies"], strict=True))["theirs"] == 1
        assert "100 of 200" in told.err
