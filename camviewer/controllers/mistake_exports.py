"""What can be taken out of the mistakes: a list, a contact sheet, the samples themselves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject

from camviewer.attribution.map_work import MapsRequest, described
from camviewer.attribution.methods import METHODS
from camviewer.common.cancel import CancelToken
from camviewer.common.translation import translate
from camviewer.concurrency.job import Progress, Work
from camviewer.controllers.derived_analyses import DerivedAnalyses
from camviewer.controllers.error_analysis import Mistakes
from camviewer.controllers.saved_file import TOPIC, show_in_folder
from camviewer.data.corrected import corrected
from camviewer.data.dataset import to_sample
from camviewer.data.sources import npz
from camviewer.document.document import Document
from camviewer.error_analysis import mistake_list
from camviewer.export import contact_sheet

SHEET_SUFFIXES = contact_sheet.SUFFIXES


class MistakeExports(QObject):
    """Writes the listed samples, in their order, in threads; it is told how it went."""

    def __init__(
        self,
        document: Document,
        mistakes: Mistakes,
        derived_analyses: DerivedAnalyses,
        parent: QObject | None = None,
    ) -> None:
        """Nothing is written yet.

        Args:
            document: whose method makes the maps.
            mistakes: what is written.
            derived_analyses: what is told besides: a second model's reading, clusters.
            parent: Qt's owner.
        """
        super().__init__(parent)
        self._document = document
        self._mistakes = mistakes
        self._derived_analyses = derived_analyses

    def save_list(self, path: str | Path) -> None:
        """Write the list with tags and annotations as a CSV file."""
        annotations = self._mistakes.annotations
        annotations.look_for_changes()
        if not annotations.are_read:
            sentence = self.tr(
                "{0} was not written because the notes on these [samples] cannot be read now. "
                "Try again when no other program is using them."
            )
            self._mistakes.messages.trouble(sentence.format(path), topic=TOPIC)
            return
        evaluation, indices = self._mistakes.evaluation, self._mistakes.indices
        by_index = dict(annotations.by_index)
        second, clusters = self._derived_analyses.second, self._derived_analyses.cluster_of
        assert evaluation is not None

        def work(_progress: Progress, _token: CancelToken) -> None:
            mistake_list.write_csv(path, evaluation, indices, by_index, second, clusters)

        self._start(work, path, lambda _: self.tr("Saved {0}").format(path))

    def save_samples(self, path: str | Path) -> None:
        """Write the samples as a data set that the program reads again."""
        target, indices = self._mistakes.target, self._mistakes.indices
        assert target is not None

        def work(_progress: Progress, _token: CancelToken) -> None:
            samples = target.samples
            images = np.stack([samples.image(int(index)) for index in indices])
            npz.write(path, images, samples.labels[indices], target.dataset.class_names)

        self._start(work, path, lambda _: self.tr("Saved {0}").format(path))

    def save_corrected(self, path: str | Path) -> None:
        """Write both parts of the data set with corrected labels; its file stays as it is."""
        target = self._mistakes.target
        assert target is not None
        corrections = self._mistakes.annotations.decisions()

        def work(_progress: Progress, token: CancelToken) -> None:
            made = corrected(target.dataset, corrections)
            parts = []
            for part in (made.train, made.test):
                token.check()
                parts.append((part.images, part.labels))
            npz.write_parts(path, parts[0], parts[1], made.class_names)

        self._start(work, path, lambda _: self.tr("Saved {0}").format(path))

    def save_sheet(self, path: str | Path) -> None:
        """Write thumbnails with the predicted class' map, by the method chosen, as PNG or PDF."""
        target, evaluation = self._mistakes.target, self._mistakes.evaluation
        indices = self._mistakes.indices[: contact_sheet.MAX_COUNT]
        make_mapper = self._mistakes.tools.make_mapper
        display = self._document.display
        second, clusters = self._derived_analyses.second, self._derived_analyses.cluster_of
        assert target is not None
        fitting = self._mistakes.fitting
        assert evaluation is not None

        def work(_progress: Progress, token: CancelToken) -> tuple[Path, ...]:
            images = np.stack([target.samples.image(int(index)) for index in indices])
            images = fitting.of_images(images)  # a map lies over what the network was shown
            token.check()
            maps, shown = None, ""
            lacking = evaluation.lacking(*METHODS.named(display.method).needs)
            if lacking is None and target.network is not None:
                request = MapsRequest(
                    target.network,
                    to_sample(images),
                    evaluation.predicted[indices],
                    method=display.method,
                    values=display.values,
                    check=token.check,
                )
                maps = make_mapper()(request)
                if not request.is_arithmetic:
                    shown = translate("map of the predicted class by {0}", described(request))
                token.check()
            return contact_sheet.save(
                path,
                evaluation,
                indices,
                images,
                maps,
                shown=shown,
                second=second,
                clusters=clusters,
                check=token.check,
            )

        whole = len(self._mistakes.indices)
        self._start(work, path, lambda files: self._about_sheet(files, len(indices), whole))

    def _about_sheet(self, files: Sequence[Path], number: int, whole: int) -> str:
        """What was saved, if it is not all of it, and where."""
        names = str(files[0])
        if len(files) > 1:
            names = self.tr("{0} to {1}").format(files[0], files[-1].name)
        if number == whole:
            return self.tr("Saved {0}").format(names)
        text = self.tr("Saved {0} with the first {1} of {2} [samples]; one sheet holds no more")
        return text.format(names, f"{number:,}", f"{whole:,}")

    def _start(self, work: Work, path: str | Path, tell: Callable[[Any], str]) -> None:
        """Work in a thread; then tell what is made of its result."""
        mistakes = self._mistakes

        def done(result: Any) -> None:
            mistakes.messages.inform(tell(result), show_in_folder(path), topic=TOPIC)

        def failed(sentence: str) -> None:
            mistakes.messages.trouble(sentence, topic=TOPIC)

        mistakes.jobs.start(work, lambda outcome: outcome.conclude(done, failed))
