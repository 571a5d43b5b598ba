"""What a person takes along of what is shown: the figure, the work sheet, the animation."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Signal

from camviewer.attribution.methods import METHODS
from camviewer.common.cancel import CancelToken
from camviewer.concurrency.job import Job, Jobs, Outcome, Progress, Work
from camviewer.controllers.saved_file import TOPIC, look_at, show_in_folder
from camviewer.document.canvas_content import SEPARATOR, SampleOrigin, sample_parts
from camviewer.document.document import Document
from camviewer.document.messages import Messages
from camviewer.export import animation, figure, work_sheet_pdf
from camviewer.export.work_sheet import work_sheet
from camviewer.inference.prediction import NetworkSnapshot, PredictionRequest
from camviewer.inference.predictor import predict
from camviewer.rendering.rendering import render
from camviewer.training import network_export

Check = Callable[[], object]
"""Called again and again by what takes its time; ends it by raising."""


class Exports(QObject):
    """Takes down what is shown when it is asked for, and writes it in a thread."""

    figure_drawn = Signal(object)
    """Content of a PNG file with the figure that was asked for."""

    animating = Signal(int, int)
    """Moments of the animation that are done, and all there are."""

    animation_ended = Signal()

    def __init__(
        self,
        document: Document,
        messages: Messages,
        jobs: Jobs,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is written yet.

        Args:
            document: what is shown.
            messages: where it is told how it went.
            jobs: where the writing is done; whoever owns them ends them.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._messages = messages
        self._jobs = jobs
        self._animation: Job | None = None

    def save_figure(self, path: str | Path) -> None:
        """Write the lecture's figure of what is shown; the path's ending decides the kind."""
        content = self.figure_content()

        def work(_progress: Progress, token: CancelToken) -> None:
            row, caption = content(token.check)
            figure.save(path, [row], caption=caption)

        self._start(work, partial(self._tell_saved, path))

    def draw_figure(self) -> None:
        """Draw the lecture's figure of what is shown; `figure_drawn` brings it."""
        content = self.figure_content()

        def work(_progress: Progress, token: CancelToken) -> bytes:
            row, caption = content(token.check)
            return figure.to_png_bytes([row], caption=caption)

        self._start(work, self.figure_drawn.emit)

    def save_work_sheet(self, path: str | Path) -> None:
        """Write a work sheet of the class shown, the answers on its second page."""
        document = self._document
        prediction = document.prediction
        assert prediction is not None, "work sheets are offered only of an analysis"
        sample = self._title(document.content.origin)
        numbers = work_sheet(prediction, document.class_index)

        def work(_progress: object, _token: object) -> None:
            work_sheet_pdf.save(path, numbers, prediction, sample=sample)

        self._start(work, partial(self._tell_saved, path))

    def save_network(self, path: str | Path) -> None:
        """Write the model's network for other programs; the path's ending decides the kind."""
        model = self._document.model
        assert model is not None, "networks are offered only where there is one"

        def work(_progress: object, _token: object) -> None:
            network_export.export(model.path, Path(path))

        def done(_result: object) -> None:
            text = self.tr("Saved {0}").format(path)
            self._messages.inform(text, show_in_folder(path), topic=TOPIC)

        self._start(work, done)

    def save_animation(self, path: str | Path, snapshots: Sequence[NetworkSnapshot]) -> None:
        """Write an animation of the sample as the networks explain it, one after the other.

        One animation is written at a time: while it is, no other is begun.
        """
        document = self._document
        sample, display = document.prepared, document.display
        shown = None if document.following else document.class_index

        def work(progress: Progress, token: CancelToken) -> None:
            animation.check(path)

            def scenes() -> Iterator[animation.Scene]:
                for number, snapshot in enumerate(snapshots):
                    token.check()
                    progress(number, len(snapshots))
                    yield animation.Scene(
                        snapshot.name, predict(PredictionRequest(snapshot, sample))
                    )

            animation.save(path, scenes(), class_index=shown, display=display, going_on=token.check)

        if self._animation is None:
            self._animation = self._jobs.start(
                work, partial(self._end_animation, path), self.animating
            )
            self.animating.emit(0, len(snapshots))  # whoever asked can cancel it from now on

    def cancel_animation(self) -> None:
        """Write the animation no further; nothing is left of it."""
        if self._animation is not None:
            self._animation.cancel()

    def _end_animation(self, path: str | Path, outcome: Outcome) -> None:
        self._animation = None
        self.animation_ended.emit()
        outcome.conclude(partial(self._tell_saved, path), self._tell_trouble)

    def figure_content(self) -> Callable[[Check], tuple[figure.Row, str]]:
        """What makes the figure's row of what is shown now, and what stands below it.

        It runs in a thread: where the stage shows only an estimate, the method is computed to its
        end.
        """
        document = self._document
        prediction = document.prediction
        assert prediction is not None, "figures are offered only of an analysis"
        shown, origin = document.class_index, document.content.origin
        display, title = document.display, self._title(origin, "\n")
        method, values = METHODS.named(display.method), display.values

        def content(check: Check) -> tuple[figure.Row, str]:
            maps = method.maps(prediction, values, check)
            row = figure.Row(
                title=title,
                class_names=prediction.class_names,
                label=None if origin.changed else document.label,
                predicted=prediction.predicted,
                shown=shown,
                score=float(prediction.logits[shown]),
                probability=float(prediction.probabilities[shown]),
                rendering=render(prediction.image, maps, shown, display),
            )
            chosen = method.chosen(prediction, values)
            return row, figure.caption(prediction.title, display, chosen)

        return content

    def _title(self, origin: SampleOrigin, between: str = SEPARATOR) -> str:
        """What a sample is called in print; an asterisk says that it was drawn upon.

        Args:
            origin: where it comes from.
            between: what stands between its data set and its place there.
        """
        name = between.join(sample_parts(origin))
        return (f"{name} *" if origin.changed else name) or self.tr("drawn [sample]")

    def _start(self, work: Work, done: Callable[[Any], None]) -> None:
        self._jobs.start(work, lambda outcome: outcome.conclude(done, self._tell_trouble))

    def _tell_trouble(self, sentence: str) -> None:
        self._messages.trouble(sentence, topic=TOPIC)

    def _tell_saved(self, path: str | Path, _result: object) -> None:
        text = self.tr("Saved {0}").format(path)
        self._messages.inform(text, *look_at(path), topic=TOPIC)
