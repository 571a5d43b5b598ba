"""Calibration: how far a network's probabilities are the shares of samples that it reads right.

The probability that counts is that of the predicted class. Whoever says 90 % a hundred times and is
right ninety times is calibrated (Guo et al., ICML 2017).
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.data.dataset import Labels
from camviewer.error_analysis.confusion import accuracy_interval
from camviewer.inference.evaluation import Evaluation

Numbers = NDArray[np.float64]

BINNINGS = ("width", "mass")
"""Bins of equal width, or with equally many samples in each."""

BINS = 15
"""As in most papers since Guo et al."""

RESAMPLES = 1000
"""Bootstrap samples behind an interval."""

LEVEL = 0.95
"""Of confidence, of every interval."""

_TEMPERATURES = (0.05, 20.0)  # between which one is looked for


@dataclass(frozen=True, eq=False)
class ReliabilityBins:
    """Samples by the probability of the predicted class, in B bins.

    Attributes:
        edges: (B + 1,) rising, from 0 to 1 for bins of equal width.
        counts: (B,) samples of each bin.
        confidence: (B,) mean probability of each, 0 to 1; not a number where it is empty.
        accuracy: (B,) share of samples classified correctly; not a number where it is empty.
        intervals: (B, 2) Wilson's 95 % interval of that share; not numbers where it is empty.
    """

    edges: Numbers
    counts: NDArray[np.int64]
    confidence: Numbers
    accuracy: Numbers
    intervals: Numbers


@dataclass(frozen=True, eq=False)
class Calibration:
    """How well n probabilities are calibrated.

    Attributes:
        bins: the reliability diagram.
        error: expected calibration error, 0 to 1: the mean over the samples of how far confidence
            and accuracy of their bin lie apart (Naeini et al., AAAI 2015).
        interval: its 95 % interval; see `calibrate`.
        by_chance: the error that a perfectly calibrated network of the same probabilities stays
            below 95 times in 100 (Bröcker and Smith, Weather and Forecasting 2007).
        brier: mean over the samples of the squared differences, over all classes, between
            probabilities and what is right, 0 to 2 (Brier, 1950).
        log_loss: mean of -ln p of the label, at least 0.
        number: of samples.
    """

    bins: ReliabilityBins
    error: float
    interval: tuple[float, float]
    by_chance: float
    brier: float
    log_loss: float
    number: int


@dataclass(frozen=True, eq=False)
class TemperatureScaling:
    """What dividing all scores by one number does to the probabilities.

    It is fitted to the samples at even places and reported on those at odd ones.

    Attributes:
        temperature: by which scores are divided; above 1 the network is too sure.
        before: calibration of the samples at odd places, as they are.
        after: the same, with their scores divided.
    """

    temperature: float
    before: Calibration
    after: Calibration


def probabilities(scores: NDArray[np.floating], temperature: float = 1.0) -> Numbers:
    """(n, C) softmax of scores (n, C) divided by a temperature above 0, in double precision."""
    return np.exp(_log_probabilities(scores, temperature))


def reliability(
    confidence: Numbers, correct: NDArray[np.bool_], number: int = BINS, binning: str = "width"
) -> ReliabilityBins:
    """Sort samples into bins by their confidence.

    Args:
        confidence: (n,) probability of the predicted class, n >= 1.
        correct: (n,) whether it is the label.
        number: of bins, at least 1; of equal mass there are no more than samples.
        binning: one of `BINNINGS`.
    """
    edges, places = _bins(confidence, number, binning)
    bins = len(edges) - 1
    counts = np.bincount(places, minlength=bins)
    right = np.bincount(places, correct, bins)
    whole = np.where(counts > 0, counts, np.nan)
    intervals = [
        accuracy_interval(int(hits), int(count), LEVEL) if count else (np.nan, np.nan)
        for hits, count in zip(right, counts, strict=True)
    ]
    return ReliabilityBins(
        edges,
        counts,
        np.bincount(places, confidence, bins) / whole,
        right / whole,
        np.array(intervals),
    )


def expected_calibration_error(bins: ReliabilityBins) -> float:
    """Mean over the samples of |accuracy - confidence| of their bin, 0 to 1."""
    gaps = np.nan_to_num(np.abs(bins.accuracy - bins.confidence))
    return float((gaps * bins.counts).sum() / bins.counts.sum())


def brier_score(found: Numbers, labels: Labels) -> float:
    """Mean squared difference between probabilities (n, C) and labels (n,), 0 to 2."""
    of_label = found[np.arange(len(labels)), labels]
    # The label's probability should be 1: (p - 1)² = p² - 2 p + 1.
    return float(((found**2).sum(axis=1) - 2 * of_label + 1).mean())


def log_loss(scores: NDArray[np.floating], labels: Labels, temperature: float = 1.0) -> float:
    """Mean of -ln p of the label, of scores (n, C) divided by a temperature."""
    found = _log_probabilities(scores, temperature)
    return float(-found[np.arange(len(labels)), labels].mean())


def calibrate(
    scores: NDArray[np.floating],
    labels: Labels,
    *,
    temperature: float = 1.0,
    number: int = BINS,
    binning: str = "width",
    seed: int = 0,
) -> Calibration:
    """Measure how well probabilities are calibrated.

    Resampling adds to an error that is never negative. So the lower end of the interval is the
    basic bootstrap's, which takes that off, and 0 wherever a perfectly calibrated network would do
    no better; the upper end is the percentile bootstrap's, which keeps it. Where the two differ,
    the interval is rather too wide than too narrow.

    Args:
        scores: (n, C) S_c of n >= 1 samples.
        labels: (n,) their classes.
        temperature: by which the scores are divided.
        number: of bins, at least 1.
        binning: one of `BINNINGS`.
        seed: of the resampling: the same gives the same.
    """
    found = probabilities(scores, temperature)
    confidence, correct = found.max(axis=1), found.argmax(axis=1) == labels
    bins = reliability(confidence, correct, number, binning)
    places = _bins(confidence, number, binning)[1]
    error = expected_calibration_error(bins)
    random = np.random.default_rng(seed)
    resampled = _resampled_errors(places, correct - confidence, random)
    by_chance = float(np.quantile(_chance_errors(places, confidence, random), LEVEL))
    high = float(np.quantile(resampled, (1 + LEVEL) / 2))
    return Calibration(
        bins,
        error,
        (0.0 if error <= by_chance else max(0.0, 2 * error - high), max(error, high)),
        by_chance,
        brier_score(found, labels),
        log_loss(scores, labels, temperature),
        len(labels),
    )


def fit_temperature(scores: NDArray[np.floating], labels: Labels) -> float:
    """The temperature, 0.05 to 20, at which scores (n, C), n >= 1, have the smallest log loss."""
    from scipy.optimize import minimize_scalar  # here: it takes a while to load

    # The loss is convex in 1 / T; the logarithm makes the steps even.
    found = minimize_scalar(
        lambda logarithm: log_loss(scores, labels, float(np.exp(logarithm))),
        bounds=tuple(np.log(_TEMPERATURES)),
        method="bounded",
        options={"xatol": 1e-6},
    )
    return float(np.exp(found.x))


def scale_temperature(evaluation: Evaluation, *, binning: str = "width") -> TemperatureScaling:
    """Fit a temperature to the samples at even places, and try it on those at odd ones.

    Raises:
        UserError: there is only one sample.
    """
    if len(evaluation) < 2:
        raise UserError(
            translate(
                "Temperature: one [sample] is not enough to fit it and to test it. Evaluate a "
                "split with more [samples]."
            )
        )
    scores, labels = evaluation.scores, evaluation.labels
    temperature = fit_temperature(scores[::2], labels[::2])
    return TemperatureScaling(
        temperature,
        calibrate(scores[1::2], labels[1::2], binning=binning),
        calibrate(scores[1::2], labels[1::2], temperature=temperature, binning=binning),
    )


def _log_probabilities(scores: NDArray[np.floating], temperature: float) -> Numbers:
    scaled = scores.astype(np.float64) / temperature
    scaled -= scaled.max(axis=1, keepdims=True)
    found: Numbers = scaled - np.log(np.exp(scaled).sum(axis=1, keepdims=True))
    return found


def _bins(confidence: Numbers, number: int, binning: str) -> tuple[Numbers, NDArray[np.intp]]:
    """(B + 1,) edges, and (n,) the bin of each sample; a sample on an edge belongs above it."""
    if binning == "width":
        edges = np.linspace(0, 1, number + 1)
        return edges, np.clip(np.searchsorted(edges, confidence, "right") - 1, 0, number - 1)
    if binning != "mass":
        raise ValueError(f"expected one of {BINNINGS}, found {binning!r}")
    bins = min(number, len(confidence))
    order = np.argsort(confidence, kind="stable")
    starts = np.arange(bins + 1) * len(confidence) // bins
    places = np.empty(len(confidence), np.intp)
    places[order] = np.searchsorted(starts, np.arange(len(confidence)), "right") - 1
    rising = confidence[order]
    return np.append(rising[starts[:-1]], rising[-1]), places


def _resampled_errors(
    places: NDArray[np.intp], gaps: Numbers, random: np.random.Generator
) -> Numbers:
    """(RESAMPLES,) the error of n samples drawn from the n, their bins (n,) and gaps (n,) known."""
    number, found = len(gaps), np.empty(RESAMPLES)
    for each in range(RESAMPLES):
        drawn = random.integers(0, number, number)
        found[each] = np.abs(np.bincount(places[drawn], gaps[drawn])).sum() / number
    return found


def _chance_errors(
    places: NDArray[np.intp], confidence: Numbers, random: np.random.Generator
) -> Numbers:
    """(RESAMPLES,) the error where each sample is read right as often as its probability says."""
    number, found = len(confidence), np.empty(RESAMPLES)
    for each in range(RESAMPLES):
        gaps = (random.random(number) < confidence) - confidence
        found[each] = np.abs(np.bincount(places, gaps)).sum() / number
    return found
