"""What a person may begin with, in sight at the first start."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtGui import QAction, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from camviewer.data.sources import mnist
from camviewer.document.canvas_content import CanvasContent
from camviewer.document.document import Document
from camviewer.gui.input.choice_button import ChoiceButton
from camviewer.gui.input.tips import with_key
from camviewer.gui.widgets.card import Card


class WelcomePanel(Card):
    """Offers ways to begin; goes away with the first of them, a stroke or another sample.

    What a person wants is told first, then that the panel is done with.
    """

    lesson_wanted = Signal()
    """The lesson is to be started."""

    training_wanted = Signal()
    """A network is to be trained."""

    open_wanted = Signal()
    """A picture is to be opened."""

    download_wanted = Signal()
    """MNIST is to be fetched; offered only where it is missing."""

    dismissed = Signal()
    """The panel is not needed any more; told once."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        """A panel that follows the document.

        Args:
            document: whose canvas is emptied to be drawn on.
            parent: Qt's owner; its window's actions lend the tips their keys.
        """
        super().__init__("", parent)
        self.setObjectName("welcomePanel")
        self._document = document
        self._is_done = False
        self._tips: list[tuple[ChoiceButton, str, str]] = []
        self.body.addWidget(self._make_heading())
        self._offer_all()
        self.body.addWidget(self._make_close(), 0, Qt.AlignmentFlag.AlignRight)
        self.body.addStretch(1)  # of more room than it needs nothing goes between the buttons
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        document.content_changed.connect(self.dismiss)

    def dismiss(self) -> None:
        """Go away; further calls do nothing."""
        if not self._is_done:
            self._is_done = True
            self.hide()
            self.dismissed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape closes the panel."""
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def showEvent(self, event: QShowEvent) -> None:
        """The window is known now, and so are the keys of its actions."""
        super().showEvent(event)
        for button, tip, name in self._tips:
            button.setToolTip(with_key(tip, self.window().findChild(QAction, name)))

    # What is offered

    def _offer_all(self) -> None:
        draw = self._offer(
            "Draw",
            "pen",
            self.tr("Draw a [sample]"),
            self.tr("With the left button on the canvas. The network predicts while you draw."),
            self.tr("Empty the canvas and draw with the pen"),
            "penAction",
        )
        draw.clicked.connect(self._begin_drawing)
        self._offer_wanted(
            self.lesson_wanted,
            "Lesson",
            "lesson",
            self.tr("Start the lesson"),
            self.tr("Learn step by step what a class activation map tells, and what it does not."),
            self.tr("Open the lesson"),
            "lessonAction",
        )
        self._offer_wanted(
            self.training_wanted,
            "Training",
            "training",
            self.tr("Train a network"),
            self.tr("And watch its maps take shape while it learns."),
            self.tr("Open the training page"),
            "trainAction",
        )
        self._offer_wanted(
            self.open_wanted,
            "Open",
            "open",
            self.tr("Open a picture"),
            self.tr("A scan or a photo. You can also drop it on the window or paste it."),
            self.tr("Choose a picture, [samples] or a model"),
            "openAction",
        )
        if mnist.find() is None:
            self._offer_wanted(
                self.download_wanted,
                "Download",
                "download",
                self.tr("Get MNIST (11 MB)"),
                self.tr("70,000 handwritten digits to look at, train on and test with."),
                self.tr("Download MNIST in the background"),
                "downloadAction",
            )

    def _offer_wanted(
        self,
        wanted: SignalInstance,
        name: str,
        picture: str,
        title: str,
        sentence: str,
        tip: str,
        action: str,
    ) -> None:
        """Offer what others do: they are told."""
        button = self._offer(name, picture, title, sentence, tip, action)
        button.clicked.connect(partial(self._want, wanted))

    def _offer(
        self, name: str, picture: str, title: str, sentence: str, tip: str, action: str
    ) -> ChoiceButton:
        """Add a button.

        Args:
            name: middle of its ``objectName``.
            picture: name of its icon.
            title: what it does.
            sentence: what comes of that.
            tip: its tip, without the key.
            action: ``objectName`` of the action that does the same, whose key is told.
        """
        button = ChoiceButton(picture, title, sentence, self)
        button.setObjectName(f"welcome{name}Button")
        button.setToolTip(tip)
        button.setWhatsThis(sentence)
        self._tips.append((button, tip, action))
        self.body.addWidget(button)
        return button

    def _want(self, wanted: SignalInstance) -> None:
        wanted.emit()
        self.dismiss()

    def _begin_drawing(self) -> None:
        if not self._document.content.drawing.is_empty:
            self._document.history.show(CanvasContent(), self.tr("clearing"))
        self.dismiss()

    def _make_heading(self) -> QLabel:
        heading = QLabel(
            self.tr(
                "See what a neural network looks at when it reads a [sample]. Choose one of these "
                "to start."
            ),
            self,
        )
        heading.setWordWrap(True)
        return heading

    def _make_close(self) -> QPushButton:
        close = QPushButton(self.tr("Not now"), self)
        close.setObjectName("welcomeCloseButton")
        close.setFlat(True)
        close.setToolTip(
            self.tr("Close this; everything here is also in the menus and the bar of icons (Esc)")
        )
        close.clicked.connect(self.dismiss)
        return close
