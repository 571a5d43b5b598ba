"""Layer-wise relevance propagation (Bach et al., PLoS ONE 2015)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from camviewer.attribution.attribution import Attribution, Group, Parameter, Values, choice
from camviewer.attribution.relevance import Composite, relevance
from camviewer.attribution.sample_maps import over_channels, summing_to_scores
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction
from camviewer.networks.convolutions import ON_GRIDS
from camviewer.networks.graph import Layer
from camviewer.networks.relevance import AlphaBeta, Box, Epsilon, Flat, Gamma, Rule, Square

TITLE = tr_noop("LRP")

ABOUT = tr_noop(
    "The score is handed back layer by layer, each number receiving its share in proportion to "
    "what it contributed, down to the pixels. The share of the biases is left over."
)

FORMULA = r"R_i = \sum_j \frac{z_{ij}}{z_j} R_j, \quad z_{ij} = x_i w_{ij}"

PAPER = "Bach, Binder, Montavon, Klauschen, Müller, Samek, PLoS ONE 2015"

GROUP = Group.RELEVANCE

NEEDS = (Capability.LAYERS,)

COMPOSITE = "composite"

_RULES: Mapping[str, str] = {
    COMPOSITE: tr_noop("Composite: ε above, γ in convolutions, pixels in their range"),
    "zero": tr_noop("LRP-0"),
    "epsilon": tr_noop("LRP-ε"),
    "gamma": tr_noop("LRP-γ"),
    "z-plus": tr_noop("z⁺: positive contributions only"),
    "alpha-beta": tr_noop("α2β1: positive and negative apart"),
}

_FIRST: Mapping[str, str] = {
    "box": tr_noop("zᴮ: pixels in their range"),
    "same": tr_noop("Same as other layers"),
    "square": tr_noop("w²"),
    "flat": tr_noop("Flat: all equal"),
}

RULE = Parameter("rule", tr_noop("Rule"), lambda _prediction: _RULES)

FIRST = Parameter("first", tr_noop("At the pixels"), lambda _prediction: _FIRST)

EPSILON = choice("epsilon", tr_noop("ε"), "0.000001", "0.01", "0.1", "0.25", "1")

GAMMA = choice("gamma", tr_noop("γ"), "0.25", "0.1", "0.5", "1")

PARAMETERS = (RULE, FIRST, EPSILON, GAMMA)

_AT_FIRST: Mapping[str, Rule] = {"square": Square(), "flat": Flat()}


def attribute(prediction: Prediction, classes: Sequence[int], values: Values) -> Attribution:
    """R at every pixel, signed; the remainder is what biases and ε took."""
    found = relevance(prediction.activations, classes, composite_of(prediction, values))
    return summing_to_scores(prediction, classes, over_channels(found.pixels), 1)


def composite_of(prediction: Prediction, values: Values) -> Composite:
    """Which rule is applied where, as the parameters say."""
    name, first = RULE.value(prediction, values), FIRST.value(prediction, values)
    epsilon = Epsilon(float(EPSILON.value(prediction, values)))
    gamma = Gamma(float(GAMMA.value(prediction, values)))
    rules: Mapping[str, Rule] = {
        "zero": Epsilon(0),
        "epsilon": epsilon,
        "gamma": gamma,
        "z-plus": AlphaBeta(1),
        "alpha-beta": AlphaBeta(2),
    }

    def rule(layer: Layer, is_first: bool) -> Rule:
        if is_first and first == "box":
            return _box(prediction, layer)
        if is_first and first in _AT_FIRST:
            return _AT_FIRST[first]
        if name == COMPOSITE:
            return gamma if layer.kind in ON_GRIDS else epsilon
        return rules[name]

    return rule


def _box(prediction: Prediction, layer: Layer) -> Box:
    """The rule for pixels in [0, 1], or in what that becomes on the way to the layer.

    What normalises each sample by itself makes the same of black and white; what it made of this
    one is within the box, too.
    """
    (source,) = layer.inputs
    if source == 0:
        return Box()
    image = prediction.image
    ends = np.stack([np.zeros_like(image), np.ones_like(image), image])
    found = prediction.open_network.activations(ends).outputs[source]
    return Box(found.min(axis=0, keepdims=True), found.max(axis=0, keepdims=True))
