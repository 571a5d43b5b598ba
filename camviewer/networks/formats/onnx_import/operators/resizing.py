"""More or fewer cells: repeated, left out, or interpolated."""

from __future__ import annotations

import math

from camviewer.common.translation import translate
from camviewer.networks.formats.onnx_import.model import Operation
from camviewer.networks.formats.onnx_import.reader import Reader, Value, attribute, unknown
from camviewer.networks.formats.onnx_import.resampling import MAX_SIDE, matrix, resampled
from camviewer.networks.options import UnfitError


def _resize(reader: Reader, operation: Operation) -> Value:
    network, title = reader.network, operation.title
    x = network.grid(title, reader.tensor(operation))
    scales, sides = _wanted(reader, operation, x.shape)
    is_old = operation.operator == "Upsample"  # and had no choice: from the first cell, downward
    mode = attribute(operation, "mode", "nearest")
    place = attribute(
        operation, "coordinate_transformation_mode", "asymmetric" if is_old else "half_pixel"
    )
    rounding = attribute(operation, "nearest_mode", "floor" if is_old else "round_prefer_floor")
    if reader.opset == 10:
        place, rounding = "asymmetric", "floor"
    by = [
        matrix(mode, place, rounding, before, after, scale)
        for before, after, scale in zip(x.shape, sides, scales, strict=False)
    ]
    is_plain = mode in ("nearest", "linear") and not attribute(operation, "antialias", 0)
    found = (
        resampled(network, title, x, by)
        if is_plain and all(each is not None for each in by)
        else None
    )
    if found is None:
        raise UnfitError(
            translate("{0} to the nearest cell or between the middles of cells", title),
            translate("another way of resizing"),
            translate("use nn.Upsample(scale_factor=2) without align_corners"),
        )
    return found


def _wanted(
    reader: Reader, operation: Operation, shape: tuple[int, ...]
) -> tuple[list[float], list[int]]:
    """How many times as many rows and columns, and how many that are."""
    known = reader.known(operation)
    place = 1 if operation.operator == "Upsample" or len(operation.inputs) <= 2 else 2
    scales = known[place] if len(known) > place else operation.attributes.get("scales")
    sizes = known[3] if len(known) > 3 else None
    if sizes is not None and sizes.size >= 2:
        given = [int(each) for each in sizes.ravel()[-2:]]
        scale = [each / side for each, side in zip(given, shape, strict=False)]
    elif scales is not None and len(scales) >= 2:
        scale = [float(each) for each in scales[-2:]]
        if not all(math.isfinite(each) and 0 < each < MAX_SIDE for each in scale):
            raise unknown([operation.operator])
        # A third of three is one, whatever single precision makes of it.
        given = [math.floor(each * side + 1e-4) for each, side in zip(scale, shape, strict=False)]
    else:
        raise unknown([operation.operator])
    if not all(1 <= each <= MAX_SIDE for each in given):
        raise UnfitError(
            translate("at most {0} rows and columns", MAX_SIDE), translate("the size {0}", given)
        )
    return scale, given


OPERATORS = {"Resize": _resize, "Upsample": _resize}
