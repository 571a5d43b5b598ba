"""Two programs at once: two processes with one home, in all pairs of what writes."""

from __future__ import annotations

import itertools
import os
import shutil
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from camviewer.cli import leave
from camviewer.common import paths
from camviewer.common.errors import UserError
from camviewer.controllers import own_samples
from camviewer.data import source_choices
from camviewer.data.sources import builtin, npz
from camviewer.document import settings
from camviewer.document.settings import Settings
from camviewer.error_analysis.annotations import TAGS, Annotation, AnnotationDatabase, database_file
from camviewer.networks import library, store
from camviewer.networks.formats import hdf5_rehearsal, model_file
from tests.faults.save import (
    NEW,
    OLD,
    Content,
    Save,
    is_whole,
    program_at,
    start_again,
    temporaries_in,
)
from tests.faults.saves import SAVES
from tests.faults.stage import staged
from tests.model_histories import with_history

REPEATS = 20
"""Actions of each process in a round."""

SAVED = 5
"""Saves of each process in a round, where only that is written anew which was there before."""


@dataclass(frozen=True)
class Action:
    """Something that writes, done by each of two processes.

    Attributes:
        act: done again and again; given the process, 0 or 1, and the number of the time.
        lost: what is missing or damaged after both have done it; empty if nothing is.
        prepare: makes what is there before, in a folder that has ``home`` and ``out``.
        repeats: how often it is done.
    """

    act: Callable[[int, int], object]
    lost: Callable[[tuple[int, ...]], str]
    prepare: Callable[[], object] = lambda: None
    repeats: int = REPEATS


def run_pairs(names: Sequence[str], rounds: int, root: Path) -> Iterator[tuple[str, str]]:
    """Let two processes act at once, each pair of actions so often; the pair, and what was lost."""
    actions: dict[str, Action] = {}
    pairs = list(itertools.combinations_with_replacement(names, 2))
    pairs.sort(key=lambda pair: names.index(pair[1]))  # large libraries are imported late
    for pair, number in itertools.product(pairs, range(rounds)):
        for name in pair:
            if name not in actions:
                actions[name] = ACTIONS.get(name) or _saving(SAVES[name], root)
        folder = root / f"{number}"
        with program_at(folder):
            for name in ("home", "out"):
                (folder / name).mkdir(parents=True)
            for name in dict.fromkeys(pair):
                actions[name].prepare()
            yield f"{pair[0]} and {pair[1]}", _lost(pair, actions, folder)
        shutil.rmtree(folder)


def _make_models() -> None:
    """As many as both processes rename or delete, unless they are there."""
    if library.path_for("mine 0 0").exists():
        return
    library.folder().mkdir(exist_ok=True)
    first = with_history("mine 0 0").path
    for process, number in itertools.product(range(2), range(REPEATS)):
        for suffix in (model_file.SUFFIX, model_file.HISTORY_SUFFIX):
            if process or number:
                copy = library.path_for(f"mine {process} {number}").with_suffix(suffix)
                shutil.copy(first.with_suffix(suffix), copy)


def _lost(pair: tuple[str, str], actions: Mapping[str, Action], folder: Path) -> str:
    starts = os.pipe()
    children = [_begin(actions[name], process, starts, folder) for process, name in enumerate(pair)]
    os.close(starts[0])
    os.close(starts[1])  # both read the end now: they act at once
    ends = [os.waitpid(child, 0)[1] for child in children]
    if any(ends):
        return (folder / "failed").read_text("utf-8")
    start_again()
    done = {name: tuple(place for place in range(2) if pair[place] == name) for name in pair}
    wrong = [lost for name, processes in done.items() if (lost := actions[name].lost(processes))]
    if left := temporaries_in(folder):
        wrong.append(f"left: {left}")
    return "; ".join(wrong)


def _begin(action: Action, process: int, starts: tuple[int, int], folder: Path) -> int:
    child = os.fork()
    if child:
        return child
    code = 1
    try:
        os.close(starts[1])
        os.read(starts[0], 1)
        for number in range(action.repeats):
            action.act(process, number)
        code = 0
    except BaseException:
        (folder / "failed").write_text(traceback.format_exc()[-1500:], "utf-8")
    finally:
        leave(code)


# What writes


def _save_settings(process: int, number: int) -> None:
    settings.save(Settings(brush=10 + process, lesson_page=number))


def _settings_lost(_processes: tuple[int, ...]) -> str:
    found = settings.load()
    is_whole = found.brush in (10, 11) and found.lesson_page == REPEATS - 1
    return "" if is_whole else f"settings: {found}"


def _choose(process: int, number: int) -> None:
    source_choices.remember(f"/data/{process}-{number}.npz", inverted=True)


def _choices_lost(processes: tuple[int, ...]) -> str:
    paths = [f"/data/{process}-{number}.npz" for process in processes for number in range(REPEATS)]
    lost = [path for path in paths if not source_choices.of(path).inverted]
    return f"choices: {lost}" if lost else ""


def _annotate(process: int, number: int) -> None:
    database = AnnotationDatabase(database_file())
    try:
        database.add_tag(f"sample {number}", TAGS[process])
        database.set_text(f"sample {process} {number}", "A note.")
    finally:
        database.close()


def _notes_lost(processes: tuple[int, ...]) -> str:
    database = AnnotationDatabase(database_file())
    found = database.all()
    database.close()
    lost = [
        f"{process} {number}"
        for process, number in itertools.product(processes, range(REPEATS))
        if TAGS[process] not in found.get(f"sample {number}", Annotation()).tags
        or not found.get(f"sample {process} {number}", Annotation()).text
    ]
    return f"notes: {lost} {database.trouble}" if lost or database.trouble else ""


def _rename_to_one_name(process: int, number: int) -> None:
    """Both want the same name for a model of theirs: one gets it."""
    mine = library.path_for(f"mine {process} {number}")
    try:
        model_file.rename(mine, library.path_for(f"wanted {number}"))
    except UserError:
        if not mine.exists():
            raise


def _delete(process: int, number: int) -> None:
    """Delete one's own model, and have it back every other time."""
    path = library.path_for(f"mine {process} {number}")
    if path.exists():
        kept = library.delete(path)
        if number % 2:
            library.restore(kept, path)


def _models_lost(_processes: tuple[int, ...]) -> str:
    """Each model must be there, in the library or among the deleted ones."""
    found = [
        path
        for start in ("mine ", "wanted ")
        for path in library.folder().rglob(f"{start}*{model_file.SUFFIX}")
    ]
    for path in found:
        store.load(path)
    expected = 2 * REPEATS
    return "" if len(found) == expected else f"models: {len(found)} of {expected}"


def _grey(process: int, number: int) -> int:
    return 100 + process * REPEATS + number


def _add_own(process: int, number: int) -> None:
    image = np.full((28, 28), _grey(process, number) / 255)
    own_samples.add_own(builtin.load(), image, 7)


def _own_lost(processes: tuple[int, ...]) -> str:
    kept = npz.open_path(own_samples.own_file(builtin.load())).train.images[:, 0, 0].tolist()
    expected = {_grey(process, number) for process in processes for number in range(REPEATS)}
    lost = expected - {*kept}
    return f"own samples: {lost}" if lost else ""


def _remember_sound(process: int, number: int) -> None:
    hdf5_rehearsal.remember(f"{process}{number:063d}")


def _sound_lost(_processes: tuple[int, ...]) -> str:
    """What is lost is found out again; damaged it must not be."""
    wrong = [digest for digest in hdf5_rehearsal.remembered() if len(digest) != 64]
    return f"checksums: {wrong}" if wrong else ""


def _saving(save: Save, root: Path) -> Action:
    """A save, done over what stands there; each process writes a version of its own.

    Where the old version can only be written where there is nothing, both write the new one.
    """
    with staged(save, root) as stage:
        old, new = stage.old, stage.new
    second = NEW if save.name in ONCE else OLD

    def act(process: int, _number: int) -> None:
        try:
            save.write(paths.home().parent, second if process else NEW)
        except UserError:
            if save.name not in REFUSED:
                raise

    def lost(_processes: tuple[int, ...]) -> str:
        found = save.read(paths.home().parent)
        own: Content = {name: found.get(name) for name in {**old, **new} if name in found}
        return "" if is_whole(own, old, new) else f"{save.name}: {sorted(own)}"

    def prepare() -> None:
        save.write(paths.home().parent, OLD)

    return Action(act, lost, prepare, SAVED)


ACTIONS: dict[str, Action] = {
    "settings": Action(_save_settings, _settings_lost),
    "choices": Action(_choose, _choices_lost),
    "notes": Action(_annotate, _notes_lost),
    "renaming": Action(_rename_to_one_name, _models_lost, _make_models),
    "deleting": Action(_delete, _models_lost, _make_models),
    "own samples": Action(_add_own, _own_lost),
    "sound files": Action(_remember_sound, _sound_lost),
}
"""By name; any other save is done as `_saving` says."""

ONCE = {
    *("scaling", "history", "lesson", "sheets.png", "network of a document"),
    "training",
}
"""Saves of which the old version cannot be written twice."""

REFUSED = {"lesson", "sheets.png", "training"}
"""Saves that are told to one of two programs to be done, or being done, by the other."""

ALONE = {"timeline", "snapshot", "aside", "checkpoint"}
"""Saves in the folder of a training, which only the program that trains writes to: `training`."""

NAMES = [name for name in SAVES if name not in ALONE]
"""What two programs do at once."""
