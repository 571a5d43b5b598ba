"""Pictures of a lesson: where they are, and which are shown."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from camviewer.common.errors import FileError, UserError
from camviewer.common.files import is_file
from camviewer.common.translation import LANGUAGES, translate
from camviewer.data import picture_files
from camviewer.lesson.svg import check_svg

MAX_BYTES = 2_000_000
MAX_SIDE = 4_000
"""Pixels."""

SHARED = "pictures"
"""Folder beside a lesson's folders of languages, for pictures that serve them all."""

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"


def find(name: str, page: Path) -> Path:
    """The file of a picture that a page names, checked by its content.

    Args:
        name: of the file, below the page's folder; of a page in a language's folder also below
            the folder `SHARED` beside that.
        page: the page's file.

    Raises:
        UserError: there is none, it lies elsewhere, is too large or is no picture; the problem and
            the remedy.
    """
    for folder in _folders(page):
        path = folder / name
        if not _is_below(name, path, folder):
            raise UserError(
                translate(
                    "The picture {0} is outside the lesson's folder."
                    " Copy it into that folder and write its name alone.",
                    name,
                )
            )
        if is_file(path):
            _check(path)
            return path
    raise UserError(
        translate(
            "There is no picture {0} beside this page. Put it there or correct the name.", name
        )
    )


def _folders(page: Path) -> list[Path]:
    folder = page.parent
    shared = folder.parent / SHARED
    return [folder, shared] if folder.name in LANGUAGES else [folder]


def _is_below(name: str, path: Path, folder: Path) -> bool:
    """Whether a file is in a folder, wherever links lead."""
    if not PurePosixPath(name).parts or ".." in PurePosixPath(name).parts:
        return False
    try:
        return path.resolve().is_relative_to(folder.resolve())
    except (OSError, ValueError, RuntimeError):  # a loop of links, a null character
        return False


def _check(path: Path) -> None:
    content = _content(path)
    if content.startswith((_PNG, _JPEG)):
        _check_pixels(content, path.name)
    elif content.lstrip(b"\xef\xbb\xbf \t\r\n").startswith((b"<svg", b"<?xml", b"<!")):
        check_svg(content)
    else:
        raise UserError(
            translate("{0} is not a PNG, JPEG or SVG picture. Save it as one of these.", path.name)
        )


def _check_pixels(content: bytes, name: str) -> None:
    """Refuse a picture that is too wide or too high, or damaged: it is decoded once."""
    try:
        width, height = picture_files.decode(content, name, lambda image: image.size)
        if max(width, height) > MAX_SIDE:
            raise UserError(
                translate(
                    "The picture has {0} × {1} pixels. Reduce it to at most {2} a side.",
                    f"{width:,}",
                    f"{height:,}",
                    f"{MAX_SIDE:,}",
                )
            )
        picture_files.decode(content, name, lambda image: image.load())
    except FileError:
        raise UserError(
            translate("{0} is damaged. Save it again in another program.", name)
        ) from None


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError:
        raise UserError(
            translate("{0} cannot be read. Check its permissions.", path.name)
        ) from None
    if len(content) > MAX_BYTES:
        raise UserError(
            translate(
                "{0} is larger than {1} MB. Reduce it and save it again.",
                path.name,
                MAX_BYTES // 1_000_000,
            )
        )
    return content
