"""Hand-made networks: the score is what is said, and only the pixels that are told decide."""

from __future__ import annotations

from functools import cache

import numpy as np
import pytest

from camviewer.attribution.backward import score_gradients
from camviewer.common.arrays import Array
from camviewer.common.errors import UserError
from camviewer.data.dataset import to_sample
from camviewer.data.known_truth.truth import without
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.inference.engine import Engine
from camviewer.networks.hand_made import CLASS_NAMES, HAND_MADE, YES, HandMade
from camviewer.networks.linear_head import head_place

every = pytest.mark.parametrize("made", HAND_MADE.values(), ids=HAND_MADE)

DIGITS = to_sample(WrittenSplit("test", 12).images)
BLANK = np.zeros((28, 28), np.float32)


@cache
def engine(made: HandMade) -> Engine:
    return Engine(made.graph, made.weights, made.name, CLASS_NAMES)


def yes(name: str, sample: Array) -> float:
    """The score of "yes"."""
    return float(engine(HAND_MADE.named(name)).scores(sample[None])[0, YES])


def samples() -> list[Array]:
    """Digits, noise, all ink, and a bar in each half."""
    random = np.random.default_rng(3)
    bar = BLANK.copy()
    bar[5:20, 4] = bar[2:25, 20] = 1
    return [*DIGITS, *random.random((6, 28, 28), np.float32), BLANK + 1, bar]


@every
def test_that_it_is_a_network_that_class_activation_maps_are_for(made: HandMade) -> None:
    place = head_place(made.graph)
    assert place is not None
    assert made.graph.shapes[place.features] == (28, 28, 1)
    assert made.graph.classes == len(CLASS_NAMES)
    assert sum(weight.size for weight in made.weights) == sum(made.graph.parameters)
    assert made.title.strip()
    assert made.about.endswith(".")


@every
def test_that_what_decides_is_enough_and_nothing_is_left_without_it(made: HandMade) -> None:
    read = engine(made)
    nothing = read.scores(BLANK[None])[0]
    for sample in samples():
        truth = made.truth(sample)
        assert truth.shape == (28, 28)
        whole, kept, removed = read.scores(
            np.stack([sample, without(sample, ~truth), without(sample, truth)])
        )
        assert kept == pytest.approx(whole, abs=1e-5)
        assert removed == pytest.approx(nothing, abs=1e-5)


@every
def test_that_the_gradient_is_zero_outside_what_decides(made: HandMade) -> None:
    for sample in samples():
        activations = engine(made).predict(sample).activations
        gradient = score_gradients(activations, [YES], [0])[0][0, :, :, 0]
        assert not gradient[~made.truth(sample)].any()
        assert (made.sign * gradient >= 0).all()


@every
def test_that_the_map_and_the_bias_add_up_to_the_score(made: HandMade) -> None:
    for sample in samples():
        one = engine(made).predict(sample)
        assert one.maps.mean(axis=(1, 2)) + one.bias == pytest.approx(one.logits, abs=1e-4)
        assert one.logits[1 - YES] == 0.5


@pytest.mark.parametrize("name", ["one-pixel", "one-cell", "left-stroke", "empty-cell"])
def test_that_the_map_is_zero_outside_what_decides(name: str) -> None:
    made = HAND_MADE.named(name)
    for sample in samples():
        assert not engine(made).predict(sample).maps[YES][~made.truth(sample)].any()


def test_that_one_pixel_is_the_score() -> None:
    sample = BLANK.copy()
    sample[8, 14], sample[8, 15] = 0.3, 1
    assert yes("one-pixel", sample) == pytest.approx(0.3)
    assert HAND_MADE["one-pixel"].truth(sample).sum() == 1


def test_that_the_mean_of_a_cell_is_the_score_or_what_it_lacks() -> None:
    sample = BLANK.copy()
    sample[20:24, 12], sample[24, 12] = 0.5, 1
    assert yes("one-cell", sample) == pytest.approx(4 * 0.5 / 16)
    sample[8:12, 12:14] = 1
    assert yes("empty-cell", sample) == pytest.approx(0.5)
    assert yes("empty-cell", BLANK) == 1


def test_that_a_stroke_counts_from_nine_pixels_on_and_only_on_the_left() -> None:
    short, long, right = BLANK.copy(), BLANK.copy(), BLANK.copy()
    short[3:11, 6] = long[3:14, 6] = right[3:14, 14] = 1
    assert yes("left-stroke", short) == 0
    assert yes("left-stroke", right) == 0
    assert yes("left-stroke", long) == 3  # 9 pixels begin in three places
    truth = HAND_MADE["left-stroke"].truth
    assert np.array_equal(truth(long), long > 0)
    assert not truth(short).any()
    assert not truth(right).any()


def test_that_lines_across_are_no_strokes() -> None:
    across = BLANK.copy()
    across[10:14] = 1
    assert yes("left-stroke", across) == 0


def test_that_a_saturated_cell_has_its_score_and_no_gradient() -> None:
    made = HAND_MADE["saturated-cell"]
    full = BLANK.copy()
    full[20:24, 12:16] = 1
    assert yes("saturated-cell", full) == yes("saturated-cell", full * 0.25) == 1
    assert yes("saturated-cell", full * np.float32(0.125)) == pytest.approx(0.5)
    activations = engine(made).predict(full).activations
    assert not score_gradients(activations, [YES], [0])[0].any()


def test_that_a_moved_cell_misleads_the_map_and_not_the_gradient() -> None:
    made = HAND_MADE["moved-cell"]
    full = BLANK + 1
    one = engine(made).predict(full)
    assert not one.maps[YES][made.truth(full)].any()
    assert np.argwhere(one.maps[YES]).min(axis=0).tolist() == [4, 4]
    gradient = score_gradients(one.activations, [YES], [0])[0][0, :, :, 0]
    assert np.array_equal(gradient > 0, made.truth(full))


def test_that_what_there_is_not_is_named_with_what_there_is() -> None:
    assert next(iter(HAND_MADE)) == "one-pixel"
    with pytest.raises(
        UserError,
        match=r"'two-cells' is not known; choose one of .*one-pixel, one-cell, left-stroke",
    ):
        HAND_MADE.named("two-cells")
