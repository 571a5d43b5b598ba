"""Stages: what becomes of a digit, from the input over all layers to the scores."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from camviewer.common.arrays import Array
from camviewer.inference.prediction import Prediction


@dataclass(frozen=True, eq=False)
class LayerStage:
    """What there is of the digit behind one layer.

    Attributes:
        kind: "input", "pooled", "scores", or what the layer is, as in `LayerOutput`.
        shape: (h, w, K), or (K,) where there are no cells any more.
        parameters: numbers in the layer.
        values: (h, w, at most K); one cell where there are no cells any more.
    """

    kind: str
    shape: tuple[int, ...]
    parameters: int
    values: Array


def stages(prediction: Prediction) -> tuple[LayerStage, ...]:
    """All stages of a prediction whose layers were asked for.

    The last three are those of the (perhaps ablated) prediction itself: features, pooled, scores.

    Raises:
        ValueError: the prediction tells nothing about its layers.
    """
    if not prediction.layers:
        raise ValueError("expected an analysis that tells about its layers, found none of them")
    *before, last = prediction.layers
    channels = last.values.shape[2]
    image = prediction.image if prediction.image.ndim == 3 else prediction.image[..., None]
    pooled, scores = (array[None, None] for array in (prediction.pooled, prediction.logits))
    return (
        LayerStage("input", image.shape, 0, image),
        *(LayerStage(layer.kind, layer.shape, layer.parameters, layer.values) for layer in before),
        LayerStage(last.kind, last.shape, last.parameters, prediction.features[..., :channels]),
        LayerStage("pooled", prediction.pooled.shape, 0, pooled),
        LayerStage(
            "scores",
            prediction.logits.shape,
            int(np.size(prediction.weights) + np.size(prediction.bias)),
            scores,
        ),
    )
