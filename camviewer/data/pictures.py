"""Pictures from files and from the clipboard: decoded within limits, then read as photos are.

What is decoded is a `Photo`: levels no larger than what is needed to find digits. What becomes of
it is in `photos`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from camviewer.common.arrays import Array
from camviewer.common.errors import FileError
from camviewer.common.translation import translate
from camviewer.data import picture_files
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.photos.arrays import Grey, Ink, Levels, reduced
from camviewer.data.photos.reading import ink_of
from camviewer.data.photos.samples import FoundSample, find_samples, grey_of
from camviewer.data.spec import ImageSpec

if TYPE_CHECKING:
    from PIL.Image import Image

WORKING_SIDE = 1024
"""Larger pictures are reduced until their longer side fits this."""


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
    return decode_photo(picture_files.read(path), str(path), spec)


def decode_photo(content: bytes, name: str, spec: ImageSpec = DIGIT_SPEC) -> Photo:
    """The photo in a picture file's content; as `read_photo`.

    Args:
        content: the bytes of the file.
        name: what the picture is called in messages.
        spec: as for `read_photo`.

    Raises:
        FileError: as `read_photo`.
    """
    return Photo(name, picture_files.decode(content, name, partial(_levels, spec=spec)))


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
            found=translate("the shape is {0}", pixels.shape),
        )
    picture_files.check_size(pixels.shape[1], pixels.shape[0], name)
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
        found=translate("it has no ink"),
        remedy=translate("choose a picture with more contrast"),
    )


def sample_from_picture(path: str | Path, spec: ImageSpec = DIGIT_SPEC) -> Array:
    """Read a picture file as one sample.

    Returns:
        As `spec` says, in [0, 1], ink bright.

    Raises:
        FileError: as `read_photo` and `samples_in`; or there are several digits in the picture.
    """
    return _only_sample(read_photo(path, spec), spec)


def _only_sample(photo: Photo, spec: ImageSpec) -> Array:
    found = samples_in(photo, spec)
    if len(found) > 1:
        raise FileError(
            photo.name,
            expected=translate("a picture of one digit"),
            found=translate("it shows {0} digits", len(found)),
            remedy=translate("crop it to one of them, or open the picture in the window"),
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


def _levels(image: Image, spec: ImageSpec) -> Levels:
    """Decode, turn upright, make no larger than `WORKING_SIDE`, and lay over a ground."""
    # A JPEG can be decoded at a fraction of its size; as small as that is still large enough.
    least = round(0.75 * WORKING_SIDE)
    image.draft(None, (least, least))
    picture_files.turn_upright(image)
    if picture_files.is_deep(image):
        return reduced(picture_files.deep_levels(np.asarray(image)), WORKING_SIDE)
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
