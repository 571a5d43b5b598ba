"""The real program, which answers questions about its window on its input and output.

``python -m tests.e2e.driver ARGUMENTS``. A question is one line of JSON, ``[WHAT, ARGUMENT]``; the
answer is one line of JSON. The events themselves come from the X server.
"""

from __future__ import annotations

import json
import sys
from typing import Any

from PySide6.QtCore import QSocketNotifier
from PySide6.QtWidgets import QAbstractSlider, QWidget

from camviewer import app, cli


class Driven(app.Program):
    """The program with an ear for questions."""

    def start(self) -> None:
        """Start as usual, then listen."""
        super().start()
        self._ear = QSocketNotifier(sys.stdin.fileno(), QSocketNotifier.Type.Read, self)
        self._ear.activated.connect(self._answer)
        print(json.dumps("ready"), flush=True)

    def _answer(self) -> None:
        line = sys.stdin.readline()
        if not line:
            self._ear.setEnabled(False)
            return
        what, argument = json.loads(line)
        print(json.dumps(getattr(self, f"tell_{what}")(argument)), flush=True)

    def tell_place(self, name: str) -> list[int]:
        """Left, top, width and height of a widget on the screen."""
        widget = self.window if name == self.window.objectName() else self._widget(name)
        corner = widget.mapToGlobal(widget.rect().topLeft())
        return [corner.x(), corner.y(), widget.width(), widget.height()]

    def tell_text(self, name: str) -> str:
        """What a widget says."""
        return str(self._widget(name).text())  # type: ignore[attr-defined]

    def tell_value(self, name: str) -> int:
        """Where a slider stands."""
        widget = self._widget(name)
        assert isinstance(widget, QAbstractSlider)
        return widget.value()

    def tell_state(self, _: None) -> dict[str, Any]:
        """What the session says."""
        session = self.session
        analysis = session.analysis
        return {
            "ready": self.controller.ready,
            "tensorflow": "tensorflow" in sys.modules,
            "predicted": None if analysis is None else analysis.predicted,
            "class": session.class_index,
            "following": session.following,
            "opacity": session.display.opacity,
            "strokes": len(session.content.drawing.strokes),
            "index": session.content.origin.index,
            "digits": session.dataset is not None,
            "drawing": self.window.draw.canvas.is_drawing,
            "active": self.window.isActiveWindow(),
        }

    def tell_picture(self, name: str) -> list[Any]:
        """The pixels that a view shows."""
        view = next(view for view in self.window.explanation.views if view.name == name)
        picture = view.image.image
        return [] if picture is None else picture.tolist()

    def tell_resize(self, size: list[int]) -> bool:
        """Give the window a size."""
        self.window.showNormal()
        self.window.move(0, 0)
        self.window.resize(*size)
        return True

    def tell_grab(self, path: str) -> bool:
        """Save a screenshot of the window."""
        return self.window.grab().save(path)

    def _widget(self, name: str) -> QWidget:
        widget = self.window.findChild(QWidget, name)
        assert widget is not None, name
        return widget


if __name__ == "__main__":
    app.Program = Driven  # type: ignore[misc]
    sys.exit(cli.main(sys.argv[1:]))
