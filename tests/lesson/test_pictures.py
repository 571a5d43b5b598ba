"""Pictures of a lesson: where they may lie, and which are shown."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest
from PIL import Image

from camviewer.common.errors import UserError
from camviewer.lesson.pictures import MAX_BYTES, MAX_SIDE, find
from camviewer.lesson.svg import MAX_ELEMENTS, check_svg

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">{}</svg>'


def drawing(content: str = '<path d="M0 0L9 9" stroke="currentColor"/>') -> bytes:
    return SVG.format(content).encode()


def png(path: Path, width: int = 4, height: int = 3) -> Path:
    path.parent.mkdir(exist_ok=True)
    Image.new("L", (width, height)).save(path, "PNG")
    return path


def test_that_a_picture_lies_beside_the_page_or_is_shared_by_languages(tmp_path: Path) -> None:
    page = tmp_path / "ko" / "01-a.md"
    shared = png(tmp_path / "pictures" / "a.png")
    page.parent.mkdir()
    assert find("a.png", page) == shared
    beside = png(tmp_path / "ko" / "a.png")
    assert find("a.png", page) == beside
    below = png(tmp_path / "ko" / "drawn" / "a.png")
    assert find("drawn/a.png", page) == below


def test_that_only_a_language_has_a_folder_of_pictures_beside_it(tmp_path: Path) -> None:
    png(tmp_path / "pictures" / "a.png")
    with pytest.raises(UserError, match=r"There is no picture a\.png"):
        find("a.png", tmp_path / "mine" / "01-a.md")


@pytest.mark.parametrize("name", ["../a.png", "b/../../a.png", "{0}/a.png", "link.png", "loop.png"])
def test_that_nothing_outside_the_lesson_is_shown(tmp_path: Path, name: str) -> None:
    png(tmp_path / "a.png")
    lesson = tmp_path / "mine"
    lesson.mkdir()
    (lesson / "link.png").symlink_to(tmp_path / "a.png")
    (lesson / "loop.png").symlink_to(lesson / "loop.png")
    with pytest.raises(UserError, match=r"outside the lesson's folder|There is no picture loop"):
        find(name.format(tmp_path), lesson / "01-a.md")


def test_that_the_content_decides_what_a_picture_is(tmp_path: Path) -> None:
    page = tmp_path / "01-a.md"
    (tmp_path / "a.png").write_bytes(drawing())
    assert find("a.png", page).name == "a.png"
    Image.new("RGB", (2, 2)).save(tmp_path / "b.svg", "JPEG")
    assert find("b.svg", page).name == "b.svg"
    for name, content in {"c.png": b"GIF89a", "d.svg": b"words", "e.png": b""}.items():
        (tmp_path / name).write_bytes(content)
        with pytest.raises(UserError, match=r"is not a PNG, JPEG or SVG picture\. Save"):
            find(name, page)


def test_that_a_picture_has_a_size_that_a_page_can_show(tmp_path: Path) -> None:
    page = tmp_path / "01-a.md"
    png(tmp_path / "wide.png", MAX_SIDE, 1)
    assert find("wide.png", page)
    png(tmp_path / "wider.png", MAX_SIDE + 1, 1)
    with pytest.raises(UserError, match=r"4,001 × 1 pixels\. Reduce it to at most 4,000"):
        find("wider.png", page)
    (tmp_path / "large.png").write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(MAX_BYTES))
    with pytest.raises(UserError, match="larger than 2 MB"):
        find("large.png", page)
    content = png(tmp_path / "cut.png").read_bytes()
    (tmp_path / "cut.png").write_bytes(content[:-30])
    with pytest.raises(UserError, match="is damaged"):
        find("cut.png", page)


@pytest.mark.parametrize(
    "content",
    [
        "<script>1</script>",
        '<image href="http://example.org/a.png"/>',
        '<use href="#a"/>',
        "<foreignObject/>",
        "<style>@import url(a.css)</style>",
        '<animate attributeName="x"/>',
        '<rect onload="run()"/>',
        '<rect fill="url(http://example.org/a)"/>',
        '<rect style="fill: url(a.svg)"/>',
        '<rect filter="url(#slow)"/>',
        '<linearGradient id="a" xmlns:x="http://www.w3.org/1999/xlink" x:href="#a"/>',
        '<g xmlns="http://www.w3.org/1999/xhtml"/>',
        '<?xml-stylesheet href="a.css"?>',
    ],
)
def test_that_a_drawing_only_draws(content: str) -> None:
    with pytest.raises(UserError, match="only shapes, text and gradients are allowed"):
        check_svg(drawing(content))


def test_that_a_drawing_declares_nothing() -> None:
    bomb = b'<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>' + drawing("&b;")
    with pytest.raises(UserError, match="<!DOCTYPE>"):
        check_svg(bomb)


def test_that_a_drawing_is_of_a_size_that_is_drawn_at_once() -> None:
    check_svg(drawing("<g/>" * (MAX_ELEMENTS - 1)))
    for content, told in (
        ("<g/>" * MAX_ELEMENTS, "more than 2,000 elements"),
        ("<g>" * 40 + "</g>" * 40, "30 inside"),
        ('<rect width="1e9"/>', "above 10,000"),
        ("<text>" + "a" * 100_000 + "</text>", "larger than 100 kB"),
    ):
        with pytest.raises(UserError, match=told):
            check_svg(drawing(content))


@pytest.mark.parametrize("content", [b"<svg>", b"<svg xmlns='x'", zlib.compress(b"a"), b"<html/>"])
def test_that_what_is_no_drawing_is_refused(content: bytes) -> None:
    with pytest.raises(UserError, match="plain SVG"):
        check_svg(content)


def test_that_usual_drawings_are_shown() -> None:
    check_svg(
        b'<?xml version="1.0" encoding="UTF-8"?><!-- by hand -->'
        + drawing(
            '<title>a</title><defs><linearGradient id="a"><stop offset="0"/></linearGradient>'
            '</defs><g transform="translate(2 3)"><rect width="4" fill="url(#a)"/></g>'
            '<text fill="#1234567f">f</text>'
        )
    )
