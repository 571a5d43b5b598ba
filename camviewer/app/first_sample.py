"""The sample of the first second: what each bundled model computed for it ships with the program.

A stored prediction is what ``camviewer explain --data builtin --index N --model NAME`` writes, so
that the window can show all maps before ONNX Runtime is loaded.
"""

from __future__ import annotations

from camviewer.common.paths import resources
from camviewer.export import explanation_archive
from camviewer.inference.prediction import Prediction

INDEX, LABEL = 87, 9
"""Its place among the built-in test samples, and its class."""


def prediction_by(model: str) -> Prediction:
    """What the bundled model of that name computed for the sample sample. Takes milliseconds.

    Raises:
        FileError: there is none, or it is damaged.
    """
    return explanation_archive.read(
        resources() / "samples" / f"{model}{explanation_archive.SUFFIX}"
    )
