"""Contact sheets: every sample's pixels, on one scale, whole pages or none."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from camviewer.common.errors import FileError, UserError
from camviewer.common.temporaries import computer
from camviewer.export import contact_sheet
from camviewer.export.contact_sheet import save
from tests.evaluations import evaluation

FOUND = evaluation([4] * 250, [9] * 250)


def images(number: int) -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (number, 28, 28), np.uint8)


def cell(page: np.ndarray, place: int) -> np.ndarray:
    """(28, 28, 3) the picture at a place of a page, one pixel for each of the sample's."""
    row, column = divmod(place, contact_sheet.COLUMNS)
    top = contact_sheet.MARGIN + contact_sheet.HEADER + row * contact_sheet.ROW
    left = contact_sheet.MARGIN + column * contact_sheet.COLUMN
    side = contact_sheet.CELL
    return page[top + 2 : top + side : 5, left + 2 : left + side : 5]


def read(path: Path) -> np.ndarray:
    with Image.open(path) as picture:
        return np.asarray(picture.convert("RGB"))


@pytest.mark.slow
def test_that_digits_stand_in_the_order_given(tmp_path: Path) -> None:
    samples = images(12)
    assert save(tmp_path / "a.png", FOUND, np.arange(12), samples) == (tmp_path / "a.png",)
    page = read(tmp_path / "a.png")
    for place in range(12):
        assert np.array_equal(cell(page, place), np.repeat(samples[place][..., None], 3, axis=2))
    assert (cell(page, 12) == 255).all()


@pytest.mark.slow
def test_that_all_maps_are_on_one_signed_scale(tmp_path: Path) -> None:
    samples = np.zeros((3, 28, 28), np.uint8)
    maps = np.stack([np.full((14, 14), value, np.float32) for value in (-2, 0, 1)])
    save(tmp_path / "a.png", FOUND, np.arange(3), samples, maps)
    blue, white, red = (
        cell(read(tmp_path / "a.png"), place)[14, 14].astype(int) for place in range(3)
    )
    # Half of the table's end, middle and three quarters, over black.
    assert blue.tolist() == [0x05 // 2, 0x30 // 2, 0x61 // 2]
    assert max(white) - min(white) <= 1
    assert red[0] > red[2]
    assert red[0] - red[2] < blue[2] + 60


@pytest.mark.slow
def test_that_several_pages_are_numbered_pictures_or_one_document(tmp_path: Path) -> None:
    samples = images(201)
    indices = np.arange(201)
    written = save(tmp_path / "a.png", FOUND, indices, samples)
    assert [path.name for path in written] == ["a-1.png", "a-2.png", "a-3.png"]
    last = read(written[2])
    assert np.array_equal(cell(last, 0)[..., 0], samples[200])
    assert (cell(last, 1) == 255).all()
    (document,) = save(tmp_path / "a.pdf", FOUND, indices, samples)
    content = document.read_bytes()
    assert len(re.findall(rb"/Type /Page\b", content)) == 3
    assert b"CreationDate" not in content


@pytest.mark.slow
def test_that_the_same_digits_give_the_same_bytes(tmp_path: Path) -> None:
    for name in ("a.pdf", "b.pdf", "a.png", "b.png"):
        save(tmp_path / name, FOUND, np.arange(3), images(3))
    for kind in (".pdf", ".png"):
        a, b = ((tmp_path / f"{name}{kind}").read_bytes() for name in "ab")
        assert a == b


def test_that_what_stands_below_says_what_happened() -> None:
    # Score 3 against nine zeros: e³ / (e³ + 9).
    assert contact_sheet.words_below(FOUND, 2) == ("2: 4 → 9", "p = 69.06%")


def test_that_the_second_reading_and_the_cluster_stand_below() -> None:
    second = evaluation([4] * 250, [7] * 250)
    lines = contact_sheet.words_below(FOUND, 2, second, {2: "open loops"})
    assert lines == ("2: 4 → 9 | 7", "p = 69.06% · open loops")


def test_that_long_names_stand_on_lines_of_their_own() -> None:
    found = replace(FOUND, class_names=tuple(f"class number {index}" for index in range(10)))
    lines = contact_sheet.words_below(found, 2)
    assert lines == ("2: class number 4", "→ class number 9", "p = 69.06%")


@pytest.mark.slow
def test_that_stopping_leaves_no_page(tmp_path: Path) -> None:
    calls = []

    def check() -> None:
        calls.append(1)
        if len(calls) == 2:
            raise InterruptedError

    (tmp_path / "a.pdf").write_bytes(b"before")
    for name in ("a.png", "a.pdf"):
        calls.clear()
        with pytest.raises(FileError):
            save(tmp_path / name, FOUND, np.arange(150), images(150), check=check)
    assert [path.name for path in tmp_path.iterdir()] == ["a.pdf"]
    assert (tmp_path / "a.pdf").read_bytes() == b"before"


def test_that_no_page_takes_the_name_of_a_file_that_nobody_was_asked_about(tmp_path: Path) -> None:
    (tmp_path / "a-2.png").write_bytes(b"before")
    with pytest.raises(
        FileError,
        match=r"a-2\.png cannot be written: there is already a file of that name\. Needed: a new",
    ):
        save(tmp_path / "a.png", FOUND, np.arange(150), images(150))
    assert [path.name for path in tmp_path.iterdir()] == ["a-2.png"]
    assert (tmp_path / "a-2.png").read_bytes() == b"before"


def test_that_what_was_left_of_pages_is_removed_though_another_name_will_be_chosen(
    tmp_path: Path,
) -> None:
    (tmp_path / "a-1.png").write_bytes(b"before")
    for number in (1, 2):
        left = f".a-{number}-{computer()}-{os.getpid()}-{number}bcdefgh.png"
        (tmp_path / left).write_bytes(b"half of it")
    with pytest.raises(FileError, match="already a file of that name"):
        save(tmp_path / "a.png", FOUND, np.arange(150), images(150))
    assert [path.name for path in tmp_path.iterdir()] == ["a-1.png"]


@pytest.mark.parametrize(
    ("name", "number", "sentence"),
    [
        (
            "a.svg",
            1,
            "cannot be written with the ending '.svg'. Choose a name that ends in .png or .pdf",
        ),
        ("a.png", 0, "no digits are chosen. Choose 1 to 2,000"),
        ("a.pdf", 2001, "2,001 digits are too many. Choose 1 to 2,000"),
    ],
)
def test_that_what_cannot_be_written_is_told(
    tmp_path: Path, name: str, number: int, sentence: str
) -> None:
    with pytest.raises(UserError, match=re.escape(sentence)):
        save(tmp_path / name, FOUND, np.zeros(number, np.intp), images(0))
    assert list(tmp_path.iterdir()) == []
