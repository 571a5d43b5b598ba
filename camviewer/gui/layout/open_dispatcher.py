"""What is opened, dropped or pasted: a model, samples, a lesson, or a picture of a sample."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QUrl
from PySide6.QtGui import QGuiApplication, QImage

from camviewer.common.errors import UserError
from camviewer.controllers.photos import Reading
from camviewer.controllers.workspace import Workspace
from camviewer.data.picture_files import check_size
from camviewer.data.sources import recognises
from camviewer.document import archive
from camviewer.document.canvas_content import CanvasContent
from camviewer.error_analysis.prediction_table import is_prediction_table
from camviewer.gui.layout.dialogs import Dialogs
from camviewer.gui.widgets.pixels import from_image
from camviewer.lesson.lesson_files import is_lesson
from camviewer.networks.formats import is_network


class OpenDispatcher(QObject):
    """Finds out what something is, and has it opened."""

    def __init__(
        self,
        workspace: Workspace,
        dialogs: Dialogs,
        open_lesson: Callable[[str], None],
        parent: QObject,
    ) -> None:
        """Nothing is opened yet.

        Args:
            workspace: opens models, samples and pictures.
            dialogs: ask for files, and remember the folder used last.
            open_lesson: given a folder of pages, or one of them.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._history = workspace.document.history
        self._messages = workspace.messages
        self._controller = workspace.controller
        self._files = workspace.files
        self._controller.opened.connect(self._show)
        self._controller.photos.asked.connect(self._ask_about)
        self._prediction_files = workspace.prediction_files
        self._dialogs = dialogs
        self._open_lesson = open_lesson

    def _show(self, content: CanvasContent) -> None:
        self._history.show(content, self.tr("opening a picture"))

    def _ask_about(self, reading: Reading) -> None:
        self._dialogs.adjust_photo(self._controller.photos, reading)

    def ask_for_any(self) -> None:
        """Ask for a file of any kind."""
        self._dialogs.open_any(self.open_path)

    def ask_for_data(self) -> None:
        """Ask for a data set."""
        self._dialogs.open_data(self.open_path)

    def ask_for_folder(self) -> None:
        """Ask for a folder of samples."""
        self._dialogs.open_folder(self.open_path)

    def ask_for_model(self) -> None:
        """Ask for a model."""
        self._dialogs.open_model(self.open_path)

    def open_path(self, path: str) -> None:
        """Open a file of any kind; what is none of those known is taken for a picture."""
        with suppress(OSError, RuntimeError, ValueError):  # links in circles lead nowhere
            path = str(Path(path).resolve())
        self._dialogs.keep_folder_of(path)
        if Path(path).suffix.lower() == archive.SUFFIX:
            self._files.open(path)
        elif is_lesson(path):
            self._open_lesson(path)
        elif is_network(path):
            self._controller.open_model(path)
        elif _is_prediction_table(path):
            self._files.leave_opening()  # what is asked for last is shown
            self._prediction_files.open(path)
        elif recognises(path):
            self._controller.open_data(path)
        else:
            self._controller.open_picture(path)

    def paste(self) -> None:
        """Open what is on the clipboard."""
        if not self.take(QGuiApplication.clipboard().mimeData()):
            self._messages.trouble(
                self.tr("The clipboard holds no picture and no file. Copy a picture first.")
            )

    def take(self, data: QMimeData | None) -> bool:
        """Open what was dropped or pasted; whether there was anything."""
        if data is None:
            return False
        paths = [path for path in map(_local_path, data.urls()) if path]
        if paths:
            self.open_path(paths[0])
            return True
        image = data.imageData() if data.hasImage() else None
        if isinstance(image, QImage) and not image.isNull():
            self._take_image(image)
            return True
        return False

    def _take_image(self, image: QImage) -> None:
        name = self.tr("pasted picture")
        try:
            check_size(image.width(), image.height(), name)
        except UserError as error:
            self._messages.trouble(str(error))
        else:
            self._controller.open_pixels(partial(from_image, image), name)


def _is_prediction_table(path: str) -> bool:
    try:
        return is_prediction_table(Path(path))
    except (OSError, ValueError):  # whoever opens it says why it cannot be read
        return False


def _local_path(url: QUrl) -> str:
    """The path of a file on this computer; empty for whatever else an address may lead to."""
    if not url.isLocalFile() or url.host() not in ("", "localhost"):
        return ""
    path = url.toLocalFile()
    return "" if "\0" in path else path
