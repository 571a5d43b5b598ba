"""Picture files, decoded within limits: kinds by their first bytes, sizes, passes over a JPEG."""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from camviewer.common import file_kinds
from camviewer.common.errors import FileError
from camviewer.common.files import read_bytes, reason
from camviewer.common.translation import tr_noop, translate
from camviewer.data.photos.arrays import Grey

if TYPE_CHECKING:
    from PIL.Image import Image

T = TypeVar("T")

MAX_PIXELS = 25_000_000
"""Pixels of the largest picture that is decoded."""

MAX_BYTES = 50_000_000
"""Size of the largest file that is read."""

MAX_SCANS = 100
"""Passes over a JPEG in which it becomes sharper; programs write about ten, and each takes time."""

_EXPECTED = tr_noop("a picture (PNG, JPEG, BMP, TIFF, WebP or GIF)")
_SAVE = tr_noop("save it as PNG or JPEG")
_SMALLER = tr_noop("reduce the picture or cut the digit out of it")

_READABLE = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"GIF8", "GIF"),
)


def read(path: str | Path) -> bytes:
    """The content of a picture file of at most `MAX_BYTES`; raises `FileError`."""
    return read_bytes(path, expected=translate(_EXPECTED), at_most=MAX_BYTES)


def decode_levels(content: bytes, name: str) -> NDArray[np.uint8]:
    """The levels of a picture file's content as they are, upright, transparency over black.

    Args:
        content: the bytes of the file.
        name: what the picture is called in error messages.

    Returns:
        (height, width) grey or (height, width, 3) RGB.

    Raises:
        FileError: as `read_photo`.
    """
    return decode(content, name, _whole_levels)


def decode(content: bytes, name: str, convert: Callable[[Image], T]) -> T:
    """What becomes of a picture file's content.

    Raises:
        FileError: as `read_photo`.
    """
    from PIL import Image  # here, since the window shows without it

    if len(content) > MAX_BYTES:
        raise FileError(
            name,
            expected=translate(
                "{0} of at most {1} MB", translate(_EXPECTED), f"{MAX_BYTES / 1e6:.0f}"
            ),
            found=translate("{0} MB", f"{len(content) / 1e6:.1f}"),
            remedy=translate(_SMALLER),
        )
    kind = _kind(content, name)
    if kind == "JPEG":
        _check_scans(content, name)
    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            # Opening reads the header only.
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                check_size(*image.size, name)
                return convert(image)
    except FileError:
        raise
    except bombs:
        raise _too_many_pixels(name, translate("far too many pixels")) from None
    except Exception as error:  # decoders raise a dozen kinds of exceptions on damaged files
        raise FileError(
            name,
            expected=translate(_EXPECTED),
            found=translate("a damaged {0} file ({1})", kind, reason(error)),
            remedy=translate("save or copy it again"),
        ) from error


def check_size(width: int, height: int, name: str) -> None:
    """Raise `FileError` if a picture has more than 25 megapixels."""
    if width * height > MAX_PIXELS:
        raise _too_many_pixels(name, translate("{0} by {1} pixels", width, height))


def _too_many_pixels(name: str, found: str) -> FileError:
    expected = translate("a picture of at most {0} megapixels", f"{MAX_PIXELS / 1e6:.0f}")
    return FileError(name, expected=expected, found=found, remedy=translate(_SMALLER))


def _check_scans(content: bytes, name: str) -> None:
    """Raise `FileError` if decoding a JPEG would pass over it far more often than is usual."""
    scans = content.count(b"\xff\xda")  # start of scan; in what is compressed, 0 follows 255
    if scans > MAX_SCANS:
        raise FileError(
            name,
            expected=translate("a JPEG of at most {0} scans", MAX_SCANS),
            found=translate("{0} scans", scans),
            remedy=translate("open it in another program and save it again"),
        )


def turn_upright(image: Image) -> None:
    """Decode an open picture, and turn it as its note about orientation says."""
    from PIL import ImageOps

    image.load()
    # A damaged note does not make a picture unreadable.
    with contextlib.suppress(Exception):
        ImageOps.exif_transpose(image, in_place=True)


def is_deep(image: Image) -> bool:
    """Whether a picture has levels of more than 8 bits."""
    return image.mode in ("F", "I") or image.mode.startswith("I;16")


def deep_levels(levels: NDArray[np.generic]) -> Grey:
    """Levels of more than 8 bits in [0, 1]: 16-bit by their range, all others stretched."""
    values = np.nan_to_num(levels.astype(np.float32), posinf=0, neginf=0)
    low, high = float(values.min()), float(values.max())
    if levels.dtype.kind in "iu" and low >= 0 and high <= np.iinfo(np.uint16).max:
        return values / np.float32(np.iinfo(np.uint16).max)
    if low >= 0 and high <= 1:
        return values
    # Halved, since the difference of two numbers may be more than single precision holds.
    half, middle = np.float32(0.5), np.float32(low / 2)
    return (values * half - middle) / np.float32(max(high / 2 - low / 2, 1e-12))


def _whole_levels(image: Image) -> NDArray[np.uint8]:
    """Decode, turn upright, and keep every pixel: of 8 bits, grey or RGB, laid over black."""
    from PIL import Image as Pillow

    turn_upright(image)
    if is_deep(image):
        return np.rint(deep_levels(np.asarray(image)) * 255).astype(np.uint8)
    is_grey = image.mode in ("1", "L", "LA")
    if image.has_transparency_data:
        ground = Pillow.new("RGBA", image.size, "black")
        image = Pillow.alpha_composite(ground, image.convert("RGBA"))
    mode = "L" if is_grey else "RGB"
    return np.asarray(image if image.mode == mode else image.convert(mode))


def _kind(content: bytes, name: str) -> str:
    """Which kind of picture the first bytes announce, in Pillow's words."""
    for start, kind in _READABLE:
        if content.startswith(start):
            return kind
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "WEBP"
    if not content:
        raise FileError(
            name,
            expected=translate(_EXPECTED),
            found=translate("an empty file (0 bytes)"),
            remedy=translate("save or copy it again"),
        )
    other = file_kinds.kind_of(content[: file_kinds.HEAD])
    if other is None or other.use is file_kinds.Use.PICTURE:  # no more than its first letters
        found, remedy = translate("a file of another kind"), translate(_SAVE)
    else:
        found, remedy = other.found(), other.remedy(translate(_SAVE))
    raise FileError(name, expected=translate(_EXPECTED), found=found, remedy=remedy)
