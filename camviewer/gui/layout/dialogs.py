"""The window's dialogs; none of them makes the window wait."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, QSize, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QMessageBox,
    QTextBrowser,
    QVBoxLayout,
    QWidget,
)

from camviewer import __version__
from camviewer.controllers.photos import Photos, Reading
from camviewer.document import archive
from camviewer.document.part import Part
from camviewer.document.state import WindowState
from camviewer.gui.input.photo_dialog import PhotoDialog
from camviewer.gui.theme import SPACE
from camviewer.networks.formats import suffixes

PICTURES = "*.png *.jpg *.jpeg *.bmp *.tif *.tiff *.webp *.gif"
DIGITS = "*.npz *.npy *.csv *.tsv *.parquet *ubyte *.gz"

Then = Callable[[str], None]
"""Given the path that was chosen; not called if none was."""

_CELL = '<td style="white-space: nowrap">'


class Dialogs(QObject):
    """Asks for files and tells longer things; remembers the folder that was used last."""

    def __init__(self, window: QWidget, chosen: Part[WindowState]) -> None:
        """Nothing is shown.

        Args:
            window: that the dialogs belong to.
            chosen: knows where files are looked for first.
        """
        super().__init__(window)
        self._window = window
        self._chosen = chosen
        self._photo: PhotoDialog | None = None

    def keep_folder_of(self, path: str) -> None:
        """Look for files where that one is from now on."""
        self._chosen.change(folder=str(Path(path).parent))

    # Files

    def open_any(self, then: Then) -> None:
        """Ask for a picture, samples or a model."""
        everything = self.tr("All supported files ({0})")
        kinds = (
            everything.format(f"{PICTURES} {_models()} {DIGITS} *{archive.SUFFIX}"),
            self.tr("Documents ({0})").format(f"*{archive.SUFFIX}"),
            self.tr("Pictures ({0})").format(PICTURES),
            self.tr("All files (*)"),
        )
        title = self.tr("Open a picture, [samples], a model, predictions or a document")
        self._open(title, kinds, then)

    def open_data(self, then: Then) -> None:
        """Ask for a data set."""
        kinds = (self.tr("[Samples] ({0})").format(DIGITS), self.tr("All files (*)"))
        self._open(self.tr("Open [samples]"), kinds, then)

    def open_folder(self, then: Then) -> None:
        """Ask for a folder of samples."""
        title = self.tr("Open a folder of [samples]: pictures sorted by class, or data files")
        dialog = QFileDialog(self._window, title, self._chosen.value.folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._ask(dialog, then)

    def open_model(self, then: Then) -> None:
        """Ask for a model."""
        kinds = (self.tr("Models ({0})").format(_models()), self.tr("All files (*)"))
        self._open(self.tr("Open a model"), kinds, then)

    def open_annotations(self, then: Then) -> None:
        """Ask for a list of samples with tags and notes, or a database of notes."""
        kinds = (
            self.tr("Lists and notes ({0})").format("*.csv *.sqlite"),
            self.tr("All files (*)"),
        )
        self._open(self.tr("Add tags and notes from a file"), kinds, then)

    def open_lesson(self, then: Then) -> None:
        """Ask for a folder of a lesson's pages."""
        title = self.tr("Open a lesson: a folder of pages (01-name.md, 02-name.md…)")
        dialog = QFileDialog(self._window, title, self._chosen.value.folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._ask(dialog, then)

    def copy_lesson(self, then: Then) -> None:
        """Ask for the folder that a lesson is copied into."""
        title = self.tr("Copy the lesson into an empty folder")
        dialog = QFileDialog(self._window, title, self._chosen.value.folder)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        self._ask(dialog, then)

    def save(self, title: str, name: str, suffixes: Sequence[str], then: Then) -> None:
        """Ask where something is to be written.

        Args:
            title: of the dialog.
            name: suggested, with its ending.
            suffixes: of the kinds to choose from, the first is the usual one.
            then: given the path.
        """
        kinds = ";;".join(f"{suffix[1:].upper()} (*{suffix})" for suffix in suffixes)
        dialog = QFileDialog(self._window, title, self._chosen.value.folder, kinds)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suffixes[0][1:])
        dialog.selectFile(name)
        dialog.filterSelected.connect(partial(_use_kind, dialog))
        self._ask(dialog, then)

    def _open(self, title: str, kinds: Sequence[str], then: Then) -> None:
        dialog = QFileDialog(self._window, title, self._chosen.value.folder, ";;".join(kinds))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._ask(dialog, then)

    def _ask(self, dialog: QFileDialog, then: Then) -> None:
        def take(path: str) -> None:
            self.keep_folder_of(path)
            then(path)

        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(take)
        dialog.open()  # the window goes on meanwhile

    # Pictures

    def adjust_photo(self, photos: Photos, reading: Reading) -> None:
        """Show a photo to be adjusted, and to choose among its samples; in place of another one."""
        if self._photo is not None:
            self._photo.close()
        self._photo = PhotoDialog(photos, reading, self._window)
        self._photo.taken.connect(photos.take)
        self._photo.collected.connect(photos.step_through)
        self._photo.finished.connect(self._forget_photo)
        self._photo.open()

    def _forget_photo(self) -> None:
        self._photo = None

    # Words

    def show_keys(self) -> None:
        """List the window's keys, each with what it does; a list that is too long scrolls."""
        from camviewer.gui.help.keys import window_keys

        cells = [
            f"{_CELL}<b>{key}</b>&nbsp;&nbsp;</td>{_CELL}{meaning}&nbsp;&nbsp;&nbsp;</td>"
            for group in window_keys()
            for key, meaning in group.keys
        ]
        rows = "".join(f"<tr>{cell}</tr>" for cell in cells)
        dialog = QDialog(self._window)
        dialog.setWindowTitle(self.tr("Keyboard shortcuts"))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        keys = QTextBrowser(dialog)
        keys.setAccessibleName(dialog.windowTitle())
        keys.setHtml(f"<table cellspacing=4>{rows}</table>")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, dialog)
        buttons.rejected.connect(dialog.reject)
        layout = QVBoxLayout(dialog)
        layout.addWidget(keys)
        layout.addWidget(buttons)
        keys.setLineWrapMode(QTextBrowser.LineWrapMode.NoWrap)
        beside = keys.verticalScrollBar().sizeHint().width() + 8 * SPACE
        text = keys.document()
        wanted = QSize(round(text.idealWidth()) + beside, round(text.size().height()) + 10 * SPACE)
        room = self._window.size() - QSize(4 * SPACE, 4 * SPACE)
        dialog.resize(wanted.boundedTo(room))
        dialog.open()

    def show_about(self) -> None:
        """Tell what this program is."""
        self._tell(
            self.tr("About CAM Viewer"),
            self.tr(
                "<h3>CAM Viewer {0}</h3><p>See what a neural network looks at when it reads a "
                "handwritten digit.</p><p>Class activation maps after Zhou, Khosla, Lapedriza, "
                "Oliva and Torralba, “Learning Deep Features for Discriminative Localization”, "
                "CVPR 2016.</p><p>MIT licence. MNIST by LeCun, Cortes and Burges, CC BY-SA "
                "3.0.</p>"
            ).format(__version__),
        )

    def _tell(self, title: str, text: str) -> None:
        box = QMessageBox(self._window)
        box.setWindowTitle(title)
        box.setTextFormat(Qt.TextFormat.RichText)
        box.setText(text)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()


def _models() -> str:
    """Patterns of names of network files, as a dialog takes them."""
    return " ".join(f"*{suffix}" for suffix in suffixes())


def _use_kind(dialog: QFileDialog, kind: str) -> None:
    """Give the name in a dialog the ending of the chosen kind, such as "PNG (*.png)"."""
    suffix = kind.split("*")[-1].rstrip(")")
    dialog.setDefaultSuffix(suffix[1:])
    named = dialog.selectedFiles()
    if named:
        dialog.selectFile(str(Path(named[0]).with_suffix(suffix)))
