"""What an ONNX network is shown: pictures, in one of the arrangements that exporters write."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from contextlib import suppress

from camviewer.common.translation import translate
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.spec import CHANNELS, MAX_SIDE, MIN_SIDE, ImageSpec
from camviewer.networks.formats.onnx_import.tensors import CHANNELS_FIRST, CHANNELS_LAST, Dims
from camviewer.networks.options import UnfitError, short


def picture(inputs: Mapping[str, Sequence[int | None]]) -> tuple[str, ImageSpec, Dims]:
    """Name, spec and arrangement of a network's only input.

    A batch of pictures is (n, K, h, w) or (n, h, w, K), with one channel also (n, h, w) or, of
    square pictures, (n, h w). A side that may be any is that of the digits.

    Raises:
        UnfitError: it is something else.
    """
    if len(inputs) != 1:
        raise UnfitError(
            translate("a network with one input"), translate("{0} inputs", len(inputs))
        )
    ((name, shape),) = inputs.items()
    if shape and shape[0] in (None, 1):
        with suppress(ValueError):
            found = _arranged(tuple(shape[1:]))
            if found is not None:
                return (name, *found)
    raise UnfitError(
        translate(
            "a network for batches (n, 1, h, w) or (n, 3, h, w) of pictures of {0} to {1} pixels "
            "a side",
            MIN_SIDE,
            MAX_SIDE,
        ),
        translate("shape {0}", short([*("n" if side is None else side for side in shape)])),
        translate("export it with such an input, of any or of one sample at a time"),
    )


def _arranged(sides: tuple[int | None, ...]) -> tuple[ImageSpec, Dims] | None:
    match sides:
        case (channels, height, width) if channels in CHANNELS:
            return ImageSpec(*_known(height, width), channels), CHANNELS_FIRST
        case (height, width, channels) if channels in CHANNELS:
            return ImageSpec(*_known(height, width), channels), CHANNELS_LAST
        case (height, width):
            return ImageSpec(*_known(height, width)), ((0,), (1,))
        case (int(count),) if math.isqrt(count) ** 2 == count:
            return ImageSpec(math.isqrt(count), math.isqrt(count)), ((0, 1),)
    return None


def _known(height: int | None, width: int | None) -> tuple[int, int]:
    return height or DIGIT_SPEC.height, width or DIGIT_SPEC.width
