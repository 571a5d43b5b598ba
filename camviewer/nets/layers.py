"""What a network is made of, for people."""

from __future__ import annotations

from dataclasses import dataclass

from camviewer.nets import network

_HIDDEN = ("InputLayer",)


@dataclass(frozen=True)
class Layer:
    """One line of the layer table.

    Attributes:
        kind: e.g. "Conv2D 32, 3×3, ReLU".
        output: e.g. "28×28×32".
        parameters: numbers in it, those that are not trained included.
    """

    kind: str
    output: str
    parameters: int


def layers_of(architecture: network.Architecture) -> list[Layer]:
    """The layers of an architecture from input to output.

    Raises:
        UserError: there is no such architecture.
    """
    built = network.build(architecture)
    return [
        Layer(_kind(layer), "×".join(map(str, layer.output.shape[1:])), int(layer.count_params()))
        for layer in built.model.layers
        if type(layer).__name__ not in _HIDDEN
    ]


def _kind(layer: object) -> str:
    parts = [type(layer).__name__]
    size = getattr(layer, "filters", None) or getattr(layer, "units", None)
    if size:
        parts[0] += f" {size}"
    kernel = getattr(layer, "kernel_size", None) or getattr(layer, "pool_size", None)
    if isinstance(kernel, tuple):
        parts.append("×".join(map(str, kernel)))
    activation = getattr(getattr(layer, "activation", None), "__name__", "linear")
    if activation != "linear" and activation not in type(layer).__name__.lower():
        parts.append("ReLU" if activation == "relu" else activation)
    return ", ".join(parts)
