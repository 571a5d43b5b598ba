"""What each stroke of a drawing did: exact Shapley values, with the strokes as the parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from camviewer.attribution import shapley
from camviewer.attribution.perturbation import BATCH
from camviewer.common.arrays import Array
from camviewer.data.spec import ImageSpec
from camviewer.data.stroke_coalitions import coalition_samples, pack_strokes
from camviewer.data.strokes import Stroke
from camviewer.inference.prediction import Prediction

LEAST, MOST = 2, shapley.MAX_EXACT
"""Strokes of a drawing: a single one did all of it, and more than that take too many passes."""


@dataclass(frozen=True, eq=False)
class StrokeValues:
    """Shapley values of P strokes for C classes; with the blank sample's they are the whole score.

    Attributes:
        ink: (P, h, w) each stroke by itself, in [0, 1].
        values: (P, C) what the scores gain by a stroke, on average over all orders of drawing.
        blank: (C,) scores of a sample without ink.
        whole: (C,) scores of the sample with all strokes.
    """

    ink: Array
    values: Array
    blank: Array
    whole: Array


def stroke_values(
    prediction: Prediction, strokes: Sequence[Stroke], spec: ImageSpec
) -> Iterator[StrokeValues | None]:
    """The network is shown every coalition of the strokes: 2^P samples.

    Args:
        prediction: of the drawing of the strokes; its network is asked.
        strokes: on a blank canvas, `LEAST` to `MOST`.
        spec: for which the drawing was prepared.

    Returns:
        The values, last. Before that None after each batch, so that whoever waits can stop.

    Raises:
        CapabilityError: the network cannot be asked.
        ValueError: there are too many strokes.
    """
    network, count = prediction.open_network, len(strokes)
    coalitions = shapley.coalitions(count)
    packed = pack_strokes(strokes, spec)
    scores = np.zeros((len(coalitions), len(prediction.logits)), np.float32)
    for start in range(0, len(coalitions), BATCH):
        part = slice(start, start + BATCH)
        scores[part] = network.scores(coalition_samples(packed, coalitions[part], spec))
        yield None
    alone = coalition_samples(packed, np.eye(count, dtype=bool), ImageSpec(*spec.size))
    yield StrokeValues(alone, shapley.exact(lambda _: scores, count), scores[0], scores[-1])
