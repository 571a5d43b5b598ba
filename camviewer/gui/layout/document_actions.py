"""Saving the document: what comes along is asked, then where to."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from camviewer.controllers.workspace import Workspace
from camviewer.document import archive
from camviewer.export.report import SUFFIXES
from camviewer.gui import report_file
from camviewer.gui.layout.dialogs import Dialogs
from camviewer.gui.theme import SPACE


class DocumentActions(QObject):
    """Asks what is to be saved, and has it written."""

    def __init__(self, workspace: Workspace, dialogs: Dialogs, window: QWidget) -> None:
        """Nothing is asked yet."""
        super().__init__(window)
        self._window = window
        self._workspace = workspace
        self._dialogs = dialogs

    def save(self) -> None:
        """Ask what comes along; then, in another dialog, for the file."""
        listed = len(self._workspace.mistakes.indices)
        dialog = SaveDocumentDialog(listed, self._workspace.files.included, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(partial(self._ask_where, dialog))
        dialog.open()

    def save_report(self) -> None:
        """Ask where the report is to be written."""
        files = self._workspace.files
        stem = files.path.stem if files.path is not None else self.tr("report")
        title, name = self.tr("Save report"), f"{stem}{SUFFIXES[0]}"
        save = partial(files.save_report, write=report_file.save)
        self._dialogs.save(title, name, SUFFIXES, save)

    def _ask_where(self, dialog: SaveDocumentDialog) -> None:
        files = self._workspace.files
        name = files.path.name if files.path is not None else f"document{archive.SUFFIX}"
        save = partial(
            files.save,
            networks=dialog.networks.isChecked(),
            samples=dialog.samples.isChecked(),
        )
        self._dialogs.save(self.tr("Save document"), name, (archive.SUFFIX,), save)


class SaveDocumentDialog(QDialog):
    """What of a document comes along.

    Attributes:
        networks: whether the networks do.
        samples: whether the listed samples do.
    """

    def __init__(self, listed: int, included: tuple[bool, bool], parent: QWidget) -> None:
        """A dialog with what was chosen last.

        Args:
            listed: how many samples are listed in the mistakes; 0 before an evaluation.
            included: whether networks and samples came along last.
            parent: the window.
        """
        super().__init__(parent)
        self.setObjectName("saveDocumentDialog")
        self.setWindowTitle(self.tr("Save document"))
        said = QLabel(
            self.tr(
                "A document holds everything that is shown and chosen, the evaluation, and your "
                "tags, notes and decisions about its [samples]. To open it on another computer, "
                "include what is not there."
            ),
            self,
        )
        said.setWordWrap(True)
        said.setMinimumWidth(26 * self.fontMetrics().height())
        self.networks = QCheckBox(self.tr("Include the networks"), self)
        self.networks.setObjectName("includeNetworksBox")
        text = self.tr("Include the listed [samples] ({0})").format(f"{listed:,}")
        self.samples = QCheckBox(text, self)
        self.samples.setObjectName("includeSamplesBox")
        self.networks.setChecked(included[0])
        self.samples.setEnabled(listed > 0)
        self.samples.setChecked(included[1] and listed > 0)
        buttons = QDialogButtonBox(self)
        chosen = buttons.addButton(self.tr("Choose file…"), QDialogButtonBox.ButtonRole.AcceptRole)
        chosen.setObjectName("chooseDocumentFileButton")
        buttons.addButton(self.tr("Cancel"), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * SPACE, 2 * SPACE, 2 * SPACE, 2 * SPACE)
        layout.setSpacing(SPACE)
        layout.addWidget(said)
        layout.addWidget(self.networks)
        layout.addWidget(self.samples)
        layout.addSpacing(SPACE)
        layout.addWidget(buttons)
