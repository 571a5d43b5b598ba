"""The whole program: what a start loads, shows and remembers."""

from __future__ import annotations

import json
import logging
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import QSize, Qt, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QApplication, QComboBox, QTabWidget, QWidget
from pytestqt.qtbot import QtBot

from camviewer.app import first_sample, logs
from camviewer.app import program as app
from camviewer.common.errors import UserError
from camviewer.concurrency.politeness import is_polite
from camviewer.document import settings
from camviewer.document.settings import Settings
from camviewer.document.state import Tool
from camviewer.gui.training.training_page import TrainingPage
from camviewer.networks.formats import model_file
from tests.controllers.test_sample import write_picture
from tests.there import there

HEAVY = ("tensorflow", "keras", "h5py", "matplotlib", "PIL", "pooch", "requests")


@pytest.mark.slow
def test_that_the_first_second_needs_nothing_heavy() -> None:
    """In a process of its own: the window is painted with all maps, every button works."""
    code = f"""
import sys
from PySide6.QtWidgets import QApplication
from camviewer.app import logs
from camviewer.app import program as app
from camviewer.document.settings import Settings
from camviewer.gui.training.training_page import TrainingPage
from tests.there import there
application = QApplication([])
program = app.Program(Settings(data="builtin"), index=None, image=None)
program.window.show()
application.processEvents()
document, window = program.document, program.window
assert document.prediction.predicted == {first_sample.LABEL}
assert all(view.image.image is not None for view in window.central.stage.views)
before = window.central.stage.views[1].image.image.copy()
window.central.classes.buttons[0].click()
window.findChild(object, "opacitySlider").setValue(80)
assert document.class_index == 0 and document.display.opacity == 80
assert (window.central.stage.views[1].image.image != before).any()
print(*(set({HEAVY}) & set(sys.modules)))
program.controller.close()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    assert done.stdout.split() == []


def test_that_it_starts_with_the_sample_digit(start: Callable[..., app.Program]) -> None:
    document = start().document
    assert document.prediction is not None
    assert document.prediction.model == model_file.DEFAULT_MODEL
    assert document.content.origin.label == first_sample.LABEL


def test_that_the_last_choices_come_back(start: Callable[..., app.Program], qtbot: QtBot) -> None:
    program = start(Settings(data="builtin"))
    qtbot.waitUntil(lambda: program.document.dataset is not None)
    program.document.change_display(opacity=15, scale="lecture")
    program.document.choose_class(4)
    program.document.set_model(program.document.models[1])
    program.window.close()
    kept = settings.load()
    assert (kept.opacity, kept.scale, kept.following) == (15, "lecture", False)
    assert kept.data == "builtin"
    again = start(kept)
    assert again.document.display == program.document.display
    assert again.document.model == program.document.models[1]
    assert not again.document.following


def test_that_the_choices_are_kept_while_the_window_is_open(
    start: Callable[..., app.Program], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(app, "KEEP_EVERY", 10)
    program = start(Settings(data="builtin"))
    program.document.change_display(opacity=15)
    qtbot.waitUntil(lambda: settings.load().opacity == 15)


def test_that_a_model_that_is_gone_is_told_and_the_default_used() -> None:
    settings.save(replace(Settings(), model="/nowhere/mine.keras", opacity=3))
    chosen, trouble = app.choices(data=None, model=None)
    assert chosen.model == model_file.DEFAULT_MODEL
    assert chosen.opacity == 3
    assert "/nowhere/mine.keras" in trouble
    chosen, trouble = app.choices(data="builtin", model="lecture")
    assert (chosen.model, chosen.data, trouble) == ("lecture", "builtin", "")


def test_that_it_begins_with_the_digit_or_picture_asked_for(
    start: Callable[..., app.Program], qtbot: QtBot, tmp_path: Path
) -> None:
    program = start(index=7)
    assert program.document.content.origin.index == 7
    qtbot.waitUntil(lambda: program.document.prediction is not None)
    program = start(image=write_picture(tmp_path / "one.png", 30))
    assert program.document.content.origin.name == "one.png"
    qtbot.waitUntil(lambda: program.document.prediction is not None)


def test_that_what_was_found_of_samples_is_told_though_one_is_asked_for(
    start: Callable[..., app.Program], qtbot: QtBot, tmp_path: Path
) -> None:
    for number in range(2):
        write_picture(tmp_path / f"{number}.png", 30)
    (tmp_path / "notes.md").write_text("no picture")
    program = start(Settings(data=str(tmp_path)), index=1)
    told: list[str] = []
    program.workspace.messages.posted.connect(lambda message: told.append(message.text))
    qtbot.waitUntil(lambda: any("the first is notes.md" in text for text in told))
    assert program.document.content.origin.index == 1
    assert program.document.content.origin.label is None


def test_that_a_sample_of_arrays_that_nobody_knows_is_refused(tmp_path: Path, qapp: object) -> None:
    path, pictures = tmp_path / "odd.npz", np.zeros((4, 28, 28), np.uint8)
    np.savez(path, some=pictures, others=pictures[:3])
    with pytest.raises(UserError, match=r"odd\.npz"):
        app.Program(Settings(data=str(path)), index=0, image=None)


def test_that_what_cannot_be_begun_with_opens_no_window(tmp_path: Path, qapp: object) -> None:
    chosen = Settings(data="builtin")
    with pytest.raises(
        UserError, match=r"^Index: 2000 is beyond the last digit of builtin. Choose 0 to 1999"
    ):
        app.Program(chosen, index=2000, image=None)
    with pytest.raises(UserError, match=r"none\.png"):
        app.Program(chosen, index=None, image=tmp_path / "none.png")
    with pytest.raises(UserError, match="Model"):
        app.Program(replace(chosen, model="vgg"), index=None, image=None)


def test_that_closing_hides_the_window_and_ends_all_threads(
    start: Callable[..., app.Program],
) -> None:
    program = start()
    program.window.close()
    assert not program.window.isVisible()
    assert not program.controller.worker.isRunning()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_that_closing_gets_its_turn_soon_while_another_thread_computes(
    start: Callable[..., app.Program], monkeypatch: pytest.MonkeyPatch
) -> None:
    program, found = start(), list[bool]()
    close = program.workspace.close

    def closed() -> None:
        found.append(is_polite())
        close()

    monkeypatch.setattr(program.workspace, "close", closed)
    program.close()
    assert found == [True]
    assert not is_polite()


def test_that_a_crash_in_any_thread_is_told_and_logged(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    reporter = logs.CrashReporter()
    reporter.install()
    told: list[str] = []
    reporter.crashed.connect(told.append)
    thread = threading.Thread(target=lambda: 1 / 0)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(told))
    assert told[0].startswith("Internal error: ZeroDivisionError: division by zero")
    assert "ZeroDivisionError" in caplog.text


def test_that_a_crash_is_shown_in_the_window(
    start: Callable[..., app.Program], qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    program = start()
    reporter = logs.CrashReporter()
    reporter.crashed.connect(program.show_trouble)
    reporter.install()
    thread = threading.Thread(target=dict[str, str]().__getitem__, args=("seven",))
    thread.start()
    thread.join()
    assert program.window.central.messages.text == ""  # nothing is shown from another thread
    qtbot.waitUntil(lambda: program.window.central.messages.text != "")
    assert "KeyError: 'seven'" in program.window.central.messages.text
    assert str(logs.log_file()) in program.window.central.messages.text


def test_that_an_interruption_ends_the_program_and_is_no_bug(
    qapp: object, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    ended: list[str] = []
    monkeypatch.setattr(QApplication, "quit", lambda: ended.append("quit"))
    reporter = logs.CrashReporter()
    reporter.crashed.connect(ended.append)
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)
    monkeypatch.setattr(threading, "excepthook", threading.excepthook)
    reporter.install()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert ended == ["quit"]
    assert caplog.text == ""


@pytest.fixture
def log() -> Iterator[logging.Logger]:
    """The program's log, as it was before."""
    logger = logging.getLogger("camviewer")
    before, level = list(logger.handlers), logger.level
    yield logger
    for handler in [each for each in logger.handlers if each not in before]:
        logger.removeHandler(handler)
        handler.close()
    logger.setLevel(level)


def test_that_the_log_is_written_where_it_is_said(
    log: logging.Logger, camviewer_home: Path
) -> None:
    logs.start_log()
    assert not logs.log_file().exists()  # not before there is something to tell
    log.error("A thing went wrong: %s", "숫자")
    assert logs.log_file() == camviewer_home / "logs" / "camviewer.log"
    assert "ERROR camviewer: A thing went wrong: 숫자" in logs.log_file().read_text("utf-8")


@pytest.mark.parametrize("home", ["a file", "x" * 300])
def test_that_a_home_that_cannot_be_keeps_nothing_and_stops_nothing(
    start: Callable[..., app.Program],
    log: logging.Logger,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    home: str,
) -> None:
    (tmp_path / "a file").write_text("is not a folder", encoding="utf-8")
    monkeypatch.setenv("CAMVIEWER_HOME", str(tmp_path / home))
    logs.start_log()
    chosen, trouble = app.choices(data=None, model=None)
    assert (chosen, trouble) == (Settings(), "")
    program = start(chosen)
    assert program.document.prediction is not None
    program.window.close()
    assert [path.name for path in tmp_path.iterdir()] == ["a file"]


@pytest.mark.parametrize(
    "entries",
    [
        {"method": "tea-leaves", "opacity": 3},
        {"geometry": "é%", "opacity": 3},
        {"folder": "\ud800", "data": "\ud800", "opacity": 3},
        {"data": "/nowhere/digits.npz", "opacity": 3},
    ],
    ids=lambda entries: next(iter(entries)),
)
def test_that_settings_that_mean_nothing_stop_nothing(
    start: Callable[..., app.Program], entries: dict[str, object]
) -> None:
    settings.file().write_text(json.dumps(entries), encoding="utf-8")
    chosen, _ = app.choices(data=None, model=None)
    program = start(chosen)
    assert program.document.rendering is not None
    program.window.close()
    assert settings.load().opacity == 3


def test_that_closing_before_the_digits_are_there_forgets_no_choice(
    start: Callable[..., app.Program],
) -> None:
    program = start(Settings(data="mnist", following=False, brush=17))
    program.window.close()
    assert program.document.dataset is None
    kept = settings.load()
    assert (kept.data, kept.following, kept.brush) == ("mnist", False, 17)


def test_that_a_second_closing_does_nothing(start: Callable[..., app.Program]) -> None:
    program = start()
    program.close()
    program.close()
    assert not program.controller.worker.isRunning()


def test_that_a_model_of_ones_own_shows_no_maps_of_another(
    start: Callable[..., app.Program], qtbot: QtBot, tmp_path: Path
) -> None:
    own = tmp_path / "lecture.keras"  # called like one that is bundled
    own.write_bytes(model_file.bundled()["lecture"].read_bytes())
    program = app.Program(Settings(model=str(own), data="builtin"), index=None, image=None)
    assert program.document.model is not None
    assert program.document.model.path == own
    assert program.document.sample.any()
    assert program.document.prediction is None
    assert str(own) == program.window.settings().model
    program.close()
    program.window.deleteLater()


@pytest.mark.parametrize("model", model_file.bundled())
def test_that_each_bundled_model_begins_with_its_own_maps(
    start: Callable[..., app.Program], model: str
) -> None:
    document = start(Settings(model=model, data="builtin")).document
    assert document.prediction is not None
    assert document.prediction.model == model_file.read_card(model_file.bundled()[model]).name
    assert document.is_current


def test_that_the_first_window_takes_most_of_the_screen(
    start: Callable[..., app.Program],
) -> None:
    window = start(Settings(data="builtin")).window
    most = window.screen().availableSize() * 0.9
    assert window.size() == most.boundedTo(QSize(1600, 1000))


def test_that_a_presentation_goes_on_in_another_language_and_ends_in_the_usual_size(
    start: Callable[..., app.Program], qtbot: QtBot, qapp: QApplication
) -> None:
    program = start(Settings(data="builtin"))
    usual = qapp.font().pointSizeF()
    program.window.actions_["presentation"].trigger()
    large = qapp.font().pointSizeF()
    assert large > usual
    with qtbot.waitSignal(program.window.destroyed):
        there(program.window.findChild(QAction, "koLanguageAction")).trigger()
    window = program.window
    assert window.actions_["presentation"].isChecked()
    assert not window.central.activity.isVisible()
    assert qapp.font().pointSizeF() == large
    window.actions_["presentation"].trigger()
    assert qapp.font().pointSizeF() == usual
    assert window.menuBar().isVisible()
    assert window.central.activity.isVisible()
    there(window.findChild(QAction, "enLanguageAction")).trigger()


def test_that_another_language_takes_over_what_was_done_and_leaves_no_window(
    start: Callable[..., app.Program], qtbot: QtBot, qapp: QApplication
) -> None:
    program = start(Settings(data="builtin"))
    qtbot.waitUntil(lambda: program.document.dataset is not None)
    before = program.window
    before.actions_["clear"].trigger()
    before.actions_["train"].trigger()
    before.actions_["eraser"].trigger()
    page = before.side_panels.content("train")
    assert isinstance(page, TrainingPage)
    page.training.form.name.setText("seven")
    with qtbot.waitSignal(before.destroyed):
        there(before.findChild(QAction, "koLanguageAction")).trigger()
    window = program.window
    assert window.isVisible()
    assert window.settings().language == "ko"
    assert there(window.findChild(QAction, "koLanguageAction")).isChecked()
    assert window.actions_["train"].isChecked()
    page = window.side_panels.content("train")
    assert isinstance(page, TrainingPage)
    assert page.isVisible()
    assert page.training.form.name.text() == "seven"
    assert window.central.draw.canvas.tool is Tool.ERASER
    window.actions_["undo"].trigger()
    assert not program.document.content.drawing.is_empty
    # What the other window followed goes on without it.
    program.document.change_display(opacity=13)
    program.document.choose_class(3)
    program.training.status_changed.emit()
    program.controller.download_ended.emit()
    there(window.findChild(QAction, "enLanguageAction")).trigger()
    assert program.window.settings().language == "en"
    qtbot.waitUntil(lambda: len(qapp.findChildren(QTranslator)) == 1)


def test_that_what_is_opened_while_a_window_is_made_is_open_in_it(
    start: Callable[..., app.Program], qtbot: QtBot, qapp: QApplication
) -> None:
    program = start()
    before = program.window
    with qtbot.waitSignal(before.destroyed):
        there(before.findChild(QAction, "koLanguageAction")).trigger()
        qapp.processEvents()  # one of the steps
        before.actions_["train"].trigger()
        program.show_trouble("no ink")
    assert program.window.actions_["train"].isChecked()
    assert program.window.central.messages.text == "no ink"
    there(program.window.findChild(QAction, "enLanguageAction")).trigger()
    qtbot.waitUntil(lambda: len(qapp.findChildren(QTranslator)) == 1)


def test_that_the_decomposition_goes_on_in_another_language(
    start: Callable[..., app.Program], qtbot: QtBot, qapp: QApplication
) -> None:
    program = start()
    before = program.window
    before.actions_["decomposition"].trigger()
    looked_at = program.workspace.decomposition
    looked_at.set_order("index")
    looked_at.set_against(4)
    looked_at.choose(2)
    looked_at.grow(3)
    there(before.findChild(QTabWidget, "decompositionTabs")).setCurrentIndex(1)
    with qtbot.waitSignal(before.destroyed):
        there(before.findChild(QAction, "koLanguageAction")).trigger()
    window = program.window
    qtbot.waitUntil(lambda: window.findChild(QTabWidget, "decompositionTabs") is not None)
    tabs = there(window.findChild(QTabWidget, "decompositionTabs"))
    assert tabs.currentIndex() == 1
    tabs.setCurrentIndex(0)
    now = program.workspace.decomposition
    assert (now.by, now.against, now.channel, now.count) == ("index", 4, 2, 3)
    box = there(window.findChild(QComboBox, "channelOrderBox"))
    qtbot.waitUntil(lambda: box.currentData() == "index")
    against = there(window.findChild(QComboBox, "againstBox"))
    qtbot.waitUntil(lambda: against.currentData() == 4)
    there(window.findChild(QAction, "enLanguageAction")).trigger()
    qtbot.waitUntil(lambda: len(qapp.findChildren(QTranslator)) == 1)


def test_that_a_network_that_failed_is_still_told_to_have_in_the_next_window(
    start: Callable[..., app.Program], qtbot: QtBot, qapp: QApplication
) -> None:
    program = start()
    program.controller.worker.failed.emit(0, "gone")
    before = program.window
    with qtbot.waitSignal(before.destroyed):
        there(before.findChild(QAction, "enLanguageAction")).trigger()
    assert program.window is not before
    assert "could not be loaded. gone" in program.window.central.messages.text


def test_that_the_first_start_says_what_to_begin_with_and_the_next_does_not(
    start: Callable[..., app.Program], qtbot: QtBot
) -> None:
    program = start(Settings(data="builtin"))
    window = program.window
    drawer = there(window.findChild(QWidget, "drawer"))
    assert drawer.isVisible()
    lesson = there(window.findChild(QAbstractButton, "welcomeLessonButton"))
    qtbot.mouseClick(lesson, Qt.MouseButton.LeftButton)
    assert there(window.findChild(QWidget, "lessonDock")).isVisible()
    kept = window.settings()
    assert kept.welcomed
    again = start(replace(kept, drawer=""))
    assert not there(again.window.findChild(QWidget, "drawer")).isVisible()


def test_that_a_stroke_needs_no_welcome(start: Callable[..., app.Program], qtbot: QtBot) -> None:
    program = start(Settings(data="builtin"))
    drawer = there(program.window.findChild(QWidget, "drawer"))
    assert drawer.isVisible()
    canvas = program.window.central.draw.canvas
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=canvas.rect().center())
    assert not drawer.isVisible()


def test_that_what_was_left_out_is_told_in_the_window_that_calls_samples_otherwise(
    start: Callable[..., app.Program], qtbot: QtBot, tmp_path: Path
) -> None:
    program = start()
    before = program.window
    qtbot.waitUntil(lambda: program.document.dataset is not None)
    for name in ("cat", "dog"):
        (tmp_path / name).mkdir()
        pixels = 255 * np.eye(28, dtype=np.uint8)
        assert cv2.imwrite(str(tmp_path / name / "one.png"), pixels)
    (tmp_path / "cat" / "notes.txt").write_text("of no interest")
    before.open_dispatcher.open_path(str(tmp_path))
    qtbot.waitUntil(lambda: program.window is not before)
    qtbot.waitUntil(lambda: "notes.txt" in program.window.central.messages.text)
    assert program.document.content.origin.index == 0
