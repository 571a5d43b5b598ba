"""Convolutions, also transposed ones, and what multiplies a matrix."""

from __future__ import annotations

from typing import Any

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.networks.formats.onnx_import.model import Operation
from camviewer.networks.formats.onnx_import.network import Network
from camviewer.networks.formats.onnx_import.parts import padded, weighed
from camviewer.networks.formats.onnx_import.reader import Reader, Value, attribute, numbers, unknown
from camviewer.networks.formats.onnx_import.resampling import resampled
from camviewer.networks.formats.onnx_import.tensors import (
    CHANNELS_FIRST,
    CHANNELS_LAST,
    VECTOR,
    Tensor,
)
from camviewer.networks.formats.onnx_import.windows import padding_of, windows_of
from camviewer.networks.options import UnfitError


def _kernel(reader: Reader, operation: Operation) -> Array:
    """(O, I/G, h, w), or (I, O/G, h, w) where it is transposed."""
    kernel = reader.weights(operation, 1)
    if kernel.ndim != 4 or kernel.size == 0:
        raise UnfitError(
            translate("{0} over two axes", operation.title),
            translate("shape {0}", list(kernel.shape)),
        )
    return kernel


def _bias(reader: Reader, operation: Operation) -> tuple[Array, ...]:
    found = reader.optional(operation, 2)
    return () if found is None else (reader.weights(operation, 2).ravel(),)


def _fit(operation: Operation, found: int, expected: int) -> None:
    if found != expected:
        raise UnfitError(
            translate("{0} channels before {1}", expected, operation.title),
            translate("{0} channels", found),
        )


def _conv(reader: Reader, operation: Operation) -> Value:
    network, title = reader.network, operation.title
    x = network.grid(title, reader.tensor(operation))
    kernel, bias = _kernel(reader, operation), _bias(reader, operation)
    groups = attribute(operation, "group", 1)
    _fit(operation, x.shape[2], kernel.shape[1] * groups)
    windows = windows_of(operation, x.shape[:2], kernel.shape[2:])
    padding = padding_of(windows)
    if padding is None:
        around = [(0, 0), *(each.around for each in windows)]
        x = padded(network, title, x, around, "constant")
        padding = "valid"
    if any(sum(own.shape) != kernel.shape[0] for own in bias):
        raise UnfitError(
            translate("a number for each filter of {0}", title),
            translate("a different number of them"),
        )
    options: dict[str, Any] = {
        "kernel_size": [each.size for each in windows],
        "strides": [each.stride for each in windows],
        "dilation_rate": [each.apart for each in windows],
        "padding": padding,
        "use_bias": bool(bias),
    }
    if groups == x.shape[2] > 1:
        own = _depthwise(kernel, groups)
        depth = own.shape[3]
        return network.add(
            title, "DepthwiseConv2D", [x], own, *bias, depth_multiplier=depth, **options
        )
    turned = kernel.transpose(2, 3, 1, 0)
    filters = kernel.shape[0]
    return network.add(
        title, "Conv2D", [x], turned, *bias, filters=filters, groups=groups, **options
    )


def _depthwise(kernel: Array, groups: int) -> Array:
    """(K M, 1, h, w) as (h, w, K, M)."""
    height, width = kernel.shape[2:]
    return kernel.reshape(groups, -1, height, width).transpose(2, 3, 0, 1)


def _transposed(reader: Reader, operation: Operation) -> Value:
    """Every cell spread by the kernel, then cut to size.

    ONNX cuts its padding off what comes out, and adds output_padding behind.
    """
    network, title = reader.network, operation.title
    x = network.grid(title, reader.tensor(operation))
    kernel, bias = _kernel(reader, operation), _bias(reader, operation)
    groups = attribute(operation, "group", 1)
    _fit(operation, x.shape[2], kernel.shape[0])
    strides = numbers(attribute(operation, "strides", (1, 1)), 2, title)
    apart = numbers(attribute(operation, "dilations", (1, 1)), 2, title)
    if min(strides) < 1 or min(apart) < 1 or groups < 1 or kernel.shape[0] % groups:
        raise UnfitError(
            translate("strides of {0} from 1 on", title),
            translate("the values {0}", [*strides, *apart]),
        )
    whole = _ungrouped(kernel, groups)
    made = network.add(
        title,
        "Conv2DTranspose",
        [x],
        whole.transpose(2, 3, 1, 0),
        *bias,
        filters=whole.shape[1],
        kernel_size=list(kernel.shape[2:]),
        strides=list(strides),
        dilation_rate=list(apart),
        padding="valid",
        use_bias=bool(bias),
    )
    around = [(0, 0)]
    for axis in (0, 1):
        reach = (kernel.shape[axis + 2] - 1) * apart[axis] + 1
        full = (x.shape[axis] - 1) * strides[axis] + reach
        before, size = _cut(operation, axis, x.shape[axis], full, strides[axis])
        around.append((-before, size + before - made.shape[axis]))
    return padded(network, title, made, around, "constant")


def _cut(operation: Operation, axis: int, cells: int, full: int, stride: int) -> tuple[int, int]:
    """How many cells ahead are cut off, and how many stay."""
    title = operation.title
    pads = numbers(attribute(operation, "pads", (0, 0, 0, 0)), 4, title)
    more = numbers(attribute(operation, "output_padding", (0, 0)), 2, title)[axis]
    auto = attribute(operation, "auto_pad", "NOTSET")
    wanted = operation.attributes.get("output_shape")
    if wanted is not None or auto in ("SAME_UPPER", "SAME_LOWER"):
        size = int(wanted[-2:][axis]) if wanted is not None else cells * stride
        padding = full + more - size
        before = padding // 2 if auto == "SAME_UPPER" else padding - padding // 2
        return before, size
    around = (0, 0) if auto == "VALID" else (pads[axis], pads[axis + 2])
    return around[0], full + more - sum(around)


def _ungrouped(kernel: Array, groups: int) -> Array:
    """(I, O/G, h, w) as (I, O, h, w), with zeros between the groups."""
    if groups == 1:
        return kernel
    inputs, each = kernel.shape[:2]
    whole = np.zeros((inputs, each * groups, *kernel.shape[2:]), np.float32)
    share = inputs // groups
    for group in range(groups):
        rows, columns = (slice(group * one, (group + 1) * one) for one in (share, each))
        whole[rows, columns] = kernel[rows]
    return whole


# Dense layers


def dense(network: Network, title: str, x: Tensor, kernel: Array) -> Tensor:
    """A vector as ONNX sees it times a matrix (K, O)."""
    if x.pending is not None:
        x = network.vector(title, x)
    order = np.arange(len(kernel)).reshape([x.shape[axis] for axis in x.order])
    rows = order.transpose(np.argsort(x.order)).ravel()
    flat = network.flat(title, x)
    made = weighed(network, title, flat, np.ascontiguousarray(kernel[rows]))
    return Tensor(made.name, made.shape, VECTOR)


def _gemm(reader: Reader, operation: Operation) -> Value:
    network, title = reader.network, operation.title
    x, kernel = reader.tensor(operation), reader.weights(operation, 1)
    if attribute(operation, "transA", 0):
        raise unknown([operation.operator])
    if attribute(operation, "transB", 0):
        kernel = kernel.T
    _fit_matrix(operation, x, kernel)
    kernel = kernel * np.float32(attribute(operation, "alpha", 1.0))
    made = dense(network, title, x, kernel)
    if reader.optional(operation, 2) is None:
        return made
    bias = reader.weights(operation, 2) * np.float32(attribute(operation, "beta", 1.0))
    return network.affine(title, made, np.ones(1, np.float32), bias)


def _fit_matrix(operation: Operation, x: Tensor, kernel: Array) -> None:
    if kernel.ndim != 2 or not x.sides or x.sides[-1] != kernel.shape[0]:
        raise UnfitError(
            translate("a matrix for {0} numbers in {1}", x.sides[-1:], operation.title),
            translate("shape {0}", list(kernel.shape)),
        )


def _matmul(reader: Reader, operation: Operation) -> Value:
    network, title = reader.network, operation.title
    if isinstance(reader.value(operation), np.ndarray):
        return _sampled(reader, operation, reader.tensor(operation, 1), 0)
    x, kernel = reader.tensor(operation), reader.weights(operation, 1)
    _fit_matrix(operation, x, kernel)
    if len(x.sides) == 1:
        return dense(network, title, x, kernel)
    x = network.settled(title, x)
    if x.dims == CHANNELS_FIRST:
        return _sampled(reader, operation, x, 1)
    if len(x.shape) != 3 or x.dims[-1] != (2,):
        if len(x.sides) != 3:
            raise unknown([operation.operator])
        x = network.arranged(title, x, CHANNELS_LAST)
    return weighed(network, title, x, kernel)


def _sampled(reader: Reader, operation: Operation, x: Tensor, axis: int) -> Tensor:
    """Rows (axis 0) or columns (1) by a matrix that makes more or fewer of them."""
    matrix = reader.weights(operation, axis)
    if len(x.sides) != 3 or matrix.ndim != 2:
        raise unknown([operation.operator])
    x = reader.network.grid(operation.title, x)
    matrix = matrix.T if axis else matrix
    if matrix.shape[1] != x.shape[axis]:
        raise unknown([operation.operator])
    by = [matrix, None] if axis == 0 else [None, matrix]
    found = resampled(reader.network, operation.title, x, by)
    if found is None:
        raise unknown([operation.operator])
    return found


OPERATORS = {
    "Conv": _conv,
    "ConvTranspose": _transposed,
    "Gemm": _gemm,
    "MatMul": _matmul,
}
