"""Networks of Keras whose description is hostile: code, paths, sizes, depths and circles."""

from __future__ import annotations

import base64
import json
import marshal
import pickle
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.hostile.hostile_file import HostileFile, Trap
from tests.hostile.keras_zips import entries_of, packed

Layer = dict[str, Any]
Model = dict[str, Any]


def changed(
    name: str, change: Callable[[Model, Trap], Any], *, is_refused: bool = True
) -> HostileFile:
    """A network that Keras saved, its description changed; a change may give a new one, or text."""

    def write(path: Path, trap: Trap) -> None:
        entries = entries_of("lecture")
        del entries["card.json"]
        model = json.loads(entries["config.json"])
        found = change(model, trap)
        model = model if found is None else found
        text = model if isinstance(model, bytes) else json.dumps(model).encode()
        packed(path, [*(entries | {"config.json": text}).items()])

    return HostileFile(name, "keras", write, is_refused)


def layer(name: str, make: Callable[[Trap], Layer]) -> HostileFile:
    """A network with one more layer, behind the first convolution."""

    def change(model: Model, trap: Trap) -> None:
        made = {"name": "hostile", "registered_name": None, **make(trap)}
        made.setdefault("config", {}).setdefault("name", "hostile")
        layers = model["config"]["layers"]
        pooling = layers[2]
        made["inbound_nodes"] = pooling["inbound_nodes"]
        pooling["inbound_nodes"] = reading("hostile")
        layers.insert(2, made)

    return changed(name, change)


def option(name: str, kind: str, key: str, value: Any, *, is_refused: bool = True) -> HostileFile:
    """A network one of whose layers has another option."""

    def change(model: Model, trap: Trap) -> None:
        found = next(each for each in model["config"]["layers"] if each["class_name"] == kind)
        found["config"][key] = value(trap) if callable(value) else value

    return changed(name, change, is_refused=is_refused)


def reading(*names: str) -> list[Any]:
    """What a layer reads, as Keras 3 writes it."""
    tensors = [
        {"class_name": "__keras_tensor__", "config": {"keras_history": [name, 0, 0]}}
        for name in names
    ]
    return [{"args": [tensors if len(tensors) > 1 else tensors[0]], "kwargs": {}}]


# Code


def marshalled(trap: Trap) -> str:
    """Code that leaves a mark, as Keras kept that of a Lambda layer."""
    code = compile(f"lambda x: {trap.code}", "<lambda>", "eval").co_consts[0]
    return base64.b64encode(marshal.dumps(code)).decode()


def pickled(trap: Trap) -> bytes:
    """A pickle that leaves a mark where it is loaded."""

    class Bomb:
        def __reduce__(self) -> tuple[Any, tuple[str]]:
            return exec, (trap.code,)

    return pickle.dumps(Bomb())


def code(trap: Trap) -> dict[str, Any]:
    """A function as Keras 3 writes a lambda."""
    inside = {"code": marshalled(trap), "defaults": None, "closure": None}
    return {"class_name": "__lambda__", "config": {"value": inside}}


def function(module: str, name: str) -> dict[str, Any]:
    """A function as Keras 3 writes one that can be imported."""
    return {"module": module, "class_name": "function", "config": name, "registered_name": name}


def of_class(module: str | None, kind: str, /, **config: Any) -> Layer:
    """A layer of some class."""
    return {"module": module, "class_name": kind, "config": config}


def lambda_of(make: Callable[[Trap], Any], **more: Any) -> Callable[[Trap], Layer]:
    """A Lambda layer of that function."""
    return lambda trap: of_class("keras.layers", "Lambda", function=make(trap), **more)


_GET_FILE = {"fname": "x", "origin": "http://127.0.0.1:9/hostile"}

CODE = (
    layer("a Lambda layer of marshalled code", lambda_of(code)),
    layer("a Lambda layer as Keras 2 wrote it", lambda_of(lambda t: [marshalled(t), None, None])),
    layer("a Lambda layer of pickled code", lambda_of(lambda t: {"code": pickled(t).hex()})),
    layer("a Lambda layer of source", lambda_of(lambda t: t.code, function_type="function")),
    layer("a Lambda layer of os.system", lambda_of(lambda _: function("os", "system"))),
    layer("a Lambda layer of eval", lambda_of(lambda _: function("builtins", "eval"))),
    layer("a Lambda layer of a module", lambda_of(lambda t: function(t.module, "run"))),
    layer(
        "a Lambda layer that downloads",
        lambda_of(lambda _: function("keras.utils", "get_file"), arguments=_GET_FILE),
    ),
    layer(
        "a Lambda layer that allows code",
        lambda_of(lambda _: function("keras.config", "enable_unsafe_deserialization")),
    ),
    layer(
        "a Lambda layer with code for its shape",
        lambda t: of_class("keras.layers", "Lambda", function="relu", output_shape=code(t)),
    ),
    layer(
        "a Lambda layer with code for its mask",
        lambda t: of_class("keras.layers", "Lambda", function="relu", mask=code(t)),
    ),
    layer("a class of a module", lambda t: of_class(t.module, "Trap")),
    layer("a class with its module in its name", lambda t: of_class(None, f"{t.module}.Trap")),
    layer("a class of subprocess", lambda _t: of_class("subprocess", "Popen", args=["id"])),
    layer("a class of builtins", lambda t: of_class("builtins", "exec", source=t.code)),
    layer("a class called os.system", lambda _t: of_class("os", "os.system", command="id")),
    layer(
        "a registered class of a module",
        lambda t: {**of_class("keras.layers", "ReLU"), "registered_name": f"{t.module}>Trap"},
    ),
    layer("a class of Keras' own modules", lambda _t: of_class("keras.src.utils", "file_utils")),
    layer(
        "a SavedModel elsewhere",
        lambda t: of_class("keras.layers", "TFSMLayer", filepath=str(t.folder)),
    ),
    layer(
        "a pickled module of PyTorch",
        lambda t: of_class(
            "keras.layers", "TorchModuleWrapper", module=base64.b64encode(pickled(t)).decode()
        ),
    ),
    layer(
        "a function of JAX",
        lambda t: of_class("keras.layers", "JaxLayer", call_fn=function(t.module, "run")),
    ),
    layer(
        "words from a file elsewhere",
        lambda t: of_class("keras.layers", "StringLookup", vocabulary=str(t.secret)),
    ),
    layer(
        "words from an address",
        lambda _t: of_class("keras.layers", "IntegerLookup", vocabulary="http://127.0.0.1:9/x"),
    ),
    layer(
        "words to be prepared from a file",
        lambda t: of_class("keras.layers", "TextVectorization", vocabulary=str(t.secret)),
    ),
    layer(
        "a layer in a layer in a layer",
        lambda t: of_class("keras.layers", "TimeDistributed", layer=lambda_of(code)(t)),
    ),
    option("code for an activation", "Conv2D", "activation", code),
    option("a module for an activation", "Conv2D", "activation", lambda t: function(t.module, "f")),
    option("a path for an activation", "Dense", "activation", "../../outside/secret"),
    option(
        "code for an initializer, which is not used",
        "Conv2D",
        "kernel_initializer",
        code,
        is_refused=False,
    ),
    option(
        "a module for a regularizer, which is not used",
        "Conv2D",
        "kernel_regularizer",
        lambda t: of_class(t.module, "Trap"),
        is_refused=False,
    ),
    option(
        "a module for a precision, which is not used",
        "Conv2D",
        "dtype",
        lambda t: of_class(t.module, "Trap"),
        is_refused=False,
    ),
    changed(
        "a model of a module",
        lambda model, t: {**model, "module": t.module, "class_name": "Trap"},
    ),
    changed(
        "a registered model of a module",
        lambda model, t: {**model, "registered_name": f"{t.module}>Trap"},
    ),
    changed(
        "code for a loss, which is not used",
        lambda model, t: {**model, "compile_config": {"loss": code(t), "optimizer": code(t)}},
        is_refused=False,
    ),
)
"""Whatever would be run, imported or fetched."""


# Sizes


def _numbered(trap: Trap) -> int:
    """A number that no layer may have."""
    return trap.chance.choice((10**7, 10**9, 2**31, 2**40, 2**63, 10**30))


SIZES = (
    option("a kernel of billions", "Conv2D", "filters", _numbered),
    option("units by the billion", "Dense", "units", _numbered),
    option("a window of billions", "Conv2D", "kernel_size", lambda t: [_numbered(t)] * 2),
    option("steps of billions", "Conv2D", "strides", lambda t: [_numbered(t)] * 2),
    option("gaps of billions", "Conv2D", "dilation_rate", lambda t: [_numbered(t)] * 2),
    option("groups of billions", "Conv2D", "groups", _numbered),
    option("a pooling of billions", "MaxPooling2D", "pool_size", lambda t: [_numbered(t)] * 2),
    option("units below nothing", "Dense", "units", -1),
    option("no units", "Dense", "units", 0),
    option("units that are no number", "Dense", "units", float("nan")),
    option("endless units", "Dense", "units", float("inf")),
    option("units in words", "Dense", "units", "10"),
    option("units that are true", "Dense", "units", True),
    option("units in lists in lists", "Dense", "units", [[[10]]]),
    option("no steps", "Conv2D", "strides", [0, 0]),
    option("a window of a million sides", "Conv2D", "kernel_size", [3] * 1_000_000),
    option(
        "an input of billions", "InputLayer", "batch_shape", lambda t: [None, *[_numbered(t)] * 3]
    ),
    option("an input below nothing", "InputLayer", "batch_shape", [None, -28, -28, 1]),
    option("an input of words", "InputLayer", "batch_shape", ["None", "28", "28", "1"]),
    option("an input of a million sides", "InputLayer", "batch_shape", [28] * 1_000_000),
    layer(
        "a border of billions",
        lambda t: of_class("keras.layers", "ZeroPadding2D", padding=[[_numbered(t)] * 2] * 2),
    ),
    layer(
        "every cell repeated by the billion",
        lambda t: of_class("keras.layers", "UpSampling2D", size=[_numbered(t)] * 2),
    ),
    layer(
        "a shape of billions",
        lambda t: of_class("keras.layers", "Reshape", target_shape=[_numbered(t), -1]),
    ),
    layer(
        "copies by the billion", lambda t: of_class("keras.layers", "RepeatVector", n=_numbered(t))
    ),
    layer(
        "a table of billions",
        lambda t: of_class("keras.layers", "Embedding", input_dim=_numbered(t), output_dim=9),
    ),
    layer(
        "an axis of billions",
        lambda t: of_class("keras.layers", "BatchNormalization", axis=[_numbered(t)]),
    ),
    layer(
        "an epsilon that is no number",
        lambda _t: of_class("keras.layers", "BatchNormalization", axis=-1, epsilon=float("nan")),
    ),
)
"""Sizes that no network has."""


# Depths, circles and names


def _circle(model: Model, trap: Trap) -> None:
    layers = model["config"]["layers"]
    chosen = trap.chance.randrange(1, len(layers) - 1)
    layers[chosen]["inbound_nodes"] = reading(
        layers[trap.chance.randrange(chosen, len(layers))]["name"]
    )


def _nested(model: Model, trap: Trap) -> bytes:
    """Models in models, hundreds or thousands of them."""
    deep = trap.chance.choice((40, 900, 20_000))
    begin = b'{"class_name":"Sequential","config":{"name":"m","layers":['
    return begin * deep + json.dumps(model).encode() + b"]}}" * deep


def _doubling(model: Model, _trap: Trap) -> Model:
    """A model that uses another one eight times, which uses another one eight times, and so on."""
    inner = {**model, "name": "m0"}
    for number in range(1, 7):
        before = f"m{number - 1}"
        start = of_class("keras.layers", "InputLayer", batch_shape=[None, 28, 28, 1], name="i")
        start |= {"name": "i", "inbound_nodes": []}
        used = {**inner, "inbound_nodes": reading("i") * 8}
        config = {"name": f"m{number}", "layers": [start, used], "input_layers": ["i", 0, 0]}
        config["output_layers"] = [before, 7, 0]
        inner = {"class_name": "Functional", "config": config, "name": f"m{number}"}
    return inner


def _many_layers(model: Model, trap: Trap) -> None:
    layers = model["config"]["layers"]
    for number in range(trap.chance.choice((300, 5_000, 9_000))):
        name = f"r{number}"
        relu = {**of_class("keras.layers", "ReLU", name=name), "name": name}
        layers.append({**relu, "inbound_nodes": reading(layers[-1]["name"])})
    model["config"]["output_layers"] = [layers[-1]["name"], 0, 0]


def _named(name: str) -> Callable[[Model, Trap], None]:
    def change(model: Model, _trap: Trap) -> None:
        for each in model["config"]["layers"]:
            each["name"] = each["config"]["name"] = name

    return change


SHAPES = (
    changed("layers in a circle", _circle),
    changed("models nested deeply", _nested),
    changed("models that double", _doubling),
    changed("layers by the thousand", _many_layers),
    changed("lists in lists", lambda _, t: b"[" * t.chance.choice((2000, 200_000)) + b"]"),
    changed("objects in objects", lambda _, _t: b'{"a":' * 300_000),
    changed("a number of thousands of digits", lambda _, _t: b"1" * 900_000),
    changed(
        "a number beyond all limits", lambda m, _t: json.dumps(m).encode().replace(b"32", b"1e999")
    ),
    changed("nothing but blanks", lambda _, _t: b" " * 3_900_000),
    changed(
        "text of another encoding",
        lambda m, _t: json.dumps(m).encode("utf-16"),
        is_refused=False,
    ),
    changed(
        "a description larger than any", lambda m, _t: json.dumps(m).encode() + b" " * 4_100_000
    ),
    changed("names out of the folder", _named("../../outside/secret")),
    changed("a name for all", _named("conv2d")),
    changed("names with a character of code 0", _named("a\0b")),
    changed("half a character for a name", _named("\ud800")),
    changed("a name of a megabyte", _named("a" * 300_000)),
    layer(
        "a sum of a hundred thousand",
        lambda _t: {
            **of_class("keras.layers", "Add"),
            "inbound_nodes": reading(*["conv2d"] * 10_000),
        },
    ),
    layer(
        "an operation with code for a number",
        lambda t: of_class("keras.src.ops.numpy", "Add", value=code(t)),
    ),
    changed("no object at all", lambda _, _t: b'"model"'),
    changed("layers that are a number", lambda m, _t: {**m, "config": {"name": "a", "layers": 7}}),
    changed(
        "layers that are text", lambda m, _t: {**m, "config": {"name": "a", "layers": ["x"] * 9}}
    ),
    changed("no layers", lambda m, _t: {**m, "config": {"name": "a", "layers": []}}),
)
"""Descriptions that lead nowhere, or too far."""

FILES = (*CODE, *SIZES, *SHAPES)
