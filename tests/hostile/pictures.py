"""Pictures that are hostile: of absurd sizes, of passes without end, with bombs in their notes."""

from __future__ import annotations

import io
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from tests.hostile.hostile_file import HostileFile, Trap, written

_RANDOM = np.random.default_rng(3)
_GREY = _RANDOM.integers(0, 256, (24, 20), np.uint8)
_COLOURED = _RANDOM.integers(0, 256, (24, 20, 3), np.uint8)

# PNG

_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def _chunk(kind: bytes, content: bytes) -> bytes:
    sum_ = struct.pack(">I", zlib.crc32(kind + content))
    return struct.pack(">I", len(content)) + kind + content + sum_


def _png(width: int, height: int, *more: bytes, depth: int = 8, colour: int = 0) -> bytes:
    """A PNG that says it has this size, with chunks before its end."""
    head = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, 0)
    return _SIGNATURE + _chunk(b"IHDR", head) + b"".join(more) + _chunk(b"IEND", b"")


def _pixels(size: int) -> bytes:
    """So many bytes of nothing as the pixels of a PNG."""
    return _chunk(b"IDAT", zlib.compress(bytes(size), 9))


def _png_text(size: int) -> bytes:
    return _chunk(b"zTXt", b"a\0\0" + zlib.compress(bytes(size), 9))


def _frames(number: int) -> bytes:
    """An animation that claims so many pictures."""
    control = struct.pack(">IIIIIHHBB", 0, 20, 24, 0, 0, 1, 1, 0, 0)
    return _chunk(b"acTL", struct.pack(">II", number, 0)) + _chunk(b"fcTL", control)


_GOOD = _pixels(24 * 21)

PNG = {
    "of a hundred thousand pixels a side": _png(100_000, 100_000, _GOOD),
    "of two billion pixels a side": _png(2**31 - 1, 2**31 - 1, _GOOD),
    "of one row of two billion": _png(2**31 - 1, 1, _GOOD),
    "of no pixels": _png(0, 0, _GOOD),
    "of 26 megapixels in a few bytes": _png(5200, 5000, _pixels(5201 * 5000)),
    "of an unknown colour": _png(20, 24, _GOOD, colour=5),
    "of 99 bits": _png(20, 24, _GOOD, depth=99),
    "without pixels": _png(20, 24),
    "of pixels that are no stream": _png(20, 24, _chunk(b"IDAT", b"\xff" * 99)),
    "with a chunk of 2 GB": _png(20, 24)[:-12] + b"\x7f\xff\xff\xffIDAT",
    "with colours by the thousand": _png(20, 24, _chunk(b"PLTE", bytes(9000)), _GOOD, colour=3),
}
READ_PNG = {
    "with 100 MB of pixels behind its own": _png(20, 24, _pixels(100_000_000)),
    "with 100 MB of text": _png(20, 24, _png_text(100_000_000), _GOOD),
    "with 100 MB of colour profile": _png(
        20, 24, _chunk(b"iCCP", b"a\0\0" + zlib.compress(bytes(100_000_000), 9)), _GOOD
    ),
    "of a million pictures": _png(20, 24, _frames(1_000_000), _GOOD),
    "of ten thousand chunks": _png(20, 24, *[_chunk(b"tEXt", b"a\0b")] * 10_000, _GOOD),
}
"""What is read in spite of what is in it, which is passed over; or refused."""


# JPEG


def _jpeg(**options: object) -> bytes:
    file = io.BytesIO()
    Image.fromarray(_COLOURED).save(file, "JPEG", **options)
    return file.getvalue()


def _jpeg_size(width: int, height: int) -> bytes:
    content = bytearray(_jpeg())
    place = content.index(b"\xff\xc0")
    struct.pack_into(">HH", content, place + 5, height, width)
    return bytes(content)


def _scans(number: int) -> bytes:
    """A JPEG one of whose passes comes again and again."""
    content = _jpeg(progressive=True)
    start = content.rindex(b"\xff\xda")
    return content[:start] + content[start:-2] * number + content[-2:]


def _segments(kind: int, number: int, content: bytes) -> bytes:
    """A JPEG with notes behind its beginning."""
    good = _jpeg()
    note = bytes((0xFF, kind)) + struct.pack(">H", len(content) + 2) + content
    return good[:2] + note * number + good[2:]


def _exif_circle() -> bytes:
    """Notes that lead to themselves."""
    entry = struct.pack("<HHII", 0x8769, 4, 1, 8)
    return b"Exif\0\0II*\0" + struct.pack("<IH", 8, 1) + entry + struct.pack("<I", 8)


JPEG = {
    "of 65,500 pixels a side": _jpeg_size(65_500, 65_500),
    "of 65,535 by 1,000 pixels": _jpeg_size(65_535, 1000),
    "of no pixels": _jpeg_size(0, 0),
    "of two thousand scans": _scans(2000),
    "of a hundred and one scans": _scans(110),
    "cut behind its size": _jpeg()[:200],
    "of nothing but beginnings": b"\xff\xd8\xff" + b"\xff\xd8" * 9000,
}
READ_JPEG = {
    "with notes by the thousand": _segments(0xFE, 2000, b"a" * 10_000),
    "with notes in a circle": _segments(0xE1, 1, _exif_circle()),
    "of many pictures": _segments(0xE2, 1, b"MPF\0" + b"II*\0" + struct.pack("<IH", 8, 0xFFFF)),
    "of ninety scans": _scans(80),
}


# TIFF, GIF, WebP, BMP


def _tiff(*tags: tuple[int, int, int, int], rest: bytes = b"", following: int = 0) -> bytes:
    """A TIFF of these entries: tag, kind, number of values, and the value or where it is."""
    entries = b"".join(struct.pack("<HHII", *tag) for tag in sorted(tags))
    head = b"II*\0" + struct.pack("<IH", 8, len(tags))
    return head + entries + struct.pack("<I", following) + rest


def _tiff_of(width: int, height: int, *more: tuple[int, int, int, int], rest: bytes = b"") -> bytes:
    """A TIFF that says it has this size; an entry given replaces a usual one."""
    usual = {256: (256, 4, 1, width), 257: (257, 4, 1, height), 258: (258, 3, 1, 8)}
    usual |= {259: (259, 3, 1, 1), 262: (262, 3, 1, 1), 273: (273, 4, 1, 8), 277: (277, 3, 1, 1)}
    usual |= {278: (278, 4, 1, height), 279: (279, 4, 1, 480)}
    usual |= {tag[0]: tag for tag in more}
    return _tiff(*usual.values(), rest=rest + bytes(500))


_STRIP = zlib.compress(bytes(200_000_000), 9)
_BEHIND = 8 + 2 + 9 * 12 + 4  # where what follows nine entries begins

TIFF = {
    "of two billion pixels a side": _tiff_of(2**31 - 1, 2**31 - 1),
    "of 60,000 pixels a side": _tiff_of(60_000, 60_000),
    "of no pixels": _tiff_of(0, 0),
    "of 65,535 numbers a pixel": _tiff_of(20, 24, (277, 3, 1, 65_535)),
    "of billions of strips": _tiff_of(20, 24, (273, 4, 2**31, 8), (279, 4, 2**31, 8)),
    "of an unknown packing": _tiff_of(20, 24, (259, 3, 1, 60_000)),
    "of strips beyond its end": _tiff_of(20, 24, (273, 4, 1, 2**31)),
    "whose size is text": _tiff_of(20, 24, (256, 2, 4, 0x41414141)),
    "of entries beyond its end": b"II*\0" + struct.pack("<IH", 8, 65_535),
    "that leads to itself": _tiff(following=8),
}
READ_TIFF = {
    "of tiles of billions": _tiff_of(
        20, 24, (322, 4, 1, 2**31 - 1), (323, 4, 1, 2**31 - 1), (324, 4, 1, 8), (325, 4, 1, 480)
    ),
    "whose strip unpacks to 200 MB": _tiff_of(
        20, 24, (259, 3, 1, 8), (273, 4, 1, _BEHIND), (279, 4, 1, len(_STRIP)), rest=_STRIP
    ),
}


def _gif(width: int, height: int, frames: int, image: tuple[int, int] = (1, 1)) -> bytes:
    """A GIF that says it has this size, with so many pictures of another one."""
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6)
    frame = b"\x2c" + struct.pack("<HHHHB", 0, 0, *image, 0) + b"\x02\x02\x44\x01\x00"
    return head + frame * frames + b"\x3b"


def _webp(width: int, height: int) -> bytes:
    """A WebP whose canvas is said to be this large."""
    sides = (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    content = b"WEBPVP8X" + struct.pack("<II", 10, 2) + sides + bytes(8)
    return b"RIFF" + struct.pack("<I", len(content)) + content


def _bmp(width: int, height: int, bits: int = 8, packing: int = 0, rest: bytes = b"") -> bytes:
    head = struct.pack("<IiiHHIIiiII", 40, width, height, 1, bits, packing, 0, 0, 0, 0, 0)
    return b"BM" + struct.pack("<IHHI", 1078, 0, 0, 1078) + head + bytes(1024) + rest


OTHERS = {
    "webp": {
        "of 16 million pixels a side": _webp(2**24, 2**24),
        "of a canvas without a picture": _webp(100, 100),
        "whose length is 4 GB": b"RIFF\xff\xff\xff\xffWEBPVP8L\xff\xff\xff\xff",
    },
    "gif and bmp": {
        "of 65,535 pixels a side": _gif(65_535, 65_535, 1),
        "without a picture": _gif(20, 24, 0),
        "(BMP) of two billion pixels a side": _bmp(2**31 - 1, 2**31 - 1),
        "(BMP) upside down, of two billion": _bmp(20, -(2**31)),
        "(BMP) of a packing that runs on": _bmp(4000, 4000, 8, 1, b"\xff\x00" * 99),
        "(BMP) of an unknown packing": _bmp(20, 24, 8, 99),
        "(BMP) of 999 bits": _bmp(20, 24, 999),
    },
}
READ_GIF = {
    "of a hundred thousand pictures": _gif(20, 24, 100_000),
    "with a picture larger than itself": _gif(20, 24, 1, (6000, 4000)),
}


def _all(
    reader: str, pictures: dict[str, bytes], *, is_refused: bool = True
) -> tuple[HostileFile, ...]:
    return tuple(
        written(f"a picture {name}", reader, content, is_refused=is_refused)
        for name, content in pictures.items()
    )


def _linked(path: Path, trap: Trap) -> None:
    """A picture that is a link to what is no picture."""
    path.symlink_to(trap.folder)


def _device(path: Path, _trap: Trap) -> None:
    path.symlink_to("/dev/zero")


def _circle(path: Path, _trap: Trap) -> None:
    path.symlink_to(path.name)


def _special(name: str, write: Callable[[Path, Trap], None]) -> HostileFile:
    return HostileFile(f"a picture {name}", "png", write)


FILES = (
    *_all("png", PNG),
    *_all("png", READ_PNG, is_refused=False),
    *_all("folder", {name: PNG[name] for name in [*PNG][:5]}),
    *_all("jpeg", JPEG),
    *_all("jpeg", READ_JPEG, is_refused=False),
    *_all("tiff", TIFF),
    *_all("tiff", READ_TIFF, is_refused=False),
    *(file for reader, each in OTHERS.items() for file in _all(reader, each)),
    *_all("gif and bmp", READ_GIF, is_refused=False),
    _special("that is a link to a folder", _linked),
    _special("that is a link to a device", _device),
    _special("that is a link to itself", _circle),
)
