"""What each stroke did: the strokes in colours, with what each added to the score of the class."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from camviewer.attribution.stroke_values import StrokeValues
from camviewer.common.arrays import Array
from camviewer.controllers.stroke_valuing import StrokeValuing
from camviewer.document.document import Document
from camviewer.gui.theme import SPACE, sign_colour
from camviewer.gui.widgets.fitting import fitted
from camviewer.gui.widgets.guard import guarded
from camviewer.gui.widgets.number_format import number
from camviewer.gui.widgets.pixels import to_image
from camviewer.rendering.stroke_colours import in_colours, number_places, stroke_colours

_SIDE = 132  # pixels of the picture
_GROUND = "#202428"  # behind a colour's sign: the colours are made for a dark ground


class StrokePicture(QWidget):
    """The sample, each stroke in its colour and with its number."""

    def __init__(self, parent: QWidget) -> None:
        """A picture of nothing yet."""
        super().__init__(parent)
        self.setObjectName("strokePicture")
        self.setAccessibleName(self.tr("The strokes, each in its colour"))
        self.setFixedSize(_SIDE, _SIDE)
        self._image: QImage | None = None
        self._numbers: list[tuple[tuple[int, int], QColor]] = []

    def show_strokes(self, ink: Array) -> None:
        """Show strokes (P, h, w)."""
        self._image = to_image(in_colours(ink))
        colours = [QColor(*map(int, colour)) for colour in stroke_colours(len(ink))]
        self._numbers = list(zip(number_places(ink), colours, strict=True))
        self.update()

    @guarded
    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint pixels, and a number on each stroke."""
        if self._image is None:
            return
        square = fitted(self._image.size(), QRectF(self.rect()))
        pixel = square.width() / self._image.width()
        chip = QRectF(0, 0, self.fontMetrics().height(), self.fontMetrics().height())
        with QPainter(self) as painter:
            if not self.isEnabled():
                painter.setOpacity(0.5)
            painter.drawImage(square, self._image)
            painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
            painter.drawRect(square.adjusted(0.5, 0.5, -0.5, -0.5))
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            for stroke, ((row, column), colour) in enumerate(self._numbers, 1):
                middle = QPointF((column + 0.5) * pixel, (row + 0.5) * pixel)
                chip.moveCenter(square.topLeft() + middle)
                painter.setPen(QColor(_GROUND))
                painter.setBrush(colour)
                painter.drawEllipse(chip)
                painter.drawText(chip, Qt.AlignmentFlag.AlignCenter, str(stroke))

    def sizeHint(self) -> QSize:
        """A small square."""
        return QSize(_SIDE, _SIDE)


class StrokeValuesView(QWidget):
    """In sight where the sample is a drawing of several strokes."""

    def __init__(self, document: Document, valuing: StrokeValuing, parent: QWidget) -> None:
        """A view that follows what is known.

        Args:
            document: whose class is shown.
            valuing: finds out what each stroke did.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setObjectName("strokeValues")
        self._document = document
        self._valuing = valuing
        heading = _words(self)
        heading.setText(self.tr("Contribution of each stroke"))
        font = heading.font()
        font.setBold(True)
        heading.setFont(font)
        self.about = _words(self)
        self.about.setText(
            self.tr(
                "The network predicts every combination of strokes, each stroke at its place. "
                "The value of a stroke is how much it raises the score on average, over all "
                "orders in which the strokes could be drawn: its exact Shapley value."
            )
        )
        self.state = _words(self)
        self.state.setObjectName("strokeState")
        self.state.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.picture = StrokePicture(self)
        self.values = QLabel(self)
        self.values.setObjectName("strokeValuesLabel")
        self.values.setTextFormat(Qt.TextFormat.RichText)
        self.values.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.sum = _words(self)
        self.sum.setObjectName("strokeSum")
        side_by_side = QHBoxLayout()
        side_by_side.setSpacing(2 * SPACE)
        side_by_side.addWidget(self.picture, 0, Qt.AlignmentFlag.AlignTop)
        side_by_side.addWidget(self.values, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addWidget(heading)
        layout.addWidget(self.about)
        layout.addWidget(self.state)
        layout.addLayout(side_by_side)
        layout.addWidget(self.sum)
        for widget in self._shown_with_values():
            widget.hide()
        valuing.changed.connect(self.refresh)
        document.class_changed.connect(self.refresh)
        self.refresh()

    def _shown_with_values(self) -> tuple[QWidget, ...]:
        return self.picture, self.values, self.sum

    def refresh(self) -> None:
        """Show what is known; what was known before stays, faint, until there is more."""
        valuing = self._valuing
        self.setVisible(valuing.is_offered)
        if not valuing.is_offered:
            for widget in self._shown_with_values():
                widget.hide()  # of a drawing that is gone
            return
        known, trouble = valuing.known, valuing.trouble
        is_waiting = known is None and not trouble
        self.state.setText(trouble or self.tr("Waiting for the pen to rest…"))
        self.state.setVisible(known is None)
        for widget in self._shown_with_values():
            widget.setEnabled(known is not None)
            if not is_waiting:
                widget.setVisible(known is not None)
        if known is not None:
            self._show_known(known)

    def changeEvent(self, event: QEvent) -> None:
        """Values have the colours of signs in light or dark."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._valuing.known is not None:
            self._show_known(self._valuing.known)

    def _show_known(self, known: StrokeValues) -> None:
        shown = self._document.class_index
        if shown >= known.values.shape[1]:
            return
        of_class = [float(value) for value in known.values[:, shown]]
        self.picture.show_strokes(known.ink)
        self.values.setText("<br>".join(self._lines(of_class)))
        blank, whole = float(known.blank[shown]), float(known.whole[shown])
        terms = " ".join(
            f"{'−' if value < 0 else '+'} {number(abs(value))}"  # a number with its sign apart
            for value in of_class
        )
        self.sum.setText(
            self.tr("Class {0}: empty picture {1}, strokes {2} = {3}").format(
                self._document.class_name(shown), number(blank), terms, number(whole)
            )
        )

    def _lines(self, of_class: list[float]) -> list[str]:
        """A line for each stroke: its colour, its number, what it added."""
        lines = []
        for place, (value, colour) in enumerate(
            zip(of_class, stroke_colours(len(of_class)), strict=True), 1
        ):
            sign = QColor(*map(int, colour)).name()
            spot = f'<b style="color:{sign}; background-color:{_GROUND}">&nbsp;■&nbsp;</b>'
            added = sign_colour(self.palette(), value).name()
            told = f'<b style="color:{added}">{number(value, signed=True)}</b>'
            words = escape(self.tr("stroke {0}: {1}"))
            lines.append(f"{spot}&nbsp; {words.format(place, told)}")
        return lines


def _words(parent: QWidget) -> QLabel:
    label = QLabel(parent)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
    policy.setHeightForWidth(True)
    label.setSizePolicy(policy)
    return label
