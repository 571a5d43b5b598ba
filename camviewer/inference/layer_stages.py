"""Stages: what becomes of a sample, from the input over all layers to the scores."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from camviewer.common.arrays import Array
from camviewer.inference.prediction import Prediction


@dataclass(frozen=True, eq=False)
class LayerStage:
    """What there is of the sample behind one layer.

    Attributes:
        kind: "input", "pooled", "scores", or what the layer is, as in `LayerOutput`.
        shape: (h, w, K), or (K,) where there are no cells any more.
        parameters: numbers in the layer; 0 for scores whose layer is not known.
        values: (h, w, at most K); one cell where there are no cells any more.
    """

    kind: str
    shape: tuple[int, ...]
    parameters: int
    values: Array


def stages(prediction: Prediction) -> tuple[LayerStage, ...]:
    """All stages of a prediction whose layers were asked for.

    The features and what follows are those of the (perhaps ablated) prediction itself. Without a
    linear head what lies between the layers and the scores is not known, and is left out.

    Raises:
        ValueError: the prediction tells nothing about its layers.
    """
    if not prediction.layers:
        raise ValueError("expected a prediction that tells about its layers, found none of them")
    image = prediction.image if prediction.image.ndim == 3 else prediction.image[..., None]
    layers = [
        LayerStage(layer.kind, layer.shape, layer.parameters, layer.values)
        for layer in prediction.layers
    ]
    if prediction.convolution is not None:
        last, channels = layers[-1], layers[-1].values.shape[2]
        layers[-1] = replace(last, values=prediction.features[..., :channels])
    parameters = 0
    if prediction.head is not None:
        layers.append(
            LayerStage("pooled", prediction.pooled.shape, 0, prediction.pooled[None, None])
        )
        parameters = int(np.size(prediction.weights) + np.size(prediction.bias))
    logits = prediction.logits
    scores = LayerStage("scores", logits.shape, parameters, logits[None, None])
    return (LayerStage("input", image.shape, 0, image), *layers, scores)
