"""Pictures of digits, from files and from the clipboard: what is ink, and what is paper.

A picture of 28 by 28 pixels is a digit already and is kept pixel for pixel. In every other
picture the paper is found from the border, evened out where light fell unevenly, and taken
away; what is left, without the noise, is ink.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import FileError, UserError
from camviewer.common.files import read_bytes, reason
from camviewer.common.translation import tr_noop, translate
from camviewer.data.digits.preparation import SIDE, Digit, prepare_picture

if TYPE_CHECKING:
    from PIL.Image import Image

Grey = NDArray[np.float32]
Ink = NDArray[np.float32]

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

_LEAST_CONTRAST = 0.04  # between ink and paper, of the range from black to white
_LEAST_SIGNAL = 6.0  # the same, in standard deviations of the paper's noise
_LEAST_SHARE = 0.02  # of the largest piece of ink: anything smaller is dust
_LEAST_EXTENT = 0.02  # of the picture's longer side: a smaller drawing is dust
_INNER_EXTENT = 0.15  # of the longer side: a drawing this large need not touch the border


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
    return decode_picture(
        read_bytes(path, expected=translate(_EXPECTED), at_most=MAX_BYTES), str(path)
    )


def decode_picture(content: bytes, name: str) -> Ink:
    """The ink of a picture file's content; as `read_picture`.

    Args:
        content: the bytes of the file.
        name: what the picture is called in error messages.

    Raises:
        FileError: as `read_picture`.
    """
    if len(content) > MAX_BYTES:
        raise FileError(
            name,
            expected=translate(
                "{0} of at most {1} MB", translate(_EXPECTED), f"{MAX_BYTES / 1e6:.0f}"
            ),
            found=translate("{0} MB", f"{len(content) / 1e6:.1f}"),
            remedy=translate(_SMALLER),
        )
    return _ink(_decode(content, name, _kind(content, name)))


def digit_from_picture(path: str | Path) -> Digit:
    """Read a picture file as a digit.

    Returns:
        (28, 28) float32 in [0, 1], ink bright.

    Raises:
        FileError: as `read_picture`; or there is no ink in the picture.
    """
    return _digit(read_picture(path), str(path))


def digit_from_pixels(pixels: NDArray[np.uint8], name: str) -> Digit:
    """A digit from the pixels of a pasted image.

    Args:
        pixels: (height, width) grey, (height, width, 3) RGB or (height, width, 4) RGBA.
        name: what the image is called in error messages.

    Returns:
        (28, 28) float32 in [0, 1], ink bright.

    Raises:
        FileError: it is no such image, it has more than 25 megapixels, or it has no ink.
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
    return _digit(_ink(_grey(image)), name)


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


# From the file to grey levels


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


def _decode(content: bytes, name: str, kind: str) -> Grey:
    from PIL import Image  # here, since the window shows without it

    bombs = (Image.DecompressionBombError, Image.DecompressionBombWarning)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            # Opening reads the header only.
            with Image.open(io.BytesIO(content), formats=[kind]) as image:
                check_size(*image.size, name)
                return _grey(image)
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
        return _reduced(_deep_levels(np.asarray(image)), factor)
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


def _reduced(grey: Grey, factor: int) -> Grey:
    if factor == 1:
        return grey
    size = (max(1, grey.shape[1] // factor), max(1, grey.shape[0] // factor))
    return _float32(cv2.resize(grey, size, interpolation=cv2.INTER_AREA))


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


# From grey levels to ink


def _ink(grey: Grey) -> Ink:
    """Ink (height, width) in [0, 1] of grey levels in [0, 1]; all 0 where there is none."""
    above_paper = grey - _paper(grey)
    bright = _is_bright(above_paper)
    if grey.shape == (SIDE, SIDE):
        if np.ptp(grey) == 0:
            return np.zeros_like(grey)
        return grey if bright else np.float32(1) - grey
    return _without_dust(_soft_threshold(_even(above_paper if bright else -above_paper)))


def _is_bright(above_paper: Grey) -> bool:
    """Whether the ink is brighter than its paper.

    The third power lets strong differences decide over weak ones, which are light and noise.
    A shadow's edge is as far above its surroundings on one side as it is below on the other.
    """
    small = _reduced(above_paper, _map_factor(above_paper))
    local = small - cv2.GaussianBlur(small, (0, 0), max(small.shape) / 4)
    return float((small**3).sum() + (local**3).sum()) >= 0


def _paper(grey: Grey) -> Grey:
    """The level of the paper everywhere: a quadratic surface through the picture's border."""
    height, width = grey.shape
    ys, xs = np.linspace(-1, 1, height), np.linspace(-1, 1, width)
    rim = max(1, round(0.02 * min(height, width)))
    border = np.ones(grey.shape, bool)
    border[rim : height - rim, rim : width - rim] = False
    rows, columns = np.nonzero(border)
    step = -(-len(rows) // 4000)  # so many points suffice
    rows, columns = rows[::step], columns[::step]
    x, y = xs[columns], ys[rows]
    levels = _float64(grey[rows, columns])
    terms = np.stack([np.ones_like(x), x, y, x * x, x * y, y * y], axis=1)

    fitted: NDArray[np.float64] = np.median(levels, keepdims=True)
    coefficients: NDArray[np.float64] = np.zeros(terms.shape[1])
    kept = np.ones(len(levels), bool)
    for _ in range(4):  # ink that touches the border is left out, a little more each time
        errors = np.abs(levels - fitted)
        kept = errors <= max(4 * float(np.median(errors)), 0.02)
        coefficients = _float64(np.linalg.lstsq(terms[kept], levels[kept], rcond=None)[0])
        fitted = _float64(terms @ coefficients)
    c, cx, cy, cxx, cxy, cyy = coefficients
    column = ys[:, None]
    surface = c + xs * (cx + cxx * xs) + column * (cy + cyy * column) + cxy * xs * column
    low, high = float(levels[kept].min()), float(levels[kept].max())
    reach = (high - low) / 2
    return _float32(np.clip(surface, low - reach, high + reach))


def _even(above_paper: Grey) -> Grey:
    """Take away what is wider than a pen's line: shadows and light."""
    height, width = above_paper.shape
    smooth = cv2.GaussianBlur(above_paper, (0, 0), max(0.1, max(height, width) / 600))
    small = _reduced(_float32(smooth), _map_factor(above_paper))
    reach = max(2, max(small.shape) // 3)
    padded = cv2.copyMakeBorder(small, *(reach,) * 4, cv2.BORDER_REPLICATE)
    disc = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (reach, reach))
    opened = cv2.morphologyEx(padded, cv2.MORPH_OPEN, disc)
    opened = cv2.GaussianBlur(opened, (0, 0), reach / 6)
    inner = opened[reach:-reach, reach:-reach]
    return _float32(smooth - cv2.resize(inner, (width, height), interpolation=cv2.INTER_LINEAR))


def _soft_threshold(levels: Grey) -> Ink:
    """Paper to 0, ink to 1, the edges between them in between; all 0 without ink."""
    nothing = np.zeros_like(levels)
    paper = float(np.median(levels))
    noise = 1.4826 * float(np.median(np.abs(levels - paper)))  # as a standard deviation
    empty = paper + 4 * noise
    # Otsu's threshold needs classes of similar size, and most of a picture is paper.
    candidates = levels[levels > empty]
    if len(candidates) == 0 or float(candidates.max()) - paper < _LEAST_CONTRAST:
        return nothing
    scaled = np.rint((candidates - empty) * (255 / (candidates.max() - empty))).astype(np.uint8)
    otsu, _ = cv2.threshold(scaled, 0, 255, cv2.THRESH_BINARY | cv2.THRESH_OTSU)
    full = float(np.median(candidates[scaled > otsu] if otsu < scaled.max() else candidates))
    if full - paper < max(_LEAST_CONTRAST, _LEAST_SIGNAL * noise):
        return nothing
    empty = max(empty, paper + 0.2 * (full - paper))
    return _float32(np.clip((levels - empty) / (full - empty), 0, 1))


def _without_dust(ink: Ink) -> Ink:
    """Only the pieces of ink that belong to the digit."""
    count, pieces, boxes, _ = cv2.connectedComponentsWithStats((ink > 0).astype(np.uint8))
    mass = np.bincount(pieces.ravel(), ink.ravel(), count)
    strong = np.bincount(pieces[ink >= 0.5].ravel(), minlength=count) > 0
    kept = strong & (mass >= _LEAST_SHARE * mass.max())
    kept[0] = False
    height, width = ink.shape
    left, top, across, down = boxes[:, :4].T
    inside = (left > 0) & (top > 0) & (left + across < width) & (top + down < height)
    extent = np.maximum(across, down) / max(height, width)
    if np.any(kept & inside & (extent >= _INNER_EXTENT)):
        kept &= inside  # what touches the border is the table's edge or a shadow
    if not np.any(kept & (extent >= _LEAST_EXTENT)):
        return np.zeros_like(ink)
    return np.where(kept[pieces], ink, np.float32(0))


def _map_factor(grey: Grey) -> int:
    """By what to reduce a picture to see its light and shadows only."""
    return -(-int(max(grey.shape)) // 128)


def _float64(array: object) -> NDArray[np.float64]:
    return np.asarray(array, np.float64)


def _float32(array: object) -> NDArray[np.float32]:
    return np.asarray(array, np.float32)
