"""The program with its window: builds everything, joins it, and ends it in order."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Thread

from PySide6.QtCore import (
    QObject,
    QSocketNotifier,
    Qt,
    QTimer,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from camviewer import __version__
from camviewer.app import first_sample
from camviewer.app.garbage import GarbageCollection
from camviewer.app.logs import CrashReporter, log_qt, start_log
from camviewer.app.windows import Windows
from camviewer.attribution.map_work import make_mapper
from camviewer.attribution.methods import METHODS
from camviewer.common import paths, translation
from camviewer.common.errors import FileError, UserError
from camviewer.common.memory import share_arenas
from camviewer.common.temporaries import remove_left_in
from camviewer.common.translation import translate
from camviewer.concurrency.politeness import polite
from camviewer.controllers.data_questions import Found, find
from camviewer.controllers.evaluation_target import Tools
from camviewer.controllers.preloading import Preloading
from camviewer.controllers.sample import content_of
from camviewer.controllers.saved_file import TOPIC
from camviewer.controllers.workspace import Workspace
from camviewer.data import sources
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.drawing import Drawing
from camviewer.data.pictures import read_photo, samples_in
from camviewer.data.spec import Noun
from camviewer.document import settings
from camviewer.document.canvas_content import CanvasContent, SampleOrigin
from camviewer.document.document import Document
from camviewer.document.messages import Action
from camviewer.document.settings import Settings, state_of
from camviewer.document.stage import Model
from camviewer.gui import language, theme
from camviewer.gui.layout.main_window import MainWindow
from camviewer.gui.layout.pages import MODULES
from camviewer.inference.evaluator import evaluate
from camviewer.inference.predictor import make_predictor, make_scorer
from camviewer.networks import library
from camviewer.networks.cards import read_card
from camviewer.networks.formats import model_file

KEEP_EVERY = 5000
"""Milliseconds between two looks at whether settings have changed."""


_log = logging.getLogger("camviewer")


class Program(QObject):
    """Everything that lives as long as the window."""

    def __init__(self, chosen: Settings, *, index: int | None, image: Path | None) -> None:
        """Build document, threads and window; nothing is shown and no thread runs yet.

        Args:
            chosen: last choices, or what the command line says in their place.
            index: test sample to begin with.
            image: picture file to begin with.

        Raises:
            UserError: model, sample or picture cannot be used.
        """
        super().__init__()
        share_arenas()
        self.document = Document(state_of(chosen))
        self._chosen = chosen
        self._closing = self._loaded = False
        self._to_choose_from: Path | None = None  # a picture of several samples
        self._found: Found | None = None  # what there is to tell of samples opened before
        self._left_out: list[str] = []  # sentences about models that are damaged
        self._restore()
        if index is not None:
            self._show_test_sample(index)
        elif image is not None:
            self._show_picture(image)
        else:
            self._show_sample()
        self._language = chosen.language
        self.workspace = Workspace(
            self.document,
            partial(make_predictor, self._first()),
            make_scorer,
            Tools(evaluate, make_mapper),
            language.code_of(chosen.language),
            self,
        )
        self.controller, self.training = self.workspace.controller, self.workspace.training
        self._unsaved = ""  # why what was to be saved was not
        self._broken = ""  # why no network will ever answer
        self.controller.worker.failed.connect(self._note_trouble)
        self.document.window.changed.connect(self._follow_language)
        self._noun = self.document.dataset.noun if self.document.dataset else Noun.DIGIT
        translation.speak_of(self._noun.value)
        self._windows = Windows(
            self._make_window, self.document.window, self.workspace.messages, self
        )
        self._windows.changed.connect(self._tell_broken)
        self.document.dataset_changed.connect(self._follow_noun)
        self.workspace.files.opened.connect(self._windows.rebuild)
        self.preloading = Preloading(MODULES, self)
        self.controller.worker.ready.connect(self.preloading.start)
        self._garbage = GarbageCollection(self)
        self._kept = chosen
        self._keeping = QTimer(self)
        self._keeping.setInterval(KEEP_EVERY)
        self._keeping.timeout.connect(self._keep)

    @property
    def window(self) -> MainWindow:
        """The window; another one after a change of language."""
        return self._windows.window

    def start(self) -> None:
        """Show the window; once it is on screen, load what takes longer."""
        self.window.welcome()
        self.window.show()
        for sentence in self._left_out:
            self.show_trouble(sentence)
        self._garbage.start()
        self._keeping.start()

    def show_trouble(self, sentence: str) -> None:
        """Show in the window that something went wrong."""
        self.workspace.messages.trouble(sentence)

    def close_window(self) -> None:
        """Close the window, which ends everything."""
        self.window.close()

    def _make_window(self) -> MainWindow:
        window = MainWindow(self.workspace)
        window.painted.connect(self._load)
        window.closed.connect(self.close)
        return window

    def _follow_language(self) -> None:
        """Speak the chosen language."""
        chosen = self.document.window.value.language
        if chosen == self._language:
            return
        self._language = chosen
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        language.install(application, chosen)
        self.workspace.lessons.use_language(language.code_of(chosen))
        self._windows.rebuild()

    def _follow_noun(self) -> None:
        """Call samples what the data set calls them."""
        dataset = self.document.dataset
        if dataset is not None and dataset.noun is not self._noun:
            self._noun = dataset.noun
            translation.speak_of(dataset.noun.value)
            self._windows.rebuild()

    def _tell_broken(self) -> None:
        """What was told of the network went with the window before."""
        if self._broken:
            self.show_trouble(translate("The network could not be loaded. {0}", self._broken))

    def _note_trouble(self, number: int, sentence: str) -> None:
        """Remember that what the network needs is missing: each window is to tell it."""
        if number == 0:
            self._broken = sentence

    def _load(self) -> None:
        if self._closing or self._loaded:
            return
        self._loaded = True
        # It may take as long as a slow disk; whoever closes meanwhile does not wait for it.
        Thread(target=remove_left_in, args=(paths.home(),), name="tidying", daemon=True).start()
        self.controller.start()
        if self.document.dataset is None:
            self.controller.open_data(self._chosen.data)
        if self._found is not None:
            self.controller.questions.tell(self._chosen.data, self._found)
        if self._to_choose_from is not None:
            self.controller.open_picture(self._to_choose_from)
        if self.training.can_resume():
            self.window.offer_to_go_on()
        else:
            self.workspace.files.offer_session()

    def close(self) -> None:
        """Keep the work and leave; where it cannot be kept, the window comes back and says so."""
        self.workspace.files.keep_session()
        self._unsaved = self.workspace.files.finish_writing()
        if self._unsaved:
            QTimer.singleShot(0, self, self._stay)  # once the window has been closed
        else:
            self.leave()

    def _stay(self) -> None:
        """Something that was to be saved was not: ask what is to be done."""
        self.window.show()
        self.workspace.messages.trouble(
            self._unsaved,
            Action(self.tr("Save elsewhere…"), self._save_elsewhere),
            Action(self.tr("Close without saving"), self._leave_it),
            topic=TOPIC,
        )

    def _save_elsewhere(self) -> None:
        self.window.document_actions.save()

    def _leave_it(self) -> None:
        self.window.hide()
        self.leave()

    def leave(self) -> None:
        """Keep the settings, end all threads, leave the event loop."""
        self._closing = True
        self._windows.close()
        self._keeping.stop()
        with polite():  # each wait ends with one for Python's lock, which an import may hold
            self._keep()
            self.preloading.begin_closing()
            self.workspace.close()
            self.preloading.close()
        self._garbage.stop()
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
            document.add_model(Model(path, read_card(path)))
        for path in library.files():
            try:
                self._add_model(Model(path, read_card(path)))
            except FileError as error:
                _log.warning("A model is left out: %s", error)
                self._left_out.append(str(error))
        path = model_file.find(chosen.model)
        model = Model(path, read_card(path))
        self._add_model(model)
        document.set_model(model)

    def _add_model(self, model: Model) -> None:
        """Let a model be chosen; what its card lacks is told once."""
        self.document.add_model(model)
        if model.card.trouble and model.card.trouble not in self._left_out:
            self._left_out.append(model.card.trouble)

    def _show_test_sample(self, index: int) -> None:
        found = self._found = find(self._chosen.data)
        if found.dataset is None:  # it is asked for in a window, which needs a sample first
            raise found.unknown or UserError(self._chosen.data)
        dataset = found.dataset
        if index >= len(dataset.test):
            raise UserError(
                translate(
                    "Index: {2} is beyond the last [sample] of {1}. Choose 0 to {0}.",
                    len(dataset.test) - 1,
                    dataset.name,
                    index,
                )
            )
        self.document.set_dataset(self._chosen.data, dataset)
        self.document.set_content(content_of(dataset, index))

    def _show_picture(self, image: Path) -> None:
        """Show the first sample in a picture; one of several is chosen once the window is there."""
        spec = self.document.model_spec
        found = samples_in(read_photo(image, spec), spec)
        drawing = Drawing(base=found[0].sample)
        self.document.set_content(CanvasContent(drawing, SampleOrigin(name=image.name)))
        self._to_choose_from = image if len(found) > 1 else None

    def _first(self) -> Path | None:
        return self.document.model.path if self.document.model is not None else None

    def _show_sample(self) -> None:
        """What the model computed for the sample sample, if it came with the program.

        A model of other pictures begins with an empty canvas.
        """
        model = self.document.model
        assert model is not None
        if model.card.spec != DIGIT_SPEC:
            return
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
        self._notifier.activated.connect(self._listen)
        self._handlers = {
            number: signal.signal(number, lambda _number, _frame: close())
            for number in (signal.SIGTERM, signal.SIGINT)
        }

    def _listen(self) -> None:
        self._ear.recv(1)

    def close(self) -> None:
        """Signals do again what they did before."""
        for number, handler in self._handlers.items():
            signal.signal(number, handler)
        signal.set_wakeup_fd(self._before)
        self._notifier.setEnabled(False)
        self._ear.close()
        self._mouth.close()


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
        index: test sample to begin with.
        image: picture file to begin with.
        data: source of samples; None for the last one.
        model: file or name of the model; None for the last one.
        language_code: a key of `LANGUAGES`; None for the last one.

    Returns:
        The exit code.

    Raises:
        UserError: what was asked for cannot be used; no window was opened.
    """
    start_log()
    qInstallMessageHandler(log_qt)
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
    last, trouble = settings.load_and_tell()
    if last.method not in METHODS:
        last = replace(last, method=METHODS.default)
    if model is None:
        try:
            read_card(model_file.find(last.model))
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
