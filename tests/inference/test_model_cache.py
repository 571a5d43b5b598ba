"""ONNX models that were made before."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from camviewer.inference import model_cache
from camviewer.inference.model_cache import MOST_FILES, folder, kept, weights_in

WEIGHTS = {"weight_1_0": np.arange(6, dtype=np.float32).reshape(2, 3)}


def parts(weights: dict[str, np.ndarray] = WEIGHTS, *, with_values: bool = True) -> list[object]:
    return ["graph", (1, 2), *weights_in(weights, with_values=with_values)]


def making(content: bytes) -> tuple[Callable[[], bytes], list[bytes]]:
    """What makes a model, and a list that grows by each time that it did."""
    made: list[bytes] = []

    def make() -> bytes:
        made.append(content)
        return content

    return make, made


def test_that_a_model_is_made_once() -> None:
    make, made = making(b"model")
    assert kept(iter(parts()), make) == b"model"
    assert kept(iter(parts()), make) == b"model"
    assert made == [b"model"]


@pytest.mark.parametrize(
    "others",
    [
        ["another graph", *parts()[1:]],
        parts({"weight_1_0": WEIGHTS["weight_1_0"] + 1}),
        parts({"weight_1_0": WEIGHTS["weight_1_0"].reshape(3, 2)}),
        parts({"weight_2_0": WEIGHTS["weight_1_0"]}),
        parts(with_values=False),
    ],
)
def test_that_whatever_differs_makes_another_model(others: list[object]) -> None:
    kept(iter(parts()), lambda: b"one")
    assert kept(iter(others), lambda: b"other") == b"other"
    assert kept(iter(parts()), lambda: b"not made") == b"one"


def test_that_values_of_weights_that_are_told_later_do_not_matter() -> None:
    kept(iter(parts(with_values=False)), lambda: b"one")
    others = parts({"weight_1_0": WEIGHTS["weight_1_0"] + 1}, with_values=False)
    assert kept(iter(others), lambda: b"not made") == b"one"


@pytest.mark.parametrize("cut", [0, 10, 33, -1])
def test_that_a_damaged_file_is_made_anew(cut: int) -> None:
    kept(iter(parts()), lambda: b"model")
    (path,) = folder().iterdir()
    path.write_bytes(path.read_bytes()[:cut])
    assert kept(iter(parts()), lambda: b"model") == b"model"
    assert kept(iter(parts()), lambda: b"not made") == b"model"


def test_that_what_is_used_least_recently_goes() -> None:
    for number in range(MOST_FILES):
        kept(iter([number]), lambda: b"model")
    for age, path in enumerate(sorted(folder().iterdir())):
        os.utime(path, (age, age))
    kept(iter([0]), lambda: b"not made")  # used just now
    kept(iter(["one more"]), lambda: b"model")
    assert len([*folder().iterdir()]) == MOST_FILES
    assert kept(iter([0]), lambda: b"made anew") == b"model"


def test_that_a_large_model_is_not_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(model_cache, "MOST_BYTES", 3)
    kept(iter(parts()), lambda: b"large")
    assert not folder().exists()


def test_that_nothing_is_left_of_a_file_that_does_not_reach_its_place(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def in_use(_self: Path, _target: Path) -> Path:
        raise PermissionError("it is being read")

    monkeypatch.setattr(Path, "replace", in_use)
    assert kept(iter(parts()), lambda: b"model") == b"model"
    assert [*folder().iterdir()] == []


def test_that_a_folder_that_cannot_be_written_to_does_no_harm(camviewer_home: Path) -> None:
    (camviewer_home / "cache").write_text("a file in its place", encoding="utf-8")
    assert kept(iter(parts()), lambda: b"model") == b"model"
