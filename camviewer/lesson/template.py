"""A copy of a lesson to begin one's own with: its pages, and the pictures that they show."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterable
from pathlib import Path

from camviewer.common.errors import UserError
from camviewer.common.files import is_full, make_folder, move, reason, umask
from camviewer.common.temporaries import remove_left_beside, temporary_folder_beside
from camviewer.common.translation import translate
from camviewer.lesson.lesson_files import page_files
from camviewer.lesson.page import Lesson, Page, Picture
from camviewer.lesson.pictures import SHARED


def copy(lesson: Lesson, folder: str | Path) -> Path:
    """Copy a lesson into a folder.

    Nothing that is there is written over. The copy is made beside the folder and takes its place
    when it is whole; only where the folder has other files already, they get there one by one.

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
        made += [parent for parent in reversed(folder.parents) if not parent.exists()]
        make_folder(folder.parent)
        remove_left_beside(folder)
        with temporary_folder_beside(folder) as temporary:
            for name, original in copies.items():
                _copy(original, temporary / name)
            _put_in_place(temporary, folder, copies, made)
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


def _copy(original: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(original.read_bytes())


def _put_in_place(temporary: Path, folder: Path, copies: Iterable[Path], made: list[Path]) -> None:
    """Let a whole copy be the folder; each file and folder that has to be made is put on a list."""
    with contextlib.suppress(OSError):
        folder.rmdir()  # an empty one makes way
    if not folder.exists():
        temporary.chmod(0o777 & ~umask())
        temporary.rename(folder)
        return
    for name in copies:
        for parent in reversed((folder / name).parents):
            if not parent.exists():
                parent.mkdir()
                made.append(parent)
        move(temporary / name, folder / name)
        made.append(folder / name)


def _remove(made: list[Path]) -> None:
    for path in reversed(made):
        with contextlib.suppress(OSError):
            path.rmdir() if path.is_dir() else path.unlink()
