"""The known-truth lab: cases are read and explained beside the window, and measured on demand."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import numpy as np
import pytest
from PySide6.QtCore import QObject, Signal
from pytestqt.qtbot import QtBot

from camviewer.attribution.methods import METHODS
from camviewer.common.arrays import Array
from camviewer.controllers import truth_cases
from camviewer.controllers.known_truth import KnownTruthLab
from camviewer.controllers.training import Status
from camviewer.controllers.truth_cases import (
    CENTRE,
    CHANCE,
    AccuracyTask,
    CaseReading,
    DecoySource,
    MeasureTask,
    SceneSource,
)
from camviewer.data.digits.spec import DIGIT_SPEC, digit_dataset
from camviewer.data.drawing import Drawing
from camviewer.data.known_truth import decoy
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.document.canvas_content import CanvasContent
from camviewer.document.document import Document
from camviewer.document.state import DocumentState, LabState, from_json, to_json
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks.graph import Graph, GraphBuilder
from camviewer.networks.hand_made import HAND_MADE, YES
from camviewer.training.events import Plan
from tests.attribution.small_networks import weights_of
from tests.document.test_document import LINE
from tests.there import there

WAIT = 20_000
DIGITS = 30


@cache
def dataset() -> Any:
    return digit_dataset("builtin", WrittenSplit("train", DIGITS), WrittenSplit("test", DIGITS))


def small(*, dense: bool = False) -> NetworkSnapshot:
    """A network for digits that nobody trained: one convolution, or none."""
    network = GraphBuilder(DIGIT_SPEC)
    if dense:
        network.add("Flatten")
    else:
        network.add("Conv2D", filters=3, kernel_size=5, strides=4, activation="relu")
        network.add("GlobalAveragePooling2D")
    network.add("Dense", units=10)
    graph: Graph = network.graph()
    return NetworkSnapshot("small", graph, weights_of(graph, 3))


def obedient() -> NetworkSnapshot:
    """A network that reads the patch in the upper left corner, whatever the digit is."""
    network = GraphBuilder(DIGIT_SPEC)
    network.add("Flatten")
    network.add("Dense", units=10)
    weights = np.zeros((784, 10), np.float32)
    greys: Array = decoy.greys(10).astype(np.float32) / np.float32(255)
    # 2 g x - g² is largest for the grey g that is nearest to x.
    weights[0] = 2 * greys
    return NetworkSnapshot("obedient", network.graph(), [weights, np.negative(greys**2)])


class Played(QObject):
    """A training that only notes what is wanted of it."""

    status_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.status = Status.IDLE
        self.plans: list[Plan] = []

    def start(self, plan: Plan) -> None:
        self.plans.append(plan)
        self.status = Status.PREPARING
        self.status_changed.emit()


class Bench:
    """A lab that somebody looks at, on a document with a line drawn."""

    def __init__(self) -> None:
        self.document = Document()
        self.document.set_content(LINE)
        self.document.set_dataset("builtin", dataset())
        self.training = Played()
        self.lab = KnownTruthLab(self.document, self.training)  # type: ignore[arg-type]

    def look(self) -> None:
        self.lab.start()
        self.lab.want(True)

    def is_explained(self) -> bool:
        lab, cheap = self.lab, ("cam", "gradient", "gradient-input", "lrp", "occlusion")
        wanted = [name for name in cheap if name in lab.methods]
        return bool(wanted) and all(
            name in lab.maps and lab.maps[name].share == 1 for name in wanted
        )


@pytest.fixture(autouse=True)
def few_digits(monkeypatch: pytest.MonkeyPatch) -> None:
    """Decoys are made of few digits, and there are few scenes."""
    monkeypatch.setattr(truth_cases, "COUNT", 6)
    masked = {decoy.NAME: False, decoy.MASKED_NAME: True}
    monkeypatch.setattr(
        truth_cases, "open_source", lambda name: decoy.decoy(dataset(), masked=masked[name])
    )


@pytest.fixture
def bench(qtbot: QtBot) -> Iterator[Bench]:
    made = Bench()
    yield made
    made.lab.begin_closing()
    made.lab.close()


def read(bench: Bench, qtbot: QtBot) -> CaseReading:
    qtbot.waitUntil(lambda: bench.lab.reading is not None, timeout=WAIT)
    return there(bench.lab.reading)


def test_that_nothing_is_computed_before_it_is_started_and_looked_at(bench: Bench) -> None:
    bench.lab.want(True)
    assert bench.lab.reading is None
    bench.lab.want(False)
    bench.lab.start()
    assert bench.lab.reading is None
    assert bench.lab.methods == ()
    assert bench.lab.lacking == ""
    assert not bench.lab.can_measure


def test_that_a_hand_made_network_is_explained_by_every_method(bench: Bench, qtbot: QtBot) -> None:
    bench.lab.choose("one-cell")
    bench.look()
    reading = read(bench, qtbot)
    made = HAND_MADE["one-cell"]
    assert np.array_equal(reading.case.mask, made.truth(bench.document.sample))
    assert reading.class_index == YES
    assert bench.lab.class_names == ("no", "yes")
    assert set(bench.lab.methods) == set(METHODS)
    qtbot.waitUntil(bench.is_explained, timeout=WAIT)
    for name in ("gradient", "gradient-input"):
        found = there(bench.lab.maps[name].pointing)
        assert found.hit == found.energy == pytest.approx(1)
    blurred = there(bench.lab.maps["occlusion"].pointing)  # blocks reach beyond the cell
    assert blurred.hit == 1
    assert blurred.energy < 1
    assert bench.lab.maps["occlusion"].is_among


def test_that_where_ink_speaks_against_it_the_most_negative_counts(
    bench: Bench, qtbot: QtBot
) -> None:
    bench.lab.choose("empty-cell")
    bench.look()
    qtbot.waitUntil(bench.is_explained, timeout=WAIT)
    gradient = bench.lab.maps["gradient"]
    assert gradient.values.min() < 0
    assert there(gradient.pointing).hit == 1


def test_that_where_no_pixel_decides_nothing_is_pointed_at(bench: Bench, qtbot: QtBot) -> None:
    bench.lab.choose("left-stroke")
    dot = np.zeros((28, 28), np.float32)
    dot[14, 20] = 1
    bench.document.set_content(CanvasContent(Drawing(base=dot)))
    bench.look()
    assert not read(bench, qtbot).case.mask.any()
    qtbot.waitUntil(bench.is_explained, timeout=WAIT)
    assert bench.lab.maps["gradient"].pointing is None
    assert not bench.lab.maps["gradient"].is_among


def test_that_without_ink_a_hand_made_network_reads_nothing(bench: Bench, qtbot: QtBot) -> None:
    bench.look()
    read(bench, qtbot)
    bench.document.set_content(CanvasContent())
    assert bench.lab.reading is None
    assert bench.lab.trouble.startswith("There is no ink")
    bench.document.set_content(LINE)
    read(bench, qtbot)
    assert bench.lab.trouble == ""


def test_that_a_hand_made_network_goes_onto_the_stage_and_the_model_comes_back(
    bench: Bench,
) -> None:
    assert not bench.lab.is_on_stage
    bench.lab.use_on_stage()
    assert there(bench.document.snapshot).weights is HAND_MADE["one-pixel"].weights
    assert bench.document.class_names == ("no", "yes")
    assert bench.lab.is_on_stage
    bench.lab.choose("moved-cell")
    assert not bench.lab.is_on_stage
    bench.lab.use_on_stage(False)
    assert bench.document.snapshot is None


def test_that_a_scene_is_read_by_the_network_on_the_stage(bench: Bench, qtbot: QtBot) -> None:
    network = small()
    bench.document.set_snapshot(network)
    bench.lab.show_part("scenes")
    bench.look()
    reading = read(bench, qtbot)
    assert reading.case.network is network
    assert reading.case.mask.sum() == 14 * 14
    assert reading.class_index == reading.case.class_index
    before = reading.case.sample
    bench.lab.step_scene(-1)  # behind the first comes the last
    assert bench.document.lab.value.scene == truth_cases.COUNT - 1
    qtbot.waitUntil(
        lambda: not np.array_equal(there(bench.lab.reading).case.sample, before), timeout=WAIT
    )


def test_that_a_network_that_is_not_for_such_samples_says_so(bench: Bench, qtbot: QtBot) -> None:
    bench.lab.use_on_stage()
    bench.lab.show_part("scenes")
    bench.look()
    qtbot.waitUntil(lambda: bool(bench.lab.trouble), timeout=WAIT)
    assert "2 classes" in bench.lab.trouble
    assert bench.lab.reading is None
    bench.document.set_snapshot(small())
    read(bench, qtbot)
    assert bench.lab.trouble == ""


def test_that_what_a_network_lacks_is_told_in_a_sentence(bench: Bench, qtbot: QtBot) -> None:
    bench.document.set_snapshot(small(dense=True))
    bench.lab.show_part("scenes")
    bench.look()
    read(bench, qtbot)
    assert "cam" not in bench.lab.methods
    assert "gradient" in bench.lab.methods
    assert bench.lab.lacking.startswith("Without CAM")
    assert "small has no layer with a grid of cells" in bench.lab.lacking


def test_that_a_method_that_fails_says_so_and_the_others_go_on(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Broken:
        def named(self, name: str) -> Any:
            if name == "gradient":
                raise ArithmeticError("no number")
            return METHODS[name]

    monkeypatch.setattr(truth_cases, "METHODS", Broken())
    bench.look()
    qtbot.waitUntil(lambda: bool(bench.lab.trouble_of("gradient")), timeout=WAIT)
    assert "no number" in bench.lab.trouble_of("gradient")
    qtbot.waitUntil(lambda: "lrp" in bench.lab.maps, timeout=WAIT)
    assert bench.lab.trouble_of("lrp") == ""


def test_that_masking_a_patch_shows_how_the_prediction_changes(bench: Bench, qtbot: QtBot) -> None:
    bench.document.set_snapshot(obedient())
    bench.lab.show_part("decoys")
    test = decoy.decoy(dataset()).test
    corner = next(place for place in range(DIGITS) if test.corners[place] == 0 and test.told[place])
    bench.lab.step_decoy(corner)
    bench.look()
    reading = read(bench, qtbot)
    case = reading.case
    assert reading.prediction.predicted == case.told == test.told[corner]
    assert case.label == test.label(corner)
    assert reading.before is None
    bench.lab.mask(True)
    qtbot.waitUntil(lambda: there(bench.lab.reading).before is not None, timeout=WAIT)
    masked = there(bench.lab.reading)
    assert not masked.case.sample[masked.case.mask].any()
    assert there(masked.before).predicted == case.told
    assert masked.prediction.predicted == len(decoy.greys(10)) - 1, "the darkest"


def test_that_accuracies_are_told_with_and_without_patches() -> None:
    source = DecoySource()
    found = [
        list(AccuracyTask(source, obedient(), name).steps())[-1]
        for name in ("train", "test", "masked")
    ]
    for accuracy, split in zip(found, source.splits().values(), strict=True):
        assert accuracy.done == DIGITS
        upper_left = split.corners == 0
        is_read = (split.told == 9) | (upper_left if accuracy.name != "masked" else False)
        assert accuracy.followed == pytest.approx(is_read.mean())
    assert found[0].correct == found[0].followed
    assert found[1].correct < found[0].correct


def test_that_means_over_scenes_are_those_of_each() -> None:
    source, network = SceneSource(dataset()), small()
    rows = {
        name: list(MeasureTask(source, network, name, most=4).steps())
        for name in (CENTRE, CHANCE, "cam")
    }
    for steps in rows.values():
        assert [row.done for row in steps] == list(range(1, 5))
    assert rows[CHANCE][-1].hit == rows[CHANCE][-1].energy == 0.25
    assert rows[CENTRE][-1].hit == pytest.approx(0.25)
    assert 0 <= rows["cam"][-1].hit <= 1


def test_that_methods_are_measured_over_all_scenes_best_first(bench: Bench, qtbot: QtBot) -> None:
    bench.document.set_snapshot(small())
    bench.lab.show_part("scenes")
    bench.look()
    read(bench, qtbot)
    assert bench.lab.can_measure
    assert bench.lab.measuring.progress is None
    bench.lab.measure()
    assert bench.lab.measuring.progress == 0
    qtbot.waitUntil(lambda: bench.lab.measuring.progress is None, timeout=3 * WAIT)
    rows = bench.lab.measuring.rows(bench.lab.part)
    names = {row.name for row in rows}
    assert {CENTRE, CHANCE, "cam", "gradient", "lrp", "occlusion"} <= names
    assert "rise" not in names, "it takes too long"
    assert [row.hit for row in rows] == sorted((row.hit for row in rows), reverse=True)
    assert {row.done for row in rows} == {truth_cases.COUNT}
    bench.lab.show_part("decoys")
    assert bench.lab.measuring.rows(bench.lab.part) == ()
    bench.lab.show_part("scenes")
    assert bench.lab.measuring.rows(bench.lab.part) == rows, "it is still of this network"
    bench.document.set_snapshot(small())
    assert bench.lab.measuring.rows(bench.lab.part) == ()


def test_that_measuring_can_be_stopped_and_what_is_known_stays(bench: Bench, qtbot: QtBot) -> None:
    bench.document.set_snapshot(small())
    bench.lab.show_part("decoys")
    bench.look()
    read(bench, qtbot)
    bench.lab.measure()
    qtbot.waitUntil(lambda: bool(bench.lab.measuring.rows(bench.lab.part)), timeout=WAIT)
    assert [each.name for each in bench.lab.measuring.accuracies] == ["train", "test", "masked"]
    bench.lab.measuring.stop()
    assert bench.lab.measuring.progress is None
    assert bench.lab.measuring.rows(bench.lab.part)


@pytest.mark.parametrize(("masked", "source"), [(False, decoy.NAME), (True, decoy.MASKED_NAME)])
def test_that_a_network_is_trained_on_decoys(bench: Bench, masked: bool, source: str) -> None:
    assert bench.lab.can_train
    told: list[bool] = []
    bench.lab.training_changed.connect(lambda: told.append(bench.lab.can_train))
    bench.lab.train(masked=masked)
    (plan,) = bench.training.plans
    assert (plan.source, plan.name, plan.recipe.name) == (source, source, "fast")
    assert told == [False]


def test_that_what_is_looked_at_is_kept() -> None:
    lab = LabState("decoys", "moved-cell", 3, 5, True)
    assert from_json(to_json(DocumentState(lab=lab))).lab == lab
    wrong = to_json(DocumentState()).replace('"hand-made"', '"nowhere"')
    assert from_json(wrong).lab == LabState()
