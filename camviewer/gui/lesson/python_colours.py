"""Colours for lines of Python: few and discreet, in light and dark."""

from __future__ import annotations

import builtins
import keyword
import re

from PySide6.QtGui import QColor, QPalette, QSyntaxHighlighter, QTextCharFormat, QTextDocument

_KINDS = re.compile(
    r"""
    (?P<comment> \#.*$ )
  | (?P<text> [rbfRBF]{0,2} (?: "(?:\\.|[^"\\])*"? | '(?:\\.|[^'\\])*'? ) )
  | (?P<number> \b \d [\w.]* )
  | (?P<word> \b [A-Za-z_]\w* )
    """,
    re.VERBOSE,
)
_BUILT_IN = frozenset(name for name in dir(builtins) if name.islower()) | {"show"}

_LIGHT = {"comment": "#5b6470", "text": "#2f6f3e", "number": "#8a3ea8", "keyword": "#0b57b0",
          "built-in": "#7a4b00"}  # fmt: skip
_DARK = {"comment": "#a3abb6", "text": "#8fd19e", "number": "#d6a8ee", "keyword": "#7cb7ff",
         "built-in": "#e8bf7a"}  # fmt: skip


def pieces(line: str) -> list[tuple[int, int, str]]:
    """Start, length and kind of what has a colour in a line of Python."""
    found = []
    for match in _KINDS.finditer(line):
        kind = str(match.lastgroup)
        if kind == "word":
            kind = _kind_of(match[0])
        if kind:
            found.append((match.start(), len(match[0]), kind))
    return found


def _kind_of(word: str) -> str:
    if keyword.iskeyword(word):
        return "keyword"
    return "built-in" if word in _BUILT_IN else ""


class PythonColours(QSyntaxHighlighter):
    """Colours the words of a document."""

    def __init__(self, document: QTextDocument, palette: QPalette) -> None:
        """Colour a document from now on, for a ground of this palette."""
        super().__init__(document)
        self._formats: dict[str, QTextCharFormat] = {}
        self.use(palette)

    def use(self, palette: QPalette) -> None:
        """The ground is another."""
        is_dark = palette.color(QPalette.ColorRole.Base).lightness() < 128
        for kind, colour in (_DARK if is_dark else _LIGHT).items():
            self._formats[kind] = QTextCharFormat()
            self._formats[kind].setForeground(QColor(colour))
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        """Colour one line."""
        for start, length, kind in pieces(text):
            self.setFormat(start, length, self._formats[kind])
