"""The program's own files, damaged: it opens, uses what it can, keeps the rest and tells."""

from __future__ import annotations

import io
import json
import random
import shutil
import sqlite3
import zipfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path

import numpy as np

from camviewer.common.errors import UserError
from camviewer.data import source_choices
from camviewer.document import archive, settings
from camviewer.document.archive import SavedDocument
from camviewer.document.settings import Settings
from camviewer.document.state import DocumentState
from camviewer.error_analysis.annotations import TAGS, Annotation, AnnotationDatabase, database_file
from camviewer.networks import library, store
from camviewer.networks.formats import model_file
from camviewer.training import run_folder, weight_history
from camviewer.training.weight_history import WeightHistory, WeightSnapshot
from tests.evaluations import evaluation
from tests.faults.save import program_at, start_again
from tests.fuzz.mutations import mutated

WHOLE, PARTLY, ASIDE, REFUSED = "whole", "used in part", "put aside", "refused"
IN_PLACE = "used in part, in place"
"""How a damaged file is taken: as if it was not damaged; with what could be read of it, it being
kept under another name; kept so with nothing to be read; left as it is, with a sentence; or used
as far as it can be, the rest staying in it."""

NOTES = 200
"""Samples that are annotated in the database that is damaged."""

LATER = 20
"""Of them, annotated since the last start."""


@dataclass(frozen=True)
class Own:
    """A kind of file that the program keeps.

    Attributes:
        write: makes a good one; its path.
        take: opens it as the program does and tells how it was taken; raises `UserError` where it
            is refused with a sentence.
    """

    write: Callable[[], Path]
    take: Callable[[Path], str]


def damage_all(names: Sequence[str], ways: int, seed: int, root: Path) -> Iterator[list[str]]:
    """Damage each kind of file in so many ways; its name, how it was taken, and what is wrong."""
    for name in names:
        own = OWN[name]
        folder = root / "damaged"
        with program_at(folder):
            (folder / "home").mkdir(parents=True)
            good = own.write().read_bytes()
            for way in range(ways):
                shutil.rmtree(folder)
                (folder / "home").mkdir(parents=True)
                damaged = mutated(good, random.Random(f"{name} {seed} {way}"))
                path = own.write()
                path.write_bytes(damaged)
                yield [name, *_taken(own, path, damaged, f"way {way}")]
        shutil.rmtree(folder)


def _taken(own: Own, path: Path, damaged: bytes, way: str) -> tuple[str, str]:
    """How it was taken, and what is wrong; empty if nothing is."""
    start_again()
    try:
        taken = own.take(path)
    except UserError as error:
        is_there = path.exists() and path.read_bytes() == damaged
        return REFUSED, "" if is_there and str(error) else f"{way}: refused and lost: {error}"
    except Exception as error:
        return "", f"{way}: {type(error).__name__}: {error}"
    kept = [each.read_bytes() for each in path.parent.glob(f"{path.stem}.damaged-*{path.suffix}")]
    if taken in (PARTLY, ASIDE) and damaged not in kept:
        return taken, f"{way}: not kept"
    return taken, ""


# Settings, and what was said of samples


def _write_settings() -> Path:
    settings.save(Settings(brush=30, opacity=7, welcomed=True, drawer="training", folder="/a"))
    settings.load()  # a start
    settings.save(Settings(brush=31, opacity=7, welcomed=True, drawer="training", folder="/a"))
    return settings.file()


def _take_settings(_path: Path) -> str:
    found, told = settings.load_and_tell()
    again = settings.load_and_tell()
    if told:
        if again != (found, ""):
            raise AssertionError(f"another start finds {again}")
        kept = (found.opacity == 7, found.welcomed, found.drawer == "training", found.folder)
        if kept.count(False) > 1:  # one may be another, unseen
            raise AssertionError(f"lost: {found}")
        return PARTLY
    return WHOLE


def _write_choices() -> Path:
    for number in range(9):
        source_choices.remember(f"/data/{number}.npz", inverted=bool(number % 2))
    return source_choices.file()


def _take_choices(path: Path) -> str:
    found = [source_choices.of(f"/data/{number}.npz") for number in range(9)]
    source_choices.remember("/data/new.npz", inverted=True)
    if not source_choices.of("/data/new.npz").inverted:
        raise AssertionError("nothing can be kept any more")
    is_aside = any(path.parent.glob("*.damaged-*"))
    if is_aside:
        return ASIDE
    return WHOLE if all(each.inverted is not None for each in found) else IN_PLACE


# The document


def _write_document() -> Path:
    path = settings.file().with_name("work.camviewer")
    digests = tuple(f"{place:064x}" for place in range(3))
    results = evaluation([4, 4, 9], [9, 4, 9], model="mine", samples=digests)
    notes = {sample: Annotation(frozenset(TAGS[:1]), "A note.") for sample in digests}
    network = model_file.bundled()["lecture"].read_bytes()
    document = SavedDocument(
        DocumentState(source="mnist"), (results,), ("mine",), notes, networks={"mine": network}
    )
    archive.save(path, document)
    return path


def _take_document(path: Path) -> str:
    found, troubles = archive.read(path)
    parts = (found.evaluations, found.annotations, found.networks)
    if not troubles and not all(parts):
        raise AssertionError("a part is lost, and that is not told")
    return IN_PLACE if troubles else WHOLE


# Notes


def _write_notes() -> Path:
    path = database_file()
    AnnotationDatabase(path).close()
    samples = [f"{number:064x}" for number in range(NOTES)]
    _note(path, samples[:-LATER])
    AnnotationDatabase(path).close()  # a start
    _note(path, samples[-LATER:])
    return path


def _note(path: Path, samples: Sequence[str]) -> None:
    with closing(sqlite3.connect(path)) as opened, opened:
        tags = [(sample, TAGS[place % len(TAGS)]) for place, sample in enumerate(samples)]
        opened.executemany("INSERT INTO tags VALUES (?, ?)", tags)
        opened.executemany("INSERT INTO texts VALUES (?, 'A note.')", [(each,) for each in samples])


def _take_notes(path: Path) -> str:
    database = AnnotationDatabase(path, patience=0.2)
    try:
        found = database.all()
        lost = {f"{number:064x}" for number in range(NOTES - LATER)} - {*found}
        if len(lost) > (0 if database.trouble else NOTES // 10):  # a text may be another, unseen
            raise AssertionError(f"{len(lost)} notes are lost, told: {database.trouble!r}")
        database.add_tag("another", TAGS[0])
        database.name_cluster("split", "model", "key", "name")
        if "another" not in database.all():
            raise AssertionError("nothing can be annotated any more")
        return PARTLY if database.trouble else WHOLE
    finally:
        database.close()


# A training's timeline, and a model with its card


def _write_timeline() -> Path:
    folder = settings.file().parent / "training"
    folder.mkdir()
    numbers = np.random.default_rng(1)
    snapshots = [WeightSnapshot(step, [numbers.random((3, 4), np.float32)]) for step in range(9)]
    weight_history.write(run_folder.timeline(folder), WeightHistory("lecture", snapshots))
    return run_folder.timeline(folder)


def _take_timeline(path: Path) -> str:
    found, kept = weight_history.read_or_put_aside(path)
    if found is not None:
        steps = [snapshot.step for snapshot in found.snapshots]
        if steps != sorted(set(steps)):
            raise AssertionError(f"steps {steps}")
    return WHOLE if kept is None else ASIDE


def _write_card() -> Path:
    """The card alone, as bytes to be damaged; `_take_card` puts it into a model."""
    path = settings.file().with_name("card.json")
    path.write_text(model_file.read_card(model_file.bundled()["lecture"]).to_json(), "utf-8")
    return path


def _take_card(path: Path) -> str:
    model = library.path_for("mine")
    model.parent.mkdir()
    content = io.BytesIO(model_file.bundled()["lecture"].read_bytes())
    with zipfile.ZipFile(content) as old, zipfile.ZipFile(model, "w") as new:
        for name in old.namelist():
            new.writestr(name, path.read_bytes() if name == model_file.CARD else old.read(name))
    stored = store.load(model)
    json.dumps(asdict(stored.card))
    weights = store.load(model_file.bundled()["lecture"]).weights
    if not all(map(np.array_equal, stored.weights, weights)):
        raise AssertionError("other weights")
    return IN_PLACE if stored.card.trouble else WHOLE


OWN: dict[str, Own] = {
    "notes": Own(_write_notes, _take_notes),
    "settings": Own(_write_settings, _take_settings),
    "choices": Own(_write_choices, _take_choices),
    "document": Own(_write_document, _take_document),
    "timeline": Own(_write_timeline, _take_timeline),
    "card": Own(_write_card, _take_card),
}
"""By name."""
