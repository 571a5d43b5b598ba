"""What lies between two operators: numbers of the program's graph, as ONNX sees them.

ONNX keeps channels before cells, the graph behind them. A transposition, and a reshaping that
joins axes or drops those of one, moves no number: it only changes how ONNX sees what is there.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from camviewer.networks.layer_kind import Shape

Dims = tuple[tuple[int, ...], ...]
"""For each axis behind the batch, the graph's axes that it runs over, the slowest first."""

CHANNELS_FIRST: Dims = ((2,), (0,), (1,))
CHANNELS_LAST: Dims = ((0,), (1,), (2,))
VECTOR: Dims = ((0,),)


@dataclass(frozen=True)
class Tensor:
    """What comes out of a node, of one sample.

    Attributes:
        name: the node's.
        shape: in the graph: (h, w, K) or (K,).
        dims: the axes that ONNX sees; an axis of one may be in none of them.
        pending: sides that ONNX sees where no such axes have them; their order is that of `dims`.
    """

    name: str
    shape: Shape
    dims: Dims
    pending: Shape | None = None

    @property
    def sides(self) -> Shape:
        """What ONNX sees, without the batch."""
        return self.pending if self.pending is not None else self._sides

    @property
    def _sides(self) -> Shape:
        return tuple(math.prod(self.shape[axis] for axis in axes) for axes in self.dims)

    @property
    def order(self) -> list[int]:
        """The graph's axes from the slowest to the fastest as ONNX sees them, those of one last."""
        flat = [axis for axes in self.dims for axis in axes]
        return flat + [axis for axis in range(len(self.shape)) if axis not in flat]

    @property
    def is_in_order(self) -> bool:
        """Whether ONNX sees the numbers in the graph's order."""
        long = [axis for axis in self.order if self.shape[axis] > 1]
        return long == sorted(long)

    def reshaped(self, sides: Sequence[int]) -> Tensor:
        """With other sides behind the batch."""
        dims: list[tuple[int, ...]] = []
        left = [axis for axes in self.dims for axis in axes if self.shape[axis] > 1]
        for side in sides:
            axes: list[int] = []
            while left and math.prod(self.shape[axis] for axis in axes) < side:
                axes.append(left.pop(0))
            if math.prod(self.shape[axis] for axis in axes) != side:
                return replace(self, pending=tuple(sides))
            dims.append(tuple(axes))
        return replace(self, dims=tuple(dims), pending=None)

    def transposed(self, order: Sequence[int]) -> Tensor:
        """With ONNX' axes behind the batch in another order; it has nothing pending."""
        return replace(self, dims=tuple(self.dims[axis] for axis in order))

    def regrouped(self, order: Sequence[int]) -> Tensor | None:
        """As `transposed` with something pending, where it keeps what one axis was split into."""
        assert self.pending is not None
        places = [*range(len(self.pending))]
        dims = [axes for axes in self.dims if any(self.shape[axis] > 1 for axis in axes)]
        groups: list[list[int]] = []
        for axes in dims:
            side = math.prod(self.shape[axis] for axis in axes)
            group: list[int] = []
            while places and math.prod(self.pending[place] for place in group) < side:
                group.append(places.pop(0))
            if not group or math.prod(self.pending[place] for place in group) != side:
                return None
            groups.append(group)
        if not groups:
            return None
        groups[-1] += places
        kept = sorted(range(len(groups)), key=lambda each: [*order].index(groups[each][0]))
        if [place for each in kept for place in groups[each]] != [*order]:
            return None
        found = tuple(dims[each] for each in kept)
        return replace(self, dims=found, pending=tuple(self.pending[place] for place in order))
