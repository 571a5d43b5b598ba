"""The manual's pages: all there in both languages, short, and true of the window."""

from __future__ import annotations

import re
import struct
from pathlib import Path

import pytest

from camviewer.common.translation import LANGUAGES
from camviewer.help.glossary import TITLES, glossary_page, parse, read_terms
from camviewer.help.manual import MADE, PAGES, ManualPage, folder, read_pages
from camviewer.help.markup import plain_text, to_html
from camviewer.help.screen_names import bare, names_in, translations, with_screen_names
from camviewer.help.search import Search

ROOT = Path(__file__).parents[2]
MOST_PICTURES, MOST_BYTES = 8, 150_000
WORDS = {"en": (100, 420), "ko": (70, 420)}

_LINK = re.compile(r"(!?)\[[^\]]*\]\(([^)]+)\)")
_FENCED = re.compile(r"```.*?```", re.DOTALL)

written = pytest.mark.parametrize(
    ("language", "name"),
    [(code, name) for code in LANGUAGES for name in PAGES if name not in MADE],
)


def text_of(language: str, name: str) -> str:
    return (folder(language) / f"{name}.md").read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_no_file_lies_beside_the_pages(language: str) -> None:
    names = {path.stem for path in folder(language).glob("*.md")}
    assert folder(language).name == language
    assert names == set(PAGES) - set(MADE)


@written
def test_that_a_page_has_one_title_and_is_short(language: str, name: str) -> None:
    text = text_of(language, name)
    lines = _FENCED.sub("", text).splitlines()
    assert [line for line in lines if line.startswith("# ")] == lines[:1]
    least, most = WORDS[language]
    assert least <= len(plain_text(text).split()) <= most


@written
def test_that_links_lead_to_pages_and_pictures_that_are_there(language: str, name: str) -> None:
    for is_picture, target in _LINK.findall(text_of(language, name)):
        if is_picture:
            assert (folder(language) / target).is_file(), target
        else:
            assert target.removesuffix(".md") in PAGES, target


@written
def test_that_marks_are_understood(language: str, name: str) -> None:
    page = next(
        page for page in read_pages(language, {"keys": "", "glossary": ""}) if page.name == name
    )
    shown = plain_text(_FENCED.sub("", page.text))
    assert "**" not in shown
    assert "[[" not in shown


@written
def test_that_names_are_of_the_window(language: str, name: str) -> None:
    known = translations("ko")
    assert [each for each in names_in(text_of(language, name)) if each not in known] == []


@written
def test_that_both_languages_speak_of_the_same(language: str, name: str) -> None:
    english, other = text_of("en", name), text_of(language, name)
    for mark in ("# ", "- ", "| ", "```"):
        counts = [
            sum(line.startswith(mark) for line in text.splitlines()) for text in (english, other)
        ]
        assert counts[0] == counts[1], mark
    assert sorted(_LINK.findall(english)) == sorted(_LINK.findall(other))
    assert sorted(names_in(english)) == sorted(names_in(other))


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_pictures_are_few_small_and_all_shown(language: str) -> None:
    pictures = sorted((folder(language) / "pictures").glob("*"))
    shown = {
        target
        for name in PAGES
        if name not in MADE
        for is_picture, target in _LINK.findall(text_of(language, name))
        if is_picture
    }
    assert {f"pictures/{path.name}" for path in pictures} == shown
    assert len(pictures) <= MOST_PICTURES
    for path in pictures:
        content = path.read_bytes()
        assert content.startswith(b"\x89PNG")
        assert len(content) <= MOST_BYTES, path.name
        assert struct.unpack(">II", content[16:24])[0] <= 1366


def test_that_names_lose_their_letter_and_their_dots() -> None:
    assert bare("&Save figure …") == "Save figure"
    assert bare("그림 저장(&S)…") == "그림 저장"
    known = translations("ko")
    assert known["Save figure"] == bare(known["Save figure"])
    assert with_screen_names("[[Save figure]] now", "en") == "**Save figure** now"
    assert with_screen_names("[[Previous [sample]]]", "en") == "**Previous digit**"
    assert with_screen_names("[[Save figure]]", "ko") == f"**{known['Save figure']}**"


def test_that_html_on_a_page_is_shown_and_not_obeyed() -> None:
    html = to_html('# A\n\n<img src="file:///etc/passwd"> **b** `c`\n\n| d |\n|---|\n| e |\n')
    assert "<img" not in html
    assert "<strong>b</strong>" in html
    assert "<table" in html


def test_that_the_glossary_is_read_by_its_columns() -> None:
    text = """## Maps

| term | meaning | formula or source | Korean | avoid | 피할 말 | 뜻 |
|---|---|---|---|---|---|---|
| map | What it is. | M = w f; `a/b.py` | 맵 | chart | | 무엇인지. |
| raw map | As it is. | `a/b.py` | 원본 맵 | | | |

| word | names |
|---|---|
| pair | two |
"""
    one, other = parse(text)
    assert (one.section, one.term, one.source, one.korean_meaning) == (
        "Maps",
        "map",
        "M = w f",
        "무엇인지.",
    )
    assert (other.korean, other.source, other.korean_meaning) == ("원본 맵", "", "")


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_the_glossarys_page_has_every_section_and_no_path(language: str) -> None:
    sections = {term.section for term in read_terms()}
    assert set(TITLES) <= sections
    page = glossary_page(language)
    assert page.count("\n## ") == len(TITLES)
    assert page.count("\n| **") > 100
    assert ".py" not in page
    word = {"en": "class activation map", "ko": "클래스 활성화 맵"}[language]
    assert word in page


def test_that_parts_of_words_are_found_titles_first() -> None:
    search = Search(read_pages("ko", {"keys": "# 단축키\n", "glossary": "# 용어\n"}))
    assert search.find("타임라인")[0].page == "training"
    assert search.find("혼동 행")[0].page == "mistakes"
    assert search.find("오답")[0].title.startswith("오답")
    assert search.find("   ") == []
    assert search.find("없는낱말") == []


def test_that_all_words_must_be_there_in_either_case() -> None:
    search = Search(read_pages("en", {"keys": "# Keys\n", "glossary": "# Glossary\n"}))
    (hit,) = search.find("MCNEMAR chance")
    assert hit.page == "mistakes"
    assert "chance" in hit.excerpt or "McNemar" in hit.excerpt
    assert hit.excerpt.startswith("…")
    assert search.find("mcnemar timeline") == []
    assert search.find("keys")[0].page == "keys"


def test_that_what_was_read_ahead_is_not_read_by_the_first_search(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pages = [ManualPage(f"page-{number}", f"# A page\n\nword {number}") for number in (1, 2)]
    search = Search(pages)
    assert [search.read_next() for _ in range(3)] == [True, True, False]
    monkeypatch.setattr("camviewer.help.search.plain_text", lambda _text: "anything")
    assert [hit.page for hit in search.find("word 2")] == ["page-2"]
