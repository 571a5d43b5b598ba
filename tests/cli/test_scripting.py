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
    ("content", "says"), [(b"", "Standard input cannot be used: "), (b"hello", "another kind")]
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
        ("0-99999999999", "choose 0 to 5"),
        ("1-2-3", "'1-2-3'"),
    ],
)
def test_that_a_wrong_range_is_one_line(
    explain: Explain, data: Path, capsys: pytest.CaptureFixture[str], index: str, says: str
) -> None:
    assert explain("--index", index, "--data", data, "--out", "a.csv") == 2
    assert says in said(capsys)
