"""What the decomposition looks at, and that it follows the document."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from camviewer.controllers.decomposition import MAX_RANKED, Decomposition
from camviewer.document.canvas_content import CanvasContent
from camviewer.document.document import Document
from camviewer.inference.prediction import PredictionRequest
from tests.document.test_document import LINE
from tests.gui.conftest import explain
from tests.predictions import linear_prediction
from tests.there import there


@pytest.fixture
def document(qapp: object) -> Document:
    made = Document()
    made.set_content(LINE)
    made.set_prediction(explain(PredictionRequest(Path("m"), made.sample)))
    return made


@pytest.fixture
def decomposition(document: Document) -> Decomposition:
    return Decomposition(document)


def numbers(decomposition: Decomposition) -> np.ndarray:
    assert decomposition.contributions is not None
    return decomposition.contributions.numbers


def order(decomposition: Decomposition) -> list[int]:
    assert decomposition.contributions is not None
    found: list[int] = decomposition.contributions.order.tolist()
    return found


def test_that_it_is_of_the_class_shown(document: Document, decomposition: Decomposition) -> None:
    assert document.prediction is not None
    changes = []
    decomposition.changed.connect(lambda: changes.append(document.class_index))
    for index in (3, 7):
        document.choose_class(index)
        expected = document.prediction.weights[:, index] * document.prediction.pooled
        assert np.array_equal(numbers(decomposition), expected)
        assert decomposition.score_breakdown is not None
        assert decomposition.score_breakdown.score == document.prediction.logits[index]
    assert changes == [3, 7]
    decomposition.set_against(3)
    assert decomposition.against == 3
    weights = document.prediction.weights
    expected = (weights[:, 7] - weights[:, 3]) * document.prediction.pooled
    assert np.array_equal(numbers(decomposition), expected)
    document.choose_class(3)  # against itself there is nothing to tell
    assert decomposition.against is None
    assert numbers(decomposition).any()


def test_that_it_computes_once_a_change(document: Document, decomposition: Decomposition) -> None:
    assert decomposition.contributions is decomposition.contributions
    assert decomposition.score_breakdown is decomposition.score_breakdown
    before = decomposition.contributions
    decomposition.set_order("index")
    assert decomposition.contributions is not before
    assert order(decomposition) == [0, 1, 2]


def test_that_there_is_nothing_without_ink(
    document: Document, decomposition: Decomposition
) -> None:
    document.set_pointer((3, 3))
    document.set_content(CanvasContent())
    assert decomposition.contributions is None
    assert decomposition.score_breakdown is None
    assert (decomposition.channels, decomposition.count, decomposition.channel) == (0, 0, 0)
    assert decomposition.cell is None
    assert decomposition.ranked is None
    decomposition.choose(1)
    decomposition.grow(1)
    decomposition.set_factor(0, 0.5)
    assert document.ablation is None


def test_that_choosing_a_channel_leaves_the_sum_as_it_is(decomposition: Decomposition) -> None:
    assert decomposition.count == 3  # all, until fewer are asked for
    assert decomposition.channel == order(decomposition)[0]
    for channel in order(decomposition):
        decomposition.choose(channel)
        assert (decomposition.channel, decomposition.count) == (channel, 3)
    decomposition.grow(2)
    for channel in order(decomposition):
        decomposition.choose(channel)
        assert (decomposition.channel, decomposition.count) == (channel, 2)


def test_that_a_growing_sum_leaves_the_chosen_channel_as_it_is(
    decomposition: Decomposition,
) -> None:
    decomposition.choose(order(decomposition)[2])
    for count in (1, 2, 3):
        decomposition.grow(count)
        assert (decomposition.channel, decomposition.count) == (order(decomposition)[2], count)
        assert decomposition.last == order(decomposition)[count - 1]


def test_that_the_sum_keeps_its_count_in_another_order_and_of_another_class(
    document: Document, decomposition: Decomposition
) -> None:
    decomposition.grow(2)
    last = set()
    for by in ("index", "contribution"):
        decomposition.set_order(by)
        for index in range(10):
            document.choose_class(index)
            assert decomposition.count == 2
            last.add(decomposition.last)
    assert len(last) > 1


def test_that_a_sum_of_all_channels_stays_one_for_another_network(
    document: Document, decomposition: Decomposition
) -> None:
    decomposition.grow(1)
    decomposition.grow(3)
    more = there(document.original)
    features = np.concatenate([more.features, more.features], axis=2)
    weights = np.concatenate([more.weights, more.weights])
    logits = features.mean(axis=(0, 1)) @ weights + more.bias
    document.set_prediction(
        linear_prediction(more.image, features, weights, more.bias.copy(), logits, "wider")
    )
    assert decomposition.count == decomposition.channels == 6
    decomposition.grow(5)
    document.set_prediction(more)  # of three channels: five of them there are not
    assert decomposition.count == 3


def test_that_pointing_shows_a_channel_for_a_while(decomposition: Decomposition) -> None:
    first, second, _ = order(decomposition)
    decomposition.choose(first)
    decomposition.point_at(second)
    assert (decomposition.shown, decomposition.channel) == (second, first)
    decomposition.point_at(None)
    assert decomposition.shown == first


def test_that_the_cell_under_the_pointer_ranks_channels(
    document: Document, decomposition: Decomposition
) -> None:
    document.set_pointer((13.9, 9.2))
    assert decomposition.cell == (4, 6)
    assert decomposition.ranked is not None
    assert decomposition.contributions is not None
    sizes = np.abs(decomposition.contributions.at(4, 6))[decomposition.ranked]
    assert len(sizes) <= MAX_RANKED
    assert sizes.all()
    assert (np.diff(sizes) <= 0).all()


def test_that_an_ablated_channel_stays_where_it_was(
    document: Document, decomposition: Decomposition
) -> None:
    before = order(decomposition)
    decomposition.switch(before[0])
    assert decomposition.factor(before[0]) == 0
    assert order(decomposition) == before
    assert numbers(decomposition)[before[0]] == 0
    decomposition.set_factor(before[1], 0.5)
    assert document.ablation is not None
    assert (document.ablation.off, document.ablation.scaled) == (1, 1)
    decomposition.switch(before[0])
    decomposition.switch(before[1])
    decomposition.switch(before[1])
    assert document.ablation is None


def test_that_colours_of_other_channels_stay_unless_the_scale_is_left(
    document: Document, decomposition: Decomposition
) -> None:
    assert document.original is not None
    largest = float(document.original.features.max())
    decomposition.set_factor(0, 0.5)
    assert decomposition.feature_scale[0] == (0, largest)
    decomposition.set_factor(0, 2)
    assert decomposition.feature_scale[0] == (0, 2 * largest)
