"""A fully connected network: one hidden layer, 101,770 parameters for digits.

Every unit is joined to every pixel: nothing tells it which pixels are neighbours, no weights are
shared, and behind the flattening no number belongs to a place of the sample any more. So it has no
features on a grid, and no class activation map.
"""

from __future__ import annotations

from camviewer.data.spec import ImageSpec
from camviewer.networks.graph import Graph, GraphBuilder

HIDDEN = 128
"""Units of the hidden layer."""


def graph(spec: ImageSpec, classes: int) -> Graph:
    """The network for such samples and so many classes.

    Raises:
        UnfitError: the samples are so large that it would have more weights than are allowed.
    """
    network = GraphBuilder(spec)
    network.add("Flatten")
    network.add("Dense", units=HIDDEN, activation="relu")
    network.add("Dense", units=classes, activation="softmax")
    return network.graph()
