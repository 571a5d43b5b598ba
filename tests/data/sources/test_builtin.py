"""The digits that the program writes itself."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import numpy as np
import pytest

from camviewer.data.digits.glyphs import WAYS, Way
from camviewer.data.digits.handwriting import choose_way, write, write_as
from camviewer.data.digits.preparation import BOX, CENTRE, SIDE, prepare_strokes
from camviewer.data.sources import builtin
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.data.strokes import Stroke

_COUNT = 600


@pytest.fixture(scope="module")
def split() -> WrittenSplit:
    return WrittenSplit("train", _COUNT, seed=3)


def _all_ways() -> Iterator[tuple[int, Way]]:
    return ((digit, way) for digit, ways in enumerate(WAYS) for way in ways)


def test_that_the_data_set_has_the_promised_digits() -> None:
    dataset = builtin.load()
    assert dataset.name == builtin.NAME == "builtin"
    assert (len(dataset.train), len(dataset.test)) == (20_000, 2_000)


def test_that_digits_are_arrays_of_the_promised_kind(split: WrittenSplit) -> None:
    assert split.images.shape == (_COUNT, SIDE, SIDE)
    assert split.labels.shape == (_COUNT,)
    assert split.images.dtype == split.labels.dtype == np.uint8
    assert split.image(0).shape == (SIDE, SIDE)
    assert type(split.label(0)) is int


def test_that_a_seed_gives_the_same_digits_every_time(split: WrittenSplit) -> None:
    again = WrittenSplit("train", _COUNT, seed=3)
    assert again.images.tobytes() == split.images.tobytes()
    assert again.labels.tobytes() == split.labels.tobytes()


def test_that_seeds_and_splits_have_digits_of_their_own(split: WrittenSplit) -> None:
    for other in (WrittenSplit("train", 20, seed=4), WrittenSplit("test", 20, seed=3)):
        assert not (other.images == split.images[:20]).all(axis=(1, 2)).any()
        assert (other.labels != split.labels[:20]).any()


def test_that_a_digit_does_not_depend_on_order_or_length(split: WrittenSplit) -> None:
    shorter = WrittenSplit("train", 57, seed=3)
    for index in (56, 3, 30, 3, 0):
        assert (shorter.image(index) == split.images[index]).all()
        assert shorter.label(index) == split.labels[index]


def test_that_a_digit_is_written_once(monkeypatch: pytest.MonkeyPatch) -> None:
    split, written = WrittenSplit("train", 20), list[int]()

    def record(digit: int, random: np.random.Generator) -> list[Stroke]:
        written.append(digit)
        return write(digit, random)

    monkeypatch.setattr(builtin, "write", record)
    assert (split.batch(3, 6)[1] == split.image(4)).all()
    assert written == [split.label(index) for index in (3, 4, 5)]
    assert (split.images[3:6] == split.batch(3, 6)).all()
    assert len(written) == 20


@pytest.mark.parametrize("index", [_COUNT, -_COUNT - 1])
def test_that_a_digit_that_is_not_there_is_an_index_error(split: WrittenSplit, index: int) -> None:
    with pytest.raises(IndexError):
        split.image(index)
    with pytest.raises(IndexError):
        split.label(index)


def test_that_an_empty_split_is_empty() -> None:
    empty = WrittenSplit("train", 0)
    assert len(empty) == len(empty.images) == len(empty.labels) == 0


def test_that_cached_arrays_are_read_only(split: WrittenSplit) -> None:
    for images in (split.images, split.image(0), split.batch(0, 2), split.write(2)):
        assert not images.flags.writeable
    assert not split.labels.flags.writeable


def test_that_classes_are_balanced_and_shuffled(split: WrittenSplit) -> None:
    decades = split.labels.reshape(-1, 10)
    assert (np.sort(decades, axis=1) == np.arange(10)).all()
    assert len(np.unique(decades, axis=0)) > _COUNT / 10 - 3


def test_that_no_two_digits_are_the_same(split: WrittenSplit) -> None:
    assert len(np.unique(split.images.reshape(_COUNT, -1), axis=0)) == _COUNT


def test_that_there_is_as_much_ink_as_in_mnist(split: WrittenSplit) -> None:
    assert split.images.max(axis=(1, 2)).min() > 200
    assert split.images.mean() / 255 == pytest.approx(0.131, abs=0.02)


def test_that_digits_are_prepared_like_mnist(split: WrittenSplit) -> None:
    middle = np.arange(SIDE) + 0.5
    for image in split.images:
        centre = [np.average(middle, weights=image.sum(axis)) for axis in (0, 1)]
        assert centre == pytest.approx([CENTRE, CENTRE], abs=1)
        extents = [np.ptp(np.flatnonzero(image.max(axis=axis) > 127)) + 1 for axis in (0, 1)]
        assert BOX - 2 <= max(extents) <= BOX + 1


def test_that_every_way_of_writing_is_chosen() -> None:
    random = np.random.default_rng(0)
    for digit, ways in enumerate(WAYS):
        chosen = {choose_way(digit, random).name for _ in range(1500)}
        assert chosen == {way.name for way in ways}


def test_that_ways_are_chosen_by_their_shares() -> None:
    random = np.random.default_rng(0)
    ways = WAYS[7]
    chosen = [choose_way(7, random).name for _ in range(3000)]
    expected = ways[0].share / sum(way.share for way in ways)
    assert chosen.count(ways[0].name) / 3000 == pytest.approx(expected, abs=0.03)


@pytest.mark.parametrize("digit", range(10))
def test_that_ways_of_writing_are_told_apart(digit: int) -> None:
    assert len({way.name for way in WAYS[digit]}) == len(WAYS[digit])


def test_that_skeletons_are_about_100_high() -> None:
    for _, way in _all_ways():
        height = np.ptp([y for stroke in way.strokes for _, y in stroke])
        assert 75 <= height <= 110, way.name


def test_that_every_way_of_writing_can_be_written() -> None:
    random = np.random.default_rng(0)
    for digit, way in _all_ways():
        for _ in range(3):
            strokes = write_as(way, random)
            assert len(strokes) == len(way.strokes), (digit, way.name)
            assert all(0.05 <= stroke.width <= 0.3 for stroke in strokes)
            prepared = prepare_strokes(strokes)
            assert 0.02 < prepared.mean() < 0.4, (digit, way.name)


def test_that_the_same_way_never_looks_the_same_twice() -> None:
    random = np.random.default_rng(0)
    way = WAYS[8][0]
    pictures = [prepare_strokes(write_as(way, random)) for _ in range(8)]
    for one, other in itertools.combinations(pictures, 2):
        assert np.abs(one - other).mean() > 0.01


@pytest.mark.parametrize("digit", range(10))
def test_that_strokes_are_lines_about_one_high(digit: int) -> None:
    random = np.random.default_rng(digit)
    heights = []
    for _ in range(50):
        strokes = write(digit, random)
        assert all(len(stroke.points) >= 2 for stroke in strokes)
        heights.append(np.ptp(np.concatenate([stroke.points for stroke in strokes])[:, 1]))
    assert 0.75 < np.mean(heights) < 1.2


@pytest.mark.parametrize("digit", [-1, 10])
def test_that_only_ten_digits_can_be_written(digit: int) -> None:
    with pytest.raises(IndexError, match="0 to 9"):
        write(digit, np.random.default_rng(0))
