"""Photos: made by a script, digits in them found and read; and how long a phone's photo takes."""

from __future__ import annotations

import argparse
import io
from collections.abc import Iterator, Sequence
from pathlib import Path

import cv2
import numpy as np
from PIL import Image, ImageOps

from camviewer.data.photos.samples import FoundSample, find_samples
from camviewer.data.pictures import decode_photo
from camviewer.data.sources import mnist
from camviewer.inference.engine_cache import ENGINES
from camviewer.networks.formats import model_file
from tests.benchmarks.records import Record, median, record
from tests.benchmarks.timing import interleaved
from tests.made_photos import MadePhoto, make_photo

SINGLE, SEVERAL = 200, 50
MOST = 8
"""Digits in a photo."""

_ROUNDS, _ROW, _TILE = 5, 6, 280


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this figure."""
    parser.add_argument(
        "--misread", type=Path, metavar="PNG", help="write the photos that were misread there"
    )


def measure(options: argparse.Namespace) -> list[Record]:
    """Half of the digits are MNIST's test digits, if it is here; the others are written."""
    misread: list[Image.Image] = []
    single = [_read(photo, misread) for photo in _photos(SINGLE, 1, 1)]
    several = [_read(photo, misread) for photo in _photos(SEVERAL, 2, MOST)]
    if options.misread and misread:
        _sheet(misread).save(options.misread)
    digits = sum(count for _, count in several)
    large = _large_photo()
    times = interleaved(
        {
            "ours": lambda: find_samples(decode_photo(large, "large").levels),
            "plain": lambda: Image.open(io.BytesIO(large)).load(),
        },
        _ROUNDS,
        warm_up=1,
    )
    return [
        record(
            f"{SINGLE} photos of one digit, read right",
            100 * sum(right for right, _ in single) / SINGLE,
            "%",
            limit=">= 95",
        ),
        record(
            f"{digits} digits in {SEVERAL} photos, found and read right",
            100 * sum(right for right, _ in several) / digits,
            "%",
            limit=">= 90",
        ),
        record(
            "a photo of 12 megapixels read",
            median(times["ours"]),
            "ms",
            median(times["plain"]),
            "the same JPEG decoded at full size",
            limit="<= 300",
        ),
    ]


def _photos(count: int, least: int, most: int) -> Iterator[MadePhoto]:
    test = mnist.load().test if mnist.find() is not None else None
    for number in range(count):
        random = np.random.default_rng([least, number])
        digits = int(random.integers(least, most + 1))
        if test is None or number % 2 == 0:
            yield make_photo(random, random.integers(10, size=digits).tolist())
        else:
            places = random.integers(len(test), size=digits)
            masks = [test.image(int(place)) / np.float32(255) for place in places]
            yield make_photo(random, test.labels[places].tolist(), masks=masks)


def _read(photo: MadePhoto, misread: list[Image.Image]) -> tuple[int, int]:
    """How many digits of a photo were read right, and how many there are."""
    found = find_samples(decode_photo(photo.content, "photo").levels)
    engine = ENGINES.of(model_file.bundled()[model_file.DEFAULT_MODEL])
    read: list[int] = []
    if found:
        scores = engine.scores(np.stack([each.sample for each in found]))
        read = scores.argmax(axis=1).tolist()
    if tuple(read) != photo.labels:
        misread.append(_tile(photo, found, read))
    return _matched(read, photo.labels), len(photo.labels)


def _matched(read: Sequence[int], labels: Sequence[int]) -> int:
    """Length of the longest common subsequence: one digit missed does not make all others wrong."""
    lengths = np.zeros((len(read) + 1, len(labels) + 1), int)
    for row, digit in enumerate(read):
        for column, label in enumerate(labels):
            longer = lengths[row, column] + 1 if digit == label else 0
            lengths[row + 1, column + 1] = max(
                longer, lengths[row, column + 1], lengths[row + 1, column]
            )
    return int(lengths[-1, -1])


def _tile(photo: MadePhoto, found: Sequence[FoundSample], read: Sequence[int]) -> Image.Image:
    """A photo with the boxes found, the samples below it, and what they were read as."""
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(photo.content))).convert("RGB")
    scale = _TILE / max(decode_photo(photo.content, "photo").levels.shape)
    image.thumbnail((_TILE, _TILE))
    tile = np.zeros((_TILE + 40, _TILE, 3), np.uint8)
    tile[: image.height, : image.width] = np.asarray(image)
    for place, each in enumerate(found):
        corners = np.rint(each.corners * scale).astype(np.int32)
        cv2.polylines(tile, [corners], True, (255, 0, 0))
        if place < _TILE // 30:
            levels = (each.sample * 255).astype(np.uint8)[..., None]
            tile[_TILE + 6 : _TILE + 34, 30 * place : 30 * place + 28] = levels
    text = "".join(map(str, photo.labels)) + " > " + "".join(map(str, read))
    cv2.putText(tile, f"{photo.about}: {text}", (3, 14), 0, 0.45, (255, 0, 255))
    return Image.fromarray(tile)


def _sheet(tiles: Sequence[Image.Image]) -> Image.Image:
    width, height = tiles[0].size
    sheet = Image.new("RGB", (_ROW * width, -(-len(tiles) // _ROW) * height))
    for place, tile in enumerate(tiles):
        sheet.paste(tile, ((place % _ROW) * width, (place // _ROW) * height))
    return sheet


def _large_photo() -> bytes:
    """A photo of 4032 by 3024 pixels."""
    random = np.random.default_rng(12)
    return make_photo(random, [4], size=(3024, 4032)).content
