"""Training: a form that plans it, how far it is, and the buttons that begin and end it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QMenu,
    QPushButton,
    QSizePolicy,
    QStackedWidget,
    QToolButton,
    QWidget,
)

from camviewer.controllers.sample import Controller
from camviewer.controllers.training import Status, Training
from camviewer.document import fitness
from camviewer.document.document import Document
from camviewer.document.messages import Action, Messages
from camviewer.gui.training.explained import explain
from camviewer.gui.training.training_form import TrainingForm
from camviewer.gui.training.training_progress import TrainingProgress
from camviewer.gui.widgets.card import Card
from camviewer.training.control import StopRequest


class TrainingPanel(Card):
    """Plans, watches and ends a training."""

    save_wanted = Signal()
    """A place is wanted for the network that could not be kept."""

    def __init__(
        self,
        document: Document,
        controller: Controller,
        training: Training,
        parent: QWidget | None = None,
    ) -> None:
        """A panel that follows the training."""
        super().__init__("", parent)  # the drawer that it is in has the title
        self.setAccessibleName(self.tr("Training"))
        self._document = document
        self._controller = controller
        self._training = training
        self.form = TrainingForm(document, controller, training.estimates, self)
        self.progress = TrainingProgress(training, self)
        self._pages = QStackedWidget(self)
        self._pages.addWidget(self.form)
        self._pages.addWidget(self.progress)
        self.train = self._button("trainButton", self.tr("Train"))
        self.go_on = self._button("goOnButton", self.tr("Resume"))
        self.pause = self._button("pauseButton", self.tr("Pause"))
        self.stop = QToolButton(self)
        self.stop.setObjectName("stopButton")
        self.stop.setText(self.tr("Stop and save"))
        self.stop.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.stop.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.stop.clicked.connect(self._keep)
        menu = QMenu(self.stop)
        keep = menu.addAction(self.tr("Stop and save"))
        keep.triggered.connect(self._keep)
        discard = menu.addAction(self.tr("Stop and discard"))
        discard.setObjectName("discardAction")
        discard.triggered.connect(self._discard)
        discard.setToolTip(self.tr("End the training; what it has learned is lost"))
        menu.setToolTipsVisible(True)
        self.stop.setMenu(menu)
        self.save = self._button("saveNetworkButton", self.tr("Save…"))
        self.save.clicked.connect(self.save_wanted)
        self.again = self._button("newTrainingButton", self.tr("New…"))
        buttons = QHBoxLayout()
        for button in (self.train, self.go_on, self.save, self.again, self.pause, self.stop):
            buttons.addWidget(button)
        self._explain()
        self.body.addWidget(self._pages, 1)
        self.body.addLayout(buttons)
        self.train.clicked.connect(self._start)
        self.go_on.clicked.connect(self._go_on)
        self.pause.clicked.connect(self._pause_or_resume)
        self.again.clicked.connect(self._show_form)
        training.status_changed.connect(self._show_status)
        document.dataset_changed.connect(self._show_whether_it_can)
        self._show_whether_it_can()
        self._show_status()

    def _explain(self) -> None:
        explain(
            self.stop,
            self.tr("End the training now and save the network as it is. The arrow offers more."),
        )
        explain(
            self.save,
            self.tr("Choose where to save the network, which could not be saved automatically"),
        )
        explain(self.again, self.tr("Set up another training"))
        explain(self.go_on, self.tr("Resume the training that was not finished"))

    def _show_whether_it_can(self) -> None:
        """Offer to train only where there is something to learn from; else the button tells why."""
        trouble = fitness.no_training(self._document)
        self.train.setEnabled(not trouble)
        does = self.tr("Train a network as set above; the stage shows it while it learns")
        more = self.tr("You can go on using the window meanwhile, and pause or stop the training.")
        explain(self.train, trouble or does, "" if trouble else more)

    def offer(self, messages: Messages) -> None:
        """Offer to who left a training unfinished to go on with it."""
        messages.offer(self._offer(), Action(self.go_on.text(), self._go_on))

    def _offer(self) -> str:
        left = self._training.unfinished()
        if left is None:
            return self.tr(
                "A training was not finished. Choose Resume to continue where it stopped."
            )
        return self.tr(
            "The training of {0} was not finished (epoch {1} of {2}). Choose Resume to continue "
            "where it stopped."
        ).format(left.name, left.epoch, left.epochs)

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        return button

    def _start(self) -> None:
        self._training.start(self.form.plan())

    def _go_on(self) -> None:
        self._training.go_on()

    def _keep(self) -> None:
        self._training.stop(StopRequest.STOP_AND_KEEP)

    def _discard(self) -> None:
        self._training.stop(StopRequest.STOP_AND_DISCARD)

    def _pause_or_resume(self) -> None:
        if self._training.status is Status.PAUSED:
            self._training.resume()
        else:
            self._training.pause()

    def _show_form(self) -> None:
        self.show_page(self.form)

    @property
    def _plans(self) -> bool:
        """Whether the form is shown."""
        return self._pages.currentWidget() is self.form

    def show_page(self, page: QWidget) -> None:
        """Show the form or how far the training is, with its buttons."""
        self._pages.setCurrentWidget(page)
        policy = QSizePolicy.Policy
        for each in (self.form, self.progress):  # else both have the higher one's height
            vertical = policy.Preferred if each is page else policy.Ignored
            each.setSizePolicy(policy.Preferred, vertical)
        self._show_buttons()

    def _show_status(self) -> None:
        page: QWidget = self.form if self._plans else self.progress
        if self._training.status is not Status.IDLE or self._training.is_history:
            page = self.progress
        elif not self._training.name:  # it could not even be begun
            page = self.form
        self.show_page(page)
        self.form.show_estimate()  # this training may have told how fast the next one will be

    def _show_buttons(self) -> None:
        status = self._training.status
        idle = status is Status.IDLE
        planning = self._plans
        self.train.setVisible(idle and planning)
        self._offer_to_go_on(idle and planning and self._training.can_resume())
        self.save.setVisible(idle and self._training.unsaved is not None)
        self.again.setVisible(idle and not planning)
        self.pause.setVisible(not idle)
        self.stop.setVisible(not idle)
        self.pause.setEnabled(status in (Status.RUNNING, Status.PAUSED))
        self.stop.setEnabled(status is not Status.ENDING)
        paused = status is Status.PAUSED
        self.pause.setText(self.tr("Resume") if paused else self.tr("Pause"))
        tip = self.tr("Pause after the current step, for instance to look at the network")
        explain(self.pause, self.tr("Resume the training") if paused else tip)

    def _offer_to_go_on(self, offered: bool) -> None:
        """Show the button or hide it; where it is shown it tells with what it goes on."""
        self.go_on.setVisible(offered)
        if not offered:
            return
        tip = self.tr("Resume the training that was not finished")
        if left := self._training.unfinished():
            tip = self.tr("Resume {0}, epoch {1} of {2}")
            tip = tip.format(left.name, left.epoch, left.epochs)
        explain(self.go_on, tip)
