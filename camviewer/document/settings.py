"""What the program remembers of the document between two starts, as one JSON file.

The file is flat and holds plain values; it is a choice of what the document's state has.
"""

from __future__ import annotations

import json
import logging
from contextlib import suppress
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any

from camviewer.common import paths
from camviewer.common.backups import backup_of, keep_backup, remedy
from camviewer.common.errors import FileError
from camviewer.common.files import is_file, put_aside, read_bytes, replacing
from camviewer.common.translation import translate
from camviewer.document import state
from camviewer.document.plain_data import Allowed, read
from camviewer.document.state import (
    ComparisonState,
    DocumentState,
    DrawingState,
    LessonState,
    StageState,
    WindowState,
)
from camviewer.networks.formats.model_file import DEFAULT_MODEL
from camviewer.rendering.rendering import Display

_MAX_BYTES = 1_000_000
_DISPLAY = Display()

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Settings:
    """A person's last choices.

    Attributes:
        model: name or path of the model.
        second: name or path of the model that it is compared with; empty where none was chosen.
        data: source of samples.
        opacity: as in `Display`; so are threshold, scale, colours, interpolation, method and
            parameters.
        brush: thickness of the pen in per cent of the sample's size.
        following: whether the class shown is always the predicted one.
        scheme: "system", "light" or "dark".
        geometry: the window's place and size, base64 of what Qt gives.
        drawer: page that is open beside the stage, or else the lesson; so is drawer_width, as in
            `WindowState`.
        welcomed: whether a person has seen what there is to begin with.
        folder: where files were last opened or saved.
        lesson: folder of the lesson that was taken; empty for the program's own.
        lesson_page: place of its open page, from 0.
    """

    model: str = DEFAULT_MODEL
    second: str = ""
    data: str = "auto"
    opacity: int = _DISPLAY.opacity
    threshold: int = _DISPLAY.threshold
    scale: str = _DISPLAY.scale
    colours: str = _DISPLAY.colours
    interpolation: str = _DISPLAY.interpolation
    method: str = _DISPLAY.method
    parameters: tuple[tuple[str, str], ...] = _DISPLAY.parameters
    brush: int = 12
    following: bool = True
    scheme: str = "system"
    language: str = "system"
    geometry: str = ""
    drawer: str = ""
    drawer_width: int = 0
    welcomed: bool = False
    folder: str = ""
    lesson: str = ""
    lesson_page: int = 0

    @property
    def display(self) -> Display:
        """The display that these settings describe."""
        return Display(**{field.name: getattr(self, field.name) for field in fields(Display)})


_ALLOWED: Allowed = {
    Settings: {
        **state.ALLOWED[Display],
        **state.ALLOWED[DrawingState],
        **state.ALLOWED[WindowState],
        "lesson_page": state.ALLOWED[LessonState]["page"],
    }
}


def settings_of(document: DocumentState) -> Settings:
    """What is remembered of a document."""
    window = document.window
    return Settings(
        model=document.stage.models[0] if document.stage.models else DEFAULT_MODEL,
        second=document.comparison.second,
        data=document.source,
        brush=document.drawing.brush,
        following=document.stage.following,
        scheme=window.scheme,
        language=window.language,
        geometry=window.geometry,
        drawer=window.drawer or ("lesson" if window.caption else ""),
        drawer_width=window.drawer_width,
        welcomed=window.welcomed,
        folder=window.folder,
        lesson=document.lesson.folder,
        lesson_page=document.lesson.page,
        **asdict(document.display),
    )


def state_of(settings: Settings) -> DocumentState:
    """The document that a program begins with."""
    return DocumentState(
        source=settings.data,
        stage=StageState(models=(settings.model,), following=settings.following),
        display=settings.display,
        drawing=DrawingState(brush=settings.brush),
        window=WindowState(
            scheme=settings.scheme,
            language=settings.language,
            geometry=settings.geometry,
            drawer=settings.drawer,
            drawer_width=settings.drawer_width,
            welcomed=settings.welcomed,
            folder=settings.folder,
        ),
        comparison=ComparisonState(settings.second),
        lesson=LessonState(settings.lesson, settings.lesson_page),
    )


def file() -> Path:
    """Where the settings are kept."""
    return paths.home() / "settings.json"


def load() -> Settings:
    """The settings; whatever cannot be used in the file is as if it were not there."""
    return load_and_tell()[0]


def load_and_tell() -> tuple[Settings, str]:
    """The settings, and a sentence if the file is damaged: it is kept under another name then.

    What cannot be used is as it was in the copy of an earlier start.
    """
    path = file()
    if not is_file(path):
        return Settings(), ""
    content, entries = _read(path)
    found = read(Settings, entries, _ALLOWED)
    unused = _unused(found, entries)
    if entries is not None and not unused:
        keep_backup(path, content, what=translate("the settings"))
        return found, ""
    earlier = read(Settings, _read(backup_of(path))[1], _ALLOWED)
    found = replace(found, **{name: getattr(earlier, name) for name in unused})
    trouble = _put_aside(path)
    if trouble and found != Settings():
        with suppress(FileError):
            save(found)
    return found, trouble


def _read(path: Path) -> tuple[bytes, dict[str, Any] | None]:
    """The content of a file and its entries, None where it holds none."""
    content = b""
    try:
        content = read_bytes(path, expected=translate("settings"), at_most=_MAX_BYTES)
        entries = json.loads(content)
        if not isinstance(entries, dict):
            raise ValueError("no JSON object")
    except (FileError, OSError, ValueError, RecursionError) as error:
        _log.warning("The settings in %s cannot be read: %s", path, error)
        return content, None
    return content, entries


def _unused(found: Settings, entries: dict[str, Any] | None) -> list[str]:
    """Names of settings that could not be used; entries of other names are a newer program's."""
    if entries is None:
        return [field.name for field in fields(Settings)]
    return [
        name
        for name, value in asdict(found).items()
        if name in entries and json.dumps(value) != json.dumps(entries[name])
    ]


def save(settings: Settings) -> None:
    """Keep the settings.

    Raises:
        FileError: they cannot be written; the earlier ones still stand.
    """
    with replacing(file(), what=translate("the settings")) as temporary:
        temporary.write_text(json.dumps(asdict(settings), indent=2) + "\n", encoding="utf-8")


def _put_aside(path: Path) -> str:
    """Keep a damaged file under another name; the sentence about it, empty where it has to stay."""
    try:
        kept = put_aside(path)
    except OSError:  # there nothing is written over it
        return ""
    told = FileError(path, found=translate("the file is damaged"), remedy=remedy(path, kept))
    return str(told)
