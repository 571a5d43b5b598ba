"""Operations that Keras keeps among the layers: those that join, cut and reshape what goes in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from camviewer.networks.formats.keras_entries import Tensor
from camviewer.networks.formats.keras_steps import Make, Step, UnlikeError, all_of, only


def _concatenate(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    tensors = operands[0] if isinstance(operands[0], list) else [operands[0]]
    return Step("Concatenate", {"axis": options.get("axis", -1)}, all_of(tensors))


def _pooling(kind: str) -> Make:
    def make(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
        axis = options["axis"]
        axes = {each % 4 for each in axis}
        layout = {(1, 2): "channels_last", (2, 3): "channels_first"}[tuple(sorted(axes))]
        keeps = bool(options.get("keepdims"))
        return Step(kind, {"keepdims": keeps, "data_format": layout}, only(operands[:1]))

    return make


def _reshape(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    batch, *rest = options["newshape"] if "newshape" in options else options["shape"]
    if batch not in (-1, None):
        raise UnlikeError
    return Step("Reshape", {"target_shape": rest}, only(operands[:1]))


def _transpose(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    batch, *rest = options["axes"] if "axes" in options else options["perm"]
    if batch != 0:
        raise UnlikeError
    return Step("Permute", {"dims": rest}, only(operands[:1]))


def _squeeze(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    axis = options.get("axis")
    if axis is not None and sorted(axis) not in ([1, 2], [2, 3]):
        raise UnlikeError
    return Step("Flatten", {}, only(operands[:1]))


def _pad(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    widths = options["pad_width"] if "pad_width" in options else options["paddings"]
    samples, rows, columns, channels = widths
    constant = str(options.get("mode", "constant")).lower() == "constant"
    if samples != [0, 0] or channels != [0, 0] or not constant or options.get("constant_values"):
        raise UnlikeError
    return Step("ZeroPadding2D", {"padding": [rows, columns]}, only(operands[:1]))


def _resize(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    height, width = options["size"]
    others = ("antialias", "crop_to_aspect_ratio", "pad_to_aspect_ratio")
    if any(options.get(name) for name in others):
        raise UnlikeError
    config = {"height": height, "width": width, "interpolation": options["interpolation"]}
    return Step("Resizing", config, only(operands[:1]))


def _part(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    """x[:, a:b, c:d] as a cropping, x[:, ::2, ::2] as a pooling of single cells."""
    (x,) = only(operands[:1])
    index: list[Any] = [*(operands[1] if len(operands) > 1 else options["slice_spec"])]
    if index == [slice(None), None, None, slice(None)] or index == [slice(None), None, None]:
        return Step("Reshape", {"target_shape": [1, 1, -1]}, (x,))
    if index[-1] is None and all(each in (slice(None), ...) for each in index[:-1]):
        return _expanded([x], {"axis": -1})
    if ... in index:
        place = index.index(...)
        index[place : place + 1] = [slice(None)] * (5 - len(index))
    index += [slice(None)] * (4 - len(index))
    samples, rows, columns, channels = index
    if samples != slice(None) or not _is_all(channels, x, 3):
        raise UnlikeError
    steps = [1 if each.step is None else each.step for each in (rows, columns)]
    crops = [_crop(each, x, axis) for axis, each in enumerate((rows, columns), 1)]
    if steps == [1, 1]:
        return Step("Cropping2D", {"cropping": crops}, (x,))
    if crops != [[0, 0], [0, 0]]:
        raise UnlikeError
    return Step("MaxPooling2D", {"pool_size": [1, 1], "strides": steps}, (x,))


def _expanded(operands: Sequence[Any], options: Mapping[str, Any]) -> Step:
    """Samples (h, w) as (h, w, 1)."""
    (x,) = only(operands[:1])
    _, height, width = x.shape
    if options["axis"] not in (-1, 3):
        raise UnlikeError
    return Step("Reshape", {"target_shape": [height, width, 1]}, (x,))


def _is_all(part: slice, x: Tensor, axis: int) -> bool:
    return part.step in (None, 1) and _crop(part, x, axis) == [0, 0]


def _crop(part: slice, x: Tensor, axis: int) -> list[int]:
    """How many are cut off in front and behind."""
    start, stop = part.start or 0, part.stop
    if axis < len(x.shape):
        size = x.shape[axis]
        start, stop, _ = slice(start, stop).indices(size)
        return [start, size - stop]
    if start < 0 or (stop is not None and stop >= 0):
        raise UnlikeError
    return [start, -(stop or 0)]


SHAPING: dict[str, Make] = {
    "Concatenate": _concatenate,
    "Mean": _pooling("GlobalAveragePooling2D"),
    "Max": _pooling("GlobalMaxPooling2D"),
    "Reshape": _reshape,
    "ExpandDims": _expanded,
    "Transpose": _transpose,
    "Squeeze": _squeeze,
    "Pad": _pad,
    "Resize": _resize,
    "GetItem": _part,
}
"""By the name of the operation's class in Keras 3."""
