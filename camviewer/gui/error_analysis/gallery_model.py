"""What the gallery shows: the listed samples, and how one of them is painted."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QFontMetrics, QImage, QPainter, QPalette, QPen
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from camviewer.controllers.derived_analyses import DerivedAnalyses
from camviewer.controllers.error_analysis import Mistakes
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.gui.error_analysis.probability_words import known_percent
from camviewer.gui.error_analysis.thumbnails import Thumbnails
from camviewer.gui.theme import wrong_colour
from camviewer.gui.widgets.fitting import both_shortened, fitted

LOOKS = int(Qt.ItemDataRole.UserRole)
"""Role of what is painted: `Looks`. One for all of it, as each takes its way through Qt."""

_PAD, _GAP = 4, 2
_MAX_WIDENED = 1.6  # times its thumbnail's width that an item is, for names
_TO = " → "  # between a label and what it is read as
_LINES_A_SIDE = 4.2  # a thumbnail's side in lines of text, before it is made a whole multiple

AnyIndex = QModelIndex | QPersistentModelIndex


class Looks(NamedTuple):
    """What is painted of a sample.

    Attributes:
        picture: the thumbnail.
        label: the name of what it is.
        reading: the name of what it is read as; of two models such as "9 | 4".
        share: probability of the predicted class.
        wrong: whether it is a mistake.
        annotated: whether it has a tag or an annotation.
    """

    picture: QImage
    label: str
    reading: str
    share: str
    wrong: bool
    annotated: bool


class GalleryModel(QAbstractListModel):
    """The samples that `Mistakes` lists, one a row."""

    def __init__(
        self,
        mistakes: Mistakes,
        derived_analyses: DerivedAnalyses,
        thumbnails: Thumbnails,
        parent: QObject | None = None,
    ) -> None:
        """A model that follows the list."""
        super().__init__(parent)
        self._mistakes = mistakes
        self._derived_analyses = derived_analyses
        self._thumbnails = thumbnails
        mistakes.listed.connect(self._reset)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many samples are listed."""
        return 0 if parent.isValid() else len(self._mistakes.indices)

    def data(self, index: AnyIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        """What is known of a sample."""
        mistakes, evaluation = self._mistakes, self._mistakes.evaluation
        if evaluation is None or not 0 <= index.row() < len(mistakes.indices):
            return None
        place = int(mistakes.indices[index.row()])
        names = evaluation.class_names
        label, reading = names[evaluation.labels[place]], names[evaluation.predicted[place]]
        second = self._derived_analyses.second
        if second is not None:
            reading += f" | {names[second.predicted[place]]}"
        share = known_percent(evaluation, place)
        if role == LOOKS:
            annotated = place in mistakes.annotations.by_index
            picture = self._thumbnails.picture(place)
            return Looks(picture, label, reading, share, bool(evaluation.wrong[place]), annotated)
        texts = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        if role in (*texts, Qt.ItemDataRole.ToolTipRole):
            return self._sentence(place, f"{label}{_TO}{reading}", share)
        return None

    def _sentence(self, place: int, reading: str, share: str) -> str:
        annotation = self._mistakes.annotations.of(place)
        parts = [f"#{place}", reading, share, *sorted(annotation.tags), annotation.text]
        return " · ".join(part for part in parts if part)

    def _reset(self) -> None:
        self.beginResetModel()
        self.endResetModel()


class SampleDelegate(QStyledItemDelegate):
    """Paints a thumbnail, how it was read, and how sure the network was."""

    def __init__(self, parent: QObject | None = None) -> None:
        """A delegate that knows no names of classes yet."""
        super().__init__(parent)
        self._names: tuple[str, ...] = ()

    def use_names(self, class_names: tuple[str, ...]) -> None:
        """Have room for readings of classes of these names."""
        self._names = class_names

    def _reading_width(self, metrics: QFontMetrics, side: int) -> int:
        """Of the longest name twice, as far as a thumbnail is widened for it."""
        longest = max(map(metrics.horizontalAdvance, self._names), default=0)
        return min(2 * longest + metrics.horizontalAdvance(_TO), round(_MAX_WIDENED * side))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: AnyIndex) -> QSize:
        """All are of one size."""
        metrics = QFontMetrics(QApplication.font())
        side = thumbnail_side(metrics.height())
        wide = max(side, metrics.horizontalAdvance("> 99.9%"), self._reading_width(metrics, side))
        return QSize(wide + 2 * _PAD, side + 2 * metrics.height() + 2 * _PAD + _GAP)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        """Paint one."""
        rect: QRect = option.rect
        palette: QPalette = option.palette
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        line = painter.fontMetrics().height()
        side = thumbnail_side(line)
        left = rect.left() + (rect.width() - side) // 2
        spot = QRect(left, rect.top() + _PAD, side, side)
        if chosen:
            accent = palette.color(QPalette.ColorRole.Highlight)
            painter.setPen(QPen(accent, 2))
            painter.setBrush(palette.color(QPalette.ColorRole.AlternateBase))
            painter.drawRoundedRect(rect.adjusted(1, 1, -2, -2), 5, 5)
        looks = index.data(LOOKS)
        painter.drawImage(fitted(looks.picture.size(), QRectF(spot)), looks.picture)
        if looks.annotated:
            painter.fillRect(spot.right() - 8, spot.top(), 9, 9, palette.window())
            painter.fillRect(spot.right() - 6, spot.top(), 7, 7, palette.highlight())
        words = QRect(rect.left(), spot.bottom() + _GAP, rect.width(), line)
        text = palette.color(QPalette.ColorRole.Text)
        painter.setPen(wrong_colour(palette) if looks.wrong else text)
        room = words.width() - 2 * _GAP
        reading = both_shortened(looks.label, _TO, looks.reading, painter.font(), room)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter, reading)
        painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
        words.translate(0, line)
        painter.drawText(words, Qt.AlignmentFlag.AlignHCenter, looks.share)


def thumbnail_side(line: int) -> int:
    """Pixels of a thumbnail's side: a whole multiple of a sample's, so that its pixels are even."""
    side = DIGIT_SPEC.height
    return side * max(2, round(_LINES_A_SIDE * line / side))
