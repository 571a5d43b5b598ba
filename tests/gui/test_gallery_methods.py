"""The gallery's maps are those of the method on the stage, with its parameters."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.attribution import map_work
from camviewer.attribution.attribution import Attribution, Values
from camviewer.attribution.methods import METHODS, Method
from camviewer.common.registry import Registry
from camviewer.data.dataset import to_sample
from camviewer.export import contact_sheet
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from camviewer.gui.error_analysis.thumbnails import DIFFERENCE, PREDICTED
from camviewer.inference.prediction import Prediction, PredictionRequest
from camviewer.inference.predictor import predict
from tests.engines import snapshot_of
from tests.gui.conftest import Desk
from tests.gui.test_foreign_samples import start
from tests.gui.test_mistakes import LONG, choose, many_samples, open_dock
from tests.there import there

pytestmark = pytest.mark.slow

__all__ = ["start"]

COARSE = (("block", "7"), ("stride", "7"))


class Bench:
    """A real network that has read twenty samples, and their gallery."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk, self.qtbot = desk, qtbot
        desk.document.set_dataset("many", many_samples(20))
        self.panel: MistakesPanel = open_dock(desk)
        self.evaluate()
        self.thumbnails = self.panel.thumbnails

    def evaluate(self) -> None:
        with self.qtbot.waitSignal(self.desk.mistakes.evaluation_changed, timeout=LONG):
            self.desk.mistakes.evaluate("test")
        self.desk.mistakes.select(outcome="all", order="index")

    def wait_for(self, *indices: int) -> None:
        self.qtbot.waitUntil(lambda: set(indices) <= set(self.thumbnails.maps), timeout=LONG)

    def maps(self, index: int) -> np.ndarray:
        """What the method on the stage makes of a sample."""
        target, display = there(self.desk.mistakes.target), self.desk.document.display
        sample = to_sample(target.samples.image(index))
        assert target.network is not None
        one = predict(PredictionRequest(target.network, sample))
        return METHODS[display.method].maps(one, display.values)


@pytest.fixture
def bench(start: Callable[[], Desk], qtbot: QtBot) -> Bench:
    return Bench(start(), qtbot)


def test_that_maps_follow_the_method_and_its_parameters(bench: Bench) -> None:
    document, mistakes = bench.desk.document, bench.desk.mistakes
    evaluation = there(mistakes.evaluation)
    choose(bench.desk.child("mapsBox"), PREDICTED)
    bench.wait_for(0)
    assert bench.thumbnails.maps[0].shape == (14, 14)
    for method, parameters in (("gradient", ()), ("occlusion", COARSE), ("cam", ())):
        document.change_display(method=method, parameters=parameters)
        assert not bench.thumbnails.maps, "they were of another method"
        bench.wait_for(0, 1, 2)
        for index in (0, 2):
            expected = bench.maps(index)[evaluation.predicted[index]]
            assert np.allclose(bench.thumbnails.maps[index], expected, atol=1e-4)
    first = bench.thumbnails.maps[0]
    document.change_display(opacity=70)
    assert bench.thumbnails.maps[0] is first, "that is no matter of the method"


def test_that_the_difference_of_two_classes_is_that_of_their_maps(bench: Bench) -> None:
    evaluation = there(bench.desk.mistakes.evaluation)
    index = int(np.flatnonzero(evaluation.wrong)[0])
    bench.desk.document.change_display(method="hires-cam")
    choose(bench.desk.child("mapsBox"), DIFFERENCE)
    bench.wait_for(index)
    maps = bench.maps(index)
    expected = maps[evaluation.predicted[index]] - maps[evaluation.labels[index]]
    assert np.allclose(bench.thumbnails.maps[index], expected, atol=1e-4)


def test_that_every_sample_in_sight_gets_its_map(bench: Bench) -> None:
    bench.desk.document.change_display(method="grad-cam")
    choose(bench.desk.child("mapsBox"), PREDICTED)
    first, last = bench.panel.gallery.visible_rows()
    bench.wait_for(*bench.desk.mistakes.indices[first:last].tolist())


def test_that_what_the_network_cannot_bear_is_said_and_comes_back(bench: Bench) -> None:
    desk, box = bench.desk, bench.desk.child("mapsBox")
    choose(box, PREDICTED)
    bench.wait_for(0)
    desk.document.set_snapshot(snapshot_of("ann", 1))
    bench.evaluate()
    assert not box.isEnabled()
    assert "no layer with a grid of cells" in box.toolTip()
    desk.document.change_display(method="gradient")
    assert box.isEnabled()
    assert box.currentData() == PREDICTED
    bench.wait_for(0)
    assert bench.thumbnails.maps[0].shape == (28, 28)


class Slow:
    """A method that waits to be let go on, and tells which samples it has begun."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.may_answer = threading.Event()
        self.begun: list[float] = []
        method = replace(
            METHODS["occlusion"], name="occlusion", estimates=self._estimates, parameters=()
        )
        registry = Registry[Method](
            "Method", lambda: {**METHODS, "occlusion": method}, default="cam"
        )
        monkeypatch.setattr(map_work, "METHODS", registry)

    def _estimates(
        self, one: Prediction, classes: Sequence[int], _values: Values
    ) -> Iterator[Attribution]:
        self.begun.append(float(one.image.max()))
        maps = np.ones((len(classes), 28, 28), np.float32)
        yield Attribution(maps, True, None, None, None, 1, 0.5)
        assert self.may_answer.wait(10)
        yield Attribution(2 * maps, True, None, None, None, 2)


def test_that_newer_maps_take_over_between_two_estimates(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)
    choose(bench.desk.child("mapsBox"), PREDICTED)
    bench.wait_for(0)
    bench.desk.document.change_display(method="occlusion")
    qtbot.waitUntil(lambda: len(slow.begun) == 1, timeout=LONG)
    assert not bench.thumbnails.maps, "an estimate is not shown"
    bench.desk.document.change_display(method="hires-cam")
    slow.may_answer.set()
    bench.wait_for(0)
    assert len(slow.begun) == 1, "the others are not begun any more"
    assert bench.thumbnails.maps[0].shape == (14, 14)


def test_that_a_method_that_fails_is_told_and_gives_no_maps(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    slow = Slow(monkeypatch)
    monkeypatch.setattr(slow.may_answer, "wait", lambda _seconds: False)
    bench.desk.document.change_display(method="occlusion")
    with qtbot.waitSignal(bench.desk.messages.posted, timeout=LONG) as told:
        choose(bench.desk.child("mapsBox"), PREDICTED)
    assert "AssertionError" in told.args[0].text
    assert bench.desk.child("mapsBox").currentData() == ""


@pytest.mark.parametrize("method", ["cam", "occlusion"])
def test_that_the_contact_sheet_has_the_method_and_says_so(
    bench: Bench, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, method: str
) -> None:
    saved: list[tuple[Any, ...]] = []

    def save(path: Path, *arguments: Any, shown: str, **_: object) -> tuple[Path, ...]:
        saved.append((*arguments, shown))
        return (path,)

    monkeypatch.setattr(contact_sheet, "save", save)
    bench.desk.document.change_display(method=method, parameters=COARSE)
    bench.desk.mistakes.narrow(None, least=0)
    with qtbot.waitSignal(bench.desk.messages.posted, timeout=LONG):
        bench.panel.exports.save_sheet(tmp_path / "sheet.png")
    ((evaluation, indices, _images, maps, shown),) = saved
    index = int(indices[3])
    expected = bench.maps(index)[evaluation.predicted[index]]
    assert np.allclose(maps[3], expected, atol=1e-4)
    words = "map of the predicted class by Occlusion (7, 7, black)"
    assert shown == ("" if method == "cam" else words)
