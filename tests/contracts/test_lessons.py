"""What every lesson found keeps to."""

from __future__ import annotations

import pytest

from camviewer.common.translation import LANGUAGES
from camviewer.controllers.lesson import read
from camviewer.lesson.lesson_files import LESSONS, in_language, is_lesson, load

every = pytest.mark.parametrize("name", LESSONS)
in_every_language = pytest.mark.parametrize("language", LANGUAGES)


@every
@in_every_language
def test_that_its_pages_and_formulas_can_be_read(name: str, language: str) -> None:
    folder = LESSONS[name](language)
    assert is_lesson(folder)
    assert all(page.title for page in read(folder).pages)


@every
def test_that_it_is_the_same_lesson_in_every_language(name: str) -> None:
    folders = [LESSONS[name](language) for language in LANGUAGES]
    assert len({len(load(folder).pages) for folder in folders}) == 1
    for folder in folders:
        assert [in_language(folder, language) for language in LANGUAGES] == folders


@every
def test_that_it_is_english_for_a_language_that_is_not_known(name: str) -> None:
    assert LESSONS[name]("xx") == LESSONS[name]("en")
