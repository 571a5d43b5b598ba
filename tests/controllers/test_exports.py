"""Exports: they are of what was shown when they were asked for, and are told when written."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from camviewer.attribution.attribution import Attribution, Values
from camviewer.attribution.methods import METHODS, Method
from camviewer.common.registry import Registry
from camviewer.concurrency.job import Jobs
from camviewer.controllers import exports as exports_module
from camviewer.controllers.exports import Exports
from camviewer.document import document as document_module
from camviewer.document import explanation
from camviewer.document.canvas_content import CanvasContent, SampleOrigin
from camviewer.document.document import Document
from camviewer.document.messages import Kind, Message, Messages
from camviewer.export import animation, figure, work_sheet_pdf
from camviewer.inference.prediction import NetworkSnapshot, Prediction, PredictionRequest
from camviewer.networks.architectures import graph_of
from tests.document.test_document import LINE
from tests.gui.conftest import explain

SNAPSHOTS = [NetworkSnapshot(f"step {step}", graph_of("lecture"), []) for step in range(3)]


@pytest.fixture
def document() -> Document:
    """A line that was read."""
    made = Document()
    show(made, LINE)
    return made


@pytest.fixture
def messages(qtbot: QtBot) -> Messages:
    return Messages()


@pytest.fixture
def exports(qtbot: QtBot, document: Document, messages: Messages) -> Iterator[Exports]:
    jobs = Jobs()
    yield Exports(document, messages, jobs)
    jobs.close()


def show(document: Document, content: CanvasContent) -> Prediction:
    document.set_content(content)
    prediction = explain(PredictionRequest(Path("fake"), document.sample))
    document.set_prediction(prediction)
    return prediction


def test_that_a_figure_is_of_what_is_shown(document: Document, exports: Exports) -> None:
    prediction = show(document, CanvasContent(LINE.drawing, SampleOrigin("mnist", 1005, 9)))
    shown = (prediction.predicted + 1) % 10
    document.choose_class(shown)
    document.change_display(scale="lecture")
    row, caption = exports.figure_content()(lambda: None)
    assert (row.title, row.label, row.predicted, row.shown) == (
        "MNIST\ntest #1005",
        9,
        prediction.predicted,
        shown,
    )
    assert row.score == pytest.approx(float(prediction.logits[shown]))
    assert row.probability == pytest.approx(float(prediction.probabilities[shown]))
    assert document.rendering is not None
    assert np.array_equal(row.rendering.blend_picture, document.rendering.blend_picture)
    assert "lecture's scale" in caption


@pytest.mark.parametrize(
    ("origin", "title", "label"),
    [
        (SampleOrigin(), "drawn digit", None),
        (SampleOrigin("seven.png"), "seven.png", None),
        (SampleOrigin("mnist", 3, 7, changed=True), "MNIST\ntest #3 *", None),
    ],
)
def test_that_a_figure_names_no_label_that_is_not_known(
    document: Document, exports: Exports, origin: SampleOrigin, title: str, label: int | None
) -> None:
    show(document, CanvasContent(LINE.drawing, origin))
    row, _ = exports.figure_content()(lambda: None)
    assert (row.title, row.label) == (title, label)


def test_that_a_work_sheet_tells_data_set_split_and_index(
    document: Document,
    exports: Exports,
    messages: Messages,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    told: list[str] = []

    def save(*_: object, sample: str) -> None:
        told.append(sample)

    monkeypatch.setattr(work_sheet_pdf, "save", save)
    show(document, CanvasContent(LINE.drawing, SampleOrigin("builtin", 87, 3, changed=True)))
    with qtbot.waitSignal(messages.posted):
        exports.save_work_sheet("sheet.pdf")
    assert told == ["Built-in digits · test #87 *"]


@pytest.mark.slow
@pytest.mark.parametrize(
    ("save", "name", "begins"),
    [
        (Exports.save_figure, "figure.pdf", b"%PDF"),
        (Exports.save_work_sheet, "sheet.pdf", b"%PDF"),
    ],
)
def test_that_what_is_saved_is_told_and_so_is_what_cannot_be(
    exports: Exports,
    messages: Messages,
    qtbot: QtBot,
    tmp_path: Path,
    save: Callable[[Exports, Path], None],
    name: str,
    begins: bytes,
) -> None:
    path, other = tmp_path / name, tmp_path / "other.docx"
    with qtbot.waitSignal(messages.posted, timeout=20_000) as told:
        save(exports, other)
    assert told.args[0].kind is Kind.TROUBLE
    assert "other.docx" in told.args[0].text
    with qtbot.waitSignal(messages.posted, timeout=20_000) as told:
        save(exports, path)
    message = told.args[0]
    assert (message.kind, message.text) == (Kind.INFORMATION, f"Saved {path}")
    assert [action.text for action in message.actions] == ["Open", "Show in folder"]
    assert message.topic, "what could not be saved before is over"
    assert path.read_bytes().startswith(begins)
    assert [each.name for each in tmp_path.iterdir()] == [name]


def test_that_a_animation_has_a_frame_a_snapshot(
    exports: Exports,
    messages: Messages,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def change(request: PredictionRequest) -> Prediction:
        """Another picture at each moment, or equal frames would be one."""
        seen.append(request)
        return explain(PredictionRequest(request.network, request.sample / np.float32(len(seen))))

    seen: list[PredictionRequest] = []
    monkeypatch.setattr(exports_module, "predict", change)
    done: list[tuple[int, int]] = []
    exports.animating.connect(lambda one, whole: done.append((one, whole)))
    path = tmp_path / "film.gif"
    with qtbot.waitSignals(
        [exports.animation_ended, messages.posted], timeout=20_000, order="strict"
    ):
        exports.save_animation(path, SNAPSHOTS)
    assert [request.network for request in seen] == SNAPSHOTS
    assert done == [(0, 3), (0, 3), (1, 3), (2, 3)]  # asked for, begun, and going on
    with Image.open(path) as written:
        assert getattr(written, "n_frames", 1) == 3


def test_that_of_a_animation_that_is_cancelled_nothing_is_left(
    exports: Exports,
    messages: Messages,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begun, go_on = threading.Event(), threading.Event()

    def wait(request: PredictionRequest) -> Prediction:
        begun.set()
        assert go_on.wait(10)
        return explain(request)

    monkeypatch.setattr(exports_module, "predict", wait)
    said: list[Message] = []
    messages.posted.connect(said.append)
    exports.cancel_animation()  # there is none
    exports.save_animation(tmp_path / "film.gif", SNAPSHOTS)
    assert begun.wait(10)
    exports.save_animation(tmp_path / "other.gif", SNAPSHOTS)  # one at a time
    with qtbot.waitSignal(exports.animation_ended, timeout=20_000):
        exports.cancel_animation()
        go_on.set()
    assert said == []
    assert list(tmp_path.iterdir()) == []


# Methods that take their time


class Slow:
    """A method of two estimates; whether it may give the second, and who has computed it."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.begun, self.may_answer = threading.Event(), threading.Event()
        self.threads: list[threading.Thread] = []
        method = replace(METHODS["cam"], name="slow", estimates=self._estimates, is_quick=False)
        registry = Registry[Method]("Method", lambda: {**METHODS, "slow": method}, default="cam")
        for module in (exports_module, animation, figure, explanation, document_module):
            monkeypatch.setattr(module, "METHODS", registry)

    def _estimates(
        self, one: Prediction, classes: Sequence[int], _values: Values
    ) -> Iterator[Attribution]:
        maps = np.ones((len(classes), *one.spec.size), np.float32)
        yield Attribution(maps, True, None, None, None, 1, 0.5)
        self.begun.set()
        assert self.may_answer.wait(10)
        self.threads.append(threading.current_thread())
        yield Attribution(2 * maps, True, None, None, None, 2)


@pytest.fixture
def slow(document: Document, monkeypatch: pytest.MonkeyPatch) -> Slow:
    """The method on the stage, of which there is an estimate."""
    made = Slow(monkeypatch)
    document.change_display(method="slow")
    maps = np.ones((10, *document.spec.size), np.float32)
    document.set_attribution(Attribution(maps, True, None, None, None, 1, 0.5))
    return made


def test_that_a_figure_is_computed_to_its_end_in_the_thread(
    document: Document,
    exports: Exports,
    slow: Slow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    rows: list[figure.Row] = []

    def draw(drawn: Sequence[figure.Row], *, caption: str) -> bytes:
        rows.extend(drawn)
        return caption.encode()

    monkeypatch.setattr(figure, "to_png_bytes", draw)
    exports.draw_figure()
    assert slow.begun.wait(10), "the window goes on meanwhile"
    with qtbot.waitSignal(exports.figure_drawn, timeout=10_000):
        slow.may_answer.set()
    assert (rows[0].rendering.maps == 2).all(), "no estimate"
    assert slow.threads != [threading.current_thread()]
    assert document.is_explained


def test_that_an_animation_is_cancelled_within_a_frame(
    exports: Exports,
    slow: Slow,
    messages: Messages,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(exports_module, "predict", explain)
    said: list[Message] = []
    messages.posted.connect(said.append)
    exports.save_animation(tmp_path / "film.gif", SNAPSHOTS)
    assert slow.begun.wait(10)
    with qtbot.waitSignal(exports.animation_ended, timeout=20_000):
        exports.cancel_animation()
        slow.may_answer.set()
    assert len(slow.threads) == 1, "the second moment is not begun"
    assert said == []
    assert list(tmp_path.iterdir()) == []


def test_that_an_animation_says_by_which_method(
    exports: Exports,
    document: Document,
    messages: Messages,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    lines: list[str] = []
    monkeypatch.setattr(exports_module, "predict", explain)
    monkeypatch.setattr(animation, "write_words", lambda _draw, line: lines.append(line))
    for method in ("cam", "hires-cam"):
        document.change_display(method=method)
        with qtbot.waitSignal(messages.posted, timeout=20_000):
            exports.save_animation(tmp_path / "film.gif", SNAPSHOTS[:1])
    assert "map of class" in lines[0]
    assert f"HiResCAM of class {document.class_index}, score" in lines[1]
