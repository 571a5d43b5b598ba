"""How long a training will take, worked out by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from camviewer.controllers import training_estimate, training_speed
from camviewer.controllers.training_estimate import (
    TrainingEstimates,
    speed_of,
    work_of,
)
from camviewer.controllers.training_job import Begun
from camviewer.controllers.training_speed import TrainingSpeeds
from camviewer.data.dataset import ArraySplit, Dataset
from camviewer.data.spec import ImageSpec
from camviewer.document.document import Document
from camviewer.networks.architectures import graph_of
from camviewer.networks.graph import Graph, GraphBuilder
from camviewer.training.events import Plan, Progress
from camviewer.training.recipes import Recipe

SPEC = ImageSpec(10, 10)
RECIPE = Recipe("plain", epochs=2, batch=7, learning_rate=0.001)
PLAN = Plan("mine", "lecture", RECIPE, share=0.5)


@pytest.fixture
def graph() -> Graph:
    """10 × 10 cells × 2 filters × (3 × 3 weights and a bias); 200 for the mean; 2 × 3: 2,206."""
    builder = GraphBuilder(SPEC)
    builder.add("Conv2D", filters=2, kernel_size=3, padding="same")
    builder.add("GlobalAveragePooling2D")
    builder.add("Dense", units=3, activation="softmax")
    return builder.graph()


def test_that_the_multiplications_of_all_layers_are_counted(graph: Graph) -> None:
    assert graph.multiplications == 100 * 2 * (9 + 1) + 100 * 2 + 2 * 3


def test_that_work_is_that_of_all_steps_and_evaluations(graph: Graph) -> None:
    # Half of 42 samples are three steps of 7; a step is as much as 3 · (7 + 3) forward passes.
    # Each of the two epochs reads 5 test samples, one forward pass each.
    assert work_of(graph, PLAN, 42, 5) == 2 * (3 * 30 * 2206 + 5 * 2206)


def test_that_the_last_batch_of_an_epoch_is_a_step_as_well(graph: Graph) -> None:
    assert work_of(graph, PLAN, 44, 0) == 2 * (4 * 30 * 2206)


def test_that_written_and_varied_samples_are_work_too(graph: Graph) -> None:
    written = replace(PLAN, recipe=replace(RECIPE, written=1 / 3))
    assert work_of(graph, written, 42, 0) == 2 * (4 * 30 * 2206)  # 21 + 7 samples
    varied = replace(PLAN, recipe=replace(RECIPE, varied=0.5))
    # In half of the 6 steps each of 7 samples of 100 pixels is varied.
    assert work_of(graph, varied, 42, 0) == pytest.approx(6 * 30 * 2206 + 3 * 7 * 100 * 4000)


def test_that_the_speed_is_that_of_the_steps(graph: Graph) -> None:
    told = Progress(2, 2, 3, 3, 6, 0.1, 0.9, samples_a_second=14.0, seconds_left=0.0)
    # Two steps of 7 a second.
    assert speed_of(graph, RECIPE, told) == 2 * 30 * 2206
    half = replace(RECIPE, varied=0.5)
    assert speed_of(graph, half, told) == 2 * 30 * 2206, "at its end samples are as they are"
    early = replace(told, epoch=1, step=2, steps_made=2)
    assert speed_of(graph, half, early) == 2 * (30 * 2206 + 7 * 100 * 4000)


# What is told


@pytest.fixture
def estimates() -> TrainingEstimates:
    document = Document()
    document.set_dataset("small", _dataset(42, 6))
    return TrainingEstimates(document)


def _dataset(train: int, test: int) -> Dataset:
    def split(number: int) -> ArraySplit:
        images = np.zeros((number, *SPEC.size), np.uint8)
        labels = np.arange(number, dtype=np.uint8) % 3
        return ArraySplit(number, lambda: (images, labels))

    return Dataset("small", split(train), split(test), SPEC, ("a", "b", "c"))


def forward() -> int:
    return graph_of("lecture", SPEC, 3).multiplications


def work() -> int:
    """Of the plan: two epochs of three steps and six test samples."""
    return 2 * (3 * 30 + 6) * forward()


def begun(architecture: str = "lecture", recipe: Recipe | None = RECIPE) -> Begun:
    graph = graph_of(architecture, SPEC, 3)
    names = ("a", "b", "c")
    return Begun(
        "mine", graph, names, 2, (), (), (), "small", 3, architecture=architecture, recipe=recipe
    )


def told(samples_a_second: float, step: int = 20) -> Progress:
    return Progress(1, 2, step, 30, step, 0.1, 0.9, samples_a_second, 0.0)


def test_that_a_range_is_told_before_any_training(estimates: TrainingEstimates) -> None:
    found = estimates.of(PLAN)
    assert found is not None
    assert found.low == pytest.approx(10 + work() / 4e10)
    assert found.high == pytest.approx(10 + work() / 4e9)
    assert (found.is_range, found.is_measured) == (True, False)


def test_that_a_training_tells_how_long_the_next_one_takes(estimates: TrainingEstimates) -> None:
    estimates.begin(begun(), preparation=8.0)
    estimates.watch(told(70.0))  # 10 steps a second
    estimates.remember()
    speed = 10 * 30 * forward()
    found = estimates.of(PLAN)
    assert found is not None
    assert found.low == found.high == pytest.approx(work() / speed)
    assert (found.is_range, found.is_measured) == (False, True)
    double = replace(PLAN, recipe=replace(RECIPE, epochs=4))
    twice = estimates.of(double)
    assert twice is not None
    assert twice.low == twice.high == pytest.approx(2 * found.low)


def test_that_it_is_remembered_and_loading_counts_again(estimates: TrainingEstimates) -> None:
    estimates.begin(begun(), preparation=8.0)
    estimates.watch(told(70.0))
    estimates.remember()
    assert training_speed.load() == TrainingSpeeds({"lecture": 10 * 30 * forward()}, 8.0)
    document = Document()
    document.set_dataset("small", _dataset(42, 6))
    again = TrainingEstimates(document).of(PLAN)
    assert again is not None
    assert again.low == again.high == pytest.approx(8 + work() / (10 * 30 * forward()))


def test_that_only_the_first_training_measures_the_loading(estimates: TrainingEstimates) -> None:
    for preparation in (8.0, 0.5):
        estimates.begin(begun(), preparation)
        estimates.watch(told(70.0))
        estimates.remember()
    assert training_speed.load().preparation == 8.0


def test_that_another_architecture_is_a_narrower_range(estimates: TrainingEstimates) -> None:
    training_speed.save(TrainingSpeeds({"old": 1e3, "compact": 1e6}, 8.0))
    found = estimates.of(PLAN)
    assert found is not None
    assert found.low == pytest.approx(8 + work() / 2e6)
    assert found.high == pytest.approx(8 + work() / 0.5e6)
    assert (found.is_range, found.is_measured) == (True, True)


def test_that_what_measures_nothing_is_not_remembered(estimates: TrainingEstimates) -> None:
    estimates.begin(begun(), 8.0)
    estimates.watch(told(70.0, step=19))
    estimates.remember()
    estimates.begin(begun(recipe=None), 8.0)
    estimates.watch(told(70.0))
    estimates.remember()
    estimates.remember()
    assert not training_speed.file().exists()


@pytest.mark.parametrize(
    ("step", "steps", "steps_made", "measures"),
    [(2, 3, 20, False), (3, 3, 18, False), (3, 3, 21, True), (19, 30, 49, False)],
)
def test_that_a_short_epoch_measures_when_it_is_whole(
    estimates: TrainingEstimates, step: int, steps: int, steps_made: int, measures: bool
) -> None:
    estimates.begin(begun(), 8.0)
    estimates.watch(Progress(7, 9, step, steps, steps_made, 0.1, 0.9, 70.0, 0.0))
    estimates.remember()
    assert bool(training_speed.load().speeds) is measures


def test_that_what_cannot_be_trained_has_no_estimate(estimates: TrainingEstimates) -> None:
    assert TrainingEstimates(Document()).of(PLAN) is None, "no data set yet"
    assert estimates.of(replace(PLAN, architecture="no such")) is None


# The file


@pytest.mark.parametrize(
    "content",
    [
        "",
        "no JSON",
        "[]",
        '{"speeds": {}}',
        '{"speeds": [], "preparation": null}',
        '{"speeds": {"lecture": -1}, "preparation": null}',
        '{"speeds": {"lecture": true}, "preparation": null}',
        '{"speeds": {"lecture": Infinity}, "preparation": null}',
        '{"speeds": {"lecture": 1e9}, "preparation": "8"}',
        "[" * 100_000,
        " " * 100_001,
    ],
)
def test_that_a_damaged_file_is_as_none(content: str) -> None:
    training_speed.save(TrainingSpeeds())
    training_speed.file().write_text(content, encoding="utf-8")
    assert training_speed.load() == TrainingSpeeds()


def test_that_a_file_that_cannot_be_written_does_no_harm(estimates: TrainingEstimates) -> None:
    training_speed.file().mkdir(parents=True)
    estimates.begin(begun(), 8.0)
    estimates.watch(told(70.0))
    estimates.remember()
    found = estimates.of(PLAN)
    assert found is not None
    assert not found.is_range, "until the program ends it is known all the same"


def test_that_the_oldest_speeds_give_way() -> None:
    speeds = TrainingSpeeds()
    for number in range(101):
        speeds = speeds.with_speed(f"network {number}", 1e9)
    speeds = speeds.with_speed("network 1", 2e9)
    assert len(speeds.speeds) == 100
    assert "network 0" not in speeds.speeds
    assert list(speeds.speeds.items())[-1] == ("network 1", 2e9)


def test_that_the_limits_without_a_training_are_in_order() -> None:
    assert training_estimate.SLOW < training_estimate.FAST
