"""The window's language: English as the texts are written, or a translation that ships with it.

Korean words are shown by the system's own font, or, where it has none, by one that ships too.
"""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import QApplication

from camviewer.core import language
from camviewer.core.fonts import HANGUL, hangul_file
from camviewer.core.language import LANGUAGES
from camviewer.core.paths import resources

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
    _have_hangul(application)
    if code == "en":
        language.use(str)
        return
    for name, folder in (
        (f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)),
        (f"camviewer_{code}", str(resources() / "translations")),
    ):
        translator = QTranslator(application)
        if translator.load(name, folder):
            application.installTranslator(translator)
    language.use(lambda text: QCoreApplication.translate("", text))


def without_mnemonic(text: str) -> str:
    """What an action is called, without the letter to press: "&Open" and "열기(&O)" have one."""
    return re.sub(r"\(&.\)|&", "", text)


def _have_hangul(application: QApplication) -> None:
    """Show Korean letters, also those of file names and of the languages' names."""
    if QFontDatabase.families(QFontDatabase.WritingSystem.Korean):
        return  # the system's own, or this one, which is there already
    QFontDatabase.addApplicationFont(str(hangul_file()))
    font = application.font()
    font.setFamilies([*font.families(), HANGUL])
    application.setFont(font)
