"""Every bundled network classifies the samples that a lesson writes on the canvas correctly."""

from __future__ import annotations

import pytest

from camviewer.document.document import Document
from camviewer.gui.lesson.step_actions import StepContext, perform
from camviewer.inference.prediction import PredictionRequest
from camviewer.inference.predictor import predict
from camviewer.lesson.steps import DIGIT_NAMES, Step
from camviewer.networks.formats import model_file

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("model", model_file.bundled())
def test_that_a_written_digit_is_read_as_it_is_meant(model: str, qapp: object) -> None:
    document = Document()
    context = StepContext(document, lambda _name: None)
    for sample, name in enumerate(DIGIT_NAMES):
        assert perform(context, [Step("draw", name)]) == []
        prediction = predict(PredictionRequest(model_file.bundled()[model], document.sample))
        assert prediction.predicted == sample
        assert prediction.probabilities[sample] > 0.9
