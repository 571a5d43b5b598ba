"""HDF5 files of whole models as Keras 2 wrote them, put together by hand."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import h5py
import numpy as np
from numpy.typing import NDArray

Arrays = Mapping[str, NDArray[Any]]

Entry = dict[str, Any]


def entry(kind: str, name: str, inputs: list[Any] | None = None, **config: Any) -> Entry:
    """A layer of a functional model, or with None of a Sequential one."""
    config = {"name": name, "trainable": True, "dtype": "float32"} | config
    made = {"class_name": kind, "config": config}
    return made if inputs is None else made | {"name": name, "inbound_nodes": inputs}


def beginning(name: str = "input_1", shape: tuple[int, ...] = (8, 8, 1)) -> Entry:
    config: Entry = {"batch_input_shape": [None, *shape], "dtype": "float32", "name": name}
    config |= {"sparse": False, "ragged": False}
    return {"class_name": "InputLayer", "config": config, "name": name, "inbound_nodes": []}


def convolution(name: str, inputs: list[Any] | None = None, **options: Any) -> Entry:
    usual: Entry = {"filters": 2, "kernel_size": [3, 3], "strides": [1, 1], "padding": "same"}
    usual |= {"data_format": "channels_last", "dilation_rate": [1, 1], "groups": 1}
    usual |= {"activation": "linear", "use_bias": True, "kernel_regularizer": None}
    usual["kernel_initializer"] = {"class_name": "GlorotUniform", "config": {"seed": None}}
    return entry("Conv2D", name, inputs, **(usual | options))


def pooling(name: str, inputs: list[Any] | None = None) -> Entry:
    return entry("GlobalAveragePooling2D", name, inputs, data_format="channels_last")


def dense(name: str, inputs: list[Any] | None = None, **options: Any) -> Entry:
    usual: Entry = {"units": 3, "activation": "softmax", "use_bias": True}
    return entry("Dense", name, inputs, **(usual | options))


def operation(name: str, function: str, inputs: list[Any], kind: str = "TFOpLambda") -> Entry:
    return entry(kind, name, inputs, function=function)


def sequential(*layers: Entry, name: str = "sequential") -> Entry:
    return {"class_name": "Sequential", "config": {"name": name, "layers": [*layers]}}


def functional(
    *layers: Entry, end: str, name: str = "model", start: str = "input_1", call: int = 0
) -> Entry:
    config: Entry = {"name": name, "trainable": True, "layers": [*layers]}
    config |= {"input_layers": [[start, 0, 0]], "output_layers": [[end, call, 0]]}
    return {"class_name": "Functional", "config": config}


def written(path: Path, model: Entry, weights: Mapping[str, Arrays], **attributes: Any) -> Path:
    """A file of a model.

    Args:
        path: the file.
        model: its configuration.
        weights: of each layer at the top the arrays by their names, ``conv2d/kernel:0``.
        attributes: more of the file, or others.
    """
    with h5py.File(path, "w") as file:
        usual: Entry = {"keras_version": "2.11.0", "backend": "tensorflow"}
        usual |= {"model_config": json.dumps(model), "training_config": '{"loss": "mse"}'}
        for name, value in (usual | attributes).items():
            file.attrs[name] = value
        group = file.create_group("model_weights")
        group.attrs["layer_names"] = _names([*weights])
        for layer, arrays in weights.items():
            group.create_group(layer).attrs["weight_names"] = _names([*arrays])
            for name, values in arrays.items():
                group[layer][name] = values
        file.create_group("optimizer_weights")["Adam/iter:0"] = np.int64(7)
    return path


def _names(names: Sequence[str]) -> list[bytes]:
    return [name.encode() for name in names]
