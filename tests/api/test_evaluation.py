"""Evaluations from Python."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest

import camviewer
from tests.reference import off


@pytest.fixture(scope="module")
def network() -> camviewer.Network:
    return camviewer.load("lecture")


def test_that_a_source_a_data_set_and_arrays_are_read_alike(
    network: camviewer.Network, few_digits: str
) -> None:
    data = camviewer.open_data(few_digits)
    for split, part in (("test", data.test), ("train", data.train)):
        by_source = camviewer.evaluate(network, few_digits, split)
        by_data = camviewer.evaluate(network, data, split)
        by_arrays = camviewer.evaluate(network, (part.images, part.labels.astype(int)), split)
        assert len(by_source) == len(by_data) == len(by_arrays) == len(part)
        expected = network.predict(part.images)
        for each in (by_source, by_data, by_arrays):
            assert np.array_equal(each.labels, part.labels)
            assert off(each.scores, expected.scores) <= 1e-5
            assert np.array_equal(each.predicted, expected.predicted)


def test_that_the_figures_follow_from_the_predictions(
    network: camviewer.Network, few_digits: str
) -> None:
    images = camviewer.open_data(few_digits).train.images
    predicted = network.predict(images).predicted
    labels = predicted.copy()
    labels[[2, 5, 7]] = (labels[[2, 5, 7]] + 1) % 10
    found = camviewer.evaluate(network, (images, labels))
    assert found.accuracy == pytest.approx(21 / 24)
    low, high = found.interval()
    assert 0.6 < low < 21 / 24 < high < 1
    narrow = found.interval(0.5)
    assert low < narrow[0] < narrow[1] < high
    assert sorted(found.mistakes.tolist()) == [2, 5, 7]
    certainty = found.probabilities.max(axis=1)[found.mistakes]
    assert np.all(np.diff(certainty) <= 0)
    assert found.confusion.sum() == 24
    assert found.confusion.trace() == 21
    assert found.confusion[labels[2], predicted[2]] >= 1
    assert "87.50% of 24 images" in repr(found)


def test_that_labels_that_do_not_fit_are_refused(
    network: camviewer.Network, few_digits: str, tmp_path: Path
) -> None:
    images = camviewer.open_data(few_digits).test.images
    for labels, says in (
        (np.zeros(9, int), "pass 10 whole numbers"),
        (np.zeros(10), "float64"),
        (np.full(10, 10), "go from 10 to 10"),
        (np.full(10, -1), "go from -1 to -1"),
    ):
        with pytest.raises(ValueError, match=says):
            camviewer.evaluate(network, (images, labels))
    with pytest.raises(ValueError, match="shape"):
        camviewer.evaluate(network, (images[:, :20], np.zeros(10, int)))
    with pytest.raises(camviewer.UserError, match="half"):
        camviewer.evaluate(network, few_digits, "half")
    with pytest.raises(camviewer.UserError, match="nowhere"):
        camviewer.evaluate(network, tmp_path / "nowhere")
    with pytest.raises(ValueError, match="level"):
        camviewer.evaluate(network, few_digits).interval(1)


def test_that_what_is_no_network_or_no_data_is_told(
    network: camviewer.Network, few_digits: str
) -> None:
    images = camviewer.open_data(few_digits).test.images
    wrong: list[Any] = ["compact", None]
    for each in wrong:
        with pytest.raises(TypeError, match=r"pass one from camviewer.load"):
            camviewer.evaluate(each, few_digits)
    for data, says in (
        (None, "NoneType is not"),
        ((images,), "There are 1 parts"),
        (3, "int is not"),
    ):
        wrong_data: Any = data
        with pytest.raises(TypeError, match=says):
            camviewer.evaluate(network, wrong_data)
    no_source: Any = None
    with pytest.raises(TypeError, match="NoneType is not"):
        camviewer.open_data(no_source)
    no_data: Any = (images, [0])
    with pytest.raises(TypeError, match="tuple is not data; pass a data set"):
        camviewer.load("compact", data=no_data)
