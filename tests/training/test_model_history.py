"""The history of a model: bit for bit, within its size, and never of another model."""

from __future__ import annotations

import errno
import json
import os
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camviewer.common.errors import FileError, UserError
from camviewer.networks import store
from camviewer.networks.formats import model_file
from camviewer.training import model_history
from camviewer.training.events import EpochDone
from camviewer.training.learning_curve import CurvePoint
from camviewer.training.model_history import MAX_BYTES, ModelHistory, pack, read, save, write
from camviewer.training.weight_history import WeightSnapshot

SHAPES = ((2, 3), (3,), ())
EPOCHS = (
    EpochDone(1, 2.3, 0.1, 2.25, 0.125, 0.5),
    EpochDone(2, 1.1, 0.3, 1.0, 0.5, 0.25),
)
CURVE = (CurvePoint(0.1, 2.5, 0.0625, 8), CurvePoint(2.0, 1.0, 1 / 3, 24))
MAGIC = b"CAM Viewer history 1\n"


def snapshot(step: int, shapes: tuple[tuple[int, ...], ...] = SHAPES) -> WeightSnapshot:
    random = np.random.default_rng(step)
    return WeightSnapshot(
        step, [np.asarray(random.standard_normal(shape), np.float32) for shape in shapes]
    )


def history(*steps: int, shapes: tuple[tuple[int, ...], ...] = SHAPES) -> ModelHistory:
    snapshots = tuple(snapshot(step, shapes) for step in steps)
    return ModelHistory("lecture", 3, EPOCHS, CURVE, snapshots)


def long_history(number: int) -> ModelHistory:
    """Snapshots of 4 kB of random numbers, of which nothing can be compressed."""
    return history(*range(number), shapes=((1000,),))


def steps(one: ModelHistory) -> list[int]:
    return [each.step for each in one.snapshots]


def assert_same(one: ModelHistory, other: ModelHistory) -> None:
    assert replace(one, snapshots=()).__dict__ == replace(other, snapshots=()).__dict__
    assert steps(one) == steps(other)
    for a, b in zip(one.snapshots, other.snapshots, strict=True):
        for x, y in zip(a.weights, b.weights, strict=True):
            assert (x.dtype, np.shape(x)) == (np.dtype(np.float32), np.shape(y))
            assert x.tobytes() == y.tobytes()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "mine.history"


@pytest.mark.parametrize("taken", [(0,), (0, 1), (0, 1, 2, 3, 5, 2**40)])
def test_that_a_file_gives_back_every_bit(path: Path, taken: tuple[int, ...]) -> None:
    before = history(*taken)
    write(path, pack(path, before))
    assert_same(read(path), before)


def test_that_zeros_of_either_sign_and_the_smallest_numbers_stay(path: Path) -> None:
    odd = np.array([0.0, -0.0, 1e-45, -1e-45, 3.4e38], np.float32)
    before = replace(history(0), snapshots=(WeightSnapshot(0, [odd]), WeightSnapshot(1, [-odd])))
    write(path, pack(path, before))
    assert_same(read(path), before)


def test_that_a_training_without_a_whole_epoch_has_a_history(path: Path) -> None:
    before = replace(history(0, 1), done=(), curve=())
    write(path, pack(path, before))
    assert_same(read(path), before)


# The size


@pytest.mark.parametrize("number", [2, 3, 7, 99, 100, 101])
def test_that_thinning_keeps_the_first_and_the_last(number: int) -> None:
    whole = long_history(100)
    thinned = steps(whole.thinned(number))
    assert len(thinned) == min(number, 100)
    assert (thinned[0], thinned[-1]) == (0, 99)
    assert thinned == sorted(set(thinned))


def test_that_thinning_is_even_on_the_scale_of_the_snapshots() -> None:
    taken = [0, 1, 2, 4, 8, 16, 32, 64, 128]
    assert steps(history(*taken).thinned(5)) == [0, 2, 8, 32, 128]


@pytest.mark.parametrize("kilobytes", [10, 50, 200, 340])
def test_that_a_file_has_its_size_and_uses_it(path: Path, kilobytes: int) -> None:
    content = pack(path, long_history(100), 1000 * kilobytes)
    assert len(content) <= 1000 * kilobytes
    assert len(content) > 1000 * kilobytes - 2 * 4100, "one or two more would be too many"
    write(path, content)
    kept = steps(read(path))
    assert (kept[0], kept[-1]) == (0, 99)


def test_that_what_has_room_is_kept_whole(path: Path) -> None:
    write(path, pack(path, long_history(100)))
    assert steps(read(path)) == list(range(100))


def test_that_a_network_too_large_for_a_history_is_told(path: Path) -> None:
    with pytest.raises(
        FileError, match=r"used: a network that is.*Needed: .*a history of at most 0.007 MB"
    ):
        pack(path, long_history(100), 7000)


# Whose it is


def test_that_a_history_is_of_the_network_with_its_last_weights() -> None:
    one = history(0, 1, 2)
    weights = snapshot(2).weights
    assert one.is_of("lecture", weights)
    assert not one.is_of("compact", weights)
    assert not one.is_of("lecture", snapshot(1).weights)
    assert not one.is_of("lecture", weights[:-1])
    assert not one.is_of("lecture", [weights[0].T, *weights[1:]])
    nearly = [np.nextafter(weights[0], np.float32(9)), *weights[1:]]
    assert not one.is_of("lecture", nearly)


# Damage


def packed(header: dict[str, Any], numbers: bytes) -> bytes:
    return MAGIC + zlib.compress(json.dumps(header).encode() + b"\n" + numbers)


HEADER: dict[str, Any] = {
    "architecture": "lecture",
    "epochs": 3,
    "done": [],
    "curve": [],
    "steps": [0, 1],
    "shapes": [[2, 3], [3], []],
}
NUMBERS = bytes(4 * 2 * 10)


def test_that_a_header_without_flaws_is_taken(path: Path) -> None:
    path.write_bytes(packed(HEADER, NUMBERS))
    assert steps(read(path)) == [0, 1]


@pytest.mark.parametrize(
    "changes",
    [
        {"steps": []},
        {"steps": [1, 0]},
        {"steps": [0, 0]},
        {"steps": [0, 1, 2]},
        {"steps": [-1, 0]},
        {"steps": [0, 1.0]},
        {"steps": [False, True]},
        {"steps": 2},
        {"shapes": []},
        {"shapes": [[2, 3], [3]]},
        {"shapes": [[-2, -3], [3], []]},
        {"shapes": [[2**40, 2**40], [3], []]},
        {"shapes": [[2.0, 3], [3], []]},
        {"architecture": None},
        {"architecture": ["lecture"]},
        {"epochs": "3"},
        {"epochs": 10**400},
        {"done": [{"epoch": 1}]},
        {"done": [{**vars(EPOCHS[0]), "loss": float("nan")}]},
        {"done": [{**vars(EPOCHS[0]), "loss": "much"}]},
        {"done": [{**vars(EPOCHS[0]), "more": 1.0}]},
        {"curve": [[0.1, 2.5, 0.1]]},
        {"curve": [[0.1, float("inf"), 0.1, 8]]},
        {"curve": [[0.1, 2.5, 0.1, 8]] * 257},
        {"curve": {}, "done": None},
        {"more": "x" * 1_000_000},
    ],
)
def test_that_a_header_of_something_else_is_told(path: Path, changes: dict[str, Any]) -> None:
    path.write_bytes(packed(HEADER | changes, NUMBERS))
    with pytest.raises(
        FileError, match=r"used: a damaged file.*Needed: .*history of a model's training"
    ):
        read(path)


@pytest.mark.parametrize(
    "content",
    [
        MAGIC,
        MAGIC + b"no stream",
        MAGIC + zlib.compress(b""),
        MAGIC + zlib.compress(b"[]\n"),
        MAGIC + zlib.compress(b"[" * 100_000),
        packed(HEADER, NUMBERS)[:-1],
        packed(HEADER, NUMBERS) + b"x",
        packed(HEADER, NUMBERS + b"x"),
        packed(HEADER, b"\xff" * len(NUMBERS)),  # NaN
        MAGIC + zlib.compress(bytes(100_000_000)),
    ],
)
def test_that_damage_is_told(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(
        FileError, match=r"used: a damaged file.*Needed: .*history of a model's training"
    ):
        read(path)


@pytest.mark.parametrize("content", [b"x", b"CAM Viewer history 2\n", b"PK\x03\x04" + bytes(99)])
def test_that_another_kind_of_file_is_told(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(FileError, match="used: content of another kind or of a newer version"):
        read(path)


def test_that_a_file_that_is_too_large_is_not_read(path: Path) -> None:
    path.write_bytes(MAGIC + bytes(MAX_BYTES))
    with pytest.raises(
        FileError, match=r"used: a file that is too large.*Needed: .*of at most 8 MB"
    ):
        read(path)


@pytest.mark.skipif(os.name != "posix", reason="needs pipes")
def test_that_a_pipe_does_not_hang(path: Path) -> None:
    os.mkfifo(path)
    with pytest.raises(FileError, match="a pipe or a device"):
        read(path)


WHOLE = pack(Path(), history(0, 1, 2, 3))


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.integers(0, len(WHOLE) - 1), bits=st.integers(1, 255))
def test_that_a_changed_byte_is_told(path: Path, place: int, bits: int) -> None:
    damaged = bytearray(WHOLE)
    damaged[place] ^= bits
    path.write_bytes(damaged)
    with pytest.raises(FileError):
        read(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, len(WHOLE) - 1))
def test_that_a_cut_off_file_is_told(path: Path, length: int) -> None:
    path.write_bytes(WHOLE[:length])
    with pytest.raises(FileError):
        read(path)


@pytest.mark.slow
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(list(HEADER)), inner),
    ),
    st.binary(),
)
def test_that_any_header_is_read_or_told(path: Path, header: Any, numbers: bytes) -> None:
    header = HEADER | header if isinstance(header, dict) else header
    path.write_bytes(packed(header, numbers or NUMBERS))
    try:
        found = read(path)
    except FileError:
        return
    assert found.snapshots


# Saving


def test_that_a_history_lies_beside_its_model(tmp_path: Path) -> None:
    save(tmp_path / "my.model.keras", history(0, 1))
    assert [each.name for each in tmp_path.iterdir()] == ["my.model.history"]
    assert steps(read(tmp_path / "my.model.history")) == [0, 1]


def no_room(*_: object) -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def test_that_on_a_full_disk_it_is_told_that_the_model_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(tmp_path / "mine.keras", history(0, 1))
    monkeypatch.setattr(Path, "write_bytes", no_room)
    with pytest.raises(
        UserError,
        match=r"cannot be written: a full disk\. .*\. The model is kept without its history",
    ):
        save(tmp_path / "mine.keras", history(0, 1, 2))
    assert [each.name for each in tmp_path.iterdir()] == ["mine.history"]
    assert steps(read(tmp_path / "mine.history")) == [0, 1], "what stood there stands"


def test_that_what_forbids_to_write_keeps_the_file_from_being_written(tmp_path: Path) -> None:
    @contextmanager
    def forbidden() -> Iterator[None]:
        raise InterruptedError
        yield

    forbids: Callable[[], Any] = forbidden
    with pytest.raises(InterruptedError):
        save(tmp_path / "mine.keras", history(0, 1), writing=forbids)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_that_the_largest_history_can_be_read(path: Path) -> None:
    whole = history(*range(100), shapes=((100_000,),))
    content = model_history.pack(path, whole)
    assert len(content) <= MAX_BYTES
    write(path, content)
    assert steps(read(path))[-1] == 99


def test_that_the_bundled_lecture_comes_with_the_history_of_its_own_training() -> None:
    model = model_file.bundled()["lecture"]
    stored = store.load(model)
    history = read(model_file.history_of(model))
    assert history.is_of(stored.card.architecture, stored.weights)
    assert [epoch.epoch for epoch in history.done] == list(range(1, 16))
    assert history.done[-1].test_accuracy == pytest.approx(stored.card.accuracy, abs=1e-4)
    assert history.snapshots[0].step == 0
    assert history.snapshots[-1].step == stored.card.steps
