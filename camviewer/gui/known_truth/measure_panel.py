"""What is measured over many samples: how well methods point, and what decoys do to a network."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from camviewer.attribution.methods import METHODS
from camviewer.attribution.pointing import STRONGEST
from camviewer.common.translation import translate
from camviewer.controllers.known_truth import KnownTruthLab
from camviewer.controllers.truth_cases import CENTRE, CHANCE, COUNT, DIGITS
from camviewer.controllers.truth_measuring import ACCURACIES
from camviewer.gui.known_truth.truth_table import TruthTable
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.number_format import number


class MeasurePanel(QWidget):
    """A button, how far it is, and two tables; hidden where there is nothing to measure."""

    def __init__(self, lab: KnownTruthLab, parent: QWidget) -> None:
        """A panel that follows the lab."""
        super().__init__(parent)
        self.setObjectName("measurePanel")
        self._lab = lab
        self.button = QPushButton(self)
        self.button.setObjectName("measureButton")
        self.button.clicked.connect(self._measure_or_stop)
        self.bar = QProgressBar(self)
        self.bar.setObjectName("measureProgress")
        self.bar.setRange(0, 100)
        self.about = QLabel(self)
        self.about.setWordWrap(True)
        self.about.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.accuracies = TruthTable(
            "accuracyTable",
            (self.tr("Digits"), self.tr("Accuracy"), self.tr("Follow the patch")),
            (
                self.tr("The first {0} of each kind").format(f"{DIGITS:,}"),
                self.tr("Share of the digits predicted as their labels"),
                self.tr(
                    "Share of the digits predicted as their patches say, or said before masking"
                ),
            ),
            self,
        )
        self.table = TruthTable(
            "pointingTable",
            (
                self.tr("Method"),
                self.tr("Hit"),
                self.tr("Energy inside"),
                self.tr("Strongest"),
            ),
            (
                self.tr("Centre and Chance take no account of the [sample]"),
                self.tr("How often the strongest cell lies where the answer is"),
                self.tr("Share of what counts for the class that lies where the answer is"),
                self.tr("How many of the {0} strongest cells lie there").format(STRONGEST),
            ),
            self,
        )
        top = QHBoxLayout()
        top.setSpacing(SPACE)
        top.addWidget(self.button)
        top.addWidget(self.bar, 1)
        top.addStretch(0)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE)
        layout.addLayout(top)
        layout.addWidget(self.accuracies)
        layout.addWidget(self.about)
        layout.addWidget(self.table)
        layout.setAlignment(top, Qt.AlignmentFlag.AlignLeft)
        lab.changed.connect(self.refresh)
        lab.measuring.changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show what is known."""
        lab = self._lab
        is_running = lab.measuring.progress is not None
        self.setVisible(lab.can_measure)
        self.button.setText(self.tr("Stop") if is_running else self._offer())
        self.bar.setVisible(is_running)
        self.bar.setValue(round(100 * (lab.measuring.progress or 0)))
        self._show_accuracies()
        rows = lab.measuring.rows(lab.part)
        self.table.setVisible(bool(rows))
        self.about.setVisible(bool(rows))
        words = self.tr(
            "Means over {0} scenes. A method that points no better than chance says nothing."
        )
        if lab.part == "decoys":
            words = self.tr(
                "Means over {0} digits. A method that points no better than chance says nothing."
            )
        most = max((row.done for row in rows), default=0)
        self.about.setText(words.format(most))
        names = {CENTRE: self.tr("Centre"), CHANCE: self.tr("Chance")}
        self.table.show_rows(
            [
                (
                    (names.get(row.name) or translate(METHODS[row.name].title))
                    + (" …" if row.done < most else ""),
                    _share(row.hit),
                    _share(row.energy),
                    number(row.strongest, decimals=1),
                )
                for row in rows
            ],
            strong=[place for place, row in enumerate(rows) if row.name in names],
        )

    def _offer(self) -> str:
        if self._lab.part == "decoys":
            return self.tr("Measure over many digits")
        return self.tr("Measure over {0} scenes").format(COUNT)

    def _measure_or_stop(self) -> None:
        if self._lab.measuring.progress is None:
            self._lab.measure()
        else:
            self._lab.measuring.stop()

    def _show_accuracies(self) -> None:
        titles = dict(
            zip(
                ACCURACIES,
                (
                    self.tr("Training digits: the patch gives the class away"),
                    self.tr("Test digits: the patch is wrong"),
                    self.tr("Test digits with the patch masked"),
                ),
                strict=True,
            )
        )
        found = self._lab.measuring.accuracies if self._lab.part == "decoys" else ()
        self.accuracies.setVisible(bool(found))
        self.accuracies.show_rows(
            [
                (titles[each.name], f"{100 * each.correct:.1f}%", f"{100 * each.followed:.1f}%")
                for each in found
            ]
        )


def _share(share: float) -> str:
    return f"{100 * share:.0f}%"
