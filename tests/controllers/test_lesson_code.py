"""Code of a lesson: run in a process of its own, bounded, and ended in time."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.common.errors import UserError
from camviewer.controllers.lesson import LessonController
from camviewer.controllers.lesson_code import CodePicture, CodeResult, LessonCode
from camviewer.document.document import Document
from camviewer.document.messages import Messages
from camviewer.inference.prediction import Prediction
from camviewer.lesson import lesson_files
from tests.predictions import linear_prediction

Run = Callable[[str], CodeResult]


def prediction() -> Prediction:
    features = np.array([[[1, 2], [3, 0]]], np.float32)
    weights = np.array([[1, -1], [0.5, 4]], np.float32)
    bias, logits = np.array([0.25, -1], np.float32), np.array([2.75, 1], np.float32)
    image = np.full((28, 28), 0.5, np.float32)
    return linear_prediction(image, features, weights, bias, logits, "two")


@pytest.fixture
def document(qapp: object) -> Document:
    document = Document()
    document.set_prediction(prediction())
    return document


@pytest.fixture
def lessons(qtbot: QtBot, document: Document) -> Iterator[LessonController]:
    controller = LessonController(document, Messages())
    with qtbot.waitSignal(controller.lesson_changed):
        controller.begin()
    yield controller
    controller.close()


@pytest.fixture
def code(document: Document, lessons: LessonController) -> Iterator[LessonCode]:
    runner = LessonCode(document, lessons)
    yield runner
    runner.close()


@pytest.fixture
def run(qtbot: QtBot, code: LessonCode) -> Run:
    def of(text: str) -> CodeResult:
        with qtbot.waitSignal(code.ended, timeout=15_000) as caught:
            number = code.run(text)
        assert caught.args is not None
        assert caught.args[0] == number
        assert not code.is_running
        result: CodeResult = caught.args[1]
        return result

    return of


def test_that_code_knows_the_numbers_of_the_stage(run: Run) -> None:
    result = run(
        "heat = features @ weights[:, c]\n"
        "show(heat, 'map')\n"
        "print(class_names[c], pooled, scores[c] == bias[c] + pooled @ weights[:, c])\n"
        "print(sample.shape, sample.max())"
    )
    assert (result.trouble, result.line) == ("", 0)
    assert result.text == "0 [2. 1.] True\n(28, 28) 0.5\n"
    (picture,) = result.pictures
    assert picture.title == "map"
    assert picture.values.tolist() == [[2, 3]]  # 1 + 0.5 · 2, and 3


def test_that_opencv_is_there(run: Run) -> None:
    result = run("show(cv2.resize(np.abs(sample), (4, 3), interpolation=cv2.INTER_CUBIC))")
    assert result.trouble == ""
    assert result.pictures[0].values.shape == (3, 4)


def test_that_code_only_computes(run: Run) -> None:
    attempts = ("open('a', 'w')", "os.system('true')", "socket.create_connection(('::1', 9))")
    lines = (f"try: {each}\nexcept PermissionError as error: print(error)" for each in attempts)
    result = run("\n".join(("import os, socket", *lines)))
    assert result.trouble == ""
    assert result.text.splitlines() == [
        "code of a lesson writes no files",
        *["code of a lesson opens no connections and changes nothing"] * 2,
    ]


@pytest.mark.parametrize(
    "attempt",
    [
        "import multiprocessing",
        "from concurrent.futures.process import ProcessPoolExecutor",
        "import sqlite3\nsqlite3.connect('a')",
        "cv2.imwrite('a.png', sample)",
        "cv2.VideoCapture(0)",
    ],
)
def test_that_no_library_of_others_does_more(run: Run, attempt: str) -> None:
    trouble = run(attempt).trouble
    assert trouble.startswith("PermissionError: code of a lesson") or "no attribute" in trouble


def test_that_threads_left_behind_keep_nothing_waiting(run: Run) -> None:
    result = run(
        "import threading, time\n"
        "threading.Thread(target=lambda: time.sleep(60)).start()\n"
        "print('done')"
    )
    assert (result.text, result.trouble) == ("done\n", "")


def test_that_packages_of_a_person_are_found_and_those_of_variables_are_not(
    run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "numpy.py").write_text("raise SystemExit")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    result = run("import sys\nprint(sys.flags.no_user_site, sys.flags.safe_path, np.pi > 3)")
    assert result.text == "0 True True\n"


def test_that_what_was_done_before_an_error_stays(run: Run) -> None:
    result = run("print('so far')\nshow(sample)\nraise ValueError('no further')")
    assert (result.text, len(result.pictures)) == ("so far\n", 1)
    assert (result.trouble, result.line) == ("ValueError: no further", 3)


@pytest.mark.skipif(sys.platform != "linux", reason="memory is limited here")
def test_that_too_large_an_array_is_an_error(run: Run) -> None:
    assert "Unable to allocate" in run("np.ones(10**10)").trouble


def test_that_a_process_that_dies_is_told(run: Run) -> None:
    assert "ended without a result" in run("import os\nos._exit(0)").trouble


def test_that_what_the_network_lacks_is_told(document: Document, run: Run) -> None:
    known = prediction()
    document.set_prediction(Prediction(known.image, known.logits, "lump"))
    result = run("print(scores)\nweights")
    assert result.text.startswith("[2.75")
    assert result.trouble.startswith("The scores of lump are not sums")
    assert result.line == 2


def test_that_code_that_never_ends_is_ended(
    qtbot: QtBot, document: Document, lessons: LessonController
) -> None:
    code = LessonCode(document, lessons, seconds=0.5)
    with qtbot.waitSignal(code.ended) as caught:
        code.run("while True: pass")
    assert caught.args is not None
    assert "stopped after 0.5 seconds" in caught.args[1].trouble
    assert not code.is_running


def test_that_another_run_takes_the_place_of_the_first(qtbot: QtBot, code: LessonCode) -> None:
    told: list[tuple[int, CodeResult]] = []
    code.ended.connect(lambda number, result: told.append((number, result)))
    first = code.run("while True: pass")
    second = code.run("print(2)")
    qtbot.waitUntil(lambda: len(told) == 2, timeout=15_000)
    assert [number for number, _ in told] == [first, second]
    assert told[0][1].cancelled
    assert told[1][1].text == "2\n"


def test_that_turning_the_page_ends_what_runs(
    qtbot: QtBot, code: LessonCode, lessons: LessonController
) -> None:
    code.run("while True: pass")
    with qtbot.waitSignal(code.ended) as caught:
        lessons.step(1)
    assert caught.args is not None
    assert caught.args[1].cancelled


def test_that_closing_ends_it_and_tells_nothing(qtbot: QtBot, code: LessonCode) -> None:
    code.run("while True: pass")
    with qtbot.assertNotEmitted(code.ended):
        code.begin_closing()
        code.close()
    assert not code.is_running


def test_that_only_what_came_with_the_program_is_run(
    qtbot: QtBot, code: LessonCode, lessons: LessonController, tmp_path: Path
) -> None:
    assert code.can_run
    (tmp_path / "01-a.md").write_text("# a\n```code run\nprint(1)\n```\n")
    with qtbot.waitSignal(lessons.lesson_changed):
        lessons.open(tmp_path)
    assert not code.can_run
    with pytest.raises(UserError, match="only be read"):
        code.run("print(1)")


def test_that_there_is_nothing_to_compute_with_without_a_prediction(
    document: Document, code: LessonCode
) -> None:
    document.set_prediction(None)
    with pytest.raises(UserError, match="no prediction"):
        code.run("print(1)")


def test_that_python_that_cannot_be_started_is_told_once_the_run_has_its_number(
    qtbot: QtBot, code: LessonCode, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.executable", "/nowhere/python")
    told: list[tuple[int, CodeResult]] = []
    code.ended.connect(lambda number, result: told.append((number, result)))
    number = code.run("print(1)")
    assert told == []
    qtbot.waitUntil(lambda: bool(told))
    ((ended, result),) = told
    assert ended == number
    assert "cannot be started" in result.trouble


def test_that_pictures_have_colours() -> None:
    def colours(values: object) -> Any:
        return CodePicture("", np.array(values, np.float32)).colours.tolist()

    (signed,) = colours([[-1, 0, 1]])
    blue, white, red = signed
    assert blue[2] > blue[0]
    assert min(white) > 240
    assert red[0] > red[2]
    (positive,) = colours([[0, 1]])
    assert sum(positive[0]) < sum(positive[1])
    assert colours([[[1, 0, 0.5]]]) == [[[255, 0, 128]]]


def test_that_lessons_of_the_program_may_run(tmp_path: Path) -> None:
    assert lesson_files.load(lesson_files.folder_of("ko")).may_run
    (tmp_path / "01-a.md").write_text("# a")
    assert not lesson_files.load(tmp_path).may_run
