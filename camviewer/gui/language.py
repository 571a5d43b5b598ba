"""The window's language: English as the texts are written, or a translation that ships with it.

Korean words are shown by the system's own font, or, where it has none, by one that ships too.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from camviewer.common import translation
from camviewer.common.paths import resources
from camviewer.common.translation import LANGUAGES
from camviewer.rendering.fonts import HANGUL, KOREAN, hangul_file

SYSTEM = "system"
"""The choice to speak as the desktop does, English where there is no translation."""


def code_of(choice: str) -> str:
    """The code of the language that a choice means."""
    if choice != SYSTEM:
        return choice
    code = QLocale.system().name().split("_")[0]
    return code if code in LANGUAGES else "en"


def install(application: QApplication, choice: str) -> None:
    """Say everything that is said from now on in another language.

    What a widget shows already stays: windows are built anew.

    Args:
        application: whose texts are meant, those of Qt's own dialogs included.
        choice: a key of `LANGUAGES`, or `SYSTEM`.
    """
    code = code_of(choice)
    for translator in application.findChildren(QTranslator):
        application.removeTranslator(translator)
        translator.deleteLater()
    QLocale.setDefault(QLocale(code))
    _choose_font(application, code)
    if code != "en":
        qt = QTranslator(application)
        folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
        if qt.load(f"qtbase_{code}", folder):
            application.installTranslator(qt)
    own = _Worded(application)
    own.load(f"camviewer_{code}", str(resources() / "translations"))
    application.installTranslator(own)
    translation.install(_in_no_context, code)


class _Worded(QTranslator):
    """The program's own texts, with the data set's word for its samples."""

    def isEmpty(self) -> bool:
        """English, too, has places for the word."""
        return False

    def translate(
        self, context: str, text: str, disambiguation: str | None = None, n: int = -1
    ) -> str | None:
        """A text of the program in the window's language; None: not its own, ask the next."""
        found = super().translate(context, text, disambiguation, n)
        return translation.worded(found or text) if found or "[" in text else None


def _in_no_context(text: str) -> str:
    """The translation of a text that belongs to no class."""
    return QCoreApplication.translate("", text)


def without_mnemonic(text: str) -> str:
    """What an action is called, without the letter to press: "&Open" and "열기(&O)" have one."""
    return re.sub(r"\(&.\)|&", "", text)


def _choose_font(application: QApplication, code: str) -> None:
    """Korean words look alike throughout the window, and are shown in the English one too.

    Left alone, Qt takes any Korean font for a word and for the numbers beside it.
    """
    usual = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)
    families = usual.families()
    known = QFontDatabase.families(QFontDatabase.WritingSystem.Korean)
    installed = [family for family in known if family != HANGUL]  # ours may be loaded already
    if code == "ko" and QFontInfo(usual).family() not in installed:
        families = _beside(families, installed)
    elif not installed:
        families = _beside(families, [])
    font = application.font()
    font.setFamilies(families)
    application.setFont(font)


def _beside(families: list[str], installed: list[str]) -> list[str]:
    """Fonts of the window with one that has Korean letters: the system's or ours."""
    for family in KOREAN:
        if family in installed:
            return [family, *families]
    if HANGUL not in QFontDatabase.families():
        QFontDatabase.addApplicationFont(str(hangul_file()))
    return [*families, HANGUL]
