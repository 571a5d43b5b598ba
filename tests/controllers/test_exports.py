"""Exports: they are of what was shown when they were asked for, and are told when written."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from camviewer.concurrency.job import Jobs
from camviewer.controllers import exports as exports_module
from camviewer.controllers.exports import Exports
from camviewer.document.canvas_content import CanvasContent, SampleOrigin
from camviewer.document.document import Document
from camviewer.document.messages import Kind, Message, Messages
from camviewer.export import work_sheet_pdf
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
    with Image.open(path) as animation:
        assert getattr(animation, "n_frames", 1) == 3


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
