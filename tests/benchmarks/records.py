"""What a benchmark found, and the table of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np


class MissingError(Exception):
    """What a figure needs is not on this computer; the message says what."""


@dataclass(frozen=True)
class Record:
    """One figure beside its yardstick.

    Attributes:
        figure: what was measured.
        measured: the figure.
        unit: of the figure and of its yardstick.
        yardstick: what it is compared with, from the same run; None if there is nothing like it.
        beside: what the yardstick is.
        limit: in words; empty if the figure is only told.
        ok: whether the limit is kept; None if there is none, or nothing was measured.
        trouble: why nothing was measured.
    """

    figure: str
    measured: float | None = None
    unit: str = ""
    yardstick: float | None = None
    beside: str = ""
    limit: str = ""
    ok: bool | None = None
    trouble: str = ""

    @property
    def ratio(self) -> float | None:
        """The figure in yardsticks."""
        if self.measured is None or not self.yardstick:
            return None
        return self.measured / self.yardstick

    @property
    def verdict(self) -> str:
        """One word for the table."""
        if self.trouble:
            return "skipped" if self.ok is None else "FAILED"
        return {True: "ok", False: "SHORT", None: ""}[self.ok]


def record(
    figure: str,
    measured: float,
    unit: str,
    yardstick: float | None = None,
    beside: str = "",
    *,
    limit: str = "",
) -> Record:
    """A figure, judged by a limit such as "<= 16" (of itself) or "ratio >= 2" (of its ratio)."""
    found = Record(figure, measured, unit, yardstick, beside, limit)
    if not limit:
        return found
    *of_ratio, relation, bound = limit.split()
    judged = found.ratio if of_ratio else measured
    if judged is None:
        raise ValueError(f"expected a yardstick for the limit {limit!r}, found none")
    ok = {"<=": judged <= float(bound), ">=": judged >= float(bound)}[relation]
    return replace(found, ok=ok)


def table(records: Sequence[Record]) -> str:
    """All figures, one a line."""
    rows = [("figure", "measured", "yardstick", "ratio", "limit", "", "beside")]
    rows += [
        (
            found.figure,
            _number(found.measured, found.unit),
            _number(found.yardstick, found.unit),
            _number(found.ratio, ""),
            found.limit,
            found.verdict,
            found.trouble or found.beside,
        )
        for found in records
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    lines = []
    for row in rows:
        cells = [
            cell.rjust(width) if 1 <= column <= 3 else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ]
        lines.append("  ".join(cells).rstrip())
    lines.insert(1, "-" * max(map(len, lines)))
    return "\n".join(lines)


def median(values: Sequence[float]) -> float:
    """The middle value."""
    return float(np.median(values))


def p95(values: Sequence[float]) -> float:
    """Only one in twenty is larger."""
    return float(np.percentile(values, 95))


def p99(values: Sequence[float]) -> float:
    """Only one in a hundred is larger."""
    return float(np.percentile(values, 99))


def _number(value: float | None, unit: str) -> str:
    if value is None:
        return ""
    samples = 0 if abs(value) >= 1000 or value == int(value) else 3 if abs(value) < 1 else 2
    return f"{value:,.{samples}f} {unit}".strip()
