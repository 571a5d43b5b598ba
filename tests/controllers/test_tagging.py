"""Tagging one sample, those chosen, or all that are listed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.controllers.annotation_controller import AnnotationController
from camviewer.controllers.sample_walk import SampleWalk
from camviewer.controllers.tagging import Tagging
from camviewer.document.document import Document
from camviewer.document.messages import Messages

SAMPLES = tuple(f"sample {place}" for place in range(9))


@dataclass
class Bench:
    tagging: Tagging
    annotations: AnnotationController
    walk: SampleWalk

    def tagged(self, tag: str) -> list[int]:
        return [
            index for index, found in sorted(self.annotations.by_index.items()) if tag in found.tags
        ]


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    """Samples 1, 3, 5 and 7 are listed; none is looked at."""
    annotations, walk = AnnotationController(Messages()), SampleWalk()
    annotations.use("checksum", SAMPLES)
    walk.list_others(np.array([1, 3, 5, 7]), None)
    document = Document()
    yield Bench(Tagging(document, annotations, walk), annotations, walk)
    document.deleteLater()
    annotations.close()


def test_that_a_tag_goes_to_the_sample_looked_at_and_away_again(bench: Bench) -> None:
    bench.tagging.toggle("ambiguous")
    assert bench.annotations.by_index == {}, "no sample is looked at"
    bench.walk.go_to(1)
    bench.tagging.toggle("ambiguous")
    assert bench.tagged("ambiguous") == [3]
    bench.tagging.toggle("ambiguous")
    assert bench.tagged("ambiguous") == []


def test_that_a_tag_goes_to_all_chosen_until_all_have_it(bench: Bench) -> None:
    bench.annotations.toggle_tag(5, "thin")
    bench.tagging.choose(np.array([3, 5]))
    bench.tagging.toggle("thin")
    assert bench.tagged("thin") == [3, 5]
    bench.tagging.toggle("thin")
    assert bench.tagged("thin") == []
    bench.tagging.undo()
    assert bench.tagged("thin") == [3, 5], "both at once"


def test_that_a_single_sample_is_no_choice(bench: Bench) -> None:
    bench.tagging.choose(np.array([3]))
    assert len(bench.tagging.chosen) == 0
    bench.walk.go_to(0)
    assert bench.tagging.indices.tolist() == [1]


def test_that_all_listed_are_tagged_in_one_step(bench: Bench, qtbot: QtBot) -> None:
    bench.annotations.toggle_tag(1, "thin")
    bench.tagging.tag_all("thin")
    assert bench.tagged("thin") == [1, 3, 5, 7]
    assert bench.tagging.number_tagged == 4
    with qtbot.waitSignal(bench.tagging.returned) as told:
        bench.tagging.undo()
    assert bench.tagged("thin") == [1], "what had it before keeps it"
    assert told.args == [3]
    bench.tagging.redo()
    assert bench.tagged("thin") == [1, 3, 5, 7]


def test_that_one_goes_on_after_a_tag_if_one_wants_to(bench: Bench, qtbot: QtBot) -> None:
    bench.walk.go_to(0)
    with qtbot.assertNotEmitted(bench.tagging.advancing):
        bench.tagging.toggle("thin")
    bench.tagging.advance(True)
    with qtbot.assertNotEmitted(bench.tagging.advancing):
        bench.tagging.toggle("thin")  # it is taken away
    with qtbot.waitSignal(bench.tagging.advancing):
        bench.tagging.toggle("thin")
    bench.tagging.choose(np.array([1, 3]))
    with qtbot.assertNotEmitted(bench.tagging.advancing):
        bench.tagging.toggle("thick")


def test_that_what_is_no_tag_is_told_and_nothing_is_tagged(bench: Bench) -> None:
    bench.tagging.tag_all("a;b")
    assert bench.annotations.by_index == {}
