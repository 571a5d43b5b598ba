"""A copy of a lesson to begin one's own with: its pages, and the pictures that they show."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from camviewer.common.errors import UserError
from camviewer.common.files import is_full, reason
from camviewer.common.translation import translate
from camviewer.lesson.lesson_files import page_files
from camviewer.lesson.page import Lesson, Page, Picture
from camviewer.lesson.pictures import SHARED


def copy(lesson: Lesson, folder: str | Path) -> Path:
    """Copy a lesson into a folder.

    Nothing that is there is written over; where copying fails, what was copied is removed again.

    Args:
        lesson: its pages in one language.
        folder: is made if it does not exist.

    Returns:
        The folder, from which the copy can be opened.

    Raises:
        UserError: something of that name or another lesson is there, or the folder cannot be
            written to.
    """
    folder = Path(folder)
    copies = _copies(lesson)
    made: list[Path] = []
    try:
        _check_free(folder, copies)
        for name, original in copies.items():
            _copy(original, folder / name, made)
    except (OSError, ValueError) as error:  # ValueError: no folder can have that name
        _remove(made)
        if is_full(error):
            raise UserError(
                translate("The lesson could not be copied: the disk is full. Free up some space.")
            ) from error
        raise UserError(
            translate(
                "The lesson could not be copied to {0}: {1}. Choose another folder.",
                folder,
                reason(error),
            )
        ) from error
    return folder


def _check_free(folder: Path, copies: Iterable[Path]) -> None:
    """Refuse a folder that has one of the files, or pages which would become part of the copy."""
    there = [name for name in copies if os.path.lexists(folder / name)]
    there += [Path(page.name) for page in page_files(folder)]
    if there:
        raise UserError(translate("{0} already has {1}. Choose an empty folder.", folder, there[0]))


def _copies(lesson: Lesson) -> dict[Path, Path]:
    """What is copied, by its place in the new folder."""
    copies: dict[Path, Path] = {}
    for page in lesson.pages:
        copies[Path(page.path.name)] = page.path
        for block in page.blocks:
            if isinstance(block, Picture):
                copies[_name(page, block)] = block.path
    return copies


def _name(page: Page, picture: Picture) -> Path:
    """What a page calls a picture: its path below the page's folder, or below the shared one."""
    folder = page.path.parent
    if picture.path.is_relative_to(folder):
        return picture.path.relative_to(folder)
    return picture.path.relative_to(folder.parent / SHARED)


def _copy(original: Path, target: Path, made: list[Path]) -> None:
    """Copy a file to where there is none; each folder and file that is made is put on the list."""
    for parent in reversed(target.parents):
        if not parent.exists():
            parent.mkdir()
            made.append(parent)
    content = original.read_bytes()
    with target.open("xb") as file:
        made.append(target)
        file.write(content)


def _remove(made: list[Path]) -> None:
    for path in reversed(made):
        with contextlib.suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
