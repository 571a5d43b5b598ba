"""The training in a narrow drawer: what is in sight, what is told, and what is followed."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QScrollArea,
    QScrollBar,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from camviewer.controllers import training_speed
from camviewer.controllers.training_job import Begun, Ended
from camviewer.controllers.training_speed import TrainingSpeeds
from camviewer.gui import language, theme
from camviewer.gui.training import durations
from camviewer.gui.training.learning_curves import LearningCurves
from camviewer.gui.training.timeline_panel import TimelinePanel
from camviewer.gui.training.training_page import TrainingPage
from camviewer.gui.training.training_panel import TrainingPanel
from camviewer.networks import store
from camviewer.networks.architectures import graph_of
from camviewer.networks.formats import model_file
from camviewer.training.control import StopRequest
from camviewer.training.events import CurveDrawn, EpochDone, Progress, Published
from camviewer.training.learning_curve import CurvePoint
from camviewer.training.weight_history import WeightSnapshot
from tests.document.test_document import LINE
from tests.gui.conftest import Desk, PlayedJob
from tests.there import there

WIDTH, HEIGHT = 340, 640
BODY = 13
"""Pixels of the usual text."""

NAMES = tuple("0123456789")


@pytest.fixture
def body_text(qapp: QApplication) -> Iterator[None]:
    """Text of 13 pixels."""
    usual = qapp.font().pointSizeF()
    theme.set_text_size(BODY * 72 / qapp.primaryScreen().logicalDotsPerInchY())
    qapp.processEvents()
    yield
    theme.set_text_size(usual)
    qapp.processEvents()


def snapshot(step: int) -> WeightSnapshot:
    weights = store.load(model_file.bundled()["lecture"]).weights
    return WeightSnapshot(step, [weight * np.float32(step / 100) for weight in weights])


def begin(job: PlayedJob, *steps: int, data: str = "mnist") -> None:
    """Let a training begin whose epochs have 40 steps, with snapshots after these steps."""
    snapshots = tuple(map(snapshot, steps))
    job.begun.emit(
        Begun("mine", graph_of("lecture"), NAMES, 3, (), (), snapshots, data, steps_an_epoch=40)
    )


def go_on(job: PlayedJob) -> None:
    """Let it tell how far it is: in its second epoch."""
    job.noticed.emit(CurveDrawn((CurvePoint(0.5, 1.0, 0.8, 8), CurvePoint(1.2, 0.5, 0.9, 8))))
    job.noticed.emit(EpochDone(1, 0.9, 0.8, 0.4, 0.965, 20.0))
    job.noticed.emit(Progress(2, 3, 8, 40, 48, 0.5, 0.9, 1234.0, 83.0))
    QApplication.processEvents()


@pytest.fixture
def page(desk: Desk) -> TrainingPage:
    found = desk.page("train")
    assert isinstance(found, TrainingPage)
    return found


# Room


@pytest.fixture(params=["en", "ko"])
def spoken(request: pytest.FixtureRequest, qapp: QApplication) -> Iterator[str]:
    """The language of what is built."""
    language.install(qapp, request.param)
    yield request.param
    language.install(qapp, "en")


def drawer_of(desk: Desk) -> tuple[QScrollArea, TrainingPanel, TimelinePanel]:
    """Panels in a drawer of the least size, apart from the window."""
    area, content = QScrollArea(), QWidget()
    workspace = desk.workspace
    training = TrainingPanel(desk.document, desk.controller, workspace.training, content)
    timeline = TimelinePanel(desk.document, workspace.training, content)
    column = QVBoxLayout(content)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(theme.SPACE)
    column.addWidget(training, 3)
    column.addWidget(timeline, 2)
    area.setFrameShape(QScrollArea.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setWidget(content)
    area.resize(WIDTH, HEIGHT)
    return area, training, timeline


@pytest.mark.usefixtures("body_text", "spoken")
def test_that_all_that_counts_is_in_sight_in_a_narrow_drawer(
    desk: Desk, qtbot: QtBot, played: Callable[[Desk], PlayedJob]
) -> None:
    area, training, timeline = drawer_of(desk)
    qtbot.addWidget(area)
    area.show()
    QApplication.processEvents()
    form = training.form
    assert_in_sight(area, form.name, form.share, form.layers, form.estimate, training.train)
    least = [training.minimumSizeHint().width(), timeline.minimumSizeHint().width()]
    job = played(desk)
    begin(job, 0, 1, 48)
    go_on(job)
    least += [training.minimumSizeHint().width(), timeline.minimumSizeHint().width()]
    assert max(least) <= 320
    assert area.verticalScrollBar().maximum() == 0, "nothing has to be scrolled"
    progress = training.progress
    assert_in_sight(area, progress.bar, progress.curves, training.stop)
    assert_in_sight(area, timeline.slider, timeline.live, timeline.scores)
    (plot,) = (each for each in progress.curves.plots if each.isVisible())
    assert min(plot.height(), timeline.scores.plot.height()) >= 120
    for line in (progress.place, progress.speed, progress.accuracy, timeline.place):
        assert line.label.text()
        assert not line.label.text().endswith("…")


def assert_in_sight(area: QScrollArea, *widgets: QWidget) -> None:
    for widget in widgets:
        place = widget.rect().translated(widget.mapTo(area.viewport(), QPoint(0, 0)))
        assert widget.isVisible(), widget.objectName()
        assert area.viewport().rect().contains(place), (widget.objectName(), place)


@pytest.mark.usefixtures("body_text")
def test_that_both_curves_are_in_sight_where_there_is_room(qtbot: QtBot) -> None:
    curves = LearningCurves()
    qtbot.addWidget(curves)
    curves.show_training([CurvePoint(1.2, 0.5, 0.9, 8)], [], 3, "MNIST")
    curves.resize(300, 200)
    curves.show()
    accuracy, loss = curves.plots
    assert (accuracy.isVisible(), loss.isVisible()) == (True, False)
    _, loss_button = curves.choices
    loss_button.click()
    assert (accuracy.isVisible(), loss.isVisible()) == (False, True)
    assert loss.viewRange()[0] == pytest.approx(accuracy.viewRange()[0])
    curves.resize(300, 600)
    assert (accuracy.isVisible(), loss.isVisible()) == (True, True)
    assert not any(button.isVisible() for button in curves.choices)
    curves.resize(300, 200)
    assert (accuracy.isVisible(), loss.isVisible()) == (False, True), "as it was chosen"


def test_that_the_wheel_scrolls_past_fields_that_were_not_chosen(
    page: TrainingPage, qtbot: QtBot
) -> None:
    epochs = page.training.form.epochs
    epochs.setValue(15)
    page.training.form.name.setFocus()
    roll(epochs)
    assert epochs.value() == 15
    epochs.setFocus()
    qtbot.waitUntil(epochs.hasFocus)
    roll(epochs)
    assert epochs.value() == 16


def roll(widget: QWidget) -> None:
    """Turn the wheel by a notch over a widget."""
    middle = QPointF(widget.rect().center())
    QApplication.sendEvent(
        widget,
        QWheelEvent(
            middle,
            widget.mapToGlobal(middle),
            QPoint(0, 0),
            QPoint(0, 120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


# Words


def test_that_every_control_says_what_it_does(
    page: TrainingPage, desk: Desk, played: Callable[[Desk], PlayedJob]
) -> None:
    controls = QAbstractButton | QComboBox | QAbstractSpinBox | QLineEdit | QAbstractSlider
    begin(played(desk), 0, 1)
    found = [
        each
        for each in page.findChildren(QWidget)
        if isinstance(each, controls) and each.objectName() and not isinstance(each, QScrollBar)
    ]
    own = [each for each in found if not each.objectName().startswith("qt_")]
    assert len(own) >= 18
    assert [each.objectName() for each in own if not each.toolTip()] == []
    form = page.training.form
    for field in (form.learning_rate, form.batch, form.seed, form.recipe, form.share):
        told = re.sub("<[^>]*>", "", field.whatsThis())
        assert len(told) > len(field.toolTip()) + 40
        assert field.toolTip() in field.whatsThis()


def test_that_an_accuracy_says_of_what_it_is(
    page: TrainingPage, desk: Desk, played: Callable[[Desk], PlayedJob]
) -> None:
    job = played(desk)
    begin(job, 0, 1)
    accuracy = page.training.progress.accuracy.label
    assert accuracy.text() == ""
    go_on(job)
    assert accuracy.text() == "Test accuracy after epoch 1: 96.50% (MNIST)"
    legend = page.training.progress.curves.legend
    assert legend.toolTip() == "MNIST training · MNIST test"
    card = replace(store.load(model_file.bundled()["lecture"]).card, accuracy=0.9712)
    job.ended.emit(Ended(StopRequest.STOP_AND_KEEP, None, card))
    assert accuracy.text() == "Test accuracy: 97.12% (MNIST)"
    assert page.training.progress.place.label.text() == "Epochs finished: 1 of 3"


def test_that_the_time_that_is_left_is_told(
    page: TrainingPage, desk: Desk, played: Callable[[Desk], PlayedJob]
) -> None:
    job = played(desk)
    begin(job, 0)
    go_on(job)
    assert page.training.progress.speed.label.text() == "1:23 left · 1,234 digits/s"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (0.2, "5 s"),
        (38.0, "40 s"),
        (89.0, "90 s"),
        (90.0, "2 min"),
        (1000.0, "17 min"),
        (5390.0, "90 min"),
        (5400.0, "1.5 h"),
        (360_000.0, "100 h"),
    ],
)
def test_that_an_estimated_duration_is_rounded(seconds: float, words: str) -> None:
    assert durations.rounded(seconds) == words


def test_that_a_duration_is_told_to_the_second() -> None:
    assert [durations.exact(each) for each in (5.4, 65.0, 3600.0)] == ["0:05", "1:05", "1:00:00"]


# How long it will take


def test_that_the_form_tells_how_long_it_will_take(page: TrainingPage) -> None:
    estimate = page.training.form.estimate
    # 20 samples take no time beside the loading, for which there is a constant.
    assert estimate.text() == ("Takes roughly 10 s; known better after a first training here.")
    page.training.form.epochs.setValue(1000)
    assert re.fullmatch(r"Takes roughly .+ to .+; known better after .+\.", estimate.text())


def test_that_the_estimate_follows_the_form(make_desk: Callable[..., Desk]) -> None:
    # 20 samples in batches of 4 are five steps, each of 3 · (4 + 3) forward passes, and 20 test
    # samples are read: at one step's work a second an epoch takes 5 s and 20 / 21 s.
    forward = 3_914_368  # multiplications of the lecture’s network for 28 × 28 pixels
    training_speed.save(TrainingSpeeds({"lecture": 21 * forward}, 14.05))
    form = make_desk().page("train").training.form
    form.batch.setValue(4)
    form.epochs.setValue(1)
    assert form.estimate.text() == "Takes about 20 s on this computer."  # 14.05 + 5.95
    form.epochs.setValue(11)
    assert form.estimate.text() == "Takes about 80 s on this computer."  # 14.05 + 65.48
    form.architecture.setCurrentText("compact")
    assert form.estimate.text().startswith("Takes roughly ")
    assert form.estimate.text().endswith(" on this computer.")


# Following


def test_that_a_training_is_followed_and_named(
    page: TrainingPage, desk: Desk, qtbot: QtBot, played: Callable[[Desk], PlayedJob]
) -> None:
    desk.document.set_content(LINE)
    qtbot.waitUntil(lambda: desk.document.is_current)
    job = played(desk)
    begin(job, 0)
    live = desk.child("liveBox")
    assert live.isVisible()
    assert live.isChecked()
    assert there(desk.document.snapshot).name == "mine, before its first step"
    job.noticed.emit(Published(snapshot(81)))
    assert there(desk.document.snapshot).name == "mine, epoch 3, step 81"
    qtbot.waitUntil(lambda: desk.requests[-1].network is desk.document.snapshot)
    assert page.timeline.place.label.text().startswith("Following the training")


def test_that_a_chosen_snapshot_ends_following_till_it_is_wanted_again(
    page: TrainingPage, desk: Desk, played: Callable[[Desk], PlayedJob]
) -> None:
    job = played(desk)
    begin(job, 0, 10, 40, 50)
    live, slider = desk.child("liveBox"), desk.child("timelineSlider")
    slider.setValue(2)
    assert there(desk.document.snapshot).name == "mine, epoch 1, step 40"
    assert not live.isChecked()
    assert page.timeline.place.label.text() == "epoch 1, step 40 (last: 50)"
    job.noticed.emit(Published(snapshot(60)))
    assert there(desk.document.snapshot).name == "mine, epoch 1, step 40"
    live.click()
    assert there(desk.document.snapshot).name == "mine, epoch 2, step 50"
    back = desk.child("leaveTimelineButton")
    assert back.isEnabled()
    back.click()
    assert desk.document.snapshot is None
    assert (live.isChecked(), back.isEnabled()) == (False, False)
    job.noticed.emit(Published(snapshot(70)))
    assert desk.document.snapshot is None


def test_that_at_the_end_the_finished_model_is_shown(
    page: TrainingPage, desk: Desk, qtbot: QtBot, played: Callable[[Desk], PlayedJob]
) -> None:
    job = played(desk)
    begin(job, 0, 10)
    path = next(each.path for each in desk.document.models if each != desk.document.model)
    job.ended.emit(Ended(StopRequest.NONE, path, store.load(path).card))
    qtbot.waitUntil(lambda: there(desk.document.model).path == path)
    assert desk.document.snapshot is None
    assert not desk.child("liveBox").isEnabled()
    assert not desk.child("leaveTimelineButton").isEnabled()
    assert page.timeline.place.label.text() == "Snapshots: 2, the last after step 10"
