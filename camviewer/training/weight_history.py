"""The timeline: a network's weights at many weight snapshots of its training.

Moments lie denser at the start, where a network changes most: after step n the next one is
kept at 1.05 n, so a training of a million steps has fewer than 300, besides one an epoch.
"""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import pairwise, takewhile
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import UnwritableError
from camviewer.common.files import is_file, put_aside, reason, replacing
from camviewer.common.translation import translate
from camviewer.networks.layer_sizes import MAX_WEIGHTS

Weights = list[NDArray[np.float32]]

GROWTH = 1.05
"""How many times further in the training the next snapshot is."""

MAX_COUNT = 1000
"""Snapshots that are kept at most; 80 MB for a network of 20,000 parameters."""

MAX_BYTES = 200_000_000
"""Of all snapshots, about: those of a large network are fewer and further apart."""

_MAX_HEADER = 1_000_000  # bytes
_MAX_SHAPES = 5000
_MAX_AXES = 8
_LONG = 1e6  # steps in which there is room for snapshots until the end

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class WeightSnapshot:
    """A network as it was.

    Attributes:
        step: steps made until then, in all epochs.
        weights: all its weights, in the order of its architecture.
    """

    step: int
    weights: Weights

    @property
    def is_finite(self) -> bool:
        """Whether all its weights are numbers."""
        return all(np.isfinite(weight).all() for weight in self.weights)


@dataclass
class WeightHistory:
    """The weight snapshots of one training, in order; kept in memory and, as they come, in a file.

    Attributes:
        architecture: name of the network's architecture.
        snapshots: what was kept so far.
    """

    architecture: str
    snapshots: list[WeightSnapshot] = field(default_factory=list)

    def wants(self, step: int) -> bool:
        """Whether the weights after so many steps are to be kept."""
        if not self.snapshots:
            return True
        last = self.snapshots[-1].step
        growth = max(GROWTH, _LONG ** (self._size / MAX_BYTES))
        return step >= max(last + 1, math.ceil(last * growth)) and not self.is_full

    @property
    def is_full(self) -> bool:
        """Whether no further snapshot is to be kept."""
        count = len(self.snapshots)
        return count >= MAX_COUNT or (count > 1 and count * self._size > MAX_BYTES)

    @property
    def _size(self) -> int:
        """Of a snapshot, in bytes."""
        return sum(weight.nbytes for each in self.snapshots[:1] for weight in each.weights)

    def add(self, snapshot: WeightSnapshot) -> None:
        """Keep a snapshot; one of the same step is kept already."""
        if not self.snapshots or snapshot.step > self.snapshots[-1].step:
            self.snapshots.append(snapshot)

    def cut(self, step: int) -> None:
        """Forget what came after so many steps: the training goes on from there."""
        self.snapshots = [snapshot for snapshot in self.snapshots if snapshot.step <= step]


def write(path: Path, timeline: WeightHistory) -> None:
    """Write a timeline anew, whole or not at all.

    Raises:
        FileError: it cannot be written.
    """
    shapes = [list(weight.shape) for weight in timeline.snapshots[0].weights]
    header = {"architecture": timeline.architecture, "shapes": shapes}
    with replacing(path, what=translate("the timeline")) as temporary, temporary.open("wb") as file:
        file.write(json.dumps(header).encode() + b"\n")
        for snapshot in timeline.snapshots:
            file.write(_record(snapshot))


def append(path: Path, snapshot: WeightSnapshot) -> None:
    """Add a snapshot to a file that `write` began.

    Raises:
        FileError: it cannot be written. The weight snapshots before still stand, but nothing may be
            added behind what is perhaps half a snapshot: write the timeline anew.
    """
    try:
        with path.open("ab") as file:
            file.write(_record(snapshot))
    except OSError as error:
        raise UnwritableError(
            path, expected=translate("a place to keep the timeline"), found=reason(error)
        ) from error


def read(path: Path) -> WeightHistory | None:
    """The timeline in a file, without what was being written when the program ended; or None."""
    try:
        with path.open("rb") as file:
            header: Any = json.loads(file.readline(_MAX_HEADER))
            rest = file.read(2 * MAX_BYTES)
        shapes = shapes_in(header["shapes"])
        size = sum(math.prod(shape) for shape in shapes)
        record = np.dtype([("step", "<i8"), ("weights", "<f4", (size,))])
        number = len(rest) // record.itemsize
        if number > MAX_COUNT or size > MAX_WEIGHTS:
            raise ValueError("too many numbers")
        whole = np.frombuffer(rest, record, number)
        snapshots = [
            WeightSnapshot(int(each["step"]), _split(each["weights"], shapes)) for each in whole
        ]
        return WeightHistory(str(header["architecture"]), _in_order(snapshots))
    except Exception as error:  # JSON and NumPy raise many kinds on damaged files
        _log.info("No timeline in %s: %s", path, error)
        return None


def read_or_put_aside(path: Path) -> tuple[WeightHistory | None, Path | None]:
    """What `read` gives; and where the file is kept now, if there is one that cannot be read."""
    found = read(path)
    if found is None and is_file(path):
        with suppress(OSError):  # then it is written over
            return None, put_aside(path)
    return found, None


def _in_order(snapshots: list[WeightSnapshot]) -> list[WeightSnapshot]:
    """Those before the first whose step cannot be: the file is damaged from there on."""
    steps = [-1, *(each.step for each in snapshots)]
    sound = takewhile(lambda pair: pair[0] < pair[1], pairwise(steps))
    return snapshots[: sum(1 for _ in sound)]


def shapes_in(entries: Any) -> list[tuple[int, ...]]:
    """Shapes of weights, as a file tells them.

    Raises:
        ValueError: there are none or too many, or a side is no number from 1 on.
        TypeError: they are no lists of lists.
    """
    shapes = [tuple(shape) for shape in entries]
    if not 1 <= len(shapes) <= _MAX_SHAPES or max(map(len, shapes)) > _MAX_AXES:
        raise ValueError("no shapes of weights")
    if any(type(side) is not int or side < 1 for shape in shapes for side in shape):
        raise ValueError("sides are numbers from 1 on")
    return shapes


def _record(snapshot: WeightSnapshot) -> bytes:
    flat = np.concatenate([weight.ravel() for weight in snapshot.weights])
    return np.int64(snapshot.step).tobytes() + flat.astype("<f4").tobytes()


def _split(flat: NDArray[np.float32], shapes: Sequence[tuple[int, ...]]) -> Weights:
    ends = np.cumsum([math.prod(shape) for shape in shapes])
    parts = np.split(flat, ends[:-1])
    return [np.array(part).reshape(shape) for part, shape in zip(parts, shapes, strict=True)]
