"""The window: lays out the panels, joins them with the actions, takes what is dropped on it."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QByteArray, QEvent, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QAction,
    QCloseEvent,
    QDragEnterEvent,
    QDropEvent,
    QKeySequence,
    QPaintEvent,
    QShortcut,
)
from PySide6.QtWidgets import QApplication, QMainWindow

from camviewer.common.translation import LANGUAGES
from camviewer.controllers.workspace import Workspace
from camviewer.document.canvas_content import CanvasContent
from camviewer.document.settings import Settings, settings_of
from camviewer.document.state import Tool
from camviewer.gui import theme
from camviewer.gui.help.help import Help
from camviewer.gui.language import SYSTEM
from camviewer.gui.layout.actions import Actions, ChoiceMenu
from camviewer.gui.layout.availability import Availability
from camviewer.gui.layout.central_widget import CentralWidget
from camviewer.gui.layout.data_dialogs import DataDialogs
from camviewer.gui.layout.dialogs import Dialogs
from camviewer.gui.layout.document_actions import DocumentActions
from camviewer.gui.layout.export_actions import ExportActions
from camviewer.gui.layout.open_dispatcher import OpenDispatcher
from camviewer.gui.layout.pages import Pages
from camviewer.gui.layout.presentation import Presentation
from camviewer.gui.layout.side_panels import SidePanels
from camviewer.gui.lesson.guide import Guide

_FIRST, _MAX_FIRST = 0.9, QSize(1600, 1000)  # of the screen, at the first start; in pixels

OPACITY_STEP = 10
"""By how much a key changes the opacity, in per cent."""


class MainWindow(QMainWindow):
    """Everything a person sees."""

    closed = Signal()
    """The window was closed and is hidden; threads may still run."""

    painted = Signal()
    """The whole window was painted for the first time."""

    def __init__(self, workspace: Workspace) -> None:
        """Build the window from the document; nothing is open in it before `restore`.

        Args:
            workspace: the document, and all that acts on it.
        """
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle(self.tr("CAM Viewer"))
        self.setAcceptDrops(True)
        self._workspace = workspace
        self._document = workspace.document
        self._was_painted = False
        self.dialogs = Dialogs(self, self._document.window)
        self.help = Help(self, self._document.window)
        self.guide = Guide(workspace, self.dialogs, self._find_action, self)
        self.export_actions = ExportActions(workspace, self.dialogs, self)
        self.document_actions = DocumentActions(workspace, self.dialogs, self)
        self.data_dialogs = DataDialogs(workspace, self)
        self.open_dispatcher = OpenDispatcher(workspace, self.dialogs, self.guide.open_folder, self)
        pages = Pages(workspace, self.dialogs, self.guide, self.export_actions, self)
        self.central = CentralWidget(workspace, pages.caption(), self)
        self.setCentralWidget(self.central)
        self.actions_ = Actions(self, self.handlers(), self._choices())
        histories = workspace.training.histories
        self._availability = Availability(self._document, histories, self.actions_, self)
        self.side_panels = self._make_side_panels(pages)
        self.presentation = self._make_presentation()
        self._add_class_keys()
        self._join()

    def restore(self) -> None:
        """Be where the window was last, or large, with what was open in it."""
        state = self._document.window.value  # as it was left: what follows changes it
        geometry = QByteArray.fromBase64(state.geometry.encode(errors="ignore"))
        if not self.restoreGeometry(geometry):  # whatever is no geometry is passed over
            self.resize((self.screen().availableSize() * _FIRST).boundedTo(_MAX_FIRST))
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)  # for F11 alone
        with self.central.placed_once():
            self.side_panels.restore()
            if state.presentation:
                self.actions_["presentation"].setChecked(True)
                self.presentation.follow()
        QTimer.singleShot(0, self.help, self.help.restore)  # after the window itself

    def settings(self) -> Settings:
        """What a person has chosen, to be kept."""
        self.keep_place()
        return settings_of(self._document.state())

    def keep_place(self) -> None:
        """Let the document know where the window is."""
        self._document.window.change(geometry=bytes(self.saveGeometry().toBase64().data()).decode())

    def leave(self) -> None:
        """A window is about to be built that goes on where this one is."""
        self.keep_place()
        self.presentation.leave()

    def retire(self) -> None:
        """Make way for that window: nothing of this one happens any more."""
        self.hide()
        for timer in self.findChildren(QTimer):
            timer.stop()
        self.deleteLater()

    def offer_to_go_on(self) -> None:
        """A training was not finished: show where it can be gone on with."""
        from camviewer.gui.training.training_page import TrainingPage

        self.side_panels.show("train")
        page = self.side_panels.content("train")
        assert isinstance(page, TrainingPage)
        page.training.offer(self._workspace.messages)

    def welcome(self) -> None:
        """Show what there is to begin with, to who has not seen it."""
        if not self._document.window.value.welcomed:
            self._document.window.change(welcomed=True)
            self.side_panels.show("welcome")

    # Building

    def _make_side_panels(self, pages: Pages) -> SidePanels:
        """Whatever can be opened, each with its action and its icon."""
        offered = []
        for page in pages.all():
            self.central.drawer.add(page)
            offered.append((f"{page.name}ActivityButton", page.title, self.actions_[page.name]))
        self.central.activity.offer(offered)
        self.central.drawer.add(pages.welcome())
        pages.wanted.connect(self._do)
        actions = {page.name: self.actions_[page.name] for page in pages.all()}
        panels = SidePanels(self.central, actions, self._document.window)
        pages.dismissed.connect(panels.leave_welcome)
        return panels

    def _make_presentation(self) -> Presentation:
        actions = self.actions_
        present, laser, spotlight = (
            actions[name] for name in ("presentation", "laser", "spotlight")
        )
        return Presentation(self, present, laser, spotlight, self._workspace.messages)

    def _join(self) -> None:
        """Let what the panels want be done."""
        central, actions = self.central, self.actions_
        central.add_buttons(actions)
        self.presentation.changed.connect(self.side_panels.present)
        central.samples.open_wanted.connect(self.open_dispatcher.ask_for_data)
        central.model.open_wanted.connect(self.open_dispatcher.ask_for_model)
        central.model.train_wanted.connect(actions["train"].trigger)
        central.training_status.clicked.connect(self._open_training)
        central.classes.why_wanted.connect(self._ask_why_not)
        drawer = central.drawer
        covered = (
            *central.stage.views[1:],
            central.stage.readout,
            central.classes,
            drawer["decomposition"],
            drawer["mistakes"],
        )
        self.guide.join(self.side_panels, covered)
        self._workspace.prediction_files.opened.connect(self._show_mistakes)

    def _show_mistakes(self) -> None:
        self.side_panels.show("mistakes")

    def _find_action(self, name: str) -> QAction | None:
        return self.actions_.find(name)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each action does, by its name."""
        document, samples = self._document, self.central.samples
        return {
            "open": self.open_dispatcher.ask_for_any,
            "open_folder": self.open_dispatcher.ask_for_folder,
            "class_names": self.data_dialogs.ask_for_names,
            "download": samples.download,
            "save_document": self.document_actions.save,
            "save_report": self.document_actions.save_report,
            "save_figure": self.export_actions.save_figure,
            "export_network": self.export_actions.save_network,
            "save_work_sheet": self.export_actions.save_work_sheet,
            "quit": self.close,
            "undo": document.history.step_back,
            "redo": document.history.step_forward,
            "copy_figure": self.export_actions.copy_figure,
            "paste": self.open_dispatcher.paste,
            "pen": partial(document.drawing.change, tool=Tool.PEN),
            "eraser": partial(document.drawing.change, tool=Tool.ERASER),
            "clear": self._clear,
            "follow": lambda: document.follow_prediction(not document.following),
            "more_opacity": partial(self._change_opacity, OPACITY_STEP),
            "less_opacity": partial(self._change_opacity, -OPACITY_STEP),
            "reset_zoom": self.central.stage.reset_zoom,
            "lesson": partial(self._toggle, "lesson"),
            "lesson_next": self.guide.next,
            "lesson_previous": self.guide.previous,
            "lesson_aside": self.guide.put_aside,
            "decomposition": partial(self._toggle, "decomposition"),
            "methods": partial(self._toggle, "methods"),
            "presentation": self._present,
            "laser": lambda: self.presentation.point(),
            "spotlight": lambda: self.presentation.point(),
            "networks": partial(self._toggle, "networks"),
            "lab": partial(self._toggle, "lab"),
            "train": partial(self._toggle, "train"),
            "model_history": self._open_history,
            "mistakes": partial(self._toggle, "mistakes"),
            "previous": partial(samples.step, -1),
            "next": partial(samples.step, 1),
            "random": samples.pick_random,
            "manual": self.help.open,
            "shortcuts": self.dialogs.show_keys,
            "whats_this": self.help.explain,
            "about": self.dialogs.show_about,
        }

    def _choices(self) -> tuple[ChoiceMenu, ...]:
        schemes = {
            "system": self.tr("Follow the &system"),
            "light": self.tr("&Light"),
            "dark": self.tr("&Dark"),
        }
        languages = {SYSTEM: self.tr("Follow the &system"), **LANGUAGES}
        colours, words = self.tr("&Colour scheme"), self.tr("Lan&guage")
        chosen = self._document.window.value
        return (
            ChoiceMenu("Scheme", colours, schemes, chosen.scheme, self._choose_scheme),
            ChoiceMenu("Language", words, languages, chosen.language, self._choose_language),
        )

    def _ask_why_not(self, class_index: int) -> None:
        """Why is the class that is read not that one: show the difference, term by term."""
        prediction = self._document.prediction
        if prediction is None:
            return
        read = prediction.predicted
        self._workspace.decomposition.ask_why(read, None if class_index == read else class_index)
        self._document.decomposition.change(page=0)
        self.side_panels.show("decomposition")

    def _open_training(self) -> None:
        self.side_panels.show("train")

    def _open_history(self) -> None:
        self._open_training()
        self._workspace.training.histories.open()

    def _add_class_keys(self) -> None:
        for index, key in enumerate("0123456789"):
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.activated.connect(partial(self._document.choose_class, index))

    # What a person does

    def _clear(self) -> None:
        self._document.history.show(CanvasContent(), self.tr("clearing"))

    def _change_opacity(self, by: int) -> None:
        opacity = self._document.display.opacity + by
        self._document.change_display(opacity=min(max(opacity, 0), 100))

    def _do(self, name: str) -> None:
        self.actions_[name].trigger()

    def _present(self) -> None:
        """Menu, text, panels and size change: each of them would have everything placed anew."""
        with self.central.placed_once():
            self.presentation.follow()
            layout = self.layout()
            if layout is not None:
                layout.activate()  # with the menu or without, now and not as an event of its own

    def _toggle(self, name: str) -> None:
        self.side_panels.toggle(name)

    # Looks

    def _choose_scheme(self, name: str) -> None:
        self._document.window.change(scheme=name)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, name)

    def _choose_language(self, name: str) -> None:
        self._document.window.change(language=name)  # whoever owns the window builds it anew

    # Qt's events

    def paintEvent(self, event: QPaintEvent) -> None:
        """Tell it the first time, after all that is in the window is painted too."""
        super().paintEvent(event)
        if not self._was_painted:
            self._was_painted = True
            QTimer.singleShot(0, self, self._tell_painted)

    def _tell_painted(self) -> None:
        self.painted.emit()

    def changeEvent(self, event: QEvent) -> None:
        """Follow the palette, in whose colours icons are drawn, and the desktop's full screen."""
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "actions_"):
            self.actions_.renew_icons()
        if event.type() == QEvent.Type.WindowStateChange and hasattr(self, "presentation"):
            self.presentation.see_state()
        super().changeEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures."""
        if event.mimeData().hasUrls() or event.mimeData().hasImage():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open what is dropped."""
        if self.open_dispatcher.take(event.mimeData()):
            event.acceptProposedAction()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Hide at once; what still runs is ended behind the scenes."""
        event.accept()
        self.hide()
        self.presentation.leave()
        self.help.close()
        self.closed.emit()
