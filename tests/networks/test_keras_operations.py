"""Operations in Keras' files, as layers that do the same."""

from __future__ import annotations

from typing import Any

import pytest

from camviewer.networks.formats.keras_entries import Tensor, entry_of
from camviewer.networks.formats.keras_operations import step_of
from camviewer.networks.options import UnfitError

Json = dict[str, Any]

ALL: Json = {"class_name": "__slice__", "config": {"start": None, "stop": None, "step": None}}


def tensor(name: str = "x", shape: tuple[int | None, ...] = (None, 20, 28, 3)) -> Json:
    config = {"shape": [*shape], "dtype": "float32", "keras_history": [name, 0, 0]}
    return {"class_name": "__keras_tensor__", "config": config}


def part(start: int | None, stop: int | None, step: int | None = None) -> Json:
    return {"class_name": "__slice__", "config": {"start": start, "stop": stop, "step": step}}


def operation(kind: str, *args: Any, **config: Any) -> Json:
    return {
        "module": "keras.src.ops.numpy",
        "class_name": kind,
        "config": {"name": "o", **config},
        "registered_name": kind,
        "inbound_nodes": [{"args": [*args], "kwargs": {}}],
    }


X, Y = Tensor("x", 0), Tensor("y", 0)


@pytest.mark.parametrize(
    ("written", "kind", "config"),
    [
        (operation("Add", tensor(), 2), "Rescaling", {"scale": 1, "offset": 2}),
        (operation("Subtract", tensor(), 2), "Rescaling", {"scale": 1, "offset": -2}),
        (operation("Subtract", 2, tensor()), "Rescaling", {"scale": -1, "offset": 2}),
        (operation("Multiply", 3.0, tensor()), "Rescaling", {"scale": 3, "offset": 0}),
        (operation("TrueDivide", tensor(), 4), "Rescaling", {"scale": 0.25, "offset": 0}),
        (operation("Negative", tensor()), "Rescaling", {"scale": -1, "offset": 0}),
        (operation("Subtract", tensor(), [[[[1, 2, 3]]]]), "Rescaling",
            {"scale": 1, "offset": [-1, -2, -3]}),
        (operation("Maximum", tensor(), 0), "ReLU", {}),
        (operation("Clip", tensor(), x_min=0, x_max=6), "ReLU", {"max_value": 6}),
        (operation("LeakyRelu", tensor(), negative_slope=0.1), "LeakyReLU",
            {"negative_slope": 0.1}),
        (operation("Mean", tensor(), axis=[-3, 2], keepdims=True), "GlobalAveragePooling2D",
            {"keepdims": True, "data_format": "channels_last"}),
        (operation("Reshape", tensor(), newshape=[-1, 20, 84]), "Reshape",
            {"target_shape": [20, 84]}),
        (operation("Transpose", tensor(), axes=[0, 2, 1, 3]), "Permute", {"dims": [2, 1, 3]}),
        (operation("ExpandDims", tensor(shape=(None, 8, 9)), axis=-1), "Reshape",
            {"target_shape": [8, 9, 1]}),
        (operation("Pad", tensor(), pad_width=[[0, 0], [1, 2], [3, 4], [0, 0]]), "ZeroPadding2D",
            {"padding": [[1, 2], [3, 4]]}),
        (operation("GetItem", tensor(), [ALL, part(2, -1), part(3, 20)]), "Cropping2D",
            {"cropping": [[2, 1], [3, 8]]}),
        (operation("GetItem", tensor(), [ALL, part(None, None, 2), part(None, None, 3)]),
            "MaxPooling2D", {"pool_size": [1, 1], "strides": [2, 3]}),
        (operation("GetItem", tensor(shape=(None, 8, 9)), [ALL, ALL, ALL, None]), "Reshape",
            {"target_shape": [8, 9, 1]}),
        (operation("GetItem", tensor(shape=(None, 4)), [ALL, None, None, ALL]), "Reshape",
            {"target_shape": [1, 1, -1]}),
    ],
)  # fmt: skip
def test_that_an_operation_is_a_layer_that_does_the_same(
    written: Json, kind: str, config: Json
) -> None:
    entry = entry_of(written)
    step = step_of(entry, entry.calls[0])
    assert (step.kind, step.config, step.inputs) == (kind, config, (X,))


@pytest.mark.parametrize("kind", ["Add", "Subtract", "Multiply", "Minimum", "Maximum"])
def test_that_two_tensors_are_joined_in_their_order(kind: str) -> None:
    entry = entry_of(operation(kind, tensor("y"), tensor("x")))
    step = step_of(entry, entry.calls[0])
    assert (step.kind, step.config, step.inputs) == (kind, {}, (Y, X))


@pytest.mark.parametrize(
    "written",
    [
        operation("TrueDivide", 1, tensor()),
        operation("TrueDivide", tensor(), tensor()),
        operation("TrueDivide", tensor(), 0),
        operation("Add", 1, 2),
        operation("Add", tensor()),
        operation("Add", tensor(), True),
        operation("Power", tensor(), 3),
        operation("Maximum", tensor(), 1),
        operation("Gelu", tensor(), approximate=True),
        operation("Mean", tensor(), axis=[0, 1]),
        operation("Mean", tensor(), axis=3),
        operation("Reshape", tensor(), newshape=[4, 3]),
        operation("Transpose", tensor(), axes=[1, 0, 2, 3]),
        operation("Pad", tensor(), pad_width=[[0, 0], [1, 1], [1, 1], [0, 1]]),
        operation("Pad", tensor(), pad_width=[[0, 0]] * 4, mode="reflect"),
        operation("GetItem", tensor(), [part(1, None)]),
        operation("GetItem", tensor(), [ALL, ALL, ALL, part(0, 2)]),
        operation("GetItem", tensor(), [ALL, part(1, None, 2)]),
        operation("GetItem", tensor(), [ALL, 0, 0, ALL]),
        operation("GetItem", tensor(), [ALL, ALL, ALL, 1]),
        operation("GetItem", tensor(shape=(None, 8, 9)), [ALL, part(1, -1), ALL, None]),
        operation("GetItem", tensor(shape=(None, 8, 9)), [ALL, part(None, None, 2), ALL, None]),
        operation("GetItem", tensor(), [ALL, "a", {}]) | {"inbound_nodes": []},
    ],
)
def test_that_an_operation_that_no_layer_does_is_told(written: Json) -> None:
    entry = entry_of(written)
    calls = entry.calls or entry_of(operation("Add")).calls
    with pytest.raises(
        UnfitError, match=r"^another use of it. Needed: .* 'o' as a layer can do it"
    ):
        step_of(entry, calls[0])
