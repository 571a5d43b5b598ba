"""One number of a convolution: the kernel, the patch that it multiplies, and their products.

What a convolution puts out at one cell of one channel is a sum over the window, over the input
channels that the filter reads, plus the bias; then comes the activation (Dumoulin and Visin,
"A guide to convolution arithmetic for deep learning", 2016).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.inference.prediction import Prediction
from camviewer.networks import windows
from camviewer.networks.convolutions import CONVOLUTIONS
from camviewer.networks.graph import Graph, Layer, Weights

Place = tuple[int, int, int]
"""Row, column and channel of what a layer puts out."""


@dataclass(frozen=True, eq=False)
class KernelPatch:
    """A kernel and the patch of the layer's input that lies under it, for I input channels.

    Attributes:
        source: where the input comes from: 0 is the sample, n the output of the n-th layer.
        inputs: (h, w, I) the whole input.
        channels: (I,) which channels of the input the filter reads.
        kernel: (kh, kw, I) weights.
        patch: (kh, kw, I) the input under the window; 0 in the padding.
        rows: (kh,) rows of the input under the window; outside of it in the padding.
        columns: (kw,) columns of the input under the window, likewise.
        inside: (kh, kw) whether there is a cell of the input, and not padding.
        bias: what is added to the sum; 0 where the layer has no bias.
        activation: Keras' name of what comes behind the sum; "linear" if nothing does.
        output: what the network put out at that cell.
    """

    source: int
    inputs: Array
    channels: NDArray[np.intp]
    kernel: Array
    patch: Array
    rows: NDArray[np.intp]
    columns: NDArray[np.intp]
    inside: NDArray[np.bool_]
    bias: float
    activation: str
    output: float

    @cached_property
    def products(self) -> NDArray[np.float64]:
        """(kh, kw, I) kernel times patch, number by number."""
        products: NDArray[np.float64] = self.kernel.astype(np.float64) * self.patch
        return products

    @cached_property
    def sums(self) -> NDArray[np.float64]:
        """(I,) sum of the products over the window, for each input channel."""
        sums: NDArray[np.float64] = self.products.sum(axis=(0, 1))
        return sums

    @property
    def value(self) -> float:
        """The sum over all input channels, with the bias: before the activation."""
        return float(self.sums.sum()) + self.bias

    @cached_property
    def ranked(self) -> NDArray[np.intp]:
        """(I,) places in `channels`, that of the largest |sum| first; equal ones by index."""
        return np.argsort(-np.abs(self.sums), kind="stable")

    def others(self, place: int) -> float:
        """What all input channels but the one at a place in `channels` add."""
        return float(np.delete(self.sums, place).sum())


def is_convolution(graph: Graph, place: int) -> bool:
    """Whether the n-th layer of a graph, from 1, is a convolution."""
    return 1 <= place <= len(graph.layers) and graph.layers[place - 1].kind in CONVOLUTIONS


def kernel_patch(prediction: Prediction, layer_place: int, where: Place) -> KernelPatch | None:
    """What a convolution multiplied for one number that it put out.

    A depthwise convolution followed by one of 1 by 1 (`SeparableConv2D`) is taken for the one
    convolution that both are together.

    Args:
        prediction: with what each layer made of the sample.
        layer_place: of the convolution in the network's graph, from 1.
        where: row, column and channel of the number.

    Returns:
        None where the network does not lie open, the layer is no convolution, or the prediction
        does not tell about it.

    Raises:
        IndexError: there is no such cell or channel.
    """
    network = prediction.network
    told = network is not None and layer_place <= len(prediction.layers)
    if network is None or not told or not is_convolution(network.graph, layer_place):
        return None
    graph, (row, column, channel) = network.graph, where
    shape = graph.shapes[layer_place]
    if not all(0 <= each < size for each, size in zip(where, shape, strict=True)):
        raise IndexError(f"expected a place in {shape}, found {where}")
    layer = graph.layers[layer_place - 1]
    weights = graph.by_layer(network.weights)[layer_place - 1]
    channels, kernel, bias = _filter(layer, weights, where)
    values = _values(prediction, layer.inputs[0])[..., channels]
    rows, columns = (
        window.stride * place - window.before + window.apart * np.arange(window.size)
        for window, place in zip(
            windows.both(layer.settings, values.shape), (row, column), strict=True
        )
    )
    patch, inside = _patch(values, rows, columns)
    return KernelPatch(
        layer.inputs[0],
        values,
        channels,
        kernel,
        patch,
        rows,
        columns,
        inside,
        bias,
        layer.settings["activation"],
        float(prediction.layers[layer_place - 1].values[row, column, channel]),
    )


def _values(prediction: Prediction, place: int) -> Array:
    """(h, w, K) what the n-th layer put out, from 1; 0 is the sample. All of its channels."""
    if not place:
        image = prediction.image
        return image if image.ndim == 3 else image[..., None]
    layer = prediction.layers[place - 1]
    if layer.values.shape == layer.shape:
        return layer.values
    found = prediction.activations  # a prediction tells only so many channels of its layers
    output = found.places[place]
    assert output is not None, "what a convolution reads is never folded away"
    values: Array = found.outputs[output][0]
    return values


def _patch(
    values: Array, rows: NDArray[np.intp], columns: NDArray[np.intp]
) -> tuple[Array, NDArray[np.bool_]]:
    height, width, _ = values.shape
    inside = np.logical_and.outer((rows >= 0) & (rows < height), (columns >= 0) & (columns < width))
    under = values[np.clip(rows, 0, height - 1)[:, None], np.clip(columns, 0, width - 1)]
    return np.where(inside[..., None], under, np.float32(0)), inside


def _filter(layer: Layer, weights: Weights, where: Place) -> tuple[NDArray[np.intp], Array, float]:
    """Input channels (I,), kernel (kh, kw, I) and bias of the filter of one output channel."""
    channel, options = where[2], layer.settings
    bias = float(weights[-1][channel]) if options["use_bias"] else 0.0
    if layer.kind == "DepthwiseConv2D":
        read, copy = divmod(channel, options["depth_multiplier"])
        return np.array([read]), weights[0][:, :, [read], copy], bias
    if layer.kind == "SeparableConv2D":
        depthwise = weights[0].astype(np.float64)
        mixing = weights[1][0, 0, :, channel].reshape(depthwise.shape[2:])
        kernel = np.einsum("hwim,im->hwi", depthwise, mixing)
        return np.arange(kernel.shape[2]), kernel, bias
    read = weights[0].shape[2]
    group = channel // (options["filters"] // options["groups"])
    return np.arange(group * read, (group + 1) * read), weights[0][..., channel], bias
