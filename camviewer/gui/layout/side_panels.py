"""What is open beside the stage: kept in the document, shown by the middle of the window."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from camviewer.document.part import Part
from camviewer.document.state import WindowState
from camviewer.gui.layout.arrangement import Opened, Side
from camviewer.gui.layout.central_widget import CentralWidget
from camviewer.gui.stage.views import VIEWS

LESSON, DECOMPOSITION = "lesson", "decomposition"
"""Pages that stand on the stage itself in a presentation."""

WELCOME = "welcome"
"""The page of the first start."""


class SidePanels(QObject):
    """Opens and closes pages, as actions ask for it; one stands beside the stage at a time.

    The lesson does not count: it stays in sight above the page that it opened, and where nothing
    else is open in a presentation as a caption below the stage. There the decomposition stands in
    the place of the views.
    """

    changed = Signal()
    """Something was opened, closed or brought to the front."""

    def __init__(
        self,
        central: CentralWidget,
        actions: Mapping[str, QAction],
        chosen: Part[WindowState],
    ) -> None:
        """Nothing is open before `restore`.

        Args:
            central: shows what is open.
            actions: by the name of the page that each opens; checkable.
            chosen: keeps what is open.
        """
        super().__init__(central)
        self._central = central
        self._actions = actions
        self._chosen = chosen
        central.drawer.close_wanted.connect(self.close)
        central.drawer.width_wanted.connect(self._use_width)
        central.stage.enlarge_wanted.connect(self.enlarge)

    # What is open

    def is_open(self, name: str) -> bool:
        """Whether a page is in sight."""
        state = self._chosen.value
        if name == LESSON:
            return state.caption
        if state.presentation and name == DECOMPOSITION:
            return state.terms
        return state.drawer == name

    def content(self, name: str) -> QWidget | None:
        """What a page holds; None before it was first opened."""
        drawer = self._central.drawer
        if name == LESSON:
            return self._central.caption.content or drawer[name].content
        return drawer[name].content

    def toggle(self, name: str) -> None:
        """Open a page, or close it."""
        if self.is_open(name):
            self.close(name)
        else:
            self.show(name)

    def show(self, name: str) -> None:
        """Bring a page in sight."""
        state = self._chosen.value
        if name == LESSON:
            self._change(caption=True, drawer="" if state.drawer == WELCOME else state.drawer)
        elif state.presentation and name == DECOMPOSITION:
            self._change(terms=True, enlarged="")
        else:
            self._change(drawer=name)

    def close(self, name: str = "") -> None:
        """Close a page, by default the one beside the stage."""
        state = self._chosen.value
        if name == LESSON:
            self._change(caption=False)
        elif state.presentation and name == DECOMPOSITION:
            self._change(terms=False)
        else:
            self._change(drawer="")

    def leave_welcome(self) -> None:
        """Close the page of the first start, if it is still open."""
        if self._chosen.value.drawer == WELCOME:
            self.close()

    def put_lesson(self, aside: bool) -> None:
        """Put the lesson beside the stage in presentations too, or below it."""
        self._change(aside=aside)

    def enlarge(self, view: str) -> None:
        """Let one view fill the stage, or show all four again."""
        self._change(enlarged="" if self._chosen.value.enlarged else view, terms=False)

    def restore(self) -> None:
        """Show what the document says is open."""
        drawer = self._chosen.value.drawer
        if drawer == LESSON:  # as settings have it
            self._chosen.change(drawer="", caption=True)
        elif drawer not in self._central.drawer:
            self._chosen.change(drawer="")
        self.follow()

    def present(self, presenting: bool) -> None:
        """What stands beside the stage goes on it when a presentation begins, and back after it."""
        state = self._chosen.value
        if presenting == state.presentation:
            return
        if presenting:
            self._change(
                presentation=True,
                terms=state.drawer == DECOMPOSITION,
                drawer="" if state.drawer in (DECOMPOSITION, WELCOME) else state.drawer,
            )
        else:
            drawer = state.drawer or (DECOMPOSITION if state.terms else "")
            self._change(presentation=False, terms=False, drawer=drawer)

    # How it is shown

    def _use_width(self, width: int) -> None:
        self._change(drawer_width=width)

    def _change(self, **changes: object) -> None:
        self._chosen.change(**changes)
        self.follow()

    def follow(self) -> None:
        """Show what is open."""
        state, drawer = self._chosen.value, self._central.drawer
        self._place_lesson()
        drawer.show_above(_is_beside(state))
        drawer.show_page(state.drawer)
        self._central.open(self._opened(state))
        for name, action in self._actions.items():
            action.setChecked(self.is_open(name))
        self.changed.emit()

    def _opened(self, state: WindowState) -> Opened:
        side = Side.NONE
        if state.drawer:
            is_wide = self._central.drawer[state.drawer].page.is_workspace
            side = Side.WORKSPACE if is_wide else Side.DRAWER
        elif _is_beside(state):
            side = Side.DRAWER
        names = list(VIEWS)
        return Opened(
            side=side,
            side_width=state.drawer_width,
            enlarged=names.index(state.enlarged) if state.enlarged in names else None,
            terms=state.presentation and state.terms,
            caption=_is_below(state),
            presenting=state.presentation,
        )

    def _place_lesson(self) -> None:
        """There is one lesson, which goes where it is seen."""
        state, page, caption = (
            self._chosen.value,
            self._central.drawer[LESSON],
            self._central.caption,
        )
        if _is_below(state):
            caption.take_over(page)
            caption.fill()
        else:
            page.take_over(caption)


def _is_below(state: WindowState) -> bool:
    """Whether the lesson is a caption below the stage.

    With a page beside the stage, too, the views would get too small.
    """
    return state.caption and state.presentation and not state.aside and not state.drawer


def _is_beside(state: WindowState) -> bool:
    """Whether the lesson is in the drawer."""
    return state.caption and not _is_below(state)
