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
    QResizeEvent,
    QShortcut,
)
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QWidget,
)

from camviewer.common.translation import LANGUAGES
from camviewer.controllers.workspace import Workspace
from camviewer.document.canvas_content import CanvasContent
from camviewer.document.settings import Settings, settings_of
from camviewer.document.state import Tool, WindowState
from camviewer.gui import theme
from camviewer.gui.decomposition.decomposition_panel import DecompositionPanel
from camviewer.gui.error_analysis.mistakes_dock import MistakesDock
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from camviewer.gui.input.model_menu import ModelMenu
from camviewer.gui.language import SYSTEM
from camviewer.gui.layout.actions import Actions, ChoiceMenu
from camviewer.gui.layout.availability import Availability
from camviewer.gui.layout.central_widget import CentralWidget
from camviewer.gui.layout.dialogs import Dialogs
from camviewer.gui.layout.export_actions import ExportActions
from camviewer.gui.layout.layout_manager import LayoutManager
from camviewer.gui.layout.lazy_dock import LazyDock
from camviewer.gui.layout.open_dispatcher import OpenDispatcher
from camviewer.gui.layout.presentation import Presentation
from camviewer.gui.lesson.guide import Guide
from camviewer.gui.training.training_status import TrainingStatus

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
        """Build the window from the document; nothing is shown yet.

        Args:
            workspace: the document, and all that acts on it.
        """
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle(self.tr("CAM Viewer"))
        self.setAcceptDrops(True)
        self._workspace = workspace
        self._document = workspace.document
        state = self._document.window.value  # as it was left: what is built now changes it
        self._was_painted = False
        self.dialogs = Dialogs(self, self._document.window)
        self.central = CentralWidget(workspace, self)
        self.setCentralWidget(self.central)
        self.mistakes = MistakesDock(
            "mistakesDock", self.tr("Mistakes"), self._make_mistakes_panel, self
        )
        self.decomposition = LazyDock(
            "decompositionDock", self.tr("Decomposition"), self._make_decomposition_panel, self
        )
        self.guide = self._make_guide()
        self.open_dispatcher = OpenDispatcher(workspace, self.dialogs, self.guide.open_folder, self)
        self.export_actions = ExportActions(workspace, self.dialogs, self)
        self.actions_ = Actions(self, self.handlers(), self._choices())
        histories = workspace.training.histories
        self._availability = Availability(self._document, histories, self.actions_, self)
        self.presentation = self._make_presentation()
        self._layout_manager = self._make_layout_manager()
        self._add_to_menus()
        self._add_class_keys()
        self.central.join(self.actions_, self.open_dispatcher, self.export_actions)
        self._layout_manager.follow(self.presentation)
        self.central.messages.closed.connect(self.presentation.use_room)
        self._restore(state)

    def settings(self) -> Settings:
        """What a person has chosen, to be kept."""
        self.keep_place()
        return settings_of(self._document.state())

    def keep_place(self) -> None:
        """Let the document know where the window and its docks are."""
        self._document.window.change(
            geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
            docks=bytes(self.saveState().toBase64().data()).decode(),
        )

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
        self._open_training()
        self.central.training.offer(self._workspace.messages)

    # Building

    def _restore(self, state: WindowState) -> None:
        """Be where the window was last, or large, with what was open in it."""
        geometry, docks = (  # whatever is no geometry is passed over
            QByteArray.fromBase64(text.encode(errors="ignore"))
            for text in (state.geometry, state.docks)
        )
        if not self.restoreGeometry(geometry):
            self.resize((self.screen().availableSize() * _FIRST).boundedTo(_MAX_FIRST))
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)  # for F11 alone
        self.restoreState(docks)
        self._layout_manager.restore(state)
        if state.presentation:
            self.actions_["presentation"].setChecked(True)
            self.presentation.follow()

    def _make_presentation(self) -> Presentation:
        present, laser = self.actions_["presentation"], self.actions_["laser"]
        messages = self._workspace.messages
        return Presentation(self, present, laser, self._document.window, messages)

    def _make_guide(self) -> Guide:
        covered = (
            *self.central.explanation.views[1:],
            self.central.explanation.readout_line,
            self.central.classes,
            self.decomposition,
            self.mistakes,
        )
        return Guide(self, self._workspace, self.dialogs, self._find_action, covered)

    def _find_action(self, name: str) -> QAction | None:
        return self.actions_.find(name)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each action does, by its name."""
        document, samples = self._document, self.central.samples
        return {
            "open": self.open_dispatcher.ask_for_any,
            "download": samples.download,
            "save_figure": self.export_actions.save_figure,
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
            "reset_zoom": self.central.explanation.reset_zoom,
            "lesson": partial(self._show_dock, "lesson"),
            "lesson_next": self.guide.next,
            "lesson_previous": self.guide.previous,
            "decomposition": partial(self._show_dock, "decomposition"),
            "presentation": lambda: self.presentation.follow(),
            "laser": lambda: self.presentation.point(),
            "train": lambda: self._layout_manager.show_training(),
            "model_history": self._open_history,
            "mistakes": partial(self._show_dock, "mistakes"),
            "previous": partial(samples.step, -1),
            "next": partial(samples.step, 1),
            "random": samples.pick_random,
            "shortcuts": lambda: self.dialogs.show_keys(
                (*self.actions_.shortcuts(), *self.mistakes.shortcuts())
            ),
            "about": self.dialogs.show_about,
        }

    def _choices(self) -> tuple[ChoiceMenu, ...]:
        schemes = {
            "system": self.tr("As the &system"),
            "light": self.tr("&Light"),
            "dark": self.tr("&Dark"),
        }
        languages = {SYSTEM: self.tr("As the &system"), **LANGUAGES}
        colours, words = self.tr("&Colours of the window"), self.tr("Lan&guage of the window")
        chosen = self._document.window.value
        return (
            ChoiceMenu("Scheme", colours, schemes, chosen.scheme, self._choose_scheme),
            ChoiceMenu("Language", words, languages, chosen.language, self._choose_language),
        )

    def _make_mistakes_panel(self, parent: QWidget) -> MistakesPanel:
        return MistakesPanel(self._workspace, self.dialogs, parent)

    def _make_decomposition_panel(self, parent: QWidget) -> DecompositionPanel:
        workspace = self._workspace
        return DecompositionPanel(
            workspace.document, workspace.controller, workspace.decomposition, parent
        )

    def _add_to_menus(self) -> None:
        """What takes the place of panels that have given way to a dock."""
        train = self.actions_["train"]
        ModelMenu(
            next(o for o in train.associatedObjects() if isinstance(o, QMenu)), self._document
        )
        status = TrainingStatus(self._workspace.training, self.menuBar())
        status.clicked.connect(self._open_training)
        self.menuBar().setCornerWidget(status)

    def _open_training(self) -> None:
        self.actions_["train"].setChecked(True)
        self._layout_manager.show_training()

    def _open_history(self) -> None:
        self._open_training()
        self._workspace.training.histories.open()

    def _make_layout_manager(self) -> LayoutManager:
        actions = self.actions_
        docks = {
            actions["mistakes"]: self.mistakes,
            actions["decomposition"]: self.decomposition,
            actions["lesson"]: self.guide.dock,
        }
        parts = self.central.parts(self.menuBar())
        opened = actions["train"], actions["presentation"]
        return LayoutManager(self, parts, docks, *opened, self._document.window)

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

    def _show_dock(self, name: str) -> None:
        self._layout_manager.show_dock(self.actions_[name])

    # Looks

    def _choose_scheme(self, name: str) -> None:
        self._document.window.change(scheme=name)
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, name)

    def _choose_language(self, name: str) -> None:
        self._document.window.change(language=name)  # whoever owns the window builds it anew

    # Qt's events

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is more room, or less."""
        super().resizeEvent(event)
        self._layout_manager.resized()

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
        self.closed.emit()
