"""Rules of layer-wise relevance propagation: how an output's relevance is shared among its inputs.

Every rule shares out in proportion to contributions, R_i = sum_j (z_ij / z_j) R_j, and differs in
what it takes for the contribution z_ij of input i to output j (Bach et al., "On Pixel-Wise
Explanations", PLoS ONE 2015; Montavon et al., "Layer-Wise Relevance Propagation: An Overview",
2019). What a bias contributes goes to nobody: `Relevance.bias` tells how much that was.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from camviewer.common.arrays import Array

STABILISER = 1e-6
"""Added to what is divided by, away from zero, where a rule has no epsilon of its own."""


_NO_BIAS = np.zeros(1, np.float32)


@dataclass(frozen=True, eq=False)
class Relevance:
    """What a layer passed back.

    Attributes:
        inputs: relevance (n, …) of each input.
        bias: (n,) what its bias took.
    """

    inputs: Sequence[Array]
    bias: Array


class LinearStep(Protocol):
    """A layer without its bias, for whatever kernel it is given."""

    def forward(self, kernel: Array, x: Array) -> Array:
        """What comes out of a batch."""

    def backward(self, kernel: Array, upstream: Array) -> Array:
        """The gradient with respect to what goes in."""


@dataclass(frozen=True, eq=False)
class Sharing:
    """A linear layer at work, whose relevance is to be shared.

    Attributes:
        step: the layer.
        kernel: its weights.
        bias: its bias (K,), or (1,) of 0.
        x: the batch that went in.
        output: what came out of it.
        relevance: (n, …) of what came out.
    """

    step: LinearStep
    kernel: Array
    bias: Array
    x: Array
    output: Array
    relevance: Array


class Rule(Protocol):
    """A way to share relevance at a linear layer."""

    def share(self, layer: Sharing) -> Relevance:
        """Share it among inputs and bias."""


@dataclass(frozen=True)
class Epsilon:
    """z_ij = x_i w_ij, and z_j is moved away from zero by epsilon, which takes its share.

    With 0 it is LRP-0: in a network of ReLUs gradient times input.

    Attributes:
        epsilon: at least 0.
    """

    epsilon: float = 0.0

    def share(self, layer: Sharing) -> Relevance:
        """Share it among inputs and bias."""
        quotient = layer.relevance / stabilised(layer.output, self.epsilon)
        back = layer.x * layer.step.backward(layer.kernel, quotient)
        return Relevance([back], _taken(quotient, layer.bias))


@dataclass(frozen=True)
class Gamma:
    """What contributes with the sign of the output counts (1 + gamma) times.

    For inputs that are not negative and a positive output that is w + gamma max(w, 0) in place of
    w; the general form shares likewise where signs are others.

    Attributes:
        gamma: at least 0.
    """

    gamma: float

    def share(self, layer: Sharing) -> Relevance:
        """Share it among inputs and bias."""
        kernels = self._favoured(layer.kernel), self._opposed(layer.kernel)
        supported, suppressed = (
            layer.relevance * has_sign.astype(np.float32)
            for has_sign in (layer.output > 0, layer.output < 0)
        )
        found = _shared(layer, supported, kernels, self._favoured(layer.bias))
        # Behind a ReLU nothing that is negative has relevance.
        if not suppressed.any():
            return found
        return _sum(found, _shared(layer, suppressed, kernels[::-1], self._opposed(layer.bias)))

    def _favoured(self, values: Array) -> Array:
        """What is positive counts more."""
        result: Array = (values + self.gamma * np.maximum(values, 0)).astype(np.float32)
        return result

    def _opposed(self, values: Array) -> Array:
        """What is negative counts more."""
        result: Array = (values + self.gamma * np.minimum(values, 0)).astype(np.float32)
        return result


@dataclass(frozen=True)
class AlphaBeta:
    """Contributions for and against apart: alpha times the ones, beta times the others.

    alpha - beta = 1. With alpha 1 it is the z+ rule, which knows only what speaks for.

    Attributes:
        alpha: at least 1.
    """

    alpha: float

    def share(self, layer: Sharing) -> Relevance:
        """Share it among inputs and bias."""
        positive, negative = np.maximum(layer.kernel, 0), np.minimum(layer.kernel, 0)
        bias = layer.bias
        part = _shared(
            layer, self.alpha * layer.relevance, (positive, negative), np.maximum(bias, 0)
        )
        if self.alpha == 1:
            return part
        against = (1 - self.alpha) * layer.relevance
        return _sum(part, _shared(layer, against, (negative, positive), np.minimum(bias, 0)))


@dataclass(frozen=True)
class Square:
    """z_ij = w_ij²: for inputs without a natural zero; the bias counts as b²."""

    def share(self, layer: Sharing) -> Relevance:
        """Share it among inputs and bias."""
        return _by_weight(layer, layer.kernel * layer.kernel, layer.bias * layer.bias)


@dataclass(frozen=True)
class Flat:
    """z_ij = 1: every input under the window gets the same."""

    def share(self, layer: Sharing) -> Relevance:
        """Share it among inputs."""
        return _by_weight(layer, np.ones_like(layer.kernel), _NO_BIAS)


@dataclass(frozen=True, eq=False)
class Box:
    """z_ij = x_i w_ij - low max(w_ij, 0) - high min(w_ij, 0): the z^B rule, for pixels in a box.

    Attributes:
        low: the least that an input can be; one number, or (1, h, w, K) of each.
        high: the most.
    """

    low: float | Array = 0.0
    high: float | Array = 1.0

    def share(self, layer: Sharing) -> Relevance:
        """Share it among inputs."""
        ones = np.ones_like(layer.x[:1])
        terms = [(layer.x, layer.kernel)]
        if np.any(self.low):
            terms.append((-np.asarray(self.low, np.float32) * ones, np.maximum(layer.kernel, 0)))
        if np.any(self.high):
            terms.append((-np.asarray(self.high, np.float32) * ones, np.minimum(layer.kernel, 0)))
        return _in_proportion(layer.step, layer.relevance, terms, _NO_BIAS)


def stabilised(z: Array, epsilon: float) -> Array:
    """Z moved away from zero by epsilon; what is zero even then becomes infinite.

    So whatever is shared in proportion to a zero is nobody's.
    """
    # Zero is added for that of minus zero, whose sign is none.
    moved: Array = z + np.copysign(np.float32(epsilon), z + np.float32(0))
    moved[moved == 0] = np.inf
    return moved


def _shared(
    layer: Sharing, relevance: Array, kernels: tuple[Array, Array], bias: Array
) -> Relevance:
    """Share relevance with one kernel for what is positive in x, another for what is negative."""
    terms = [(np.maximum(layer.x, 0), kernels[0])]
    if (layer.x < 0).any():
        terms.append((np.minimum(layer.x, 0), kernels[1]))
    return _in_proportion(layer.step, relevance, terms, bias)


def _by_weight(layer: Sharing, kernel: Array, bias: Array) -> Relevance:
    """Share relevance whatever the inputs are."""
    terms = [(np.ones_like(layer.x[:1]), kernel)]
    return _in_proportion(layer.step, layer.relevance, terms, bias)


def _in_proportion(
    step: LinearStep, relevance: Array, terms: Sequence[tuple[Array, Array]], bias: Array
) -> Relevance:
    """Share relevance in proportion to the sum of x times kernel over the terms, and the bias."""
    z = sum((step.forward(kernel, x) for x, kernel in terms), bias)
    quotient = relevance / stabilised(z, STABILISER)
    back = sum(x * step.backward(kernel, quotient) for x, kernel in terms)
    return Relevance([np.asarray(back)], _taken(quotient, bias))


def _taken(quotient: Array, bias: Array) -> Array:
    """(n,) what a bias takes of outputs whose relevance by contribution is (n, …, K)."""
    by_channel = quotient.sum(axis=tuple(range(1, quotient.ndim - 1)))
    taken: Array = (by_channel * bias).sum(axis=-1)
    return taken


def _sum(one: Relevance, other: Relevance) -> Relevance:
    parts = [mine + its for mine, its in zip(one.inputs, other.inputs, strict=True)]
    return Relevance(parts, one.bias + other.bias)
