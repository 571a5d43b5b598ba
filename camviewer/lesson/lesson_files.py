"""Finding and reading lessons: the program's own, those of plug-ins, a lecturer's folder of pages.

An entry point of the group ``camviewer.lessons`` names a package, whose folder holds the pages, or
a function that gives that folder as a path for a language's code. A package may have one folder of
pages a language inside, called by its code.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

from camviewer.common.errors import FileError
from camviewer.common.files import is_file, read_bytes, reason
from camviewer.common.paths import resources
from camviewer.common.registry import Registry, with_plugins
from camviewer.common.translation import LANGUAGES, tr_noop, translate
from camviewer.lesson.page import Lesson
from camviewer.lesson.parsing import parse

MAX_PAGES = 100
MAX_BYTES = 64_000
"""Of one page."""

FolderIn = Callable[[str], Path]
"""Gives the folder of a lesson's pages in a language, by its code."""

_NAME = re.compile(r"(\d{1,4})-.+\.md", re.IGNORECASE)


def is_lesson(path: str | Path) -> bool:
    """Whether this is a folder with a page in it."""
    return bool(_files(Path(path)))


def _pages_in(folder: Path, language: str) -> Path:
    """The pages of a language, else the English ones, else those of the folder itself."""
    parts = (folder / language, folder / "en")
    return next((part for part in parts if is_lesson(part)), folder)


def folder_of(language: str) -> Path:
    """The folder of the program's own lesson; of the English one for an unknown language."""
    return _pages_in(resources() / "lessons", language)


def _lesson(_name: str, found: Any) -> FolderIn:
    folder_in: FolderIn = (
        partial(_pages_in, Path(found.__path__[0])) if isinstance(found, ModuleType) else found
    )
    if not is_lesson(folder_in("en")):
        raise ValueError("expected a folder with pages (01-name.md), found none")
    return folder_in


LESSONS = Registry[FolderIn](
    tr_noop("Lesson"),
    lambda: with_plugins({"guided": folder_of}, _lesson, group="camviewer.lessons"),
    default="guided",
)
"""By name of a lesson where its pages are, the program's own lesson first."""


def in_language(folder: Path, language: str) -> Path:
    """Where the same lesson is in another language; a lecturer's own folder is as it is."""
    for folder_in in LESSONS.values():
        if folder in map(folder_in, LANGUAGES):
            return folder_in(language)
    return folder


def load(folder: str | Path) -> Lesson:
    """Read a lesson.

    Raises:
        FileError: the folder has no page or too many, or a page cannot be read.
        UserError: a page is malformed: the sentence names file, line, what was expected and found.
    """
    folder = Path(folder)
    paths = _files(folder)
    if not 1 <= len(paths) <= MAX_PAGES:
        raise FileError(
            folder,
            expected=translate("a folder of 1 to {0} pages (01-name.md, 02-name.md …)", MAX_PAGES),
            found=translate("{0} pages", len(paths)),
        )
    return Lesson(folder, tuple(parse(_text(path), path) for path in paths))


def _files(folder: Path) -> list[Path]:
    """The pages of a folder by their numbers; none of what is no folder or may not be read."""
    try:
        entries = sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError:
        return []
    numbered = [(name, path) for path in entries if (name := _NAME.fullmatch(path.name))]
    return [
        path for _, path in sorted((int(name[1]), path) for name, path in numbered) if is_file(path)
    ]


def _text(path: Path) -> str:
    expected = translate("a page of a lesson (text in UTF-8)")
    content = read_bytes(path, expected=expected, at_most=MAX_BYTES)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise FileError(path, expected=expected, found=reason(error)) from None
