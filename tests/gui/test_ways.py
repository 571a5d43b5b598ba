"""Ways to what a dock has taken the place of: the model's card and the training."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from camviewer.controllers.training import Status
from camviewer.controllers.training_job import Begun
from camviewer.training.events import Progress
from tests.gui.conftest import Desk
from tests.there import there


def model_menu(desk: Desk) -> QMenu:
    train = desk.window.actions_["train"]
    (menu,) = (each for each in train.associatedObjects() if isinstance(each, QMenu))
    return menu


def test_that_a_model_is_chosen_in_the_menu(desk: Desk) -> None:
    menu = model_menu(desk)
    for _ in range(2):  # it is filled anew each time
        menu.aboutToShow.emit()
    shown = {action.text(): action for action in menu.actions()}
    names = [model.card.name for model in desk.document.models]
    assert [text for text in shown if text in names] == names
    assert shown[there(desk.document.model).card.name].isChecked()
    other = desk.document.models[1]
    shown[other.card.name].trigger()
    assert desk.document.model == other


def test_that_a_running_training_is_told_in_the_menu_bar(desk: Desk, qtbot: QtBot) -> None:
    button = desk.child("trainingStatusButton")
    assert button.isHidden()
    desk.training._progress = Progress(2, 4, 5, 10, 15, 0.5, 0.9, 1000.0, 3.0)
    desk.training._set_status(Status.RUNNING)
    assert not button.isHidden()
    assert button.text().endswith("training, 37 %")  # 1.5 of 4 epochs: 37.5 %
    desk.training._begun = Begun("a model with a long name", "lecture", 4, (), (), ())
    desk.training.progressed.emit()
    QApplication.processEvents()
    assert button.text() == "a model with a long name: training, 37 %"
    assert button.width() >= button.sizeHint().width()
    assert not desk.window.central.training.isVisible()
    button.click()
    assert desk.window.central.training.isVisible()
    assert desk.window.actions_["train"].isChecked()
    desk.training._set_status(Status.IDLE)
    assert button.isHidden()
