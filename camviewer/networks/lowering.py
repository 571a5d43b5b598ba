"""A graph as it is read: activations as layers of their own, batch normalisations folded."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from camviewer.networks.graph import Graph, Layer, Weights, options_in
from camviewer.networks.layers.normalisation import factor_and_shift


@dataclass(frozen=True)
class Lowered:
    """A graph made of another one that computes the same.

    Attributes:
        graph: the graph; its scores are scores, never probabilities.
        outputs: for the sample and each layer of the other graph, which output here is the same;
            None for what is not computed any more.
    """

    graph: Graph
    outputs: tuple[int | None, ...]


def unfused(graph: Graph) -> Lowered:
    """The graph with activations behind layers instead of in them, and without the softmax.

    The weights are the same, in the same order.
    """
    layers: list[Layer] = []
    outputs = [0]
    for layer in graph.layers:
        activation = layer.settings.get("activation", "linear")
        inputs = tuple(outputs[place] for place in layer.inputs)
        if layer.kind == "Activation" and activation == "softmax":
            outputs.append(*inputs)
            continue
        if layer.kind == "Activation" or activation == "linear":
            layers.append(replace(layer, inputs=inputs))
        else:
            plain = options_in(layer, {"activation": "linear"})
            layers.append(replace(layer, options=plain, inputs=inputs))
            if activation != "softmax":
                own = (("activation", activation),)
                name = f"{layer.name}/{activation}"
                layers.append(Layer("Activation", name, own, (len(layers),)))
        outputs.append(len(layers))
    return Lowered(Graph(graph.spec, tuple(layers)), tuple(outputs))


def folded(graph: Graph, kept: int | None = None) -> Lowered:
    """The graph without the batch normalisations that alone read a convolution.

    Args:
        graph: with activations as layers of their own.
        kept: an output that is wanted as it is.
    """
    pairs = _pairs(graph, kept)
    layers: list[Layer] = []
    outputs: list[int | None] = [0]
    for place, layer in enumerate(graph.layers, 1):
        if layer.inputs[0] in pairs and pairs[layer.inputs[0]] == place:
            outputs.append(outputs[layer.inputs[0]])
            outputs[layer.inputs[0]] = None
            continue
        inputs = tuple(_known(outputs[each]) for each in layer.inputs)
        options = options_in(layer, {"use_bias": True}) if place in pairs else layer.options
        layers.append(replace(layer, options=options, inputs=inputs))
        outputs.append(len(layers))
    return Lowered(Graph(graph.spec, tuple(layers)), tuple(outputs))


def fold(graph: Graph, weights: Sequence[Weights], kept: int | None = None) -> list[Weights]:
    """The weights of each layer of `folded(graph, kept)`.

    A trained normalisation multiplies and shifts each channel by numbers that are known before any
    sample is, so that the convolution can do it: with s = gamma / sqrt(variance + epsilon) its
    kernel is k s and its bias beta + (b - mean) s (Ioffe and Szegedy, "Batch Normalization",
    ICML 2015, algorithm 2). What differs is the rounding in single precision.

    Args:
        graph: with activations as layers of their own.
        weights: of each of its layers.
        kept: an output that is wanted as it is.
    """
    pairs = _pairs(graph, kept)
    gone = set(pairs.values())
    found: list[Weights] = []
    for place, own in enumerate(weights, 1):
        if place in gone:
            continue
        if place not in pairs:
            found.append(own)
            continue
        normalisation = graph.layers[pairs[place] - 1]
        factor, shift = factor_and_shift(normalisation.settings, weights[pairs[place] - 1])
        kernel, bias = own[0], own[1] if len(own) > 1 else np.float32(0)
        with np.errstate(over="ignore"):  # what single precision does not hold is infinite
            found.append(
                [(kernel * factor).astype(np.float32), (bias * factor + shift).astype(np.float32)]
            )
    return found


def _pairs(graph: Graph, kept: int | None) -> dict[int, int]:
    """Outputs of convolutions, each with that of the normalisation that alone reads it."""
    return {
        layer.inputs[0]: place
        for place, layer in enumerate(graph.layers, 1)
        if layer.kind == "BatchNormalization"
        and layer.inputs[0] not in (0, kept)
        and graph.layers[layer.inputs[0] - 1].kind == "Conv2D"
        and sum(each.inputs.count(layer.inputs[0]) for each in graph.layers) == 1
    }


def _known(output: int | None) -> int:
    assert output is not None
    return output
