"""Pictures of digits from files and from the clipboard."""

from __future__ import annotations

import io
import os
import struct
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from camviewer.common.errors import FileError
from camviewer.data.pictures import (
    decode_picture,
    photo_of_pixels,
    read_photo,
    read_picture,
    sample_from_picture,
    samples_in,
)


def seven(side: int = 200) -> np.ndarray:
    """A 7 of two bars: (side, side) bool, well inside the picture."""
    drawn = np.zeros((side, side), bool)
    unit = side // 20
    drawn[5 * unit : 7 * unit, 6 * unit : 14 * unit] = True
    drawn[5 * unit : 16 * unit, 12 * unit : 14 * unit] = True
    return drawn


def small_digit() -> np.ndarray:
    """(28, 28) uint8, bright on dark, with every level from 0 to 255 in steps of 5."""
    digit = np.zeros((28, 28), np.uint8)
    digit[4:24, 13:15] = 255
    digit[6, 5:13] = np.arange(5, 45, 5)
    return digit


def encoded(pixels: np.ndarray, kind: str = "PNG", **options: object) -> bytes:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, kind, **options)
    return file.getvalue()


def png_header(width: int, height: int) -> bytes:
    """A PNG that announces a size and holds next to nothing."""

    def chunk(name: bytes, content: bytes) -> bytes:
        summed = name + content
        return struct.pack(">I", len(content)) + summed + struct.pack(">I", zlib.crc32(summed))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    pieces = [(b"IHDR", header), (b"IDAT", zlib.compress(bytes(10))), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunk(*piece) for piece in pieces)


def agreement(ink: np.ndarray, drawn: np.ndarray) -> float:
    """Shared area of two drawings, as a share of the area of both."""
    found = ink > 0.5
    return float((found & drawn).sum() / (found | drawn).sum())


def test_that_a_picture_of_28_by_28_is_kept_pixel_for_pixel(tmp_path: Path) -> None:
    path = tmp_path / "숫자 하나.png"
    path.write_bytes(encoded(small_digit()))
    np.testing.assert_array_equal(
        sample_from_picture(path), small_digit().astype(np.float32) / np.float32(255)
    )


def test_that_dark_ink_on_light_paper_of_28_by_28_is_inverted() -> None:
    ink = decode_picture(encoded(255 - small_digit()), "x")
    np.testing.assert_allclose(ink, small_digit() / 255, atol=1e-6)


def test_that_16_bit_levels_of_28_by_28_are_kept() -> None:
    ink = decode_picture(encoded(small_digit().astype(np.uint16) * 257), "x")
    np.testing.assert_allclose(ink, small_digit() / 255, atol=1e-6)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "BMP", "TIFF", "WEBP", "GIF"])
@pytest.mark.parametrize("bright", [True, False])
def test_that_every_kind_of_picture_gives_its_ink(kind: str, bright: bool) -> None:
    drawn = seven()
    pixels = np.where(drawn == bright, 230, 20).astype(np.uint8)
    ink = decode_picture(encoded(pixels, kind), "misnamed.txt")
    assert ink.shape == (200, 200)
    assert ink.dtype == np.float32
    assert agreement(ink, drawn) > 0.97
    assert ink[0, 0] == 0


@pytest.mark.parametrize("level", [0, 255])
@pytest.mark.parametrize("kind", ["PNG", "WEBP"])
def test_that_dark_and_bright_ink_on_transparency_are_seen(level: int, kind: str) -> None:
    drawn = seven()
    pixels = np.zeros((200, 200, 4), np.uint8)
    pixels[drawn] = (level, level, level, 255)
    options = {"lossless": True} if kind == "WEBP" else {}
    assert agreement(decode_picture(encoded(pixels, kind, **options), "x"), drawn) > 0.97


def test_that_a_palette_with_transparency_is_read() -> None:
    image = Image.fromarray(seven().astype(np.uint8), "L").convert("P")
    image.putpalette([255, 0, 0, 0, 0, 60])
    file = io.BytesIO()
    image.save(file, "PNG", transparency=0)
    assert agreement(decode_picture(file.getvalue(), "x"), seven()) > 0.97


def test_that_a_photo_that_was_taken_sideways_is_turned_upright() -> None:
    pixels = np.where(seven(), 20, 230).astype(np.uint8)
    annotation = Image.Exif()
    annotation[0x0112] = 6  # to be shown turned clockwise by a quarter
    ink = decode_picture(encoded(np.rot90(pixels), "JPEG", exif=annotation), "x")
    assert agreement(ink, seven()) > 0.95


@pytest.mark.parametrize("contrast", [0.3, 0.6])
def test_that_ink_is_found_on_unevenly_lit_noisy_paper(contrast: float) -> None:
    drawn = seven(600)
    ys, xs = np.mgrid[-1:1:600j, -1:1:600j]
    paper = 0.75 - 0.15 * xs + 0.1 * ys - 0.1 * (xs**2 + ys**2)
    noise = np.random.default_rng(1).normal(0, 0.03, paper.shape)
    photo = paper * (1 - contrast * drawn) + noise
    ink = decode_picture(encoded((np.clip(photo, 0, 1) * 255).astype(np.uint8), "JPEG"), "x")
    assert agreement(ink, drawn) > 0.9
    assert not ink[:100].any()


def test_that_the_edge_of_a_table_and_dust_are_not_ink() -> None:
    drawn = seven(400)
    photo = np.where(drawn, 40, 220).astype(np.uint8)
    photo[:, :20] = 60  # the table
    photo[380:382, 200:202] = 40  # dust
    ink = decode_picture(encoded(photo), "x")
    assert agreement(ink, drawn) > 0.97
    assert not ink[:, :21].any()
    assert not ink[370:].any()


def test_that_ink_at_the_border_is_kept_where_it_is_all_there_is() -> None:
    pixels = np.full((60, 40), 255, np.uint8)
    pixels[:, 15:25] = 0
    ink = decode_picture(encoded(pixels), "x")
    assert ink[0, 20] == 1
    assert ink[30, 5] == 0


@pytest.mark.parametrize("level", [0, 128, 255])
@pytest.mark.parametrize("side", [28, 200])
def test_that_a_picture_without_ink_gives_a_sentence(tmp_path: Path, level: int, side: int) -> None:
    path = tmp_path / "blank.png"
    path.write_bytes(encoded(np.full((side, side), level, np.uint8)))
    assert not read_picture(path).any()
    with pytest.raises(FileError, match="used: no ink"):
        sample_from_picture(path)


def test_that_noise_alone_is_not_ink() -> None:
    levels = np.random.default_rng(2).normal(200, 8, (500, 400))
    assert not decode_picture(encoded(np.clip(levels, 0, 255).astype(np.uint8)), "x").any()


def test_that_pasted_pixels_are_taken_as_grey_rgb_and_rgba() -> None:
    grey = np.where(seven(), 20, 230).astype(np.uint8)
    rgb = np.repeat(grey[..., None], 3, axis=2)
    rgba = np.dstack([rgb, np.full_like(grey, 255)])
    photos = [photo_of_pixels(pixels, "clipboard") for pixels in (grey, rgb, rgba)]
    digits = [samples_in(photo)[0].sample for photo in photos]
    assert digits[0].shape == (28, 28)
    assert digits[0].max() == 1
    np.testing.assert_array_equal(digits[0], digits[1])
    np.testing.assert_array_equal(digits[0], digits[2])


@pytest.mark.parametrize("shape", [(0, 5), (5,), (5, 5, 2), (5, 5, 3, 1)])
def test_that_pasted_pixels_of_another_shape_give_a_sentence(shape: tuple[int, ...]) -> None:
    with pytest.raises(FileError, match=r"clipboard cannot be used: shape .*Needed: an image"):
        photo_of_pixels(np.zeros(shape, np.uint8), "clipboard")


@pytest.mark.parametrize("size", [(5001, 5000), (25_000_001, 1), (200_000, 200_000)])
def test_that_more_than_25_megapixels_are_refused_before_decoding(size: tuple[int, int]) -> None:
    with pytest.raises(FileError, match="at most 25 megapixels"):
        decode_picture(png_header(*size), "bomb.png")


@pytest.mark.parametrize(
    ("content", "found"),
    [
        (b"", "an empty file"),
        (b"hello", "a text.*; save it as PNG or JPEG"),
        (bytes(range(128, 256)), "another kind"),
        (b"%PDF-1.7", "a PDF document"),
        (b"\0\0\0\x18ftypheic", "a HEIC photo"),
        (b"\x89PNG\r\n\x1a\n", "a damaged PNG file"),
        (png_header(30, 30), "a damaged PNG file"),
        (bytes(50_000_001), "50.0 MB"),
    ],
)
def test_that_what_is_no_picture_is_named(content: bytes, found: str) -> None:
    with pytest.raises(FileError, match=found) as caught:
        decode_picture(content, "x.png")
    assert len(str(caught.value).splitlines()) == 1


def test_that_folders_pipes_and_missing_files_do_not_hang(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.png"
    os.mkfifo(pipe)
    for path in (tmp_path, pipe, tmp_path / "missing.png"):
        with pytest.raises(FileError):
            read_picture(path)


_SAMPLES = [
    encoded(np.where(seven(40), 20, 230).astype(np.uint8), kind)
    for kind in ("PNG", "JPEG", "BMP", "TIFF", "WEBP", "GIF")
]


@settings(max_examples=80)
@given(st.sampled_from(_SAMPLES), st.data())
def test_that_damaged_pictures_give_ink_or_a_sentence(sample: bytes, data: st.DataObject) -> None:
    content = bytearray(sample[: data.draw(st.integers(1, len(sample)))])
    for _ in range(data.draw(st.integers(0, 3))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    try:
        ink = decode_picture(bytes(content), "x")
    except FileError:
        return
    assert ink.ndim == 2
    assert 0 <= ink.min() <= ink.max() <= 1


def test_that_25_megapixels_are_read() -> None:
    pixels = np.full((5000, 5000), 230, np.uint8)
    pixels[1500:3500, 2300:2700] = 20
    content = encoded(pixels, compress_level=1)
    assert decode_picture(content, "x").any()


def test_that_a_jpeg_of_thousands_of_scans_is_refused_before_decoding() -> None:
    content = encoded(np.where(seven(), 20, 230).astype(np.uint8), "JPEG")
    start = content.index(b"\xff\xda")
    with pytest.raises(FileError, match="used: 2001 scans"):
        decode_picture(content[:start] + b"\xff\xda\x00\x02" * 2000 + content[start:], "x.jpg")


def test_that_levels_far_apart_are_stretched_too(tmp_path: Path) -> None:
    """Their difference, 4e38, is more than single precision holds."""
    levels = np.array([[-2e38, 0, 2e38]], np.float32)
    Image.fromarray(levels).save(tmp_path / "a.tif")
    assert read_photo(tmp_path / "a.tif").levels.tolist() == [[0, 0.5, 1]]
