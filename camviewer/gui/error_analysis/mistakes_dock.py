"""The dock of the mistakes, and the keys that work in it."""

from __future__ import annotations

from camviewer.gui.error_analysis.annotation_editor import KEYS, tag_title
from camviewer.gui.error_analysis.mistakes_panel import MistakesPanel
from camviewer.gui.layout.lazy_dock import LazyDock

_SHARE = 0.48  # of a window's width: a matrix, a gallery and a sample's maps


class MistakesDock(LazyDock[MistakesPanel]):
    """Holds the panel; most starts never need it."""

    share = _SHARE

    def shortcuts(self) -> list[tuple[str, str]]:
        """The keys that work while the keyboard is turned to the dock, each with what it does."""
        tag = self.tr("In the mistakes: tag as “{0}”")
        return [
            ("J / K", self.tr("In the mistakes: next, previous [sample]")),
            *((key, tag.format(tag_title(name))) for name, key in KEYS.items()),
            ("Shift+N", self.tr("In the mistakes: write a note")),
        ]
