"""Every export says that the disk is full, and leaves the old file as it was."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from camviewer.app import first_sample
from camviewer.common import files
from camviewer.common.errors import FileError
from camviewer.common.temporaries import temporary_beside
from camviewer.export import animation, contact_sheet, explanation_archive, figure, work_sheet_pdf
from camviewer.export.work_sheet import work_sheet
from camviewer.rendering.rendering import Display, render
from tests.evaluations import evaluation

FULL = Path("/dev/full")


def save_figure(path: Path) -> None:
    prediction = first_sample.prediction_by("lecture")
    rendering = render(prediction.image, prediction.maps, 9, Display())
    row = figure.Row("test #87", prediction.class_names, 9, 9, 9, 1.0, 0.5, rendering)
    figure.save(path, [row])


def save_sheet(path: Path) -> None:
    prediction = first_sample.prediction_by("lecture")
    work_sheet_pdf.save(path, work_sheet(prediction, 9), prediction, sample="test #87")


def save_contact_sheet(path: Path) -> None:
    samples = np.zeros((2, 28, 28), np.uint8)
    contact_sheet.save(path, evaluation([4, 4], [9, 9]), np.arange(2), samples)


def save_animation(path: Path) -> None:
    scene = animation.Scene("step 0", first_sample.prediction_by("lecture"))
    animation.save(path, [scene], class_index=9, display=Display())


def save_archive(path: Path) -> None:
    explanation_archive.write(path, first_sample.prediction_by("lecture"), Display())


@pytest.mark.skipif(not FULL.exists(), reason="needs /dev/full")
@pytest.mark.parametrize(
    ("save", "name"),
    [
        (save_figure, "a.png"),
        (save_figure, "a.svg"),
        (save_figure, "a.pdf"),
        (save_sheet, "a.pdf"),
        (save_contact_sheet, "a.png"),
        (save_contact_sheet, "a.pdf"),
        (save_animation, "a.gif"),
        (save_archive, "a.npz"),
    ],
)
def test_that_a_full_disk_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, save: Callable[[Path], None], name: str
) -> None:
    path = tmp_path / name
    path.write_bytes(b"old")

    @contextmanager
    def full(path: Path) -> Iterator[Path]:
        with temporary_beside(path) as temporary:
            temporary.unlink()
            temporary.symlink_to(FULL)
            yield temporary

    monkeypatch.setattr(files, "temporary_beside", full)
    with pytest.raises(FileError, match="the disk is full"):
        save(path)
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == [name]
