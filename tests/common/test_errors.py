"""The sentences about files: what is wrong first, then what is needed and what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from camviewer.common.errors import FileError, UnwritableError


@pytest.mark.parametrize(
    ("kind", "remedy", "sentence"),
    [
        (FileError, "", "a.png cannot be used: it is a folder. Needed: a picture."),
        (FileError, "do so", "a.png cannot be used: it is a folder. Needed: a picture. Do so."),
        (UnwritableError, "", "a.png cannot be written: it is a folder. Needed: a picture."),
        (
            UnwritableError,
            "do so",
            "a.png cannot be written: it is a folder. Needed: a picture. Do so.",
        ),
    ],
)
def test_that_the_problem_comes_first(kind: type[FileError], remedy: str, sentence: str) -> None:
    error = kind("a.png", expected="a picture", found="it is a folder", remedy=remedy)
    assert str(error) == sentence
    assert (error.path, error.found) == (Path("a.png"), "it is a folder")
