"""What version 0.1 wrote is read, and a training that it began goes on to the same end.

``files_of_0_1.zip`` holds files of that version as it wrote them: samples, a training that was
killed in its second epoch, another that came to its end, and settings. Of the network all but
four channels a layer are dead, so that the numbers take little room.

Which bits a training computes is the machine's to say. So where a training is to end bit for bit
as another one, what version 0.1 would have kept of it is written here, in its formats.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tensorflow as tf

from camviewer.common import paths
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.document import settings
from camviewer.document.settings import Settings
from camviewer.inference.engine_cache import ENGINES
from camviewer.networks import store
from camviewer.networks.architectures import graph_of
from camviewer.networks.formats import model_file
from camviewer.training import checkpoints, model_history, run_folder, weight_history
from camviewer.training.checkpoints import RunDescription
from camviewer.training.control import Control, StopRequest
from camviewer.training.events import Plan
from camviewer.training.optimisation import TrainerState
from camviewer.training.recipes import Recipe
from camviewer.training.run_folder import Unfinished
from camviewer.training.training_run import TrainingRun
from camviewer.training.weight_history import WeightHistory
from tests.benchmarks import kills

pytestmark = pytest.mark.slow

FILES = Path(__file__).with_name("files_of_0_1.zip")
RECIPE = Recipe("quick", epochs=3, batch=8, learning_rate=0.01, one_cycle=True, varied=1.0)
STEPS_AN_EPOCH = 3
PLACES = 0, 2, 3, 5, 8
"""Steps, evaluations and ends of epochs after which a training is left; an epoch has 5 or 7."""


@pytest.fixture(scope="module", autouse=True)
def small() -> Iterator[None]:
    """Nothing is compiled, which would take longer than all steps."""
    tf.config.run_functions_eagerly(True)
    yield
    tf.config.run_functions_eagerly(False)


@pytest.fixture
def old(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder in which version 0.1 ran; its samples are called by a path from there."""
    with zipfile.ZipFile(FILES) as archive:
        archive.extractall(tmp_path / "old")
    monkeypatch.chdir(tmp_path / "old")
    return tmp_path / "old"


def run(training_run: TrainingRun, control: Control | None = None) -> None:
    for _ in training_run.run(control or Control()):
        pass


# Files that it wrote


def test_that_a_training_that_was_killed_is_found_and_goes_on_to_its_end(old: Path) -> None:
    folder = old / "training"
    assert run_folder.unfinished(folder) == Unfinished("mine", 2, 3)
    described, state = checkpoints.load(folder / "checkpoint.npz")
    assert described.recipe == RECIPE
    assert described.seed == 4
    kept = weight_history.read(folder / "timeline.bin")
    assert kept is not None
    with TrainingRun(folder) as training_run:
        training_run.resume()
        trainer = training_run.trainer
        assert trainer.steps_made == STEPS_AN_EPOCH * (state.epoch - 1) + state.step
        assert all(map(np.array_equal, trainer.weights(), state.weights))
        run(training_run)
        assert trainer.is_finished
        assert [epoch.epoch for epoch in trainer.history] == [1, 2, 3]
        assert trainer.history[: len(state.history)] == list(state.history)
        for one, other in zip(kept.snapshots, training_run.timeline.snapshots, strict=False):
            assert one.step == other.step
            assert all(map(np.array_equal, one.weights, other.weights))
        card = training_run.finish(old / "resumed.keras", training_run.evaluate())
    assert (card.name, card.steps, card.epochs, card.start) == ("resumed", 9, 3, "start")
    assert store.load(old / "resumed.keras").card == card
    assert not run_folder.stands(folder)


def test_that_a_model_is_read_with_its_history_and_explains(old: Path) -> None:
    path = old / "mine.keras"
    stored = store.load(path)
    assert stored.graph == graph_of("lecture")
    assert (stored.card.name, stored.card.version, stored.card.steps) == ("mine", "0.1.0", 9)
    assert model_file.read_card(path) == stored.card
    history = model_history.read(model_file.history_of(path))
    assert history.is_of("lecture", stored.weights)
    assert [snapshot.step for snapshot in history.snapshots] == list(range(10))
    assert [epoch.epoch for epoch in history.done] == [1, 2, 3]
    assert history.done[-1].test_accuracy == pytest.approx(stored.card.accuracy)
    engine = ENGINES.of(path)
    samples = WrittenSplit("test", 10)
    predicted = [
        engine.predict(image.astype(np.float32) / np.float32(255)).predicted
        for image in samples.images
    ]
    assert np.mean(predicted == samples.labels) == pytest.approx(stored.card.accuracy)


def test_that_a_training_can_begin_with_a_model(old: Path) -> None:
    plan = Plan("next", "lecture", RECIPE, seed=4, source="digits.npz", start=old / "mine.keras")
    with TrainingRun(old / "next") as training_run:
        training_run.begin(plan)
        stored = store.load(old / "mine.keras").weights
        assert all(map(np.array_equal, training_run.trainer.weights(), stored))


def test_that_settings_are_read_and_what_they_do_not_know_is_the_default(old: Path) -> None:
    (old / "settings.json").rename(paths.home() / "settings.json")
    assert settings.load() == Settings(
        model="lecture",
        data="mnist",
        opacity=7,
        threshold=9,
        scale="positive",
        colours="viridis",
        interpolation="nearest",
        method="grad-cam",
        parameters=(),
        brush=20,
        following=False,
        scheme="dark",
        language="ko",
        geometry="AAAA",
        folder="/tmp/한글",
        lesson="/tmp/한글/lesson",
        lesson_page=3,
    )


# Its formats, written here


def write_checkpoint(path: Path, run: RunDescription, state: TrainerState) -> None:
    recipe = run.recipe
    meta: dict[str, Any] = {
        "run": {
            "name": run.name,
            "architecture": run.architecture,
            "recipe": {
                "name": recipe.name,
                "epochs": recipe.epochs,
                "batch": recipe.batch,
                "learning_rate": recipe.learning_rate,
                "one_cycle": recipe.one_cycle,
                "varied": recipe.varied,
                "written": recipe.written,
            },
            "seed": run.seed,
            "source": run.source,
            "share": run.share,
            "start": run.start,
            "fingerprint": run.fingerprint,
        },
        "history": [
            {
                "epoch": done.epoch,
                "loss": done.loss,
                "accuracy": done.accuracy,
                "test_loss": done.test_loss,
                "test_accuracy": done.test_accuracy,
                "seconds": done.seconds,
            }
            for done in state.history
        ],
        "random": state.random,
        "curve": [
            [point.epochs, point.loss, point.accuracy, point.samples] for point in state.curve
        ],
        "arrays": {"weights": len(state.weights), "optimizer": len(state.optimizer)},
        "epoch": state.epoch,
        "step": state.step,
        "loss_sum": state.loss_sum,
        "right": state.right,
        "seconds": state.seconds,
        "curve_steps": state.curve_steps,
    }
    arrays: dict[str, Any] = {
        f"weights_{place}": array for place, array in enumerate(state.weights)
    }
    arrays |= {f"optimizer_{place}": array for place, array in enumerate(state.optimizer)}
    text = np.frombuffer(json.dumps(meta).encode(), np.uint8)
    np.savez(path, allow_pickle=False, meta=text, **arrays)


def write_timeline(path: Path, timeline: WeightHistory) -> None:
    shapes = [list(weight.shape) for weight in timeline.snapshots[0].weights]
    header = {"architecture": timeline.architecture, "shapes": shapes}
    content = json.dumps(header).encode() + b"\n"
    for snapshot in timeline.snapshots:
        content += snapshot.step.to_bytes(8, "little")
        content += b"".join(weight.astype("<f4").tobytes() for weight in snapshot.weights)
    path.write_bytes(content)


def entries(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def test_that_what_is_written_here_is_what_it_wrote(old: Path) -> None:
    checkpoint, timeline = old / "training" / "checkpoint.npz", old / "training" / "timeline.bin"
    write_checkpoint(old / "again.npz", *checkpoints.load(checkpoint))
    assert entries(old / "again.npz") == entries(checkpoint)
    known = weight_history.read(timeline)
    assert known is not None
    write_timeline(old / "again.bin", known)
    assert (old / "again.bin").read_bytes() == timeline.read_bytes()


class After(Control):
    """The program is left after so many steps, evaluations and ends of epochs."""

    def __init__(self, events: int) -> None:
        super().__init__()
        self._left = events

    def wait(self) -> StopRequest:
        if self._left == 0:
            self.end(StopRequest.LEAVE)
        self._left -= 1
        return super().wait()


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> str:
    path = tmp_path_factory.mktemp("source") / "digits.npz"
    one, other = WrittenSplit("train", 24), WrittenSplit("test", 10)
    np.savez(path, x_train=one.images, y_train=one.labels, x_test=other.images, y_test=other.labels)
    return str(path)


@pytest.fixture(scope="module", params=["lecture", "compact"])
def plan(request: pytest.FixtureRequest, source: str) -> Plan:
    recipe = replace(RECIPE, written=0.5) if request.param == "compact" else RECIPE
    return Plan("mine", request.param, recipe, seed=4, source=source)


@pytest.fixture(scope="module")
def whole(plan: Plan, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where an uninterrupted training has come to its end."""
    folder = tmp_path_factory.mktemp("whole")
    training_run = TrainingRun(folder)
    training_run.begin(plan)
    run(training_run)
    return folder


@pytest.mark.parametrize("place", PLACES)
def test_that_a_training_that_it_began_ends_bit_for_bit_as_an_uninterrupted_one(
    plan: Plan, whole: Path, tmp_path: Path, place: int
) -> None:
    training_run = TrainingRun(tmp_path / "begun")
    training_run.begin(plan)
    run(training_run, After(place))
    folder = tmp_path / "training"
    folder.mkdir()
    state = training_run.trainer.state()
    assert not training_run.trainer.is_finished
    write_checkpoint(folder / "checkpoint.npz", training_run.described, state)
    write_timeline(folder / "timeline.bin", training_run.timeline)
    resumed = TrainingRun(folder)
    resumed.resume()
    assert resumed.described == training_run.described
    run(resumed)
    assert kills.differences(whole, folder) == []
