"""Forms in which people keep pictures and labels, each written by a small function.

``python -m tests.data.sources.forms`` writes all of them to a temporary folder, opens each, and
prints what happened as a table.
"""

from __future__ import annotations

import gzip
import json
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import FileError
from camviewer.data.dataset import Dataset, is_labelled
from camviewer.data.sources import open_source, recognises
from tests.data.sources.written import SIDE, Array, coloured, grey, idx, labels, png

TRAIN, TEST = 30, 20


@dataclass(frozen=True)
class Form:
    """One form.

    Attributes:
        write: writes it into an empty folder; gives what is to be opened.
        shape: of a sample.
        train: training samples expected.
        test: test samples expected.
        classes: how many there are.
        labelled: whether there are labels.
        exact: levels are kept to this difference; None where pictures are resized.
        pictures: the test pictures that were written.
    """

    write: Callable[[Path], Path]
    shape: tuple[int, ...] = (SIDE, SIDE)
    train: int = TRAIN
    test: int = TEST
    classes: int = 10
    labelled: bool = True
    exact: int | None = 0
    pictures: NDArray[np.uint8] | None = None


def _npz(**changes: object) -> Callable[[Path], Path]:
    """Four arrays under their usual names, or others."""

    def write(folder: Path) -> Path:
        known: dict[str, object] = {
            "x_train": grey(TRAIN, 2),
            "y_train": labels(TRAIN),
            "x_test": grey(TEST),
            "y_test": labels(TEST),
        }
        arrays = known | changes
        path = folder / "set.npz"
        np.savez(path, **{key: value for key, value in arrays.items() if value is not None})  # type: ignore[arg-type]
        return path

    return write


def _named(pictures: str, classes: str, parts: tuple[str, str]) -> Callable[[Path], Path]:
    """Arrays under other names; ``{}`` stands for the part."""

    def write(folder: Path) -> Path:
        path = folder / "set.npz"
        arrays: dict[str, Array] = {}
        for part, number, seed in zip(parts, (TRAIN, TEST), (2, 1), strict=True):
            if part is not None:
                arrays[pictures.format(part)] = grey(number, seed)
                arrays[classes.format(part)] = labels(number)
        np.savez(path, **arrays)  # type: ignore[arg-type]
        return path

    return write


def _values(change: Callable[[Array], Array]) -> Callable[[Path], Path]:
    return _npz(x_train=change(grey(TRAIN, 2)), x_test=change(grey(TEST)))


def _labelled(change: Callable[[Array], Array]) -> Callable[[Path], Path]:
    return _npz(y_train=change(labels(TRAIN)), y_test=change(labels(TEST)))


def _one_part(folder: Path) -> Path:
    np.savez(folder / "set.npz", images=grey(TEST), labels=labels(TEST))
    return folder / "set.npz"


def _unnamed(folder: Path) -> Path:
    np.savez(folder / "set.npz", grey(TEST), labels(TEST))
    return folder / "set.npz"


def _pictures_alone(folder: Path) -> Path:
    np.savez(folder / "set.npz", images=grey(TEST))
    return folder / "set.npz"


def _medmnist(folder: Path) -> Path:
    parts = (("train", TRAIN, 2), ("val", 10, 3), ("test", TEST, 1))
    arrays: dict[str, Array] = {}
    for part, number, seed in parts:
        arrays[f"{part}_images"] = coloured(number, seed, SIDE)
        arrays[f"{part}_labels"] = labels(number, 9)[:, None].astype(np.uint8)
    np.savez(folder / "pathmnist.npz", **arrays)  # type: ignore[arg-type]
    return folder / "pathmnist.npz"


def _npy(names: tuple[str, ...], opened: str = "") -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        for place, name in enumerate(names):
            number, seed = ((TRAIN, 2), (TEST, 1))[place // 2 if len(names) > 2 else 1]
            np.save(folder / name, labels(number) if place % 2 else grey(number, seed))
        return folder / opened if opened else folder

    return write


def _idx(
    name: str,
    *,
    end: str = "",
    opened: str = "",
    parts: tuple[str, ...] = ("train", "t10k"),
    first: int = 0,
    lying: bool = False,
    classes: int = 10,
) -> Callable[[Path], Path]:
    """Pairs whose names are made of a pattern: part, then what, then number of dimensions."""

    def write(folder: Path) -> Path:
        pack = gzip.compress if end else bytes
        sizes = {"train": (TRAIN, 2)}
        for part in parts:
            number, seed = sizes.get(part, (TEST, 1))
            pictures = grey(number, seed)
            if lying:
                pictures = pictures.swapaxes(1, 2)
            for what, values in (("images", pictures), ("labels", labels(number, classes) + first)):
                path = folder / (name.format(part, what, {"images": 3, "labels": 1}[what]) + end)
                path.write_bytes(pack(idx(values)))
        return folder / opened if opened else folder

    return write


def _emnist(folder: Path) -> Path:
    """EMNIST letters: lying, numbered from 1, with the mapping file."""
    name = "emnist-letters-{}-{}-idx{}-ubyte"
    _idx(name, end=".gz", parts=("train", "test"), first=1, lying=True, classes=20)(folder)
    lines = [f"{number} {64 + number} {96 + number}" for number in range(1, 21)]
    (folder / "emnist-letters-mapping.txt").write_text("\n".join(lines))
    return folder / "emnist-letters-test-images-idx3-ubyte.gz"


def _tree(
    *parts: str, ending: str = ".png", classes: bool = True, colour: bool = False
) -> Callable[[Path], Path]:
    """Folders of pictures, by class or flat, in folders of parts or not."""

    def write(folder: Path) -> Path:
        for part in parts or ("",):
            number, seed = (TRAIN, 2) if part.lower().startswith("train") else (TEST, 1)
            pictures = coloured(number, seed) if colour else grey(number, seed)
            for place, (picture, label) in enumerate(zip(pictures, labels(number), strict=True)):
                below = folder / part / (str(label) if classes else "")
                below.mkdir(parents=True, exist_ok=True)
                shown = picture if picture.ndim == 2 else picture[..., ::-1]
                (below / f"{place}{ending}").write_bytes(bytes(cv2.imencode(ending, shown)[1]))
        return folder

    return write


def _wrapped(folder: Path) -> Path:
    """Folders in one folder, with what systems leave, and pictures one deeper."""
    _tree("training", "testing")(folder / "mnist_png")
    (folder / ".DS_Store").write_bytes(b"\0\0\0\1Bud1")
    (folder / "__MACOSX").mkdir()
    (folder / "mnist_png" / "testing" / "3" / "Thumbs.db").write_bytes(b"\xd0\xcf")
    moved = folder / "mnist_png" / "testing" / "3" / "deeper"
    moved.mkdir()
    (moved.parent / "3.png").rename(moved / "3.png")
    return folder


def _photos(folder: Path) -> Path:
    for place in range(TEST):
        below = folder / ("cat", "dog")[place % 2]
        below.mkdir(exist_ok=True)
        photo = np.random.default_rng(place).integers(0, 256, (200, 300, 3), np.uint8)
        (below / f"photo {place}.jpg").write_bytes(bytes(cv2.imencode(".jpg", photo)[1]))
    return folder


def _differing(folder: Path) -> Path:
    for place in range(TEST):
        below = folder / ("circle", "square")[place % 2]
        below.mkdir(exist_ok=True)
        side = 40 if place == 7 else 32
        (below / f"{place}.png").write_bytes(png(grey(1, place, side, side)[0]))
    return folder


def _csv(
    *,
    names: bool = True,
    last: bool = False,
    labelled: bool = True,
    separator: str = ",",
    end: str = ".csv",
    first: str = "label",
) -> Callable[[Path], Path]:
    def write(folder: Path) -> Path:
        path = folder / f"digits{end}"
        pixels, known = grey(TEST).reshape(TEST, -1), labels(TEST)[:, None]
        header = [f"pixel{number}" for number in range(SIDE * SIDE)]
        table = pixels.astype(np.int64)
        if labelled:
            table = np.hstack([table, known] if last else [known, table])
            header = [*header, first] if last else [first, *header]
        rows = [separator.join(map(str, row)) for row in table.tolist()]
        text = "\n".join(([separator.join(header)] if names else []) + rows) + "\n"
        path.write_bytes(gzip.compress(text.encode()) if end.endswith(".gz") else text.encode())
        return path

    return write


def _kaggle(folder: Path) -> Path:
    """The folder of Kaggle's digit recogniser."""
    (folder / "made").mkdir()
    _csv()(folder / "made").rename(folder / "train.csv")
    _csv(labelled=False)(folder / "made").rename(folder / "test.csv")
    (folder / "sample_submission.csv").write_text("ImageId,Label\n1,0\n2,0\n")
    return folder


def _classes_beside(folder: Path) -> Path:
    (folder / "classes.txt").write_text("\n".join(f"piece {number}" for number in range(10)))
    return _npz()(folder)


def _in_file(folder: Path) -> Path:
    names = np.array([f"letter {number}" for number in range(10)])
    return _npz(class_names=names)(folder)


def parquet(folder: Path) -> Path:
    """A file as Hugging Face's library writes it."""
    import pyarrow
    import pyarrow.parquet

    info = {"label": {"names": [f"n{number}" for number in range(10)], "_type": "ClassLabel"}}
    metadata = {"huggingface": json.dumps({"info": {"features": info}})}
    kind = pyarrow.struct([("bytes", pyarrow.binary()), ("path", pyarrow.string())])
    schema = pyarrow.schema([("image", kind), ("label", pyarrow.int64())], metadata=metadata)
    (folder / "data").mkdir()
    for part, number, seed in (("train", TRAIN, 2), ("test", TEST, 1)):
        pictures = [{"bytes": png(picture), "path": None} for picture in grey(number, seed)]
        table = pyarrow.table([pictures, labels(number).tolist()], schema=schema)
        pyarrow.parquet.write_table(table, folder / "data" / f"{part}-00000-of-00001.parquet")
    return folder


def _deep(array: Array) -> Array:
    return array.astype(np.uint16) * np.uint16(257)


FORMS: dict[str, Form] = {
    "npz, Keras' names": Form(_npz()),
    "npz, X_train …": Form(_named("X_{}", "Y_{}", ("train", "test"))),
    "npz, train_images …": Form(_named("{}_images", "{}_labels", ("train", "test"))),
    "npz, xtrain …": Form(_named("x{}", "y{}", ("train", "test"))),
    "npz, train and val": Form(_named("{}_x", "{}_y", ("train", "val"))),
    "npz, MedMNIST (coloured, val)": Form(_medmnist, (SIDE, SIDE, 3), classes=9),
    "npz, images and labels": Form(_one_part, train=0),
    "npz, arr_0 and arr_1": Form(_unnamed, train=0),
    "npz, no labels": Form(_pictures_alone, train=0, labelled=False),
    "npz, (n, 1, h, w)": Form(_values(lambda array: array[:, None])),
    "npz, (n, h, w, 1)": Form(_values(lambda array: array[..., None])),
    "npz, (n, h·w)": Form(_values(lambda array: array.reshape(len(array), -1))),
    "npz, (n, 3, h, w)": Form(
        _npz(
            x_train=coloured(TRAIN, 2).transpose(0, 3, 1, 2),
            x_test=coloured(TEST).transpose(0, 3, 1, 2),
        ),
        (32, 32, 3),
        pictures=coloured(TEST),
    ),
    "npz, fractions 0 to 1": Form(_values(lambda array: array.astype(np.float32) / 255)),
    "npz, fractions 0 to 255": Form(_values(lambda array: array.astype(np.float64))),
    "npz, fractions -1 to 1": Form(_values(lambda array: array.astype(np.float32) / 127.5 - 1)),
    "npz, half precision": Form(_values(lambda array: array.astype(np.float16) / 255), exact=1),
    "npz, 16 bits": Form(_values(_deep)),
    "npz, truth values": Form(
        _values(lambda array: np.greater(array, 99)),
        pictures=np.where(grey(TEST) > 99, 255, 0).astype(np.uint8),
    ),
    "npz, signed whole numbers": Form(_values(lambda array: array.astype(np.int32))),
    "npz, one-hot labels": Form(_labelled(lambda array: np.eye(10)[array.astype(int)])),
    "npz, fractions as labels": Form(_labelled(lambda array: array.astype(np.float32))),
    "npz, labels (n, 1)": Form(_labelled(lambda array: array[:, None])),
    "npz, words as labels": Form(
        _labelled(lambda array: np.array([f"class {number}" for number in array]))
    ),
    "npz, names of classes inside": Form(_in_file),
    "npz, classes.txt beside": Form(_classes_beside),
    "npy, x.npy and y.npy": Form(_npy(("x.npy", "y.npy")), train=0),
    "npy, one of images/labels": Form(_npy(("images.npy", "labels.npy"), "labels.npy"), train=0),
    "npy, X_train.npy …": Form(_npy(("X_train.npy", "y_train.npy", "X_test.npy", "y_test.npy"))),
    "IDX, MNIST's names": Form(_idx("{}-{}-idx{}-ubyte")),
    "IDX, with a point": Form(_idx("{}-{}.idx{}-ubyte")),
    "IDX, gzip": Form(_idx("{}-{}-idx{}-ubyte", end=".gz")),
    "IDX, one pair": Form(
        _idx("{}-{}-idx{}-ubyte", parts=("t10k",), opened="t10k-labels-idx1-ubyte"), train=0
    ),
    "IDX, another prefix": Form(_idx("kmnist-{}-{}-idx{}-ubyte", parts=("train", "test"))),
    "IDX, EMNIST letters": Form(_emnist, classes=20),
    "CSV, Kaggle's train.csv": Form(_csv(), train=0),
    "CSV, Kaggle's folder (test without labels)": Form(_kaggle, train=TEST, labelled=False),
    "CSV, no line of names": Form(_csv(names=False), train=0),
    "CSV, label last": Form(_csv(last=True), train=0),
    "CSV, label last, no names": Form(_csv(last=True, names=False), train=0),
    "CSV, no labels": Form(_csv(labelled=False), train=0, labelled=False),
    "CSV, semicolons": Form(_csv(separator=";"), train=0),
    "CSV, tabs": Form(_csv(separator="\t", end=".tsv"), train=0),
    "CSV, gzip": Form(_csv(end=".csv.gz"), train=0),
    "folder of pictures by class": Form(_tree(), train=0),
    "folder, train and test": Form(_tree("train", "test")),
    "folder, training and val": Form(_tree("Training", "val")),
    "folder, wrapped, nested, with system files": Form(_wrapped, exact=None),
    "folder, coloured, BMP": Form(
        _tree(ending=".bmp", colour=True), (32, 32, 3), train=0, pictures=coloured(TEST)
    ),
    "folder, JPEG": Form(_tree(ending=".jpg"), train=0, exact=60),
    "folder, flat": Form(_tree(classes=False), train=0, labelled=False),
    "folder, photos by class": Form(_photos, (85, 128, 3), train=0, classes=2, exact=None),
    "folder, differing sizes": Form(_differing, (32, 32), train=0, classes=2, exact=None),
    "Parquet, Hugging Face": Form(parquet),
}
"""Form by what it is called."""


def opened(form: Form, folder: Path) -> Dataset:
    """Write a form and open it; both parts are read."""
    path = form.write(folder)
    assert recognises(path)
    dataset = open_source(str(path))
    for part in (dataset.train, dataset.test):
        assert len(part.images) == len(part)
    return dataset


def _row(name: str, form: Form, folder: Path) -> str:
    try:
        dataset = opened(form, folder)
    except ModuleNotFoundError as error:
        return f"| {name} | needs {error.name} |"
    except FileError as error:
        return f"| {name} | refused: {error} |"
    labelled = f"{len(dataset.class_names)} classes" if is_labelled(dataset.test) else "no labels"
    sizes = f"{len(dataset.train)} + {len(dataset.test)}"
    notes = " ".join(dataset.notes).replace(str(folder), "…")
    return f"| {name} | {sizes} of {dataset.spec}, {labelled} | {notes} |"


def table() -> str:
    """What happens to every form, as a table in Markdown."""
    lines = ["| form | training + test samples | told |", "|---|---|---|"]
    for name, form in FORMS.items():
        with tempfile.TemporaryDirectory() as folder:
            lines.append(_row(name, form, Path(folder)))
    return "\n".join(lines)


if __name__ == "__main__":
    print(table())
