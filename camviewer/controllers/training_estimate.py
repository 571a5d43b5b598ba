"""How long a training will take on this computer, told before it is begun.

The work of a training is counted in multiplications and divided by the speed that earlier trainings
here were measured at. What does not depend on the computer, such as how much more a step is than a
forward pass, is the same in both and cancels where architecture, batch and recipe are the same.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, replace
from pathlib import Path

from camviewer.common.errors import UserError
from camviewer.controllers import training_speed
from camviewer.controllers.training_job import Begun
from camviewer.controllers.training_speed import TrainingSpeeds
from camviewer.data.dataset import Dataset
from camviewer.document.document import Document
from camviewer.networks.architectures import graph_of
from camviewer.networks.graph import Graph
from camviewer.networks.model_card import OWN
from camviewer.training.events import Plan, Progress, samples_used
from camviewer.training.recipes import READ_TWICE, Recipe

LEARNING_FACTOR = 3
"""Forward passes that a sample costs in a step: one forward, and twice as much backward."""

STEP_SAMPLES = 3
"""Samples whose work a step costs besides its own; measured once, from 8 to 128 samples a step."""

VARYING_WORK = 4_000
"""Multiplications that varying a sample costs a pixel; measured once."""

SLOW, FAST = 4e9, 4e10
"""Multiplications a second between which computers train: half the slowest and twice the fastest
that was measured once, on two cores of a server, with the architectures of the program."""

OTHER_ARCHITECTURE = 2.0
"""Factor by which the speeds of two architectures on one computer differ."""

PREPARATION = 10.0
"""Seconds to load TensorFlow before the first training, where they were not measured yet."""

_LEAST_STEPS = 20  # before so many the speed is not a measure yet


@dataclass(frozen=True)
class Estimate:
    """How long a training will take.

    Attributes:
        low: seconds at least.
        high: seconds at most; the same as `low` where the speed of the architecture is known.
        is_measured: whether any training was measured on this computer.
    """

    low: float
    high: float
    is_measured: bool

    @property
    def is_range(self) -> bool:
        """Whether it lies between two values."""
        return self.high > self.low


class TrainingEstimates:
    """Estimates trainings, and learns from each that runs."""

    def __init__(self, document: Document) -> None:
        """Nothing is read yet.

        Args:
            document: its data set is what is trained with.
        """
        self._document = document
        self._speeds: TrainingSpeeds | None = None
        self._begun: Begun | None = None
        self._progress: Progress | None = None
        self._preparation: float | None = None
        self._is_loaded = False  # what a first training has to load
        self._networks: dict[Path, Graph] = {}

    def know(self, path: Path, graph: Graph) -> None:
        """What the network of a model is made of that a training may begin with."""
        self._networks[path] = graph

    def of(self, plan: Plan) -> Estimate | None:
        """How long a plan will take; None if there is no data set or no such network for it."""
        dataset = self._document.dataset
        if dataset is None:
            return None
        if plan.architecture == OWN:
            graph = self._networks.get(plan.start) if plan.start is not None else None
        else:
            graph = _graph_for(plan.architecture, dataset)
        if graph is None:
            return None
        known = self._known
        work = work_of(graph, plan, len(dataset.train), len(dataset.test))
        slowest, fastest = _speed_limits(known, plan.architecture)
        before = 0.0 if self._is_loaded else known.preparation or PREPARATION
        return Estimate(before + work / fastest, before + work / slowest, bool(known.speeds))

    # What is measured

    def begin(self, begun: Begun, preparation: float) -> None:
        """A training is about to make its first step, so many seconds after it was started."""
        self._begun, self._progress = begun, None
        if not self._is_loaded:
            self._preparation = preparation
        self._is_loaded = True

    def watch(self, progress: Progress) -> None:
        """The training has told how far it is."""
        # The speed is that of the running epoch, which may have few steps in all.
        steps = min(_LEAST_STEPS, progress.steps)
        has_enough = progress.steps_made >= _LEAST_STEPS and progress.step >= steps
        if has_enough and progress.samples_a_second > 0:
            self._progress = progress

    def remember(self) -> None:
        """The training is at its end: keep how fast it was, if it made enough steps."""
        begun, progress = self._begun, self._progress
        self._begun = self._progress = None
        if begun is None or begun.recipe is None or progress is None:
            return
        speed = speed_of(begun.graph, begun.recipe, progress)
        speeds = self._known.with_speed(begun.architecture, speed)
        self._speeds = replace(speeds, preparation=self._preparation or speeds.preparation)
        training_speed.save(self._speeds)

    @property
    def _known(self) -> TrainingSpeeds:
        if self._speeds is None:
            self._speeds = training_speed.load()
        return self._speeds


def step_work(graph: Graph, recipe: Recipe, *, varied: bool) -> float:
    """Multiplications of one step with a whole batch."""
    read = recipe.batch * (1 + READ_TWICE) if recipe.occlusion else recipe.batch
    learning = LEARNING_FACTOR * graph.multiplications * (read + STEP_SAMPLES)
    varying = VARYING_WORK * math.prod(graph.shapes[0]) * recipe.batch
    return learning + varying if varied else learning


def work_of(graph: Graph, plan: Plan, train: int, test: int) -> float:
    """Multiplications of a whole training.

    Args:
        graph: the network.
        plan: what is trained, and how.
        train: samples of the training split, of which the plan uses a share.
        test: samples that each epoch is evaluated on.
    """
    recipe, used = plan.recipe, samples_used(train, plan.share)
    steps = math.ceil((used + round(recipe.written * used)) / recipe.batch)
    plain, varied = (step_work(graph, recipe, varied=varied) for varied in (False, True))
    a_step = plain + recipe.varied * (varied - plain)
    return recipe.epochs * (steps * a_step + test * graph.multiplications)


def speed_of(graph: Graph, recipe: Recipe, progress: Progress) -> float:
    """Multiplications a second of a training, from how far it is."""
    varied = progress.share <= recipe.varied
    return progress.samples_a_second * step_work(graph, recipe, varied=varied) / recipe.batch


def _graph_for(architecture: str, dataset: Dataset) -> Graph | None:
    """The network of an architecture for a data set; None if there is none."""
    try:
        return graph_of(architecture, dataset.spec, len(dataset.class_names))
    except UserError:
        return None


def _speed_limits(known: TrainingSpeeds, architecture: str) -> tuple[float, float]:
    """Lowest and highest speed of an architecture here, in multiplications a second."""
    if architecture in known.speeds and architecture != OWN:  # those are many
        return known.speeds[architecture], known.speeds[architecture]
    if known.speeds:
        last = list(known.speeds.values())[-1]
        return last / OTHER_ARCHITECTURE, last * OTHER_ARCHITECTURE
    return SLOW, FAST
