"""The models that a person made: one folder of files, named as the models are."""

from __future__ import annotations

from contextlib import suppress
from itertools import count
from pathlib import Path

from camviewer.common import paths
from camviewer.common.errors import FileError, UnwritableError, UserError
from camviewer.common.files import make_folder, move, reason
from camviewer.common.translation import translate
from camviewer.networks.formats.model_file import SUFFIX, bundled, history_of, move_history

MAX_LENGTH = 60
"""Letters of the longest name."""

_DEVICES = {"con", "prn", "aux", "nul"} | {
    f"{port}{n}" for port in ("com", "lpt") for n in range(10)
}
"""What Windows takes for devices, whatever stands behind a dot."""


def folder() -> Path:
    """Where the models are; it may not exist yet."""
    return paths.home() / "models"


def files() -> list[Path]:
    """The model files, alphabetically; none in a folder that cannot be read."""
    # A name with a dot in front is of a file that was being written when the program was killed.
    try:
        return sorted(folder().glob(f"[!.]*{SUFFIX}"))
    except OSError:
        return []


def holds(path: Path) -> bool:
    """Whether a model is one of the library's, which may be renamed and deleted."""
    return path.parent == folder()


def path_for(name: str) -> Path:
    """The file of a model of that name.

    Raises:
        UserError: the name is empty, too long, or none that every system takes for a file.
    """
    kept = "".join(letter for letter in name if letter.isalnum() or letter in " -_.")
    if not name.strip() or name != kept.strip(" .") or len(name) > MAX_LENGTH:
        raise UserError(
            translate(
                "Name: {1} cannot be the name of a file; choose 1 to {0} letters, "
                "digits, spaces, dots, - or _.",
                MAX_LENGTH,
                repr(name),
            )
        )
    if name.partition(".")[0].strip().casefold() in _DEVICES:
        raise UserError(
            translate(
                "Name: {0} is what Windows calls a device; choose another one.",
                repr(name),
            )
        )
    return folder() / f"{name}{SUFFIX}"


def new_path(name: str, before: Path) -> Path:
    """The file of a model that is to have that name in place of the one before.

    Raises:
        UserError: as `path_for`, or another model has that name.
    """
    path = path_for(name)
    if name.casefold() in _taken() - {before.stem.casefold()}:
        raise UserError(
            translate("Name: {0} is the name of another model; choose another one.", repr(name))
        )
    return path


def free_path(name: str) -> Path:
    """The file for a new model: of that name, or with a number behind it if it is taken.

    Raises:
        UserError: as `path_for`.
    """
    path_for(name)
    taken = _taken()
    number, free = 1, name
    while free.casefold() in taken:
        number += 1
        behind = f"-{number}"
        free = name[: MAX_LENGTH - len(behind)] + behind
    return path_for(free)


def _taken() -> set[str]:
    """Names that models have; some disks know no capitals."""
    return {path.stem.casefold() for path in files()} | {key.casefold() for key in bundled()}


def delete(path: Path) -> Path:
    """Take a model and its history out of the library; the file returned is the model now.

    Raises:
        FileError: it cannot be moved.
    """
    kept = folder() / "deleted"
    try:
        make_folder(kept)
        target = _moved(path, kept)
    except OSError as error:
        raise FileError(
            path, expected=translate("a model that can be moved"), found=reason(error)
        ) from error
    move_history(path, target)
    return target


def restore(kept: Path, path: Path) -> None:
    """Put a model that was deleted, and its history, back where they were.

    Args:
        kept: where `delete` has put the model.
        path: where it was.

    Raises:
        FileError: it cannot be moved, or another model is there meanwhile.
    """
    try:
        move(kept, path)
    except FileExistsError:
        raise UnwritableError(
            path,
            expected=translate("no model of that name"),
            found=translate("another model of that name"),
            remedy=translate("rename that one first"),
        ) from None
    except OSError as error:
        raise FileError(
            kept, expected=translate("a model that can be moved"), found=reason(error)
        ) from error
    move_history(kept, path)


def _moved(path: Path, folder: Path) -> Path:
    """Where a model stands in another folder now: under its name, or with a number behind it."""
    for number in count(1):
        name = path.name if number == 1 else f"{path.stem}-{number}{SUFFIX}"
        target = folder / name
        if not history_of(target).exists():  # it may have been left without its model
            with suppress(FileExistsError):
                move(path, target)
                break
    return target
