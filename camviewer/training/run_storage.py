"""What a training run keeps in its folder, so that nothing of it is lost: checkpoint, timeline.

A run owns the folder's training as soon as another one has been moved away and kept for later,
or it has been read to be gone on with. Only its own files does it ever remove.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from functools import partial
from pathlib import Path

from filelock import Timeout

from camviewer.common.errors import FileError, UserError
from camviewer.common.files import is_file, is_full, make_folder
from camviewer.common.translation import translate
from camviewer.networks.model_card import ModelCard
from camviewer.training import checkpoints, keras_network, run_folder, weight_history
from camviewer.training.checkpoints import RunDescription
from camviewer.training.events import Told, Trouble
from camviewer.training.keras_network import KerasNetwork
from camviewer.training.optimisation import TrainerState
from camviewer.training.weight_history import WeightHistory, WeightSnapshot

_log = logging.getLogger(__name__)

_TIMELINE = "timeline"


class RunStorage:
    """The files of one run. Whoever enters has the folder for oneself.

    What cannot be written is told in what the methods return, once for each reason; the training
    goes on, and the next attempt may succeed.
    """

    def __init__(self, folder: Path) -> None:
        """Nothing is read or written yet.

        Args:
            folder: of the run; it may not exist yet.
        """
        self._folder = folder
        self.checkpoint = run_folder.checkpoint(folder)
        self._timeline_file = run_folder.timeline(folder)
        self._lock = run_folder.lock(folder)
        self._made: list[Path] = []
        self._owns = False
        self._failing: dict[str, str] = {}  # what cannot be written, and why
        self.timeline = WeightHistory("")

    def __enter__(self) -> RunStorage:
        """Have the folder for oneself.

        Raises:
            UserError: another training runs there, in this program or another one.
        """
        folder = self._folder
        try:
            self._made = [each for each in (folder, *folder.parents) if not each.exists()]
            make_folder(folder)
            self._lock.acquire()
        except Timeout:
            raise UserError(
                translate(
                    "Training: another one is running in {0}. Wait until it is done, or stop it.",
                    folder,
                )
            ) from None
        except OSError as error:  # a folder that cannot be written is told by what writes
            _log.info("No lock in %s: %s", folder, error)
        return self

    def __exit__(self, *_: object) -> None:
        """Let others have the folder; what was made for nothing is removed."""
        if self._made:
            with suppress(OSError):
                Path(self._lock.lock_file).unlink(missing_ok=True)
        self._lock.release()
        with suppress(OSError):  # something is in it
            for folder in self._made:
                folder.rmdir()

    # Beginning

    def begin(self, architecture: str, first: WeightSnapshot) -> list[Told | Trouble]:
        """Keep a training that was not finished for later, and begin another one.

        Raises:
            FileError: it cannot be moved; it stands as it was.
        """
        told: list[Told | Trouble] = []
        if is_file(self.checkpoint):
            aside = run_folder.put_aside(self._folder)
            sentence = translate(
                "The unfinished training is kept in {0} and offered again after this one.",
                aside,
            )
            told.append(Told(sentence))
        self._owns = True
        self.timeline = WeightHistory(architecture, [first])
        return [*told, *self._write_anew()]

    def load(self) -> tuple[RunDescription, TrainerState]:
        """Read the training that stands in the folder, to go on with it.

        Raises:
            FileError: there is none, or it is damaged.
        """
        self._owns = True
        return checkpoints.load(self.checkpoint)

    def resume(self, architecture: str, now: WeightSnapshot) -> Sequence[Told | Trouble]:
        """Go on with what was loaded; its timeline is cut where it stands now."""
        told: list[Told | Trouble] = []
        self.timeline = self._read_timeline(architecture, now, told)
        self.timeline.cut(now.step)
        if not self.timeline.snapshots:
            self.timeline.add(now)
        return [*told, *self._write_anew()]

    def _read_timeline(
        self, architecture: str, like: WeightSnapshot, told: list[Told | Trouble]
    ) -> WeightHistory:
        """The timeline that stands in the folder if it is of such networks, else an empty one."""
        found, kept = weight_history.read_or_put_aside(self._timeline_file)
        if kept is not None:
            sentence = translate(
                "The timeline of the training is damaged and begins anew. It is kept as {0}.", kept
            )
            told.append(Told(sentence))
        shapes = [weight.shape for weight in like.weights]
        fits = (
            found is not None
            and found.architecture == architecture
            and all([weight.shape for weight in m.weights] == shapes for m in found.snapshots[:1])
        )
        return found if found is not None and fits else WeightHistory(architecture)

    def _write_anew(self) -> list[Trouble]:
        run_folder.remove_rests(self._folder)  # of a kill
        return self._write_timeline()

    # Meanwhile

    def add(self, snapshot: WeightSnapshot) -> list[Trouble]:
        """Keep one more snapshot on the timeline."""
        self.timeline.add(snapshot)
        if _TIMELINE in self._failing:
            return self._write_timeline()
        return self._attempt(_TIMELINE, weight_history.append, self._timeline_file, snapshot)

    def save_checkpoint(self, run: RunDescription, state: TrainerState) -> list[Trouble]:
        """Write the checkpoint, and the timeline if it could not be written before."""
        save = partial(checkpoints.save, self.checkpoint, run, state)
        told = self._attempt("checkpoint", self._make_room_and, save)
        return told + (self._write_timeline() if _TIMELINE in self._failing else [])

    # The end

    def save_model(
        self, path: Path, network: KerasNetwork, card: ModelCard, *, is_new: bool = False
    ) -> None:
        """Save the network as a model.

        Raises:
            TakenError: there is a file of that name, and `is_new` says that it is to stay.
            FileError: it cannot be written; the checkpoint still stands.
        """
        try:
            self._make_room_and(partial(keras_network.save, path, network, card, is_new=is_new))
        except FileError:
            self._write_timeline()
            raise

    def forget(self) -> None:
        """Remove the run's files; the training that was kept for later takes their place.

        A second time, or before it has begun, nothing happens: what stands there is another's.
        """
        if self._owns:
            self._owns = False
            run_folder.forget(self._folder)

    # Writing

    def _make_room_and(self, save: Callable[[], None]) -> None:
        """Save what must not be lost; on a full disk, once more in the timeline's place.

        Raises:
            FileError: it cannot be saved even so.
        """
        try:
            save()
        except FileError as error:
            if not (is_full(error) and is_file(self._timeline_file)):
                raise
            # It is the largest file, and is written anew when there is room.
            with suppress(OSError):
                self._timeline_file.unlink()
            self._failing[_TIMELINE] = ""
            save()

    def _write_timeline(self) -> list[Trouble]:
        return self._attempt(_TIMELINE, weight_history.write, self._timeline_file, self.timeline)

    def _attempt(self, what: str, action: Callable[..., None], *arguments: object) -> list[Trouble]:
        try:
            action(*arguments)
        except FileError as error:
            is_known = error.found in self._failing.values()
            self._failing[what] = error.found
            going_on = translate("{0} Training continues without it.", error)
            return [] if is_known else [Trouble(going_on)]
        self._failing.pop(what, None)
        return []
