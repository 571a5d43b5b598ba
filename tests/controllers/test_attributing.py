"""Methods that take their time: asked for once a sample, cheap ones first, shown as they come."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.attribution.attribution import Attribution, Values
from camviewer.attribution.methods import METHODS, Method
from camviewer.common.registry import Registry
from camviewer.controllers import attributing
from camviewer.controllers.attributing import Attributing
from camviewer.document import explanation, fitness
from camviewer.document.document import Document
from camviewer.inference.prediction import Prediction
from tests.attribution.small_networks import CLASSES, gap, prediction_of

WAIT = 5000


def attribution(value: float, share: float = 1.0) -> Attribution:
    maps = np.full((CLASSES, 5, 4), value, np.float32)
    return Attribution(maps, True, None, None, None, 1, share)


class Bench:
    """Methods whose every estimate a test can wait for, and a document that shows them."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.never, self.may_answer = threading.Event(), threading.Event()
        self.may_answer.set()
        methods = {
            "cam": METHODS["cam"],
            "slow": self._method("slow", self._slow),
            "broken": self._method("broken", self._broken),
            "shapeless": self._method("shapeless", self._shapeless),
            "blank": self._method("blank", self._not_a_number),
            "endless": self._method("endless", self._endless),
        }
        registry = Registry[Method]("Method", lambda: methods, default="cam")
        for module in (attributing, explanation, fitness):
            monkeypatch.setattr(module, "METHODS", registry)
        self.document = Document()
        self.attributing = Attributing(self.document, patience=1500)

    def has(self, name: str) -> bool:
        return self.attributing.attribution(name) is not None

    @staticmethod
    def _method(name: str, estimates: Any) -> Method:
        return replace(
            METHODS["occlusion"], name=name, title=name, estimates=estimates, parameters=()
        )

    def _slow(self, _one: Prediction, _classes: Sequence[int], _values: Values) -> Iterator[object]:
        self.may_answer.wait()
        yield attribution(1, 0.5)
        yield attribution(2)

    def _broken(self, *_: object) -> Iterator[object]:
        yield 1 / 0

    def _shapeless(self, *_: object) -> Iterator[object]:
        yield Attribution(np.zeros((2, 5, 4), np.float32), True, None, None, None, 1)

    def _not_a_number(self, *_: object) -> Iterator[object]:
        yield attribution(float("nan"))

    def _endless(self, *_: object) -> Iterator[object]:
        self.never.wait()
        yield attribution(0)


@pytest.fixture
def bench(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Iterator[Bench]:
    made = Bench(monkeypatch)
    yield made
    made.never.set()
    made.may_answer.set()
    made.attributing.begin_closing()
    made.attributing.close()


def test_the_stage_shows_each_estimate(bench: Bench, qtbot: QtBot) -> None:
    document = bench.document
    document.change_display(method="slow")
    shown: list[float] = []

    def note() -> None:
        if document.attribution is not None:
            shown.append(document.attribution.share)

    document.rendering_changed.connect(note)
    bench.may_answer.clear()
    document.set_prediction(prediction_of(gap()))
    assert document.attribution is None
    bench.may_answer.set()
    qtbot.waitUntil(lambda: shown[-1:] == [1.0], timeout=WAIT)
    assert shown == [0.5, 1.0]
    assert fitness.missing_for_maps(document) == ""


def test_what_stands_of_the_sample_before_goes_after_a_moment(bench: Bench, qtbot: QtBot) -> None:
    document = bench.document
    document.change_display(method="slow")
    document.set_prediction(prediction_of(gap(), 1))
    qtbot.waitUntil(lambda: document.attribution is not None, timeout=WAIT)
    bench.may_answer.clear()
    document.set_prediction(prediction_of(gap(), 2))
    assert document.attribution is not None
    qtbot.waitUntil(lambda: document.attribution is None, timeout=WAIT)
    assert fitness.missing_for_maps(document) == "Computing slow…"
    bench.may_answer.set()
    qtbot.waitUntil(lambda: document.attribution is not None, timeout=WAIT)


@pytest.mark.parametrize(
    ("method", "sentence"),
    [
        ("broken", "ZeroDivisionError: division by zero"),
        ("shapeless", "shapeless produced no map that can be shown. Choose another method."),
        ("blank", "blank produced no map that can be shown. Choose another method."),
        ("endless", "This method did not come to an end, and is not asked again."),
    ],
)
def test_a_method_that_fails_says_so_and_the_others_go_on(
    bench: Bench, qtbot: QtBot, method: str, sentence: str
) -> None:
    document = bench.document
    bench.attributing.want((method, "slow"))
    document.change_display(method=method)
    document.set_prediction(prediction_of(gap()))
    qtbot.waitUntil(lambda: fitness.missing_for_maps(document) == sentence, timeout=WAIT)
    assert bench.attributing.trouble(method) == sentence
    qtbot.waitUntil(lambda: bench.attributing.attribution("slow") is not None, timeout=WAIT)
    document.change_display(method="cam")
    assert document.attribution is not None
    assert fitness.missing_for_maps(document) == ""


def test_an_endless_method_is_not_asked_twice(bench: Bench, qtbot: QtBot) -> None:
    document = bench.document
    document.change_display(method="endless")
    document.set_prediction(prediction_of(gap(), 1))
    qtbot.waitUntil(lambda: bool(bench.attributing.trouble("endless")), timeout=WAIT)
    document.set_prediction(prediction_of(gap(), 2))
    assert "did not come to an end" in fitness.missing_for_maps(document)


def test_the_panels_methods_are_there_for_each_sample(bench: Bench, qtbot: QtBot) -> None:
    bench.attributing.want(("cam", "slow"))
    for seed in (1, 2):
        one = prediction_of(gap(), seed)
        bench.document.set_prediction(one)
        for name in ("cam", "slow"):
            qtbot.waitUntil(partial(bench.has, name), timeout=WAIT)
        cam = bench.attributing.attribution("cam")
        assert cam is not None
        assert np.array_equal(cam.maps, one.maps)
