"""Parts of what lies between two layers: cut out, picked, and put around it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise

import numpy as np

from camviewer.common.translation import translate
from camviewer.networks.formats.onnx_import.network import Network
from camviewer.networks.formats.onnx_import.tensors import Tensor
from camviewer.networks.options import UnfitError


def cut(network: Network, title: str, x: Tensor, axis: int, places: Sequence[int]) -> Tensor:
    """Some places along an axis.

    Args:
        network: where layers are added.
        title: what the file calls whoever takes them.
        x: with nothing pending.
        axis: as ONNX sees it, from 0 behind the batch.
        places: which, in the order in which they are wanted.

    Raises:
        UnfitError: there are none, or they are cells in another order than theirs.
    """
    if [*places] == [*range(x.sides[axis])]:
        return x
    if len(places) == 0:
        raise UnfitError(translate("{0} to leave something", title), translate("nothing left"))
    if len(x.dims[axis]) != 1 or len(x.shape) not in (1, 3):
        x = network.plain(title, x)
    (along,) = x.dims[axis]
    if along == len(x.shape) - 1:
        return picked(network, title, x, places)
    steps = {other - one for one, other in pairwise(places)} or {1}
    if len(steps) > 1 or min(steps) < 1:
        raise UnfitError(
            translate("cells in their order in {0}", title), translate("another order")
        )
    return _cells(network, title, x, {along: range(places[0], places[-1] + 1, min(steps))})


def picked(network: Network, title: str, x: Tensor, channels: Sequence[int]) -> Tensor:
    """Some channels in some order: a convolution or a dense layer with a one for each."""
    kernel = np.zeros((x.shape[-1], len(channels)), np.float32)
    kernel[list(channels), range(len(channels))] = 1
    return weighed(network, title, x, kernel)


def weighed(network: Network, title: str, x: Tensor, kernel: np.ndarray) -> Tensor:
    """Channels (…, K) weighed with a kernel (K, M), at every cell."""
    units = kernel.shape[1]
    if len(x.shape) == 1:
        return network.add(title, "Dense", [x], kernel, units=units, use_bias=False)
    options = {"filters": units, "kernel_size": (1, 1), "use_bias": False}
    return network.add(title, "Conv2D", [x], kernel[None, None], **options)


def _cells(network: Network, title: str, x: Tensor, places: Mapping[int, range]) -> Tensor:
    """Some rows (axis 0) and columns (1) of a grid, each of so many."""
    around, strides = [[0, 0], [0, 0]], [1, 1]
    for axis, kept in places.items():
        around[axis] = [kept[0], x.shape[axis] - 1 - kept[-1]]
        strides[axis] = kept.step
    if any(map(any, around)):
        x = network.add(title, "Cropping2D", [x], cropping=around)
    if strides == [1, 1]:
        return x
    return network.add(title, "MaxPooling2D", [x], pool_size=1, strides=strides)


def padded(
    network: Network, title: str, x: Tensor, around: Sequence[tuple[int, int]], mode: str
) -> Tensor:
    """Cells around a grid; fewer cells where their number is below zero.

    Args:
        network: where layers are added.
        title: what the file calls whoever puts them there.
        x: a grid.
        around: how many before and behind along each of ONNX' axes behind the batch.
        mode: as ONNX calls it: "constant" for zeros, "edge", "reflect".

    Raises:
        UnfitError: channels are put beside others, or by another mode.
    """
    if not any(map(any, around)):
        return x
    x = network.settled(title, x)
    if len(x.sides) != 3 or any(len(axes) != 1 for axes in x.dims) or len(x.shape) != 3:
        x = network.grid(title, x)
    by_axis = {axes[0]: ends for axes, ends in zip(x.dims, around, strict=True)}
    if any(by_axis[2]):
        raise UnfitError(
            translate("cells around a grid in {0}", title), translate("added channels")
        )
    kept = {
        axis: range(max(0, -by_axis[axis][0]), x.shape[axis] + min(0, by_axis[axis][1]))
        for axis in (0, 1)
    }
    if not all(kept.values()):
        raise UnfitError(translate("{0} to leave something", title), translate("nothing left"))
    x = _cells(network, title, x, kept)
    more = [[max(0, end) for end in by_axis[axis]] for axis in (0, 1)]
    if mode == "constant":
        return network.add(title, "ZeroPadding2D", [x], padding=more) if any(map(any, more)) else x
    if mode not in ("edge", "reflect"):
        raise UnfitError(translate("zeros around a grid"), translate("the mode {0}", mode))
    for axis, (before, behind) in enumerate(more):
        x = _repeated(network, title, x, axis, before, behind, mode)
    return x


def _repeated(
    network: Network, title: str, x: Tensor, axis: int, before: int, behind: int, mode: str
) -> Tensor:
    """Rows or columns put before and behind: those at the edge, or those beside it turned round."""
    last = x.shape[axis] - 1
    is_edge = mode == "edge"
    ahead = [0 if is_edge else place for place in range(before, 0, -1)]
    after = [last if is_edge else last - place for place in range(1, behind + 1)]
    if not (ahead or after):
        return x
    if any(not 0 <= place <= last for place in ahead + after):
        raise UnfitError(
            translate("at most {0} cells around in {1}", last, title),
            translate("{0} cells", before),
        )
    one = {
        place: _cells(network, title, x, {axis: range(place, place + 1)}) for place in ahead + after
    }
    read = [*(one[place] for place in ahead), x, *(one[place] for place in after)]
    return network.add(title, "Concatenate", read, axis=axis + 1)
