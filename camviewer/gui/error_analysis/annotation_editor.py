"""Tags and an annotation: what a person says about the sample that is looked at."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QVBoxLayout, QWidget

from camviewer.controllers.error_analysis import Mistakes
from camviewer.error_analysis.annotations import MAX_TAG_LENGTH, TAGS, Annotation
from camviewer.error_analysis.tag_titles import tag_title
from camviewer.gui.error_analysis.flow_layout import FlowLayout
from camviewer.gui.theme import SPACE
from camviewer.gui.widgets.fitting import shortened

KEYS = dict(zip(TAGS, ("A", "L", "W"), strict=True))
"""Key of each tag that there always is."""

_WIDEST = 18  # small letters that a tag's button is as wide as at most
_OWN = 4  # own tags that have a button of their own; more only if the sample has more


class Tags(QWidget):
    """Toggle buttons for tags, a field for own ones, a field for an annotation, and undo."""

    def __init__(self, mistakes: Mistakes, parent: QWidget | None = None) -> None:
        """Tags that follow the sample that is looked at."""
        super().__init__(parent)
        self._mistakes = mistakes
        self.buttons: dict[str, QToolButton] = {}
        self._row = FlowLayout(SPACE // 2)
        for tag in TAGS:
            self._add_button(tag)
        self.own = QLineEdit(self)
        self.own.setObjectName("ownTagEdit")
        self.own.setMaxLength(MAX_TAG_LENGTH)
        self.own.setPlaceholderText(self.tr("New tag"))
        self.own.setAccessibleName(self.tr("New tag"))
        self.own.setToolTip(
            self.tr("Type a tag of your own and press Enter. The filters list it from then on.")
        )
        self.own.setMinimumWidth(45)
        self.own.returnPressed.connect(self._add_own)
        self.note = QLineEdit(self)
        self.note.setObjectName("noteEdit")
        self.note.setPlaceholderText(self.tr("Note"))
        self.note.setAccessibleName(self.tr("Note"))
        self.note.setToolTip(self.tr("A note on this [sample] (Shift+N), saved automatically"))
        self.note.editingFinished.connect(self.keep_annotation)
        self._edited: str | None = None  # checksum of the sample that the text is about
        self.undo = self._step("undoNoteButton", "↶", self.tr("Undo the last tag or note (Ctrl+Z)"))
        self.undo.clicked.connect(mistakes.tagging.undo)
        self.redo = self._step("redoNoteButton", "↷", self.tr("Redo (Ctrl+Shift+Z)"))
        self.redo.clicked.connect(mistakes.tagging.redo)
        annotations = QHBoxLayout()
        annotations.setSpacing(SPACE // 2)
        annotations.addWidget(self.own, 1)
        annotations.addWidget(self.note, 3)
        annotations.addWidget(self.undo)
        annotations.addWidget(self.redo)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(SPACE // 2)
        layout.addLayout(self._row)
        layout.addLayout(annotations)
        mistakes.place_changed.connect(self._show)
        mistakes.evaluation_changed.connect(self._show)
        mistakes.annotations.changed.connect(self._show)
        self._show()

    def keep_annotation(self) -> None:
        """Keep what was typed into the field, with the sample that it was typed for."""
        if self._edited is None or not self.note.isModified():
            return
        edited, text = self._edited, self.note.text()
        self.note.setModified(False)
        self._mistakes.annotations.set_text(edited, text.strip())

    def _step(self, name: str, text: str, tip: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(name)
        button.setText(text)
        button.setToolTip(tip)
        button.setAccessibleName(tip)
        button.setAutoRaise(True)
        return button

    def _add_button(self, tag: str) -> QToolButton:
        button = QToolButton(self)
        button.setObjectName(f"tagButton{len(self.buttons)}")
        button.setCheckable(True)
        widest = _WIDEST * self.fontMetrics().averageCharWidth()
        button.setText(shortened(tag_title(tag), self.font(), widest).replace("&", "&&"))
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextOnly)
        tip = self.tr("Tag as “{0}”").format(tag_title(tag))
        if tag in KEYS:
            tip = self.tr("Tag as “{0}” ({1})").format(tag_title(tag), KEYS[tag])
        button.setToolTip(tip)
        button.setAccessibleName(tag_title(tag))
        button.clicked.connect(partial(self._toggle, tag))
        self.buttons[tag] = button
        self._row.addWidget(button)
        return button

    def _toggle(self, tag: str) -> None:
        self._mistakes.tagging.toggle(tag)
        self._show()

    def _add_own(self) -> None:
        tag = self.own.text().strip()
        index = self._mistakes.index
        if tag and index is not None and tag not in self._mistakes.annotations.of(index).tags:
            self._mistakes.tagging.toggle(tag)
        self.own.clear()

    def _show(self) -> None:
        mistakes, index = self._mistakes, self._mistakes.index
        annotation = mistakes.annotations.of(index) if index is not None else None
        present = annotation.tags if annotation is not None else frozenset()
        own = mistakes.annotations.own_tags
        # Those of this sample come first; the list's own tags beyond are found in the filter.
        own = sorted(own, key=lambda tag: (tag not in present, tag))
        own = own[: max(_OWN, len(present.intersection(own)))]
        for tag in set(self.buttons) - {*TAGS, *own}:
            button = self.buttons.pop(tag)
            self._row.removeWidget(button)
            button.hide()
            button.deleteLater()
        for tag in own:
            if tag not in self.buttons:
                self._add_button(tag).show()
        for tag, button in self.buttons.items():
            button.setChecked(tag in present)
            button.setEnabled(index is not None)
        self.own.setEnabled(index is not None)
        self._show_annotation(annotation)

    def _show_annotation(self, annotation: Annotation | None) -> None:
        """Show a sample's annotation; what is being typed stays, and is kept before others show."""
        index = self._mistakes.index
        shown = self._mistakes.annotations.sample(index) if index is not None else None
        typing = self.note.hasFocus() and self.note.isModified()
        if typing and shown in (None, self._edited):
            return  # even where the sample has left the list
        if shown != self._edited:
            self.keep_annotation()
        self._edited = shown
        self.note.setEnabled(shown is not None)
        self._show_text(annotation.text if annotation is not None else "")

    def _show_text(self, kept: str) -> None:
        """Show what is kept about the sample, or what is still to be kept."""
        unkept = self._mistakes.annotations.unkept(self._edited) if self._edited else None
        self.note.setText(kept if unkept is None else unkept)
        self.note.setModified(unkept is not None)
