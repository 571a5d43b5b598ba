"""Arrays of archives from outside: a header that no program writes is told as damage."""

from __future__ import annotations

import io
import struct

import pytest

from camviewer.common.npz import read_header

SHAPE = "{{'descr': '|u1', 'fortran_order': False, 'shape': ({}1,)}}"


def file_with(header: str) -> io.BytesIO:
    """An array's file up to its values."""
    written = header.encode() + b"\n"
    return io.BytesIO(b"\x93NUMPY\x01\x00" + struct.pack("<H", len(written)) + written)


def test_that_a_header_tells_shape_order_and_type() -> None:
    shape, fortran, dtype = read_header(file_with(SHAPE.format("")), "a")
    assert (shape, fortran, dtype.str) == ((1,), False, "|u1")


@pytest.mark.parametrize("header", [SHAPE.format("-" * 9_000), "(" * 9_000, "1" + "+1" * 4_500])
def test_that_a_header_which_python_cannot_read_is_damage(header: str) -> None:
    with pytest.raises(ValueError, match="a has a damaged header"):
        read_header(file_with(header), "a")
