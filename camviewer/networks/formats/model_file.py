"""Model files from outside: a zip with a card, read within limits and without Keras."""

from __future__ import annotations

import json
import logging
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path

from camviewer.common.archives import PACKINGS, opened_zip, unpacked
from camviewer.common.errors import FileError, UnwritableError, UserError
from camviewer.common.files import check_regular, reason, replacing, take
from camviewer.common.paths import resources
from camviewer.common.translation import tr_noop, translate
from camviewer.networks import formats
from camviewer.networks.foreign_card import OWN as OWN  # whoever reads a file asks here
from camviewer.networks.foreign_card import UNKNOWN, foreign_card
from camviewer.networks.model_card import ModelCard

CARD = "card.json"
CONFIG = "config.json"
METADATA = "metadata.json"
SUFFIX = ".keras"

HISTORY_SUFFIX = ".history"
"""Of the file beside a model that tells how its training went."""

DEFAULT_MODEL = "compact"
"""Name of the bundled model that is used where none is asked for."""

_EXPECTED = tr_noop("a model saved by CAM Viewer or Keras (.keras)")
_SMALL_BYTES = {CARD: 64_000, METADATA: 64_000, CONFIG: 4_000_000}
MAX_ENTRY_BYTES = 64_000_000
"""Of one entry of a model file, unpacked."""

_log = logging.getLogger(__name__)


def bundled() -> dict[str, Path]:
    """The models that ship with the program, by name: the default one, then alphabetically."""
    paths = sorted((resources() / "models").glob(f"*{SUFFIX}"))
    return {path.stem: path for path in sorted(paths, key=lambda each: each.stem != DEFAULT_MODEL)}


def find(model: str) -> Path:
    """The file meant by the name of a bundled model or by a path.

    Raises:
        UserError: it is neither.
    """
    known = bundled()
    if model in known:
        return known[model]
    if _exists(model) or Path(model).suffix.lower() in formats.suffixes():
        return Path(model)
    raise UserError(
        translate(
            "Model: {2} is neither a network file ({0}) nor one of {1}. Choose one of "
            "these or check the path.",
            ", ".join(formats.suffixes()),
            ", ".join(known),
            repr(model),
        )
    )


def history_of(path: Path) -> Path:
    """Where the history of a model is, if it has one: beside it."""
    return path.with_suffix(HISTORY_SUFFIX)


def move_history(path: Path, target: Path) -> None:
    """Let the history of a model, if it has one, follow it to another place or name.

    What cannot be moved stays: a history tells by its weights which model it is of.
    """
    try:
        history_of(path).replace(history_of(target))
    except FileNotFoundError:
        pass
    except OSError as error:
        _log.warning("%s was not moved: %s", history_of(path), error)


def read_card(path: str | Path) -> ModelCard:
    """The card in a model file; one with what is known if Keras wrote the file.

    Raises:
        FileError: it is no model file, or it is damaged.
    """
    return _read(Path(path), None)[0]


def read(path: str | Path, entry: str) -> tuple[ModelCard, bytes]:
    """The card and one more entry of a model file.

    Raises:
        FileError: as `read_card`, or the entry is missing, damaged or too large (64 MB).
    """
    return _read(Path(path), entry)


def _read(path: Path, entry: str | None) -> tuple[ModelCard, bytes]:
    with _sound(path) as archive:
        return _card(path, archive), _entry(path, archive, entry) if entry else b""


def _card(path: Path, archive: zipfile.ZipFile) -> ModelCard:
    names = archive.namelist()
    if CARD not in names and CONFIG in names:
        return _without_card(path, archive)
    content = b""
    try:
        content = _entry(path, archive, CARD)
        return ModelCard.from_json(content)
    except FileError:
        raise
    except Exception as error:  # as in `_sound`
        if CONFIG not in names:
            raise
        # The network itself is described in its file, too.
        trouble = translate(
            "{0}: the model's card is damaged ({1}), so less is known of it. Its network is used. "
            "Rename the model in the library to write a new card.",
            path.name,
            reason(error),
        )
    return replace(ModelCard.mended(content, _without_card(path, archive)), trouble=trouble)


def _without_card(path: Path, archive: zipfile.ZipFile) -> ModelCard:
    """What is known of a model that has nothing but what Keras writes."""
    told = json.loads(_entry(path, archive, METADATA)) if METADATA in archive.namelist() else {}
    told = told if isinstance(told, dict) else {}
    return foreign_card(path, "keras", told.get("keras_version"), told.get("date_saved"))


def _other_entries(path: Path) -> Iterator[tuple[str, bytes]]:
    """All that a model file holds besides its card."""
    with _sound(path) as archive:
        for name in dict.fromkeys(archive.namelist()):
            if name != CARD:
                yield name, _entry(path, archive, name)


def in_words(entry: str) -> str:
    """An entry of a card as a person reads it: a name as it is, a word of the program's said."""
    return translate(entry) if entry in (OWN, UNKNOWN) else entry


@contextmanager
def _sound(path: Path) -> Iterator[zipfile.ZipFile]:
    """The file as a zip; whatever is damaged in what the block reads becomes a `FileError`."""
    check_regular(path, expected=translate(_EXPECTED))
    try:
        with opened_zip(path) as archive:
            yield archive
    except FileError:
        raise
    except Exception as error:  # zipfile and zlib raise many kinds on damaged files
        raise FileError(
            path,
            expected=translate(_EXPECTED),
            found=translate("the file is damaged ({0})", reason(error)),
            remedy=translate("save or copy it again"),
        ) from None


def _exists(name: str) -> bool:
    try:
        return Path(name).exists()
    except OSError:  # too long for a file's name, or in a folder that may not be read
        return False


def _entry(path: Path, archive: zipfile.ZipFile, name: str) -> bytes:
    at_most = _SMALL_BYTES.get(name, MAX_ENTRY_BYTES)
    if name not in archive.namelist():
        raise FileError(
            path, expected=translate(_EXPECTED), found=translate("there is no {0} in it", name)
        )
    info = archive.getinfo(name)
    # Python bounds what it unpacks at a time for these two kinds of compression only.
    if info.compress_type not in PACKINGS:
        raise FileError(
            path,
            expected=translate(_EXPECTED),
            found=translate("{0} is compressed in another way", name),
        )
    if info.file_size > at_most:
        raise FileError(
            path,
            expected=translate("{0} of at most {1} MB", name, f"{at_most / 1e6:g}"),
            found=translate("the entry is too large"),
        )
    return unpacked(archive, info)


def rename(path: Path, target: Path) -> ModelCard:
    """Give a model another name, on its card and to its file; its history gets it, too.

    A model that a kill leaves between the two has the new name on its card, and can be renamed.

    Raises:
        TakenError: a file of the new name exists.
        FileError: the model is damaged, or it cannot be written.
    """
    before = read_card(path)
    card = replace(before, name=target.stem, trouble="")
    try:
        if not target.exists():  # or it is taken, or an attempt before this one came so far
            _write_card(path, card)
        take(path, target)
    except (FileError, OSError) as error:
        if read_card(path) != before:
            with suppress(FileError):
                _write_card(path, before)
        if isinstance(error, FileError):
            raise
        raise UnwritableError(
            target,
            expected=translate("a place to write {0} to", translate("the model")),
            found=reason(error),
        ) from error
    move_history(path, target)
    return card


def _write_card(path: Path, card: ModelCard) -> None:
    """Give a model another card."""
    with (
        replacing(path, what=translate("the model")) as temporary,
        zipfile.ZipFile(temporary, "w") as new,
    ):
        new.writestr(CARD, card.to_json())
        for name, content in _other_entries(path):
            new.writestr(name, content)
