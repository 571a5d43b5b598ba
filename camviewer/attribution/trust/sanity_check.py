"""The sanity check: whether the map changes when what the network has learned is destroyed.

Adebayo et al., Sanity checks for saliency maps, NeurIPS 2018, section 3.1, cascading
randomisation: layers lose their weights from the scores down. A map that stays as it was does not
listen to the network.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from camviewer.attribution.trust.similarity import spearman, ssim
from camviewer.attribution.trust.trial import Trial, check_map
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.networks.graph import Graph, Layer, Weights

TITLE = tr_noop("Sanity check")

ABOUT = tr_noop(
    "Rank correlation, 0 to 1, between the magnitudes of this map and of the one made after the "
    "weights of every layer are shuffled. Near 0, the method does depend on the network "
    "(Adebayo et al., NeurIPS 2018)."
)

LARGER_IS_BETTER = False


@dataclass(frozen=True, eq=False)
class Randomised:
    """A network after one more layer was randomised.

    Attributes:
        layer: the one that was.
        weights: all weights, in the graph's order; those of the layers below are as they were.
    """

    layer: Layer
    weights: Weights


def cascade(
    graph: Graph, weights: Sequence[NDArray[np.float32]], seed: int
) -> Iterator[Randomised]:
    """Randomise one layer more at every step, from the scores down.

    Layers without weights are passed over.
    Each array of weights is shuffled, so that its values stay and only their places are lost: the
    network keeps its scale. The same seed shuffles a layer the same way at every step.

    Raises:
        ValueError: number or shapes of the weights do not fit the graph.
    """
    layers = graph.by_layer(weights)
    for place in reversed(range(len(layers))):
        if layers[place]:
            random = np.random.default_rng((seed, place))
            layers[place] = [_shuffled(each, random) for each in layers[place]]
            yield Randomised(graph.layers[place], [each for layer in layers for each in layer])


@dataclass(frozen=True)
class MapSimilarity:
    """How alike two maps are, each -1 to 1; None where a map is constant.

    Attributes:
        signed: rank correlation of the values.
        absolute: rank correlation of the magnitudes.
        structural: structural similarity of the magnitudes (`similarity.ssim`).
    """

    signed: float | None
    absolute: float | None
    structural: float | None


def compare(first: Array, second: Array) -> MapSimilarity:
    """Compare two maps (h, w) in the three ways of the paper, section 4.

    Raises:
        ValueError: they differ in size.
    """
    return MapSimilarity(
        spearman(first, second), spearman(np.abs(first), np.abs(second)), ssim(first, second)
    )


def measure(trial: Trial) -> float | None:
    """|Rank correlation| of the magnitudes with those of the network randomised in all layers.

    Its sign does not count: a map turned inside out shows the same picture.
    """
    if trial.explain_randomised is None:
        return None
    other = check_map(trial.explain_randomised(trial.case.sample), trial.case.size)
    found = spearman(np.abs(trial.map), np.abs(other))
    return None if found is None else abs(found)


def _shuffled(values: NDArray[np.float32], random: np.random.Generator) -> NDArray[np.float32]:
    return random.permutation(values.ravel()).reshape(values.shape)
