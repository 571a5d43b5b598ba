"""Runs code of a lesson in a process of its own, with the numbers of the stage."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QDir, QObject, QProcess, QProcessEnvironment, Qt, QTimer, Signal

from camviewer.common.arrays import Array
from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.controllers.lesson import LessonController
from camviewer.document.document import Document
from camviewer.inference.prediction import Capability, Prediction
from camviewer.lesson import code_process
from camviewer.lesson.code_process import MAX_PICTURES, MAX_SIDE, MAX_TEXT, SECONDS, pack, unpack
from camviewer.rendering.colour_maps import Colours, colourise
from camviewer.rendering.mosaic import own_scale
from camviewer.rendering.rendering import picture_of
from camviewer.rendering.scaling import position

_MAX_MESSAGE = 12 * MAX_PICTURES * MAX_SIDE**2 + 10 * MAX_TEXT  # bytes
_GONE = 500  # milliseconds that a process which was ended may take to be gone

NEEDS = {
    "features": Capability.CONVOLUTION_FEATURES,
    "pooled": Capability.CONVOLUTION_FEATURES,
    "weights": Capability.LINEAR_HEAD,
    "bias": Capability.LINEAR_HEAD,
}
"""What a network must have for a name to be known."""


@dataclass(frozen=True, eq=False)
class CodePicture:
    """What ``show`` was given.

    Attributes:
        title: may be empty.
        values: (h, w) numbers, or (h, w, 3) colours in [0, 1].
    """

    title: str
    values: Array

    @property
    def colours(self) -> Colours:
        """(h, w, 3) uint8: from zero up in bright colours, both signs in blue and red."""
        if self.values.ndim == 3:
            return picture_of(self.values)
        limits, table = own_scale(self.values)
        return colourise(position(self.values, limits), table)


@dataclass(frozen=True, eq=False)
class CodeResult:
    """What came of code.

    Attributes:
        text: what was printed.
        pictures: what was shown, in order.
        trouble: why it did not come to its end, in a sentence or as Python says it; empty if it
            did.
        line: of the code, from 1, where the trouble is; 0 if that is not known.
        cancelled: whether it was ended because nobody waits for it any more.
    """

    text: str = ""
    pictures: tuple[CodePicture, ...] = ()
    trouble: str = ""
    line: int = 0
    cancelled: bool = False


class LessonCode(QObject):
    """One piece of code at a time; starting another one, or `cancel`, ends it."""

    ended = Signal(int, object)
    """A run has ended: its number, as `run` gave it before, and its `CodeResult`. Once for each."""

    def __init__(
        self,
        document: Document,
        lessons: LessonController,
        parent: QObject | None = None,
        *,
        seconds: float = SECONDS,
    ) -> None:
        """Nothing runs.

        Args:
            document: whose sample, network and class the code is given.
            lessons: whose lesson the code is of.
            parent: Qt's owner.
            seconds: that a piece of code may take.
        """
        super().__init__(parent)
        self._document = document
        self._lessons = lessons
        self._number = 0
        self._process: QProcess | None = None
        self._lacking: dict[str, str] = {}
        self._message = bytearray()
        self._closing = False
        self._limit = QTimer(self)
        self._limit.setSingleShot(True)
        self._limit.setInterval(round(1000 * seconds))
        self._limit.timeout.connect(self._end_late)
        lessons.lesson_changed.connect(self.cancel)
        lessons.page_changed.connect(self.cancel)

    @property
    def can_run(self) -> bool:
        """Whether code of the open lesson may be run."""
        lesson = self._lessons.lesson
        return lesson is not None and lesson.may_run

    @property
    def is_running(self) -> bool:
        """Whether code runs."""
        return self._process is not None

    def run(self, code: str) -> int:
        """Run code; `ended` tells what came of it.

        Returns:
            The number of this run.

        Raises:
            UserError: it may not be run, or there is no prediction to give it.
        """
        if not self.can_run:
            raise UserError(
                translate(
                    "This code can only be read, because the lesson did not come with the program."
                    " Copy it to run it elsewhere."
                )
            )
        prediction = self._document.prediction
        if prediction is None:
            raise UserError(translate("There is no prediction yet. Draw or choose a [sample]."))
        self.cancel()
        self._number += 1
        self._lacking = _lacking(prediction)
        self._start(_question(code, prediction, self._document.class_index))
        return self._number

    def cancel(self) -> None:
        """End what runs."""
        if self._process is not None:
            self._stop()
            self.ended.emit(self._number, CodeResult(cancelled=True))

    def begin_closing(self) -> None:
        """End what runs; nothing is told and nothing started any more."""
        self._closing = True
        if self._process is not None:
            self._process.kill()

    def close(self) -> None:
        """Wait until the process is gone, half a second at most."""
        self.begin_closing()
        self._stop()

    def _start(self, message: bytes) -> None:
        if self._closing:
            return
        self._message.clear()
        process = self._process = QProcess(self)
        process.setProcessEnvironment(_environment())
        process.setWorkingDirectory(QDir.tempPath())
        process.setStandardErrorFile(QProcess.nullDevice())
        process.readyReadStandardOutput.connect(self._read)
        process.finished.connect(self._finish)
        # Queued: nothing has ended before `run` has returned.
        process.errorOccurred.connect(self._fail, Qt.ConnectionType.QueuedConnection)
        # Neither variables nor folders lead it astray; a person's own packages count, as NumPy may
        # be one of them.
        options = ["-E", "-P", "-B", "-X", "utf8"]
        process.start(sys.executable or "", [*options, str(Path(code_process.__file__))])
        process.write(message)
        process.closeWriteChannel()
        self._limit.start()

    def _read(self) -> None:
        if self._process is not None:
            self._message += self._process.readAllStandardOutput().data()
            if len(self._message) > _MAX_MESSAGE:
                self._conclude(CodeResult(trouble=_no_result()))

    def _finish(self) -> None:
        self._read()
        if self._process is not None:
            self._conclude(_result(bytes(self._message), self._lacking))

    def _fail(self) -> None:
        process = self._process  # another one may have taken its place by now
        if process is not None and process.error() == QProcess.ProcessError.FailedToStart:
            reason = process.errorString().rstrip(".")
            self._conclude(CodeResult(trouble=translate("Python cannot be started: {0}.", reason)))

    def _end_late(self) -> None:
        told = translate(
            "The code was stopped after {0} seconds. Make it do less.",
            f"{self._limit.interval() / 1000:g}",
        )
        self._conclude(CodeResult(trouble=told))

    def _conclude(self, result: CodeResult) -> None:
        self._stop()
        if not self._closing:
            self.ended.emit(self._number, result)

    def _stop(self) -> None:
        process, self._process = self._process, None
        self._limit.stop()
        if process is not None:
            process.blockSignals(True)
            process.kill()
            process.waitForFinished(_GONE)
            process.deleteLater()


def _environment() -> QProcessEnvironment:
    """That of the program, but one thread is enough: the other processors are the window's."""
    environment = QProcessEnvironment.systemEnvironment()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
        environment.insert(name, "1")
    return environment


def _question(code: str, prediction: Prediction, class_index: int) -> bytes:
    """The message that the code is run of."""
    arrays = {"sample": prediction.image, "scores": prediction.logits}
    lacking = _lacking(prediction)
    arrays |= {name: getattr(prediction, name) for name in NEEDS if name not in lacking}
    names = {"class_names": list(prediction.class_names), "c": class_index}
    return pack({"code": code, "names": names}, arrays)


def _lacking(prediction: Prediction) -> dict[str, str]:
    """Why the network has none of them, by the names that are not known."""
    errors = {name: prediction.lacking(need) for name, need in NEEDS.items()}
    return {name: str(error) for name, error in errors.items() if error is not None}


def _result(message: bytes, lacking: dict[str, str]) -> CodeResult:
    try:
        header, arrays = unpack(message)
        pictures = tuple(
            CodePicture(str(title), arrays[str(number)])
            for number, title in enumerate(header["titles"])
        )
        trouble = str(header["trouble"])
        for name, sentence in lacking.items():
            if trouble == f"NameError: name '{name}' is not defined":
                trouble = sentence
        return CodeResult(str(header["text"]), pictures, trouble, int(header["line"]))
    except (ValueError, KeyError, TypeError, AttributeError):
        return CodeResult(trouble=_no_result())


def _no_result() -> str:
    return translate("The code ended without a result. Press Reset and run it again.")
