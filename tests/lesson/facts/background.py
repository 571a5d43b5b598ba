"""What maps say where there is no ink.

On MNIST's test digits 0 to 499: the share of the cells of the lecture's network that see no ink,
``background.lecture.unseeing``; what those have of |M| of the predicted class, mean over digits,
``background.lecture.share``; and what cells have of it that cover no ink,
``background.NETWORK.off_ink``. In an empty picture: what the lecture's network reads,
``blank.lecture.class`` with ``.probability``, and what its maps say in the middle and in a corner,
``blank.lecture.middle_9``, ``.corner_9``.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.networks.receptive_field import ReceptiveField
from tests.lesson.facts.first_digits import engine, reading, samples
from tests.lesson.facts.formats import decimal, percent
from tests.lesson.facts.registry import facts
from tests.there import there

Cells = NDArray[np.bool_]

NETWORKS = ("lecture", "lecture-best", "compact", "ink")

MIDDLE, CORNER = (7, 7), (0, 0)


@facts("background", mnist=True)
def of_background() -> Mapping[str, str]:
    """All facts of digits."""
    field = there(engine("lecture").predict(samples()[0]).field)
    unseeing = ~sees_ink(samples(), field)
    found = {
        "lecture.unseeing": percent(float(unseeing.mean())),
        "lecture.share": percent(share_in(unseeing, reading("lecture").own_maps)),
    }
    for name in NETWORKS:
        maps = reading(name).own_maps
        off_ink = ~covers_ink(samples(), maps.shape[1:])
        found[f"{name}.off_ink"] = percent(share_in(off_ink, maps))
    return found


@facts("blank.lecture")
def of_empty_picture() -> Mapping[str, str]:
    """All facts of a picture without ink."""
    prediction = engine("lecture").predict(np.zeros((28, 28), np.float32))
    found = {
        "class": str(prediction.predicted),
        "probability": percent(float(prediction.probabilities.max())),
    }
    for number, values in enumerate(prediction.maps):
        found[f"middle_{number}"] = decimal(float(values[MIDDLE]), 1)
        found[f"corner_{number}"] = decimal(float(values[CORNER]), 1)
    return found


def sees_ink(images: Array, field: ReceptiveField) -> Cells:
    """(n, h, w) whether there is ink among the pixels (n, H, W) that each cell can see."""
    rows = np.stack([images[:, top:bottom].any(axis=1) for top, bottom in field.rows], axis=1)
    seen = [rows[:, :, left:right].any(axis=2) for left, right in field.columns]
    return np.stack(seen, axis=2)


def covers_ink(images: Array, grid: tuple[int, ...]) -> Cells:
    """(n, h, w) whether there is ink among the pixels (n, H, W) that each cell stands for."""
    height, width = grid
    tiles = images.reshape(len(images), height, -1, width, images.shape[2] // width)
    covered: Cells = np.asarray(tiles.any(axis=(2, 4)), bool)
    return covered


def share_in(chosen: Cells, maps: Array) -> float:
    """Share of |M| (n, h, w) that lies in the cells chosen, mean over n."""
    sizes = np.abs(maps)
    shares = (sizes * chosen).sum(axis=(1, 2)) / sizes.sum(axis=(1, 2))
    return float(shares.mean())
