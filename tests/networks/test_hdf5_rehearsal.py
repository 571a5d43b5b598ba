"""HDF5 files that would end the process or never come back are refused by a rehearsal."""

from __future__ import annotations

import io
from pathlib import Path

import h5py
import numpy as np
import pytest

from camviewer.common.errors import FileError
from camviewer.networks.formats import hdf5_rehearsal, hdf5_weights

ENDLESS = Path(__file__).parents[1] / "fuzz" / "findings" / "hdf5.endless-heap"


def good() -> bytes:
    content = io.BytesIO()
    with h5py.File(content, "w") as file:
        file["a/b"] = np.arange(6, dtype=np.float32)
        file.attrs["model_config"] = "{}"
    return content.getvalue()


def test_a_good_file(tmp_path: Path) -> None:
    assert hdf5_rehearsal.comes_through(tmp_path / "a.h5", good())


def test_a_file_that_is_no_hdf5_is_left_to_who_reads_it(tmp_path: Path) -> None:
    assert hdf5_rehearsal.comes_through(tmp_path / "a.h5", b"no such file")


@pytest.mark.slow
def test_that_an_endless_file_is_refused_and_the_next_one_read(tmp_path: Path) -> None:
    path = tmp_path / "a.h5"
    with (
        pytest.raises(FileError, match="HDF5 cannot read it"),
        hdf5_weights.opened(path, ENDLESS.read_bytes(), expected="a network"),
    ):
        pytest.fail("it was opened")
    with hdf5_weights.opened(path, good(), expected="a network") as file:
        (values,) = file.read([("a/b", (6,))])
    assert values.tolist() == [0, 1, 2, 3, 4, 5]


def test_that_what_came_through_once_is_remembered(tmp_path: Path) -> None:
    content = good()
    assert hdf5_rehearsal.comes_through(tmp_path / "a.h5", content)
    kept = hdf5_rehearsal.remembered()
    assert len(kept) == len(set(kept))
    assert hdf5_rehearsal.comes_through(tmp_path / "b.h5", content)
    assert hdf5_rehearsal.remembered() == kept
