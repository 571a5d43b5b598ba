"""The engine: forward passes of one network, with features and scores together."""

from __future__ import annotations

from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.common.errors import UserError
from camviewer.common.parallel import even_slices, in_parallel
from camviewer.common.translation import translate
from camviewer.data.dataset import Dataset, is_labelled
from camviewer.data.spec import ImageSpec, numbered
from camviewer.inference.activations import Activations
from camviewer.inference.prediction import (
    Capability,
    CapabilityError,
    ConvolutionFeatures,
    LayerOutput,
    LinearHead,
    Prediction,
    other_size,
)
from camviewer.inference.reading_plan import plan_of
from camviewer.inference.session import Session, channels_last
from camviewer.networks import onnx_model
from camviewer.networks.graph import Graph, Weights
from camviewer.networks.linear_head import head_place, head_weights

MAX_CHANNELS = 256
"""Of so many channels of a layer what comes out is told."""

_AT_ONCE = 20
"""Samples of one pass for scores: what the layers make of more does not stay in the caches."""


class Engine:
    """Reads samples with one network. Never changes; safe between threads.

    A model's own session knows its weights and is the fastest. Networks that come and go, as those
    of a training do, share one of their graph, which is told the weights at every pass: the first
    pass of such a network takes no longer than any other.
    """

    def __init__(
        self,
        graph: Graph,
        weights: Weights,
        model: str = "",
        class_names: tuple[str, ...] = (),
        *,
        is_snapshot: bool = False,
    ) -> None:
        """Make it ready.

        Args:
            graph: the network.
            weights: all its weights, in the graph's order.
            model: what `Prediction.model` will say.
            class_names: what `Prediction.class_names` will say.
            is_snapshot: whether it is a network that comes and goes.

        Raises:
            ValueError: number or shapes of weights do not fit the graph.
            UserError: ONNX Runtime is missing or broken.
        """
        self.graph = graph
        self.model = model
        self.class_names = class_names or numbered(graph.classes)
        self._weights = weights
        self._is_snapshot = is_snapshot
        self._plan = plan_of(graph)
        values = self._plan.values(weights)
        self._session = self._plan.session if is_snapshot else self._plan.make_session(values)
        self._told = values if is_snapshot else None

    @property
    def spec(self) -> ImageSpec:
        """What the network is shown."""
        return self.graph.spec

    @property
    def weights(self) -> Weights:
        """All its weights, in the graph's order."""
        return self._weights

    @property
    def features_place(self) -> int | None:
        """Output of the layer whose features are explained, from 1; None if none has cells."""
        return self._plan.place

    @cached_property
    def head(self) -> LinearHead | None:
        """Its linear head; None if its scores are no linear function of pooled features."""
        if head_place(self.graph) is None:
            return None
        return LinearHead(*head_weights(self.graph, self.graph.by_layer(self._weights)))

    def check_classes(self, dataset: Dataset) -> None:
        """Raise `UserError` if the network does not tell as many classes apart as samples have."""
        classes, found = self.graph.classes, len(dataset.class_names)
        if found != classes:
            raise UserError(
                translate(
                    "Model {0} tells {1} classes apart, {2} has {3}, so that no answer can be "
                    "correct or misclassified; choose another model or other samples.",
                    *(self.model, classes, dataset.name, found),
                )
            )

    def check_fits(self, dataset: Dataset) -> None:
        """Raise `UserError` if the network is not for these samples or not for their classes."""
        spec, classes = self.spec, self.graph.classes
        misnamed = is_labelled(dataset.test) and len(dataset.class_names) != classes
        if dataset.spec != spec or misnamed:
            raise UserError(
                translate(
                    "Model {0} is for pictures of {1} pixels in {2} classes, {3} has {4} pixels in "
                    "{5}; choose another model or other samples.",
                    self.model,
                    spec,
                    classes,
                    dataset.name,
                    dataset.spec,
                    len(dataset.class_names),
                )
            )

    def check_shown(self, sample: Array) -> None:
        """Raise `UserError` if the network is not for samples (h, w) or (h, w, 3) like this."""
        found = ImageSpec.of(sample)
        if found != self.spec:
            raise UserError(other_size(self.model, self.spec, found))

    def check_finite(self) -> None:
        """Raise `UserError` if a weight is not finite: not every score would show it."""
        if not all(np.isfinite(weight).all() for weight in self._weights):
            raise self._not_finite()

    def forward(self, samples: NDArray[np.float32]) -> tuple[Array, Array]:
        """Features (n, h, w, K) and scores (n, C) of samples (n, h, w, …) in [0, 1], n >= 1.

        Raises:
            CapabilityError: no layer has cells.
        """
        features, scores = self._run(samples, self._features, self._plan.scores)
        return channels_last(features), scores

    def scores(self, samples: NDArray[np.float32]) -> Array:
        """Scores (n, C) of samples (n, h, w, …) in [0, 1], n >= 1; many are shared among cores."""
        session = self._plan.score_session if self._is_snapshot else self._score_session

        def scores_of(part: Array) -> Array:
            (scores,) = session.run(part, [self._plan.scores], self._told)
            return scores

        parts = [samples[part] for part in even_slices(len(samples), _AT_ONCE)]
        return np.concatenate(in_parallel(scores_of, parts))

    def pool(self, samples: NDArray[np.float32]) -> tuple[Array | None, Array]:
        """Pooled features (n, K) and scores (n, C) of samples (n, h, w, …) in [0, 1], n >= 1.

        The features themselves, a hundred times as large, are never copied. Where no layer has
        cells there are only scores.

        Raises:
            UserError: the network's numbers are not finite.
        """
        pools = () if self.features_place is None else (onnx_model.POOLED,)
        *pooled, scores = self._run(samples, *pools, self._plan.scores)
        if not all(np.isfinite(each).all() for each in (*pooled, scores)):
            raise self._not_finite()
        return (pooled[0] if pooled else None), scores

    def combine(self, samples: NDArray[np.float32], weights: Array) -> Array:
        """(n, h, w) sum_k w_k f_k(x, y) of n >= 1 samples (n, h, w, …) with weights (n, K)."""
        (features,) = self._run(samples, self._features)
        number, channels, height, width = features.shape
        cells = features.reshape(number, channels, height * width)
        combined: Array = (weights[:, None] @ cells).reshape(number, height, width)
        return combined

    def layers(self, sample: NDArray[np.float32]) -> tuple[LayerOutput, ...]:
        """What each layer up to the features makes of a sample in [0, 1]; none without features."""
        plan, values = self._plan, self._plan.layer_values(self._weights)
        if not plan.layers:
            return ()
        session = plan.layer_session if self._is_snapshot else self._layer_session
        names = [onnx_model.output_name(output) for output in plan.layers]
        found = session.run(sample[None], names, values if self._is_snapshot else None)
        described = zip(self.graph.layers, self.graph.parameters, found, strict=False)
        return tuple(
            LayerOutput(
                layer.title,
                (*output.shape[2:], output.shape[1]),
                parameters,
                channels_last(output[:, :MAX_CHANNELS])[0],
            )
            for layer, parameters, output in described
        )

    def activations(self, samples: NDArray[np.float32]) -> Activations:
        """What every layer makes of samples (n, h, w, …), n >= 1, to walk back over them."""
        plan, outputs = self._plan, len(self._plan.folded.graph.layers)
        names = [onnx_model.output_name(place) for place in range(1, outputs + 1)]
        session = plan.open_session if self._is_snapshot else self._open_session
        found = session.run(samples, names, self._told)
        image = np.asarray(samples, np.float32).reshape(-1, *self.graph.shapes[0])
        # In the layout of what is walked back over them, or every product of both is slow.
        grids = [channels_last(each) for each in found]
        return Activations(
            plan.folded.graph, self._folded_weights, (image, *grids), plan.places_in_folded
        )

    def ablated_scores(self, sample: Array, place: int, factors: Array) -> Array:
        """Scores (m, C) of one sample with the channels of a layer's output scaled.

        Args:
            sample: (h, w, …) in [0, 1].
            place: of the output in the graph, from 1, behind whatever is folded into it.
            factors: (m, K) by what its channels are multiplied.
        """
        plan = self._plan
        told = plan.values(self._weights) if self._told is None else self._told
        scaling = {onnx_model.FACTORS: factors[:, :, None, None]}
        (scores,) = plan.ablating_session(place).run(sample[None], [plan.scores], told | scaling)
        return scores

    def predict(self, sample: NDArray[np.float32], *, with_layers: bool = False) -> Prediction:
        """Explain one sample (h, w) or (h, w, 3) in [0, 1].

        Args:
            sample: what is to be explained.
            with_layers: whether what each layer makes of it is told too.

        Raises:
            UserError: the sample is no such as the network is for, or its numbers are not finite.
        """
        self.check_shown(sample)
        convolution = None
        if self.features_place is None:
            scores = self.scores(sample[None])
        else:
            features, scores = self.forward(sample[None])
            convolution = ConvolutionFeatures(features[0], self._plan.field)
        found = [scores]
        # What is not finite in the features reaches the scores behind a linear head.
        if convolution is not None and self.head is None:
            found.append(convolution.values)
        if not all(np.isfinite(each).all() for each in found):
            raise self._not_finite()
        return Prediction(
            sample.copy(),
            scores[0],
            self.model,
            convolution,
            self.head,
            self.class_names,
            self.layers(sample) if with_layers else (),
            network=self,
        )

    @cached_property
    def _score_session(self) -> Session:
        return self._plan.make_score_session(self._plan.values(self._weights))

    @cached_property
    def _open_session(self) -> Session:
        return self._plan.make_open_session(self._plan.values(self._weights))

    @cached_property
    def _folded_weights(self) -> list[Weights]:
        return self._plan.folded_weights(self._weights)

    @cached_property
    def _layer_session(self) -> Session:
        return self._plan.make_layer_session(self._plan.layer_values(self._weights))

    @property
    def _features(self) -> str:
        if self._plan.features is None:
            raise CapabilityError(self.model, Capability.CONVOLUTION_FEATURES)
        return self._plan.features

    def _run(self, samples: Array, *names: str) -> list[Array]:
        return self._session.run(samples, names, self._told)

    def _not_finite(self) -> UserError:
        return UserError(
            translate(
                "Model {0}: its scores are infinite or no numbers; choose another model.",
                self.model,
            )
        )
