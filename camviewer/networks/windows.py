"""Windows that are moved over a grid: how many places they have, and what lies under each."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.lib.stride_tricks import as_strided

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.data.spec import MAX_SIDE
from camviewer.networks.layer_kind import Cells, Shape
from camviewer.networks.options import Options, UnfitError
from camviewer.networks.receptive_field import Intervals

# Of cells that see padding only: the least of anything, the most of nothing.
NOWHERE = (MAX_SIDE, 0)


@dataclass(frozen=True)
class Windows:
    """A window on its way along one axis, as Keras and TensorFlow move it.

    Attributes:
        cells: length of the axis.
        size: cells of the window.
        stride: from one place to the next.
        apart: distance of the cells that it looks at (dilation).
        before: cells of padding ahead of the first.
        behind: cells of padding behind the last.
        places: how many places it has; below 1 if it is larger than the axis.
    """

    cells: int
    size: int
    stride: int
    apart: int
    before: int
    behind: int
    places: int

    def under(self, offset: int) -> slice:
        """Of the padded axis, the cell at one offset in the window, at every place."""
        first = offset * self.apart
        return slice(first, first + (self.places - 1) * self.stride + 1, self.stride)

    def back(self) -> Windows:
        """The window, turned round, that is moved over its places to reach every cell; stride 1."""
        reach = (self.size - 1) * self.apart
        before, behind = reach - self.before, reach - self.behind
        return Windows(self.places, self.size, 1, self.apart, before, behind, self.cells)


def along(options: Options, axis: int, cells: int) -> Windows:
    """The window of a layer's options along an axis of so many cells.

    Args:
        options: with `kernel_size` or `pool_size`, `strides`, `padding`, perhaps `dilation_rate`.
        axis: 0 for rows, 1 for columns.
        cells: length of the axis.
    """
    window = options.get("kernel_size") or options["pool_size"]
    stride = (options["strides"] or window)[axis]
    apart = options.get("dilation_rate", (1, 1))[axis]
    size = window[axis]
    reach = (size - 1) * apart + 1
    if options["padding"] == "valid":
        return Windows(cells, size, stride, apart, 0, 0, (cells - reach) // stride + 1)
    places = math.ceil(cells / stride)
    padding = max((places - 1) * stride + reach - cells, 0)
    # An odd cell goes behind.
    return Windows(cells, size, stride, apart, padding // 2, padding - padding // 2, places)


def both(options: Options, shape: Shape) -> tuple[Windows, Windows]:
    """The windows along rows and columns of (h, w, …)."""
    return along(options, 0, shape[0]), along(options, 1, shape[1])


def places(options: Options, shape: Shape) -> tuple[int, int]:
    """Rows and columns after a window has been moved over a grid (h, w, …).

    Raises:
        UnfitError: it has strides and dilation, which Keras does not have together.
    """
    strides, dilation = options["strides"], options.get("dilation_rate", (1, 1))
    if max(strides or (1,)) > 1 and max(dilation) > 1:
        raise UnfitError(translate("strides or dilation"), translate("strides and dilation"))
    rows, columns = both(options, shape)
    return rows.places, columns.places


def onnx_pads(options: Options, shape: Shape) -> list[int]:
    """Padding of a grid (h, w, …) as ONNX says it: before both axes, then behind them."""
    rows, columns = both(options, shape)
    return [rows.before, columns.before, rows.behind, columns.behind]


def padded(batch: Array, rows: Windows, columns: Windows, fill: float = 0) -> Array:
    """A batch (n, h, w, K) with its padding."""
    if not (rows.before or rows.behind or columns.before or columns.behind):
        return batch
    number, height, width, channels = batch.shape
    shape = rows.before + height + rows.behind, columns.before + width + columns.behind
    result: Array = np.full((number, *shape, channels), fill, batch.dtype)
    cropped(result, rows, columns)[:] = batch
    return result


def cropped(batch: Array, rows: Windows, columns: Windows) -> Array:
    """A batch without its padding; the opposite of `padded`."""
    inside: Array = batch[
        :,
        rows.before : rows.before + rows.cells,
        columns.before : columns.before + columns.cells,
    ]
    return inside


def offsets(rows: Windows, columns: Windows) -> Iterator[tuple[int, int, tuple[slice, ...]]]:
    """Each offset in the window, with the part of a padded batch that lies under it."""
    for row in range(rows.size):
        for column in range(columns.size):
            yield row, column, (slice(None), rows.under(row), columns.under(column))


def patches(batch: Array, rows: Windows, columns: Windows) -> Array:
    """(n, h', w', a, b, K): what lies under a window of a times b cells at each of its places.

    It is a view of the padded batch (n, h, w, K), not to be written to.
    """
    grid = padded(batch, rows, columns)
    sample, row, column, channel = grid.strides
    return as_strided(
        grid,
        (len(grid), rows.places, columns.places, rows.size, columns.size, grid.shape[-1]),
        (
            sample,
            row * rows.stride,
            column * columns.stride,
            row * rows.apart,
            column * columns.apart,
            channel,
        ),
        writeable=False,
    )


def gathered(
    upstream: Array, parts: Iterable[Array], channels: int, rows: Windows, columns: Windows
) -> Array:
    """Put back where it came from what was taken at each offset in a window, added up.

    Args:
        upstream: (n, h', w', O); gives the number of samples and the type.
        parts: (n, h', w', K) for each offset, in the order of `offsets`.
        channels: K.
        rows: the window along rows.
        columns: the window along columns.

    Returns:
        (n, h, w, K).
    """
    height = rows.before + rows.cells + rows.behind
    width = columns.before + columns.cells + columns.behind
    whole = np.zeros((len(upstream), height, width, channels), upstream.dtype)
    for part, (_, _, under) in zip(parts, offsets(rows, columns), strict=True):
        whole[under] += part
    return cropped(whole, rows, columns)


def seen(options: Options, inputs: Cells) -> Cells:
    """What cells see after a window was moved over those before: what any cell in it saw."""
    rows, columns = (
        _seen(along(options, axis, len(inputs[axis])), inputs[axis]) for axis in (0, 1)
    )
    return rows, columns


def _seen(window: Windows, before: Intervals) -> Intervals:
    starts = window.stride * np.arange(window.places) - window.before
    looked_at = starts[:, None] + window.apart * np.arange(window.size)
    inside = (looked_at >= 0) & (looked_at < window.cells)
    found = np.where(inside[..., None], before[np.clip(looked_at, 0, window.cells - 1)], NOWHERE)
    return np.stack([found[..., 0].min(axis=1), found[..., 1].max(axis=1)], axis=1)
