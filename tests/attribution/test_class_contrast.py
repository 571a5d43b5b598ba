"""The two maps that decided, worked out by hand."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.class_contrast import ClassContrast, class_contrast, classes_of
from camviewer.inference.prediction import Prediction
from tests.predictions import linear_prediction


def prediction() -> Prediction:
    """Two cells, two channels, three classes.

    M_0 = (2, 4), M_1 = (9, -3), M_2 = (-1, 1); biases 1, 2, 0; scores 4, 5, 0.
    """
    return linear_prediction(
        image=np.zeros((28, 28), np.float32),
        features=np.array([[[1, 0], [0, 1]]], np.float32),
        weights=np.array([[2, 9, -1], [4, -3, 1]], np.float32),
        bias=np.array([1, 2, 0], np.float32),
        logits=np.array([4, 5, 0], np.float32),
        model="m",
    )


def test_that_a_mistake_is_explained_by_predicted_against_true() -> None:
    contrast = class_contrast(prediction(), 2)
    assert (contrast.first, contrast.second) == (1, 2)
    assert contrast.difference.tolist() == [[10, -4]]
    assert contrast.mean_difference == 3
    assert contrast.bias_difference == 2
    assert contrast.margin == 5  # S_1 - S_2
    assert contrast.limits == (-10, 10)


@pytest.mark.parametrize("label", [1, None])
def test_that_the_runner_up_stands_in_where_the_digit_is_correct(label: int | None) -> None:
    contrast = class_contrast(prediction(), label)
    assert (contrast.first, contrast.second) == (1, 0)
    assert contrast.difference.tolist() == [[7, -7]]
    assert contrast.margin == 1
    assert contrast.limits == (-9, 9)


def test_that_cells_are_ranked_from_the_first_class_to_the_second_and_add_up() -> None:
    contrast = class_contrast(prediction(), 2)
    assert contrast.ranked_cells == ((0, 0, 10.0), (0, 1, -4.0))
    parts = [value / contrast.difference.size for _, _, value in contrast.ranked_cells]
    assert sum(parts) + contrast.bias_difference == contrast.margin


def test_that_a_cell_for_the_label_comes_last_however_large_it_is() -> None:
    maps = np.array([[[-9, 1], [2, 1]], [[0, 0], [0, 0]]], np.float32)
    contrast = ClassContrast(0, 1, maps[0], maps[1], 0.0)
    assert contrast.ranked_cells == ((1, 0, 2.0), (0, 1, 1.0), (1, 1, 1.0), (0, 0, -9.0))


def test_that_the_classes_of_a_pair_follow_from_the_scores() -> None:
    scores = np.array([4, 5, 0], np.float32)
    assert [classes_of(scores, label) for label in (0, 1, 2, None)] == [
        (1, 0),
        (1, 0),
        (1, 2),
        (1, 0),
    ]
    assert scores.tolist() == [4, 5, 0]
