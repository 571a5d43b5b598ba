"""A network whose map lies on the ink: no bias anywhere, 19,404 parameters for digits.

Every cell has two voices. Its *ink*, a convolution of its own 2 by 2 pixels, says the most that
the cell may say; its *context*, convolutions that see at most 14 by 14 pixels around it, takes
away from that, never more than there is:

    f = max(ink - context, 0),  so that  0 <= f <= ink  (ink and context are never negative)

What votes is small and local, as in Brendel and Bethge, "Approximating CNNs with Bag-of-local-
Features Models", ICLR 2019; without any bias or normalisation the scores are homogeneous, as in
Mohan et al., "Robust and Interpretable Blind Image Denoising via Bias-Free Convolutional Neural
Networks", ICLR 2020. From this follows, by construction:

- a cell without ink of its own is exactly zero in the map of every class;
- a blank sample has scores of exactly zero;
- a times the ink, a >= 0, makes a times the scores: S(a x) = a S(x);
- gradient times input sums to the score exactly (Euler's theorem on homogeneous functions).
"""

from __future__ import annotations

from camviewer.data.spec import ImageSpec
from camviewer.networks.graph import Graph, GraphBuilder

EARLY = (12, 16)
"""Channels of the convolutions of pixels, before the pooling."""

LATE = (28, 40)
"""Channels of the convolutions of cells, behind it."""

FEATURES = 64
"""Channels of ink, context and features."""


def graph(spec: ImageSpec, classes: int) -> Graph:
    """The network for such samples and so many classes."""
    network = GraphBuilder(spec)
    for filters in EARLY:
        _convolution(network, filters, 3)
    network.add("MaxPooling2D")
    for filters in LATE:
        _convolution(network, filters, 3)
    _convolution(network, FEATURES, 1)
    less = network.add("Rescaling", scale=-1.0)
    ink = network.add(
        "Conv2D", 0, filters=FEATURES, kernel_size=2, strides=2, activation="relu", use_bias=False
    )
    network.add("Add", less, ink)
    network.add("ReLU")
    network.add("GlobalAveragePooling2D")
    network.add("Dense", units=classes, activation="softmax", use_bias=False)
    return network.graph()


def _convolution(network: GraphBuilder, filters: int, side: int) -> None:
    network.add(
        "Conv2D",
        filters=filters,
        kernel_size=side,
        padding="same",
        activation="relu",
        use_bias=False,
    )
