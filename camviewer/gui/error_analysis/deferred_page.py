"""A page of the mistakes that is made when it is first looked at."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from camviewer.gui.help.explanations import explain_controls

PageT = TypeVar("PageT", bound=QWidget)


class DeferredPage(QWidget, Generic[PageT]):
    """Holds the place of a page, so that opening the mistakes does not wait for all of them."""

    def __init__(self, make: Callable[[QWidget], PageT], parent: QWidget | None = None) -> None:
        """Nothing is made yet.

        Args:
            make: makes the page, given its parent; called at most once.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._make = make
        self._page: PageT | None = None
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)

    @property
    def page(self) -> PageT:
        """The page; made now if it was not."""
        if self._page is None:
            self._page = self._make(self)
            explain_controls(self._page)
            layout = self.layout()
            assert layout is not None
            layout.addWidget(self._page)
        return self._page

    def showEvent(self, event: QShowEvent) -> None:
        """Make the page before it is seen."""
        self.page.show()
        super().showEvent(event)
