"""What the random person opens, drops and pastes: good and bad files of all kinds, and folders."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from camviewer.networks.formats.model_file import bundled

LESSON = "# A page\n\nWords.\n\n```do\nA nine\ndraw nine\n```\n"


def make_files(folder: Path) -> list[Path]:
    """Write them into a new folder; in the order of their names."""
    folder.mkdir()
    _make_pictures(folder)
    _make_data(folder)
    (folder / "broken.keras").write_bytes(b"PK\x03\x04" + bytes(200))
    (folder / "broken.onnx").write_bytes(b"\x08\x07\x12\x04" + bytes(200))
    (folder / "lecture.keras").write_bytes(bundled()["lecture"].read_bytes())
    (folder / "text.txt").write_text("no picture")
    lesson = folder / "lesson"
    lesson.mkdir()
    (lesson / "01-a.md").write_text(LESSON)
    (folder / "nothing").mkdir()
    (folder / "circle").symlink_to(folder / "circle")
    return sorted(folder.iterdir())


def _make_pictures(folder: Path) -> None:
    ground = np.full((120, 90), 250, np.uint8)
    ground[30:90, 40:50] = 10
    Image.fromarray(ground).save(folder / "one.png")
    several = np.full((100, 400), 250, np.uint8)
    several[20:80, 40::80] = several[20:80, 48::80] = 10
    Image.fromarray(several).save(folder / "several.png")
    noise = np.random.default_rng(5).integers(0, 255, (300, 200, 3), np.uint8)
    Image.fromarray(noise).save(folder / "noise.jpg")
    (folder / "empty.png").write_bytes(b"")
    (folder / "broken.png").write_bytes((folder / "one.png").read_bytes()[:60])
    for name in ("a", "b"):
        classes = folder / "sorted" / name
        classes.mkdir(parents=True)
        Image.fromarray(ground).save(classes / "1.png")


def _make_data(folder: Path) -> None:
    numbers = np.random.default_rng(6)
    images, labels = numbers.integers(0, 255, (40, 28, 28), np.uint8), np.arange(40) % 10
    np.savez(folder / "samples.npz", x_train=images, y_train=labels, x_test=images, y_test=labels)
    coloured: dict[str, Any] = {
        "x_test": numbers.integers(0, 255, (20, 12, 20, 3), np.uint8),
        "y_test": np.arange(20) % 3,
        "class_names": np.array(["a", "b", "c"]),
    }
    np.savez(folder / "coloured.npz", **coloured)
    many: dict[str, Any] = {
        "x_test": numbers.integers(0, 255, (60, 28, 28), np.uint8),
        "y_test": np.arange(60) % 30,
        "class_names": np.array([f"class {number}" for number in range(30)]),
    }
    np.savez(folder / "many.npz", **many)
    np.save(folder / "unnamed.npy", images)
    (folder / "wrong.csv").write_text("label,a,b\n7,1,2\nseven,3,4\n")
