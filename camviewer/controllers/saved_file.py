"""What can be done about a file that was saved."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from camviewer.common.translation import translate
from camviewer.document.messages import Action

TOPIC = "saving"
"""Of messages: what is saved ends the trouble that the same could not be saved."""


def show_in_folder(path: str | Path) -> Action:
    """Opens the file's folder as the desktop does."""
    folder = Path(path).resolve().parent
    return Action(translate("Show in folder"), partial(_open, folder))


def look_at(path: str | Path) -> tuple[Action, ...]:
    """Opens the file with the program that the desktop has for it, or its folder."""
    opening = Action(translate("Open"), partial(_open, Path(path).resolve()))
    return opening, show_in_folder(path)


def _open(path: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
