"""Which samples the gallery shows, and in which order."""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import QSignalBlocker, Qt, QTimer
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.evaluation_target import Group
from camviewer.error_analysis.annotations import TAGS
from camviewer.error_analysis.query import ORDERS, UNTAGGED, Selection, has_order
from camviewer.error_analysis.tag_titles import tag_title
from camviewer.gui.error_analysis.tag_menu import TagMenuButton
from camviewer.gui.error_analysis.thumbnails import DIFFERENCE, LABEL, NONE, PREDICTED, Thumbnails
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.gui.widgets.fitting import shortened
from camviewer.gui.widgets.number_format import three_digits
from camviewer.gui.widgets.still_label import StillLabel
from camviewer.inference.evaluation import Probabilities

_ONE = "one"  # property of a box of classes: what one of them is called
_WIDEST = 24  # small letters that a group's name is as wide as at most
_SETTLED = 150  # milliseconds without a key after which a text is searched for


class Filters(QWidget):
    """Boxes that narrow and sort the list of samples; tells how many are left."""

    def __init__(self, mistakes: Mistakes, thumbnails: Thumbnails, parent: QWidget) -> None:
        """Filters that follow the selection, whoever changes it."""
        super().__init__(parent)
        self._mistakes = mistakes
        self._thumbnails = thumbnails
        self.outcome = self._box("outcomeBox", self.tr("Outcome"))
        self.outcome.addItem(self.tr("Mistakes"), "wrong")
        self.outcome.addItem(self.tr("Correct"), "right")
        self.outcome.addItem(self.tr("Correct and mistakes"), "all")
        self.label = self._class_box("labelBox", self.tr("Any label"), self.tr("Label {0}"))
        self.predicted = self._class_box(
            "predictedBox", self.tr("Any prediction"), self.tr("Predicted {0}")
        )
        self.order = self._box("orderBox", self.tr("Order"))
        orders = {
            "confidence": self.tr("Most probable"),
            "doubt": self.tr("Least sure"),
            "margin": self.tr("Largest margin"),
            "loss": self.tr("Largest loss"),
            "index": self.tr("By index"),
            "similarity": self.tr("Most similar"),
            "quality": self.tr("Worst label"),
        }
        meanings = {
            "confidence": self.tr("highest probability of the predicted class first"),
            "doubt": self.tr("lowest probability of the predicted class first"),
            "margin": self.tr(
                "largest difference between the best other score and that of the label first"
            ),
            "loss": self.tr("lowest probability of the label first"),
            "index": self.tr("in the order of the data set"),
            "similarity": self.tr("shortest distance of F from the current [sample] first"),
            "quality": self.tr("the label with the highest odds against it first"),
        }
        for place, name in enumerate(ORDERS):
            self.order.addItem(orders[name], name)
            self.order.setItemData(place, meanings[name], Qt.ItemDataRole.ToolTipRole)
        explained = [f"{orders[name]}: {meanings[name]}" for name in ORDERS]
        self.order.setToolTip("\n".join(explained))
        self.least = self._spin("leastBox", self.tr("Minimum probability"), 0)
        self.most = self._spin("mostBox", self.tr("Maximum probability"), 100)
        self.tag = self._box("tagBox", self.tr("Tag"))
        self.tag_many = TagMenuButton(mistakes, self)
        self.text = QLineEdit(self)
        self.text.setObjectName("searchEdit")
        self.text.setPlaceholderText(self.tr("Search notes, #index"))
        self.text.setAccessibleName(self.text.placeholderText())
        self.text.setClearButtonEnabled(True)
        self.text.setToolTip(self.tr("Words in your notes, or #7 for the [sample] with index 7"))
        self.maps = self._box("mapsBox", self.tr("Map over each [sample]"))
        self.maps.setMinimumContentsLength(12)
        for title, kind in (
            (self.tr("No maps"), NONE),
            (self.tr("Map: prediction"), PREDICTED),
            (self.tr("Map: label"), LABEL),
            (self.tr("Map: difference"), DIFFERENCE),
        ):
            self.maps.addItem(title, kind)
        self.maps.setWhatsThis(
            self.tr(
                "Shows a map over every [sample] in the list, by the method chosen on the "
                "stage: of the predicted class, of the label, or their difference. Red counts "
                "for, blue against; all maps are on one scale, so that you can compare them."
            )
        )
        self.count = StillLabel("countLabel", self)
        self.scale = QLabel(self)
        self.scale.setObjectName("mapsScaleLabel")
        self.group = QToolButton(self)
        self.group.setObjectName("leaveGroupButton")
        self.group.setToolTip(self.tr("List all [samples] again"))
        self.reset = QToolButton(self)
        self.reset.setObjectName("resetFiltersButton")
        self.reset.setText(self.tr("Reset"))
        self.reset.setToolTip(self.tr("Show all mistakes again"))
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(_SETTLED)
        self._lay_out()
        self._connect()
        self._show_classes()
        self._show()

    def _lay_out(self) -> None:
        between = QLabel("–", self)
        percent = QLabel("%", self)
        rows = (
            (self.outcome, self.label, self.predicted, self.order),
            (self.least, between, self.most, percent, self.text, self.tag_many, self.reset),
            (self.count, self.group, self.scale, self.tag, self.maps),
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        for row in rows:
            line = QHBoxLayout()
            line.setSpacing(SPACE // 2)
            for widget in row:
                stretches = isinstance(widget, QLineEdit) or widget is self.count
                line.addWidget(widget, 1 if stretches or row is rows[0] else 0)
            layout.addLayout(line)

    def _connect(self) -> None:
        mistakes = self._mistakes
        for box, name in (
            (self.outcome, "outcome"),
            (self.label, "label"),
            (self.predicted, "predicted"),
            (self.order, "order"),
            (self.tag, "tag"),
        ):
            box.activated.connect(partial(self._select, box, name))
        self.least.valueChanged.connect(self._select_least)
        self.most.valueChanged.connect(self._select_most)
        self.text.textChanged.connect(self._wait)
        self._soon.timeout.connect(self._search)
        self.maps.activated.connect(self._choose_maps)
        self.group.clicked.connect(self._leave_group)
        self.reset.clicked.connect(self._reset)
        mistakes.listed.connect(self._show)
        mistakes.place_changed.connect(self._show_count)
        mistakes.tagging.chosen_changed.connect(self._show_count)
        mistakes.annotations.changed.connect(self._show_tags)
        mistakes.annotations.changed.connect(self._show_count)
        mistakes.evaluation_changed.connect(self._show_tags)
        mistakes.evaluation_changed.connect(self._show_classes)
        self._thumbnails.changed.connect(self._show_scale)

    def _select(self, box: QComboBox, name: str, _place: int = 0) -> None:
        self._mistakes.select(**{name: box.currentData()})

    def _select_least(self, value: int) -> None:
        self._mistakes.select(least=value / 100)

    def _select_most(self, value: int) -> None:
        self._mistakes.select(most=value / 100)

    def _wait(self) -> None:
        self._soon.start()

    def _search(self) -> None:
        self._mistakes.select(text=self._searched())

    def _choose_maps(self) -> None:
        self._thumbnails.use(self.maps.currentData())

    def _leave_group(self) -> None:
        self._mistakes.narrow(None)

    def _reset(self) -> None:
        order = self._mistakes.selection.order
        self._soon.stop()
        self._mistakes.narrow(None, **(vars(Selection()) | {"order": order}))

    def _searched(self) -> str:
        return self.text.text().strip().removeprefix("#")

    def _box(self, name: str, title: str) -> QComboBox:
        box = ChoiceBox(self, least=0.6)
        box.setObjectName(name)
        box.setAccessibleName(title)
        box.setToolTip(title)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(7)
        return box

    def _class_box(self, name: str, everything: str, one: str) -> QComboBox:
        box = self._box(name, everything)
        box.addItem(everything, None)
        box.setProperty(_ONE, one)
        return box

    def _show_classes(self) -> None:
        """Offer the classes of the evaluation that is shown."""
        evaluation = self._mistakes.evaluation
        names = evaluation.class_names if evaluation is not None else ()
        for box in (self.label, self.predicted):
            one = str(box.property(_ONE))
            if [box.itemText(place) for place in range(1, box.count())] != [
                one.format(name) for name in names
            ]:
                while box.count() > 1:
                    box.removeItem(1)
                for index, name in enumerate(names):
                    box.addItem(one.format(name), index)

    def _enable(self) -> None:
        """Offer what is known of the evaluation: another system may not tell probabilities."""
        evaluation = self._mistakes.evaluation
        if evaluation is None:
            return
        for spin in (self.least, self.most):
            spin.setEnabled(evaluation.probabilities is not Probabilities.NONE)
        orders = self.order.model()
        assert isinstance(orders, QStandardItemModel)
        for place, name in enumerate(ORDERS):
            orders.item(place).setEnabled(has_order(evaluation, name))

    def _spin(self, name: str, title: str, value: int) -> QSpinBox:
        spin = QSpinBox(self)
        spin.setObjectName(name)
        spin.setAccessibleName(title)
        spin.setToolTip(title)
        spin.setRange(0, 100)
        spin.setValue(value)
        spin.setKeyboardTracking(False)
        return spin

    def _show(self) -> None:
        """Show the selection, whoever made it."""
        mistakes, selection = self._mistakes, self._mistakes.selection
        for box, value in (
            (self.outcome, selection.outcome),
            (self.label, selection.label),
            (self.predicted, selection.predicted),
            (self.order, selection.order),
        ):
            box.setCurrentIndex(box.findData(value))
        self._enable()
        for spin, share in ((self.least, selection.least), (self.most, selection.most)):
            with QSignalBlocker(spin):
                spin.setValue(round(100 * share))
        if self._searched() != selection.text and not self._soon.isActive():
            with QSignalBlocker(self.text):
                self.text.setText(selection.text)
        self._show_count()
        self._show_group(mistakes.group)
        self._show_tags()
        self._show_scale()

    def _show_group(self, group: Group | None) -> None:
        """Name the group that is listed and its size, or none; a long name is whole in the tip."""
        self.group.setVisible(group is not None)
        if group is None:
            return
        widest = _WIDEST * self.fontMetrics().averageCharWidth()
        title = shortened(group.title, self.font(), widest)
        self.group.setText(f"{title}: {len(group.members):,}  ✕".replace("&", "&&"))
        tip = self.tr("Only “{0}” is listed. Click to list all [samples] again.")
        self.group.setToolTip(escape(tip.format(group.title)))

    def _show_count(self) -> None:
        self.count.show_first_fitting(*self._counted(len(self._mistakes.evaluation or ())))

    def _counted(self, whole: int) -> tuple[str, ...]:
        """How many are listed, chosen and tagged, also shorter; nothing before an evaluation."""
        if not whole:
            return ("",)
        mistakes = self._mistakes
        listed, chosen = f"{len(mistakes.indices):,}", len(mistakes.tagging.chosen)
        number = mistakes.tagging.number_tagged
        tagged = f", {self.tr('{0} tagged').format(f'{number:,}')}" if number else ""
        if chosen:
            told = self.tr("<b>{0}</b> of {1} chosen").format(f"{chosen:,}", listed)
            return f"{told}{tagged}", told, f"<b>{chosen:,}</b>"
        if mistakes.place is not None:
            told = self.tr("<b>{0}</b> of {1}").format(f"{mistakes.place + 1:,}", listed)
            return f"{told}{tagged}", told, f"<b>{mistakes.place + 1:,}</b>"
        one = self.tr("<b>{0}</b> of one [sample]")
        told = one if whole == 1 else self.tr("<b>{0}</b> of {1} [samples]")
        told = told.format(listed, f"{whole:,}")
        return f"{told}{tagged}", f"<b>{listed}</b>{tagged}", f"<b>{listed}</b>"

    def _show_tags(self) -> None:
        chosen = self._mistakes.selection.tag
        self.tag.clear()
        self.tag.addItem(self.tr("Any tag"), "")
        self.tag.addItem(self.tr("Untagged"), UNTAGGED)
        for tag in TAGS:
            self.tag.addItem(tag_title(tag), tag)
        for tag in self._mistakes.annotations.own_tags:
            self.tag.addItem(tag, tag)
        if self.tag.findData(chosen) < 0:
            self.tag.addItem(chosen, chosen)
        self.tag.setCurrentIndex(self.tag.findData(chosen))

    def _show_scale(self) -> None:
        missing = self._thumbnails.missing
        self.maps.setEnabled(not missing)
        self.maps.setToolTip(missing or self.maps.accessibleName())
        low, high = self._thumbnails.limits
        self.scale.setVisible(self._thumbnails.kind != NONE)
        self.scale.setText(
            self.tr("blue {0}, red +{1}").format(three_digits(low), three_digits(high))
            if high > 0
            else ""
        )
        self.scale.setToolTip(self.tr("One scale for all maps seen so far"))
        self.scale.setTextFormat(Qt.TextFormat.PlainText)
        self.maps.setCurrentIndex(self.maps.findData(self._thumbnails.kind))
