"""What happens as samples are turned, blurred, covered: to all of them, and to the one on stage."""

from __future__ import annotations

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from camviewer.common.translation import translate
from camviewer.controllers.corrupting import Corrupting
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.sweeping import Sweeping
from camviewer.data.corruptions import CORRUPTIONS
from camviewer.document.document import Document
from camviewer.gui.error_analysis.scrolled_page import ScrolledPage
from camviewer.gui.error_analysis.sweep_plot import SweepPlot
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.choice_box import ChoiceBox
from camviewer.gui.widgets.jump_slider import JumpSlider
from camviewer.gui.widgets.number_format import whole_percent
from camviewer.gui.widgets.steady_label import SteadyLabel

_STEPS = 200  # of the slider, from one end of a corruption's grid to the other


class SweepsPage(ScrolledPage):
    """Curves of all samples above, a slider for the one on stage below."""

    def __init__(
        self,
        document: Document,
        mistakes: Mistakes,
        sweeping: Sweeping,
        corrupting: Corrupting,
        parent: QWidget | None = None,
    ) -> None:
        """A page that follows the sweeps and the sample on the stage."""
        super().__init__(parent)
        self._document = document
        self._mistakes = mistakes
        self._sweeping = sweeping
        self._corrupting = corrupting
        self._framed = ""  # the corruption of which a point is framed
        self.corruption = self._box("corruptionBox", self.tr("Corruption"))
        for corruption in CORRUPTIONS.values():
            self.corruption.addItem(translate(corruption.title), corruption.name)
        self.corruption.setToolTip(self.tr("What is done to the [samples]"))
        self.run = QPushButton(self)
        self.run.setObjectName("sweepButton")
        self.run.setToolTip(
            self.tr(
                "Reads the [samples] at every strength, in the background: first some, then all"
            )
        )
        self.run_all = QPushButton(self.tr("Sweep all"), self)
        self.run_all.setObjectName("sweepAllButton")
        self.run_all.setToolTip(self.tr("The same for every corruption, one after the other"))
        self.label = self._box("sweepClassBox", self.tr("Class"))
        self.label.setToolTip(self.tr("The [samples] whose accuracy is shown"))
        self.second = self._box("sweepModelBox", self.tr("Second model"))
        self.second.setToolTip(self.tr("A model that is shown the same [samples]"))
        self.words = QLabel(self)
        self.words.setObjectName("sweepLabel")
        self.words.setWordWrap(True)
        self.plot = SweepPlot(self)
        self.plot.setToolTip(
            self.tr("Click a point to list the [samples] that are no longer predicted correctly")
        )
        self.slider = JumpSlider(self)
        self.slider.setObjectName("corruptionSlider")
        self.slider.setAccessibleName(self.tr("Strength for the [sample] on the stage"))
        self.slider.setRange(0, _STEPS)
        self.slider.setPageStep(_STEPS // 10)
        self.slider.setToolTip(
            self.tr("Corrupts the [sample] on the stage; its maps follow, Ctrl+Z brings it back")
        )
        self.strength = SteadyLabel("−00.0 px", self)
        self.strength.setObjectName("corruptionStrengthLabel")
        self._lay_out()
        self._connect()
        self._show_models()
        self._show_classes()
        self._show()

    def _box(self, name: str, title: str) -> ChoiceBox:
        box = ChoiceBox(self, least=0.5)
        box.setObjectName(name)
        box.setAccessibleName(title)
        return box

    def _lay_out(self) -> None:
        rows: tuple[tuple[QWidget, ...], ...] = (
            (self.corruption, self.run, self.run_all),
            (self.label, self.second),
            (QLabel(self.tr("[Sample] on the stage"), self), self.slider, self.strength),
        )
        lines = []
        for row in rows:
            line = QHBoxLayout()
            line.setSpacing(SPACE // 2)
            for widget in row:
                stretches = isinstance(widget, ChoiceBox | JumpSlider)
                line.addWidget(widget, 1 if stretches else 0)
            lines.append(line)
        self.rows.addLayout(lines[0])
        self.rows.addLayout(lines[1])
        self.rows.addWidget(self.words)
        self.rows.addWidget(self.plot, 1)
        self.rows.addLayout(lines[2])

    def _connect(self) -> None:
        sweeping, corrupting = self._sweeping, self._corrupting
        self.corruption.activated.connect(self._choose_corruption)
        self.label.activated.connect(self._choose_label)
        self.second.activated.connect(self._choose_second)
        self.run.clicked.connect(self._run_or_stop)
        self.run_all.clicked.connect(self._run_all)
        self.plot.chosen.connect(self._choose_point)
        self.slider.valueChanged.connect(self._corrupt)
        sweeping.changed.connect(self._show)
        sweeping.progressed.connect(self._show_progress)
        corrupting.changed.connect(self._show_strength)
        self._document.models_changed.connect(self._show_models)
        self._mistakes.evaluation_changed.connect(self._show_models)
        self._mistakes.evaluation_changed.connect(self._show_classes)

    # What is shown

    def _show_models(self) -> None:
        target, second = self._mistakes.target, self._sweeping.second
        with QSignalBlocker(self.second):
            self.second.clear()
            self.second.addItem(self.tr("No second model"))
            for place, model in enumerate(self._document.models):
                if target is None or model.path != target.network:
                    self.second.addItem(model.card.name, place)
                    if model == second:
                        self.second.setCurrentIndex(self.second.count() - 1)

    def _show_classes(self) -> None:
        evaluation = self._mistakes.evaluation
        with QSignalBlocker(self.label):
            self.label.clear()
            self.label.addItem(self.tr("All classes"))
            for index, name in enumerate(() if evaluation is None else evaluation.class_names):
                self.label.addItem(self.tr("Label {0}").format(name), index)
            label = self._sweeping.label
            self.label.setCurrentIndex(0 if label is None else 1 + label)

    def _show(self) -> None:
        sweeping = self._sweeping
        running, corruption = sweeping.is_running, sweeping.corruption
        with QSignalBlocker(self.corruption):
            self.corruption.setCurrentIndex(self.corruption.findData(corruption.name))
        self.run.setText(self.tr("Cancel") if running else self.tr("Sweep"))
        missing = sweeping.missing
        self.run.setEnabled(not missing)
        for widget in (self.run_all, self.second):
            widget.setEnabled(not running and not missing)
        curves = [(each.model, each.points(sweeping.label)) for each in sweeping.curves]
        if corruption.name != self._framed:
            self._framed = corruption.name
            self.plot.show_choice(0, corruption.strengths.index(corruption.usual))
        self.plot.show_range(corruption.strengths[0], corruption.strengths[-1])
        self.plot.show_curves(curves, f"{translate(corruption.title)} ({corruption.unit})")
        self._show_words()
        self._show_strength()

    def _show_words(self) -> None:
        sweeping, choice = self._sweeping, self.plot.choice
        if sweeping.missing:
            self.words.setText(sweeping.missing)
        elif choice is None and sweeping.curves:
            self.words.setText(self.tr("There are no [samples] of this class."))
        elif choice is None and sweeping.is_running:
            self.words.setText(self.tr("Reading the [samples]…"))
        elif choice is None:
            self.words.setText(
                self.tr(
                    "Shows how the accuracy falls as the [samples] are corrupted more and more."
                )
            )
        else:
            self.words.setText(self._told(*choice))

    def _told(self, curve: int, place: int) -> str:
        """A point in words."""
        sweeping = self._sweeping
        found = sweeping.curves[curve]
        point = found.points(sweeping.label)[place]
        told = self.tr(
            "{0} at {1}: {2} of {3} correct (95% interval {4} to {5}); no longer correct: {6}."
        )
        return told.format(
            found.model,
            sweeping.corruption.told(point.strength),
            f"{point.accuracy:.1%}",
            f"{point.number:,}",
            *(f"{end:.1%}" for end in point.interval),
            f"{len(found.broken(place, sweeping.label)):,}",
        )

    def _show_progress(self, done: int, whole: int) -> None:
        if whole and not self._sweeping.curves:
            told = self.tr("Reading the [samples]… {0}")
            self.words.setText(told.format(whole_percent(done / whole)))
        self.run.setText(f"{self.tr('Cancel')} ({whole_percent(done / max(1, whole))})")

    def _show_strength(self) -> None:
        corruption, corrupting = self._sweeping.corruption, self._corrupting
        low, high = corruption.strengths[0], corruption.strengths[-1]
        with QSignalBlocker(self.slider):
            self.slider.setValue(round((corrupting.strength - low) / (high - low) * _STEPS))
        self.slider.setEnabled(corrupting.is_possible)
        self.strength.setText(corruption.told(round(corrupting.strength, 1)).replace("-", "−"))
        self.plot.show_strength(corrupting.strength or None)

    # What a person does

    def _choose_corruption(self) -> None:
        self._corrupting.corrupt(self._sweeping.corruption, 0)
        self._sweeping.choose(CORRUPTIONS[self.corruption.currentData()])

    def _choose_label(self) -> None:
        self._sweeping.choose_label(self.label.currentData())

    def _choose_second(self) -> None:
        place = self.second.currentData()
        self._sweeping.choose_second(None if place is None else self._document.models[place])

    def _run_or_stop(self) -> None:
        if self._sweeping.is_running:
            self._sweeping.stop()
        else:
            self._sweeping.run([self._sweeping.corruption])

    def _run_all(self) -> None:
        self._sweeping.run(list(CORRUPTIONS.values()))

    def _choose_point(self, curve: int, place: int) -> None:
        self._sweeping.list_broken(curve, place)
        self._show_words()

    def _corrupt(self, step: int) -> None:
        corruption = self._sweeping.corruption
        low, high = corruption.strengths[0], corruption.strengths[-1]
        strength = low + (high - low) * step / _STEPS
        # Within a step of nothing is nothing: the sample as it came can be found again.
        nothing = abs(strength) < (high - low) / _STEPS / 2 + 1e-9
        self._corrupting.corrupt(corruption, 0.0 if nothing else strength)
