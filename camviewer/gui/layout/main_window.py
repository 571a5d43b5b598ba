"""The window: lays out the panels, joins them with the actions, takes what is dropped on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
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
from camviewer.controllers.decomposition import Decomposition
from camviewer.controllers.derived_analyses import DerivedAnalyses
from camviewer.controllers.lesson import LessonController
from camviewer.controllers.sample import Controller
from camviewer.controllers.training import Training
from camviewer.data.dataset import CLASSES
from camviewer.document.document import CanvasContent, Document, Model
from camviewer.document.settings import Settings
from camviewer.document.undo import History
from camviewer.gui import theme
from camviewer.gui.decomposition.decomposition_panel import DecompositionPanel
from camviewer.gui.error_analysis.mistakes_dock import MistakesDock
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from camviewer.gui.input.canvas import Tool
from camviewer.gui.input.comparison import Comparison
from camviewer.gui.input.model_menu import ModelMenu
from camviewer.gui.language import SYSTEM, code_of
from camviewer.gui.layout.actions import Actions, Choice
from camviewer.gui.layout.central_widget import CentralWidget
from camviewer.gui.layout.dialogs import Dialogs
from camviewer.gui.layout.export_actions import ExportActions
from camviewer.gui.layout.layout_manager import LayoutManager
from camviewer.gui.layout.lazy_dock import LazyDock
from camviewer.gui.layout.open_dispatcher import OpenDispatcher
from camviewer.gui.layout.presentation import Presentation
from camviewer.gui.lesson.guide import Guide
from camviewer.gui.training.training_status import TrainingStatus
from camviewer.inference.prediction import Prediction

_FIRST, _MAX_FIRST = 0.9, QSize(1600, 1000)  # of the screen, at the first start; in pixels

OPACITY_STEP = 10
"""By how much a key changes the opacity, in per cent."""


class MainWindow(QMainWindow):
    """Everything a person sees."""

    closed = Signal()
    """The window was closed and is hidden; threads may still run."""

    language_chosen = Signal(str)
    """The window is wanted in another language: it has to be built anew."""

    painted = Signal()
    """The whole window was painted for the first time."""

    def __init__(
        self,
        document: Document,
        controller: Controller,
        training: Training,
        derived_analyses: DerivedAnalyses,
        settings: Settings,
        before: MainWindow | None = None,
    ) -> None:
        """Build the window; nothing is shown yet.

        Args:
            document: what is shown.
            controller: does what is asked for.
            training: what is being trained.
            derived_analyses: what the evaluated network misreads.
            settings: what was chosen last.
            before: the window in whose place this one comes, in another language.
        """
        super().__init__()
        self.setObjectName("mainWindow")
        self.setWindowTitle(self.tr("CAM Viewer"))
        self.setAcceptDrops(True)
        self._document = document
        self._controller = controller
        self._training = training
        self._derived_analyses = derived_analyses
        self.dialogs = Dialogs(self, settings.folder)
        self._source = settings.data  # until the digits are there
        self._scheme = settings.scheme
        self._language = settings.language
        self._was_painted = False
        self.history: History = before.history if before is not None else History(document)
        self.history.setParent(self)
        taken = before.decomposed if before is not None else Decomposition(document)
        self.decomposed: Decomposition = taken
        self.decomposed.setParent(self)
        self.central = CentralWidget(document, controller, training, self.history, self)
        self.setCentralWidget(self.central)
        self.mistakes = MistakesDock(self._make_mistakes_panel, self)
        self.decomposition = LazyDock(
            "decompositionDock",
            self.tr("Decomposition"),
            partial(DecompositionPanel, document, controller, self.decomposed),
            self,
        )
        self.guide = self._make_guide(settings, before)
        self.open_dispatcher = OpenDispatcher(
            controller, self.dialogs, self.guide.open_folder, self
        )
        self.export_actions = ExportActions(document, controller, training, self.dialogs, self)
        self.actions_ = Actions(self, self.handlers(), self._choices())
        self.presentation = self._make_presentation(before)
        self._layout_manager = self._make_layout_manager()
        self._add_to_menus()
        self.central.add_buttons(self.actions_)
        self._add_class_keys()
        self._connect()
        self.central.draw.brush.setValue(settings.brush)
        self._place(settings)
        if controller.ready:
            self._stop_waiting()
        if controller.failed:
            self.central.explanation.set_failed()
        if before is not None:
            self._take_over(before)

    def settings(self) -> Settings:
        """What a person has chosen, to be kept."""
        document = self._document
        return Settings(
            model=self._model_setting(),
            data=document.source if document.dataset is not None else self._source,
            brush=self.central.draw.brush.value(),
            following=document.following,
            scheme=self._scheme,
            language=self._language,
            geometry=bytes(self.saveGeometry().toBase64().data()).decode(),
            docks=bytes(self.saveState().toBase64().data()).decode(),
            folder=self.dialogs.folder,
            lesson=self.guide.lessons.folder,
            lesson_page=self.guide.lessons.index,
            **asdict(document.display),
        )

    def offer_to_go_on(self) -> None:
        """A training was not finished: show where it can be gone on with."""
        self._open_training()
        self.central.messages.show_offer(self.central.training.offer())

    # Building

    def _place(self, settings: Settings) -> None:
        """Where the window was last, or large; whatever is no geometry is passed over."""
        geometry, docks = (
            QByteArray.fromBase64(text.encode(errors="ignore"))
            for text in (settings.geometry, settings.docks)
        )
        if not self.restoreGeometry(geometry):
            self.resize((self.screen().availableSize() * _FIRST).boundedTo(_MAX_FIRST))
        self.setWindowState(self.windowState() & ~Qt.WindowState.WindowFullScreen)  # for F11 alone
        self.restoreState(docks)

    def _make_presentation(self, before: MainWindow | None) -> Presentation:
        present, laser = self.actions_["presentation"], self.actions_["laser"]
        return Presentation(self, present, laser, before.presentation if before else None)

    def _make_guide(self, settings: Settings, before: MainWindow | None) -> Guide:
        language = code_of(self._language)
        if before is None:
            lessons = LessonController(language, settings.lesson, settings.lesson_page)
        else:
            lessons = before.guide.lessons
            lessons.use_language(language)
        covered = (
            *self.central.explanation.views[1:],
            self.central.explanation.readout_line,
            self.central.classes,
            self.decomposition,
            self.mistakes,
        )
        return Guide(self, self._document, self.history, lessons, self._find_action, covered)

    def _find_action(self, name: str) -> QAction | None:
        return self.actions_.find(name)

    def handlers(self) -> dict[str, Callable[[], object]]:
        """What each action does, by its name."""
        document, digits, draw = self._document, self.central.digits, self.central.draw
        return {
            "open": self.open_dispatcher.ask_for_any,
            "download": digits.download,
            "save_figure": self.export_actions.save_figure,
            "save_work_sheet": self.export_actions.save_work_sheet,
            "quit": self.close,
            "undo": self.history.step_back,
            "redo": self.history.step_forward,
            "copy_figure": self.export_actions.copy_figure,
            "paste": self.open_dispatcher.paste,
            "pen": partial(draw.use, Tool.PEN),
            "eraser": partial(draw.use, Tool.ERASER),
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
            "train": self._show_training,
            "mistakes": partial(self._show_dock, "mistakes"),
            "previous": partial(digits.step, -1),
            "next": partial(digits.step, 1),
            "random": digits.pick_random,
            "shortcuts": lambda: self.dialogs.show_keys(
                (*self.actions_.shortcuts(), *self.mistakes.shortcuts())
            ),
            "about": self.dialogs.show_about,
        }

    def _choices(self) -> tuple[Choice, ...]:
        schemes = {
            "system": self.tr("As the &system"),
            "light": self.tr("&Light"),
            "dark": self.tr("&Dark"),
        }
        languages = {SYSTEM: self.tr("As the &system"), **LANGUAGES}
        colours, words = self.tr("&Colours of the window"), self.tr("Lan&guage of the window")
        choose_language = self.language_chosen.emit
        return (
            Choice("Scheme", colours, schemes, self._scheme, self._choose_scheme),
            Choice("Language", words, languages, self._language, choose_language),
        )

    def _make_mistakes_panel(self, parent: QWidget) -> MistakesPanel:
        return MistakesPanel(
            self._document,
            self._derived_analyses,
            self._training,
            self.history,
            self.dialogs,
            parent,
        )

    def _add_to_menus(self) -> None:
        """What takes the place of panels that have given way to a dock."""
        train = self.actions_["train"]
        ModelMenu(
            next(o for o in train.associatedObjects() if isinstance(o, QMenu)), self._document
        )
        status = TrainingStatus(self._training, self.menuBar())
        status.clicked.connect(self._open_training)
        self.menuBar().setCornerWidget(status)

    def _open_training(self) -> None:
        self.actions_["train"].setChecked(True)
        self._show_training()

    def _make_layout_manager(self) -> LayoutManager:
        actions = self.actions_
        docks = {
            actions["mistakes"]: self.mistakes,
            actions["decomposition"]: self.decomposition,
            actions["lesson"]: self.guide.dock,
        }
        parts = self.central.parts(self.menuBar())
        return LayoutManager(self, parts, docks, actions["train"], actions["presentation"])

    def _add_class_keys(self) -> None:
        for index, name in enumerate(CLASSES):
            shortcut = QShortcut(QKeySequence(name), self)
            shortcut.activated.connect(partial(self._document.choose_class, index))

    def _connect(self) -> None:
        document, controller = self._document, self._controller
        controller.opened.connect(self._show_opened)
        controller.trouble.connect(self.central.messages.show_trouble)
        controller.told.connect(self.central.messages.show_told)
        controller.engine_ready.connect(self._stop_waiting)
        controller.engine_failed.connect(self.central.explanation.set_failed)
        controller.compared.connect(self._show_comparison)
        self._training.trouble.connect(self.central.messages.show_trouble)
        self._training.told.connect(self.central.messages.show_told)
        self._training.status_changed.connect(self.central.messages.withdraw_offer)
        self._derived_analyses.mistakes.trouble.connect(self.central.messages.show_trouble)
        self._derived_analyses.mistakes.told.connect(self.central.messages.show_told)
        self.open_dispatcher.trouble.connect(self.central.messages.show_trouble)
        self.export_actions.told.connect(self.central.messages.show_told)
        self.guide.trouble.connect(self.central.messages.show_trouble)
        self.guide.told.connect(self.central.messages.show_told)
        self.guide.open_wanted.connect(partial(self.dialogs.open_lesson, self.guide.open_folder))
        self.closed.connect(self.guide.close)
        self.presentation.told.connect(self.central.messages.show_hint)
        self.presentation.ended.connect(self.central.messages.withdraw_offer)
        self.presentation.changed.connect(self._layout_manager.share)
        self.presentation.settled.connect(self._layout_manager.widen_docks)
        self._layout_manager.shared.connect(self.presentation.use_room)
        self.central.messages.closed.connect(self.presentation.use_room)
        for name in ("lesson_next", "lesson_previous", "laser"):
            self.actions_[name].setEnabled(False)
        self._training.unsaved_found.connect(self.export_actions.save_elsewhere)
        self.central.training.save_wanted.connect(self.export_actions.save_elsewhere)
        self.central.timeline.animation_wanted.connect(self.export_actions.save_animation)
        self.central.timeline.no_animation_wanted.connect(controller.exports.cancel_animation)
        controller.exports.animating.connect(self.central.timeline.show_animating)
        controller.exports.animation_ended.connect(self.central.timeline.end_animating)
        self.central.model.train_wanted.connect(self.actions_["train"].trigger)
        self.central.digits.open_wanted.connect(self.open_dispatcher.ask_for_digits)
        self.central.model.open_wanted.connect(self.open_dispatcher.ask_for_model)
        self.history.canUndoChanged.connect(self.actions_["undo"].setEnabled)
        self.history.canRedoChanged.connect(self.actions_["redo"].setEnabled)
        self.actions_["undo"].setEnabled(False)
        self.actions_["redo"].setEnabled(False)
        document.content_changed.connect(self._enable)
        document.digit_changed.connect(self._enable)
        document.prediction_changed.connect(self._enable)
        document.dataset_changed.connect(self._enable)
        document.class_changed.connect(self._enable)
        self._enable()

    def _enable(self) -> None:
        """Offer only what can be done now."""
        document = self._document
        possible = {
            "clear": not document.content.drawing.is_empty,
            "save_figure": document.is_current,
            "copy_figure": document.is_current,
            "save_work_sheet": document.is_current,
        }
        possible |= dict.fromkeys(("previous", "next", "random"), document.dataset is not None)
        for name, enabled in possible.items():
            self.actions_[name].setEnabled(enabled)
        self.actions_["follow"].setChecked(document.following)

    def _take_over(self, before: MainWindow) -> None:
        """Go on where another window was."""
        before.presentation.leave()
        self.actions_["presentation"].setChecked(before.actions_["presentation"].isChecked())
        self.presentation.follow()
        self.actions_["train"].setChecked(before.actions_["train"].isChecked())
        self._show_training()
        self.central.training.form.choose_as(before.central.training.form)
        self.decomposition.setVisible(not before.decomposition.isHidden())
        tool = "eraser" if before.actions_["eraser"].isChecked() else "pen"
        self.actions_[tool].trigger()
        self.actions_["undo"].setEnabled(self.history.canUndo())
        self.actions_["redo"].setEnabled(self.history.canRedo())

    # What a person does

    def _stop_waiting(self) -> None:
        self.central.explanation.set_waiting(False)

    def _clear(self) -> None:
        self.history.show(CanvasContent(), self.tr("clearing"))

    def _show_opened(self, content: CanvasContent) -> None:
        self.history.show(content, self.tr("opening a picture"))

    def _change_opacity(self, by: int) -> None:
        opacity = self._document.display.opacity + by
        self._document.change_display(opacity=min(max(opacity, 0), 100))

    def _show_training(self) -> None:
        self._layout_manager.show_training()

    def _show_dock(self, name: str) -> None:
        self._layout_manager.show_dock(self.actions_[name])

    def _show_comparison(self, readings: list[tuple[Model, Prediction | None]]) -> None:
        Comparison(readings, self).open()

    # Looks

    def _choose_scheme(self, name: str) -> None:
        self._scheme = name
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, name)

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
            QTimer.singleShot(0, self.painted.emit)

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

    def _model_setting(self) -> str:
        model = self._document.model
        return model.name if model is not None else Settings().model
