"""The bundled networks: what their layers are, how large, and what a cell of the last grid sees.

``NETWORK.parameters``, ``.multiplications``, ``.grid``, ``.cells``, ``.channels``,
``.receptive_field`` (``28 × 28`` where a cell sees all), and of each layer by Keras' name, such as
``conv2d_1``, ``NETWORK.LAYER.parameters``, ``.shape`` and ``.numbers``, how many numbers come out.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache, partial
from math import prod

from camviewer.networks import store
from camviewer.networks.cell_reach import receptive_field
from camviewer.networks.formats.model_file import bundled
from camviewer.networks.graph import Graph, layer_name
from tests.lesson.facts.formats import count, times
from tests.lesson.facts.registry import add_facts


@cache
def graph(network: str) -> Graph:
    """The graph of a bundled network."""
    return store.load(bundled()[network]).graph


def of_network(network: str) -> Mapping[str, str]:
    """All facts of a network."""
    found = graph(network)
    values = {
        "parameters": count(sum(found.parameters)),
        "multiplications": count(found.multiplications),
    }
    grids = [place for place, shape in enumerate(found.shapes) if len(shape) == 3 and place]
    if grids:
        height, width, channels = found.shapes[grids[-1]]
        values |= {
            "grid": times(height, width),
            "cells": count(height * width),
            "channels": count(channels),
        }
        field = receptive_field(found, grids[-1])
        if field is not None:
            values["receptive_field"] = times(*field.size)
    return {**values, **of_layers(found)}


def of_layers(found: Graph) -> Mapping[str, str]:
    """Parameters and shapes of a network's layers, by Keras' names."""
    numbers: Counter[str] = Counter()
    values = {}
    for layer, shape, parameters in zip(
        found.layers, found.shapes[1:], found.parameters, strict=True
    ):
        name = layer_name(layer.kind, numbers[layer.kind])
        numbers[layer.kind] += 1
        values[f"{name}.parameters"] = count(parameters)
        values[f"{name}.shape"] = times(*shape)
        values[f"{name}.numbers"] = count(prod(shape))
    return values


for _network in bundled():
    add_facts(_network, partial(of_network, _network))
