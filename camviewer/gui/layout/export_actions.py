"""What a person takes along of what is shown: figure, work sheet, animation."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QByteArray, QMimeData, QObject
from PySide6.QtGui import QGuiApplication, QImage

from camviewer.controllers.workspace import Workspace
from camviewer.export import animation, figure, work_sheet_pdf
from camviewer.gui.layout.dialogs import Dialogs
from camviewer.networks.formats import model_file
from camviewer.training import network_export


class ExportActions(QObject):
    """Asks where to, and has it written."""

    def __init__(self, workspace: Workspace, dialogs: Dialogs, parent: QObject) -> None:
        """Nothing is written yet."""
        super().__init__(parent)
        self._document = workspace.document
        self._messages = workspace.messages
        self._controller = workspace.controller
        self._exports = workspace.controller.exports
        self._training = workspace.training
        self._exports.figure_drawn.connect(self._put_on_clipboard)
        self._training.unsaved_found.connect(self.save_elsewhere)
        self._dialogs = dialogs

    def _class(self) -> str:
        """The class shown, as a part of a file's name."""
        name = self._document.class_name(self._document.class_index)
        return "".join(letter if letter.isalnum() else "-" for letter in name)

    def save_figure(self) -> None:
        """The lecture's five columns, as a file."""
        name = f"cam-{self._class()}{figure.SUFFIXES[0]}"
        title = self.tr("Save figure")
        self._dialogs.save(title, name, figure.SUFFIXES, self._exports.save_figure)

    def copy_figure(self) -> None:
        """The same on the clipboard."""
        self._exports.draw_figure()

    def save_work_sheet(self) -> None:
        """A map's numbers to compute by hand, and the answers."""
        name = f"work-sheet-{self._class()}{work_sheet_pdf.SUFFIX}"
        title = self.tr("Save work sheet (the answers are on its second page)")
        self._dialogs.save(title, name, (work_sheet_pdf.SUFFIX,), self._exports.save_work_sheet)

    def save_network(self) -> None:
        """The model's network, for other programs."""
        model = self._document.model
        if model is not None:
            name = f"{model.path.stem}{network_export.SUFFIXES[0]}"
            title = self.tr("Export network")
            self._dialogs.save(title, name, network_export.SUFFIXES, self._exports.save_network)

    def save_animation(self) -> None:
        """The sample as the network explains it over its training."""
        name = f"{self._training.name}{animation.SUFFIXES[0]}"
        self._dialogs.save(
            self.tr("Save animation"), name, animation.SUFFIXES, self._write_animation
        )

    def save_elsewhere(self) -> None:
        """A trained network that cannot be kept where models are; again until there is a place."""
        training, unsaved = self._training, self._training.unsaved
        if unsaved is None:
            return
        again = training.unsaved_found.emit
        self._dialogs.save(
            self.tr("Save the trained network elsewhere"),
            f"{unsaved.card.name}{model_file.SUFFIX}",
            (model_file.SUFFIX,),
            partial(self._controller.save_model, unsaved, partial(training.settle, unsaved), again),
        )

    def _write_animation(self, path: str) -> None:
        timeline = self._training.timeline
        snapshots = [timeline.network_of(snapshot) for snapshot in timeline.snapshots]
        self._exports.save_animation(path, snapshots)

    def _put_on_clipboard(self, content: bytes) -> None:
        data = QMimeData()
        data.setImageData(QImage.fromData(content))
        data.setData("image/png", QByteArray(content))
        QGuiApplication.clipboard().setMimeData(data)
        self._messages.inform(self.tr("Figure copied"))
