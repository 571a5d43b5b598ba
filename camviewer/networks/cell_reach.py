"""What each cell of a grid can see of the sample, from the layers in between.

An interval of pixels goes with every row and every column of what is between two layers, and each
kind of layer says what those behind it see (`LayerKind.cells`).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from camviewer.networks.graph import Graph
from camviewer.networks.layer_kind import Cells, one_cell
from camviewer.networks.receptive_field import Intervals, ReceptiveField


def receptive_field(graph: Graph, place: int) -> ReceptiveField | None:
    """What each cell of a layer's output sees; None if it has no cells.

    Args:
        graph: the network.
        place: n for the output of the n-th layer, from 1.
    """
    height, width = graph.spec.size
    sample = _pixels(height), _pixels(width)
    seen: list[Cells | None] = [sample]
    alone = [_one_of_all([sample])]  # of each output, what a cell made of all of it sees
    for layer in graph.layers[:place]:
        inputs = [seen[number] for number in layer.inputs]
        # A vector beside grids is a cell that saw all that went into it.
        known = [
            alone[number] if each is None else each
            for number, each in zip(layer.inputs, inputs, strict=True)
        ]
        has_grid = any(each is not None for each in inputs)
        found = layer.does.cells(layer.settings, known) if has_grid else None
        seen.append(found)
        alone.append(_one_of_all(known if found is None else [found]))
    found = seen[place]
    if found is None:
        return None
    rows, columns = (_whole(axis) for axis in found)
    return ReceptiveField(rows, columns)


def _one_of_all(grids: Sequence[Cells]) -> Cells:
    rows, columns = (one_cell(np.concatenate([each[axis] for each in grids])) for axis in (0, 1))
    return rows, columns


def _pixels(side: int) -> Intervals:
    return np.stack([np.arange(side), np.arange(side) + 1], axis=1)


def _whole(axis: Intervals) -> Intervals:
    """Cells that see nothing have an empty interval."""
    return np.where(axis[:, :1] < axis[:, 1:], axis, 0)
