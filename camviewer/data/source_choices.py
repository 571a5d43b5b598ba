"""What a person has said of a source of samples, kept for the next time it is opened.

It stands in one JSON file of the program's own folder, by the path of the source.
"""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

from camviewer.common.errors import FileError
from camviewer.common.files import is_file, one_program, put_aside, read_bytes, replacing
from camviewer.common.paths import home
from camviewer.common.translation import translate

_MAX_BYTES = 5_000_000
_MAX_SOURCES = 500  # those named last are kept

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class SourceChoices:
    """What was said of one source.

    Attributes:
        inverted: whether its pictures are shown with dark and bright exchanged; None if nobody
            was asked.
        class_names: typed in, in the order of the labels; empty if nobody did.
        arrays: names of the arrays of pictures and of labels ("" for none); None if not chosen.
    """

    inverted: bool | None = None
    class_names: tuple[str, ...] = ()
    arrays: tuple[str, str] | None = None


def of(path: str | Path) -> SourceChoices:
    """What was said of the source at a path; nothing if it is not known."""
    return _read(_all().get(_key(path)))


def remember(path: str | Path, **changes: Any) -> None:
    """Keep what was said of a source besides what is known of it.

    Args:
        path: of the source.
        changes: attributes of `SourceChoices`.

    Raises:
        FileError: it cannot be kept.
    """
    key, what = _key(path), translate("the settings of [samples]")
    with one_program(file(), what=what):
        known = _all()
        said = replace(_read(known.pop(key, None)), **changes)
        kept = dict([*known.items(), (key, asdict(said))][-_MAX_SOURCES:])
        with replacing(file(), what=what) as temporary:
            temporary.write_text(json.dumps(kept, indent=1) + "\n", "utf-8")


def _key(path: str | Path) -> str:
    return str(Path(path).expanduser().absolute())


def file() -> Path:
    """Where it is kept; it may not exist yet."""
    return home() / "sources.json"


def _all() -> dict[str, Any]:
    """What is kept; nothing where the file is damaged: it is asked again then."""
    if not is_file(file()):
        return {}
    try:
        expected = translate("the settings of [samples]")
        kept = json.loads(read_bytes(file(), expected=expected, at_most=_MAX_BYTES))
    except (FileError, ValueError, RecursionError) as error:
        _log.warning("The choices for samples are not used: %s", error)
        kept = None
    if isinstance(kept, dict):
        return kept
    with suppress(OSError):
        put_aside(file())
    return {}


def _read(entry: object) -> SourceChoices:
    """An entry of the file; what of it is of another kind is passed over."""
    if not isinstance(entry, dict):
        return SourceChoices()
    inverted = entry.get("inverted")
    names, arrays = (_texts(entry.get(key)) for key in ("class_names", "arrays"))
    return SourceChoices(
        inverted if isinstance(inverted, bool) else None,
        names,
        (arrays[0], arrays[1]) if len(arrays) == 2 else None,
    )


def _texts(value: object) -> tuple[str, ...]:
    is_list = isinstance(value, list) and all(isinstance(each, str) for each in value)
    return tuple(value) if is_list else ()  # type: ignore[arg-type]
