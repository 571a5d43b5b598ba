"""What the lecture's network says to capital letters: a digit, whatever it sees."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

import numpy as np

from camviewer.data.digits.preparation import prepare_strokes
from camviewer.data.strokes import Stroke
from camviewer.inference.engine_cache import ENGINES
from camviewer.networks.formats.model_file import bundled
from tests.lesson.facts.formats import percent
from tests.lesson.facts.registry import add_facts

LETTERS = {
    "e": (((0.6, 0), (0, 0), (0, 1), (0.6, 1)), ((0, 0.5), (0.5, 0.5))),
    "t": (((0, 0), (0.8, 0)), ((0.4, 0), (0.4, 1))),
}
"""Strokes of straight lines, (x, y) with y downwards; a letter is 1 high."""

PEN = 0.05
"""Thickness of the line, as a share of the canvas."""

HEIGHT = 0.6
"""Of a letter on the canvas."""


def answer(letter: str) -> Mapping[str, str]:
    """The class that the network gives, and its probability."""
    strokes = [
        Stroke(np.float32(HEIGHT) * np.array(stroke, np.float32) + np.float32(0.2), PEN)
        for stroke in LETTERS[letter]
    ]
    read = ENGINES.of(bundled()["lecture"]).predict(prepare_strokes(strokes))
    return {
        "class": read.class_names[read.predicted],
        "probability": percent(float(read.probabilities[read.predicted])),
    }


for _letter in LETTERS:
    add_facts(f"letter.{_letter}", partial(answer, _letter))
