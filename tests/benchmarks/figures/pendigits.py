"""Handwriting: samples of real writers classified correctly, through the canvas itself."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from tests.benchmarks.records import MissingError, Record, record

if TYPE_CHECKING:
    from camviewer.data.digits.preparation import Digit
    from camviewer.data.strokes import Points
    from camviewer.gui.input.canvas import Canvas

FILE = "CAMVIEWER_PENDIGITS"
SIDE = 300
"""Pixels of the canvas, as in a window of usual size."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this figure."""
    parser.add_argument(
        "--pendigits", metavar="FILE", default=os.environ.get(FILE), help=f"or set {FILE}"
    )
    parser.add_argument("--brush", type=int, metavar="PERCENT", help="default: the program's own")


def measure(options: argparse.Namespace) -> list[Record]:
    """Draw every sample on a canvas with mouse events, then let every bundled model read it."""
    if not options.pendigits:
        raise MissingError(f"no pen trajectories: name a file by {FILE} or --pendigits")
    import numpy as np

    from camviewer.document.canvas_content import CanvasContent
    from camviewer.document.document import Document
    from camviewer.document.settings import Settings
    from camviewer.gui.input.canvas import Canvas
    from camviewer.inference.engine_cache import ENGINES
    from camviewer.networks.formats import model_file
    from tests import pendigits
    from tests.benchmarks.window import application

    running = application()
    brush = options.brush or Settings().brush
    canvas, document = Canvas(), Document()
    canvas.resize(SIDE, SIDE)
    canvas.brush = brush / 100
    canvas.changed.connect(lambda drawing: document.set_content(CanvasContent(drawing)))
    document.content_changed.connect(lambda: canvas.show_drawing(document.content.drawing))
    canvas.show()
    labels, prepared, resized = [], [], []
    for label, lines in pendigits.read(Path(options.pendigits)):
        document.set_content(CanvasContent())
        for line in lines:
            _draw(canvas, line)
        labels.append(label)
        prepared.append(document.sample)
        resized.append(_merely_resized(lines, brush / 100))
    canvas.close()
    running.processEvents()

    found = []
    for name, path in model_file.bundled().items():
        engine = ENGINES.of(path)
        shares = [
            100 * float((engine.scores(np.stack(samples)).argmax(axis=1) == labels).mean())
            for samples in (prepared, resized)
        ]
        found.append(
            record(
                f"real handwriting ({len(labels)} digits, brush {brush} %) read by {name}",
                shares[0],
                "%",
                shares[1],
                "the same lines drawn as thick on the canvas, merely resized",
                limit=">= 96.5" if name == model_file.DEFAULT_MODEL else "",
            )
        )
    return found


def _draw(canvas: Canvas, line: Points) -> None:
    """One stroke by mouse events on whole pixels."""
    from PySide6.QtCore import QCoreApplication, QEvent, QPointF, Qt
    from PySide6.QtGui import QMouseEvent

    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    places = [QPointF(round(float(x) * SIDE), round(float(y) * SIDE)) for x, y in line]
    events = [(QEvent.Type.MouseButtonPress, places[0], left, left)]
    events += [(QEvent.Type.MouseMove, place, none, left) for place in places[1:]]
    events += [(QEvent.Type.MouseButtonRelease, places[-1], left, none)]
    for kind, place, button, buttons in events:
        event = QMouseEvent(
            kind, place, canvas.mapToGlobal(place), button, buttons, Qt.KeyboardModifier.NoModifier
        )
        QCoreApplication.sendEvent(canvas, event)


def _merely_resized(lines: Sequence[Points], width: float) -> Digit:
    """What most demonstrations do: the whole canvas made smaller."""
    from camviewer.data.digits.preparation import BOX
    from camviewer.data.digits.preparation import SIDE as PIXELS
    from camviewer.data.strokes import average, draw_lines

    return average(
        draw_lines([line * PIXELS for line in lines], [BOX * width] * len(lines), (PIXELS, PIXELS))
    )
