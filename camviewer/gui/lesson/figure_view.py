"""The lecture's figure on a page: five pictures a row, made when the page is opened."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
)
from PySide6.QtWidgets import QDialog, QSizePolicy, QVBoxLayout, QWidget

from camviewer.common.translation import translate
from camviewer.controllers.lesson_figures import LessonFigures
from camviewer.export.figure import COLUMNS, Row, pictures_of
from camviewer.gui.lesson.text_label import words
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.number_format import number, percent, three_digits
from camviewer.gui.widgets.pixels import to_image
from camviewer.lesson.page import Figure
from camviewer.rendering.symbols import subscript

_GAP = 4  # pixels between pictures
_ROW = 14  # pixels between rows
_SMALL = 0.85  # of the text's size: what stands above columns
_LARGEST = 6  # lines of text that a picture is high at most
_ENLARGED = 0.85  # of the window's width
_PRESSING = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WRAPPED = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom | Qt.TextFlag.TextWordWrap


class FigureView(QWidget):
    """The rows and their caption; a click shows them in large."""

    def __init__(
        self, figure: Figure, figures: LessonFigures, parent: QWidget | None = None
    ) -> None:
        """Ask for the rows; until they come their room is kept.

        Args:
            figure: as a page has it.
            figures: makes it.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setObjectName("lessonFigure")
        self._figure, self._figures = figure, figures
        self._cancel: Callable[[], None] = lambda: None
        self.rows = FigureRows(len(figure.rows), self)
        self.rows.setToolTip(self.tr("Click to enlarge"))
        self.rows.setCursor(Qt.CursorShape.PointingHandCursor)
        self.rows.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.rows.pressed.connect(self._enlarge)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.rows)
        if figure.caption:
            column.addWidget(words(figure.caption, self, "lessonCaptionWords"))
        figures.outdated.connect(self._make)
        self._make()

    def _make(self) -> None:
        self._cancel()
        self._cancel = self._figures.make(self._figure, self.rows.show_rows, self.rows)

    def _enlarge(self) -> None:
        """Show the rows in large, once: a double click is two."""
        if self.rows.rows and self.window().findChild(EnlargedFigure) is None:
            EnlargedFigure(self.rows.rows, self.window()).show()


class EnlargedFigure(QDialog):
    """The same rows as large as the window has room for; closed by Escape or a click."""

    def __init__(self, rows: Sequence[Row], parent: QWidget) -> None:
        """Rows that have been made."""
        super().__init__(parent)
        self.setObjectName("enlargedFigure")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Figure"))
        self.rows = FigureRows(len(rows), self, largest=None)
        self.rows.show_rows(rows)
        self.rows.pressed.connect(self.close)
        column = QVBoxLayout(self)
        column.addWidget(self.rows)
        most = parent.size() * _ENLARGED
        width = most.width()
        while width > 200 and self.rows.heightForWidth(width) > most.height():
            width -= 20
        self.rows.setFixedSize(width, self.rows.heightForWidth(width))
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self.rows.setFocus()


class FigureRows(QWidget):
    """Paints rows, or the room that they will take."""

    pressed = Signal()
    """It was clicked, or chosen by a key."""

    def __init__(self, count: int, parent: QWidget, *, largest: int | None = _LARGEST) -> None:
        """Room for rows.

        Args:
            count: how many there will be.
            parent: Qt's owner.
            largest: lines of text that a picture is high at most; None for any height.
        """
        super().__init__(parent)
        self.setObjectName("figureRows")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._count, self._largest = count, largest
        self.rows: Sequence[Row] = ()
        self._images: list[list[QImage]] = []
        self._trouble = ""
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setAccessibleName(self.tr("Figure"))

    def show_rows(self, rows: Sequence[Row], trouble: str = "") -> None:
        """Show rows that have been made, or say why there are none."""
        self.rows, self._trouble = rows, trouble
        self._images = [[to_image(each) for each in pictures_of(row.rendering)] for row in rows]
        spoken = [trouble] if trouble else [" ".join(described(row)) for row in rows]
        self.setAccessibleName(self.tr("Figure: {0}").format("; ".join(spoken)))
        self.update()

    # Sizes

    def hasHeightForWidth(self) -> bool:
        """Wider pictures are higher."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Headings and rows."""
        row = 2 * self.fontMetrics().height() + self._cell(width) + _ROW
        return self._header(width) + self._count * row

    def sizeHint(self) -> QSize:
        """Pictures that can be looked at."""
        width = 5 * 8 * self.fontMetrics().height()
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """Any width will do."""
        return QSize(160, self.heightForWidth(max(160, self.width())))

    def _cell(self, width: int) -> int:
        most = width if self._largest is None else self._largest * self.fontMetrics().height()
        return max(1, min((width - 4 * _GAP) // len(COLUMNS), most))

    def _header(self, width: int) -> int:
        """Height of the words above the columns: on as many lines as the longest needs."""
        metrics, room = QFontMetrics(self._small_font()), QRect(0, 0, self._cell(width), 10_000)
        heights = [
            metrics.boundingRect(room, int(_WRAPPED), translate(title)).height()
            for title in COLUMNS
        ]
        return max(heights) + 2 * _GAP

    def _small_font(self) -> QFont:
        font = self.font()
        font.setPointSizeF(font.pointSizeF() * _SMALL)
        return font

    def changeEvent(self, event: QEvent) -> None:
        """Larger text, larger pictures."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self.updateGeometry()

    # What a person does

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The space bar and Enter are a click."""
        if Qt.Key(event.key()) in _PRESSING:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    # Painting

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Headings, then each row below what it is of."""
        palette, cell = self.palette(), self._cell(self.width())
        line, header = self.fontMetrics().height(), self._header(self.width())
        with QPainter(self) as painter:
            painter.setPen(palette.color(QPalette.ColorRole.WindowText))
            if self._trouble:
                painter.drawText(self.rect(), int(Qt.TextFlag.TextWordWrap), self._trouble)
                return
            self._paint_headings(painter, cell, header)
            for place in range(self._count):
                top = header + place * (2 * line + cell + _ROW)
                self._paint_row(painter, place, top, cell)
            if self.hasFocus():
                painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def _paint_headings(self, painter: QPainter, cell: int, header: int) -> None:
        painter.setFont(self._small_font())
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        for column, title in enumerate(COLUMNS):
            room = QRectF(column * (cell + _GAP), 0, cell, header - _GAP)
            painter.drawText(room, int(_WRAPPED), translate(title))
        painter.setFont(self.font())

    def _limits_fit(self) -> bool:
        """Whether the ends of the colours stand behind the numbers: of every row, or of none."""
        texts = (" · ".join(described(row)[1:]) for row in self.rows)
        return all(self.fontMetrics().horizontalAdvance(text) <= self.width() for text in texts)

    def _paint_row(self, painter: QPainter, place: int, top: int, cell: int) -> None:
        palette, metrics = self.palette(), self.fontMetrics()
        line = metrics.height()
        if place < len(self.rows):
            of, *numbers = described(self.rows[place])
            shown = " · ".join(numbers[: 2 if self._limits_fit() else 1])
            roles = QPalette.ColorRole.WindowText, QPalette.ColorRole.PlaceholderText
            for step, (text, role) in enumerate(zip((of, shown), roles, strict=True)):
                painter.setPen(palette.color(role))
                room = QRectF(0, top + step * line, self.width(), line)
                elided = metrics.elidedText(text, Qt.TextElideMode.ElideRight, self.width())
                painter.drawText(room, Qt.AlignmentFlag.AlignLeft, elided)
        for column in range(len(COLUMNS)):
            room = QRectF(column * (cell + _GAP), top + 2 * line + _GAP // 2, cell, cell)
            if place < len(self._images):
                painter.drawImage(room, self._images[place][column])
            else:
                painter.fillRect(room, palette.color(QPalette.ColorRole.AlternateBase))


def described(row: Row) -> tuple[str, str, str]:
    """What a row is of, the numbers of the class that is shown, and the ends of its colours."""
    sample = row.title.replace("\n", " · ")
    name = row.class_names[row.shown]
    index = subscript(name)
    read = row.class_names[row.predicted]
    of = translate("{0}: label {1}, predicted {2}", sample, row.label_name or "–", read)
    score, probability = number(row.score, signed=True), percent(row.probability)
    numbers = translate("map of {0}", name) + f" · S{index} {score} · p{index} {probability}"
    low, high = map(three_digits, row.rendering.limits)
    return of, numbers, translate("colours from {0} to {1}", low, high)
