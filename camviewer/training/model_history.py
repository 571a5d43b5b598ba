"""The history of a model: how its training went, in a file beside it.

``NAME.history`` lies beside ``NAME.keras``: a line that names format and version, then one zlib
stream. In it, a line of JSON (architecture, finished epochs, learning curve, steps and shapes of
the weight snapshots), then their numbers: each snapshot XOR the one before, sorted by place of
byte, as bytes that hardly change compress well.

The last snapshot is what the training ended with. A history is of the model whose weights these
are, whatever the file is called.
"""

from __future__ import annotations

import json
import math
import zlib
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import FileError, UserError
from camviewer.common.files import read_bytes, reason, replacing
from camviewer.common.translation import tr_noop, translate
from camviewer.networks.formats import model_file
from camviewer.training import learning_curve, weight_history
from camviewer.training.events import EpochDone
from camviewer.training.learning_curve import CurvePoint
from camviewer.training.weight_history import Weights, WeightSnapshot, shapes_in

MAX_BYTES = 8_000_000
"""Size of the largest history."""

_MAGIC = b"CAM Viewer history 1\n"
_EXPECTED = tr_noop("the training history of a model")
_GAIN = 2  # no training's numbers become smaller than a part of this
_MAX_HEADER = 1_000_000
_MAX_UNPACKED = _GAIN * MAX_BYTES + _MAX_HEADER

_Bits = NDArray[np.uint32]

Writing = Callable[[], AbstractContextManager[None]]
"""Makes what is entered while a file is written; raises if nothing is to be written any more."""


@dataclass(frozen=True, eq=False)
class ModelHistory:
    """How a model came to be.

    Attributes:
        architecture: name of its network's architecture.
        epochs: all epochs that the training was to have.
        done: the epochs that were finished.
        curve: the training curve.
        snapshots: weight snapshots, in order; the last one has the model's weights.
    """

    architecture: str
    epochs: int
    done: tuple[EpochDone, ...]
    curve: tuple[CurvePoint, ...]
    snapshots: tuple[WeightSnapshot, ...]

    def is_of(self, architecture: object, weights: Weights) -> bool:
        """Whether a network is the one that this training ended with, bit for bit."""
        last = self.snapshots[-1].weights
        return (
            self.architecture == architecture
            and len(last) == len(weights)
            and all(map(np.array_equal, last, weights))
        )

    def thinned(self, number: int) -> ModelHistory:
        """The history with at most so many snapshots (at least 2), the first and the last kept.

        Snapshots lie denser where a network changes most; those that stay are as far apart from
        each other on this scale as they can be.
        """
        places = np.linspace(0, len(self.snapshots) - 1, min(number, len(self.snapshots)))
        return replace(self, snapshots=tuple(self.snapshots[round(place)] for place in places))


def save(
    model: Path, history: ModelHistory, at_most: int = MAX_BYTES, writing: Writing = nullcontext
) -> None:
    """Write a history beside its model, which stands already.

    Args:
        model: the model's file.
        history: of its training.
        at_most: size of the file, up to `MAX_BYTES`.
        writing: makes what is entered while the file is written.

    Raises:
        UserError: it cannot be written; the sentence says that the model stands all the same.
    """
    path = model_file.history_of(model)
    try:
        content = pack(path, history, at_most)
        with writing():
            write(path, content)
    except FileError as error:
        raise UserError(
            translate("{0} The model was saved without its training history.", error)
        ) from error


def pack(path: Path, history: ModelHistory, at_most: int = MAX_BYTES) -> bytes:
    """What a history's file holds: as many snapshots as there is room for.

    Args:
        path: the file meant, for the sentence.
        history: all that is known.
        at_most: size of the file, up to `MAX_BYTES`.

    Raises:
        FileError: not even the first and the last snapshot have room.
    """
    numbers = sum(weight.size for weight in history.snapshots[-1].weights)
    number = min(len(history.snapshots), _GAIN * at_most // (4 * numbers))
    while number >= min(2, len(history.snapshots)):
        content = _MAGIC + zlib.compress(_plain(history.thinned(number)))
        if len(content) <= at_most:
            return content
        number = min(number - 1, number * at_most // len(content))
    raise FileError(
        path,
        expected=translate("a training history of at most {0} MB", f"{at_most / 1e6:g}"),
        found=translate("the network is too large for it"),
    )


def write(path: Path, content: bytes) -> None:
    """Write what `pack` made, whole or not at all.

    Raises:
        FileError: it cannot be written; what stood there before still stands.
    """
    with replacing(path, what=translate("the training history")) as temporary:
        temporary.write_bytes(content)


def read(path: Path) -> ModelHistory:
    """The history in a file.

    Raises:
        FileError: there is none, it is too large (`MAX_BYTES`), or damaged.
    """
    content = read_bytes(path, expected=translate(_EXPECTED), at_most=MAX_BYTES)
    if not content.startswith(_MAGIC):
        raise FileError(
            path,
            expected=translate(_EXPECTED),
            found=translate("its content is of another kind or of a newer version"),
        )
    try:
        return _history(_unpacked(content[len(_MAGIC) :]))
    except Exception as error:  # zlib, JSON and NumPy raise many kinds on damaged files
        raise FileError(
            path,
            expected=translate(_EXPECTED),
            found=translate("the file is damaged ({0})", reason(error)),
        ) from None


def _plain(history: ModelHistory) -> bytes:
    header = {
        "architecture": history.architecture,
        "epochs": history.epochs,
        "done": [asdict(epoch) for epoch in history.done],
        "curve": history.curve,
        "steps": [snapshot.step for snapshot in history.snapshots],
        "shapes": [weight.shape for weight in history.snapshots[0].weights],
    }
    rows = [np.concatenate([each.ravel() for each in one.weights]) for one in history.snapshots]
    bits: _Bits = np.stack(rows).astype("<f4").view("<u4")
    changes = bits.copy()
    changes[1:] ^= bits[:-1]
    planes = changes.view(np.uint8).reshape(*changes.shape, 4).transpose(2, 0, 1)
    return json.dumps(header, allow_nan=False).encode() + b"\n" + planes.tobytes()


def _unpacked(content: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    plain = unpacker.decompress(content, _MAX_UNPACKED)
    _require(unpacker.eof and not unpacker.unused_data, "one whole stream")
    return plain


def _history(plain: bytes) -> ModelHistory:
    line, _, rest = plain.partition(b"\n")
    _require(len(line) <= _MAX_HEADER, "a line of JSON")
    header: Any = json.loads(line)
    shapes = shapes_in(header["shapes"])
    steps = [_whole(step) for step in header["steps"]]
    _require(bool(steps) and steps == sorted(set(steps)), "steps in order")
    _require(len(steps) <= weight_history.MAX_COUNT, "few snapshots")
    _require(len(header["curve"]) <= learning_curve.MAX_COUNT, "a curve of few points")
    _require(type(header["architecture"]) is str, "an architecture's name")
    return ModelHistory(
        architecture=header["architecture"],
        epochs=_whole(header["epochs"]),
        done=tuple(_epoch(**entries) for entries in header["done"]),
        curve=tuple(_point(*numbers) for numbers in header["curve"]),
        snapshots=_snapshots(rest, steps, shapes),
    )


def _snapshots(
    planes: bytes, steps: Sequence[int], shapes: Sequence[tuple[int, ...]]
) -> tuple[WeightSnapshot, ...]:
    sizes = [math.prod(shape) for shape in shapes]
    _require(len(planes) == 4 * len(steps) * sum(sizes), "as many numbers as the shapes say")
    octets = np.frombuffer(planes, np.uint8).reshape(4, len(steps), sum(sizes))
    changes: _Bits = np.ascontiguousarray(octets.transpose(1, 2, 0)).view("<u4")[..., 0]
    rows = np.bitwise_xor.accumulate(changes, axis=0).view("<f4").astype(np.float32, copy=False)
    _require(bool(np.isfinite(rows).all()), "finite weights")
    ends = np.cumsum(sizes)[:-1]
    return tuple(
        WeightSnapshot(
            step,
            [part.reshape(shape) for part, shape in zip(np.split(row, ends), shapes, strict=True)],
        )
        for step, row in zip(steps, rows, strict=True)
    )


def _point(epochs: object, loss: object, accuracy: object, samples: object) -> CurvePoint:
    return CurvePoint(_real(epochs), _real(loss), _real(accuracy), _whole(samples))


def _epoch(epoch: object, **numbers: object) -> EpochDone:
    return EpochDone(_whole(epoch), **{name: _real(number) for name, number in numbers.items()})


def _whole(number: object) -> int:
    _require(type(number) is int and 0 <= number < 2**53, "whole numbers")
    assert isinstance(number, int)
    return number


def _real(number: object) -> float:
    _require(type(number) in (int, float), "numbers")
    assert isinstance(number, int | float)
    _require(math.isfinite(number), "finite numbers")
    return float(number)


def _require(holds: bool, expected: str) -> None:
    if not holds:
        raise ValueError(f"not {expected}")
