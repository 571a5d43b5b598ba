"""Files of networks, read within limits and without running anything: one module a format.

A module here that is a format offers

- ``TITLE``: what one of its files is called in a sentence, marked to be translated;
- ``SUFFIXES``: how the names of its files usually end, for dialogs; may be left out;
- ``recognises(path: Path) -> bool``: whether a regular file is one of its, by its first bytes;
- ``load(path: Path) -> StoredModel``: what is in such a file.

Whatever else a network may come in is told with what to do about it (`other_kinds`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from camviewer.common.registry import Registry, find, offered, title_of
from camviewer.common.translation import tr_noop

if TYPE_CHECKING:  # the modules of formats are imported when a file is opened
    from camviewer.networks.stored_model import StoredModel


@dataclass(frozen=True)
class Format:
    """A kind of file that holds a network.

    Attributes:
        name: of its module.
        title: what one of its files is called, to be translated.
        suffixes: how the names of its files usually end.
        recognises: whether a regular file is one.
        load: what is in it.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    recognises: Callable[[Path], bool]
    load: Callable[[Path], StoredModel]


def _format(name: str, module: object) -> Format:
    return Format(
        name,
        title_of(module),
        tuple(getattr(module, "SUFFIXES", ())),
        offered(module, "recognises"),
        offered(module, "load"),
    )


FORMATS = Registry[Format](tr_noop("Format"), partial(find, __name__, _format, "recognises"))
"""Format by name."""


def suffixes() -> tuple[str, ...]:
    """How names of network files usually end."""
    return tuple(suffix for each in FORMATS.values() for suffix in each.suffixes)


def check_readable(path: str | Path) -> Path:
    """The path, if it is a regular file that has something in it and may be read.

    Raises:
        FileError: it is none; of a folder that holds a network the sentence says what to do.
    """
    from camviewer.networks.formats import other_kinds

    return other_kinds.check_readable(Path(path))


def format_of(path: Path) -> Format:
    """The format of a network file, by its content.

    Raises:
        FileError: it is no regular file, is empty, or is of no format that is known; the sentence
            says what it is and what to do.
    """
    from camviewer.networks.formats import other_kinds

    check_readable(path)
    for each in FORMATS.values():
        if each.recognises(path):
            return each
    raise other_kinds.refusal(path)


def is_network(path: str | Path) -> bool:
    """Whether a file or folder is a network, be it one of a kind that cannot be read.

    What has neither the content of one nor another content that is known is judged by its name.
    """
    from camviewer.networks.formats import other_kinds

    path = Path(path)
    try:
        if path.is_file() and any(each.recognises(path) for each in FORMATS.values()):
            return True
        return other_kinds.is_network(path, suffixes())
    except (OSError, ValueError):
        return False
