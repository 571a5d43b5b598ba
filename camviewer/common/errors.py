"""The errors that a person meets, in the person's language.

Whoever raises one translates its words: ``UserError(translate("…", value))``, and for a `FileError`
each of its parts, ``expected=translate("…")``. The errors themselves translate nothing that they
are given. A part that is kept in a constant is marked there, ``_EXPECTED = tr_noop("…")``, and
translated where it is used, ``expected=translate(_EXPECTED)``. A parameter that is called
``expected``, ``found``, ``remedy`` or ``what``, of whichever function, is translated already.
"""

from __future__ import annotations

from pathlib import Path

from camviewer.common.translation import translate


class UserError(Exception):
    """Something a person asked for cannot be done; the message is one sentence that helps.

    The sentence says what is wrong first, then what to do. The window shows it in its message
    bar; the command line prints it on one line and exits with code 2.
    """


class FileError(UserError):
    """A file cannot be used."""

    def __init__(self, path: str | Path, *, expected: str, found: str, remedy: str = "") -> None:
        """Compose the sentence: what is wrong with the file, what is needed, what to do.

        Args:
            path: the file that was meant.
            expected: what it should have been, e.g. ``translate("a picture (PNG, JPEG)")``.
            found: what is wrong, which stands by itself: ``translate("an empty file")``,
                ``translate("{0} layers", number)``, not "more", "none" or a mere number.
            remedy: what the person can do, as an imperative without a full stop.

        The attributes `path` and `found` stay to be asked for.
        """
        self.path = Path(path)
        self.found = found
        super().__init__(self._sentence(path, expected, found, remedy))

    def _sentence(self, path: str | Path, expected: str, found: str, remedy: str) -> str:
        if remedy:
            return translate(
                "{0} cannot be used: {1}. Needed: {2}; {3}.", path, found, expected, remedy
            )
        return translate("{0} cannot be used: {1}. Needed: {2}.", path, found, expected)


class UnwritableError(FileError):
    """A file cannot be written; `expected` is what the place should have been."""

    def _sentence(self, path: str | Path, expected: str, found: str, remedy: str) -> str:
        if remedy:
            return translate(
                "{0} cannot be written: {1}. Needed: {2}; {3}.", path, found, expected, remedy
            )
        return translate("{0} cannot be written: {1}. Needed: {2}.", path, found, expected)
