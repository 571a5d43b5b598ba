"""What a file is, by its first bytes."""

from __future__ import annotations

import io
import zipfile

import pytest

from camviewer.common.file_kinds import Use, kind_of


def zipped(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name in names:
            archive.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("head", "title", "use"),
    [
        (b"\x89PNG\r\n\x1a\n", "a picture", Use.PICTURE),
        (b"RIFF\0\0\0\0WEBP", "a picture", Use.PICTURE),
        (b"\x89HDF\r\n\x1a\n", "an HDF5 file, such as a Keras network (.h5)", Use.NETWORK),
        (zipped("metadata.json", "config.json"), "a Keras network (.keras)", Use.NETWORK),
        (
            zipped("net/data.pkl"),
            "a PyTorch file, which may run code when it is opened",
            Use.NETWORK,
        ),
        (b"\x08\x0a\x12\x07pytorch", "a network (.onnx)", Use.NETWORK),
        (b"\x20\0\0\0TFL3", "a TensorFlow Lite file", Use.NETWORK),
        (b"\n <svg>", "an SVG drawing", Use.OTHER),
        (b"\x1c\0\0\0TFL3", "a TensorFlow Lite file", Use.NETWORK),
        (zipped("x_test.npy"), "a file of NumPy arrays (.npz)", Use.SAMPLES),
        (b"\x93NUMPY\x01\0", "a NumPy array (.npy)", Use.SAMPLES),
        (b"\0\0\x08\x03\0\0", "an IDX file", Use.SAMPLES),
        (b"PAR1", "a Parquet file", Use.SAMPLES),
        (zipped("a.txt"), "a zip archive", Use.OTHER),
        (b"PK\x03\x04", "a zip archive", Use.OTHER),
        (b"\x80\x04\x95", "a Python pickle, which may run code when it is opened", Use.OTHER),
        (b"\0\0\0\x18ftypheic", "a HEIC photo", Use.OTHER),
        (b"\0\0\0\x18ftypisom", "a video, or a photo of another kind", Use.OTHER),
        (b"BMI,height\n", "a text file", Use.OTHER),
        ("숫자".encode()[:-1], "a text file", Use.OTHER),
    ],
)
def test_that_a_file_is_known_by_how_it_begins(head: bytes, title: str, use: Use) -> None:
    kind = kind_of(head)
    assert kind is not None
    assert (kind.title, kind.use) == (title, use)


@pytest.mark.parametrize("head", [b"", b"\xff\xfe\xfd\xfc\xfb\xfa", b"\x08"])
def test_that_nothing_is_guessed(head: bytes) -> None:
    assert kind_of(head) is None


def test_that_each_belongs_somewhere() -> None:
    remedies = [
        kind.remedy("else")
        for kind in map(kind_of, (b"\x89PNG", b"\x89HDF\r\n\x1a\n", b"PAR1", b"hello"))
        if kind is not None
    ]
    for remedy, word in zip(remedies, ("explain", "--model", "--data", "else"), strict=True):
        assert word in remedy
