"""Figures of a lesson's pages: of any network and any data set that is open."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from camviewer.controllers.lesson_figures import LessonFigures
from camviewer.data.dataset import Split
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.sources import builtin
from camviewer.document.document import Document
from camviewer.export.figure import Row
from camviewer.gui.lesson.figure_view import described
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.lesson.page import Figure, FigureRow
from camviewer.networks.graph import GraphBuilder
from tests.attribution.small_networks import weights_of

Make = Callable[..., tuple[Sequence[Row], str]]


def of_three_classes() -> NetworkSnapshot:
    """A network for digits that nobody trained."""
    network = GraphBuilder(DIGIT_SPEC)
    network.add("Conv2D", filters=2, kernel_size=5, strides=4, activation="relu")
    network.add("GlobalAveragePooling2D")
    network.add("Dense", units=3)
    graph = network.graph()
    return NetworkSnapshot("small", graph, weights_of(graph, 3))


@pytest.fixture
def document(qapp: object) -> Document:
    document = Document()
    document.set_dataset("builtin", builtin.load())
    document.set_snapshot(of_three_classes())
    return document


@pytest.fixture
def figures(document: Document) -> Iterator[LessonFigures]:
    figures = LessonFigures(document)
    yield figures
    figures.close()


@pytest.fixture
def make(qtbot: QtBot, figures: LessonFigures) -> Make:
    def of(*rows: tuple[str, str]) -> tuple[Sequence[Row], str]:
        told: list[tuple[Sequence[Row], str]] = []
        figure = Figure("", "lecture", tuple(FigureRow(*row) for row in rows), "")
        figures.make(figure, lambda made, trouble: told.append((made, trouble)), QObject(figures))
        qtbot.waitUntil(lambda: bool(told), timeout=15_000)
        return told[0]

    return of


def labelled(split: Split, label: int) -> int:
    """Place of the first sample of a class."""
    return next(place for place in range(len(split)) if split.label(place) == label)


def test_that_a_class_which_the_network_has_not_is_told(make: Make) -> None:
    rows, trouble = make(("0", "2"), ("0", "7"))
    assert not rows
    assert trouble == "small has no class 7. Choose another network."


def test_that_a_digit_of_no_class_of_the_network_is_labelled_by_number(
    make: Make,
) -> None:
    place = labelled(builtin.load().test, 7)
    (row,), _ = make((str(place), "predicted"))
    assert "label 7, predicted" in described(row)[0]


def test_that_another_data_set_of_the_same_name_has_figures_of_its_own(
    document: Document, make: Make
) -> None:
    dataset = builtin.load()
    before, _ = make(("0", "1"))
    document.set_dataset("builtin", replace(dataset, test=dataset.train))
    after, _ = make(("0", "1"))
    assert [row.score for row in before] != [row.score for row in after]
