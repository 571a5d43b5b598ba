"""Finding and reading lessons: the program's own ones, and a lecturer's folder of pages."""

from __future__ import annotations

import re
from pathlib import Path

from camviewer.common.errors import FileError
from camviewer.common.files import is_file, read_bytes, reason
from camviewer.common.paths import resources
from camviewer.common.translation import LANGUAGES, translate
from camviewer.lesson.page import Lesson
from camviewer.lesson.parsing import parse

MAX_PAGES = 100
MAX_BYTES = 64_000
"""Of one page."""

_NAME = re.compile(r"(\d{1,4})-.+\.md", re.IGNORECASE)


def folder_of(language: str) -> Path:
    """The folder of the program's own lesson; of the English one for an unknown language."""
    return resources() / "lessons" / (language if language in LANGUAGES else "en")


def is_lesson(path: str | Path) -> bool:
    """Whether this is a folder with a page in it."""
    return bool(_files(Path(path)))


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
            found=translate("{0} of them", len(paths)),
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
