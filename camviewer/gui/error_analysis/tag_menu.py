"""A button with what is done to many samples at once: tagging, and taking over others' tags."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from camviewer.controllers.error_analysis import Mistakes
from camviewer.error_analysis.annotations import TAGS
from camviewer.error_analysis.tag_titles import tag_title


class TagMenuButton(QPushButton):
    """Its menu is made when it is opened: it tells how many samples are tagged."""

    merge_wanted = Signal()
    """A person wants to take over tags and notes from a file."""

    def __init__(self, mistakes: Mistakes, parent: QWidget | None = None) -> None:
        """A button that follows nothing until it is pressed."""
        super().__init__(parent)
        self._mistakes = mistakes
        self.setObjectName("tagManyButton")
        self.setText(self.tr("Tag"))
        self.setToolTip(self.tr("Tag the chosen [samples], or all that are listed"))
        menu = QMenu(self)
        menu.setObjectName("tagManyMenu")
        menu.aboutToShow.connect(self.renew)
        self.setMenu(menu)

    def renew(self) -> None:
        """Offer what can be done now."""
        menu, mistakes = self.menu(), self._mistakes
        menu.clear()
        chosen, listed = len(mistakes.tagging.chosen), len(mistakes.indices)
        title = self.tr("Tag the chosen [samples] ({0})") if chosen else self.tr("Tag all ({0})")
        heading = menu.addAction(title.format(f"{chosen or listed:,}"))
        heading.setEnabled(False)
        for tag in (*TAGS, *mistakes.annotations.own_tags):
            action = menu.addAction(tag_title(tag).replace("&", "&&"))
            action.setData(tag)
            action.setEnabled(listed > 0)
            action.triggered.connect(partial(mistakes.tagging.tag_all, tag))
        menu.addSeparator()
        advance = menu.addAction(self.tr("Go on after a tag"))
        advance.setObjectName("advanceAction")
        advance.setCheckable(True)
        advance.setChecked(mistakes.tagging.is_advancing)
        advance.toggled.connect(mistakes.tagging.advance)
        merge = menu.addAction(self.tr("Add tags and notes from a file…"))
        merge.setObjectName("mergeTagsAction")
        merge.setEnabled(mistakes.evaluation is not None)
        merge.triggered.connect(self.merge_wanted)
