"""What each cell of a grid can see of the sample, from the layers in between.

An interval of pixels goes with every row and every column of what is between two layers, and each
kind of layer says what those behind it see (`LayerKind.cells`).
"""

from __future__ import annotations

import numpy as np

from camviewer.networks.graph import Graph
from camviewer.networks.layer_kind import Cells
from camviewer.networks.receptive_field import Intervals, ReceptiveField


def receptive_field(graph: Graph, place: int) -> ReceptiveField | None:
    """What each cell of a layer's output sees; None if it has no cells.

    Args:
        graph: the network.
        place: n for the output of the n-th layer, from 1.
    """
    height, width = graph.spec.size
    everything = np.array([[0, height]]), np.array([[0, width]])
    seen: list[Cells | None] = [(_pixels(height), _pixels(width))]
    for layer in graph.layers[:place]:
        inputs = [seen[number] for number in layer.inputs]
        # A vector beside grids is a cell that may have seen everything.
        known = [everything if each is None else each for each in inputs]
        has_grid = any(each is not None for each in inputs)
        seen.append(layer.does.cells(layer.settings, known) if has_grid else None)
    found = seen[place]
    if found is None:
        return None
    rows, columns = (_whole(axis) for axis in found)
    return ReceptiveField(rows, columns)


def _pixels(side: int) -> Intervals:
    return np.stack([np.arange(side), np.arange(side) + 1], axis=1)


def _whole(axis: Intervals) -> Intervals:
    """Cells that see nothing have an empty interval."""
    return np.where(axis[:, :1] < axis[:, 1:], axis, 0)
