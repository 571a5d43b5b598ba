"""Reports: one page that is whole by itself, whatever names and notes say."""

from __future__ import annotations

import base64
import io
from html.parser import HTMLParser
from pathlib import Path

import numpy as np
from PIL import Image

from camviewer.export.report import Report, SampleEntry, Section, Table, save_html, to_html

_TAGS = frozenset(
    (
        *("html", "head", "meta", "title", "style", "body", "h1", "h2", "p"),
        *("div", "table", "tr", "th", "td", "img", "br", "small"),
    )
)

RED = np.full((2, 3, 3), (255, 0, 0), np.uint8)
NUMBERS = (("<i>", "1"), ("b", "2"), ("c", "9% of 25"))


def report(**changes: object) -> Report:
    given: dict[str, object] = {
        "title": "<script>alert(1)</script> & more",
        "subtitle": "by <b>somebody</b>",
        "sections": (
            Section(
                "First",
                ('a note with <img src="http://example.org/x.png">',),
                (
                    Table(
                        ("name", "number"),
                        (("<i>", "1"), ("b", "2"), ("c", "9% of 25")),
                        frozenset({(1, 1)}),
                    ),
                ),
                [SampleEntry((RED, RED), ("#7: 4 → 9", "p <50%"))],
            ),
            Section("Empty"),
        ),
    }
    return Report(**(given | changes))  # type: ignore[arg-type]


class Tags(HTMLParser):
    """Every tag of a page with its attributes."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def test_that_nothing_of_a_page_is_from_elsewhere_and_nothing_runs() -> None:
    page = to_html(report())
    tags = Tags(page).found
    assert {tag for tag, _ in tags} <= _TAGS
    sources = [attributes["src"] for tag, attributes in tags if tag == "img"]
    assert len(sources) == 2
    assert all(str(source).startswith("data:image/png;base64,") for source in sources)
    links = {name for _, attributes in tags for name in attributes} - {"src"}
    assert not links & {"href", "style", "background"}
    assert not any(name.startswith("on") for name in links)
    assert "&lt;script&gt;alert(1)&lt;/script&gt; &amp; more" in page
    assert "default-src 'none'" in page


def test_that_a_picture_is_there_pixel_by_pixel() -> None:
    (_, attributes), _other = (
        found for found in Tags(to_html(report())).found if found[0] == "img"
    )
    data = str(attributes["src"]).partition(",")[2]
    picture = np.asarray(Image.open(io.BytesIO(base64.b64decode(data))))
    factor = int(str(attributes["height"])) // 2
    assert picture.shape == (2 * factor, 3 * factor, 3)
    assert np.array_equal(picture[::factor, ::factor], RED)


def test_that_a_marked_cell_stands_out_and_an_empty_section_is_left_out() -> None:
    page = to_html(report())
    assert '<td class="marked number">2</td>' in page
    assert '<td class="number">1</td>' in page
    assert "<td>9% of 25</td>" in page
    assert "Empty" not in page


def test_that_sheets_of_paper_are_light_and_know_nothing_of_a_browser() -> None:
    assert "@media" in to_html(report())
    assert "@media" not in to_html(report(), on_screen=False)


def test_that_a_report_is_written_in_its_language(tmp_path: Path) -> None:
    path = tmp_path / "보고서.html"
    save_html(path, report(language="ko", title="오답"))
    page = path.read_text(encoding="utf-8")
    assert page.startswith('<!DOCTYPE html>\n<html lang="ko">')
    assert "<h1>오답</h1>" in page
