"""The known-truth lab: where the right answer is known, and so every method can be caught."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from camviewer.attribution.methods import METHODS
from camviewer.common.translation import translate
from camviewer.concurrency.refinement import PATIENCE, Refinement
from camviewer.controllers.training import Status, Training
from camviewer.controllers.truth_cases import (
    Case,
    CaseReading,
    CaseSource,
    CheckedMap,
    DecoySource,
    ExplainTask,
    ReadTask,
    SceneSource,
    Task,
    hand_made_case,
    snapshot_of,
)
from camviewer.controllers.truth_measuring import TruthMeasuring, steps
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.known_truth import decoy
from camviewer.document.document import Document
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks.hand_made import HAND_MADE, HandMade
from camviewer.training.events import Plan
from camviewer.training.recipes import RECIPES

PAGE = "lab"
"""Name of the page beside the stage."""

DEAR = ("integrated-gradients", "smooth-grad", "rise")
"""Methods that take too long for many samples."""

ARCHITECTURE, RECIPE = "lecture", "fast"
"""How a network is trained on decoys: within a minute, and with maps of every method."""


class KnownTruthLab(QObject):
    """Has a case read and explained by every method, while somebody looks; measures on demand."""

    changed = Signal()
    """The reading is another one, or why there is none."""

    checked = Signal(str)
    """There is something new of the method of that name."""

    training_changed = Signal()
    """A training has begun or ended."""

    def __init__(
        self,
        document: Document,
        training: Training,
        parent: QObject | None = None,
        *,
        patience: int = PATIENCE,
    ) -> None:
        """Watch the document; nothing runs before `start`, nor before somebody looks.

        Args:
            document: whose network, sample and data set are used.
            training: trains on decoys.
            parent: Qt's owner.
            patience: milliseconds that a method may take for its next estimate.
        """
        super().__init__(parent)
        self._document = document
        self._training = training
        self._started = self._wanted = False
        self._asked: tuple[object, ...] = ()
        self._shown_part = ""  # what the cards are of
        self._snapshots: dict[tuple[str, str], NetworkSnapshot] = {}
        self._scenes: SceneSource | None = None
        self._decoys = DecoySource()
        self._seconds: dict[str, float] = {}
        self._stuck: set[str] = set()
        self._number = -1  # of the request whose answers are wanted
        self.reading: CaseReading | None = None
        """What the network makes of the case; None while there is none."""
        self.trouble = ""
        """Why there is no reading, in a sentence; empty if there is one, or may yet be."""
        self._maps: dict[str, CheckedMap] = {}
        self._troubles: dict[str, str] = {}
        self._measured_with: tuple[object, ...] = ()
        self._cards = Refinement[Task, object](steps, self, patience=patience)
        self._cards.refined.connect(self._take)
        self._cards.failed.connect(self._take_trouble)
        self._cards.stuck.connect(self._take_stuck)
        self.measuring = TruthMeasuring(self, patience=patience)
        """What is measured over many samples."""
        for changed in (
            document.lab.changed,
            document.sample_changed,
            document.model_changed,
            document.dataset_changed,
        ):
            changed.connect(self._follow)
        training.status_changed.connect(self.training_changed)

    def start(self) -> None:
        """Compute from now on: what reads samples is loaded."""
        self._started = True
        self._follow()

    def want(self, wanted: bool) -> None:
        """Whether somebody looks."""
        self._wanted = wanted
        self._follow()

    def begin_closing(self) -> None:
        """Compute nothing more."""
        self._started = False
        self._cards.begin_closing()
        self.measuring.begin_closing()

    def close(self) -> None:
        """Compute nothing more and end the threads."""
        self._cards.close()
        self.measuring.close()

    # What is looked at

    @property
    def part(self) -> str:
        """One of `LAB_PARTS`."""
        return self._document.lab.value.part

    @property
    def hand_made(self) -> HandMade:
        """The hand-made network that is chosen."""
        return HAND_MADE[self._document.lab.value.hand_made]

    @property
    def class_names(self) -> tuple[str, ...]:
        """Of the network that reads the case."""
        if self.reading is None:
            return ()
        own, shown = self.reading.prediction.class_names, self._document.class_names
        is_on_stage = self.reading.case.network is self._document.network
        return shown if is_on_stage and len(own) == len(shown) else own

    @property
    def maps(self) -> Mapping[str, CheckedMap]:
        """What there is of each method, by its name: perhaps an estimate."""
        return self._maps

    def trouble_of(self, method: str) -> str:
        """Why a method gave nothing, in a sentence; empty if it did, or may yet."""
        return self._troubles.get(method, "")

    @property
    def methods(self) -> tuple[str, ...]:
        """Those that the network bears."""
        if self.reading is None:
            return ()
        prediction = self.reading.prediction
        return tuple(
            name for name, each in METHODS.items() if prediction.lacking(*each.needs) is None
        )

    @property
    def lacking(self) -> str:
        """Which methods the network does not bear and why, in a sentence; empty if there is none.

        Of several reasons the first is told: it is that of most.
        """
        if self.reading is None:
            return ""
        prediction = self.reading.prediction
        errors = {
            name: error
            for name, each in METHODS.items()
            if (error := prediction.lacking(*each.needs)) is not None
        }
        if not errors:
            return ""
        names = ", ".join(translate(METHODS[name].title) for name in errors)
        return self.tr("Without {0}: {1}").format(names, next(iter(errors.values())))

    # What a person does

    def show_part(self, part: str) -> None:
        """Look at another part, one of `LAB_PARTS`."""
        self._document.lab.change(part=part)

    def choose(self, name: str) -> None:
        """Choose a hand-made network."""
        self._document.lab.change(hand_made=name)

    def step_scene(self, by: int) -> None:
        """Go on to another scene."""
        scene = self._document.lab.value.scene + by
        self._document.lab.change(scene=scene % self._scene_count)

    def step_decoy(self, by: int) -> None:
        """Go on to another decoy digit; behind the last comes the first."""
        self._document.lab.change(decoy=max(0, self._document.lab.value.decoy + by))

    def mask(self, masked: bool) -> None:
        """Mask the patch, or show it again."""
        self._document.lab.change(masked=masked)

    @property
    def is_on_stage(self) -> bool:
        """Whether the chosen hand-made network is on the stage."""
        shown = self._document.snapshot
        return shown is not None and shown.weights is self.hand_made.weights

    @property
    def fits_stage(self) -> bool:
        """Whether the sample on the stage is one for hand-made networks."""
        return self._document.spec == DIGIT_SPEC

    def use_on_stage(self, used: bool = True) -> None:
        """Put the chosen hand-made network on the stage, or the model back."""
        self._document.set_snapshot(self._snapshot if used else None)

    @property
    def can_train(self) -> bool:
        """Whether no training runs."""
        return self._training.status is Status.IDLE

    def train(self, *, masked: bool) -> None:
        """Train a network on decoy digits, or on the same digits with their patches masked."""
        source = decoy.MASKED_NAME if masked else decoy.NAME
        self._training.start(Plan(source, ARCHITECTURE, RECIPES[RECIPE], source=source))

    # Over many samples

    @property
    def can_measure(self) -> bool:
        """Whether there is something to measure over many samples."""
        return self.reading is not None and self._source is not None

    def measure(self) -> None:
        """Measure the methods over many samples, and accuracies of decoy digits."""
        source, network = self._source, self._document.network
        if not self.can_measure or source is None or network is None:
            return
        methods = sorted(self._cheap(), key=self._rank)
        self.measuring.measure(self.part, source, network, methods)

    def _cheap(self) -> list[str]:
        return [name for name in self.methods if name not in (*DEAR, *self._stuck)]

    # Asking

    @property
    def _snapshot(self) -> NetworkSnapshot:
        made = self.hand_made
        key = made.name, translate(made.title)  # another language has other names
        if key not in self._snapshots:
            self._snapshots[key] = snapshot_of(made)
        return self._snapshots[key]

    @property
    def _source(self) -> CaseSource | None:
        """Where the part's cases come from; None for hand-made networks, or before there are."""
        return {"scenes": self._scenes, "decoys": self._decoys}.get(self.part)

    @property
    def _scene_count(self) -> int:
        return self._scenes.count if self._scenes is not None else 1

    def _follow(self) -> None:
        """Ask anew if what is asked for is something else."""
        self._forget_measured()
        if not (self._started and self._wanted):
            if self._asked:
                self._asked = ()
                self._number = self._cards.submit([])
            return
        document, lab = self._document, self._document.lab.value
        asked: tuple[object, ...] = {
            "hand-made": (document.sample, lab.hand_made),
            "scenes": (document.network, document.dataset, lab.scene),
            "decoys": (document.network, lab.decoy, lab.masked),
        }[lab.part]
        asked = (lab.part, *asked)
        if _are_same(asked, self._asked):
            return
        is_other_part = self._shown_part != lab.part
        self._asked, self._shown_part = asked, lab.part
        make, trouble = self._case()
        if make is None or is_other_part:
            self._show(None, trouble)
        if is_other_part:
            self.measuring.stop()
        self._number = self._cards.submit([] if make is None else [ReadTask(make)])

    def _forget_measured(self) -> None:
        """What was measured is of another network or data set."""
        now = (self._document.network, self._document.dataset)
        if _are_same(now, self._measured_with):
            return
        self._measured_with = now
        dataset = self._document.dataset
        self._scenes = None if dataset is None else SceneSource(dataset)
        self.measuring.forget()

    def _case(self) -> tuple[Callable[[], Case] | None, str]:
        """What makes the case in a thread, or why there is none."""
        document, lab = self._document, self._document.lab.value
        if lab.part == "hand-made":
            if not self.fits_stage:
                sentence = self.tr(
                    "Hand-made networks take digits of {0} pixels. Choose a model for such digits."
                )
                return None, sentence.format(DIGIT_SPEC)
            if not document.sample.any():
                return None, self.tr("There is no ink and so no prediction. Draw a [sample].")
            return partial(hand_made_case, self.hand_made, self._snapshot, document.sample), ""
        network = document.network
        if network is None or (lab.part == "scenes" and self._scenes is None):
            return None, ""
        if lab.part == "decoys":
            return partial(self._decoys.case, network, lab.decoy, masked=lab.masked), ""
        assert self._scenes is not None
        return partial(self._scenes.case, network, lab.scene), ""

    def _rank(self, name: str) -> tuple[bool, float]:
        return not METHODS[name].is_quick, self._seconds.get(name, 0.0)

    # What is told

    def _show(self, reading: CaseReading | None, trouble: str = "") -> None:
        self.reading, self.trouble = reading, trouble
        self._maps, self._troubles = {}, dict.fromkeys(self._stuck, self._endless())
        self.changed.emit()

    def _endless(self) -> str:
        return self.tr("This method did not finish and is not used again.")

    def _take(self, number: int, task: Task, found: object) -> None:
        if number != self._number:
            return
        if isinstance(found, CaseReading):
            self._show(found)
            names = sorted(set(self.methods) - self._stuck, key=lambda name: self._rank(name))
            self._number = self._cards.submit([ExplainTask(found, name) for name in names])
        elif isinstance(task, ExplainTask) and isinstance(found, CheckedMap):
            self._seconds[task.method] = found.seconds
            self._maps[task.method] = found
            self.checked.emit(task.method)

    def _take_trouble(self, number: int, task: Task, sentence: str) -> None:
        if number != self._number:
            return
        if isinstance(task, ExplainTask):
            self._troubles[task.method] = sentence
            self.checked.emit(task.method)
        else:
            self._show(None, sentence)

    def _take_stuck(self, number: int, task: Task) -> None:
        if isinstance(task, ExplainTask):
            self._stuck.add(task.method)
        self._take_trouble(number, task, self._endless())


def _are_same(some: tuple[object, ...], others: tuple[object, ...]) -> bool:
    """Whether two questions are the same; arrays, networks and data sets are never changed."""
    return len(some) == len(others) and all(
        one is other or (isinstance(one, str | int | Path) and one == other)
        for one, other in zip(some, others, strict=True)
    )
