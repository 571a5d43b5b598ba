"""Predictions by networks with a linear head, from plain arrays."""

from __future__ import annotations

from camviewer.common.arrays import Array
from camviewer.inference.prediction import ConvolutionFeatures, LinearHead, Prediction
from camviewer.networks.receptive_field import ReceptiveField


def linear_prediction(
    image: Array,
    features: Array,
    weights: Array,
    bias: Array,
    logits: Array,
    model: str,
    field: ReceptiveField | None = None,
) -> Prediction:
    """What such a network computed for a sample."""
    convolution, head = ConvolutionFeatures(features, field), LinearHead(weights, bias)
    return Prediction(image, logits, model, convolution, head)
