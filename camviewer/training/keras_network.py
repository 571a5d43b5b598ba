"""A graph as a Keras model that can be trained."""

from __future__ import annotations

import threading
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import keras
import tensorflow as tf

from camviewer.common.files import reason, replacing
from camviewer.common.translation import translate
from camviewer.networks.formats import model_file
from camviewer.networks.graph import Graph, Layer, Weights
from camviewer.networks.model_card import ModelCard
from camviewer.networks.options import UnfitError

BUILDING = threading.Lock()
"""Held by whoever makes layers: Keras' random numbers are the whole process'."""


@dataclass(frozen=True)
class KerasNetwork:
    """A Keras model and the parts that a training needs.

    Attributes:
        graph: what it was built of.
        model: from samples (n, h, w, channels) to probabilities (n, C).
        before_scores: from samples to what the dense layer at the end reads; without one, to the
            scores.
        dense: that layer.
        layers: Keras' layers in the graph's order.
    """

    graph: Graph
    model: Any
    before_scores: Any
    dense: Any
    layers: tuple[Any, ...]

    def scores(self, samples: tf.Tensor, *, training: bool) -> tf.Tensor:
        """Scores S (n, C) of samples (n, h, w, channels)."""
        return self.head(self.before_scores(samples, training=training))

    def head(self, read: tf.Tensor) -> tf.Tensor:
        """Scores S (n, C) of what the dense layer at the end reads (n, K)."""
        if self.dense is None:
            return read
        scores = tf.matmul(read, self.dense.kernel)
        return scores if self.dense.bias is None else scores + self.dense.bias

    def get_weights(self) -> Weights:
        """Copies of all weights, in the graph's order."""
        return [variable.numpy() for layer in self.layers for variable in weight_variables(layer)]

    def set_weights(self, weights: Sequence[Any]) -> None:
        """Replace all weights; raises ValueError if their number or shapes do not fit."""
        for layer, own in zip(self.layers, self.graph.by_layer(weights), strict=True):
            for variable, values in zip(weight_variables(layer), own, strict=True):
                variable.assign(values)
            if isinstance(layer, keras.layers.Normalization):
                layer.finalize_state()  # what it computes with is made of its weights


def build(graph: Graph, *, name: str = "network", seed: int | None = None) -> KerasNetwork:
    """Build a network with fresh weights.

    Args:
        graph: ends in scores or their softmax.
        name: of the Keras model.
        seed: makes the initial weights reproducible.

    Raises:
        UnfitError: Keras cannot build a layer.
        ValueError: Keras would save the layers in another order than the graph's, in which they
            could not be read again.
    """
    with BUILDING:
        if seed is not None:
            keras.utils.set_random_seed(seed)
        tensors, layers = _connected(graph)
        model = keras.Model(tensors[0], tensors[-1], name=name.replace("-", "_"))
        before_scores = keras.Model(tensors[0], tensors[_before_scores(graph)])
    if _names(model) != [layer.name for layer in layers]:
        raise ValueError("expected layers in Keras' order, the longest branch first, found others")
    dense = layers[-1] if graph.layers[-1].kind == "Dense" else None
    return KerasNetwork(graph, model, before_scores, dense, tuple(layers))


def keras_order(graph: Graph) -> list[int]:
    """The places of the layers, from 0, in the order in which Keras would save them.

    Raises:
        UnfitError: Keras cannot build a layer.
    """
    with BUILDING:
        tensors, layers = _connected(graph)
        names = _names(keras.Model(tensors[0], tensors[-1]))
    places = {layer.name: place for place, layer in enumerate(layers)}
    return [places[name] for name in names]


def save(path: str | Path, trained: KerasNetwork, card: ModelCard, *, is_new: bool = False) -> None:
    """Write a network and its card to a ``.keras`` file, atomically.

    Raises:
        TakenError: there is a file of that name, and `is_new` says that it is to stay.
        FileError: the file cannot be written; what stood there before still stands.
    """
    with replacing(path, what=translate("the model"), is_new=is_new) as temporary:
        keras_file = temporary.with_suffix(".keras")
        try:
            trained.model.save(keras_file)
            # Of a path that cannot be opened, zipfile would make an archive without the weights.
            with keras_file.open("r+b") as file, zipfile.ZipFile(file, "a") as archive:
                archive.writestr(model_file.CARD, card.to_json())
            keras_file.replace(temporary)
        finally:
            if keras_file != temporary:
                keras_file.unlink(missing_ok=True)


def with_channels(samples: tf.Tensor) -> tf.Tensor:
    """Samples (n, h, w) or (n, h, w, 3) as networks take them: (n, h, w, channels)."""
    return samples[..., None] if len(samples.shape) == 3 else samples


def _connected(graph: Graph) -> tuple[list[Any], list[Any]]:
    """Keras' tensors: what goes in, then what comes out of each layer; and the layers."""
    tensors = [keras.Input((*graph.spec.size, graph.spec.channels))]
    layers = []
    for layer in graph.layers:
        read = [tensors[place] for place in layer.inputs]
        try:
            layers.append(_layer(layer))
            tensors.append(layers[-1](read if layer.does.joins else read[0]))
        except Exception as error:  # Keras raises what it likes
            raise UnfitError(
                translate("layers that TensorFlow can build"),
                f"{layer.title}: {reason(error)}",
            ) from error
    return tensors, layers


def _names(model: Any) -> list[str]:
    """Names of a model's layers, in the order in which they are saved."""
    return [layer.name for layer in model.layers[1:]]


def _before_scores(graph: Graph) -> int:
    """The output that the dense layer at the end reads; without one, that of the scores."""
    last = graph.layers[-1]
    is_softmax = last.kind == "Activation" and last.settings["activation"] == "softmax"
    return last.inputs[0] if is_softmax or last.kind == "Dense" else len(graph.layers)


def weight_variables(layer: Any) -> list[Any]:
    """The variables of a layer of Keras that are weights in a graph: not a count of samples."""
    return [each for each in layer.weights if each.dtype == "float32"]


def _layer(layer: Layer) -> Any:
    options = layer.does.keras_options(layer.settings)
    return getattr(keras.layers, layer.kind)(name=layer.name, **options)
