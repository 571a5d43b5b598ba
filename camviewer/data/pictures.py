"""Pictures from files and from the clipboard: decoded within limits, then read as photos are.

What is decoded is a `Photo`: levels no larger than what is needed to find digits. What becomes of
it is in `photos`.
"""

from __future__ import annotations

import contextlib
import io
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.common.errors import FileError
from camviewer.common.files import read_bytes, reason
from camviewer.common.translation import tr_noop, translate
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.photos.arrays import Grey, Ink, Levels, reduced
from camviewer.data.photos.reading import ink_of
from camviewer.data.photos.samples import FoundSample, find_samples, grey_of
from camviewer.data.spec import ImageSpec

if TYPE_CHECKING:
    from PIL.Image import Image

T = TypeVar("T")

MAX_PIXELS = 25_000_000
"""Pixels of the largest picture that is decoded."""

MAX_BYTES = 50_000_000
"""Size of the largest file that is read."""

WORKING_SIDE = 1024
"""Larger pictures are reduced until their longer side fits this."""

MAX_SCANS = 100
"""Passes over a JPEG in which it becomes sharper; programs write about ten, and each takes time."""

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


@dataclass(frozen=True, eq=False)
class Photo:
    """A picture of any kind, decoded.

    Attributes:
        name: what it is called in messages: a path, or what the clipboard's picture is called.
        levels: (height, width) or (height, width, 3) float32 in [0, 1], upright, no side longer
            than `WORKING_SIDE`.
    """

    name: str
    levels: Levels


def read_photo(path: str | Path, spec: ImageSpec = DIGIT_SPEC) -> Photo:
    """Read a picture file.

    Args:
        path: PNG, JPEG, BMP, TIFF, WebP or GIF, as its first bytes say; at most 50 MB.
        spec: what is to become of it: a transparent picture is laid over paper that its ink stands
            out from where that are digits, else over black.

    Raises:
        FileError: it is no such file, it is damaged, or it has more than 25 megapixels.
    """
    return decode_photo(
        read_bytes(path, expected=translate(_EXPECTED), at_most=MAX_BYTES), str(path), spec
    )


def decode_photo(content: bytes, name: str, spec: ImageSpec = DIGIT_SPEC) -> Photo:
    """The photo in a picture file's content; as `read_photo`.

    Args:
        content: the bytes of the file.
        name: what the picture is called in messages.
        spec: as for `read_photo`.

    Raises:
        FileError: as `read_photo`.
    """
    return Photo(name, _decode(content, name, partial(_levels, spec=spec)))


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
    return _decode(content, name, _whole_levels)


def photo_of_pixels(pixels: NDArray[np.uint8], name: str, spec: ImageSpec = DIGIT_SPEC) -> Photo:
    """A photo of the pixels of a pasted image.

    Args:
        pixels: (height, width) grey, (height, width, 3) RGB or (height, width, 4) RGBA.
        name: what the image is called in messages.
        spec: as for `read_photo`.

    Raises:
        FileError: it is no such image, or it has more than 25 megapixels.
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
    return Photo(name, _levels(Image.fromarray(np.ascontiguousarray(pixels, np.uint8)), spec))


def samples_in(photo: Photo, spec: ImageSpec = DIGIT_SPEC) -> list[FoundSample]:
    """The samples in a photo, at least one: its digits, or for any other spec all of it.

    Raises:
        FileError: a digit is wanted and there is no ink in the photo.
    """
    found = find_samples(photo.levels, spec)
    if not found:
        raise no_ink(photo)
    return found


def no_ink(photo: Photo) -> FileError:
    """What is raised where a digit is wanted and there is no ink in a photo."""
    return FileError(
        photo.name,
        expected=translate("a digit that is darker or lighter than its background"),
        found=translate("no ink"),
        remedy=translate("take a picture with more contrast"),
    )


def sample_from_picture(path: str | Path, spec: ImageSpec = DIGIT_SPEC) -> Array:
    """Read a picture file as one sample.

    Returns:
        As `spec` says, in [0, 1], ink bright.

    Raises:
        FileError: as `read_photo` and `samples_in`; or there are several digits in the picture.
    """
    return _only_sample(read_photo(path, spec), spec)


def sample_from_content(content: bytes, name: str, spec: ImageSpec = DIGIT_SPEC) -> Array:
    """One sample from a picture file's content; as `sample_from_picture`.

    Args:
        content: the bytes of the file.
        name: what the picture is called in error messages.
        spec: what the sample is to be.

    Raises:
        FileError: as `sample_from_picture`.
    """
    return _only_sample(decode_photo(content, name, spec), spec)


def _only_sample(photo: Photo, spec: ImageSpec) -> Array:
    found = samples_in(photo, spec)
    if len(found) > 1:
        raise FileError(
            photo.name,
            expected=translate("a picture of one digit"),
            found=translate("{0} digits", len(found)),
            remedy=translate("cut one of them out, or open the picture in the window"),
        )
    return found[0].sample


def read_picture(path: str | Path) -> Ink:
    """Read the ink of a picture file.

    Returns:
        (height, width) float32 in [0, 1], ink bright, paper 0; all 0 where there is no ink.
        Pictures of 28 by 28 keep their levels; pictures larger than `WORKING_SIDE` are reduced.

    Raises:
        FileError: as `read_photo`.
    """
    return ink_of(grey_of(read_photo(path).levels))[0]


def decode_picture(content: bytes, name: str) -> Ink:
    """The ink of a picture file's content; as `read_picture`."""
    return ink_of(grey_of(decode_photo(content, name).levels))[0]


# From the file to pixels


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


def _levels(image: Image, spec: ImageSpec) -> Levels:
    """Decode, turn upright, make no larger than `WORKING_SIDE`, and lay over a ground."""
    from PIL import ImageOps

    # A JPEG can be decoded at a fraction of its size; as small as that is still large enough.
    least = round(0.75 * WORKING_SIDE)
    image.draft(None, (least, least))
    image.load()
    # A damaged note about orientation does not make a picture unreadable.
    with contextlib.suppress(Exception):
        ImageOps.exif_transpose(image, in_place=True)
    if image.mode in ("F", "I") or image.mode.startswith("I;16"):
        return reduced(_deep_levels(np.asarray(image)), WORKING_SIDE)
    if not image.has_transparency_data:
        is_grey = image.mode in ("1", "L", "LA")
        return _unit(_smaller(image.convert("L" if is_grey else "RGB")))
    return _over_ground(_smaller(image.convert("RGBA")), spec)


def _smaller(image: Image) -> Image:
    """A picture whose longer side fits `WORKING_SIDE`."""
    factor = max(image.size) / WORKING_SIDE
    if factor <= 1:
        return image
    from PIL.Image import Resampling

    size = [max(1, round(side / factor)) for side in image.size]
    return image.resize(size, Resampling.BOX, reducing_gap=2)


def _over_ground(image: Image, spec: ImageSpec) -> Levels:
    """Lay a transparent picture (RGBA) over paper for digits, over black for anything else."""
    from PIL import Image as Pillow

    if spec == DIGIT_SPEC:
        levels, alpha = image.convert("LA").split()
        return _over_paper(_unit(levels), _unit(alpha))
    ground = Pillow.new("RGBA", image.size, "black")
    return _unit(Pillow.alpha_composite(ground, image).convert("RGB"))


def _unit(image: Image) -> Levels:
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


def _whole_levels(image: Image) -> NDArray[np.uint8]:
    """Decode, turn upright, and keep every pixel: of 8 bits, grey or RGB, laid over black."""
    from PIL import Image as Pillow
    from PIL import ImageOps

    image.load()
    with contextlib.suppress(Exception):
        ImageOps.exif_transpose(image, in_place=True)
    if image.mode in ("F", "I") or image.mode.startswith("I;16"):
        return np.rint(_deep_levels(np.asarray(image)) * 255).astype(np.uint8)
    is_grey = image.mode in ("1", "L", "LA")
    if image.has_transparency_data:
        ground = Pillow.new("RGBA", image.size, "black")
        image = Pillow.alpha_composite(ground, image.convert("RGBA"))
    mode = "L" if is_grey else "RGB"
    return np.asarray(image if image.mode == mode else image.convert(mode))
