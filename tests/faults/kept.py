"""Saves of what the program keeps for itself, in its own folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np

from camviewer.common.backups import keep_backup
from camviewer.controllers import own_samples, training_speed
from camviewer.controllers.training_speed import TrainingSpeeds
from camviewer.data import source_choices
from camviewer.data.sources import builtin, npz
from camviewer.document import settings
from camviewer.document.settings import Settings
from camviewer.error_analysis.annotations import TAGS, AnnotationDatabase, database_file
from camviewer.inference import model_cache
from camviewer.networks import library, scaling_notes, store
from camviewer.networks.formats import hdf5_rehearsal, model_file
from camviewer.networks.input_scaling import Scaling
from camviewer.training import model_history, run_folder, weight_history
from camviewer.training.weight_history import WeightHistory, WeightSnapshot
from tests.faults.save import NEW, OLD, Content, Save, files_in
from tests.model_histories import history_of, with_history


def _save_settings(_folder: Path, version: int) -> None:
    settings.save(Settings(brush=10 + version, welcomed=True))


def _save_speeds(_folder: Path, version: int) -> None:
    training_speed.save(TrainingSpeeds({"lecture": 10.0 + version}, 2.0))


def _choose(folder: Path, version: int) -> None:
    source_choices.remember(folder / "out" / "digits.npz", inverted=bool(version))


def _feed(folder: Path, version: int) -> None:
    foreign = folder / "out" / "network.onnx"
    if version == OLD:
        foreign.write_bytes(b"a network of another program")
    scaling_notes.note(foreign, Scaling("0-255", (255.0 - version,), (0.0,)))


def _remember_sound(_folder: Path, version: int) -> None:
    hdf5_rehearsal.remember(f"{version}" * 64)


def _sound(_folder: Path) -> Content:
    return dict.fromkeys(hdf5_rehearsal.remembered(), True)


def _copy(_folder: Path, version: int) -> None:
    keep_backup(
        settings.file().with_name("any.json"), bytes([version]) * 20_000, what="the settings"
    )


def _add_own(_folder: Path, version: int) -> None:
    """One sample more, unless it is there."""
    samples, path = builtin.load(), own_samples.own_file(builtin.load())
    if version == OLD or len(npz.open_path(path).train.images) == 1:
        own_samples.add_own(samples, np.full((28, 28), version / 2), version)


def _own(_folder: Path) -> Content:
    found = npz.open_path(own_samples.own_file(builtin.load())).train
    return {f"{place}": image.tobytes() for place, image in enumerate(found.images)}


def _cache(_folder: Path, version: int) -> None:
    model_cache.kept(iter(["a network", version]), lambda: bytes([version]) * 20_000)


# Notes: read by the program itself, as SQLite takes back what was not finished.


def _annotate(_folder: Path, version: int) -> None:
    database = AnnotationDatabase(database_file(), patience=0.2)
    try:
        if version == OLD:
            for number in range(20):
                database.add_tag(f"sample {number}", TAGS[number % len(TAGS)])
        database.set_text("sample 3", f"version {version} " + "한글 " * 3000)
    finally:
        database.close()


def _annotations(_folder: Path) -> Content:
    database = AnnotationDatabase(database_file())
    try:
        if database.trouble:
            raise ValueError(database.trouble)
        return dict(database.all())
    finally:
        database.close()


# Trainings


def _snapshot(step: int) -> WeightSnapshot:
    numbers = np.random.default_rng(step)
    return WeightSnapshot(step, [numbers.random(shape, np.float32) for shape in ((30, 40), (40,))])


def _timeline(steps: int) -> WeightHistory:
    return WeightHistory("lecture", [_snapshot(step) for step in range(steps)])


def _timeline_file(folder: Path) -> Path:
    return run_folder.timeline(folder / "home" / "training")


def _write_timeline(folder: Path, version: int) -> None:
    weight_history.write(_timeline_file(folder), _timeline(2 + version))


def _add_to_timeline(folder: Path, version: int) -> None:
    if version == OLD:
        _write_timeline(folder, OLD)
    else:
        weight_history.append(_timeline_file(folder), _snapshot(2))


def _read_timeline(folder: Path) -> Content:
    found = weight_history.read(_timeline_file(folder))
    if found is None:
        raise ValueError("the timeline cannot be read")
    return {
        "timeline": [
            (each.step, *(weight.tobytes() for weight in each.weights)) for each in found.snapshots
        ]
    }


def _lay_training_aside(folder: Path, version: int) -> None:
    training = folder / "home" / "training"
    if version == OLD:
        training.mkdir()
        _write_timeline(folder, OLD)
        run_folder.checkpoint(training).write_bytes(b"a checkpoint")
    elif run_folder.checkpoint(training).exists():
        run_folder.put_aside(training)


def _trainings(folder: Path) -> Content:
    """What is kept of the training, wherever it stands."""
    files = [path for path in (folder / "home").rglob("*.*") if path.is_file()]
    return {path.name: path.read_bytes() for path in files}


# Models of the library


def _make_model(_folder: Path) -> None:
    library.folder().mkdir(parents=True, exist_ok=True)
    with_history("mine")


def _models(_folder: Path) -> Content:
    """Weights and histories that there are, under whatever name, and how often."""
    models, histories = set(), set()
    for path in library.folder().rglob(f"*{model_file.SUFFIX}"):
        if not path.name.startswith("."):
            models.add(b"".join(weight.tobytes() for weight in store.load(path).weights))
    for path in library.folder().rglob(f"*{model_file.HISTORY_SUFFIX}"):
        if not path.name.startswith("."):
            histories.add(len(model_history.read(path).snapshots))
    return {"models": models, "histories": histories}


def _in_library(act: Callable[[Path], object]) -> Callable[[Path, int], None]:
    """Makes a model, or does something with it if it was not done yet."""

    def write(folder: Path, version: int) -> None:
        path = library.path_for("mine")
        if version == OLD:
            _make_model(folder)
        elif path.exists():
            act(path)

    return write


def _rename(path: Path) -> None:
    model_file.rename(path, library.path_for("renamed"))


def _delete_and_restore(path: Path) -> None:
    library.restore(library.delete(path), path)


def _save_history(folder: Path, version: int) -> None:
    if version == OLD:
        _make_model(folder)
    path = library.path_for("mine")
    history = history_of(path)
    model_history.save(path, history if version == NEW else history.thinned(2))


OWN = "home/**/*.*"

KEPT = (
    Save("settings", ("document.settings",), _save_settings, files_in(OWN)),
    Save("speeds", ("controllers.training_speed",), _save_speeds, files_in(OWN), quiet=True),
    Save("choices", ("data.source_choices",), _choose, files_in(OWN)),
    Save("scaling", ("networks.scaling_notes",), _feed, files_in(OWN)),
    Save(
        "sound files",
        ("networks.formats.hdf5_rehearsal",),
        _remember_sound,
        _sound,
        quiet=True,
    ),
    Save(
        "cache", ("inference.model_cache",), _cache, files_in("home/cache/networks/*"), quiet=True
    ),
    Save("copy", ("common.backups",), _copy, files_in(OWN), quiet=True),
    Save("own samples", ("controllers.own_samples",), _add_own, _own),
    Save("notes", ("error_analysis.annotation_file",), _annotate, _annotations, by_library=True),
    Save("timeline", ("training.weight_history",), _write_timeline, _read_timeline),
    Save(
        "snapshot",
        ("training.weight_history",),
        _add_to_timeline,
        _read_timeline,
        again=lambda folder: _write_timeline(folder, NEW),  # as `append` says
    ),
    Save("aside", ("training.run_folder",), _lay_training_aside, _trainings),
    Save("history", ("training.model_history",), _save_history, files_in("home/models/*.history")),
    Save("renaming", ("networks.formats.model_file",), _in_library(_rename), _models),
    Save("deleting", ("networks.library",), _in_library(_delete_and_restore), _models),
)
"""What is written into the program's own folder."""
