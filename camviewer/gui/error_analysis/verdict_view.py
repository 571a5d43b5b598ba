"""The verdict in words, in a table, and as four groups of samples to list."""

from __future__ import annotations

from functools import partial
from html import escape

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from camviewer.common.translation import translate
from camviewer.controllers.fixing import Fixing
from camviewer.error_analysis.verdict import OUTCOMES, Change, Verdict
from camviewer.gui.theme import SPACE
from camviewer.inference.evaluation import Indices

_SMALLEST_P = 0.0001
_NAME = '<td style="padding-right: 10px">'
_CELL = '<td align="right" style="padding-right: 10px; white-space: nowrap">'


class VerdictView(QWidget):
    """Shows the verdict, once there is one."""

    def __init__(self, fixing: Fixing, parent: QWidget | None = None) -> None:
        """A view that shows nothing yet."""
        super().__init__(parent)
        self._fixing = fixing
        self.sentence = self._label("verdictLabel")
        self.table = self._label("verdictTable")
        self.groups_label = self._label("verdictGroupsLabel")
        self.table.setToolTip(
            self.tr(
                "All are held out: no training saw them. The listed ones were chosen because they "
                "were wrong, so any other network would predict some of them correctly; similar "
                "ones were chosen whether wrong or not. Brackets: 95% interval."
            )
        )
        self.buttons = {
            name: self._button(name, tip)
            for name, tip in (
                ("fixed", self.tr("List what only the new network predicts correctly")),
                ("broken", self.tr("List what only the network before predicts correctly")),
                ("wrong", self.tr("List what neither network predicts correctly")),
                ("right", self.tr("List what both networks predict correctly")),
            )
        }
        grid = QGridLayout()
        grid.setSpacing(SPACE // 2)
        for place, button in enumerate(self.buttons.values()):
            grid.addWidget(button, *divmod(place, 2))
        rows = QVBoxLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(SPACE // 2)
        rows.addWidget(self.sentence)
        rows.addWidget(self.table)
        rows.addLayout(grid)
        rows.addWidget(self.groups_label)

    def _label(self, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)  # a table must not make the page wider than it is
        return label

    def _button(self, name: str, tip: str) -> QPushButton:
        button = QPushButton(self)
        button.setObjectName(f"{name}VerdictButton")
        button.setToolTip(tip)
        button.clicked.connect(partial(self._list, name))
        return button

    def show_verdict(self, verdict: Verdict | None) -> None:
        """Show another verdict; None hides everything."""
        self.setVisible(verdict is not None)
        if verdict is None:
            return
        self.sentence.setText(self._sentence(verdict))
        self.table.setText(self._table(verdict))
        members = self._members(verdict)
        for name, title in self._titles().items():
            self.buttons[name].setText(f"{title}: {len(members[name]):,}")
            self.buttons[name].setEnabled(self._fixing.can_list)
        self.groups_label.setText(self._about_groups(verdict))

    def _titles(self) -> dict[str, str]:
        return {
            "fixed": self.tr("Fixed"),
            "broken": self.tr("Broken"),
            "wrong": self.tr("Both wrong"),
            "right": self.tr("Both correct"),
        }

    def _members(self, verdict: Verdict) -> dict[str, Indices]:
        paired = verdict.paired
        return {
            "fixed": paired.fixed,
            "broken": paired.broken,
            "wrong": paired.both_wrong,
            "right": paired.both_right,
        }

    def _list(self, name: str) -> None:
        verdict = self._fixing.verdict
        if verdict is not None:
            self._fixing.list_places(self._titles()[name], self._members(verdict)[name])

    # Words

    def _sentence(self, verdict: Verdict) -> str:
        """What came out, and the difference where there is one."""
        meaning = translate(OUTCOMES[verdict.outcome])
        if verdict.outcome == "same":
            return f"<b>{meaning}</b>"
        low, high = verdict.interval
        told = self.tr("Accuracy {0} percentage points (95% interval {1} to {2}), p {3}.").format(
            *(_points(each) for each in (verdict.difference, low, high)),
            escape(_p_value(verdict.overall.p_value)),
        )
        return f"<b>{meaning}</b> {told}"

    def _table(self, verdict: Verdict) -> str:
        heads = self.tr("[Samples]"), self.tr("Before"), self.tr("After")
        cells = "".join(f"{_CELL}<b>{escape(head)}</b></td>" for head in heads)
        name = f"{_NAME}<b>{escape(self.tr('Held out'))}</b></td>"
        named = (
            (self.tr("All"), verdict.overall),
            (self.tr("Listed"), verdict.selection),
            (self.tr("Similar"), verdict.similar),
        )
        rows = "".join(_row(name, change) for name, change in named if change is not None)
        return f"<table cellspacing=2><tr>{name}{cells}</tr>{rows}</table>"

    def _about_groups(self, verdict: Verdict) -> str:
        better = [each for each in verdict.groups if each.is_better]
        lines = []
        if verdict.worse:
            told = self.tr("Significantly worse: {0}.")
            lines.append(told.format(", ".join(_named(each) for each in verdict.worse)))
        if better:
            told = self.tr("Significantly better: {0}.")
            lines.append(told.format(", ".join(_named(each) for each in better)))
        told = self.tr("Tested for each class, tag and named cluster, {0} in all (Holm’s method).")
        lines.append(told.format(len(verdict.groups)))
        return " ".join(lines)


def _row(name: str, change: Change) -> str:
    cells = [f"{change.number:,}"]
    if change.number:
        cells.append(_share(change.before, change.number, change.interval_before))
        cells.append(_share(change.after, change.number, change.interval_after))
    figures = "".join(f"{_CELL}{each}</td>" for each in cells)
    return f"<tr>{_NAME}{escape(name)}</td>{figures}</tr>"


def _share(right: int, number: int, interval: tuple[float, float]) -> str:
    low, high = (f"{100 * each:.1f}" for each in interval)
    return f"{100 * right / number:.2f}%<br>[{low}, {high}]"


def _named(change: Change) -> str:
    told = " → ".join(
        f"{100 * each / change.number:.1f}%" for each in (change.before, change.after)
    )
    return f"{escape(change.name)} ({told})"


def _points(difference: float) -> str:
    """A difference of two shares in percentage points, with its sign."""
    return f"{100 * difference:+.2f}".replace("-", "−")


def _p_value(p_value: float) -> str:
    return f"< {_SMALLEST_P}" if p_value < _SMALLEST_P else f"= {p_value:.4f}"
