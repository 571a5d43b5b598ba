"""A training run: what happens around the training.

While it trains it keeps what would be lost otherwise, tells how far it is, and publishes copies of
the weights for whoever wants to look at the network as it learns. After an end of any kind, a kill
included, a new `TrainingRun` in the same folder goes on where it stood.
"""

from __future__ import annotations

import datetime
import time
from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from dataclasses import replace
from pathlib import Path

from camviewer import __version__
from camviewer.common.errors import FileError, UserError
from camviewer.common.translation import translate
from camviewer.data.corrected import number_corrected
from camviewer.data.dataset import Dataset
from camviewer.networks.architectures import graph_of
from camviewer.networks.graph import Graph
from camviewer.networks.model_card import OWN, ModelCard
from camviewer.training import checkpoints, keras_network
from camviewer.training.checkpoints import RunDescription
from camviewer.training.compiled_steps import Check
from camviewer.training.control import Control, StopRequest
from camviewer.training.events import (
    BatchDone,
    CurveDrawn,
    EpochDone,
    EpochKept,
    Evaluating,
    Notice,
    Plan,
    Progress,
    Published,
    SnapshotKept,
)
from camviewer.training.keras_network import KerasNetwork
from camviewer.training.model_history import ModelHistory, Writing
from camviewer.training.optimisation import Trainer, TrainerState
from camviewer.training.pace import Pace
from camviewer.training.run_storage import RunStorage
from camviewer.training.starting_model import beginning, samples_of, to_tell
from camviewer.training.weight_history import WeightHistory, WeightSnapshot

CHECKPOINT_EVERY = 5.0
"""Seconds between two checkpoints at most; each epoch ends with one as well."""

TELL_EVERY = 0.1
"""Seconds between two progress notices at least."""

PUBLISH_EVERY = 0.25
"""Seconds between two copies of the weights for the live view at least."""


class TrainingRun:
    """Runs one training in a folder."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read or written yet.

        Args:
            folder: where checkpoint and timeline are kept; one run at a time.
        """
        self._storage = RunStorage(folder)
        self._pending: list[Notice] = []
        self._kept = WeightSnapshot(0, [])  # the last one
        self._good = self._kept  # the last one whose loss is known to be finite
        self._ruined = False
        self._drawn = 0  # steps made when the training curve was told last

    def __enter__(self) -> TrainingRun:
        """Have the folder for oneself.

        Raises:
            UserError: another training runs there, in this program or another one.
        """
        self._storage.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        """Let others have the folder; what was made for nothing is removed."""
        self._storage.__exit__(*error)

    @property
    def timeline(self) -> WeightHistory:
        """The weights at many weight snapshots until now."""
        return self._storage.timeline

    def begin(
        self, plan: Plan, check: Check = lambda: None, writing: Writing = nullcontext
    ) -> None:
        """Prepare a new training; one that stood unfinished in the folder is kept for later.

        Args:
            plan: what is to be trained.
            check: called again and again meanwhile; ends it by raising.
            writing: makes what is entered while files are written.

        Raises:
            UserError: architecture, samples or model cannot be used, or the training that was
                not finished cannot be kept for later: it stands as it was.
        """
        check()
        dataset = samples_of(plan)
        first = beginning(plan, dataset)
        run = RunDescription(
            name=plan.name,
            architecture=plan.architecture,
            recipe=plan.recipe,
            seed=plan.seed,
            source=plan.source,
            share=plan.share,
            start=first.start,
            graph=first.graph if plan.architecture == OWN else None,
            corrections=plan.corrections,
            remedy=plan.remedy,
            has_learned_tests=first.has_learned_tests,
        )
        built = _network(run, dataset)
        if first.weights is not None:
            built.set_weights(first.weights)
        self._prepare(run, built, dataset, check)
        self._pending += to_tell(plan, dataset, first)
        self.described = replace(run, fingerprint=self._fingerprint())
        check()
        with writing():
            self._pending += self._storage.begin(plan.architecture, self._kept)

    def resume(self, check: Check = lambda: None, writing: Writing = nullcontext) -> None:
        """Prepare to go on with the training that stands in the folder.

        Args:
            check: called again and again meanwhile; ends it by raising.
            writing: makes what is entered while files are written.

        Raises:
            UserError: there is none, it is damaged, or its samples are gone or others.
        """
        run, state = self._storage.load()
        check()
        try:
            dataset = samples_of(run)
        except UserError as error:
            raise UserError(
                translate(
                    "The training of {0} cannot continue without its [samples]. {1}",
                    repr(run.name),
                    error,
                )
            ) from error
        self._prepare(run, _network(run, dataset), dataset, check)
        if self._fingerprint() != run.fingerprint:
            raise UserError(
                translate(
                    "Training: the [samples] of {0} are not the ones it was started with. Start it "
                    "again, or put the [samples] back.",
                    repr(run.source),
                )
            )
        try:
            self.trainer.restore(state)
        except ValueError as error:
            raise FileError(
                self._storage.checkpoint,
                expected=translate("a checkpoint of its architecture"),
                found=str(error),
            ) from error
        self._kept = self._snapshot_now()
        check()
        with writing():
            self._pending += self._storage.resume(run.architecture, self._kept)
        self._good = self._last_good(state)

    def _last_good(self, state: TrainerState) -> WeightSnapshot:
        """The last snapshot after which a finite loss was seen; else what is gone on with."""
        is_evaluated = state.step == 0  # at the end of an epoch
        steps = self.trainer.steps_made if is_evaluated else self.trainer.steps_made - 1
        good = [snapshot for snapshot in self.timeline.snapshots if snapshot.step <= steps]
        return good[-1] if good else self._kept

    def _prepare(
        self, run: RunDescription, built: KerasNetwork, dataset: Dataset, check: Check
    ) -> None:
        self.described = run
        self._network = built
        self._dataset = dataset
        self.trainer = Trainer(
            built, dataset, run.recipe, seed=run.seed, share=run.share, check=check
        )
        self._good = self._kept = WeightSnapshot(0, self.trainer.weights())

    def _fingerprint(self) -> str:
        return checkpoints.fingerprint(*self.trainer.samples)

    def run(self, control: Control) -> Iterator[Notice]:
        """Train until the end or until something else is wished.

        When it ends, `control` says which; all that was learned is in the checkpoint, except
        after a stop request to discard, and what came after the last one if it is to leave at once.

        Raises:
            Cancelled: it is to leave at once.
            UserError: the loss is not finite; the network has its last good weights.
        """
        yield from self._pending
        self._pending = []
        with control.writing():
            yield from self._save_checkpoint()
        pace = Pace(time.monotonic() + CHECKPOINT_EVERY)
        self._drawn = self.trainer.steps_made
        events = self.trainer.run()
        try:
            while control.wait() is StopRequest.NONE and (event := next(events, None)) is not None:
                with control.writing():
                    yield from self._see(event, pace)
        except UserError:
            self._network.set_weights(self._good.weights)
            self._ruined = True
            raise
        stop_request = control.wait()
        if stop_request is StopRequest.STOP_AND_DISCARD:
            self.forget()
            return
        with control.writing():
            # What is kept is the timeline's end; what is left goes on.
            if stop_request is not StopRequest.LEAVE:
                yield from self._keep_snapshot(self._snapshot_now(), is_last=True)
            yield from self._draw_curve()
            yield from self._save_checkpoint()

    @property
    def graph(self) -> Graph:
        """The network."""
        return self._network.graph

    @property
    def class_names(self) -> tuple[str, ...]:
        """Of the classes that the network learns to tell apart."""
        return self._dataset.class_names

    @property
    def has_learned(self) -> bool:
        """Whether the network as it is was made by at least one step."""
        return self._steps > 0

    @property
    def _steps(self) -> int:
        """Steps that made the network's weights; a ruined one has those of an earlier snapshot."""
        return self._good.step if self._ruined else self.trainer.steps_made

    def evaluate(self, check: Check = lambda: None) -> float:
        """Share of the test samples that the network as it is classifies correctly, 0 to 1.

        Args:
            check: called again and again meanwhile; ends it by raising.
        """
        if self.trainer.is_finished and self.trainer.history:
            return self.trainer.history[-1].test_accuracy
        return self.trainer.evaluate(check)[1]

    def finish(self, path: Path, accuracy: float, *, is_new: bool = False) -> ModelCard:
        """Save the network as a model that is called as its file, and forget the run.

        What was kept for later stands in its place again, and can be gone on with.

        Args:
            path: of the model.
            accuracy: on the test samples, 0 to 1.
            is_new: whether a file of that name is not to be replaced.

        Raises:
            TakenError: there is one, and `is_new`.
            FileError: the model cannot be written; the checkpoint still stands.
        """
        card = self.card(path.stem, accuracy)
        self._storage.save_model(path, self._network, card, is_new=is_new)
        self.forget()
        return card

    def card(self, name: str, accuracy: float) -> ModelCard:
        """What a model of this run is, as it stands."""
        run = self.described
        return ModelCard(
            name=name,
            architecture=run.architecture,
            recipe=run.recipe.name,
            epochs=min(len(self.trainer.history), self._steps // self.trainer.steps_an_epoch),
            data=self._dataset.name,
            seed=run.seed,
            accuracy=round(accuracy, 6),
            date=datetime.date.today().isoformat(),
            version=__version__,
            share=run.share,
            batch=run.recipe.batch,
            learning_rate=run.recipe.learning_rate,
            steps=self._steps,
            start=run.start,
            spec=self.graph.spec,
            class_names=self._dataset.class_names,
            corrections=number_corrected(self._dataset.train),
            has_learned_tests=run.has_learned_tests,
        )

    def history(self) -> ModelHistory:
        """How the network came to be as it is; to be kept beside its model."""
        trainer = self.trainer
        now = WeightSnapshot(self._steps, trainer.weights())
        before = [one for one in self.timeline.snapshots if one.step < now.step and one.is_finite]
        return ModelHistory(
            architecture=self.described.architecture,
            epochs=self.described.recipe.epochs,
            done=tuple(trainer.history),
            curve=trainer.curve,
            snapshots=(*before, now),
        )

    def forget(self) -> None:
        """Remove what this run keeps; the training that was kept for later takes its place."""
        self._storage.forget()

    # What happens between two steps

    def _see(self, event: BatchDone | Evaluating | EpochDone, pace: Pace) -> Iterator[Notice]:
        now = time.monotonic()
        steps_made = self.trainer.steps_made
        # A finite loss of weights at or after those kept last.
        if not isinstance(event, Evaluating):
            self._good = self._kept
        if isinstance(event, BatchDone):
            pace.add(event)
            if self.timeline.wants(steps_made):
                yield from self._keep_snapshot(self._snapshot_now())
        if isinstance(event, EpochDone):
            last = self.timeline.snapshots[-1]
            snapshot = last if last.step == steps_made else self._snapshot_now()
            yield from self._keep_snapshot(snapshot)
            yield from self._draw_curve()
            yield event
            yield EpochKept(snapshot)
        elif now >= pace.tell_at:
            pace.tell_at = now + TELL_EVERY
            yield self._progress(event, pace)
            yield from self._draw_curve()
        # While an epoch is evaluated no step is made, and the weights are those published before.
        if now >= pace.publish_at and steps_made != pace.published:
            pace.publish_at, pace.published = now + PUBLISH_EVERY, steps_made
            yield Published(self._snapshot_now())
        if isinstance(event, EpochDone) or now >= pace.checkpoint_at:
            pace.checkpoint_at = now + CHECKPOINT_EVERY
            yield from self._save_checkpoint()

    def _snapshot_now(self) -> WeightSnapshot:
        return WeightSnapshot(self.trainer.steps_made, self.trainer.weights())

    def _keep_snapshot(
        self, snapshot: WeightSnapshot, *, is_last: bool = False
    ) -> Iterator[Notice]:
        """Keep a snapshot; the last one has room in a full timeline, too."""
        if self.timeline.snapshots[-1].step >= snapshot.step:
            return
        if snapshot.is_finite:
            self._kept = snapshot
        if self.timeline.is_full and not is_last:
            return
        troubles = self._storage.add(snapshot)
        yield SnapshotKept(snapshot)
        yield from troubles

    def _draw_curve(self) -> Iterator[Notice]:
        if self.trainer.steps_made > self._drawn:
            self._drawn = self.trainer.steps_made
            yield CurveDrawn(self.trainer.curve)

    def _progress(self, event: BatchDone | Evaluating, pace: Pace) -> Progress:
        recipe = self.described.recipe
        loss, accuracy = pace.take()
        return Progress(
            epoch=event.epoch,
            epochs=recipe.epochs,
            step=event.step if isinstance(event, BatchDone) else pace.steps,
            steps=pace.steps,
            steps_made=self.trainer.steps_made,
            loss=loss,
            accuracy=accuracy,
            samples_a_second=pace.samples_a_second,
            seconds_left=pace.seconds_left(self.trainer.steps_made, recipe),
            evaluating=isinstance(event, Evaluating),
        )

    def _save_checkpoint(self) -> Sequence[Notice]:
        return self._storage.save_checkpoint(self.described, self.trainer.state())


def _network(run: RunDescription, dataset: Dataset) -> KerasNetwork:
    graph = run.graph or graph_of(run.architecture, dataset.spec, len(dataset.class_names))
    return keras_network.build(graph, name=run.architecture, seed=run.seed)
