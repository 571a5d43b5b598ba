"""Two networks side by side: both read one sample, in a thread, as long as somebody looks."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camviewer.attribution.attribution import Attribution, Values
from camviewer.attribution.channel_ablation import nothing
from camviewer.attribution.methods import METHODS
from camviewer.common.errors import UserError
from camviewer.common.registry import Registry
from camviewer.controllers import comparison as comparison_module
from camviewer.controllers.comparison import PAGE, Comparison, make_worker
from camviewer.controllers.paired_readings import Reading, Size, size_of, working_instead
from camviewer.data.rearrangement import Rearrangement, moved, shuffled
from camviewer.document.canvas_content import CanvasContent
from camviewer.document.document import Document
from camviewer.document.stage import Model
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import Capability, Prediction, PredictionRequest
from camviewer.networks.model_card import ModelCard
from tests.document.test_document import LINE
from tests.engines import engine_of, snapshot_of
from tests.there import there

NAMES = ("compact", "lecture", "ann", "lenet")


def card_of(architecture: str) -> ModelCard:
    return ModelCard(architecture, architecture, "fast", 1, "mnist", 1, 0.9, "2026-01-01", "0.1.0")


@cache
def engine(architecture: str) -> Engine:
    return engine_of(architecture)


def read_by(architecture: str, sample: np.ndarray) -> Prediction:
    return engine(architecture).predict(sample)


class Desk:
    """A comparison of networks that nobody trained, which notes what they were shown."""

    def __init__(self) -> None:
        self.document = Document()
        for name in NAMES:
            self.document.add_model(Model(Path(f"/{name}"), card_of(name)))
        self.document.set_model(self.document.models[0])
        self.requests: list[PredictionRequest] = []
        self.threads: set[int] = set()
        self.trouble_of = ""
        self.worker = make_worker(lambda: self.predict)
        self.comparison = Comparison(self.document, self.worker, patience=1500)
        self.comparison.start()

    def predict(self, request: PredictionRequest) -> Prediction:
        self.requests.append(request)
        self.threads.add(threading.get_ident())
        network = request.network
        if not isinstance(network, Path):
            return engine("compact").predict(request.sample)
        if network.name == self.trouble_of:
            raise UserError(f"{network.name} cannot be read")
        return read_by(network.name, request.sample)

    def open(self) -> None:
        self.document.window.change(drawer=PAGE)
        self.comparison.ask()

    def choose(self, name: str) -> None:
        self.comparison.choose(self.model(name))

    def model(self, name: str) -> Model:
        return next(model for model in self.document.models if model.card.name == name)


@pytest.fixture
def desk(qapp: QApplication) -> Iterator[Desk]:
    made = Desk()
    made.document.set_content(LINE)
    yield made
    made.comparison.close()
    assert not made.worker.isRunning()


@pytest.fixture
def opened(desk: Desk, qtbot: QtBot) -> Desk:
    """The same with the page open and both networks asked."""
    desk.open()
    wait(desk, qtbot)
    return desk


def wait(desk: Desk, qtbot: QtBot) -> tuple[Reading, Reading]:
    qtbot.waitUntil(lambda: not desk.comparison.is_waiting)
    first, second = desk.comparison.readings
    return first, second


def names_of(desk: Desk) -> list[str]:
    return [Path(str(each.network)).name for each in desk.comparison.readings]


def test_that_nothing_is_computed_while_nobody_looks(desk: Desk) -> None:
    desk.document.set_model(desk.model("lecture"))
    desk.comparison.move(1, 0)
    assert desk.requests == []
    assert not desk.worker.isRunning()
    assert desk.comparison.readings == ()


def test_that_nothing_is_computed_before_what_reads_is_there(desk: Desk, qtbot: QtBot) -> None:
    other = Comparison(desk.document, make_worker(lambda: desk.predict))
    desk.document.window.change(drawer=PAGE)
    other.ask()
    assert not other.is_waiting
    other.start()
    qtbot.waitUntil(lambda: len(other.readings) == len(desk.requests) == 2)
    other.close()


def test_that_both_read_the_sample_in_a_thread_and_one_method_explains_both(
    opened: Desk,
) -> None:
    assert names_of(opened) == ["compact", "lecture"]
    assert threading.get_ident() not in opened.threads
    for name, reading in zip(("compact", "lecture"), opened.comparison.readings, strict=True):
        prediction = there(reading.prediction)
        assert np.array_equal(prediction.image, opened.document.sample)
        assert reading.drawn is prediction
        expected = METHODS["cam"].maps(read_by(name, opened.document.sample))
        assert np.array_equal(there(reading.attribution).maps, expected)
        assert reading.trouble == ""
    assert len(opened.requests) == 2  # each was asked once


def test_that_the_second_is_a_usual_one_until_another_is_chosen(opened: Desk, qtbot: QtBot) -> None:
    # These models are not bundled: their names are paths.
    assert there(opened.comparison.second).card.name == "lecture"
    opened.document.set_model(opened.model("lecture"))
    assert there(opened.comparison.second).card.name == "compact"
    opened.choose("ann")
    wait(opened, qtbot)
    assert names_of(opened) == ["lecture", "ann"]
    opened.document.set_model(opened.model("ann"))
    wait(opened, qtbot)
    assert names_of(opened) == ["ann", "ann"], "what was chosen stays, also beside itself"
    assert opened.document.state().comparison.second == opened.model("ann").name
    opened.document.remove_model(opened.model("ann"))
    assert there(opened.comparison.second).card.name == "compact"


def test_that_both_read_the_sample_moved_and_shuffled(opened: Desk, qtbot: QtBot) -> None:
    sample = opened.document.sample.copy()
    as_drawn = [there(each.prediction).logits for each in opened.comparison.readings]
    opened.comparison.move(2, -1)
    opened.comparison.shuffle(True)
    readings = wait(opened, qtbot)
    expected = shuffled(moved(sample, 2, -1))
    assert np.array_equal(opened.comparison.sample, expected)
    for reading, before in zip(readings, as_drawn, strict=True):
        assert np.array_equal(there(reading.prediction).image, expected)
        assert np.array_equal(there(reading.drawn).logits, before)
    assert np.array_equal(opened.document.sample, sample), "the stage keeps it"
    assert opened.document.state().comparison.rearrangement == Rearrangement(2, -1, True)
    opened.comparison.put_back()
    first, _second = wait(opened, qtbot)
    assert first.drawn is first.prediction


def test_that_a_line_of_the_sample_stays_in_sight(opened: Desk) -> None:
    for _ in range(40):
        opened.comparison.move(1, -1)
    assert opened.comparison.rearrangement == Rearrangement(27, -27)
    opened.comparison.move(-100, 0)
    assert opened.comparison.rearrangement == Rearrangement(-27, -27)


def test_that_without_ink_nothing_is_read(opened: Desk, qtbot: QtBot) -> None:
    opened.comparison.move(27, 0)
    assert not opened.comparison.sample.any()
    assert opened.comparison.readings == ()
    assert not opened.comparison.is_waiting
    opened.comparison.put_back()
    wait(opened, qtbot)
    opened.document.set_content(CanvasContent())
    assert opened.comparison.readings == ()


def test_that_the_readings_follow_sample_method_and_ablation(opened: Desk, qtbot: QtBot) -> None:
    opened.document.change_display(method="grad-cam", opacity=10)
    first, second = wait(opened, qtbot)
    assert opened.comparison.method is METHODS["grad-cam"]
    assert not there(first.attribution).maps.min() < 0
    asked = len(opened.requests)
    opened.document.change_display(opacity=70)
    assert len(opened.requests) == asked, "how it is shown asks nobody"
    opened.document.set_prediction(read_by("compact", opened.document.sample))
    channels = there(first.prediction).features.shape[2]
    opened.document.set_ablation(nothing(channels).with_factor(0, 0))
    first, second = wait(opened, qtbot)
    assert there(first.prediction).ablated
    assert not there(second.prediction).ablated


def test_that_what_another_model_read_is_forgotten_at_once(opened: Desk, qtbot: QtBot) -> None:
    told: list[int] = []
    opened.comparison.changed.connect(lambda: told.append(len(opened.comparison.readings)))
    opened.choose("lenet")
    assert told == [0]
    assert opened.comparison.is_waiting
    wait(opened, qtbot)
    assert names_of(opened) == ["compact", "lenet"]
    opened.document.set_snapshot(snapshot_of("compact"))
    assert len(opened.comparison.readings) == 2, "a moment of a training is there soon"
    first, _second = wait(opened, qtbot)
    assert first.network is opened.document.snapshot


def test_that_a_network_that_cannot_read_it_says_so_and_the_other_reads(
    desk: Desk, qtbot: QtBot
) -> None:
    desk.trouble_of = "lecture"
    desk.open()
    first, second = wait(desk, qtbot)
    assert there(first.attribution).maps.shape == (10, 14, 14)
    assert second.prediction is None
    assert second.trouble == "lecture cannot be read"


def test_that_a_method_that_fails_keeps_nobody_from_the_prediction(
    opened: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_: object) -> Iterator[Attribution]:
        raise ArithmeticError

    use(monkeypatch, "failing", fail, is_quick=True)
    opened.document.change_display(method="failing")
    for reading in wait(opened, qtbot):
        assert reading.prediction is not None
        assert reading.attribution is None
        assert "failed" in reading.trouble
    assert "The method failing failed" in caplog.text


Estimates = Callable[[Prediction, Sequence[int], Values], Iterator[Attribution]]


def use(
    monkeypatch: pytest.MonkeyPatch, name: str, estimates: Estimates, *, is_quick: bool
) -> None:
    """Offer a method more."""
    method = replace(METHODS["cam"], name=name, estimates=estimates, is_quick=is_quick)
    registry = Registry("Method", lambda: {**METHODS, name: method}, default="cam")
    monkeypatch.setattr(comparison_module, "METHODS", registry)


def test_that_a_dear_method_comes_after_the_predictions_and_gives_way_to_the_pen(
    opened: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    threads: set[int] = set()
    begun, go_on, estimated = threading.Event(), threading.Event(), list[Prediction]()

    def estimates(
        prediction: Prediction, classes: Sequence[int], values: Values
    ) -> Iterator[Attribution]:
        threads.add(threading.get_ident())
        for share in (0.5, 1.0):
            begun.set()
            assert go_on.wait(10)
            estimated.append(prediction)
            yield replace(METHODS["cam"].explain(prediction), share=share)

    use(monkeypatch, "dear", estimates, is_quick=False)
    opened.document.change_display(method="dear")
    qtbot.waitUntil(begun.is_set)
    assert opened.comparison.is_waiting
    assert [each.attribution for each in opened.comparison.readings] == [None, None]
    before = there(opened.comparison.readings[0].prediction)
    opened.comparison.move(1, 0)  # the pen would do the same
    go_on.set()
    first, second = wait(opened, qtbot)
    assert [there(each.attribution).share for each in (first, second)] == [1, 1]
    assert np.array_equal(there(first.prediction).image, opened.comparison.sample)
    assert sum(each is before for each in estimated) == 1, "it was ended after one estimate"
    assert threading.get_ident() not in threads


def test_that_a_method_that_never_ends_says_so_and_keeps_nobody_from_closing(
    opened: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = threading.Event()

    def estimates(
        prediction: Prediction, _classes: Sequence[int], _values: Values
    ) -> Iterator[Attribution]:
        never.wait()
        yield METHODS["cam"].explain(prediction)

    use(monkeypatch, "endless", estimates, is_quick=False)
    opened.document.change_display(method="endless")
    for reading in wait(opened, qtbot):
        assert reading.prediction is not None
        assert "did not finish" in reading.trouble
    opened.document.change_display(method="cam")
    first, _second = wait(opened, qtbot)
    assert first.attribution is not None
    opened.document.change_display(method="endless")
    opened.comparison.close()
    never.set()


def test_that_missing_tools_are_told(qapp: QApplication, qtbot: QtBot) -> None:
    def make() -> Callable[[PredictionRequest], Prediction]:
        raise UserError("no ONNX Runtime")

    document = Document()
    document.add_model(Model(Path("/compact"), card_of("compact")))
    document.set_model(document.models[0])
    document.set_content(LINE)
    document.window.change(drawer=PAGE)
    made = Comparison(document, make_worker(make))
    with qtbot.waitSignal(made.changed, check_params_cb=lambda: bool(made.trouble)):
        made.start()
    assert made.trouble == "no ONNX Runtime"
    assert not made.is_waiting
    made.close()


@pytest.mark.parametrize(
    ("architecture", "expected"),
    [("ann", Size(101_770, 784 * 128 + 128 * 10)), ("compact", None), ("lenet", None)],
)
def test_that_a_card_tells_how_large_a_network_is(architecture: str, expected: Size | None) -> None:
    found = there(size_of(card_of(architecture), None, None))
    assert expected is None or found == expected
    assert found.parameters == sum(engine(architecture).graph.parameters)


def test_that_a_reading_tells_it_of_a_network_that_no_architecture_names() -> None:
    card = replace(card_of("ann"), architecture="own")
    assert size_of(card, None, None) is None
    reading = Reading(Path("ann"), read_by("ann", np.ones((28, 28), np.float32)))
    assert there(size_of(card, None, reading)).parameters == 101_770
    assert there(size_of(card, snapshot_of("lecture"), None)).parameters == 19_466


@pytest.mark.parametrize(
    ("names", "chosen", "expected"),
    [
        (("compact", "ann"), "cam", ["gradient-input", "lrp"]),
        (("ann", "ann"), "lrp", ["gradient-input"]),
        (("compact", "lenet"), "cam", ["grad-cam", "gradient-input", "lrp"]),
    ],
)
def test_that_what_works_instead_works_for_both(
    names: tuple[str, str], chosen: str, expected: list[str]
) -> None:
    sample = np.ones((28, 28), np.float32)
    readings = [Reading(Path(name), read_by(name, sample)) for name in names]
    found = working_instead(METHODS[chosen], readings)
    assert [each.name for each in found] == expected
    for each in found:
        for reading in readings:
            each.explain(there(reading.prediction))


def test_that_why_there_is_no_map_is_what_the_network_lacks() -> None:
    sample = np.ones((28, 28), np.float32)
    lacking = [read_by(name, sample).lacking(*METHODS["cam"].needs) for name in ("ann", "lenet")]
    assert [there(each).capability for each in lacking] == [
        Capability.CONVOLUTION_FEATURES,
        Capability.LINEAR_HEAD,
    ]
