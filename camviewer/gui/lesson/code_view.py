"""Code on a page: read, copied, and where the lesson is trusted also changed and run."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from camviewer.gui.lesson.code_editor import CodeEditor, use_fixed_letters
from camviewer.gui.theme import SPACE, wrong_colour
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.pixels import to_image
from camviewer.lesson.page import Code


class CodeView(QWidget):
    """The lines, the buttons, and what came out below them."""

    run_wanted = Signal(str)
    """These lines are to be run."""

    stop_wanted = Signal()
    """What runs is to be ended."""

    def __init__(self, code: Code, may_run: bool, parent: QWidget | None = None) -> None:
        """Show code.

        Args:
            code: as the page has it.
            may_run: whether it can be run here; else it can be copied only.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setObjectName("lessonCodeView")
        self._code = code
        self.can_run = may_run and code.can_run
        self.editor = CodeEditor(code.text, self, read_only=not self.can_run)
        self.editor.setAccessibleName(self.tr("Code"))
        self.run = self._button("runCodeButton", self.tr("Run"))
        self.run.setToolTip(self.tr("Run these lines (Ctrl+Enter)"))
        self.reset = self._button("resetCodeButton", self.tr("Reset"))
        self.reset.setToolTip(self.tr("Bring back the lines as the page has them"))
        self.copy = self._button("copyCodeButton", self.tr("Copy"))
        self.copy.setToolTip(self.tr("Copy these lines to the clipboard"))
        self.printed = QLabel(self)
        self.printed.setObjectName("codeOutput")
        self.printed.setTextFormat(Qt.TextFormat.PlainText)
        self.printed.setWordWrap(True)
        self.printed.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        use_fixed_letters(self.printed)
        self.trouble = QLabel(self)
        self.trouble.setObjectName("codeTrouble")
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.setWordWrap(True)
        self._colour_trouble()
        self._pictures = QVBoxLayout()
        self._pictures.setSpacing(SPACE)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        for button in (self.run, self.reset):
            button.setVisible(self.can_run)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.editor)
        column.addLayout(buttons)
        column.addWidget(self.printed)
        column.addWidget(self.trouble)
        column.addLayout(self._pictures)
        self._is_running = False
        self.run.clicked.connect(self._run)
        self.reset.clicked.connect(self._reset)
        self.copy.clicked.connect(self._copy)
        self.editor.run_wanted.connect(self._run_by_key)
        self._clear()

    def show_running(self, running: bool) -> None:
        """Whether these lines run now; then the button ends them."""
        self._is_running = running
        self.run.setText(self.tr("Stop") if running else self.tr("Run"))
        if running:
            self._clear()

    def show_result(
        self,
        printed: str,
        pictures: Sequence[tuple[str, NDArray[np.uint8]]],
        trouble: str = "",
    ) -> None:
        """Show what came out.

        Args:
            printed: text.
            pictures: title and (height, width, 3) RGB of each.
            trouble: why it ended early; empty if it did not.
        """
        self._clear()
        self.printed.setText(printed.rstrip("\n"))
        self.printed.setVisible(bool(printed.strip()))
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        for title, picture in pictures:
            self._pictures.addWidget(ResultPicture(title, to_image(picture), self))

    def changeEvent(self, event: QEvent) -> None:
        """Trouble is told in a colour that is seen on the ground of now."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "trouble"):
            self._colour_trouble()

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        return button

    def _colour_trouble(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, wrong_colour(self.palette()))
        self.trouble.setPalette(palette)

    def _run(self) -> None:
        if self._is_running:
            self.stop_wanted.emit()
        else:
            self.run_wanted.emit(self.editor.toPlainText())

    def _run_by_key(self) -> None:
        if self.can_run and not self._is_running:
            self._run()

    def _reset(self) -> None:
        self.editor.setPlainText(self._code.text)
        self._clear()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.editor.toPlainText())

    def _clear(self) -> None:
        for label in (self.printed, self.trouble):
            label.clear()
            label.hide()
        while (item := self._pictures.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()


_LARGEST = 13  # lines of text that a picture is high at most


class ResultPicture(QWidget):
    """An array as a picture: pixels as squares, its title above."""

    def __init__(self, title: str, image: QImage, parent: QWidget | None = None) -> None:
        """Show a picture."""
        super().__init__(parent)
        self.setObjectName("codePicture")
        self.setAccessibleName(title or self.tr("Picture that the code shows"))
        self._title, self._image = title, image
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)

    def hasHeightForWidth(self) -> bool:
        """Its sides keep their proportion."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Title and picture."""
        return self._header() + round(self._scale(width) * self._image.height())

    def sizeHint(self) -> QSize:
        """A comfortable size."""
        side = _LARGEST * self.fontMetrics().height()
        return QSize(side, self.heightForWidth(side))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(40, self.heightForWidth(max(self.width(), 40)))

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Title and picture, at the left."""
        header, scale = self._header(), self._scale(self.width())
        place = QRectF(0, header, scale * self._image.width(), scale * self._image.height())
        with QPainter(self) as painter:
            painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
            painter.drawText(
                QRectF(0, 0, self.width(), header), Qt.AlignmentFlag.AlignLeft, self._title
            )
            painter.drawImage(place, self._image)

    def _header(self) -> int:
        return self.fontMetrics().height() + 2 if self._title else 0

    def _scale(self, width: int) -> float:
        most = _LARGEST * self.fontMetrics().height()
        return min(width, most) / max(self._image.width(), self._image.height(), 1)
