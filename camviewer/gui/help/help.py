"""Help in the window: the manual, made when it is first asked for, and *What's this?*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QWhatsThis, QWidget

from camviewer.document.part import Part
from camviewer.document.state import WindowState
from camviewer.gui.language import code_of

if TYPE_CHECKING:
    from camviewer.gui.help.manual_window import ManualWindow


class Help(QObject):
    """Opens the manual where a person needs it; a window built anew shows the same page again."""

    def __init__(self, window: QWidget, chosen: Part[WindowState]) -> None:
        """Nothing is made yet.

        Args:
            window: that the manual belongs to.
            chosen: what is open in it, and its language; knows the page of the manual.
        """
        super().__init__(window)
        self._window = window
        self._chosen = chosen
        self._manual: ManualWindow | None = None

    def open(self) -> None:
        """Open the page about what has the focus or is open."""
        from camviewer.gui.help.context import page_for

        self.open_page(page_for(QApplication.focusWidget(), self._chosen.value))

    def open_page(self, name: str) -> None:
        """Open one of the pages in `camviewer.help.manual.PAGES`."""
        if self._manual is None:
            self._manual = self._make()
        self._manual.open_page(name)

    def explain(self) -> None:
        """Let a person click what is to be explained."""
        from camviewer.gui.help.explanations import explain_controls

        explain_controls(self._window)  # what was made meanwhile, too
        QWhatsThis.enterWhatsThisMode()

    def close(self) -> None:
        """Hide the manual with its window."""
        if self._manual is not None:
            self._manual.close()

    def restore(self) -> None:
        """Show the page that was open in the window before this one."""
        if self._chosen.value.manual:
            self.open_page(self._chosen.value.manual)

    def _make(self) -> ManualWindow:
        from camviewer.gui.help.keys import keys_page
        from camviewer.gui.help.manual_window import ManualWindow
        from camviewer.help.glossary import glossary_page
        from camviewer.help.manual import folder, read_pages

        language = code_of(self._chosen.value.language)
        made = {"keys": keys_page(), "glossary": glossary_page(language)}
        manual = ManualWindow(read_pages(language, made), folder(language), self._window)
        manual.page_changed.connect(self._keep_page)
        return manual

    def _keep_page(self, name: str) -> None:
        self._chosen.change(manual=name)
