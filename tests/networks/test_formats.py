"""Files of networks are told apart by what is in them; whatever cannot be read is told."""

from __future__ import annotations

import io
import json
import os
import pickle
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import h5py
import numpy as np
import pytest

from camviewer.common.errors import FileError
from camviewer.networks import cards, formats, store
from camviewer.networks.formats import FORMATS, is_network
from camviewer.networks.formats.model_file import bundled, find
from tests.networks.keras2_files import (
    convolution,
    dense,
    pooling,
    sequential,
    written,
)

PNG = b"\x89PNG\r\n\x1a\n" + bytes(40)


def hdf5(change: Callable[[h5py.File], None]) -> bytes:
    stream = io.BytesIO()
    with h5py.File(stream, "w") as file:
        change(file)
    return stream.getvalue()


def zipped(**entries: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, content in entries.items():
            archive.writestr(name.replace("__", "/").replace("_dot_", "."), content)
    return stream.getvalue()


def weights_of_keras_3(file: h5py.File) -> None:
    file["layers/dense/vars/0"] = np.zeros(3)


def weights_of_keras_2(file: h5py.File) -> None:
    file.attrs["layer_names"] = [b"dense"]
    file["dense/dense/kernel:0"] = np.zeros(3)


SAFETENSORS = struct.pack("<Q", 2) + b"{}" + bytes(8)
ARCHITECTURE = json.dumps({"class_name": "Sequential", "config": {}}).encode()

TOLD: dict[str, tuple[str, bytes, str, str]] = {
    "TensorFlow Lite": ("a.tflite", b"\x1c\0\0\0TFL3" + bytes(40), "a TensorFlow Lite file",
        "python -m tf2onnx.convert --tflite a.tflite --output net.onnx"),
    "PyTorch": ("a.pt", zipped(archive__data_dot_pkl=b"\x80\x02."), "a file of PyTorch",
        'torch.onnx.export(model.eval(), torch.zeros(1, 1, 28, 28), "net.onnx", external_'
        "data=False)"),
    "a pickle": ("a.pkl", pickle.dumps([1, 2]), "a Python pickle", "torch.onnx.export("),
    "safetensors": ("a.safetensors", SAFETENSORS, "its weights alone", "torch.onnx.export("),
    "weights of Keras 3": ("a.weights.h5", hdf5(weights_of_keras_3), "its weights alone",
        'model.load_weights("a.weights.h5"); model.save("net.keras")'),
    "weights of Keras 2": ("a.h5", hdf5(weights_of_keras_2), "its weights alone",
        'model.load_weights("a.h5"); model.save("net.keras")'),
    "other HDF5": ("a.h5", hdf5(lambda _file: None), "an HDF5 file of something else",
        'model.save("net.keras")'),
    "layers alone": ("a.json", ARCHITECTURE, "its layers alone", 'model.save("net.keras")'),
    "a part of a SavedModel": ("saved_model.pb", b"\x08\x01\x12", "the inner part of a SavedModel",
        'model.save("net.keras")'),
}  # fmt: skip

OTHERS = {
    "a picture": ("a.keras", PNG, "used: a picture.* open it as a picture"),
    "an .npz": ("a.h5", zipped(x_dot_npy=b"\x93NUMPY"), "used: arrays of NumPy.* open it as data"),
    "an array": ("a.onnx", b"\x93NUMPY\x01\0" + bytes(40), "used: arrays of NumPy"),
    "a text": ("a.keras", "한글, text\n".encode() * 900, "used: a text"),
    "noise": ("a.keras", bytes(range(256)) * 3, "used: a file of another kind"),
    "nothing": ("a.keras", b"", r"used: an empty file \(0 bytes\)"),
    "a cut zip": ("a.keras", b"PK\x03\x04" + bytes(30), "used: a damaged file"),
    "a cut HDF5 file": ("a.h5", b"\x89HDF\r\n\x1a\n" + bytes(30), "used: a damaged file"),
}


def said(path: Path) -> str:
    with pytest.raises(FileError) as caught:
        store.load(path)
    with pytest.raises(FileError) as again:
        cards.read_card(path)
    assert str(again.value) == str(caught.value)
    sentence = str(caught.value)
    assert sentence.startswith(f"{path} cannot be used: ")
    assert ". Needed: a network" in sentence or ". Needed: a model" in sentence
    assert "\n" not in sentence
    assert "PNG" not in sentence
    assert "; " in sentence  # what to do
    return sentence


@pytest.mark.parametrize("case", TOLD)
def test_that_a_network_of_another_kind_is_told_with_what_makes_one_that_works(
    case: str, tmp_path: Path
) -> None:
    name, content, found, remedy = TOLD[case]
    path = tmp_path / name
    path.write_bytes(content)
    assert is_network(path)
    sentence = said(path)
    assert sentence.startswith(f"{path} cannot be used: {found}")
    assert remedy in sentence


@pytest.mark.parametrize("case", OTHERS)
def test_that_whatever_is_no_network_is_told(case: str, tmp_path: Path) -> None:
    name, content, found = OTHERS[case]
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileError, match=found):
        store.load(path)
    said(path)


@pytest.mark.parametrize(
    ("by_keras", "remedy"),
    [
        (True, 'tf_keras.models.load_model("net").save("net.h5")'),
        (False, "python -m tf2onnx.convert --saved-model net --output net.onnx"),
    ],
)
def test_that_a_saved_model_is_told(tmp_path: Path, by_keras: bool, remedy: str) -> None:
    folder = tmp_path / "net"
    folder.mkdir()
    (folder / "saved_model.pb").write_bytes(b"\x08\x01")
    if by_keras:
        (folder / "keras_metadata.pb").write_bytes(b"\x0a")
    assert is_network(folder)
    sentence = said(folder)
    assert "used: a SavedModel folder" in sentence
    assert remedy in sentence


def test_that_folders_and_missing_files_are_told(tmp_path: Path) -> None:
    assert "used: a folder" in said(tmp_path)
    assert "used: no file of that name. " in said(tmp_path / "a.h5")
    assert said(tmp_path / "a.h5").endswith("; check the spelling.")
    assert not is_network(tmp_path)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a person's rights")
def test_that_a_file_that_may_not_be_read_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.keras"
    path.write_bytes(b"PK")
    path.chmod(0)
    assert "used: no permission" in said(path)


@pytest.mark.parametrize("name", ["net.h5", "net.keras", "net", "net.png", "신경망.onnx"])
def test_that_a_network_is_known_under_any_name(name: str, tmp_path: Path) -> None:
    first = convolution("c") | {}
    first["config"] = first["config"] | {"batch_input_shape": [None, 8, 8, 1]}
    kernel, bias = np.ones((3, 3, 1, 2), np.float32), np.zeros(2, np.float32)
    weights = {
        "c": {"c/kernel:0": kernel, "c/bias:0": bias},
        "d": {"d/kernel:0": np.ones((2, 3), np.float32), "d/bias:0": np.zeros(3, np.float32)},
    }
    path = written(tmp_path / name, sequential(first, pooling("g"), dense("d")), weights)
    assert formats.format_of(path).name == "keras-hdf5"
    assert is_network(path)
    assert store.load(path).card == cards.read_card(path)
    assert store.load(path).card.name == Path(name).stem
    own = next(iter(bundled().values()))
    path.write_bytes(own.read_bytes())
    assert formats.format_of(path).name == "keras-file"
    assert store.load(path).card == cards.read_card(own)


@pytest.mark.parametrize(
    ("name", "content", "is_one"),
    [
        ("a.keras", PNG, False),
        ("a.keras", b"", True),
        ("a.h5", b"\0" * 9, True),
        ("a.h5", b"a text", True),
        ("a.pt", b"\0" * 9, True),
        ("a.png", b"\0" * 9, False),
        ("a.npz", zipped(x_dot_npy=b""), False),
        ("a.csv", b"label,pixel0\n1,2\n", False),
        ("a.json", b'{"a": 1}', False),
    ],
)
def test_that_what_is_meant_as_a_network_is_told_from_the_rest(
    name: str, content: bytes, is_one: bool, tmp_path: Path
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    assert is_network(path) is is_one


@pytest.mark.skipif(os.name != "posix", reason="needs pipes")
def test_that_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.h5")
    assert "used: a pipe or a device" in said(tmp_path / "pipe.h5")
    assert is_network(tmp_path / "pipe.h5")


def test_that_every_format_says_what_it_is_called() -> None:
    assert {"keras-file", "keras-hdf5"} <= {*FORMATS}
    for each in FORMATS.values():
        assert each.title
        assert all(suffix.startswith(".") for suffix in each.suffixes)
        assert set(each.suffixes) <= set(formats.suffixes())


def test_that_a_path_of_any_format_is_taken_as_it_is() -> None:
    for suffix in formats.suffixes():
        assert find(f"not/there{suffix}") == Path(f"not/there{suffix}")
