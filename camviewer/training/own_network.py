"""A network out of any file, as one that Keras builds, trains and saves."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import tensorflow as tf

from camviewer.common.errors import FileError
from camviewer.common.translation import translate
from camviewer.networks.graph import Graph, rebuilt
from camviewer.networks.input_scaling import PLAIN
from camviewer.networks.options import UnfitError
from camviewer.networks.stored_model import StoredModel
from camviewer.training import keras_network

_DECORATION = re.compile(r"\x1b\[\d*m|\{\{.*?\}\}|\[Op:\w*\].*", re.DOTALL)
_IN_LAYER = re.compile(r"Exception encountered when calling (\w+)\.call\(\)\.\s*")


def as_keras_saves(path: Path, stored: StoredModel) -> StoredModel:
    """The same network with its layers in the order, and of the names, in which Keras saves them.

    What is read of the file that Keras writes of it is the same graph, and the same weights in the
    same order. Its input scaling, which has become a layer of it, is no more on its card.

    Args:
        path: where it is from, for the sentence.
        stored: a network of no architecture of the program.

    Raises:
        FileError: Keras cannot build one of its layers.
    """
    graph = stored.graph
    try:
        named = rebuilt(
            graph.spec, ((layer.kind, layer.inputs, layer.settings) for layer in graph.layers)
        )
        order = keras_network.keras_order(named)
        places = {0: 0} | {old + 1: new for new, old in enumerate(order, 1)}
        sorted_layers = [named.layers[old] for old in order]
        sorted_graph = rebuilt(
            graph.spec,
            (
                (layer.kind, [places[place] for place in layer.inputs], layer.settings)
                for layer in sorted_layers
            ),
        )
    except UnfitError as error:
        raise _refusal(path, error) from error
    by_layer = graph.by_layer(stored.weights)
    weights = [weight for old in order for weight in by_layer[old]]
    return StoredModel(replace(stored.card, scaling=PLAIN), weights, sorted_graph)


def check_trainable(path: Path, graph: Graph) -> None:
    """Raise `FileError` if TensorFlow cannot make a step of a network's training.

    Args:
        path: where it is from, for the sentence.
        graph: as Keras saves it.
    """
    network = keras_network.build(graph)
    variables = network.model.trainable_variables
    try:
        if not variables:
            needed = translate("layers that can be trained")
            raise UnfitError(needed, translate("no layers to be trained"))
        with tf.GradientTape() as tape:
            scores = network.scores(tf.zeros((2, *graph.shapes[0])), training=True)
        tape.gradient(scores, variables)
    except tf.errors.OpError as error:
        expected = translate("layers that TensorFlow can train here")
        raise _refusal(path, UnfitError(expected, _in_short(error))) from error
    except UnfitError as error:
        raise _refusal(path, error) from error


def _refusal(path: Path, error: UnfitError) -> FileError:
    return FileError(
        path,
        expected=error.expected,
        found=error.found,
        remedy=error.remedy or translate("look into it as it is, or export it as .onnx"),
    )


def _in_short(error: tf.errors.OpError) -> str:
    """What TensorFlow says of an operation, and the layer in which Keras met it."""
    plain = _IN_LAYER.sub(r"\1: ", _DECORATION.sub("", error.message))
    return " ".join(plain.split())[:200].rstrip(". ")
