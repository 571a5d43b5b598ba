"""A map's cell and a class' score by hand: this sample's numbers, rounded so that they add up.

Everything is counted in thousandths. Each product is that of the rounded f_k and w_k^c, rounded;
what the other channels add is given as whatever is missing. So a hand computation that makes no
mistake ends exactly in the numbers of the answer sheet.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

import numpy as np

from camviewer.inference.prediction import Capability, Prediction

NEEDS = (Capability.CONVOLUTION_FEATURES, Capability.LINEAR_HEAD)
"""What a network must have for its cells and scores to be sums."""

TERMS = 6
"""Channels that are worked out by hand."""

_ONE = 1000  # thousandths in 1


@dataclass(frozen=True)
class Term:
    """One channel's part in the cell.

    Attributes:
        channel: its number k, from 0.
        feature: f_k in the cell.
        weight: w_k^c.
        product: w_k^c f_k.
    """

    channel: int
    feature: float
    weight: float
    product: float


@dataclass(frozen=True)
class WorkSheet:
    """Numbers with three decimals that add up exactly.

    Attributes:
        class_index: the class c.
        class_name: what that is called.
        row, column: of the cell, from 0.
        grid: rows and columns of the map.
        terms: the channels that add most to the cell, whatever the sign, the strongest first.
        others: how many channels there are besides.
        rest: what those add.
        cell: M_c in the cell: all products and the rest.
        mean: mean of M_c over all cells.
        bias: b_c.
        score: S_c = b_c + mean M_c.
        computed: the score as the network computed it, not rounded.
    """

    class_index: int
    class_name: str
    row: int
    column: int
    grid: tuple[int, int]
    terms: tuple[Term, ...]
    others: int
    rest: float
    cell: float
    mean: float
    bias: float
    score: float
    computed: float


def work_sheet(
    prediction: Prediction, class_index: int, cell: tuple[int, int] | None = None
) -> WorkSheet:
    """The numbers of one cell of one class.

    Args:
        prediction: of the sample.
        class_index: the class c.
        cell: row and column; the one with the largest M_c if none is given.

    Raises:
        CapabilityError: a need is not met.
    """
    prediction.require(*NEEDS)
    values = prediction.maps[class_index]
    if cell is None:
        found = np.unravel_index(int(values.argmax()), values.shape)
        cell = (int(found[0]), int(found[1]))
    features = prediction.features[cell].astype(np.float64)
    weights = prediction.weights[:, class_index].astype(np.float64)
    strongest = np.argsort(-np.abs(features * weights), kind="stable")[:TERMS]
    terms = tuple(_term(int(k), float(features[k]), float(weights[k])) for k in strongest)
    whole = _rounded(float(values[cell]))
    mean = _rounded(float(values.mean(dtype=np.float64)))
    bias = _rounded(float(prediction.bias[class_index]))
    return WorkSheet(
        class_index=class_index,
        class_name=prediction.class_names[class_index],
        row=cell[0],
        column=cell[1],
        grid=(values.shape[0], values.shape[1]),
        terms=terms,
        others=len(weights) - len(terms),
        rest=_rounded(whole - sum(term.product for term in terms)),
        cell=whole,
        mean=mean,
        bias=bias,
        score=_rounded(bias + mean),
        computed=float(prediction.logits[class_index]),
    )


def _term(channel: int, feature: float, weight: float) -> Term:
    feature, weight = _rounded(feature), _rounded(weight)
    # In whole numbers: 1.5 × 0.123 is exactly between two thousandths, in binary just below.
    product = _halves_up(_thousandths(feature) * _thousandths(weight), _ONE)
    return Term(channel, feature, weight, product / _ONE)


def _rounded(value: float) -> float:
    """To three decimals; a zero has no sign."""
    return _thousandths(value) / _ONE


def _thousandths(value: float) -> int:
    return int((Decimal(value) * _ONE).to_integral_value(ROUND_HALF_UP))


def _halves_up(value: int, by: int) -> int:
    """A quotient as a person rounds it: what is just between goes away from zero."""
    size = (2 * abs(value) + by) // (2 * by)
    return size if value >= 0 else -size
