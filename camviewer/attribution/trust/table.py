"""The table of methods and measures: means over samples with confidence intervals, sorted."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

RESAMPLES = 2000

COLUMNS = ("measure", "method", "mean", "low", "high", "samples")


@dataclass(frozen=True)
class Estimate:
    """A mean over samples.

    Attributes:
        mean: of those samples that have a value.
        low: lower end of its 95 % interval; None of a single sample, which tells no spread.
        high: upper end; None with it.
        samples: how many have a value.
    """

    mean: float
    low: float | None
    high: float | None
    samples: int


@dataclass(frozen=True)
class Row:
    """One method by one measure.

    Attributes:
        measure: name of the measure.
        method: name of the method.
        estimate: what it came to; None if no sample has a value.
    """

    measure: str
    method: str
    estimate: Estimate | None


def estimate(
    values: Sequence[float | None], seed: int = 0, resamples: int = RESAMPLES
) -> Estimate | None:
    """The mean with its 95 % bootstrap interval by percentiles (Efron, Ann. Statist. 1979).

    Args:
        values: one a sample; None where a sample has none.
        seed: the same values and seed have the same interval.
        resamples: so many times the samples are drawn anew, with replacement.

    Returns:
        None if no sample has a value.
    """
    known = np.array([each for each in values if each is not None], np.float64)
    if not known.size:
        return None
    mean = float(known.mean())
    if known.size == 1:
        return Estimate(mean, None, None, 1)
    drawn = np.random.default_rng(seed).integers(known.size, size=(resamples, known.size))
    low, high = np.percentile(known[drawn].mean(axis=1), (2.5, 97.5))
    return Estimate(mean, float(low), float(high), known.size)


def rows(
    values: Mapping[tuple[str, str], Sequence[float | None]],
    larger_is_better: Mapping[str, bool],
    seed: int = 0,
) -> list[Row]:
    """One row a method and measure.

    Args:
        values: by names of method and measure, one a sample.
        larger_is_better: by name of each measure, in the order in which they are listed.
        seed: of the intervals.

    Returns:
        Measure by measure, in each the best method first, those without a value last.
    """

    def key(row: Row) -> tuple[int, float, str]:
        sign = -1 if larger_is_better[row.measure] else 1
        worth = np.inf if row.estimate is None else sign * row.estimate.mean
        return places[row.measure], worth, row.method

    places = {measure: place for place, measure in enumerate(larger_is_better)}
    found = [
        Row(measure, method, estimate(each, seed)) for (method, measure), each in values.items()
    ]
    return sorted(found, key=key)


def csv_lines(table: Sequence[Row]) -> list[str]:
    """The rows as lines of CSV without their ends, a head first; what is not known is empty."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in table:
        found = row.estimate or Estimate(np.nan, None, None, 0)
        numbers = map(_written, (found.mean, found.low, found.high))
        writer.writerow((row.measure, row.method, *numbers, found.samples))
    return text.getvalue().splitlines()


def _written(value: float | None) -> str:
    """Six digits are more than a few hundred samples tell."""
    return "" if value is None or np.isnan(value) else f"{value:.6g}"
