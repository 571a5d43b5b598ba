"""The work sheet as PDF: two files, the answers only in the second."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from camviewer.app import first_sample
from camviewer.common.errors import FileError, UserError
from camviewer.export import work_sheet_pdf
from camviewer.export.work_sheet import WorkSheet, work_sheet


@pytest.fixture
def sheet() -> WorkSheet:
    return work_sheet(first_sample.prediction_by("lecture"), 9)


def save(path: Path, sheet: WorkSheet) -> None:
    work_sheet_pdf.save(path, sheet, first_sample.prediction_by("lecture"), sample="test #87 $x$")


def words(sheet: WorkSheet, *, solved: bool) -> list[str]:
    """All that is written on a page."""
    page = work_sheet_pdf.draw(
        sheet, first_sample.prediction_by("lecture"), "test #87", solved=solved
    )
    return [text.get_text() for text in page.texts]


@pytest.mark.slow
def test_that_sheet_and_answers_are_written_and_are_the_same_every_time(
    tmp_path: Path, sheet: WorkSheet
) -> None:
    for name in ("a.pdf", "b.pdf"):
        save(tmp_path / name, sheet)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.pdf", "b.pdf"]
    one, other = (tmp_path / "a.pdf").read_bytes(), (tmp_path / "b.pdf").read_bytes()
    assert one.startswith(b"%PDF")
    assert one == other
    assert len(re.findall(rb"/Type /Page\b", one)) == 2


def test_that_what_is_to_be_computed_stands_only_in_the_answers(sheet: WorkSheet) -> None:
    given, solved = words(sheet, solved=False), words(sheet, solved=True)
    results = [work_sheet_pdf.number(term.product) for term in sheet.terms]
    results += [work_sheet_pdf.number(sheet.cell), work_sheet_pdf.number(sheet.score)]
    for result in results:
        assert result in solved
        assert result not in given
    for term in sheet.terms:
        for number in (work_sheet_pdf.number(term.feature), work_sheet_pdf.number(term.weight)):
            assert number in given
            assert number in solved
    for value in (sheet.rest, sheet.bias, sheet.mean):
        assert work_sheet_pdf.number(value) in given


def test_that_the_answer_names_a_class_that_is_ahead_as_well_as_one_that_comes_next() -> None:
    prediction = first_sample.prediction_by("lecture")  # it reads the sample sample as a nine
    behind = work_sheet_pdf.runner_up(work_sheet(prediction, 4), prediction)
    ahead = work_sheet_pdf.runner_up(work_sheet(prediction, 9), prediction)
    assert behind.startswith("Class 9 ")
    assert behind.endswith("so the network predicts 9.")
    assert "comes next" in ahead


@pytest.mark.parametrize("solved", [False, True])
def test_that_nothing_leaves_the_page_and_no_texts_overlap(
    sheet: WorkSheet, *, solved: bool
) -> None:
    page = work_sheet_pdf.draw(
        sheet, first_sample.prediction_by("lecture"), "test #1005", solved=solved
    )
    boxes = [(text.get_text(), text.get_window_extent()) for text in page.texts]
    edge = page.bbox
    for text, box in boxes:
        assert edge.x0 < box.x0 < box.x1 < edge.x1, text
        assert edge.y0 < box.y0 < box.y1 < edge.y1, text
    for place, (text, box) in enumerate(boxes):
        for other, other_box in boxes[place + 1 :]:
            apart = (
                box.x1 <= other_box.x0
                or other_box.x1 <= box.x0
                or min(box.y1, other_box.y1) - max(box.y0, other_box.y0) < 2
            )
            assert apart, (text, other)


def test_that_numbers_have_a_real_minus_sign() -> None:
    assert [work_sheet_pdf.number(value) for value in (-0.5, 0.0, 12.3456)] == [
        "−0.500",
        "0.000",
        "12.346",
    ]


def test_refusals(tmp_path: Path, sheet: WorkSheet) -> None:
    with pytest.raises(UserError, match=r"\.pdf"):
        save(tmp_path / "a.png", sheet)
    (tmp_path / "b.pdf").mkdir()
    with pytest.raises(FileError, match="a folder"):
        save(tmp_path / "b.pdf", sheet)
    assert [path.name for path in tmp_path.iterdir()] == ["b.pdf"]
