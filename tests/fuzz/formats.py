"""Every kind of file that the program reads: how a good one is made, and how it is read.

A reader may raise the program's own `UserError`; whatever else it raises is a finding. Sources of
samples and formats of networks are taken from their registries, so that a new one is not forgotten:
`test_fuzz` fails for one without good files here.
"""

from __future__ import annotations

import gzip
import io
import json
import sqlite3
import struct
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

SEED = 11
_ONNX_FILES = Path(__file__).parents[1] / "networks" / "onnx_files"


@dataclass(frozen=True)
class Format:
    """One kind of file.

    Attributes:
        name: what the mutant's file is called.
        good: contents of good files, made anew.
        read: reads a file as the program does.
    """

    name: str
    good: Callable[[], list[bytes]]
    read: Callable[[Path], object]


# Networks


def _bundled() -> list[bytes]:
    from camviewer.networks.formats.model_file import bundled

    return [bundled()[name].read_bytes() for name in ("lecture", "compact", "ann")]


def _onnx() -> list[bytes]:
    names = ("cnn_gap.script", "colours.dynamo", "densenet.dynamo", "group_norm.script")
    return [(_ONNX_FILES / f"{name}.onnx").read_bytes() for name in names]


def _hdf5() -> list[bytes]:
    import tempfile

    from tests.networks import keras2_files as keras2

    numbers = np.random.default_rng(SEED)
    kernel = numbers.normal(size=(3, 3, 1, 4)).astype(np.float32)
    weights = {
        "conv": {"conv/kernel:0": kernel, "conv/bias:0": np.zeros(4, np.float32)},
        "scores": {
            "scores/kernel:0": numbers.normal(size=(4, 3)).astype(np.float32),
            "scores/bias:0": np.zeros(3, np.float32),
        },
    }
    model = keras2.sequential(
        keras2.beginning(),
        keras2.convolution("conv", filters=4),
        keras2.pooling("pool"),
        keras2.dense("scores", units=3),
    )
    with tempfile.TemporaryDirectory() as folder:
        return [keras2.written(Path(folder) / "model.h5", model, weights).read_bytes()]


def _read_network(path: Path) -> object:
    from camviewer.networks import store

    return store.load(path)


# Samples


def _samples() -> dict[str, Any]:
    numbers = np.random.default_rng(SEED)
    images = numbers.integers(0, 256, (12, 9, 8), np.uint8)
    labels = np.arange(12, dtype=np.uint8) % 3
    return {"x_train": images, "y_train": labels, "x_test": images, "y_test": labels}


def _npz() -> list[bytes]:
    found = []
    for save in (np.savez, np.savez_compressed):
        file = io.BytesIO()
        save(file, **_samples())
        found.append(file.getvalue())
    return found


def _npy() -> list[bytes]:
    file = io.BytesIO()
    np.save(file, _samples()["x_test"])
    return [file.getvalue()]


def _csv() -> list[bytes]:
    samples = _samples()
    header = ["label", *(f"pixel{place}" for place in range(64))]
    lines = [
        [label, *image[:8].ravel()]
        for image, label in zip(samples["x_test"], samples["y_test"], strict=True)
    ]
    return ["\n".join(",".join(map(str, line)) for line in (header, *lines)).encode()]


def _idx() -> list[bytes]:
    images = _samples()["x_test"]
    content = struct.pack(">HBB3I", 0, 8, 3, *images.shape) + images.tobytes()
    return [content, gzip.compress(content, mtime=0)]


def _parquet() -> list[bytes]:
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        return []
    samples = _samples()
    pictures = [{"bytes": _picture("PNG", image), "path": ""} for image in samples["x_test"]]
    table = pyarrow.table({"image": pictures, "label": samples["y_test"].tolist()})
    file = io.BytesIO()
    parquet.write_table(table, file)
    return [file.getvalue()]


def _read_samples(path: Path) -> object:
    from camviewer.data.sources import open_source

    dataset = open_source(str(path))
    return [split.image(0) for split in (dataset.train, dataset.test) if len(split)]


def _pictured(path: Path) -> object:
    """A folder of classes with this picture in it."""
    from camviewer.data.sources import open_source

    folder = path.parent / "classes"
    for name in "ab":
        (folder / name).mkdir(parents=True, exist_ok=True)
        (folder / name / "1.png").write_bytes(path.read_bytes())
    return open_source(str(folder)).test.image(0)


# Pictures


def _picture(kind: str, image: Any, **options: Any) -> bytes:
    file = io.BytesIO()
    Image.fromarray(image).save(file, kind, **options)
    return file.getvalue()


def _pictures(*kinds: str) -> Callable[[], list[bytes]]:
    def good() -> list[bytes]:
        numbers = np.random.default_rng(SEED)
        grey = numbers.integers(0, 256, (24, 20), np.uint8)
        coloured = numbers.integers(0, 256, (24, 20, 3), np.uint8)
        found = [_picture(kind, image) for kind in kinds for image in (grey, coloured)]
        if "JPEG" in kinds:
            found.append(_picture("JPEG", coloured, progressive=True))
        if "TIFF" in kinds:
            found.append(_picture("TIFF", grey.astype(np.float32)))
        return found

    return good


def _read_picture(path: Path) -> object:
    from camviewer.data.pictures import read_photo

    return read_photo(path)


# What the program writes itself


def _explanations() -> list[bytes]:
    from camviewer.common.paths import resources

    return [(resources() / "samples" / f"{name}.npz").read_bytes() for name in ("lecture", "ann")]


def _read_explanation(path: Path) -> object:
    from camviewer.export import explanation_archive

    return explanation_archive.read(path)


def _checkpoints() -> list[bytes]:
    from camviewer.training.run_folder import META

    meta = {
        "run": {"name": "a", "architecture": "lecture", "recipe": {"epochs": 3}},
        "epoch": 2,
        "arrays": {"weights": 1, "optimizer": 1},
        "history": [],
        "curve": [[0.5, 1.0, 0.5, 10]],
        "random": np.random.default_rng(SEED).bit_generator.state,
    }
    file = io.BytesIO()
    written = np.frombuffer(json.dumps(meta).encode(), np.uint8)
    arrays: dict[str, Any] = {"weights_0": np.zeros(5, np.float32), "optimizer_0": np.zeros(2)}
    arrays[META] = written
    np.savez(file, allow_pickle=False, **arrays)
    return [file.getvalue()]


def _read_checkpoint(path: Path) -> object:
    from camviewer.common.errors import UserError
    from camviewer.training import checkpoints, run_folder

    folder = path.parent / "run"
    folder.mkdir(exist_ok=True)
    run_folder.checkpoint(folder).write_bytes(path.read_bytes())
    run_folder.unfinished(folder)
    try:
        return checkpoints.load(path)
    except UserError:
        return None


def _histories() -> list[bytes]:
    from camviewer.networks.formats import model_file

    return [model_file.history_of(model_file.bundled()["lecture"]).read_bytes()]


def _read_history(path: Path) -> object:
    from camviewer.training import model_history

    return model_history.read(path)


def _timelines() -> list[bytes]:
    header = {"architecture": "lecture", "shapes": [[3, 4], [4]]}
    records = [struct.pack("<q16f", step, *range(16)) for step in (0, 1, 5)]
    return [json.dumps(header).encode() + b"\n" + b"".join(records)]


def _read_timeline(path: Path) -> object:
    from camviewer.training import weight_history

    return weight_history.read(path)


def _settings() -> list[bytes]:
    from camviewer.document.settings import Settings

    return [json.dumps(asdict(Settings())).encode()]


def _read_settings(path: Path) -> object:
    from camviewer.document import settings

    settings.file().parent.mkdir(parents=True, exist_ok=True)
    settings.file().write_bytes(path.read_bytes())
    return settings.load()


def _documents() -> list[bytes]:
    from camviewer.document.state import DocumentState, to_json

    return [to_json(DocumentState()).encode()]


def _read_document(path: Path) -> object:
    from camviewer.document import state

    try:
        return state.from_json(path.read_bytes())
    except ValueError:  # as it says
        return None


def _archives() -> list[bytes]:
    import tempfile

    import numpy as np

    from camviewer.document.archive import IncludedSamples, SavedDocument, save
    from camviewer.document.state import DocumentState
    from tests.evaluations import evaluation
    from tests.saved_documents import whole

    digests = tuple(f"{place:064x}" for place in range(3))
    samples = IncludedSamples(
        np.zeros((2, 28, 28), np.uint8),
        np.array([4, 9], np.uint8),
        np.array([0, 2], np.int64),
        tuple("0123456789"),
    )
    results = evaluation([4, 4, 9], [9, 4, 9], samples=digests)
    document = SavedDocument(
        DocumentState(), (results,), ("",), networks={"a": b"b"}, samples=samples
    )
    written = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "work.camviewer"
        for each in (document, whole()):
            save(path, each)
            written.append(path.read_bytes())
    return written


def _read_archive(path: Path) -> object:
    from camviewer.document import archive

    return archive.read(path)


def _annotations() -> list[bytes]:
    import tempfile

    from camviewer.error_analysis.annotations import AnnotationDatabase

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "notes.sqlite3"
        database = AnnotationDatabase(path)
        database.add_tag("a" * 64, "ambiguous")
        database.set_text("b" * 64, "A note.")
        database.close()
        with sqlite3.connect(path) as opened:
            opened.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        opened.close()
        return [path.read_bytes()]


def _read_annotations(path: Path) -> object:
    from camviewer.error_analysis.annotations import AnnotationDatabase

    database = AnnotationDatabase(path, patience=0.1)
    try:
        database.move_over("c" * 64, ("a" * 64,))
        return database.all()
    finally:
        database.close()


def _pages() -> list[bytes]:
    from camviewer.lesson.lesson_files import folder_of

    return [path.read_bytes() for path in sorted(folder_of("en").glob("*.md"))]


def _read_page(path: Path) -> object:
    from camviewer.controllers.lesson import read

    folder = path.parent / "lesson"
    folder.mkdir(exist_ok=True)
    (folder / "01-page.md").write_bytes(path.read_bytes())
    return read(folder)


FORMATS: dict[str, Format] = {
    "keras": Format("network.keras", _bundled, _read_network),
    "onnx": Format("network.onnx", _onnx, _read_network),
    "hdf5": Format("network.h5", _hdf5, _read_network),
    "npz": Format("samples.npz", _npz, _read_samples),
    "npy": Format("samples.npy", _npy, _read_samples),
    "csv": Format("samples.csv", _csv, _read_samples),
    "idx": Format("samples-idx3-ubyte", _idx, _read_samples),
    "parquet": Format("samples.parquet", _parquet, _read_samples),
    "folder": Format("picture.png", _pictures("PNG"), _pictured),
    "png": Format("picture.png", _pictures("PNG"), _read_picture),
    "jpeg": Format("picture.jpg", _pictures("JPEG"), _read_picture),
    "tiff": Format("picture.tif", _pictures("TIFF"), _read_picture),
    "webp": Format("picture.webp", _pictures("WEBP"), _read_picture),
    "gif and bmp": Format("picture.gif", _pictures("GIF", "BMP"), _read_picture),
    "explanation": Format("explanation.npz", _explanations, _read_explanation),
    "checkpoint": Format("checkpoint.npz", _checkpoints, _read_checkpoint),
    "history": Format("lecture.history", _histories, _read_history),
    "timeline": Format("timeline", _timelines, _read_timeline),
    "settings": Format("settings.json", _settings, _read_settings),
    "state": Format("document.json", _documents, _read_document),
    "document": Format("work.camviewer", _archives, _read_archive),
    "annotations": Format("annotations.sqlite3", _annotations, _read_annotations),
    "page": Format("01-page.md", _pages, _read_page),
}
"""By name."""
