"""What scripts ask of ``camviewer explain``: many pictures, standard input and output, JSON."""

from __future__ import annotations

import csv
import io
import json
import os
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from camviewer import cli
from camviewer.data.sources.builtin import WrittenSplit

DIGITS = WrittenSplit("test", 6)
Explain = Callable[..., int]


@pytest.fixture
def explain(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Explain:
    """Run the verb, beside a tree of digits: a/0.png, a/deep/1.PNG, a/notes.txt, 2.png."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a" / "deep").mkdir(parents=True)
    for index, path in enumerate(("a/0.png", "a/deep/1.PNG", "2.png")):
        Image.fromarray(DIGITS.image(index)).save(path)
    Path("a/notes.txt").write_text("no picture")
    return lambda *arguments: cli.main(["explain", *map(str, arguments)])


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "digits.npz"
    train = WrittenSplit("train", 6)
    np.savez(
        path,
        x_train=train.images,
        y_train=train.labels,
        x_test=DIGITS.images,
        y_test=DIGITS.labels,
    )
    return path


def pipe(monkeypatch: pytest.MonkeyPatch, content: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(content)))


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def said(capsys: pytest.CaptureFixture[str]) -> str:
    """The one line of an error; nothing was printed."""
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    return told.err


# Folders and patterns


@pytest.mark.parametrize(
    ("given", "names"),
    [
        (["a"], ["a/0.png", "a/deep/1.PNG"]),
        (["a/"], ["a/0.png", "a/deep/1.PNG"]),
        (["2.png", "a"], ["2.png", "a/0.png", "a/deep/1.PNG"]),
        (["*.png"], ["2.png"]),
        (["a/*"], ["a/0.png"]),
        (["**/*.png"], ["2.png", "a/0.png"]),
        (["a/**/[01].*"], ["a/0.png", "a/deep/1.PNG"]),
        (["a/../*.png"], ["a/../2.png"]),
    ],
)
def test_that_folders_and_patterns_are_their_pictures_in_order(
    explain: Explain, capsys: pytest.CaptureFixture[str], given: list[str], names: list[str]
) -> None:
    assert explain(*given, "--out", "-") == 0
    found = [row["input"] for row in rows(capsys.readouterr().out)]
    assert [Path(each) for each in found] == [Path(each) for each in names]


def test_that_what_is_hidden_in_a_folder_is_left_out(
    explain: Explain, capsys: pytest.CaptureFixture[str]
) -> None:
    Path("in/.cache").mkdir(parents=True)
    Path("2.png").rename("in/2.png")
    for name in ("in/._2.png", "in/.cache/2.png"):
        Path(name).write_bytes(b"no picture")
    assert explain("in", "--out", "-") == 0
    assert [row["input"] for row in rows(capsys.readouterr().out)] == [str(Path("in/2.png"))]


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"\x89HDF\r\n\x1a\n", "open it as a network (--model FILE)."),
        (b"\x93NUMPY\x01\0", "open it as data (--data FILE)."),
    ],
)
def test_that_a_file_of_another_kind_is_told_where_it_belongs(
    explain: Explain, capsys: pytest.CaptureFixture[str], content: bytes, says: str
) -> None:
    Path("net.h5").write_bytes(content)
    assert explain("net.h5", "--json") == 2
    told = said(capsys)
    assert told.startswith("camviewer: net.h5 cannot be used")
    assert says in told
    assert "PNG or JPEG;" not in told


def test_that_a_file_called_like_a_pattern_is_that_file(explain: Explain) -> None:
    Path("2.png").rename("[2].png")
    assert explain("[2].png", "--out", "a.csv") == 0
    assert rows(Path("a.csv").read_text("utf-8"))[0]["input"] == "[2].png"


@pytest.mark.skipif(not hasattr(os, "symlink"), reason="the system has no links")
@pytest.mark.parametrize("given", ["a", "a/**/*.png"])
def test_that_links_in_circles_end(
    explain: Explain, capsys: pytest.CaptureFixture[str], given: str
) -> None:
    for name in ("one", "other"):
        Path("a", name).symlink_to(Path("a").resolve(), target_is_directory=True)
    assert explain(given, "--out", "-") == 0
    assert len(rows(capsys.readouterr().out)) in (1, 2)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["none/*.png"], "none/*.png cannot be used: no pictures"),
        (["*.txt"], "*.txt cannot be used: no pictures"),
        (["a/**x/1.png"], "a/**x/1.png cannot be used: "),
        (["-", "-"], "named twice or more"),
        (["a", "bad.png"], "bad.png cannot be used: "),
    ],
)
def test_that_what_is_no_picture_is_named(
    explain: Explain, capsys: pytest.CaptureFixture[str], given: list[str], says: str
) -> None:
    assert explain(*given, "--out", "a.csv") == 2
    assert says in said(capsys)
    assert not Path("a.csv").exists()


def test_that_too_many_pictures_are_refused(
    explain: Explain, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("camviewer.cli.picture_paths.MOST", 1)
    assert explain("a", "--out", "a.csv") == 2
    assert "2 are too many" in said(capsys)


# Standard input and output


def test_that_a_picture_is_read_from_the_standard_input(
    explain: Explain, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert explain("2.png", "--out", "-") == 0
    by_name = rows(capsys.readouterr().out)
    pipe(monkeypatch, Path("2.png").read_bytes())
    assert explain("-", "--out", "-") == 0
    piped = rows(capsys.readouterr().out)
    assert [row.pop("input") for row in (*by_name, *piped)] == ["2.png", "-"]
    assert piped == by_name


@pytest.mark.parametrize(
    ("content", "says"), [(b"", "Standard input cannot be used: "), (b"hello", "used: a text")]
)
def test_that_no_picture_on_the_standard_input_is_one_line(
    explain: Explain,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    content: bytes,
    says: str,
) -> None:
    pipe(monkeypatch, content)
    assert explain("-", "--json") == 2
    assert says in said(capsys)


@pytest.mark.parametrize(
    ("kind", "start"),
    [("npz", b"PK"), ("csv", b"input,"), ("json", b"{"), ("png", b"\x89PNG")],
)
def test_that_the_standard_output_has_what_the_format_says_and_nothing_else(
    explain: Explain, capfdbinary: pytest.CaptureFixture[bytes], kind: str, start: bytes
) -> None:
    assert explain("2.png", "--out", f"a.{kind}", "--quiet") == 0
    assert capfdbinary.readouterr().out == b""
    assert explain("2.png", "--out", "-", "--format", kind) == 0
    told = capfdbinary.readouterr()
    assert told.out.startswith(start)
    assert told.err == b""
    if kind != "npz":  # its entries bear the time
        assert told.out == Path(f"a.{kind}").read_bytes()


def test_that_json_has_the_tables_numbers(
    explain: Explain, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert explain("--index", "0-2,5", "--data", data, "--out", "a.csv", "--json") == 0
    told = json.loads(capsys.readouterr().out)
    table = rows(Path("a.csv").read_text("utf-8"))
    assert told["classes"] == list("0123456789")
    assert told["model"] == "compact"
    assert [one["input"] for one in told["samples"]] == ["0", "1", "2", "5"]
    for one, row in zip(told["samples"], table, strict=True):
        assert one["label"] == int(row["label"]) == DIGITS.label(int(one["input"]))
        assert one["predicted"] == int(row["predicted"])
        assert one["scores"] == pytest.approx([float(row[f"S_{c}"]) for c in range(10)])
        assert one["probability"] == max(one["probabilities"])


@pytest.mark.parametrize(
    ("given", "says"),
    [
        (["2.png"], "--out"),
        (["2.png", "--out", "a.csv", "--format", "png"], "--format"),
        (["2.png", "--json", "--format", "png"], "--format"),
        (["2.png", "--out", "-", "--json"], "--json: it cannot be used together with --out -"),
        (["2.png", "--out", "-", "--format", "gif"], "'gif'"),
        (["a", "--out", "-", "--format", "npz"], "one digit"),
    ],
)
def test_that_outputs_that_do_not_go_together_are_refused(
    explain: Explain, capsys: pytest.CaptureFixture[str], given: list[str], says: str
) -> None:
    assert explain(*given) == 2
    assert says in said(capsys)


def test_that_a_terminal_is_not_sent_what_is_no_text(
    explain: Explain, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert explain("2.png", "--out", "-", "--format", "png") == 2
    assert "a terminal" in said(capsys)


# Several digits in one picture


def sheet(path: Path) -> np.ndarray:
    """A picture of two digits side by side, which are returned."""
    found = np.stack([DIGITS.image(index) for index in (0, 1)])
    pixels = np.zeros((84, 224), np.uint8)
    for digit, left in zip(found, (28, 140), strict=True):
        pixels[14:70, left : left + 56] = digit.repeat(2, axis=0).repeat(2, axis=1)
    Image.fromarray(pixels).save(path)
    return found


def test_that_each_of_several_digits_in_a_picture_is_explained(
    explain: Explain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    drawn = sheet(tmp_path / "sheet.png")
    assert explain("2.png", "sheet.png", "--out", "maps.npz", "--json") == 0
    told = [one["input"] for one in json.loads(capsys.readouterr().out)["samples"]]
    assert told == ["2.png", "sheet.png#1", "sheet.png#2"]
    names = sorted(path.name for path in Path("maps").iterdir())
    assert names == ["2.npz", "sheet-1.npz", "sheet-2.npz"]
    for number, digit in enumerate(drawn, start=1):
        with np.load(f"maps/sheet-{number}.npz") as file:
            shown = file["input"]
        assert np.corrcoef(shown.ravel(), digit.ravel())[0, 1] > 0.8


def test_that_several_digits_on_the_standard_input_are_told_apart(
    explain: Explain,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    sheet(tmp_path / "sheet.png")
    pipe(monkeypatch, Path("sheet.png").read_bytes())
    assert explain("-", "--out", "-") == 0
    assert [row["input"] for row in rows(capsys.readouterr().out)] == ["-#1", "-#2"]


def test_that_a_picture_of_several_digits_is_not_written_over(
    explain: Explain, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    sheet(tmp_path / "sheet.png")
    before = Path("sheet.png").read_bytes()
    assert explain("sheet.png", "--out", "sheet.png") == 2
    assert "a file that is read" in said(capsys)
    assert Path("sheet.png").read_bytes() == before


# Samples without labels, and what was left out of samples


@pytest.fixture
def flat(tmp_path: Path) -> Path:
    """A folder of three pictures without classes, and a file that is none."""
    folder = tmp_path / "flat"
    folder.mkdir()
    for index in range(3):
        Image.fromarray(DIGITS.image(index)).save(folder / f"{index}.png")
    (folder / "notes.md").write_text("no picture")
    return folder


LEFT_OUT = "camviewer: Left out as hidden or of another kind: 1 (the first is notes.md).\n"


def test_that_what_was_left_out_is_told(
    explain: Explain, flat: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert explain("--index", 0, "--data", flat, "--out", "a.csv") == 0
    assert capsys.readouterr().err == LEFT_OUT
    assert explain("--index", 0, "--data", flat, "--out", "a.csv", "--quiet") == 0
    assert capsys.readouterr().err == ""
    trust = ["trust", "--data", str(flat), "--methods", "cam", "--measures", "average-drop"]
    assert cli.main([*trust, "--out", "trust.csv"]) == 0
    assert capsys.readouterr().err == LEFT_OUT
    (row,) = rows(Path("trust.csv").read_text("utf-8"))
    assert int(row["samples"]) <= 3
    assert cli.main([*trust, "--out", "trust.csv", "--samples", "4"]) == 2
    assert "choose 1 to 3" in capsys.readouterr().err


def test_that_a_part_that_is_not_there_is_told(
    explain: Explain, flat: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part = ["--data", str(flat), "--split", "train", "--out", "a.csv", "--quiet"]
    assert explain("--index", 0, *part) == 2
    assert "flat (train): there are no digits in it; choose another split." in said(capsys)
    assert cli.main(["trust", *part]) == 2
    assert "flat (train): there are no digits in it; choose another split." in said(capsys)


def test_that_the_true_class_needs_labels(
    explain: Explain, flat: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ["--index", 0, "--data", flat, "--class", "true", "--out", "a.png", "--quiet"]
    assert explain(*call) == 2
    assert "flat has none" in said(capsys)


def test_that_accuracy_and_training_need_labels(
    flat: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "camviewer.training.training_run", None)  # not even loaded
    evaluate = ["evaluate", "--data", str(flat), "--out", str(tmp_path / "out"), "--quiet"]
    assert cli.main(evaluate) == 2
    assert "flat (test) has no labels" in said(capsys)
    train = ["train", "--data", str(flat), "--out", str(tmp_path / "a.keras")]
    assert cli.main(train) == 2
    told = capsys.readouterr().err
    assert told.startswith(LEFT_OUT)
    assert "flat has no training part" in told.removeprefix(LEFT_OUT)
    assert not (tmp_path / "a.training").exists()


# Places and parts


def test_that_the_split_says_where_places_are_counted(explain: Explain, data: Path) -> None:
    assert explain("--index", "1-2", "--split", "train", "--data", data, "--out", "new/") == 0
    assert sorted(path.name for path in Path("new").iterdir()) == ["train-1.npz", "train-2.npz"]
    with np.load("new/train-2.npz") as file:
        shown = np.rint(file["input"] * 255).astype(np.uint8)
    assert np.array_equal(shown, WrittenSplit("train", 6).image(2))


@pytest.mark.parametrize(
    ("index", "says"),
    [
        ("2-1", "smaller number first"),
        ("1-", "'1-'"),
        ("1,,2", "'1,,2'"),
        ("0-99999999999", "an index from 0 to 5"),
        ("1-2-3", "'1-2-3'"),
    ],
)
def test_that_a_wrong_range_is_one_line(
    explain: Explain, data: Path, capsys: pytest.CaptureFixture[str], index: str, says: str
) -> None:
    assert explain("--index", index, "--data", data, "--out", "a.csv") == 2
    assert says in said(capsys)
