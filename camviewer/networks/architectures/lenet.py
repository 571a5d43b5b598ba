"""A network like LeNet-5: two convolutions, then three dense layers; 107,786 parameters for digits.

After LeCun, Bottou, Bengio and Haffner, "Gradient-Based Learning Applied to Document Recognition",
Proceedings of the IEEE, 1998, section II, in the form usual today: ReLU in place of the scaled
tanh, max pooling in place of trained subsampling, every feature map of the second convolution
reads all those before it, a softmax in place of the radial basis functions at the end, and both
convolutions keep the size of what they read, so that samples of 8 pixels have room too.

The features are on a grid (7 by 7 cells for digits), but dense layers read them cell by cell: the
scores are no sum over a map, so it has no class activation map, while Grad-CAM has one for it.
"""

from __future__ import annotations

from camviewer.data.spec import ImageSpec
from camviewer.networks.graph import Graph, GraphBuilder

FILTERS = (6, 16)
"""Channels of each convolution; each is pooled."""

UNITS = (120, 84)
"""Units of each hidden dense layer."""


def graph(spec: ImageSpec, classes: int) -> Graph:
    """The network for such samples and so many classes."""
    network = GraphBuilder(spec)
    for filters in FILTERS:
        network.add("Conv2D", filters=filters, kernel_size=5, padding="same", activation="relu")
        network.add("MaxPooling2D")
    network.add("Flatten")
    for units in UNITS:
        network.add("Dense", units=units, activation="relu")
    network.add("Dense", units=classes, activation="softmax")
    return network.graph()
