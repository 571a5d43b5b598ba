"""Many channels in one picture, all on one scale; and the stages from input to scores."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from camviewer.attribution.channel_ablation import ablate
from camviewer.inference.layer_stages import stages
from camviewer.inference.prediction import LayerOutput
from camviewer.rendering.colour_maps import COLOUR_MAPS
from camviewer.rendering.mosaic import arrangement, mosaic, own_scale, stacked
from tests.attribution.test_channel_ablation import TWICE_AND_OFF
from tests.attribution.test_contributions import BY_HAND

GREY = COLOUR_MAPS["grey"]
GROUND = (1, 2, 3)


@pytest.mark.parametrize(
    ("number", "expected"),
    [(1, (1, 1)), (2, (1, 2)), (3, (2, 2)), (10, (3, 4)), (22, (5, 5)), (64, (8, 8))],
)
def test_that_pictures_are_arranged_nearly_square(number: int, expected: tuple[int, int]) -> None:
    assert arrangement(number) == expected


def test_that_what_is_never_negative_begins_at_zero_and_signs_have_zero_in_the_middle() -> None:
    positive, signed = np.array([1, 3], np.float32), np.array([-5, 3], np.float32)
    assert own_scale(positive) == ((0, 3), COLOUR_MAPS.named("inferno"))
    assert own_scale(signed) == ((-5, 5), COLOUR_MAPS.named("blue-red"))
    assert own_scale(positive, signed)[0] == (-5, 5)


def test_that_channels_are_stacked_on_one_scale() -> None:
    values = np.array([[[0, 1], [2, 4]]], np.float32)  # 1 by 2 cells, two channels
    found = stacked(values, (0, 4), GREY)
    assert found[..., 0].tolist() == [[0, 128], [64, 255]]


def test_that_a_mosaic_has_a_line_around_every_channel() -> None:
    values = np.array([[[0, 1, 2], [2, 4, 4]]], np.float32)
    found = mosaic(values, (0, 4), GREY, GROUND)
    assert found.shape == (2 * 2 + 1, 2 * 3 + 1, 3)
    assert found[1, 1:3, 0].tolist() == [0, 128]
    assert found[1, 4:6, 0].tolist() == [64, 255]
    assert found[3, 1:3, 0].tolist() == [128, 255]
    rest = found.copy()
    for row, column in ((1, 1), (1, 4), (3, 1)):
        rest[row, column : column + 2] = GROUND
    assert (rest == GROUND).all()


def test_that_stages_lead_from_the_input_to_the_ablated_scores() -> None:
    first = LayerOutput("Conv2D 1", (28, 28, 1), 10, np.ones((28, 28, 1), np.float32))
    last = LayerOutput("ReLU", (1, 2, 3), 0, np.array(BY_HAND.features))
    one = ablate(replace(BY_HAND, layers=(first, last)), TWICE_AND_OFF)
    found = stages(one)
    assert [(stage.kind, stage.shape, stage.parameters) for stage in found] == [
        ("input", (28, 28, 1), 0),
        ("Conv2D 1", (28, 28, 1), 10),
        ("ReLU", (1, 2, 3), 0),
        ("pooled", (3,), 0),
        ("scores", (2,), 8),
    ]
    assert found[2].values.tolist() == one.features.tolist()
    assert found[3].values.tolist() == [[[2, 2, 0]]]
    assert found[4].values.tolist() == [[[8.25, 5]]]


def test_that_a_prediction_without_layers_has_no_stages() -> None:
    with pytest.raises(ValueError, match="tells about its layers"):
        stages(BY_HAND)
