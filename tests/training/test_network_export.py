"""Networks written for other programs, and what these make of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

from camviewer.common.arrays import Array
from camviewer.common.errors import FileError, UserError
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import softmax
from camviewer.networks import scaling_notes, store
from camviewer.networks.formats import model_file
from camviewer.networks.input_scaling import Scaling
from camviewer.training.network_export import SUFFIXES, export

PYTORCH = Path(__file__).parents[1] / "networks" / "onnx_files"
FULL = Scaling("0-255", (255.0,), (0.0,))
COLOURS = Scaling("standardised", (4.0, 5.0, 2.0), (-2.0, -1.5, -0.25))

BRANCHED = ("densenet.script", "squeeze_excite.script", "resnet.dynamo", "conv_transpose.script")
ZOO = ("residual", "nested_twice", "operators", "squeeze_and_excite_reshaped")


def samples_for(path: Path) -> Array:
    """(3, h, w, …) in [0, 1]."""
    shape = store.load(path).graph.spec.shape
    return np.random.default_rng(3).random((3, *shape), np.float32)


def scores(path: Path, samples: Array) -> Array:
    stored = store.load(path)
    return Engine(stored.graph, stored.weights).scores(samples)


def assert_close(found: Array, expected: Array, within: float) -> None:
    np.testing.assert_allclose(found, expected, atol=within * max(1.0, np.abs(expected).max()))


def by_onnxruntime(path: Path, samples: Array) -> list[Array]:
    """Scores, and probabilities if there are any."""
    onnx.checker.check_model(path, full_check=True)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    given = samples[:, None] if samples.ndim == 3 else samples.transpose(0, 3, 1, 2)
    found = session.run(None, {"image": np.ascontiguousarray(given)})
    return [np.asarray(each) for each in found]


def by_keras(path: Path, samples: Array) -> Array:
    """What Keras computes with a file as it loads it."""
    import keras

    model = keras.models.load_model(path)
    given = samples[..., None] if samples.ndim == 3 else samples
    return np.asarray(model(given, training=False))


def assert_exported(model: Path, folder: Path, suffix: str) -> None:
    """The program, and the program that the file is for, compute the same of it."""
    target = folder / f"exported{suffix}"
    samples = samples_for(model)
    expected = scores(model, samples)
    export(model, target)
    assert_close(scores(target, samples), expected, 1e-6)
    if suffix == ".onnx":
        found, *probabilities = by_onnxruntime(target, samples)
        assert_close(found, expected, 1e-5)
        for each in probabilities:
            np.testing.assert_allclose(each, softmax(expected), atol=1e-5)
    else:
        is_softmax = store.load(model).graph.layers[-1].settings.get("activation") == "softmax"
        wanted = softmax(expected) if is_softmax else expected
        assert_close(by_keras(target, samples), wanted, 1e-5)


@pytest.mark.parametrize("name", model_file.bundled())
def test_that_each_model_of_the_program_is_exported_as_onnx(name: str, tmp_path: Path) -> None:
    assert_exported(model_file.bundled()[name], tmp_path, ".onnx")


@pytest.mark.slow
@pytest.mark.parametrize("name", model_file.bundled())
def test_that_each_model_of_the_program_is_exported_for_keras(name: str, tmp_path: Path) -> None:
    model, target = model_file.bundled()[name], tmp_path / "exported.keras"
    assert_exported(model, tmp_path, ".keras")
    one, other = store.load(model), store.load(target)
    assert (other.card.name, other.graph) == ("exported", one.graph)
    assert other.card.accuracy == one.card.accuracy
    assert all(map(np.array_equal, one.weights, other.weights))


@pytest.mark.slow
@pytest.mark.parametrize("suffix", SUFFIXES)
@pytest.mark.parametrize("name", BRANCHED)
def test_that_networks_of_pytorch_are_exported(name: str, suffix: str, tmp_path: Path) -> None:
    assert_exported(PYTORCH / f"{name}.onnx", tmp_path, suffix)


@pytest.mark.slow
@pytest.mark.parametrize("name", ZOO)
def test_that_networks_of_keras_are_exported(name: str, tmp_path: Path) -> None:
    from tests.networks.zoo import prepared, saved

    model = saved(prepared(name), tmp_path / "theirs.h5")
    for suffix in SUFFIXES:
        assert_exported(model, tmp_path, suffix)


@pytest.mark.parametrize(
    ("name", "scaling"), [("resnet.script", FULL), ("colours.script", COLOURS)]
)
@pytest.mark.parametrize("suffix", [".onnx", pytest.param(".keras", marks=pytest.mark.slow)])
def test_that_how_a_network_is_fed_is_part_of_it(
    name: str, scaling: Scaling, suffix: str, tmp_path: Path
) -> None:
    model = tmp_path / "theirs.onnx"
    model.write_bytes((PYTORCH / f"{name}.onnx").read_bytes())
    plain = scores(model, samples_for(model))
    scaling_notes.use(model, scaling)
    try:
        assert np.abs(scores(model, samples_for(model)) - plain).max() > 1e-3
        assert_exported(model, tmp_path, suffix)
    finally:
        scaling_notes.forget()
    again = store.load(tmp_path / f"exported{suffix}")
    assert again.card.scaling.is_plain
    assert again.card.class_names == store.load(model).card.class_names


@pytest.mark.parametrize(
    ("target", "told"),
    [
        ("net.h5", r"net.h5 cannot be written with the ending '.h5'; .*onnx or .keras"),
        ("net", "choose a name that ends in .onnx or .keras"),
        ("theirs.onnx", "is the network's own file.*; choose another name"),
        ("theirs.onnx/net.onnx", "written: .* is no folder"),
        ("folder.onnx", "written: a folder.*; add a file name"),
    ],
)
def test_that_what_cannot_be_written_is_told(target: str, told: str, tmp_path: Path) -> None:
    (tmp_path / "folder.onnx").mkdir()
    model = tmp_path / "theirs.onnx"
    model.write_bytes((PYTORCH / "lenet.script.onnx").read_bytes())
    before = sorted(tmp_path.iterdir())
    with pytest.raises(UserError, match=told):
        export(model, tmp_path / target)
    assert sorted(tmp_path.iterdir()) == before


def test_that_what_cannot_be_read_leaves_what_stood_there(tmp_path: Path) -> None:
    (tmp_path / "theirs.onnx").write_bytes(b"\x08\x07 and no more")
    (tmp_path / "net.onnx").write_bytes(b"before")
    with pytest.raises(FileError, match=r"theirs.onnx"):
        export(tmp_path / "theirs.onnx", tmp_path / "net.onnx")
    assert (tmp_path / "net.onnx").read_bytes() == b"before"
