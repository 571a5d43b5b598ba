"""Learning maps that are true to occlusion: a term of the loss for networks that have a map.

A class activation map says what each cell adds to a score; occlusion (Zeiler and Fergus,
"Visualizing and Understanding Convolutional Networks", ECCV 2014) measures what a score loses when
a block of pixels is erased. The two agree where the score of a sample with blocks erased is what
the map of the whole sample keeps without the cells of these blocks. How far they are from that is
a number that a training can make smaller.
"""

from __future__ import annotations

import math

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.data.spec import ImageSpec
from camviewer.networks.linear_head import head_place
from camviewer.training.keras_network import KerasNetwork
from camviewer.training.recipes import READ_TWICE

BLOCK = 4
"""Pixels a side of what is erased."""

ERASED = 1 / 8
"""Chance of each block to be erased: so few that those of a sample seldom touch."""


def draw_kept(batch: int, spec: ImageSpec, random: np.random.Generator) -> NDArray[np.float32]:
    """Which blocks are kept (1) or erased (0) of the samples that are read twice.

    Args:
        batch: samples of a step.
        spec: what they are.
        random: source of what is erased.

    Returns:
        (m, rows, columns), m being `READ_TWICE` of the batch and at least 1, of `BLOCK` pixels a
        side.
    """
    number = math.ceil(READ_TWICE * batch)
    blocks = random.random((number, *block_grid(spec)), np.float32)
    return (blocks >= ERASED).astype(np.float32)


def block_grid(spec: ImageSpec) -> tuple[int, int]:
    """Rows and columns of blocks that cover a sample."""
    return -(-spec.height // BLOCK), -(-spec.width // BLOCK)


def spread(kept: tf.Tensor, spec: ImageSpec) -> tf.Tensor:
    """Blocks (n, rows, columns) as pixels (n, h, w, 1)."""
    pixels = tf.repeat(tf.repeat(kept, BLOCK, axis=1), BLOCK, axis=2)
    return pixels[:, : spec.height, : spec.width, None]


class MapNetwork:
    """A network that ends in global average pooling and one dense layer, with its features."""

    def __init__(self, network: KerasNetwork) -> None:
        """Find the features.

        Raises:
            UserError: the network ends in something else.
        """
        head, graph = head_place(network.graph), network.graph
        if head is None or head.features != len(graph.layers) - 2:
            raise UserError(
                translate(
                    "Training that makes maps agree with occlusion needs a network that ends in "
                    "GlobalAveragePooling2D and one Dense layer. Choose another architecture or "
                    "another recipe."
                )
            )
        self._network = network
        self._grid = graph.shapes[head.features][:2]
        features = network.layers[head.features - 1].output
        self._features = keras.Model(network.model.input, features)

    def scores(self, samples: tf.Tensor, kept: tf.Tensor) -> tuple[tf.Tensor, tf.Tensor, tf.Tensor]:
        """Scores in training of whole samples, of erased ones, and of what their maps keep.

        Args:
            samples: (n, h, w, channels).
            kept: (m, rows, columns) as `draw_kept` gives it: the first m samples are erased, too.

        Returns:
            (n, C), (m, C), (m, C).
        """
        erased = tf.shape(kept)[0]
        pixels = spread(kept, self._network.graph.spec)
        read = tf.concat([samples, samples[:erased] * pixels], axis=0)
        features = self._features(read, training=True)
        cells = tf.image.resize(pixels, self._grid, method="area")
        pooled = tf.reduce_mean(features, (1, 2))
        left = tf.reduce_mean(features[:erased] * cells, (1, 2))
        head, number = self._network.head, tf.shape(samples)[0]
        return head(pooled[:number]), head(pooled[number:]), head(left)


def occlusion_error(whole: tf.Tensor, erased: tf.Tensor, left: tf.Tensor) -> tf.Tensor:
    """How far maps are from occlusion: 0 where they agree, 1 where they might be zero as well.

    The squares of what scores of erased samples differ from what maps keep, as a share of the
    squares of what was lost. What all classes lose alike decides nothing and does not count as
    lost, so that a score of the mere amount of ink does not pass for an explanation.

    Args:
        whole: (m, C) scores of samples.
        erased: (m, C) scores of the same with pixels erased.
        left: (m, C) what their maps keep without the cells of these pixels.
    """
    lost = whole - erased
    lost -= tf.reduce_mean(lost, axis=1, keepdims=True)
    return tf.math.divide_no_nan(tf.reduce_sum((erased - left) ** 2), tf.reduce_sum(lost**2))
