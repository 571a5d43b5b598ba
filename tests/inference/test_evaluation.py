from typing import Any

import numpy as np
import pytest

from camviewer.inference.evaluation import Evaluation


def evaluation(**changes: Any) -> Evaluation:
    """Three samples, three classes, one channel; the scores are written down, not computed."""
    given = {
        "model": "m",
        "source": "builtin",
        "split": "test",
        "checksum": "c",
        "samples": ("a", "b", "c"),
        "labels": np.array([0, 1, 2], np.uint8),
        "scores": np.array([[3, 1, 0], [2, 0.5, -1], [0, 0, np.log(2)]], np.float32),
        "pooled": np.zeros((3, 1), np.float32),
        "weights": np.zeros((1, 3), np.float32),
        "bias": np.zeros(3, np.float32),
    }
    return Evaluation(**(given | changes))


def test_that_predicted_classes_and_mistakes_are_those_of_the_largest_score() -> None:
    found = evaluation()
    assert found.predicted.tolist() == [0, 0, 2]
    assert found.wrong.tolist() == [False, True, False]
    assert found.accuracy == pytest.approx(2 / 3)


def test_that_the_margin_is_the_best_other_score_minus_the_labels() -> None:
    assert evaluation().margin == pytest.approx([1 - 3, 2 - 0.5, 0 - np.log(2)])


def test_that_loss_and_probability_are_those_of_the_softmax() -> None:
    found = evaluation()
    # The third sample's powers are 1, 1 and 2: its class has half of the whole.
    assert found.probability[2] == pytest.approx(0.5)
    assert found.loss[2] == pytest.approx(np.log(2))
    # The second sample's label has e^0.5 of e^2 + e^0.5 + e^-1.
    assert found.loss[1] == pytest.approx(np.log(np.e**2 + np.e**0.5 + np.e**-1) - 0.5)


def test_that_large_scores_do_not_overflow() -> None:
    scores = np.array([[1000, 0, 0], [0, 1000, 0], [0, 1000, 0]], np.float32)
    found = evaluation(scores=scores)
    assert found.loss == pytest.approx([0, 0, 1000])
    assert found.probability == pytest.approx([1, 1, 1])


@pytest.mark.parametrize("name", ["labels", "scores", "pooled", "weights", "bias"])
def test_that_shapes_must_fit_together(name: str) -> None:
    other = {"labels": np.uint8, "bias": np.float32}
    shape = (4,) if name in other else (4, 4)
    with pytest.raises(ValueError, match="expected labels"):
        evaluation(**{name: np.zeros(shape, other.get(name, np.float32))})


def test_that_each_sample_has_a_checksum() -> None:
    with pytest.raises(ValueError, match="2 and 3"):
        evaluation(samples=("a", "b"))


def test_that_nothing_can_be_written_to() -> None:
    found = evaluation()
    for array in (found.labels, found.scores, found.predicted, found.wrong, found.loss):
        with pytest.raises(ValueError, match="read-only"):
            array[0] = 0
