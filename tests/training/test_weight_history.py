"""The timeline: denser at the start, bounded, and whole after an interruption."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from camviewer.common.errors import FileError
from camviewer.training import weight_history
from camviewer.training.weight_history import WeightHistory, WeightSnapshot, append, read, write

SHAPES = ((2, 3), (3,), ())


def snapshot(step: int, seed: int | None = None) -> WeightSnapshot:
    random = np.random.default_rng(step if seed is None else seed)
    return WeightSnapshot(step, [np.asarray(random.random(shape), np.float32) for shape in SHAPES])


def of_steps(*steps: int) -> WeightHistory:
    return WeightHistory("lecture", [snapshot(step) for step in steps])


def same(one: WeightHistory | None, other: WeightHistory) -> bool:
    assert one is not None
    assert one.architecture == other.architecture
    assert [m.step for m in one.snapshots] == [m.step for m in other.snapshots]
    return all(
        np.array_equal(a, b) and np.shape(a) == np.shape(b) and a.dtype == np.float32
        for m, n in zip(one.snapshots, other.snapshots, strict=True)
        for a, b in zip(m.weights, n.weights, strict=True)
    )


def kept(steps: int) -> list[int]:
    """Steps of the moments that a training of so many steps keeps."""
    line = WeightHistory("lecture")
    for step in range(steps + 1):
        if line.wants(step):
            line.add(WeightSnapshot(step, []))
    return [each.step for each in line.snapshots]


def test_that_every_step_is_kept_at_the_start() -> None:
    # The next moment after step n is at 1.05 n, rounded up: 20 is followed by 21, 21 by 23.
    assert kept(30) == [*range(22), 23, 25, 27, 29]


def test_that_snapshots_lie_denser_at_the_start() -> None:
    steps = kept(10_000)
    gaps = [later - earlier for earlier, later in pairwise(steps)]
    assert gaps == sorted(gaps)
    assert max(later / earlier for earlier, later in pairwise(steps[21:])) < 1.1


def test_that_a_million_steps_have_fewer_than_300_snapshots() -> None:
    assert 200 < len(kept(1_000_000)) < 300


def test_that_it_is_full_at_some_time(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weight_history, "MAX_COUNT", 5)
    assert kept(100) == [0, 1, 2, 3, 4]
    assert of_steps(0, 1, 2, 3, 4).is_full
    assert not of_steps(0, 1, 2, 3).is_full


def test_that_a_step_is_kept_once_and_in_order() -> None:
    line = of_steps(0, 3)
    for step in (3, 2, 0):
        line.add(snapshot(step, seed=99))
    assert same(line, of_steps(0, 3))


def test_that_what_came_later_is_cut_off() -> None:
    line = of_steps(0, 3, 5, 8)
    line.cut(5)
    assert same(line, of_steps(0, 3, 5))
    line.cut(4)
    assert same(line, of_steps(0, 3))
    assert line.wants(4)


def test_that_a_file_gives_back_every_bit(tmp_path: Path) -> None:
    path = tmp_path / "new" / "timeline.bin"
    write(path, of_steps(0, 1))
    assert same(read(path), of_steps(0, 1))
    for step in (2, 2**40):
        append(path, snapshot(step))
    assert same(read(path), of_steps(0, 1, 2, 2**40))
    write(path, of_steps(0))
    assert same(read(path), of_steps(0))


def test_that_a_cut_off_last_snapshot_is_dropped(tmp_path: Path) -> None:
    path = tmp_path / "timeline.bin"
    write(path, of_steps(0, 1, 2))
    content = path.read_bytes()
    size = 8 + 4 * 10  # a step, 10 numbers
    for missing in range(1, size + 1):
        path.write_bytes(content[:-missing])
        assert same(read(path), of_steps(0, 1))


def test_that_a_file_cut_off_anywhere_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "timeline.bin"
    write(path, of_steps(0, 1))
    content = path.read_bytes()
    for length in range(len(content)):
        path.write_bytes(content[:length])
        found = read(path)
        assert found is None or len(found.snapshots) < 2


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"no JSON\n",
        b"[]\n",
        b"{}\n",
        b'{"architecture": "lecture", "shapes": [["a"]]}\n',
        b'{"architecture": "lecture", "shapes": 3}\n',
        b'{"architecture": "lecture", "shapes": [[-1]]}\n' + bytes(99),
        b'{"architecture": "lecture", "shapes": [[0]]}\n' + bytes(99),
        b'{"architecture": "lecture", "shapes": []}\n' + bytes(99),
        b'{"architecture": "lecture", "shapes": [[6000000]]}\n' + bytes(99),
        b'{"architecture": "lecture", "shapes": [[1]]}\n' + bytes(12 * 1001),
        b"\xff\xfe\n",
    ],
)
def test_that_another_file_is_no_timeline(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "timeline.bin"
    path.write_bytes(content)
    assert read(path) is None


def test_that_no_file_is_no_timeline(tmp_path: Path) -> None:
    assert read(tmp_path / "timeline.bin") is None
    assert read(tmp_path) is None


def test_that_a_place_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for action in (
        lambda: write(tmp_path / "file" / "timeline.bin", of_steps(0)),
        lambda: append(tmp_path / "file" / "timeline.bin", snapshot(1)),
    ):
        with pytest.raises(
            FileError, match=r"cannot be written: .*Needed: a place to (write|keep) the timeline"
        ):
            action()


def test_that_writing_anew_leaves_the_old_one_or_the_new_one(
    tmp_path: Path,
) -> None:
    path = tmp_path / "timeline.bin"
    write(path, of_steps(0, 1))

    class Full(list[NDArray[np.float32]]):
        def __iter__(self) -> Iterator[NDArray[np.float32]]:
            raise OSError(28, "No space left on device")

    longer = of_steps(0, 1, 2)
    longer.snapshots.append(WeightSnapshot(5, Full()))
    with pytest.raises(FileError, match="the disk is full"):
        write(path, longer)
    assert same(read(path), of_steps(0, 1))
    assert [each.name for each in tmp_path.iterdir()] == ["timeline.bin"]


def test_that_snapshots_of_a_large_network_are_further_apart_and_have_room_until_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Room for six: the next one after step n is at 10 n, as 10⁶ is ten to the sixth."""
    size = 4 * (6 + 3 + 1)
    monkeypatch.setattr(weight_history, "MAX_BYTES", 6 * size)
    line = of_steps(0)
    steps = [step for step in (1, 2, 9, 10, 11, 99, 100) if line.wants(step) and _kept(line, step)]
    assert steps == [1, 10, 100]
    monkeypatch.setattr(weight_history, "MAX_BYTES", 3 * size)
    assert line.is_full


def _kept(line: WeightHistory, step: int) -> bool:
    line.add(snapshot(step))
    return True
