"""Models on disk: bit for bit there and back, and files from others do no harm."""

from __future__ import annotations

import errno
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import h5py
import keras
import numpy as np
import pytest

from camviewer.common.errors import FileError
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import softmax
from camviewer.networks import store
from camviewer.networks.architectures import ARCHITECTURES, graph_of
from camviewer.networks.formats.keras_file import WEIGHTS_FILE
from camviewer.networks.model_card import ModelCard
from camviewer.training import keras_network
from camviewer.training.keras_network import KerasNetwork
from tests.keras_zips import entries, packed, with_hdf5
from tests.reference import off, random_weights

DENSE = "layers/dense/vars/0"
DENSE_SHAPE = (64, 10)


def card(architecture: str = "lecture") -> ModelCard:
    return ModelCard("Seven", architecture, "fast", 3, "mnist", 7, 0.5, "2026-05-04", "1.0")


def random_network(architecture: str = "lecture") -> KerasNetwork:
    net = keras_network.build(graph_of(architecture))
    net.set_weights(random_weights(net.get_weights(), seed=6))
    return net


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("saved") / "seven.keras"
    keras_network.save(path, random_network(), card())
    return path


@pytest.mark.slow
@pytest.mark.parametrize("architecture", ARCHITECTURES)
@pytest.mark.parametrize("name", ["a.keras", "a model.v1", "모델"])
def test_that_a_model_comes_back_bit_for_bit(architecture: str, name: str, tmp_path: Path) -> None:
    net = random_network(architecture)
    keras_network.save(tmp_path / name, net, card(architecture))
    stored = store.load(tmp_path / name)
    assert stored.card == card(architecture)
    weights = net.get_weights()
    assert len(stored.weights) == len(weights)
    for one, other in zip(stored.weights, weights, strict=True):
        assert one.dtype == np.float32
        assert np.array_equal(one, other)
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.slow
@pytest.mark.parametrize("architecture", ARCHITECTURES)
def test_that_keras_opens_the_file_and_predicts_the_same(architecture: str, tmp_path: Path) -> None:
    path = tmp_path / "a.keras"
    keras_network.save(path, random_network(architecture), card(architecture))
    samples = WrittenSplit("test", 10).images.astype(np.float32) / np.float32(255)
    probabilities = keras.models.load_model(path)(samples[..., None], training=False).numpy()
    stored = store.load(path)
    scores = Engine(stored.graph, stored.weights).scores(samples)
    assert off(softmax(scores), probabilities) <= 1e-4


@pytest.mark.slow
def test_that_the_order_of_models_built_before_does_not_matter(saved: Path, tmp_path: Path) -> None:
    for _ in range(3):
        random_network()  # Keras numbers the layers of a process on and on
    keras_network.save(tmp_path / "later.keras", random_network(), card())
    one, other = store.load(saved).weights, store.load(tmp_path / "later.keras").weights
    assert all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


class Failing:
    """A model that cannot be saved whole."""

    def __init__(self, error: BaseException) -> None:
        self.error = error

    def save(self, path: Path) -> None:
        Path(path).write_bytes(b"half")
        raise self.error


@pytest.mark.parametrize("name", ["old.keras", "old.bin", "old"])
@pytest.mark.parametrize(
    ("error", "raised"),
    [
        (OSError(errno.ENOSPC, "No space left on device"), FileError),
        (ValueError("broken"), ValueError),
        (KeyboardInterrupt(), KeyboardInterrupt),
    ],
)
def test_that_a_save_that_fails_leaves_the_old_file_and_nothing_else(
    tmp_path: Path, name: str, error: BaseException, raised: type[BaseException]
) -> None:
    path = tmp_path / name
    path.write_bytes(b"old")
    with pytest.raises(raised):
        keras_network.save(path, replace(random_network(), model=Failing(error)), card())
    assert path.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == [name]


def test_that_files_that_are_no_zip_are_told(tmp_path: Path) -> None:
    path = tmp_path / "x.keras"
    path.write_bytes(b"\x89HDF\r\n\x1a\n" + bytes(1000))
    with pytest.raises(
        FileError, match=r"x.keras cannot be used: the file is damaged .*Needed: a network "
    ):
        store.load(path)


def test_that_a_file_cut_off_anywhere_is_told(saved: Path, tmp_path: Path) -> None:
    content = saved.read_bytes()
    path = tmp_path / "x.keras"
    for length in range(1, len(content), len(content) // 12):
        path.write_bytes(content[:length])
        with pytest.raises(FileError, match=r"x\.keras"):
            store.load(path)


def test_that_damage_inside_the_hdf5_file_is_told(saved: Path, tmp_path: Path) -> None:
    content = entries(saved)
    whole = content[WEIGHTS_FILE]
    for length in (0, 100, 3_000, len(whole) // 2, len(whole) - 1):
        path = packed(tmp_path / "x.keras", content | {WEIGHTS_FILE: whole[:length]})
        with pytest.raises(FileError, match=r"x\.keras cannot be used: .*Needed: weights"):
            store.load(path)


@pytest.mark.parametrize(
    ("names", "told"),
    [(["card.json", "config.json"], "card.json"), ([WEIGHTS_FILE], WEIGHTS_FILE)],
)
def test_that_a_missing_part_is_told(
    saved: Path, tmp_path: Path, names: list[str], told: str
) -> None:
    content = {name: each for name, each in entries(saved).items() if name not in names}
    with pytest.raises(FileError, match=f"no {told} in it"):
        store.load(packed(tmp_path / "x.keras", content))


def test_that_without_its_card_it_is_a_file_of_keras(saved: Path, tmp_path: Path) -> None:
    content = entries(saved)
    del content["card.json"]
    stored = store.load(packed(tmp_path / "x.keras", content))
    assert (stored.card.name, stored.card.architecture) == ("x", "own")
    assert all(
        np.array_equal(a, b) for a, b in zip(stored.weights, store.load(saved).weights, strict=True)
    )


def test_that_another_architecture_is_told(saved: Path, tmp_path: Path) -> None:
    for name, said in (("compact", "Needed: weights"), ("vgg", "used: its architecture is 'vgg'")):
        content = entries(saved) | {"card.json": card(name).to_json().encode()}
        with pytest.raises(FileError, match=said):
            store.load(packed(tmp_path / "x.keras", content))


@pytest.mark.slow
def test_that_a_bomb_is_not_unpacked(saved: Path, tmp_path: Path) -> None:
    path = packed(tmp_path / "x.keras", entries(saved) | {WEIGHTS_FILE: bytes(65_000_000)})
    assert path.stat().st_size < 100_000
    with pytest.raises(
        FileError, match=r"used: the entry is too large.*Needed: .*of at most 64 MB"
    ):
        store.load(path)


def replaced(values: np.ndarray, **options: object) -> Callable[[Any], None]:
    def change(file: Any) -> None:
        del file[DENSE]
        file.create_dataset(DENSE, data=values, **options)

    return change


def not_finite(value: float) -> Callable[[Any], None]:
    def change(file: Any) -> None:
        file[DENSE][3, 4] = value

    return change


def removed(file: Any) -> None:
    del file[DENSE]


def group(file: Any) -> None:
    del file[DENSE]
    file.create_group(DENSE)


def soft_link(file: Any) -> None:
    del file[DENSE]
    file["elsewhere"] = np.zeros(DENSE_SHAPE, np.float32)
    file[DENSE] = h5py.SoftLink("/elsewhere")


def soft_link_on_the_way(file: Any) -> None:
    file.move("layers/dense", "elsewhere")
    file["layers/dense"] = h5py.SoftLink("/elsewhere")


ZEROS = np.zeros(DENSE_SHAPE, np.float32)


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (
            replaced(ZEROS.T),
            r"used: their shape is \(10, 64\).*Needed: .*of shape \(64, 10\), float32",
        ),
        (replaced(np.zeros(())), r"used: their shape is \(\), float64"),
        (replaced(ZEROS.astype(np.float64)), "used: .*float64"),
        (replaced(ZEROS.astype(np.int32)), "used: .*int32"),
        (replaced(ZEROS, chunks=(8, 10), compression="gzip"), "is kept in pieces"),
        (replaced(ZEROS, maxshape=(None, 10), chunks=(1000, 10)), "is kept in pieces"),
        (not_finite(np.nan), f"infinite numbers or NaN in '{DENSE}'"),
        (not_finite(-np.inf), f"infinite numbers or NaN in '{DENSE}'"),
        (removed, f"no weights '{DENSE}'"),
        (group, "it has no weights"),
        (soft_link, f"no weights '{DENSE}'"),
        (soft_link_on_the_way, f"no weights '{DENSE}'"),
    ],
)
def test_that_weights_that_do_not_fit_are_told(
    saved: Path, tmp_path: Path, change: Callable[[Any], None], found: str
) -> None:
    path = with_hdf5(saved, tmp_path / "x.keras", change)
    with pytest.raises(FileError, match=r"x\.keras cannot be .*" + found):
        store.load(path)


def test_that_a_variance_below_zero_is_told(tmp_path: Path) -> None:
    def change(file: Any) -> None:
        file["layers/batch_normalization_2/vars/3"][5] = -1

    path = tmp_path / "x.keras"
    keras_network.save(path, random_network("compact"), card("compact"))
    with pytest.raises(
        FileError,
        match=r"x\.keras cannot be used: its scores are infinite or NaN.*Needed: finite scores",
    ):
        store.load(with_hdf5(path, path, change))


def test_that_weights_of_no_layer_are_not_read(saved: Path, tmp_path: Path) -> None:
    def change(file: Any) -> None:
        file["layers/dense/vars/2"] = np.full(3, np.nan)
        file["layers/lstm/vars/0"] = h5py.ExternalLink("/etc/hostname", "layers")
        file.create_dataset("layers/bomb/vars/0", (10**6, 10**6), np.float32, chunks=(1000, 1000))

    stored = store.load(with_hdf5(saved, tmp_path / "x.keras", change))
    before = store.load(saved).weights
    assert all(np.array_equal(a, b) for a, b in zip(stored.weights, before, strict=True))


@pytest.mark.parametrize("kind", ["external link", "external storage", "virtual"])
def test_that_other_files_are_never_read(saved: Path, tmp_path: Path, kind: str) -> None:
    secret = tmp_path / "secret.h5"
    with h5py.File(secret, "w") as file:
        file["data"] = np.ones(DENSE_SHAPE, np.float32)
    raw = tmp_path / "secret.raw"
    raw.write_bytes(np.ones(DENSE_SHAPE, np.float32).tobytes())

    def change(file: Any) -> None:
        del file[DENSE]
        if kind == "external link":
            file[DENSE] = h5py.ExternalLink(str(secret), "data")
        elif kind == "external storage":
            place = [(str(raw), 0, raw.stat().st_size)]
            file.create_dataset(DENSE, DENSE_SHAPE, np.float32, external=place)
        else:
            layout = h5py.VirtualLayout(DENSE_SHAPE, np.float32)
            layout[:] = h5py.VirtualSource(str(secret), "data", DENSE_SHAPE)
            file.create_virtual_dataset(DENSE, layout)

    path = with_hdf5(saved, tmp_path / "x.keras", change)
    with pytest.raises(
        FileError, match=r"x\.keras cannot be used: .*(no weights|is kept in another file)"
    ):
        store.load(path)


def test_that_nothing_in_the_file_is_run(saved: Path, tmp_path: Path) -> None:
    trace = tmp_path / "was here"
    layer = keras.layers.Lambda(
        lambda x, path=str(trace): (open(path, "w").close(), x)[1]  # type: ignore[func-returns-value]  # noqa: PTH123
    )
    inputs = keras.Input((28, 28, 1))
    config = json.dumps(keras.saving.serialize_keras_object(keras.Model(inputs, layer(inputs))))
    assert "Lambda" in config
    trace.unlink()  # Keras ran it once, building the model
    path = packed(tmp_path / "x.keras", entries(saved) | {"config.json": config.encode()})
    weights = store.load(path).weights
    assert not trace.exists()
    assert all(
        np.array_equal(a, b) for a, b in zip(weights, store.load(saved).weights, strict=True)
    )


@pytest.mark.parametrize("config", [b"", b"not JSON", b'{"module": "os", "class_name": "system"}'])
def test_that_keras_own_entries_do_not_matter(saved: Path, tmp_path: Path, config: bytes) -> None:
    content = entries(saved) | {"config.json": config, "metadata.json": config}
    assert store.load(packed(tmp_path / "x.keras", content)).card == card()
