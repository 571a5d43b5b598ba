"""The Korean translation is whole, and its letters are shown wherever the program runs."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import warnings
from io import BytesIO
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

import matplotlib
import numpy as np
import pytest
from fontTools.ttLib import TTFont
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from camviewer.common.nouns import with_noun
from camviewer.export import animation
from camviewer.rendering import figure_page
from camviewer.rendering.fonts import HANGUL, hangul_file, has_hangul, runs
from tests import translations

PAGES = translations.ROOT / "resources" / "lessons" / "ko"
SOURCE = translations.FOLDER / "camviewer_ko.ts"

Message = tuple[str, str, str]
"""Context, text and translation."""


def messages() -> list[Message]:
    """All that is in the translation."""
    return [
        (
            context.findtext("name") or "",
            message.findtext("source") or "",
            message.findtext("translation") or "",
        )
        for context in ElementTree.parse(SOURCE).getroot().iter("context")
        for message in context.iter("message")
    ]


def places(text: str) -> list[str]:
    return sorted(field for _, field, _, _ in Formatter().parse(text) if field is not None)


def tags(text: str) -> list[str]:
    return sorted(re.findall("<[^>]+>", text))


@pytest.mark.slow
def test_that_every_text_is_translated_and_nothing_else() -> None:
    assert {(context, text) for context, text, _ in messages()} == set(translations.texts())
    assert [text for _, text, translated in messages() if not translated] == []
    assert 'type="unfinished"' not in SOURCE.read_text(encoding="utf-8")


def test_that_what_the_program_reads_is_made_of_what_is_written(tmp_path: Path) -> None:
    copy = tmp_path / SOURCE.name
    copy.write_bytes(SOURCE.read_bytes())
    assert translations.release(copy).read_bytes() == SOURCE.with_suffix(".qm").read_bytes()


def test_that_values_and_markup_are_where_they_belong() -> None:
    wrong = [
        text
        for _, text, translated in messages()
        if set(places(translated)) != set(places(text)) or tags(translated) != tags(text)
    ]
    assert wrong == []


def test_that_sentences_end_as_in_english() -> None:
    wrong = [
        (text, translated)
        for _, text, translated in messages()
        if text.endswith("…") != translated.endswith("…")
        or (text.endswith(".") and len(text) > 30) != (translated.endswith(".") and len(text) > 30)
    ]
    assert wrong == []


def test_that_no_particle_follows_a_value_whose_last_sound_is_unknown() -> None:
    """을 or 를, 이 or 가, 은 or 는, 과 or 와, 으로 or 로: which one, depends on the value."""
    found = [
        translated
        for _, _, translated in messages()
        if re.search(r"\{\w+\}(을|를|이|가|은|는|과|와|으로|로)(?![가-힣])", translated)
    ]
    assert found == []


def test_that_the_letter_to_press_is_the_same_and_stands_at_the_end() -> None:
    for _, text, translated in messages():
        pressed = re.findall("&([A-Za-z])(?![a-z]*;)", with_noun(text, "digit"))
        assert [letter.upper() for letter in pressed] == re.findall(
            r"\(&([A-Z])\)(?=…?$)", translated
        ), translated


# The font


def letters(path: Path) -> set[int]:
    with TTFont(path) as font:
        return set(font.getBestCmap())


def test_that_the_font_has_the_standards_syllables_and_all_that_is_needed_and_hangul_only() -> None:
    syllables = {
        ord(bytes((high, low)).decode("euc_kr"))
        for high in range(0xB0, 0xC9)
        for low in range(0xA1, 0xFF)
    }
    assert len(syllables) == 2350
    there = letters(hangul_file())
    assert syllables <= there
    pages = [path.read_text(encoding="utf-8") for path in PAGES.glob("*.md")]
    assert len(pages) > 10
    words = "".join([*pages, *(text for _, _, text in messages())])
    assert {ord(letter) for letter in words if has_hangul(letter)} <= there
    assert all(has_hangul(chr(letter)) for letter in there)


def test_that_the_font_has_its_licence_and_a_name_of_its_own() -> None:
    licence = hangul_file().with_name("OFL.txt").read_text(encoding="utf-8")
    assert "SIL OPEN FONT LICENSE" in licence
    with TTFont(hangul_file()) as font:
        names = {name.nameID: str(name) for name in font["name"].names}
    assert names[1] == HANGUL
    assert not any(
        reserved.lower() in names[place].lower()
        for reserved in ("Nanum", "Naver", "나눔")
        for place in (1, 3, 4, 6)
    )


ONLY_LATIN = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{0}</dir><cachedir>{1}</cachedir></fontconfig>
"""

ASK = """
from PySide6.QtGui import QFontDatabase, QTextLayout
from PySide6.QtWidgets import QApplication
from camviewer.gui import language

def glyphs(text):
    layout = QTextLayout(text, application.font())
    layout.beginLayout(); layout.createLine(); layout.endLayout()
    return [index for run in layout.glyphRuns() for index in run.glyphIndexes()]

application = QApplication([])
korean = QFontDatabase.WritingSystem.Korean
print(QFontDatabase.families(korean), 0 in glyphs("오답"))
language.install(application, "en")
print(QFontDatabase.families(korean), 0 in glyphs("오답 7"))
"""


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere Korean fonts are there")
def test_that_a_system_without_a_korean_font_shows_korean(tmp_path: Path) -> None:
    config = tmp_path / "fonts.conf"
    latin = Path(matplotlib.get_data_path()) / "fonts" / "ttf"
    config.write_text(ONLY_LATIN.format(latin, tmp_path / "cache"), encoding="utf-8")
    told = subprocess.run(
        [sys.executable, "-c", ASK],
        env={**os.environ, "FONTCONFIG_FILE": str(config)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.splitlines() == ["[] True", f"['{HANGUL}'] False"], told.stderr


# Figures and animations


@pytest.fixture
def only_latin(monkeypatch: pytest.MonkeyPatch) -> None:
    """matplotlib knows its own fonts only."""
    from matplotlib import font_manager

    manager = font_manager.fontManager
    own = [font for font in manager.ttflist if "matplotlib" in font.fname]
    monkeypatch.setattr(manager, "ttflist", own)


def test_that_a_figure_shows_korean_where_the_system_has_no_font(only_latin: None) -> None:
    with figure_page.drawing():
        warnings.simplefilter("error")  # matplotlib warns of a letter that becomes a box
        sheet = figure_page.FigurePage(400, 100)
        sheet.text(10, 10, "오답의 맵 −0.5", 12)
        sheet.figure.savefig(BytesIO(), format="png")


def drawn(line: str) -> NDArray[np.uint8]:
    """What an animation's line of words looks like."""
    page_ = Image.new("RGB", (400, 60), "white")
    animation.write_words(ImageDraw.Draw(page_), line)
    return np.asarray(page_)


def test_that_a_animation_shows_korean_words_between_others() -> None:
    # Two syllables look different: neither is a box.
    assert (drawn("오") != drawn("답")).any()
    assert (drawn("오") != drawn("")).any()
    # What is not Korean looks as it does alone.
    assert (drawn("7 오답")[:, :30] == drawn("7")[:, :30]).all()
    assert (drawn("7 오답")[:, 40:] != drawn("7")[:, 40:]).any()


def test_that_a_text_is_taken_apart_into_korean_and_other_words() -> None:
    assert runs("예측 7, 맵") == ["예측", " 7, ", "맵"]
    assert runs("") == []
