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

from camviewer.common.errors import UserError
from camviewer.common.files import is_file, read_bytes
from camviewer.common.paths import resources
from camviewer.common.registry import Registry, with_plugins
from camviewer.common.translation import LANGUAGES, tr_noop, translate
from camviewer.lesson.page import Lesson
from camviewer.lesson.parsing import parse

MAX_PAGES = 100
MAX_BYTES = 64_000
"""Of one page."""

_MAX_READ = 1_000_000  # bytes, before it is known how much too large a page is

FolderIn = Callable[[str], Path]
"""Gives the folder of a lesson's pages in a language, by its code."""

_NAME = re.compile(r"(\d{1,4})-.+\.md", re.IGNORECASE)


def is_lesson(path: str | Path) -> bool:
    """Whether this is a folder with a page in it."""
    return bool(page_files(Path(path)))


def page_files(folder: Path) -> list[Path]:
    """The pages of a folder by their numbers; none of what is no folder or may not be read."""
    try:
        entries = sorted(folder.iterdir()) if folder.is_dir() else []
    except OSError:
        return []
    numbered = [(name, path) for path in entries if (name := _NAME.fullmatch(path.name))]
    return [
        path for _, path in sorted((int(name[1]), path) for name, path in numbered) if is_file(path)
    ]


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
    if not all(is_lesson(folder_in(language)) for language in LANGUAGES):
        raise ValueError("its folder has no pages (01-name.md)")
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
        FileError: a page cannot be read.
        UserError: the folder has no page or too many, or a page is malformed: the sentences name
            file and line, the problem and the remedy.
    """
    folder = Path(folder)
    paths = page_files(folder)
    if not paths:
        raise UserError(
            translate(
                "There is no lesson in {0}. Choose a folder with pages such as 01-name.md.",
                folder,
            )
        )
    if len(paths) > MAX_PAGES:
        raise UserError(
            translate(
                "{0} has {1} pages. Split it into lessons of at most {2}.",
                folder,
                len(paths),
                MAX_PAGES,
            )
        )
    return Lesson(folder, tuple(parse(_text(path), path) for path in paths), came_with(folder))


def came_with(folder: Path) -> bool:
    """Whether a lesson is the program's own or that of a package, in any language."""
    return any(
        folder.resolve() == folder_in(language).resolve()
        for folder_in in LESSONS.values()
        for language in LANGUAGES
    )


def _text(path: Path) -> str:
    expected = translate("a page of a lesson (text in UTF-8)")
    content = read_bytes(path, expected=expected, at_most=_MAX_READ)
    if len(content) > MAX_BYTES:
        raise UserError(
            translate(
                "{0} is larger than {1} kB. Split it into several pages.", path, MAX_BYTES // 1000
            )
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise UserError(
            translate("{0} is not text in UTF-8. Save it again with this encoding.", path)
        ) from None
