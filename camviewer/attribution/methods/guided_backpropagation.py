"""Guided backpropagation (Springenberg et al., ICLR workshop 2015)."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from camviewer.attribution.attribution import Attribution, Group, Values
from camviewer.attribution.backward import score_gradients
from camviewer.attribution.sample_maps import over_channels
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction
from camviewer.networks.graph import Layer

TITLE = tr_noop("Guided backpropagation")

ABOUT = tr_noop(
    "The gradient, with every ReLU letting only positive values through on the way back. The "
    "strokes come out sharp, but they are mostly those of the [sample], whatever the network "
    "has learned."
)

FORMULA = r"R^{l} = [f^{l} > 0] \, [R^{l+1} > 0] \, R^{l+1}"

PAPER = "Springenberg, Dosovitskiy, Brox, Riedmiller, ICLR workshop 2015"

SIGNS = tr_noop(
    "Red: a brighter pixel would raise the score. Blue: it would lower it. What was cut off on "
    "the way back appears in neither."
)

GROUP = Group.GRADIENT

NEEDS = (Capability.LAYERS,)


def attribute(prediction: Prediction, classes: Sequence[int], _values: Values) -> Attribution:
    """The gradient through ReLUs that pass back only what is positive; signed."""
    activations = prediction.activations

    def arriving(place: int, gradient: Array) -> Array:
        is_relu = _is_relu(activations.graph.layers[place - 1])
        return np.maximum(gradient, 0) if is_relu else gradient

    found = score_gradients(activations, classes, {0}, arriving)[0]
    return Attribution(over_channels(found), True, None, None, None, 1)


def _is_relu(layer: Layer) -> bool:
    return layer.kind == "ReLU" or layer.settings.get("activation") == "relu"
