"""The window's log: what Qt says, and what nobody caught."""

from __future__ import annotations

import logging
import sys
import threading
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QtMsgType, Signal
from PySide6.QtWidgets import QApplication

from camviewer.common.files import make_folder
from camviewer.common.paths import home
from camviewer.common.translation import translate

_LOG_BYTES = 1_000_000

_log = logging.getLogger("camviewer")


class CrashReporter(QObject):
    """Writes what nobody caught to the log and tells it in the window."""

    crashed = Signal(str)

    def install(self) -> None:
        """Catch the exceptions of all threads."""
        sys.excepthook = self._report
        threading.excepthook = lambda given: self._report(
            given.exc_type, given.exc_value, given.exc_traceback
        )

    def _report(
        self,
        kind: type[BaseException],
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if error is None or issubclass(kind, KeyboardInterrupt):
            QApplication.quit()
            return
        _log.error("A bug in the program", exc_info=(kind, error, trace))
        # Queued: the exception may come from any thread.
        self.crashed.emit(
            translate(
                "The program ran into a bug: {0}: {1}. Details are in {2}.",
                kind.__name__,
                error,
                log_file(),
            )
        )


def log_file() -> Path:
    """Where the window's log is."""
    return home() / "logs" / "camviewer.log"


def start_log() -> None:
    """Write the log to `log_file`, where there can be one."""
    try:
        make_folder(log_file().parent)
        handler = RotatingFileHandler(
            log_file(), maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        return  # a program that cannot keep a log still works
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)


def log_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    """Take a message of Qt's into the log."""
    level = logging.INFO if kind == QtMsgType.QtInfoMsg else logging.WARNING
    _log.log(logging.DEBUG if kind == QtMsgType.QtDebugMsg else level, "Qt: %s", message)
