"""The sentences about files: what is wrong first, then what is needed and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from camviewer.common.errors import FileError, UnwritableError


@pytest.mark.parametrize(
    ("kind", "remedy", "sentence"),
    [
        (FileError, "", "a.png cannot be used: a folder. Needed: a picture."),
        (FileError, "do so", "a.png cannot be used: a folder. Needed: a picture; do so."),
        (UnwritableError, "", "a.png cannot be written: a folder. Needed: a picture."),
        (UnwritableError, "do so", "a.png cannot be written: a folder. Needed: a picture; do so."),
    ],
)
def test_that_the_problem_comes_first(kind: type[FileError], remedy: str, sentence: str) -> None:
    error = kind("a.png", expected="a picture", found="a folder", remedy=remedy)
    assert str(error) == sentence
    assert (error.path, error.found) == (Path("a.png"), "a folder")
