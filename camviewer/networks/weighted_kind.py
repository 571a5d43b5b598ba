"""Kinds of layers with a kernel: at these the rules of relevance propagation differ."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from camviewer.common.arrays import Array
from camviewer.networks.layer_kind import LayerKind
from camviewer.networks.options import Options
from camviewer.networks.relevance import Relevance, Rule, Sharing


class WeightedKind(LayerKind):
    """What comes out is linear in what goes in, with a kernel, plus perhaps a bias."""

    has_kernel = True

    @abstractmethod
    def forward(self, options: Options, kernel: Array, x: Array) -> Array:
        """What comes out of a batch, without the bias."""

    @abstractmethod
    def backward(self, options: Options, kernel: Array, x: Array, upstream: Array) -> Array:
        """The gradient (n, …) with respect to a batch like x, of which only the shape counts."""

    def gradient(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
    ) -> Sequence[Array]:
        return [self.backward(options, weights[0], inputs[0], upstream)]

    def relevance(
        self,
        options: Options,
        weights: Sequence[Array],
        inputs: Sequence[Array],
        output: Array,
        upstream: Array,
        rule: Rule,
    ) -> Relevance:
        (x,) = inputs
        bias = weights[1] if len(weights) > 1 else np.zeros(1, np.float32)
        return rule.share(Sharing(_Step(self, options, x), weights[0], bias, x, output, upstream))


@dataclass(frozen=True, eq=False)
class _Step:
    """A weighted layer at a batch, whatever its kernel is."""

    kind: WeightedKind
    options: Options
    inputs: Array

    def forward(self, kernel: Array, x: Array) -> Array:
        return self.kind.forward(self.options, kernel, x)

    def backward(self, kernel: Array, upstream: Array) -> Array:
        return self.kind.backward(self.options, kernel, self.inputs, upstream)
