"""RISE (Petsiuk et al., BMVC 2018): random masks, weighed by the probability that is left."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.random import Generator

from camviewer.attribution.attribution import Attribution, Group, Values, choice
from camviewer.attribution.perturbation import masked
from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Capability, Prediction, softmax
from camviewer.rendering.rendering import resize

TITLE = tr_noop("RISE")

ABOUT = tr_noop(
    "The network sees the [sample] through thousands of random masks. The value of a pixel is "
    "the mean probability of the class when that pixel was visible. Nothing inside the network "
    "is used."
)

FORMULA = r"\frac{1}{N p} \sum_{i=1}^{N} p_c(x \cdot m_i) \, m_i"

PAPER = "Petsiuk, Das, Saenko, BMVC 2018"

SIGNS = tr_noop(
    "The redder a pixel, the more probable the class was when it was visible. Only differences "
    "matter."
)

GROUP = Group.PERTURBATION

NEEDS = (Capability.LAYERS,)

MASKS = choice("masks", tr_noop("Masks"), "4000", "1000", "500")

PARAMETERS = (MASKS,)

_CELLS = 7  # of a mask's grid, along each side, as in the paper
_SEEN = 0.5  # share of cells that a mask lets through
_AT_ONCE = 100
_SEED = 0


def estimates(
    prediction: Prediction, classes: Sequence[int], values: Values
) -> Iterator[Attribution]:
    """The mean of masks weighed by probability, divided by how often a pixel is seen; in [0, 1]."""
    random, number = np.random.default_rng(_SEED), int(MASKS.value(prediction, values))
    size, network = prediction.spec.size, prediction.open_network
    black = np.zeros_like(prediction.image)
    whole = np.zeros((len(classes), size[0] * size[1]), np.float32)
    for done in range(_AT_ONCE, number + 1, _AT_ONCE):
        masks = random_masks(_AT_ONCE, size, random)
        shares = softmax(network.scores(masked(prediction, masks, black)))
        whole += shares.T[list(classes)] @ masks.reshape(_AT_ONCE, -1)
        maps = (whole / np.float32(done * _SEEN)).reshape(-1, *size)
        yield Attribution(maps, False, None, None, None, done, done / number)


def random_masks(number: int, size: tuple[int, int], random: Generator) -> Array:
    """(n, h, w) in [0, 1]: coarse random grids, made smooth and shifted by less than a cell."""
    cell = tuple(-(-side // _CELLS) for side in size)
    grids = (random.random((number, _CELLS + 1, _CELLS + 1)) < _SEEN).astype(np.float32)
    large = resize(grids, ((_CELLS + 1) * cell[0], (_CELLS + 1) * cell[1]), "linear")
    masks = np.empty((number, *size), np.float32)
    shifts = np.stack([random.integers(0, side, number) for side in cell], axis=1)
    for mask, whole, (down, right) in zip(masks, large, shifts, strict=True):
        mask[:] = whole[down : down + size[0], right : right + size[1]]
    return masks
