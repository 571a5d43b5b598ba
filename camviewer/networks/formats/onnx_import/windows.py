"""Windows as ONNX moves them over a grid, and the padding by which Keras moves them alike."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from camviewer.common.translation import translate
from camviewer.networks.formats.onnx_import.model import Operation
from camviewer.networks.formats.onnx_import.reader import attribute, numbers
from camviewer.networks.options import UnfitError

SAME, VALID = "same", "valid"
_MAX = 128  # of a window, a stride, padding: more than any side of a sample


@dataclass(frozen=True)
class Window:
    """A window along one axis.

    Attributes:
        cells: length of the axis.
        size: cells of the window.
        stride: from one place to the next.
        apart: distance of the cells that it looks at.
        before: cells of padding ahead of the first.
        behind: likewise behind the last.
        beyond: cells behind these that are needed for a last place that is not whole.
    """

    cells: int
    size: int
    stride: int
    apart: int
    before: int
    behind: int
    beyond: int

    @property
    def is_same(self) -> bool:
        """Whether this is the padding that Keras calls "same"."""
        reach = (self.size - 1) * self.apart + 1
        places = math.ceil(self.cells / self.stride)
        padding = max((places - 1) * self.stride + reach - self.cells, 0)
        around = self.before, self.behind + self.beyond
        return around == (padding // 2, padding - padding // 2)

    @property
    def is_valid(self) -> bool:
        """Whether there is no padding."""
        return self.before == self.behind + self.beyond == 0

    @property
    def around(self) -> tuple[int, int]:
        """Cells ahead and behind."""
        return self.before, self.behind + self.beyond

    def counted(self, *, padding: bool) -> NDArray[np.int64]:
        """How many cells of the axis are in the window at each place.

        Args:
            padding: whether those of the padding count; those beyond it never do.
        """
        whole = self.before + self.cells + self.behind + self.beyond
        inside = np.zeros(whole, np.int64)
        first, last = (0, self.before + self.cells + self.behind)
        if not padding:
            first, last = self.before, self.before + self.cells
        inside[first:last] = 1
        reach = (self.size - 1) * self.apart + 1
        starts = range(0, whole - reach + 1, self.stride)
        return np.array([inside[start : start + reach : self.apart].sum() for start in starts])


def windows_of(
    operation: Operation, cells: Sequence[int], size: Sequence[int]
) -> tuple[Window, Window]:
    """The windows of a convolution or pooling along rows and columns.

    Raises:
        UnfitError: it has more or fewer axes, or is very large.
    """
    title = operation.title
    size = numbers(size, 2, title)
    strides = numbers(attribute(operation, "strides", (1, 1)), 2, title)
    apart = numbers(attribute(operation, "dilations", (1, 1)), 2, title)
    pads = numbers(attribute(operation, "pads", (0, 0, 0, 0)), 4, title)
    ceil = bool(attribute(operation, "ceil_mode", 0))
    auto = attribute(operation, "auto_pad", "NOTSET")
    if min(*size, *strides, *apart) < 1 or min(pads) < 0 or max(*size, *strides, *pads) > _MAX:
        raise UnfitError(
            translate("windows of 1 to {0} cells in {1}", _MAX, title),
            translate("the values {0}", [*size, *strides]),
        )
    found = []
    for axis in (0, 1):
        one = _Along(cells[axis], size[axis], strides[axis], apart[axis])
        around = pads[axis], pads[axis + 2]
        found.append(one.padded(around, auto, ceil=ceil))
    return found[0], found[1]


@dataclass(frozen=True)
class _Along:
    cells: int
    size: int
    stride: int
    apart: int

    def padded(self, around: tuple[int, int], auto: str, *, ceil: bool) -> Window:
        reach = (self.size - 1) * self.apart + 1
        if auto in ("SAME_UPPER", "SAME_LOWER"):
            places = math.ceil(self.cells / self.stride)
            padding = max((places - 1) * self.stride + reach - self.cells, 0)
            less, more = padding // 2, padding - padding // 2
            around = (less, more) if auto == "SAME_UPPER" else (more, less)
        elif auto == "VALID":
            around = 0, 0
        whole = self.cells + sum(around)
        beyond = 0
        if ceil:
            places = math.ceil((whole - reach) / self.stride) + 1
            if (places - 1) * self.stride >= self.cells + around[0]:
                places -= 1  # a window that would begin in the padding
            beyond = max(0, (places - 1) * self.stride + reach - whole)
        return Window(self.cells, self.size, self.stride, self.apart, *around, beyond)


def padding_of(windows: Sequence[Window]) -> str | None:
    """What Keras calls the padding; None if that has to be a layer of its own."""
    if all(each.is_valid for each in windows):
        return VALID
    return SAME if all(each.is_same for each in windows) else None
