"""Checkpoints: a training as it stands, in one file, from which it goes on bit for bit.

A checkpoint is an ``.npz`` of plain numbers: the arrays of the weights and of the optimizer, and
a JSON text with everything else.
"""

from __future__ import annotations

import json
import logging
import zlib
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np

from camviewer.common.archives import opened_zip
from camviewer.common.errors import FileError
from camviewer.common.files import read_bytes, reason, replacing
from camviewer.common.letters import legible
from camviewer.common.npz import read_array
from camviewer.common.translation import tr_noop, translate
from camviewer.data.dataset import Images, Labels
from camviewer.data.remedy import Remedy
from camviewer.data.spec import ImageSpec
from camviewer.networks.graph import Graph, rebuilt
from camviewer.training.events import EpochDone
from camviewer.training.learning_curve import CurvePoint
from camviewer.training.optimisation import TrainerState
from camviewer.training.recipes import Recipe
from camviewer.training.run_folder import META

_EXPECTED = tr_noop("a checkpoint of a training")
_MAX_BYTES = 64_000_000

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class RunDescription:
    """What decides a training, besides where it stands.

    Attributes:
        name: what the model will be called.
        architecture: name of the architecture.
        recipe: how it is trained.
        seed: of initial weights, order and variation.
        source: how the samples were asked for.
        share: how much of the training samples is used, above 0 to 1.
        start: name of the model that it began with; empty for fresh weights.
        fingerprint: tells its samples from others.
        graph: the network, if it is of no architecture of the program: the model that it began
            with may be gone when the training goes on.
        corrections: as in `Plan`; what is decided later does not change a training.
        remedy: what is changed of the samples; None for nothing.
        has_learned_tests: as on the card of the model that comes out.
    """

    name: str
    architecture: str
    recipe: Recipe
    seed: int
    source: str
    share: float
    start: str = ""
    fingerprint: str = ""
    graph: Graph | None = None
    corrections: tuple[tuple[str, int], ...] = ()
    remedy: Remedy | None = None
    has_learned_tests: bool = False


def fingerprint(*parts: tuple[Images, Labels]) -> str:
    """Tells samples from others: how many there are, checksums of pictures and labels."""
    numbers = [str(len(labels)) for _, labels in parts]
    sums = [f"{zlib.crc32(np.ascontiguousarray(each).data):08x}" for part in parts for each in part]
    return "-".join(numbers + sums)


def save(path: Path, run: RunDescription, state: TrainerState) -> None:
    """Write a checkpoint, whole or not at all.

    Raises:
        FileError: it cannot be written; the one before still stands.
    """
    meta = {
        "run": asdict(run),
        "history": [asdict(record) for record in state.history],
        "random": state.random,
        "curve": state.curve,
        "arrays": {"weights": len(state.weights), "optimizer": len(state.optimizer)},
    }
    meta |= {name: getattr(state, name) for name in _PLAIN}
    content: dict[str, Any] = {META: np.frombuffer(json.dumps(meta).encode(), np.uint8)}
    for kind, arrays in (("weights", state.weights), ("optimizer", state.optimizer)):
        content |= {f"{kind}_{place}": array for place, array in enumerate(arrays)}
    with (
        replacing(path, what=translate("the checkpoint")) as temporary,
        temporary.open("wb") as opened,
    ):
        np.savez(opened, allow_pickle=False, **content)


_PLAIN = {
    "epoch": int,
    "step": int,
    "loss_sum": float,
    "right": float,
    "seconds": float,
    "curve_steps": int,
}
"""The entries of a state that are plain numbers."""


def load(path: Path) -> tuple[RunDescription, TrainerState]:
    """Read a checkpoint.

    Raises:
        FileError: there is none, or it is damaged.
    """
    content = read_bytes(path, expected=translate(_EXPECTED), at_most=_MAX_BYTES)
    try:
        with opened_zip(content) as archive:
            if sum(info.file_size for info in archive.infolist()) > _MAX_BYTES:
                raise ValueError(translate("it has too many numbers"))
            meta = json.loads(bytes(read_array(archive, META, at_most=_MAX_BYTES)))
            arrays = {
                kind: [
                    read_array(archive, f"{kind}_{place}", at_most=_MAX_BYTES).copy()
                    for place in range(meta["arrays"][kind])
                ]
                for kind in ("weights", "optimizer")
            }
        np.random.default_rng().bit_generator.state = meta["random"]
        entries = meta["run"]
        graph = _graph(entries["graph"]) if entries.get("graph") else None
        read = {
            "name": legible(entries["name"]),
            "recipe": _recipe(entries["recipe"]),
            "graph": graph,
            "corrections": _corrections(entries.get("corrections", ())),
            "remedy": _remedy(entries.get("remedy")),
        }
        run = RunDescription(**{**entries, **read})
        state = TrainerState(
            weights=[np.asarray(array, np.float32) for array in arrays["weights"]],
            optimizer=arrays["optimizer"],
            random=meta["random"],
            history=tuple(EpochDone(**record) for record in meta["history"]),
            curve=tuple(_point(*numbers) for numbers in meta["curve"]),
            **{name: kind(meta[name]) for name, kind in _PLAIN.items()},
        )
    except Exception as error:  # zipfile, NumPy and JSON raise a dozen kinds on damaged files
        raise FileError(
            path,
            expected=translate(_EXPECTED),
            found=translate("the file is damaged ({0})", reason(error)),
            remedy=translate("start the training again"),
        ) from error
    return run, state


def _corrections(entries: Sequence[Sequence[Any]]) -> tuple[tuple[str, int], ...]:
    return tuple((str(sample), int(decided)) for sample, decided in entries)


def _recipe(entries: dict[str, Any]) -> Recipe:
    if "rate" in entries:  # what checkpoints called it before
        entries = {**entries, "learning_rate": entries["rate"]}
        del entries["rate"]
    return Recipe(**entries)


def _remedy(entries: dict[str, Any] | None) -> Remedy | None:
    if entries is None:
        return None
    places = {name: tuple(map(int, entries[name])) for name in ("test", "train")}
    labels = tuple((int(place), int(label)) for place, label in entries["labels"])
    return Remedy(**{**entries, **places, "labels": labels, "own": tuple(map(str, entries["own"]))})


def _graph(entries: dict[str, Any]) -> Graph:
    """A network, each layer checked."""
    spec = ImageSpec(**{**entries["spec"], "value_range": tuple(entries["spec"]["value_range"])})
    return rebuilt(
        spec, ((each["kind"], each["inputs"], dict(each["options"])) for each in entries["layers"])
    )


def _point(epochs: float, loss: float, accuracy: float, samples: int) -> CurvePoint:
    return CurvePoint(float(epochs), float(loss), float(accuracy), int(samples))
