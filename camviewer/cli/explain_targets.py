"""Which files ``camviewer explain`` writes: what the path after --out ends in decides it."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from camviewer.common.errors import FileError
from camviewer.common.files import check_writable
from camviewer.common.translation import translate
from camviewer.export import explanation_archive, figure

NUMBERS, TABLE = explanation_archive.SUFFIX, ".csv"
SUFFIXES = (NUMBERS, *figure.SUFFIXES, TABLE)


def kind_of(out: str) -> str:
    """What is to be written, as one of `SUFFIXES`.

    Raises:
        FileError: the path ends in none of these.
    """
    if _is_folder(out):
        return NUMBERS
    suffix = Path(out).suffix.lower()
    if suffix not in SUFFIXES:
        raise FileError(
            out or "''",
            expected=translate("a name that ends in {0}", ", ".join(SUFFIXES)),
            found=translate("the ending {0}", repr(suffix)) if suffix else translate("no ending"),
        )
    return suffix


def targets_of(out: str, kind: str, stems: Sequence[str]) -> list[Path]:
    """The files to write: one, or one a sample where several give numbers."""
    if not _is_folder(out) and (kind != NUMBERS or len(stems) == 1):
        return [Path(out)]
    folder = Path(out) if _is_folder(out) else Path(out).with_suffix("")
    taken: set[str] = set()
    targets = []
    for wanted in stems:
        stem, number = wanted, 1
        while stem.casefold() in taken:  # some disks do not tell A from a
            number += 1
            stem = f"{wanted}-{number}"
        taken.add(stem.casefold())
        targets.append(folder / f"{stem}{NUMBERS}")
    return targets


def check_targets(targets: Sequence[Path], read: Sequence[Path]) -> None:
    """Find out that a file cannot be written before time is spent on what goes into it."""
    sources = {path.resolve() for path in read}
    for target in targets:
        check_writable(target)
        if target.resolve() in sources:
            raise FileError(
                target,
                expected=translate("a place to write to"),
                found=translate("a file that is read"),
                remedy=translate("name another one"),
            )


def _is_folder(out: str) -> bool:
    return out.endswith(("/", os.sep)) or (out != "" and Path(out).is_dir())
