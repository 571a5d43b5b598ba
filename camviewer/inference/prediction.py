"""One forward pass, kept: everything that class activation maps need, for all classes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Set
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from pathlib import Path

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.errors import UserError
from camviewer.common.translation import tr_noop, translate
from camviewer.data.spec import ImageSpec, numbered
from camviewer.inference.activations import Activations, OpenNetwork
from camviewer.networks.graph import Graph
from camviewer.networks.receptive_field import ReceptiveField

_ACTIVATIONS: object = "activations"  # what `Prediction.made` calls them


class Capability(Enum):
    """What a network can be asked for besides a forward pass and its layers' outputs."""

    CONVOLUTION_FEATURES = "convolution features"
    """One of its layers has a spatial grid."""

    LINEAR_HEAD = "linear head"
    """Its scores are a linear function of the mean of these features."""

    GRADIENT = "gradient"
    """The gradient of its scores with respect to these features is known."""

    LAYERS = "layers"
    """All its layers can be walked back over, and other samples can be predicted."""


class CapabilityError(UserError):
    """Something was asked of a network that it cannot give."""

    def __init__(self, model: str, capability: Capability) -> None:
        super().__init__(translate(_MISSING[capability], model))
        self.capability = capability


_MISSING = {
    Capability.CONVOLUTION_FEATURES: tr_noop(
        "{0} has no layer with a grid of cells, so there is no map to show. Choose a "
        "network with convolutions."
    ),
    Capability.LINEAR_HEAD: tr_noop(
        "The scores of {0} are not sums over the cells of a map, so there is no class "
        "activation map. Choose a network that ends in global average pooling and one "
        "dense layer."
    ),
    Capability.GRADIENT: tr_noop(
        "Only the results of {0} are known, not its layers, so there are no gradients. "
        "Open the model itself."
    ),
    Capability.LAYERS: tr_noop(
        "Only the results of {0} are known, not its layers, so the scores cannot be "
        "traced back. Open the model itself."
    ),
}


def first_lacking(
    model: str, capabilities: Set[Capability], needed: Iterable[Capability]
) -> CapabilityError | None:
    """The first capability that a model lacks of those needed, as an error; None without."""
    first = next((each for each in needed if each not in capabilities), None)
    return None if first is None else CapabilityError(model, first)


def other_size(model: str, spec: ImageSpec, found: ImageSpec) -> str:
    """That a model is for samples of one spec and was to be shown one of another."""
    return translate(
        "Model {0} takes pictures of {1} pixels, but this one has {2}. Choose another "
        "model or another picture.",
        model,
        spec,
        found,
    )


@dataclass(frozen=True, eq=False)
class LayerOutput:
    """What one layer made of a sample.

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
class ConvolutionFeatures:
    """The output of the last layer that has a spatial grid.

    Attributes:
        values: (h, w, K) f_k(x, y).
        field: what each cell can see; None if that is not known.
    """

    values: Array
    field: ReceptiveField | None = None

    def __post_init__(self) -> None:
        if self.values.ndim != 3:
            raise ValueError(f"features of the shape {self.values.shape} are not (h, w, K)")
        if self.field is not None and self.field.grid != self.values.shape[:2]:
            raise ValueError(
                f"a receptive field of {self.field.grid} cells for {self.values.shape[:2]} cells"
            )
        self.values.setflags(write=False)

    @cached_property
    def pooled(self) -> Array:
        """(K,) F_k: mean of f_k over all cells (global average pooling)."""
        pooled: Array = self.values.mean(axis=(0, 1))
        pooled.setflags(write=False)
        return pooled


@dataclass(frozen=True, eq=False)
class LinearHead:
    """S_c = b_c + sum_k w_k^c F_k (Zhou et al., CVPR 2016, eq. 1).

    Attributes:
        weights: (K, C) w_k^c.
        bias: (C,) b_c.
    """

    weights: Array
    bias: Array

    def __post_init__(self) -> None:
        if self.bias.ndim != 1 or self.weights.shape[1:] != self.bias.shape:
            raise ValueError(
                f"weights of {self.weights.shape} and a bias of {self.bias.shape} are not (K, C) "
                f"and (C,)"
            )
        for array in (self.weights, self.bias):
            array.setflags(write=False)


@dataclass(frozen=True, eq=False)
class Prediction:
    """What one network computed for one sample. Frozen; its arrays are read-only.

    Attributes:
        image: (h, w) or (h, w, 3) the sample, as the network was shown it.
        logits: (C,) scores S_c as the network computed them.
        model: name of the model.
        convolution: features of the last layer with a grid; None without such a layer.
        head: how the scores follow from the features; None where they do not linearly.
        class_names: of the C classes; their numbers if nobody has named them.
        layers: what each layer up to the features made of it; empty unless asked for.
        factors: (K,) by what the channels of the features were multiplied; None if they are as the
            model computes them.
        network: what computed it, if its layers can be asked.
        made: what was made of these numbers, by whatever whoever made it calls it.
    """

    image: Array
    logits: Array
    model: str
    convolution: ConvolutionFeatures | None = None
    head: LinearHead | None = None
    class_names: tuple[str, ...] = ()
    layers: tuple[LayerOutput, ...] = ()
    factors: Array | None = None
    network: OpenNetwork | None = None
    made: dict[object, object] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        if self.logits.ndim != 1:
            raise ValueError(f"scores of the shape {self.logits.shape} are not (C,)")
        if not self.class_names:
            object.__setattr__(self, "class_names", numbered(len(self.logits)))
        channels = None if self.convolution is None else self.convolution.values.shape[2]
        head_fits = self.head is None or self.head.weights.shape == (channels, len(self.logits))
        if not head_fits or len(self.class_names) != len(self.logits):
            raise ValueError(
                f"a head or class names do not fit {channels} channels and "
                f"{len(self.logits)} classes"
            )
        for array in (self.image, self.logits):
            array.setflags(write=False)

    @cached_property
    def spec(self) -> ImageSpec:
        """What the sample is."""
        return ImageSpec.of(self.image)

    @property
    def ablated(self) -> bool:
        """Whether channels were switched off or scaled: the numbers are not the model's."""
        return self.factors is not None

    @property
    def open_network(self) -> OpenNetwork:
        """What computed it, to be asked for more; raises `CapabilityError` if nobody can."""
        if self.network is None:
            raise CapabilityError(self.model, Capability.LAYERS)
        return self.network

    @property
    def activations(self) -> Activations:
        """What every layer of the network makes of the sample; computed once.

        Raises:
            CapabilityError: the network does not lie open.
        """
        network = self.open_network
        found = self.made.get(_ACTIVATIONS)
        if not isinstance(found, Activations):
            found = self.made[_ACTIVATIONS] = network.activations(self.image[None])
        return found

    @cached_property
    def capabilities(self) -> frozenset[Capability]:
        """What can be asked of the network that computed this."""
        parts = {
            Capability.CONVOLUTION_FEATURES: self.convolution,
            Capability.LINEAR_HEAD: self.head,
            # Behind a linear head the gradient with respect to the features is its weights.
            Capability.GRADIENT: self.network if self.head is None else self.head,
            Capability.LAYERS: self.network,
        }
        return frozenset(each for each, part in parts.items() if part is not None)

    def lacking(self, *needed: Capability) -> CapabilityError | None:
        """The first of these that the network lacks, as an error that says so; None without."""
        return first_lacking(self.model, self.capabilities, needed)

    def require(self, *needed: Capability) -> None:
        """Raise `CapabilityError` for the first of these that the network lacks."""
        error = self.lacking(*needed)
        if error is not None:
            raise error

    # The parts' contents, for whoever knows that they are there.

    @property
    def features(self) -> Array:
        """(h, w, K) f_k(x, y); raises `CapabilityError` without convolution features."""
        return self._convolution.values

    @property
    def field(self) -> ReceptiveField | None:
        """What each cell can see, if that is known; raises as `features`."""
        return self._convolution.field

    @property
    def pooled(self) -> Array:
        """(K,) F_k; raises as `features`."""
        return self._convolution.pooled

    @property
    def weights(self) -> Array:
        """(K, C) w_k^c; raises `CapabilityError` without a linear head."""
        return self._head.weights

    @property
    def bias(self) -> Array:
        """(C,) b_c; raises as `weights`."""
        return self._head.bias

    @cached_property
    def maps(self) -> Array:
        """(C, h, w) class activation maps, raw and signed (Zhou et al., CVPR 2016, eq. 2).

        M_c(x, y) = sum_k w_k^c f_k(x, y), so that S_c = b_c + mean of M_c.

        Raises:
            CapabilityError: there is no layer with a grid, or no linear head.
        """
        features, weights = self.features, self.weights
        height, width, channels = features.shape
        cells = features.reshape(-1, channels)
        maps: Array = (weights.T @ cells.T).reshape(-1, height, width)
        maps.setflags(write=False)
        return maps

    @property
    def _convolution(self) -> ConvolutionFeatures:
        if self.convolution is None:
            raise CapabilityError(self.model, Capability.CONVOLUTION_FEATURES)
        return self.convolution

    @property
    def _head(self) -> LinearHead:
        if self.head is None:
            raise CapabilityError(self.model, Capability.LINEAR_HEAD)
        return self.head

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


@dataclass(frozen=True, eq=False)
class NetworkSnapshot:
    """A network as it was at one moment of its training.

    Attributes:
        name: what it is called.
        graph: its network.
        weights: all its weights, in the order of its graph.
        class_names: of the classes that it tells apart; empty if nobody has named them.
    """

    name: str
    graph: Graph
    weights: list[Array]
    class_names: tuple[str, ...] = ()

    @property
    def spec(self) -> ImageSpec:
        """What it is shown."""
        return self.graph.spec


@dataclass(frozen=True, eq=False)
class PredictionRequest:
    """What is to be predicted.

    Attributes:
        network: file of a model, or a network at a moment of its training.
        sample: (h, w) or (h, w, 3) in [0, 1].
        layers: whether what each layer makes of it is wanted too.
        then: is called with the prediction in the same thread: it makes at once what will be asked
            for next.
    """

    network: Path | NetworkSnapshot
    sample: Array
    layers: bool = False
    then: Callable[[Prediction], object] = lambda _prediction: None


@dataclass(frozen=True, eq=False)
class ScoresRequest:
    """Scores of one sample by many networks are wanted.

    Attributes:
        snapshots: networks of one architecture, in order.
        sample: (h, w) or (h, w, 3) in [0, 1].
        check: called between two networks; ends it by raising.
    """

    snapshots: tuple[NetworkSnapshot, ...]
    sample: Array
    check: Callable[[], None] = lambda: None


def softmax(scores: Array) -> Array:
    """Probabilities (..., C) of scores (..., C); only differences of scores matter."""
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    result: Array = powers / powers.sum(axis=-1, keepdims=True)
    return result
