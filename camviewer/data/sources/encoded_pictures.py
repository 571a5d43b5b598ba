"""Pictures that are decoded when they are asked for, and brought to one size and one colour."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

import cv2
import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import FileError
from camviewer.common.translation import translate
from camviewer.data.dataset import Images, Labels, no_labels
from camviewer.data.picture_files import check_size, decode_levels
from camviewer.data.sources.array_checks import MAX_BYTES
from camviewer.data.spec import MAX_SIDE, MIN_SIDE, ImageSpec

_SURVEYED = 64  # pictures by which size and colour are found
_THREADS = min(4, os.cpu_count() or 1)
_CHUNK = 64  # pictures a thread decodes at a time
_PNG = b"\x89PNG\r\n\x1a\n"
_PNG_END = b"IEND\xaeB`\x82"
_AROUND = 12  # bytes of a PNG's chunk besides what is in it: length, kind, sum
_HEAD = 26  # bytes of a PNG before its depth and its kind of colour have been told
_FAST = (b"\x08\x00", b"\x08\x02")  # 8 bits, grey or RGB


class Encoded(Protocol):
    """Pictures as files have them, by number."""

    def __len__(self) -> int: ...

    def content(self, index: int) -> bytes:
        """The bytes of picture `index`; `FileError` if they cannot be read."""
        ...

    def name(self, index: int) -> str:
        """What picture `index` is called in sentences."""
        ...


@dataclass(frozen=True)
class Survey:
    """What pictures are, as some of them tell.

    Attributes:
        spec: to which all are brought.
        notes: sentences on what that changes.
    """

    spec: ImageSpec
    notes: tuple[str, ...]


class EncodedSplit:
    """Samples that are decoded one by one, or all of them in threads."""

    def __init__(self, encoded: Encoded, labels: Labels | None, spec: ImageSpec) -> None:
        """Nothing is decoded yet.

        Args:
            encoded: n pictures.
            labels: (n,) uint8, or None without labels.
            spec: to which each picture is brought.
        """
        self._encoded = encoded
        self._labels = labels
        self._spec = spec
        self.is_labelled = labels is not None
        if labels is not None:
            labels.setflags(write=False)

    def __len__(self) -> int:
        return len(self._encoded)

    def image(self, index: int) -> Images:
        """Sample `index` alone, uint8."""
        if "images" in self.__dict__:
            known: Images = self.images[index]
            return known
        return self._decoded(range(len(self))[index])

    def label(self, index: int) -> int | None:
        """Class of sample `index`, 0 to C - 1; None without labels."""
        return None if self._labels is None else int(self._labels[index])

    def batch(self, start: int, stop: int) -> Images:
        """Samples `start` to `stop` - 1: (stop - start, h, w, …) uint8, fewer at the end."""
        if "images" in self.__dict__:
            return self.images[start:stop]
        return self._all(range(len(self))[start:stop])

    @cached_property
    def images(self) -> Images:
        """All samples: (n, h, w, …) uint8; read-only."""
        images = self._all(range(len(self)))
        images.setflags(write=False)
        return images

    @property
    def labels(self) -> Labels:
        """All classes: (n,) uint8, 0 to C - 1; `UserError` without labels."""
        if self._labels is None:
            raise no_labels()
        return self._labels

    def _decoded(self, index: int) -> Images:
        content = self._encoded.content(index)
        return fitted(decode(content, self._encoded.name(index)), self._spec)

    def _all(self, indices: range) -> Images:
        images = np.empty((len(indices), *self._spec.shape), np.uint8)

        def fill(start: int) -> None:
            for place in range(start, min(start + _CHUNK, len(indices))):
                images[place] = self._decoded(indices[place])

        starts = range(0, len(indices), _CHUNK)
        if len(starts) < 2:
            for start in starts:
                fill(start)
        else:
            with ThreadPoolExecutor(_THREADS) as pool:
                for _ in pool.map(fill, starts):
                    pass
        return images


def decode(content: bytes, name: str) -> NDArray[np.uint8]:
    """The levels of a picture: (height, width) grey or (height, width, 3) RGB.

    A plain PNG is decoded by OpenCV, which is three times as quick; all others by Pillow.

    Raises:
        FileError: it is no picture, it is damaged, or it has too many pixels.
    """
    if content[24:_HEAD] in _FAST and content.startswith(_PNG) and b"tRNS" not in content[:1024]:
        width, height = (int.from_bytes(content[at : at + 4], "big") for at in (16, 20))
        check_size(width, height, name)
        if _is_whole_png(content):
            picture = cv2.imdecode(np.frombuffer(content, np.uint8), cv2.IMREAD_UNCHANGED)
            if picture is not None and picture.dtype == np.uint8:
                return np.asarray(picture if picture.ndim == 2 else picture[..., ::-1], np.uint8)
    return decode_levels(content, name)


def _is_whole_png(content: bytes) -> bool:
    """Whether chunk follows chunk up to the last one.

    OpenCV takes as much memory for a chunk as its length says, gigabytes if that is damaged.
    """
    place = len(_PNG)
    while place + _AROUND <= len(content):
        place += int.from_bytes(content[place : place + 4], "big") + _AROUND
    return place == len(content) and content.endswith(_PNG_END)


def fitted(picture: NDArray[np.uint8], spec: ImageSpec) -> Images:
    """A picture of any size and colour as a sample of a spec; its whole area is resized."""
    if picture.ndim == 3 and spec.channels == 1:
        picture = np.asarray(cv2.cvtColor(np.ascontiguousarray(picture), cv2.COLOR_RGB2GRAY))
    elif picture.ndim == 2 and spec.channels > 1:
        picture = np.repeat(picture[..., None], spec.channels, axis=2)
    if picture.shape[:2] != spec.size:
        smaller = picture.shape[0] > spec.height
        how = cv2.INTER_AREA if smaller else cv2.INTER_LINEAR
        resized = cv2.resize(np.ascontiguousarray(picture), spec.size[::-1], interpolation=how)
        picture = np.asarray(resized, np.uint8)
    return picture


def survey(
    encoded: Encoded, refuse: Callable[[FileError], FileError] = lambda error: error
) -> Survey:
    """Find out size and colour of pictures from some of them, spread over all.

    Args:
        encoded: one picture at least.
        refuse: makes the error that is raised of that about the first picture.

    Raises:
        FileError: none of these can be decoded, or they are too small.
    """
    chosen = sorted(set(np.linspace(0, len(encoded) - 1, _SURVEYED).astype(int).tolist()))
    pictures, first = [], None
    for index in chosen:
        try:
            pictures.append(decode(encoded.content(index), encoded.name(index)))
        except FileError as error:
            first = first or error
    if not pictures:
        assert first is not None
        raise refuse(first)
    sizes = Counter(picture.shape[:2] for picture in pictures)
    common = sizes.most_common(1)[0][0]
    size = _within(common, len(encoded))
    if min(size) < MIN_SIDE:
        raise FileError(
            encoded.name(chosen[0]),
            expected=translate("pictures of {0} to {1} pixels a side", MIN_SIDE, MAX_SIDE),
            found=translate("it has {0} × {1} pixels", common[1], common[0]),
        )
    channels = 3 if any(map(_has_colours, pictures)) else 1
    return Survey(ImageSpec(*size, channels), _notes(sizes, common, size))


def _within(size: tuple[int, int], number: int) -> tuple[int, int]:
    """A size that samples may have: the same, or a smaller one of about the same shape."""
    largest = MAX_SIDE if number * MAX_SIDE**2 * 3 <= MAX_BYTES else MAX_SIDE // 2
    if max(size) <= MAX_SIDE:
        return size
    share = largest / max(size)
    return max(MIN_SIDE, round(size[0] * share)), max(MIN_SIDE, round(size[1] * share))


def _has_colours(picture: NDArray[np.uint8]) -> bool:
    """Whether a picture is more than a grey one saved with colours."""
    if picture.ndim == 2:
        return False
    return not (picture[..., :1] == picture).all()


def _notes(
    sizes: Counter[tuple[int, ...]], common: Sequence[int], size: tuple[int, int]
) -> tuple[str, ...]:
    if tuple(common) != size:
        return (
            translate(
                "The pictures are larger than {0} pixels a side; all are resized to {1} × {2}.",
                MAX_SIDE,
                size[1],
                size[0],
            ),
        )
    if len(sizes) > 1:
        return (
            translate(
                "The pictures differ in size; all are resized to the most common one, {0} × {1}.",
                size[1],
                size[0],
            ),
        )
    return ()
