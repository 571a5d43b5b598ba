"""The program with its window: builds everything, joins it, and ends it in order."""

from __future__ import annotations

import logging
import signal
import socket
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from logging.handlers import RotatingFileHandler
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QMessageLogContext,
    QObject,
    QSocketNotifier,
    Qt,
    QTimer,
    QtMsgType,
    Signal,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from camviewer import __version__
from camviewer.app import first_sample
from camviewer.attribution.methods import METHODS
from camviewer.common.errors import FileError, UserError
from camviewer.common.paths import home
from camviewer.common.translation import translate
from camviewer.concurrency.newest_request import NewestRequestWorker
from camviewer.controllers.derived_analyses import DerivedAnalyses
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.evaluation_target import Tools
from camviewer.controllers.sample import Controller, content_of
from camviewer.controllers.training import Training
from camviewer.data import sources
from camviewer.data.drawing import Drawing
from camviewer.data.pictures import digit_from_picture
from camviewer.document import settings
from camviewer.document.document import CanvasContent, Document, Model, SampleOrigin
from camviewer.document.settings import Settings
from camviewer.gui import language, theme
from camviewer.gui.layout.main_window import MainWindow
from camviewer.inference.evaluation_work import evaluate
from camviewer.inference.map_work import make_mapper
from camviewer.inference.prediction_work import make_predictor, make_scorer
from camviewer.networks import library
from camviewer.networks.formats import model_file

_LOG_BYTES = 1_000_000
KEEP_EVERY = 5000
"""Milliseconds between two looks at whether settings have changed."""


_log = logging.getLogger("camviewer")


class Program(QObject):
    """Everything that lives as long as the window."""

    def __init__(self, chosen: Settings, *, index: int | None, image: Path | None) -> None:
        """Build document, threads and window; nothing is shown and no thread runs yet.

        Args:
            chosen: last choices, or what the command line says in their place.
            index: test digit to begin with.
            image: picture file to begin with.

        Raises:
            UserError: model, digit or picture cannot be used.
        """
        super().__init__()
        self.document = Document()
        self._chosen = chosen
        self._closing = self._loaded = False
        self._restore()
        if index is not None:
            self._show_test_digit(index)
        elif image is not None:
            digit = digit_from_picture(image)
            self.document.set_content(
                CanvasContent(Drawing(base=digit), SampleOrigin(name=image.name))
            )
        else:
            self._show_sample()
        self.controller = Controller(
            self.document, NewestRequestWorker(partial(make_predictor, self._first())), self
        )
        self.training = Training(self.document, NewestRequestWorker(make_scorer), self)
        self.training.saved.connect(self.controller.open_model)
        mistakes = Mistakes(self.document, self.training, Tools(evaluate, make_mapper), self)
        self.derived_analyses = DerivedAnalyses(mistakes, self)
        self.window = self._make_window(chosen)
        self._follow_window()
        self._kept = chosen
        self._keeping = QTimer(self)
        self._keeping.setInterval(KEEP_EVERY)
        self._keeping.timeout.connect(self._keep)

    def start(self) -> None:
        """Show the window; once it is on screen, load what takes longer."""
        self.window.show()
        self._keeping.start()

    def show_trouble(self, sentence: str) -> None:
        """Show in the window that something went wrong."""
        self.window.central.messages.show_trouble(sentence)

    def close_window(self) -> None:
        """Close the window, which ends everything."""
        self.window.close()

    def _make_window(self, chosen: Settings, before: MainWindow | None = None) -> MainWindow:
        return MainWindow(
            self.document, self.controller, self.training, self.derived_analyses, chosen, before
        )

    def _follow_window(self) -> None:
        self.window.painted.connect(self._load)
        self.window.closed.connect(self.close)
        self.window.language_chosen.connect(self._change_language)

    def _change_language(self, choice: str) -> None:
        """Put a window in another language in the place of the present one."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        language.install(application, choice)
        before, chosen = self.window, replace(self.window.settings(), language=choice)
        self.window = self._make_window(chosen, before)
        self._follow_window()
        self.window.show()
        self.window.activateWindow()  # the keys go on to work where no window manager sees to it
        before.hide()
        before.deleteLater()

    def _load(self) -> None:
        if self._closing or self._loaded:
            return
        self._loaded = True
        self.controller.start()
        if self.document.dataset is None:
            self.controller.open_data(self._chosen.data)
        if self.training.can_resume():
            self.window.offer_to_go_on()

    def close(self) -> None:
        """Keep the settings, end all threads, leave the event loop."""
        self._closing = True
        self._keeping.stop()
        self._keep()
        workers = self.training, self.derived_analyses.mistakes, self.controller
        for each in workers:  # so that all end at the same time
            each.begin_closing()
        for each in workers:
            each.close()
        QApplication.quit()

    def _keep(self) -> None:
        """Keep what was chosen since the last time, also for the case of a kill."""
        chosen = self.window.settings()
        if chosen == self._kept:
            return
        self._kept = chosen
        try:
            settings.save(chosen)
        except FileError as error:
            _log.warning("The settings were not kept: %s", error)

    def _restore(self) -> None:
        document, chosen = self.document, self._chosen
        for path in model_file.bundled().values():
            document.add_model(Model(path, model_file.read_card(path)))
        for path in library.files():
            try:
                document.add_model(Model(path, model_file.read_card(path)))
            except FileError as error:
                _log.warning("A model is left out: %s", error)
        path = model_file.find(chosen.model)
        model = Model(path, model_file.read_card(path))
        document.add_model(model)
        document.set_model(model)
        document.change_display(**vars(chosen.display))
        document.follow_prediction(chosen.following)

    def _show_test_digit(self, index: int) -> None:
        dataset = sources.open_source(self._chosen.data)
        if index >= len(dataset.test):
            raise UserError(
                translate(
                    "Index: expected 0 to {0} in {1}, found {2}; choose a smaller one.",
                    len(dataset.test) - 1,
                    dataset.name,
                    index,
                )
            )
        self.document.set_dataset(self._chosen.data, dataset)
        self.document.set_content(content_of(dataset, index))

    def _first(self) -> Path | None:
        return self.document.model.path if self.document.model is not None else None

    def _show_sample(self) -> None:
        """What the model computed for the sample digit, if it came with the program."""
        model = self.document.model
        assert model is not None
        is_bundled = model.name in model_file.bundled()
        prediction = first_sample.prediction_by(
            model.name if is_bundled else model_file.DEFAULT_MODEL
        )
        origin = SampleOrigin(name="builtin", index=first_sample.INDEX, label=first_sample.LABEL)
        self.document.set_content(CanvasContent(Drawing(base=prediction.image), origin))
        if is_bundled:  # the maps of a person's own model come with the network
            self.document.set_prediction(prediction)


class _Signals:
    """Closes the window when the system asks the program to end (SIGTERM, SIGINT)."""

    def __init__(self, close: Callable[[], object]) -> None:
        # Python hears a signal when it runs next; writing to a socket makes Qt run it at once.
        self._ear, mouth = socket.socketpair()
        self._mouth = mouth
        mouth.setblocking(False)
        self._before = signal.set_wakeup_fd(mouth.fileno(), warn_on_full_buffer=False)
        self._notifier = QSocketNotifier(self._ear.fileno(), QSocketNotifier.Type.Read)
        self._notifier.activated.connect(lambda: self._ear.recv(1))
        self._handlers = {
            number: signal.signal(number, lambda _number, _frame: close())
            for number in (signal.SIGTERM, signal.SIGINT)
        }

    def close(self) -> None:
        """Signals do again what they did before."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._before)
        self._notifier.setEnabled(False)
        self._ear.close()
        self._mouth.close()


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
                "A bug in the program: {0}: {1}; the details are in {2}.",
                kind.__name__,
                error,
                log_file(),
            )
        )


def log_file() -> Path:
    """Where the window's log is."""
    return home() / "logs" / "camviewer.log"


def run(
    *,
    index: int | None,
    image: Path | None,
    data: str | None,
    model: str | None,
    language_code: str | None = None,
) -> int:
    """Open the window and wait until it is closed.

    Args:
        index: test digit to begin with.
        image: picture file to begin with.
        data: source of digits; None for the last one.
        model: file or name of the model; None for the last one.
        language_code: a key of `LANGUAGES`; None for the last one.

    Returns:
        The exit code.

    Raises:
        UserError: what was asked for cannot be used; no window was opened.
    """
    start_log()
    qInstallMessageHandler(_log_qt)
    application = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(application, QApplication)
    # A fast pen must not lose its corners; the canvas itself thins what follows from a movement.
    # (Set now, since Qt's X11 plug-in sets it when the application is made.)
    application.setAttribute(Qt.ApplicationAttribute.AA_CompressHighFrequencyEvents, False)
    application.setApplicationName("CAM Viewer")
    application.setApplicationVersion(__version__)
    application.setQuitOnLastWindowClosed(False)  # threads are ended first
    chosen, trouble = choices(data, model)
    if language_code is not None:
        chosen = replace(chosen, language=language_code)
    theme.install(application, chosen.scheme)
    language.install(application, chosen.language)
    program = Program(chosen, index=index, image=image)
    reporter = CrashReporter()
    reporter.crashed.connect(program.show_trouble)
    reporter.install()
    signals = _Signals(program.close_window)
    program.start()
    if trouble:
        program.show_trouble(trouble)
    code = application.exec()
    signals.close()
    return code


def choices(data: str | None, model: str | None) -> tuple[Settings, str]:
    """The last choices, overruled by what is asked for; and a sentence if one is gone.

    Raises:
        UserError: the data asked for cannot be used.
    """
    last = settings.load()
    trouble = ""
    if last.method not in METHODS:
        last = replace(last, method=METHODS.default)
    if model is None:
        try:
            model_file.read_card(model_file.find(last.model))
        except UserError as error:
            trouble = str(error)
            last = replace(last, model=model_file.DEFAULT_MODEL)
    if data is not None:
        sources.check_source(data)
    chosen = replace(
        last,
        model=_whole(model, model_file.bundled()) or last.model,
        data=_whole(data, ("auto", *sources.source_names())) or last.data,
    )
    return chosen, trouble


def _whole(name: str | None, known: Iterable[str]) -> str | None:
    """A known name as it is, else the whole path of the file meant: it is found again later."""
    return name if name is None or name in known else str(Path(name).expanduser().resolve())


def start_log() -> None:
    """Write the log to `log_file`, where there can be one."""
    try:
        log_file().parent.mkdir(parents=True, exist_ok=True)
        handler = RotatingFileHandler(
            log_file(), maxBytes=_LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        return  # a program that cannot keep a log still works
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    _log.addHandler(handler)
    _log.setLevel(logging.INFO)


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    level = logging.INFO if kind == QtMsgType.QtInfoMsg else logging.WARNING
    _log.log(logging.DEBUG if kind == QtMsgType.QtDebugMsg else level, "Qt: %s", message)
