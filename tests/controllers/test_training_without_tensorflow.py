"""Where TensorFlow cannot be loaded a training ends with one sentence that says what to do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.processes import run

pytestmark = pytest.mark.slow

PROGRAM = """
import json
import sys

from PySide6.QtCore import QCoreApplication, QTimer

from camviewer.concurrency.newest_request import NewestRequestWorker
from camviewer.controllers.training import Status, Training
from camviewer.document.document import Document
from camviewer.document.messages import Messages
from camviewer.inference.predictor import make_scorer
from camviewer.training.events import Plan
from camviewer.training.recipes import RECIPES

application = QCoreApplication([])
messages, told, statuses = Messages(), [], []
messages.posted.connect(lambda message: told.append([message.kind.name, message.text]))
training = Training(Document(), messages, NewestRequestWorker(make_scorer))


def follow():
    statuses.append(training.status.name)
    if training.status is Status.IDLE:
        QTimer.singleShot(0, application.quit)


training.status_changed.connect(follow)
training.start(Plan("mine", "lecture", RECIPES["fast"], source=sys.argv[1]))
application.exec()
training.close()
print(json.dumps([told, statuses, training.can_resume()]))
"""


def test_that_a_training_without_tensorflow_ends_with_one_sentence(
    tmp_path: Path, few_digits: str
) -> None:
    stubs = tmp_path / "stubs"
    stubs.mkdir()
    done = run("-c", PROGRAM, few_digits, missing="tensorflow", stubs=stubs)
    assert done.returncode == 0, done.stderr
    told, statuses, can_resume = json.loads(done.stdout)
    assert statuses == ["PREPARING", "IDLE"]
    assert not can_resume
    ((kind, sentence),) = told
    assert kind == "TROUBLE"
    assert "TensorFlow, which trains networks, cannot be loaded" in sentence
    assert "ImportError: libnone.so: no such file" in sentence
    assert "pip install tensorflow" in sentence
    assert "bug" not in sentence
