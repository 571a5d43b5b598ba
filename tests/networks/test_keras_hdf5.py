"""Whole models in HDF5 files, as Keras 2 wrote them: numbers worked out by hand."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import h5py
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from camviewer.common.errors import FileError
from camviewer.inference.engine import Engine
from camviewer.networks import cards, store
from camviewer.networks.formats import hdf5_weights
from camviewer.networks.formats.keras_hdf5 import own_weights
from tests.networks.keras2_files import (
    Arrays,
    Entry,
    beginning,
    convolution,
    dense,
    entry,
    functional,
    operation,
    pooling,
    sequential,
    written,
)
from tests.reference import conv2d, off, relu

RANDOM = np.random.default_rng(5)
SAMPLES = RANDOM.random((4, 8, 8), np.float32)


def random(*shape: int) -> NDArray[np.float32]:
    return RANDOM.standard_normal(shape).astype(np.float32)


KERNEL, BIAS = random(3, 3, 1, 2), random(2)
SECOND, SECOND_BIAS = random(3, 3, 2, 2), random(2)
WEIGHTS, SCORES = random(2, 3), random(3)


def conv_arrays(name: str, kernel: Any = KERNEL, bias: Any = BIAS) -> Arrays:
    return {f"{name}/kernel:0": kernel, f"{name}/bias:0": bias}


DENSE = {"dense/kernel:0": WEIGHTS, "dense/bias:0": SCORES}


def scored(features: Any) -> Any:
    return features.mean(axis=(1, 2)) @ WEIGHTS + SCORES


def first() -> Any:
    return conv2d(SAMPLES[..., None].astype(float), KERNEL.astype(float)) + BIAS


def second(x: Any) -> Any:
    return conv2d(x, SECOND.astype(float)) + SECOND_BIAS


def simple() -> Entry:
    """As `tf.keras` of 2.4 to 2.15 wrote a Sequential model."""
    return sequential(
        beginning("conv2d_input"), convolution("conv2d", activation="relu"), pooling("gap"),
        dense("dense"),
    )  # fmt: skip


def found(path: Path) -> NDArray[np.float32]:
    stored = store.load(path)
    return Engine(stored.graph, stored.weights).scores(SAMPLES)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return written(
        tmp_path / "net.h5", simple(), {"conv2d": conv_arrays("conv2d"), "gap": {}, "dense": DENSE}
    )


def test_that_a_sequential_model_gives_the_scores_of_its_definition(path: Path) -> None:
    assert off(found(path), scored(relu(first()))) <= 1e-5


def test_that_its_card_says_what_is_known(path: Path) -> None:
    card = cards.read_card(path)
    assert (card.name, card.architecture, card.version) == ("net", "own", "keras 2.11.0")
    assert (card.spec.shape, card.class_names) == ((8, 8), ("0", "1", "2"))


@pytest.mark.slow
def test_that_keras_3_reads_the_same_numbers(path: Path) -> None:
    import keras

    answers = keras.models.load_model(path, compile=False)(SAMPLES[..., None], training=False)
    scores = found(path)
    shares = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
    assert off(shares, np.asarray(answers)) <= 1e-5


def test_that_the_first_layer_may_say_what_goes_in(tmp_path: Path) -> None:
    """As Keras 2.0 to 2.2 wrote it: no layer of the input, layers in a plain list."""
    model = simple()
    layers = model["config"]["layers"][1:]
    layers[0]["config"]["batch_input_shape"] = [None, 8, 8, 1]
    del layers[0]["config"]["groups"], layers[1]["config"]["dtype"]
    model["config"] = layers
    weights = {"conv2d": conv_arrays("conv2d_1"), "dense": DENSE}
    path = written(tmp_path / "old.hdf5", model, weights, keras_version=b"2.2.0")
    assert off(found(path), scored(relu(first()))) <= 1e-5
    assert store.load(path).card.version == "keras 2.2.0"


def test_that_operations_of_tensorflow_are_what_they_compute(tmp_path: Path) -> None:
    layers = [
        beginning(),
        operation("double", "math.multiply", [["input_1", 0, 0, {"y": 2.0, "name": None}]]),
        convolution("conv2d", [[["input_1", 0, 0, {}]]]),
        operation("tf.nn.relu", "nn.relu", [["conv2d", 0, 0, {"name": None}]]),
        convolution("again", [[["tf.nn.relu", 0, 0, {}]]]),
        operation("sum", "__operators__.add", [["again", 0, 0, {"y": ["conv2d", 0, 0]}]]),
        operation("mean", "math.reduce_mean", [["sum", 0, 0, {"axis": [1, 2]}]]),
        dense("dense", [[["mean", 0, 0, {}]]]),
    ]
    weights = {
        "conv2d": conv_arrays("conv2d"),
        "again": conv_arrays("again", SECOND, SECOND_BIAS),
        "dense": DENSE,
    }
    path = written(tmp_path / "net.h5", functional(*layers, end="dense"), weights)
    assert off(found(path), scored(second(relu(first())) + first())) <= 1e-5


def inside(first_name: str = "conv2d") -> tuple[Entry, dict[str, Arrays]]:
    """A model of two convolutions, one of them in a model inside, both of one name."""
    inner = functional(
        beginning("input_2", (8, 8, 2)),
        convolution("conv2d", [[["input_2", 0, 0, {}]]], activation="relu"),
        end="conv2d",
        name="block",
        start="input_2",
    )
    inner |= {"name": "block", "inbound_nodes": [[[first_name, 0, 0, {}]]]}
    layers = [
        beginning(),
        convolution(first_name, [[["input_1", 0, 0, {}]]]),
        inner,
        pooling("gap", [[["block", 1, 0, {}]]]),
        dense("dense", [[["gap", 0, 0, {}]]]),
    ]
    weights = {
        first_name: conv_arrays(first_name),
        "block": conv_arrays("conv2d", SECOND, SECOND_BIAS),
        "dense": DENSE,
    }
    return functional(*layers, end="dense"), weights


def test_that_models_inside_are_taken_apart(tmp_path: Path) -> None:
    path = written(tmp_path / "net.h5", *inside())
    assert off(found(path), scored(relu(second(first())))) <= 1e-5


def test_that_a_model_used_twice_has_the_same_weights_twice(tmp_path: Path) -> None:
    model, weights = inside()
    _, _, block, gap, _ = model["config"]["layers"]
    block["inbound_nodes"].append([["block", 1, 0, {}]])
    gap["inbound_nodes"] = [[["block", 2, 0, {}]]]
    path = written(tmp_path / "net.h5", model, weights)
    assert off(found(path), scored(relu(second(relu(second(first())))))) <= 1e-5


def test_that_old_options_are_understood(tmp_path: Path) -> None:
    normalisation = entry(
        "BatchNormalization", "bn", axis=[3], epsilon=0.001, center=True, scale=True, momentum=0.99
    )
    model = sequential(
        beginning(),
        convolution("conv2d"),
        normalisation,
        entry("LeakyReLU", "leaky", alpha=0.25),
        entry("RandomHeight", "height", factor=0.1),
        pooling("gap"),
        dense("dense", activation={"class_name": "Softmax", "config": {"name": "s", "axis": -1}}),
    )
    gamma, beta, mean, variance = random(2), random(2), random(2), np.array([0.5, 2], np.float32)
    names = ("moving_variance", "moving_mean", "beta", "gamma")
    arrays: Arrays = dict(
        zip((f"bn/{n}:0" for n in names), (variance, mean, beta, gamma), strict=True)
    )
    weights = {"conv2d": conv_arrays("conv2d"), "bn": arrays, "dense": DENSE}
    x = gamma * (first() - mean) / np.sqrt(variance + 0.001) + beta
    path = written(tmp_path / "net.h5", model, weights)
    assert off(found(path), scored(np.where(x > 0, x, 0.25 * x))) <= 1e-5


@pytest.mark.parametrize(
    ("places", "names", "own"),
    [
        (["conv2d/bias:0", "conv2d/kernel:0"], ["c"], ["conv2d/kernel:0", "conv2d/bias:0"]),
        (["a/kernel", "b/kernel", "a/seed_state"], ["top", "a"], ["a/kernel"]),
        (["x/a/kernel", "y/a/kernel"], ["top", "y", "a"], ["y/a/kernel"]),
        (["b/kernel"], ["top", "a"], []),
        ([], ["a"], []),
    ],
)
def test_that_the_weights_of_a_layer_are_told_from_its_neighbours(
    places: list[str], names: list[str], own: list[str]
) -> None:
    assert own_weights(places, names) == own


# Damaged and hostile files


def changed(path: Path, change: Callable[[Any], None]) -> str:
    """What is said of the file after something was done to it."""
    with h5py.File(path, "r+") as file:
        change(file)
    with pytest.raises(FileError) as caught:
        store.load(path)
    sentence = str(caught.value).removeprefix(f"{path}: ")
    assert len(sentence) < 400
    assert "\n" not in sentence
    return sentence


def replaced(key: str, value: Any, **options: Any) -> Callable[[Any], None]:
    def change(file: Any) -> None:
        del file[key]
        if isinstance(value, (h5py.ExternalLink, h5py.SoftLink)):
            file[key] = value
        else:
            file.create_dataset(key, data=value, **options)

    return change


CONV = "model_weights/conv2d/conv2d/kernel:0"


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (replaced(CONV, h5py.ExternalLink("/etc/hostname", "a")), "used: no weights"),
        (replaced(CONV, h5py.SoftLink(f"/{CONV}")), "used: no weights"),
        (replaced("model_weights/conv2d", h5py.SoftLink("/model_weights")), "used: no weights"),
        (replaced(CONV, KERNEL, chunks=(3, 3, 1, 1), compression="gzip"), "kept in pieces"),
        (replaced(CONV, KERNEL.astype(np.int8)), "int8"),
        (replaced(CONV, KERNEL * np.nan), "used: infinite numbers or NaN"),
        (replaced(CONV, np.zeros((3, 3, 1, 9), np.float32)), r"used: shape (3, 3, 1, 9)"),
        (lambda file: file.pop("model_weights"), "used: no weights"),
    ],
)
def test_that_weights_that_do_not_fit_are_told(
    path: Path, change: Callable[[Any], None], said: str
) -> None:
    assert said in changed(path, change)


def test_that_groups_in_a_circle_end(path: Path) -> None:
    def change(file: Any) -> None:
        file["model_weights/conv2d/circle"] = file["model_weights/conv2d"]

    assert "used: too many groups in 'model_weights/conv2d'" in changed(path, change)


def test_that_links_of_all_layers_count_together(path: Path, monkeypatch: Any) -> None:
    """One group of 40 arrays that is also that of the next layer: 80, though each has 40."""
    monkeypatch.setattr(hdf5_weights, "MAX_LINKS", 60)

    def change(file: Any) -> None:
        weights = file["model_weights"]
        for number in range(40):
            weights[f"conv2d/more_{number}"] = np.float32(0)
        del weights["dense"]
        weights["dense"] = weights["conv2d"]

    assert "used: too many groups in 'model_weights/" in changed(path, change)


def test_that_a_function_that_was_another_one_in_keras_2_is_told(tmp_path: Path) -> None:
    """0.2 · 1 + 0.5 = 0.7 there, 1 / 6 + 0.5 = 0.667 in Keras 3."""
    model = sequential(
        *(beginning(), convolution("c", activation="hard_sigmoid"), pooling("p"), dense("dense"))
    )
    arrays = {"c": conv_arrays("c"), "p": {}, "dense": DENSE}
    path = written(tmp_path / "net.h5", model, arrays)
    with pytest.raises(FileError, match="used: hard_sigmoid of Keras 2 in Conv2D 'c'"):
        store.load(path)
    with h5py.File(path, "a") as file:
        file.attrs["keras_version"] = "3.1.0"
    assert store.load(path).graph.layers[0].settings["activation"] == "hard_sigmoid"


@pytest.mark.parametrize(
    ("config", "said"),
    [
        (np.float32(1), "used: 'model_config' that is no text"),
        (["a", "b"], "used: 'model_config' that is no text"),
        ("{}" + " " * 5_000_000, "used: 'model_config' that is too long"),
        ("[" * 100_000, "used: a damaged file"),
        ("not JSON", "used: a damaged file"),
        (
            '{"class_name": "Net", "config": {}}',
            "used: the class Net in Python. Needed: a Sequential or a functional model; write it "
            "with x =",
        ),
    ],
)
def test_that_a_description_that_is_none_is_told(path: Path, config: Any, said: str) -> None:
    def change(file: Any) -> None:
        file.attrs["model_config"] = config

    assert said in changed(path, change)


def test_that_models_that_multiply_are_told(tmp_path: Path) -> None:
    """Eight deep, each uses the one inside it forty times: 40⁸ layers in a small file."""
    model: Entry = convolution("c", [[["i", 0, 0, {}]]])
    for depth in range(7):
        model["inbound_nodes"] = [[["i", 0, 0, {}]]] * 40
        name = model.get("name", "c")
        start = {**beginning("i", (8, 8, 1))}
        model = functional(start, model, end=name, name=f"m{depth}", start="i", call=1)
        model |= {"name": f"m{depth}"}
    path = written(tmp_path / "net.h5", model, {})
    with pytest.raises(FileError, match=r"used: too many layers.*Needed: .*at most 200 layers"):
        store.load(path)


def test_that_a_file_cut_off_anywhere_is_told(path: Path) -> None:
    content = path.read_bytes()
    for length in range(0, len(content) - 1, len(content) // 15):
        path.write_bytes(content[:length])
        with pytest.raises(FileError, match=r"net\.h5 cannot be used: .*Needed: "):
            store.load(path)


def test_that_damage_is_told_or_harmless(path: Path) -> None:
    content = path.read_bytes()
    damage = np.random.default_rng(3)
    for _ in range(60):
        damaged = bytearray(content)
        for place in damage.integers(0, len(content), 4):
            damaged[place] ^= int(damage.integers(1, 256))
        path.write_bytes(damaged)
        try:
            stored = store.load(path)
        except FileError:
            continue
        assert all(np.isfinite(each).all() for each in stored.weights)


def test_that_any_value_anywhere_is_told_or_harmless(tmp_path: Path) -> None:
    model, weights = inside()
    places: list[tuple[Any, ...]] = []

    def walk(value: Any, place: tuple[Any, ...]) -> None:
        places.append(place)
        inner = value.items() if isinstance(value, dict) else enumerate(value)
        for key, each in inner:
            if isinstance(each, (dict, list)):
                walk(each, (*place, key))
            else:
                places.append((*place, key))

    walk(model, ())
    values: st.SearchStrategy[Any] = st.sampled_from(
        [None, True, -1, 10**9, 1.5, "a", [], {}, [[["a", 0, 0]]], [1, 2, 3]]
    )
    path = written(tmp_path / "net.h5", model, weights)

    @settings(max_examples=150, deadline=None, derandomize=True, database=None,
              suppress_health_check=list(HealthCheck))  # fmt: skip
    @given(st.sampled_from(places[1:]), values)
    def check(place: tuple[Any, ...], value: Any) -> None:
        mutated = copy.deepcopy(model)
        inner = mutated
        for key in place[:-1]:
            inner = inner[key]
        inner[place[-1]] = value
        with h5py.File(path, "r+") as file:
            file.attrs["model_config"] = json.dumps(mutated)
        with suppress(FileError):
            store.load(path)

    check()
