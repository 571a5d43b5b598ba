"""Where ``camviewer explain`` writes: what the path after --out ends in decides what is written."""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from camviewer.cli.picture_paths import STANDARD
from camviewer.common.errors import FileError, UnwritableError, UserError
from camviewer.common.files import check_writable
from camviewer.common.translation import translate
from camviewer.export import explanation_archive, figure

NUMBERS, TABLE, JSON = explanation_archive.SUFFIX, ".csv", ".json"
SUFFIXES = (NUMBERS, *figure.SUFFIXES, TABLE, JSON)
FORMATS = tuple(suffix[1:] for suffix in (TABLE, JSON, NUMBERS, *figure.SUFFIXES))
"""What --format takes, the default first."""

_TEXTS = (TABLE, JSON, ".svg")
"""What a terminal can show."""


@dataclass(frozen=True)
class Output:
    """Something to be written.

    Attributes:
        out: a path, or `STANDARD`.
        kind: what is written, as one of `SUFFIXES`.
    """

    out: str
    kind: str

    @property
    def is_standard(self) -> bool:
        """Whether it goes to the standard output."""
        return self.out == STANDARD

    def targets(self, stems: Sequence[str]) -> list[Path]:
        """The files to write: one, or one a sample where several give numbers."""
        folder = _is_folder(self.out)
        if not folder and (self.kind != NUMBERS or len(stems) == 1):
            return [Path(self.out)]
        return _one_each(Path(self.out) if folder else Path(self.out).with_suffix(""), stems)


def outputs_of(arguments: argparse.Namespace) -> list[Output]:
    """What --out, --format and --json ask for.

    Raises:
        UserError: they ask for nothing, for what does not go together, or for what a path's ending
            does not say.
    """
    out, chosen = arguments.out, arguments.format
    if out is None and not arguments.json:
        raise UserError(
            translate("--out: nothing says where to write; give a path, {0} or --json.", STANDARD)
        )
    if chosen is not None and out != STANDARD:
        raise UserError(
            translate(
                "--format: {1} can be used with --out {0} only; leave it out, as "
                "what a path ends in says what is written.",
                STANDARD,
                repr(chosen),
            )
        )
    if out == STANDARD and arguments.json:
        raise UserError(
            translate("--json: it cannot be used together with --out {0}; choose one.", STANDARD)
        )
    outputs = []
    if out == STANDARD:
        outputs.append(Output(out, f".{chosen or FORMATS[0]}"))
    elif out is not None:
        outputs.append(Output(out, kind_of(out)))
    if arguments.json:
        outputs.append(Output(STANDARD, JSON))
    return outputs


def kind_of(out: str) -> str:
    """What is to be written, as one of `SUFFIXES`.

    Raises:
        FileError: the path ends in none of these.
    """
    if _is_folder(out):
        return NUMBERS
    suffix = Path(out).suffix.lower()
    if suffix not in SUFFIXES:
        raise UnwritableError(
            out or "''",
            expected=translate("a name that ends in {0}", ", ".join(SUFFIXES)),
            found=translate("the ending {0}", repr(suffix)) if suffix else translate("no ending"),
        )
    return suffix


def check_targets(output: Output, stems: Sequence[str], read: Sequence[Path]) -> None:
    """Find out that something cannot be written before time is spent on what goes into it."""
    if output.is_standard:
        _check_standard(output.kind, len(stems))
        return
    sources = {path.resolve() for path in read}
    for target in output.targets(stems):
        check_writable(target)
        if target.resolve() in sources:
            raise UnwritableError(
                target,
                expected=translate("a place to write to"),
                found=translate("a file that is read"),
                remedy=translate("name another one"),
            )


@contextmanager
def opened(output: Output, stems: Sequence[str]) -> Iterator[list[Path]]:
    """The files to write; what is for the standard output is sent there when the block ends."""
    if not output.is_standard:
        yield output.targets(stems)
        return
    with tempfile.TemporaryDirectory() as folder:
        target = Path(folder) / f"explanation{output.kind}"
        yield [target]
        sys.stdout.flush()
        with target.open("rb") as file:
            shutil.copyfileobj(file, sys.stdout.buffer)


def _check_standard(kind: str, number: int) -> None:
    where = translate("Standard output")
    if sys.stdout is None or (sys.stdout.isatty() and kind not in _TEXTS):
        raise UnwritableError(
            where,
            expected=translate("a file or another program, as {0} is no text", kind),
            found=translate("a terminal"),
            remedy=translate("send it on, for example with > {0}", f"a{kind}"),
        )
    if kind == NUMBERS and number > 1:
        raise FileError(
            where,
            expected=translate("one [sample], as each has an {0} file of its own", kind),
            found=translate("{0} of them", number),
            remedy=translate("name a folder after --out"),
        )


def _one_each(folder: Path, stems: Sequence[str]) -> list[Path]:
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


def _is_folder(out: str) -> bool:
    return out.endswith(("/", os.sep)) or (out != "" and Path(out).is_dir())
