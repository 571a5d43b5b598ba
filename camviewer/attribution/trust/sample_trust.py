"""How far to trust a method on one sample: all measures, and what stands behind their figures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from camviewer.attribution.attribution import Values
from camviewer.attribution.methods import Method
from camviewer.attribution.perturbation import baseline_for
from camviewer.attribution.trust import MEASURES
from camviewer.attribution.trust.chosen_method import ChosenMethod
from camviewer.attribution.trust.deletion_insertion import Curves, curves_to_compare, map_curves
from camviewer.attribution.trust.occlusion_correlation import correlations
from camviewer.attribution.trust.sanity_check import MapSimilarity, cascade, compare
from camviewer.attribution.trust.trial import Case, Trial
from camviewer.common.arrays import Array
from camviewer.common.errors import UserError
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import Prediction

_LATE = ("shift-stability", "sanity-check")
"""Measures that make more maps: they come last."""


@dataclass(frozen=True, eq=False)
class RandomisedMap:
    """What a method shows once the weights of some layers are shuffled.

    Attributes:
        kind: of the last one that was; those nearer to the scores were before.
        title: of that layer.
        map: (h, w) of the sample's size.
        similarity: with the map of the network as it is.
    """

    kind: str
    title: str
    map: Array
    similarity: MapSimilarity


@dataclass(frozen=True, eq=False)
class SampleTrust:
    """What is known so far.

    Attributes:
        map: (h, w) the method's map, of the sample's size.
        figures: of each measure by name; None where it has nothing to say.
        failures: why a measure gave nothing, in a sentence, by name.
        curves: deletion and insertion in the order of the map; None before they are computed.
        others: the same for the orders that a map is compared with, by name of `ORDERINGS`.
        correlations: rank correlation with occlusion by the block's side.
        randomised: the maps of the sanity check, from the scores down.
        share: of the work that is done.
    """

    map: Array
    figures: Mapping[str, float | None] = field(default_factory=dict)
    failures: Mapping[str, str] = field(default_factory=dict)
    curves: Curves | None = None
    others: Mapping[str, Curves] = field(default_factory=dict)
    correlations: Mapping[int, float | None] = field(default_factory=dict)
    randomised: tuple[RandomisedMap, ...] = ()
    share: float = 0.0


def sample_trust(
    prediction: Prediction, method: Method, values: Values, class_index: int, seed: int = 0
) -> Iterator[SampleTrust]:
    """Put a method to every measure, on the sample of a prediction; more is known at each step.

    Args:
        prediction: of the sample, by a network that lies open.
        method: which explains it.
        values: of the method's parameters.
        class_index: whose score is explained.
        seed: of what is random in measures, and of the shuffled weights.

    Raises:
        CapabilityError: the network lacks what the method needs, or does not lie open.
    """
    network = prediction.open_network
    engine = Engine(network.graph, network.weights, prediction.model, is_snapshot=True)

    baseline = baseline_for(method.parameters, prediction, values)
    case = Case(engine.scores, prediction.image, class_index, baseline, seed)
    chosen = ChosenMethod(method, values)
    steps = list(cascade(network.graph, network.weights, seed))
    engines = [Engine(network.graph, step.weights, is_snapshot=True) for step in steps]

    @cache
    def randomised(place: int) -> Array:
        return chosen.explain(engines[place].predict, class_index, prediction.image)

    last = (lambda _sample: randomised(len(engines) - 1)) if engines else None
    trial = chosen.trial(case, engine.predict, last)
    own = trial.map
    names = sorted(MEASURES, key=lambda name: name in _LATE)
    known, done = SampleTrust(own), 0
    parts = len(names) + len(engines) + 1
    for name in names:
        known = _measured(known, name, trial)
        if name == names[0]:
            known = replace(
                known,
                curves=map_curves(case, own),
                others=curves_to_compare(case),
                correlations=correlations(case, own),
            )
            done += 1
        done += 1
        yield replace(known, share=done / parts)
    for place, step in enumerate(steps):
        try:
            other = randomised(place)
        except Exception as error:  # another's method may not bear such a network
            failures = {**known.failures, "sanity-check": _sentence(error)}
            yield replace(known, failures=failures, share=1.0)
            return
        layer = step.layer
        shown = RandomisedMap(layer.kind, layer.title, other, compare(own, other))
        done += 1
        known = replace(known, randomised=(*known.randomised, shown), share=done / parts)
        yield known


def _measured(known: SampleTrust, name: str, trial: Trial) -> SampleTrust:
    try:
        figure = MEASURES[name].measure(trial)
    except Exception as error:  # a measure, or a method on another sample, may be another's code
        return replace(known, failures={**known.failures, name: _sentence(error)})
    return replace(known, figures={**known.figures, name: figure})


def _sentence(error: Exception) -> str:
    return str(error) if isinstance(error, UserError) else f"{type(error).__name__}: {error}"
