"""Ways to what a dock has taken the place of: the model's card and the training."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from camviewer.controllers.training_job import Begun, Ended
from camviewer.data.digits.spec import DIGIT_NAMES
from camviewer.networks.architectures import graph_of
from camviewer.training.control import StopRequest
from camviewer.training.events import Progress
from tests.gui.conftest import Desk, PlayedJob
from tests.there import there


def test_that_a_running_training_is_told_in_the_status_line(
    desk: Desk, qtbot: QtBot, played: Callable[[Desk], PlayedJob]
) -> None:
    button = desk.child("trainingStatusButton")
    assert button.isHidden()
    job = played(desk)
    job.begun.emit(Begun("", graph_of("lecture"), DIGIT_NAMES, 4, (), (), ()))
    job.noticed.emit(Progress(2, 4, 5, 10, 15, 0.5, 0.9, 1000.0, 3.0))
    QApplication.processEvents()
    assert not button.isHidden()
    assert button.text().endswith("training, 37%")  # 1.5 of 4 epochs: 37.5%
    long = "a model with a long name"
    job.begun.emit(Begun(long, graph_of("lecture"), (), 4, (), (), ()))
    desk.training.progressed.emit()
    QApplication.processEvents()
    assert button.text() == "a model with a long name: training, 37%"
    assert button.width() >= button.sizeHint().width()
    assert desk.window.side_panels.content("train") is None
    button.click()
    assert there(desk.window.side_panels.content("train")).isVisible()
    assert desk.window.actions_["train"].isChecked()
    job.ended.emit(Ended(StopRequest.STOP_AND_DISCARD))
    assert button.isHidden()
