"""The window's language: English as the texts are written, or a translation that ships with it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLibraryInfo, QLocale, QTranslator
from PySide6.QtWidgets import QApplication

from camviewer.core import language
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
