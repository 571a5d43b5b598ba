"""Code on a page: read, copied, and where the lesson is trusted also changed and run."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from camviewer.common.errors import UserError
from camviewer.controllers.lesson_code import CodeResult, LessonCode
from camviewer.gui.lesson.code_editor import CodeEditor, use_fixed_letters
from camviewer.gui.lesson.drafts import Draft
from camviewer.gui.lesson.result_picture import ResultPicture
from camviewer.gui.theme import SPACE, wrong_colour
from camviewer.gui.widgets.pixels import to_image
from camviewer.lesson.page import Code


class CodeView(QWidget):
    """The lines, the buttons, and what came out below them."""

    def __init__(
        self,
        code: Code,
        runner: LessonCode,
        draft: Draft | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show code as it was left.

        Args:
            code: as the page has it.
            runner: runs it, if it may be run; else it can be copied only.
            draft: as it was changed before; keeps what is changed from now on.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self.setObjectName("lessonCodeView")
        self._code = code
        self._draft = draft or Draft(code.text)
        self._runner = runner
        self._run_number: int | None = None
        self._is_starting = False
        self.can_run = code.can_run and runner.can_run
        self.editor = CodeEditor(self._draft.text, self, read_only=not self.can_run)
        self.editor.setAccessibleName(self.tr("Code"))
        self.run = self._button("runCodeButton", self.tr("Run"))
        self.run.setToolTip(self.tr("Run these lines (Ctrl+Enter)"))
        self.reset = self._button("resetCodeButton", self.tr("Reset"))
        self.reset.setToolTip(self.tr("Bring back the lines as the page has them"))
        self.copy = self._button("copyCodeButton", self.tr("Copy"))
        self.copy.setToolTip(self.tr("Copy these lines to the clipboard"))
        self.printed = QLabel(self)
        self.printed.setObjectName("codeOutput")
        self.printed.setTextFormat(Qt.TextFormat.PlainText)
        self.printed.setWordWrap(True)
        self.printed.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        use_fixed_letters(self.printed)
        self.trouble = QLabel(self)
        self.trouble.setObjectName("codeTrouble")
        self.trouble.setTextFormat(Qt.TextFormat.PlainText)
        self.trouble.setWordWrap(True)
        self._colour_trouble()
        self._pictures = QVBoxLayout()
        self._pictures.setSpacing(SPACE)
        buttons = QHBoxLayout()
        buttons.setSpacing(SPACE)
        for button in (self.run, self.reset):
            button.setVisible(self.can_run)
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.copy)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACE // 2)
        column.addWidget(self.editor)
        column.addLayout(buttons)
        if code.can_run and not self.can_run:
            column.addWidget(self._reason())
        column.addWidget(self.printed)
        column.addWidget(self.trouble)
        column.addLayout(self._pictures)
        self.run.clicked.connect(self._run_or_stop)
        self.reset.clicked.connect(self._reset)
        self.copy.clicked.connect(self._copy)
        self.editor.run_wanted.connect(self._run_by_key)
        self.editor.textChanged.connect(self._keep)
        runner.ended.connect(self._end)
        self._clear()

    @property
    def is_running(self) -> bool:
        """Whether these lines run now."""
        return self._run_number is not None

    def show_result(self, result: CodeResult) -> None:
        """Show what came out."""
        self._clear()
        self.printed.setText(result.text.rstrip("\n"))
        self.printed.setVisible(bool(result.text.strip()))
        trouble = result.trouble
        if trouble and result.line:
            trouble = self.tr("Line {0}: {1}").format(result.line, trouble)
        self.trouble.setText(trouble)
        self.trouble.setVisible(bool(trouble))
        for picture in result.pictures:
            shown = ResultPicture(picture.title, to_image(picture.colours), self)
            self._pictures.addWidget(shown)

    def changeEvent(self, event: QEvent) -> None:
        """Trouble is told in a colour that is seen on the ground of now."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "trouble"):
            self._colour_trouble()

    def _reason(self) -> QLabel:
        """Why there is no button that runs what the page says can be run."""
        told = self.tr("Only the code of bundled lessons runs here. Copy it to run it elsewhere.")
        reason = QLabel(told, self)
        reason.setObjectName("codeReason")
        reason.setWordWrap(True)
        return reason

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        return button

    def _colour_trouble(self) -> None:
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.WindowText, wrong_colour(self.palette()))
        self.trouble.setPalette(palette)

    def _run_or_stop(self) -> None:
        if self.is_running:
            self._runner.cancel()
        else:
            self._run()

    def _run_by_key(self) -> None:
        if self.can_run and not self.is_running:
            self._run()

    def _run(self) -> None:
        self._clear()
        self._is_starting = True
        try:
            self._follow_run(self._runner.run(self.editor.toPlainText()))
        except UserError as error:
            self.show_result(CodeResult(trouble=str(error)))
        finally:
            self._is_starting = False

    def _end(self, number: int, result: CodeResult) -> None:
        # What cannot even be started ends before its number is known; what was cancelled then
        # is the run of other lines.
        if number == self._run_number or (self._is_starting and not result.cancelled):
            self._is_starting = False
            self._follow_run(None)
            if not result.cancelled:
                self.show_result(result)

    def _follow_run(self, number: int | None) -> None:
        self._run_number = number
        self.run.setText(self.tr("Run") if number is None else self.tr("Stop"))

    def _keep(self) -> None:
        self._draft.text = self.editor.toPlainText()

    def _reset(self) -> None:
        self.editor.setPlainText(self._code.text)
        self._clear()

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.editor.toPlainText())

    def _clear(self) -> None:
        for label in (self.printed, self.trouble):
            label.clear()
            label.hide()
        while (item := self._pictures.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
