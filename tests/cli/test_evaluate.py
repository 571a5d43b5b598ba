"""``camviewer evaluate``, run in this process through the program's own `main`."""

from __future__ import annotations

import csv
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from camviewer import cli
from camviewer.data.checksums import checksum, sample_checksums
from camviewer.data.sources import open_source
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.error_analysis.annotations import AnnotationDatabase, database_file
from camviewer.networks import scaling_notes
from camviewer.networks.formats import model_file
from tests.keras_zips import entries, packed

NUMBER = 200


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Built-in samples as a file; sample 0 of the training ones bears a wrong label."""
    path = tmp_path_factory.mktemp("digits") / "digits.npz"
    train, test = WrittenSplit("train", 30), WrittenSplit("test", NUMBER)
    labels = train.labels.copy()
    labels[0] = (labels[0] + 1) % 10
    np.savez(path, x_train=train.images, y_train=labels, x_test=test.images, y_test=test.labels)
    return path


def evaluate(source: Path, out: Path, *arguments: str, model: str | Path = "lecture") -> int:
    call = ["evaluate", "--data", str(source), "--out", str(out), "--model", str(model)]
    return cli.main([*call, *arguments])


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.slow
def test_that_list_matrix_and_summary_say_the_same(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "a" / "b"
    assert evaluate(source, out) == 0
    mistakes, matrix = table(out / "mistakes.csv"), table(out / "confusion.csv")
    summary = json.loads((out / "summary.json").read_text("utf-8"))
    labels = WrittenSplit("test", NUMBER).labels

    assert 0 < len(mistakes) < NUMBER / 2
    for line in mistakes:
        assert int(line["label"]) == labels[int(line["index"])] != int(line["predicted"])
        assert float(line["margin"]) > 0
        assert (line["tags"], line["note"]) == ("", "")
    confident = [float(line["probability"]) for line in mistakes]
    assert confident == sorted(confident, reverse=True)

    counts = np.array([[int(row[f"read as {name}"]) for name in "0123456789"] for row in matrix])
    assert counts.sum(axis=1).tolist() == np.bincount(labels, minlength=10).tolist()
    pairs = np.zeros((10, 10), int)
    for line in mistakes:
        pairs[int(line["label"]), int(line["predicted"])] += 1
    assert np.array_equal(counts - np.diag(counts.diagonal()), pairs)

    right = NUMBER - len(mistakes)
    assert summary["accuracy"] == pytest.approx(right / NUMBER)
    assert summary["interval"]["low"] < summary["accuracy"] < summary["interval"]["high"]
    assert summary["classes"]["4"]["recall"] == pytest.approx(counts[4, 4] / counts[4].sum())
    assert summary["classes"]["4"]["precision"] == pytest.approx(counts[4, 4] / counts[:, 4].sum())
    assert (summary["model"], summary["data"], summary["split"]) == ("lecture", str(source), "test")
    assert summary["checksum"] == checksum(WrittenSplit("test", NUMBER))

    told = capsys.readouterr()
    assert told.err == ""
    first, *paths = told.out.splitlines()
    assert f"lecture reads {right / NUMBER:.2%} of {NUMBER} digits correctly" in first
    assert f"{len(mistakes)} mistakes" in first
    assert paths == [str(out / name) for name in ("mistakes.csv", "confusion.csv", "summary.json")]


def test_that_splits_are_train_then_test(source: Path, tmp_path: Path) -> None:
    indices = {}
    for split in ("test", "train", "all"):
        assert evaluate(source, tmp_path / split, "--split", split) == 0
        lines = table(tmp_path / split / "mistakes.csv")
        indices[split] = {int(line["index"]) for line in lines}
    assert 0 in indices["train"]
    assert indices["all"] == indices["train"] | {30 + index for index in indices["test"]}


def test_that_annotations_of_these_digits_are_listed(source: Path, tmp_path: Path) -> None:
    first, *_ = sample_checksums(open_source(str(source)).train.batch(0, 1))
    with closing(AnnotationDatabase(database_file())) as book:
        book.add_tag(first, "label wrong")
        book.set_text(first, "it was moved by one")
        book.add_tag("another digit", "ambiguous")
    assert annotated(source, tmp_path) == [("0", "label wrong", "it was moved by one")]


def test_that_annotations_of_an_older_version_are_listed(source: Path, tmp_path: Path) -> None:
    made = checksum(open_source(str(source)).train)
    AnnotationDatabase(database_file()).close()
    with closing(sqlite3.connect(database_file(), isolation_level=None)) as database:
        database.execute("INSERT INTO placed_tags VALUES (?, 0, 'label wrong')", (made,))
    for _ in range(2):  # when they move, and from then on
        assert annotated(source, tmp_path) == [("0", "label wrong", "")]


def annotated(source: Path, out: Path) -> list[tuple[str, str, str]]:
    """Index, tags and note of the mistakes that have any, as they are written."""
    assert evaluate(source, out, "--split", "train") == 0
    lines = table(out / "mistakes.csv")
    return [
        (line["index"], line["tags"], line["note"])
        for line in lines
        if line["tags"] or line["note"]
    ]


def test_that_annotations_are_not_begun_where_there_are_none(source: Path, tmp_path: Path) -> None:
    assert evaluate(source, tmp_path) == 0
    assert not database_file().exists()


def test_that_damaged_annotations_do_not_stop_it(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    database_file().parent.mkdir(parents=True, exist_ok=True)
    database_file().write_bytes(b"no database at all, but long enough" * 100)
    assert evaluate(source, tmp_path) == 0
    assert "kept as notes.damaged-1.sqlite" in capsys.readouterr().err


def test_that_annotations_that_cannot_be_opened_do_not_stop_it(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with closing(AnnotationDatabase(database_file())):
        pass
    with closing(sqlite3.connect(database_file())) as database:
        database.execute("PRAGMA user_version = 99")
    assert evaluate(source, tmp_path) == 0
    told = capsys.readouterr().err
    assert "used: the version is 99" in told
    assert len(told.splitlines()) == 1
    assert table(tmp_path / "mistakes.csv")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"y_test": np.array([1, 12], np.uint8)}, "has 13"),
        ({"y_test": np.array([1], np.uint8)}, "1 labels. Needed: 2 labels in y_test"),
        ({"x_test": np.zeros((2, 20, 28), np.uint8)}, "(2, 20, 28)"),
        (
            {"x_test": np.zeros((0, 28, 28), np.uint8)},
            "no digits. Needed: at least one digit in x_test",
        ),
        ({"x_test": np.full((2, 28, 28), np.nan, np.float32)}, "infinite numbers or NaN"),
    ],
)
def test_that_wrong_digits_are_one_line_and_write_nothing(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    changes: dict[str, np.ndarray],
    sentence: str,
) -> None:
    images, labels = np.zeros((2, 28, 28), np.uint8), np.zeros(2, np.uint8)
    content = {"x_train": images, "y_train": labels, "x_test": images, "y_test": labels}
    np.savez(tmp_path / "wrong.npz", **(content | changes))
    out = tmp_path / "out"
    assert evaluate(tmp_path / "wrong.npz", out) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert len(told.splitlines()) == 1
    assert not out.exists()


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--model", "none"], "'none' is neither"),
        (["--split", "valid"], "'valid'"),
        (["--data", "nowhere.npz"], "no file of that name"),
    ],
)
def test_that_a_wrong_call_is_one_line(
    source: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    sentence: str,
) -> None:
    assert evaluate(source, tmp_path / "out", *arguments) == 2
    told = capsys.readouterr().err
    assert sentence in told
    assert len(told.splitlines()) == 1
    assert not (tmp_path / "out").exists()


def test_that_a_file_in_the_folders_place_is_told_at_once(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    out.touch()
    assert evaluate(source, out) == 2
    assert "Needed: a folder to write to" in capsys.readouterr().err


# Every prediction, two networks, JSON, quiet


def test_that_all_predictions_are_written_in_order(source: Path, tmp_path: Path) -> None:
    assert evaluate(source, tmp_path / "out", "--all") == 0
    every, mistakes = (
        table(tmp_path / "out" / f"{name}.csv") for name in ("predictions", "mistakes")
    )
    assert [int(row["index"]) for row in every] == list(range(NUMBER))
    wrong = {row["index"]: row for row in every if row["label"] != row["predicted"]}
    assert wrong == {row["index"]: row for row in mistakes}


def test_that_two_networks_are_compared_by_mcnemars_exact_test(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "out"
    assert evaluate(source, out, "--model", "ann", "--all") == 0
    first, second = (table(out / name / "predictions.csv") for name in ("lecture", "ann"))
    outcomes = {}
    for one, other in zip(first, second, strict=True):
        wrong = one["predicted"] != one["label"], other["predicted"] != other["label"]
        if wrong[0] != wrong[1]:
            outcomes[one["index"]] = "fixed" if wrong[0] else "broken"
    assert {row["index"]: row["outcome"] for row in table(out / "comparison.csv")} == outcomes
    found = json.loads((out / "comparison.json").read_text("utf-8"))
    fixed = list(outcomes.values()).count("fixed")
    assert (found["fixed"], found["broken"]) == (fixed, len(outcomes) - fixed)
    assert found["models"] == ["lecture", "ann"]
    assert 0 < found["p_value"] <= 1
    told = capsys.readouterr().out
    assert told.count(" reads ") == 2
    assert "McNemar's exact test: p = " in told


def test_that_figures_come_as_json_without_a_folder(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(source, tmp_path / "out") == 0
    capsys.readouterr()
    assert cli.main(["evaluate", "--data", str(source), "--model", "lecture", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told == json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))


def test_that_quiet_says_nothing(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(source, tmp_path / "out", "--quiet") == 0
    assert capsys.readouterr() == ("", "")
    assert (tmp_path / "out" / "summary.json").exists()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "--out"),
        (["--json", "--all"], "--out"),
        (
            ["--model", "ink", "--model", "ann", "--model", "lenet", "--json"],
            "3 networks are too many",
        ),
    ],
)
def test_that_calls_without_a_meaning_are_refused(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(["evaluate", *arguments]) == 2
    told = capsys.readouterr()
    assert says in told.err
    assert told.err.count("\n") == 1


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A bundled model as Keras alone would have written it."""
    scaling_notes.forget()
    content = entries(model_file.bundled()["lecture"])
    del content["card.json"]
    return packed(tmp_path / "foreign.keras", content)


def test_that_how_a_foreign_network_reads_best_is_told(
    source: Path, foreign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(source, tmp_path / "out", model=foreign) == 0
    told = capsys.readouterr()
    assert told.err.startswith("camviewer: foreign: accuracy ")
    assert told.err.endswith(" without input scaling.\n")
    assert "near chance" not in told.out
    assert not scaling_notes.folder().exists()  # a script leaves nothing behind


def test_that_a_scaling_can_be_asked_for_and_chance_is_told(
    source: Path, foreign: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ("--scaling", "0-255-inverted")
    assert evaluate(source, tmp_path / "out", *options, model=foreign) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert "; near chance (1" in told.out
    assert json.loads((tmp_path / "out" / "summary.json").read_text("utf-8"))["near_chance"]
    assert not scaling_notes.folder().exists()


def test_that_the_programs_own_models_take_no_scaling(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert evaluate(source, tmp_path / "out", "--scaling", "0-255") == 2
    assert "Leave the option out" in capsys.readouterr().err


def test_that_other_samples_are_fitted_and_other_classes_are_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    test = WrittenSplit("test", 40)
    wide = np.pad(test.images, ((0, 0), (2, 2), (2, 2)))
    path = tmp_path / "wide.npz"
    np.savez(path, x_train=wide, y_train=test.labels, x_test=wide, y_test=test.labels)
    assert evaluate(path, tmp_path / "out") == 0
    told = "camviewer: 32×32 digits resized to 28×28 for lecture\n"
    assert capsys.readouterr().err == told
    few, names = test.labels % 5, np.array(list("abcde"))
    np.savez(path, x_train=wide, x_test=wide, y_train=few, y_test=few, class_names=names)
    assert evaluate(path, tmp_path / "other") == 2
    assert "has 10 classes but" in capsys.readouterr().err
