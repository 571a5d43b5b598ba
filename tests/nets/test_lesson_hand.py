"""The digits that a lesson writes on the canvas are read rightly by every bundled network."""

from __future__ import annotations

import pytest

from camviewer.core import model_files
from camviewer.core.analysis import AnalysisRequest
from camviewer.core.lesson_steps import DIGIT_NAMES, Step
from camviewer.gui.history import History
from camviewer.gui.lesson.verbs import Stage, perform
from camviewer.nets.analyser import Analyser
from camviewer.session import Session


@pytest.mark.parametrize("model", model_files.bundled())
def test_that_a_written_digit_is_read_as_it_is_meant(model: str, qapp: object) -> None:
    analyse, session = Analyser(), Session()
    stage = Stage(session, History(session), lambda _name: None)
    for digit, name in enumerate(DIGIT_NAMES):
        assert perform(stage, [Step("draw", name)]) == []
        analysis = analyse(AnalysisRequest(model_files.bundled()[model], session.digit))
        assert analysis.predicted == digit
        assert analysis.probabilities[digit] > 0.9
