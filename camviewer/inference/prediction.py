"""One forward pass, kept: everything that class activation maps need, for all classes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.networks.receptive_field import ReceptiveField


@dataclass(frozen=True, eq=False)
class LayerOutput:
    """What one layer made of a digit.

    Attributes:
        kind: what the layer is, e.g. "Conv2D 32, 3×3, ReLU".
        shape: rows, columns and channels (h, w, K) of all that comes out.
        parameters: numbers in the layer, those that are not trained included.
        values: (h, w, at most K) what comes out, perhaps of the first channels only.
    """

    kind: str
    shape: tuple[int, int, int]
    parameters: int
    values: Array


@dataclass(frozen=True, eq=False)
class Prediction:
    """What one network computed for one digit. Frozen; its arrays are read-only.

    Attributes:
        image: (28, 28) the digit, in [0, 1], ink bright.
        features: (h, w, K) f_k(x, y), output of the last convolution.
        weights: (K, C) w_k^c of the dense layer.
        bias: (C,) b_c of the dense layer.
        logits: (C,) scores S_c as the network computed them.
        model: name of the model.
        field: what each cell can see; None if that is not known.
        layers: what each layer up to the features made of it; empty unless asked for.
        ablated: whether the model was ablated, so that the numbers are not those it computes.
    """

    image: Array
    features: Array
    weights: Array
    bias: Array
    logits: Array
    model: str
    field: ReceptiveField | None = None
    layers: tuple[LayerOutput, ...] = ()
    ablated: bool = False

    def __post_init__(self) -> None:
        shapes_fit = (
            self.features.ndim == 3
            and self.bias.ndim == 1
            and self.weights.shape == (self.features.shape[2], len(self.bias))
            and self.logits.shape == self.bias.shape
        )
        if not shapes_fit:
            raise ValueError(
                f"expected features (h, w, K), weights (K, C), bias (C,) and logits (C,), found "
                f"{self.features.shape}, {self.weights.shape}, {self.bias.shape}, "
                f"{self.logits.shape}"
            )
        if self.field is not None and self.field.grid != self.features.shape[:2]:
            raise ValueError(
                f"expected what each of {self.features.shape[:2]} cells sees, found "
                f"{self.field.grid}"
            )
        for array in (self.image, self.features, self.weights, self.bias, self.logits):
            array.setflags(write=False)

    @cached_property
    def pooled(self) -> Array:
        """(K,) F_k: mean of f_k over all cells (global average pooling)."""
        pooled: Array = self.features.mean(axis=(0, 1))
        pooled.setflags(write=False)
        return pooled

    @cached_property
    def maps(self) -> Array:
        """(C, h, w) class activation maps, raw and signed (Zhou et al., CVPR 2016, eq. 2).

        M_c(x, y) = sum_k w_k^c f_k(x, y), so that S_c = b_c + mean of M_c.
        """
        height, width, channels = self.features.shape
        cells = self.features.reshape(-1, channels)
        maps: Array = (self.weights.T @ cells.T).reshape(-1, height, width)
        maps.setflags(write=False)
        return maps

    @cached_property
    def probabilities(self) -> Array:
        """(C,) p_c: softmax of the scores."""
        probabilities = softmax(self.logits)
        probabilities.setflags(write=False)
        return probabilities

    @property
    def title(self) -> str:
        """What the model is called, in the language of now; an ablated one is told to be that."""
        return translate("{0} (altered)", self.model) if self.ablated else self.model

    @property
    def predicted(self) -> int:
        """The class with the largest score."""
        return int(self.logits.argmax())

    @property
    def has_ink(self) -> bool:
        """Whether there is anything to read: an empty digit has no prediction."""
        return bool(self.image.any())


@dataclass(frozen=True, eq=False)
class NetworkSnapshot:
    """A network as it was at one moment of its training.

    Attributes:
        name: what it is called.
        architecture: name of its architecture.
        weights: all its weights, in the order of its architecture.
    """

    name: str
    architecture: str
    weights: list[Array]


@dataclass(frozen=True, eq=False)
class PredictionRequest:
    """What is to be analysed.

    Attributes:
        network: file of a model, or a network at a moment of its training.
        digit: (28, 28) in [0, 1], ink bright.
        layers: whether what each layer makes of it is wanted too.
    """

    network: Path | NetworkSnapshot
    digit: Array
    layers: bool = False


@dataclass(frozen=True, eq=False)
class ScoresRequest:
    """Scores of one digit by many networks are wanted.

    Attributes:
        snapshots: networks of one architecture, in order.
        digit: (28, 28) in [0, 1], ink bright.
        check: called between two networks; ends it by raising.
    """

    snapshots: tuple[NetworkSnapshot, ...]
    digit: Array
    check: Callable[[], None] = lambda: None


def softmax(scores: Array) -> Array:
    """Probabilities (..., C) of scores (..., C); only differences of scores matter."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Array = powers / powers.sum(axis=-1, keepdims=True)
    return result
