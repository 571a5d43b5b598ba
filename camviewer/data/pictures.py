"""Pictures from files and from the clipboard: decoded within limits, and made samples.

For a network of digits the ink is found and prepared as MNIST's was; a picture of 28 by 28 pixels
is a digit already and is kept pixel for pixel. For any other network a picture is resized to its
samples.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.common.errors import FileError, UserError
from camviewer.common.files import read_bytes, reason
from camviewer.common.translation import tr_noop, translate
from camviewer.data.digits.ink import Grey, Ink, ink_of, reduced
from camviewer.data.digits.preparation import SIDE, Digit, prepare_picture
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.spec import ImageSpec

if TYPE_CHECKING:
    from PIL.Image import Image

T = TypeVar("T")

MAX_PIXELS = 25_000_000
"""Pixels of the largest picture that is decoded."""

MAX_BYTES = 50_000_000
"""Size of the largest file that is read."""

WORKING_SIDE = 1024
"""Larger pictures are reduced by a whole factor until their longer side fits this."""

_EXPECTED = tr_noop("a picture (PNG, JPEG, BMP, TIFF, WebP or GIF)")
_SMALLER = tr_noop("reduce the picture or cut the digit out of it")

_READABLE = (
    (b"\x89PNG\r\n\x1a\n", "PNG"),
    (b"\xff\xd8\xff", "JPEG"),
    (b"BM", "BMP"),
    (b"II*\0", "TIFF"),
    (b"MM\0*", "TIFF"),
    (b"GIF8", "GIF"),
)
_OTHERS = (
    (b"%PDF", tr_noop("a PDF document")),
    (b"PK\x03\x04", tr_noop("an archive or an .npz file")),
    (b"<svg", tr_noop("an SVG drawing")),
    (b"<?xml", tr_noop("an XML file")),
)
_CONTAINER_KINDS = {
    b"heic": tr_noop("a HEIC photo"),
    b"heix": tr_noop("a HEIC photo"),
    b"avif": tr_noop("an AVIF picture"),
}


def read_picture(path: str | Path) -> Ink:
    """Read the ink of a picture file.

    Args:
        path: PNG, JPEG, BMP, TIFF, WebP or GIF, as its first bytes say; at most 50 MB.

    Returns:
        (height, width) float32 in [0, 1], ink bright, paper 0; all 0 where there is no ink.
        Pictures of 28 by 28 keep their levels; pictures larger than `WORKING_SIDE` are reduced.

    Raises:
        FileError: it is no such file, it is damaged, or it has more than 25 megapixels.
    """
    return decode_picture(_content(path), str(path))


def decode_picture(content: bytes, name: str) -> Ink:
    """The ink of a picture file's content; as `read_picture`.

    Args:
        content: the bytes of the file.
        name: what the picture is called in error messages.

    Raises:
        FileError: as `read_picture`.
    """
    return ink_of(_decode(content, name, _grey))


def sample_from_picture(path: str | Path, spec: ImageSpec = DIGIT_SPEC) -> Array:
    """Read a picture file as a sample.

    Returns:
        As `spec` says, in [0, 1], ink bright.

    Raises:
        FileError: as `read_picture`; or a digit is wanted and there is no ink in the picture.
    """
    return sample_from_content(_content(path), str(path), spec)


def sample_from_content(content: bytes, name: str, spec: ImageSpec = DIGIT_SPEC) -> Array:
    """A sample from a picture file's content; as `sample_from_picture`.

    Args:
        content: the bytes of the file.
        name: what the picture is called in error messages.
        spec: what the sample is to be.

    Raises:
        FileError: as `sample_from_picture`.
    """
    if spec == DIGIT_SPEC:
        return _digit(decode_picture(content, name), name)
    return _decode(content, name, partial(_resized, spec=spec))


def decode_levels(content: bytes, name: str) -> NDArray[np.uint8]:
    """The levels of a picture file's content as they are, upright, transparency over black.

    Args:
        content: the bytes of the file.
        name: what the picture is called in error messages.

    Returns:
        (height, width) grey or (height, width, 3) RGB.

    Raises:
        FileError: as `read_picture`.
    """
    return _decode(content, name, _levels)


def sample_from_pixels(pixels: NDArray[np.uint8], name: str, spec: ImageSpec = DIGIT_SPEC) -> Array:
    """A sample from the pixels of a pasted image.

    Args:
        pixels: (height, width) grey, (height, width, 3) RGB or (height, width, 4) RGBA.
        name: what the image is called in error messages.
        spec: what the sample is to be.

    Returns:
        As `spec` says, in [0, 1], ink bright.

    Raises:
        FileError: it is no such image, it has more than 25 megapixels, or a digit is wanted and
            it has no ink.
    """
    from PIL import Image  # here, since the window shows without it

    channels = pixels.shape[2:]
    if pixels.ndim not in (2, 3) or channels not in ((), (3,), (4,)) or pixels.size == 0:
        raise FileError(
            name,
            expected=translate("an image with pixels"),
            found=translate("shape {0}", pixels.shape),
        )
    check_size(pixels.shape[1], pixels.shape[0], name)
    image = Image.fromarray(np.ascontiguousarray(pixels, np.uint8))
    if spec == DIGIT_SPEC:
        return _digit(ink_of(_grey(image)), name)
    return _resized(image, spec)


def digit_from_ink(ink: Ink) -> Digit:
    """A digit from ink: 28 by 28 as it is, every other size prepared as MNIST's digits were.

    Args:
        ink: (height, width) in [0, 1], ink bright, background 0.

    Returns:
        (28, 28) float32 in [0, 1], ink bright.

    Raises:
        UserError: there is no ink.
    """
    if not np.any(ink):
        raise UserError(
            translate(
                "Expected a digit that is darker or lighter than its background, found "
                "no ink; take a picture with more contrast."
            )
        )
    if ink.shape == (SIDE, SIDE):
        return ink.astype(np.float32)
    return prepare_picture(ink)


def _digit(ink: Ink, name: str) -> Digit:
    if not np.any(ink):
        raise FileError(
            name,
            expected=translate("a digit that is darker or lighter than its background"),
            found=translate("no ink"),
            remedy=translate("take a picture with more contrast"),
        )
    return digit_from_ink(ink)


def _resized(image: Image, spec: ImageSpec) -> Array:
    """A picture as a sample of that spec: its whole area, its own brightness, laid over black."""
    from PIL import Image

    image = _plain(image).convert("L" if spec.channels == 1 else "RGB")
    if image.size != (spec.width, spec.height):
        image = image.resize((spec.width, spec.height), Image.Resampling.BOX, reducing_gap=3)
    return _unit(image)


def _levels(image: Image) -> NDArray[np.uint8]:
    plain = _plain(image)
    return np.asarray(plain if plain.mode in ("L", "RGB") else plain.convert(_shown_as(plain)))


def _shown_as(image: Image) -> str:
    """Grey or colours, as a picture's mode or its palette says."""
    if image.mode in ("1", "LA"):
        return "L"
    return "RGB"


def _plain(image: Image) -> Image:
    """A picture upright, of 8 bits, without transparency."""
    from PIL import Image, ImageOps

    image.load()
    with contextlib.suppress(Exception):
        ImageOps.exif_transpose(image, in_place=True)
    if image.mode in ("F", "I") or image.mode.startswith("I;16"):
        levels = np.rint(_deep_levels(np.asarray(image)) * 255).astype(np.uint8)
        image = Image.fromarray(levels)
    if image.has_transparency_data:
        ground = Image.new("RGBA", image.size, "black")
        image = Image.alpha_composite(ground, image.convert("RGBA"))
    return image


# From the file to pixels


def _content(path: str | Path) -> bytes:
    return read_bytes(path, expected=translate(_EXPECTED), at_most=MAX_BYTES)


def _kind(content: bytes, name: str) -> str:
    """Which kind of picture the first bytes announce, in Pillow's words."""
    for start, kind in _READABLE:
        if content.startswith(start):
            return kind
    if content.startswith(b"RIFF") and content[8:12] == b"WEBP":
        return "WEBP"
    other = tr_noop("a file of another kind") if content else tr_noop("an empty file (0 bytes)")
    announced = next((what for start, what in _OTHERS if content.lstrip().startswith(start)), other)
    if content[4:8] == b"ftyp":
        announced = _CONTAINER_KINDS.get(
            content[8:12], tr_noop("a video or a photo of another kind")
        )
    raise FileError(
        name,
        expected=translate(_EXPECTED),
        found=translate(announced),
        remedy=translate("save it as PNG or JPEG"),
    )


def _decode(content: bytes, name: str, convert: Callable[[Image], T]) -> T:
    """What becomes of a picture file's content.

    Raises:
        FileError: as `read_picture`.
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
        raise _too_many_pixels(name, translate("far more")) from None
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


def _grey(image: Image) -> Grey:
    """Decode: (height, width) in [0, 1], no longer than `WORKING_SIDE`, laid over paper."""
    from PIL import ImageOps

    factor = -(-max(image.size) // WORKING_SIDE)
    # A JPEG can be decoded at a fraction of its size, and without its colours.
    image.draft("L", (image.width // factor, image.height // factor))
    image.load()
    # A damaged note about orientation does not make a picture unreadable.
    with contextlib.suppress(Exception):
        ImageOps.exif_transpose(image, in_place=True)
    factor = -(-max(image.size) // WORKING_SIDE)
    if image.mode in ("F", "I") or image.mode.startswith("I;16"):
        return reduced(_deep_levels(np.asarray(image)), factor)
    if not image.has_transparency_data:
        return _unit(image.convert("L").reduce(factor))
    if image.mode != "LA":
        image = image.convert("RGBA").convert("LA")
    levels, alpha = image.reduce(factor).split()
    return _over_paper(_unit(levels), _unit(alpha))


def _unit(image: Image) -> Grey:
    return np.asarray(image).astype(np.float32) / np.float32(255)


def _deep_levels(levels: NDArray[np.generic]) -> Grey:
    """Levels of more than 8 bits in [0, 1]: 16-bit by their range, all others stretched."""
    values = np.nan_to_num(levels.astype(np.float32), posinf=0, neginf=0)
    low, high = float(values.min()), float(values.max())
    if levels.dtype.kind in "iu" and low >= 0 and high <= np.iinfo(np.uint16).max:
        return values / np.float32(np.iinfo(np.uint16).max)
    if low >= 0 and high <= 1:
        return values
    return (values - np.float32(low)) / np.float32(max(high - low, 1e-12))


def _over_paper(levels: Grey, alpha: Grey) -> Grey:
    """Lay a transparent picture over paper that its ink stands out from."""
    weight = float(alpha.sum())
    if weight == 0:
        return np.zeros_like(levels)
    mean = float((levels * alpha).sum()) / weight
    deviation = float(((levels - mean) ** 2 * alpha).sum() / weight) ** 0.5
    paper = 1.0 if mean < 0.5 else 0.0
    if deviation > 0.2:  # ink and paper are both visible: more of the same paper
        paper = float(np.median(levels[alpha > 0]))
    return levels * alpha + np.float32(paper) * (1 - alpha)
