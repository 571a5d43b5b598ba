"""Frozen numbers of other implementations, for the same weights and samples as the program's.

Made by `make.py`; what every number means is in `meta.json`.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np

from camviewer.common.arrays import Array
from camviewer.data.spec import ImageSpec
from camviewer.inference.engine import Engine
from camviewer.networks.graph import Graph, GraphBuilder, Weights

FOLDER = Path(__file__).parent
NETWORKS = ("gap", "flat", "dense")
PEERS = ("captum", "zennit", "grad_cam")
SAMPLES = (0, 1)
SPEC = ImageSpec(12, 12)
CLASSES = 5


@dataclass(frozen=True, eq=False)
class PeerNetwork:
    """A network that peers have explained; it ends in scores.

    Attributes:
        name: one of `NETWORKS`.
        graph: the network.
        weights: all its weights, in the graph's order.
        scores: (samples, classes) what PyTorch computes for `samples()`.
    """

    name: str
    graph: Graph
    weights: Weights
    scores: Array

    def engine(self) -> Engine:
        """What reads samples with it."""
        return Engine(self.graph, self.weights, self.name)


@cache
def network(name: str) -> PeerNetwork:
    """A network of `NETWORKS`.

    Raises:
        KeyError: it is none of them.
    """
    frozen, described = _arrays("networks"), graph(name)
    number = sum(map(len, described.weight_shapes))
    weights = [frozen[f"{name}/weights/{place}"] for place in range(number)]
    return PeerNetwork(name, described, weights, frozen[f"{name}/scores"])


def graph(name: str) -> Graph:
    """The network as the program knows it; `make.network` writes the same down for PyTorch.

    gap: two convolutions, GAP, and a linear head; flat: a convolution whose cells are read one by
    one; dense: no cells at all.
    """
    layers = GraphBuilder(SPEC)
    if name == "gap":
        layers.add("Conv2D", filters=6, kernel_size=3, padding="same", activation="relu")
        layers.add("MaxPooling2D")
        layers.add("Conv2D", filters=8, kernel_size=3, padding="same", activation="relu")
        layers.add("GlobalAveragePooling2D")
    elif name == "flat":
        layers.add("Conv2D", filters=4, kernel_size=3, activation="relu")
        layers.add("AveragePooling2D")
    if name != "gap":
        layers.add("Flatten")
        layers.add("Dense", units=16, activation="relu")
    layers.add("Dense", units=CLASSES)
    return layers.graph()


def samples() -> Array:
    """(samples, h, w) in [0, 1], more than half of it without ink."""
    found: Array = _arrays("networks")["samples"]
    return found


def superpixels() -> Array:
    """(h, w) the number of each pixel's superpixel, 0 to 5, for Captum's Shapley values."""
    return _arrays("networks")["superpixels"]


def maps(peer: str, name: str, sample: int, method: str) -> Array:
    """(classes, h, w) a peer's maps of a sample; of "shapley" (classes, 6).

    Args:
        peer: one of `PEERS`.
        name: one of `NETWORKS`.
        sample: one of `SAMPLES`.
        method: one of `methods(peer, name)`.

    Raises:
        KeyError: there is nothing of that name.
    """
    found: Array = _arrays(peer)[f"{name}/{method}"][sample]
    return found


def methods(peer: str, name: str) -> tuple[str, ...]:
    """What a peer has computed for a network, e.g. "gradient", "lrp/z_plus", "grad_cam/conv2d".

    What follows the method's name is a parameter, that of a CAM the convolution by Keras' name.
    """
    start = f"{name}/"
    return tuple(key.removeprefix(start) for key in _arrays(peer) if key.startswith(start))


@cache
def meta() -> Mapping[str, Mapping[str, Any]]:
    """Of each peer its name, version and date, a note, and what each of its methods computes."""
    found: dict[str, dict[str, Any]] = json.loads(
        (FOLDER / "meta.json").read_text(encoding="utf-8")
    )
    return found


@cache
def _arrays(file: str) -> Mapping[str, Array]:
    with np.load(FOLDER / f"{file}.npz", allow_pickle=False) as archive:
        arrays = dict(archive)
    for array in arrays.values():
        array.setflags(write=False)
    return arrays
