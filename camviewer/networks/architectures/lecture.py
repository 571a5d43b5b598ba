"""The lecture's network: two convolutions, 19,466 parameters, a raw grid of 14 by 14."""

from __future__ import annotations

from camviewer.data.spec import ImageSpec
from camviewer.networks.graph import Graph, GraphBuilder


def graph(spec: ImageSpec, classes: int) -> Graph:
    """The network for such samples and so many classes."""
    network = GraphBuilder(spec)
    network.add("Conv2D", filters=32, kernel_size=3, padding="same", activation="relu")
    network.add("MaxPooling2D")
    network.add("Conv2D", filters=64, kernel_size=3, padding="same", activation="relu")
    network.add("GlobalAveragePooling2D")
    network.add("Dense", units=classes, activation="softmax")
    return network.graph()
