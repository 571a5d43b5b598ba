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


def _open(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
