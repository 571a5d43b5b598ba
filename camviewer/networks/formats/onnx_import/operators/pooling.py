"""Pooling, under windows and over all cells, and the means that are written as reductions."""

from __future__ import annotations

from typing import Any

import numpy as np

from camviewer.common.translation import translate
from camviewer.networks.formats.onnx_import import folding
from camviewer.networks.formats.onnx_import.model import Operation
from camviewer.networks.formats.onnx_import.parts import padded, weighed
from camviewer.networks.formats.onnx_import.reader import Reader, Value, attribute, unknown
from camviewer.networks.formats.onnx_import.tensors import Tensor
from camviewer.networks.formats.onnx_import.windows import Window, padding_of, windows_of
from camviewer.networks.options import UnfitError


def _options(windows: tuple[Window, Window]) -> dict[str, Any]:
    if any(each.apart > 1 for each in windows):
        raise UnfitError(translate("windows without gaps"), translate("there is dilation"))
    return {
        "pool_size": [each.size for each in windows],
        "strides": [each.stride for each in windows],
    }


def _max_pool(reader: Reader, operation: Operation) -> Value:
    """The edge repeated around a grid adds nothing to the largest of a window that reaches it."""
    network, title = reader.network, operation.title
    x = network.grid(title, reader.tensor(operation))
    size = attribute(operation, "kernel_shape", ())
    windows = windows_of(operation, x.shape[:2], size)
    padding = padding_of(windows)
    if padding is None:
        around = [(0, 0), *(each.around for each in windows)]
        mode = "constant" if _is_positive(reader, x) else "edge"
        x = padded(network, title, x, around, mode)
        padding = "valid"
    return network.add(title, "MaxPooling2D", [x], padding=padding, **_options(windows))


def _is_positive(reader: Reader, x: Tensor) -> bool:
    """Whether no number is below zero, as behind a rectifier."""
    step = reader.network.step(x)
    return step is not None and (
        step.options.get("activation") in ("relu", "relu6", "sigmoid", "softplus", "hard_sigmoid")
        or (step.kind == "ReLU" and not step.options.get("negative_slope"))
    )


def _average_pool(reader: Reader, operation: Operation) -> Value:
    """Where padding does not count, a mean with zeros is made larger by what is missing."""
    network, title = reader.network, operation.title
    x = network.grid(title, reader.tensor(operation))
    windows = windows_of(operation, x.shape[:2], attribute(operation, "kernel_shape", ()))
    counts_padding = bool(attribute(operation, "count_include_pad", 0))
    options = _options(windows)
    padding = padding_of(windows)
    if padding == "valid" or (padding == "same" and not counts_padding):
        return network.add(title, "AveragePooling2D", [x], padding=padding, **options)
    around = [(0, 0), *(each.around for each in windows)]
    x = padded(network, title, x, around, "constant")
    made = network.add(title, "AveragePooling2D", [x], padding="valid", **options)
    rows, columns = (each.counted(padding=counts_padding) for each in windows)
    number = np.outer(rows, columns)
    area = windows[0].size * windows[1].size
    if (number == area).all():
        return made
    factor = (area / np.maximum(number, 1)).astype(np.float32)
    return network.affine(title, made, factor, np.zeros(1, np.float32))


def _global(kind: str) -> Any:
    def read(reader: Reader, operation: Operation) -> Value:
        network, title = reader.network, operation.title
        x = network.grid(title, reader.tensor(operation))
        return network.add(title, kind, [x], keepdims=True)

    return read


def _reduced(kind: str) -> Any:
    def read(reader: Reader, operation: Operation) -> Value:
        network, title = reader.network, operation.title
        x = network.settled(title, reader.tensor(operation))
        given = folding.given(operation, reader.known(operation), 1, "axes")
        rank = 1 + len(x.sides)
        axes = folding.axes_in(given or range(rank), rank)
        if 0 in axes:
            raise UnfitError(
                translate("{0} that keeps samples apart", title), translate("the axis is {0}", 0)
            )
        over = {each for axis in axes for each in x.dims[axis - 1] if x.shape[each] > 1}
        if not over:
            made = x
        elif len(x.shape) == 3 and over <= {0, 1} and _is_all(x, over):
            made = network.add(title, kind, [x], keepdims=True)
        elif over == {len(x.shape) - 1} and kind == "GlobalAveragePooling2D":
            channels = x.shape[-1]
            kernel = np.full((channels, 1), 1 / channels, np.float32)
            made = weighed(network, title, x, kernel)
        else:
            raise unknown([operation.operator])
        sides = [1 if axis + 1 in axes else side for axis, side in enumerate(x.sides)]
        if not attribute(operation, "keepdims", 1):
            sides = [side for axis, side in enumerate(sides) if axis + 1 not in axes]
        return made.reshaped(sides)

    return read


def _is_all(x: Tensor, over: set[int]) -> bool:
    """Whether there is nothing along rows and columns but what is reduced."""
    return all(axis in over or x.shape[axis] == 1 for axis in (0, 1))


OPERATORS = {
    "MaxPool": _max_pool,
    "AveragePool": _average_pool,
    "GlobalAveragePool": _global("GlobalAveragePooling2D"),
    "GlobalMaxPool": _global("GlobalMaxPooling2D"),
    "ReduceMean": _reduced("GlobalAveragePooling2D"),
    "ReduceMax": _reduced("GlobalMaxPooling2D"),
}
