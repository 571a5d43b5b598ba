"""Saves that need TensorFlow: checkpoints, models, networks for Keras, and all of a training."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from camviewer.networks import library, store
from camviewer.networks.formats import model_file
from camviewer.training import network_export, run_folder
from tests.faults.save import OLD, Content, Save

if TYPE_CHECKING:
    from camviewer.training.optimisation import TrainerState

# A process that is copied has no other threads: TensorFlow is to compute in the one that asks.
os.environ |= {"TF_NUM_INTRAOP_THREADS": "1", "TF_NUM_INTEROP_THREADS": "1"}
os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

_SHAPES = ((3, 3, 1, 4), (4,))


def _state(version: int) -> TrainerState:
    from camviewer.training.events import EpochDone
    from camviewer.training.learning_curve import CurvePoint
    from camviewer.training.optimisation import TrainerState

    numbers = np.random.default_rng(version)
    return TrainerState(
        weights=[numbers.random(shape, np.float32) for shape in _SHAPES],
        optimizer=[numbers.random(4000, np.float32)],
        epoch=2,
        step=3 + version,
        loss_sum=0.5,
        right=17.0,
        seconds=2.5,
        random=numbers.bit_generator.state,
        history=(EpochDone(1, 0.1, 0.9, 0.1, 0.9, 3.0),),
        curve=(CurvePoint(0.5, 0.5, 0.25, 16),),
        curve_steps=2,
    )


def _save_checkpoint(folder: Path, version: int) -> None:
    from camviewer.training import checkpoints
    from camviewer.training.checkpoints import RunDescription
    from camviewer.training.recipes import RECIPES

    run = RunDescription("mine", "lecture", RECIPES.named("lecture"), 7, "builtin", 0.25)
    checkpoints.save(run_folder.checkpoint(folder / "home" / "training"), run, _state(version))


def _read_checkpoint(folder: Path) -> Content:
    from camviewer.training import checkpoints

    _, state = checkpoints.load(run_folder.checkpoint(folder / "home" / "training"))
    return {"checkpoint": (state.step, *(weight.tobytes() for weight in state.weights))}


_built: dict[str, Any] = {}  # building a network takes longer than saving it


def _save_model(_folder: Path, version: int) -> None:
    from camviewer.training import keras_network

    stored = store.load(model_file.bundled()["lecture"])
    if not _built:
        _built["network"] = keras_network.build(stored.graph, name="lecture")
    network = _built["network"]
    network.set_weights([weight + np.float32(version) for weight in stored.weights])
    keras_network.save(library.path_for("trained"), network, replace(stored.card, name="trained"))


def _export(folder: Path, version: int) -> None:
    names = ("lecture", "compact")
    network_export.export(model_file.bundled()[names[version]], folder / "out" / "a.keras")


def _read_models(folder: Path) -> Content:
    return {
        path.name: [weight.tobytes() for weight in store.load(path).weights]
        for path in folder.rglob(f"*{model_file.SUFFIX}")
        if not path.name.startswith(".")
    }


def _begin_training(folder: Path, version: int) -> None:
    """A training's own files, as it begins over another and goes on: old ones are kept aside."""
    from camviewer.training.run_storage import RunStorage
    from camviewer.training.weight_history import WeightSnapshot

    training = folder / "home" / "training"
    if version == OLD:
        _save_checkpoint(folder, OLD)
        return
    snapshots = [WeightSnapshot(step, _state(step).weights) for step in (0, 1)]
    with RunStorage(training) as storage:
        storage.begin("lecture", snapshots[0])
        storage.add(snapshots[1])


def _read_training(folder: Path) -> Content:
    """The checkpoint of the training before, wherever it is kept."""
    from camviewer.training import checkpoints

    found = [*(folder / "home" / "training").rglob("checkpoint.npz")]
    return {"before": [checkpoints.load(path)[1].step for path in found]}


TRAINED = (
    Save(
        "checkpoint",
        ("training.checkpoints",),
        _save_checkpoint,
        _read_checkpoint,
        needs_tensorflow=True,
    ),
    Save(
        "model",
        ("training.keras_network",),
        _save_model,
        _read_models,
        by_library=True,
        needs_tensorflow=True,
    ),
    Save(
        "network.keras",
        ("training.keras_network",),
        _export,
        _read_models,
        by_library=True,
        needs_tensorflow=True,
    ),
    Save(
        "training",
        ("training.run_storage",),
        _begin_training,
        _read_training,
        quiet=True,  # a training goes on, and tells what it could not write
        needs_tensorflow=True,
    ),
)
"""What a training writes."""
