"""Constants of an ONNX file as arrays, within limits."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from camviewer.common.translation import tr_noop, translate
from camviewer.networks.layer_sizes import MAX_WEIGHTS
from camviewer.networks.options import UnfitError, short

if TYPE_CHECKING:  # imported when the first file is read: the window opens without it
    from onnx import TensorProto

MAX_AXES = 32
"""Of an array; the product of a million sides would take minutes."""

Constant = NDArray[Any]


def size_of(sides: Sequence[int]) -> int:
    """How many numbers an array of such sides has; `UnfitError` if there cannot be one."""
    if len(sides) > MAX_AXES:
        axes = translate("an array has {0} axes", f"{len(sides):,}")
        raise UnfitError(translate("arrays of at most {0} axes", MAX_AXES), axes)
    if min(sides, default=1) < 0:
        raise UnfitError(
            translate("sides of at least 0"), translate("the sides are {0}", short(list(sides)))
        )
    return math.prod(sides)


_ELSEWHERE = tr_noop(
    "save weights in the same file: torch.onnx.export(model, args, path, external_data=False)"
)


def array_of(tensor: TensorProto) -> Constant:
    """A constant as an array, floating point numbers of whichever precision in single.

    Raises:
        UnfitError: its numbers are in another file, or are none.
        ValueError: it is damaged.
    """
    from onnx import TensorProto, numpy_helper

    if tensor.data_location == TensorProto.EXTERNAL or tensor.external_data:
        raise UnfitError(
            translate("a file that holds its weights"),
            translate("its weights are in another file"),
            translate(_ELSEWHERE),
        )
    floats = (TensorProto.FLOAT, TensorProto.FLOAT16, TensorProto.DOUBLE, TensorProto.BFLOAT16)
    whole = (TensorProto.INT32, TensorProto.INT64, TensorProto.BOOL)
    if tensor.data_type not in (*floats, *whole):
        if tensor.data_type == TensorProto.STRING:
            return np.zeros(0, np.float32)  # class names: read by operators that are left out
        raise UnfitError(
            translate("weights as floating point numbers"),
            translate("{0} has quantised weights", short(tensor.name)),
            translate("export the network before it is quantised"),
        )
    if size_of(tensor.dims) > MAX_WEIGHTS:
        raise UnfitError(
            translate("at most {0} weights", f"{MAX_WEIGHTS:,}"),
            translate("it has too many weights"),
        )
    array = numpy_helper.to_array(tensor)
    if tensor.data_type not in floats:
        return array
    with np.errstate(over="ignore"):
        single: Constant = np.asarray(array, np.float32)
    is_bound = single.size == 1 and not np.isnan(single).any()  # perhaps infinite
    if not np.isfinite(single).all() and not is_bound:
        raise UnfitError(
            translate("finite weights"),
            translate("it has infinite numbers or NaN in {0}", short(tensor.name)),
        )
    return single
