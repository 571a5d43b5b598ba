"""What a report of a document tells: what was found, why, what was done, and the proof."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace

import numpy as np

from camviewer import __version__
from camviewer.attribution.map_work import Mapper, MapsRequest
from camviewer.common.errors import UserError
from camviewer.common.translation import language, tr_noop, translate
from camviewer.controllers.document_opening import OpenedDocument
from camviewer.controllers.evaluation_target import EvaluationTarget, Network, group_of
from camviewer.controllers.report_of_fix import (
    change_told,
    fix_sections,
    is_of_fix,
    summary,
    verdict_of,
)
from camviewer.data.dataset import Images, Labels, to_sample
from camviewer.document.canvas_content import source_title
from camviewer.error_analysis.annotation_steps import UNDECIDED
from camviewer.error_analysis.annotations import Annotation, by_place
from camviewer.error_analysis.calibration import scale_temperature
from camviewer.error_analysis.confusion import accuracy_interval, confusion
from camviewer.error_analysis.corrections import decided, with_corrections
from camviewer.error_analysis.paired_test import Paired, compare, difference_interval
from camviewer.error_analysis.query import select
from camviewer.error_analysis.tag_titles import tag_title
from camviewer.export.report import Report, SampleEntry, Section, Table
from camviewer.inference.evaluation import Evaluation, Indices, Probabilities
from camviewer.rendering.colour_maps import COLOUR_MAPS, Colours, colourise
from camviewer.rendering.rendering import blend, resize
from camviewer.rendering.scaling import position

MOST = 40
"""Samples of each kind that are shown; of more, the first in their order."""

_SPLITS = {
    "test": tr_noop("{0} (test)"),
    "train": tr_noop("{0} (training)"),
    "all": tr_noop("{0} (training and test)"),
}

_MOST_CLASSES = 12  # in the matrix of a page
_CONFUSIONS = 10
_OPACITY = 0.6


def report_of(
    document: OpenedDocument,
    mapper: Mapper,
    check: Callable[[], object] = lambda: None,
) -> Report:
    """A report of a document that was opened; it takes a moment, for the maps.

    Args:
        document: as it was found.
        mapper: computes maps.
        check: called again and again; ends it by raising.

    Raises:
        UserError: nothing was evaluated in the document, so that there is nothing to report.
    """
    target = document.target
    if target is None:
        raise UserError(
            " ".join(document.troubles)
            or translate(
                "This document has no evaluation, so there is nothing to report. Evaluate a "
                "network, and save the document again."
            )
        )
    first, *others = document.evaluations
    second = others[0] if others else None
    notes = by_place(document.saved.annotations, first.samples)
    labels = _labels(document, first, notes)
    if document.saved.state.evaluation.corrected:
        first = with_corrections(first, decided(document.saved.annotations))
        second = None if second is None else replace(second, labels=first.labels)
    pictures = _Pictures(target, first, second, document, mapper, check)
    verdict = verdict_of(document, first, second, notes)
    compared: tuple[Section, ...] = ()
    if verdict is not None:
        compared = _changed(verdict.paired, pictures)
    elif second is not None and not is_of_fix(document):
        compared = _compared(first, second, pictures)
    sections = (
        summary(document, first, verdict),
        _evaluated(first, None if is_of_fix(document) else second),
        _found(first),
        _listed(document, first, notes, pictures),
        _noted(notes),
        labels,
        _trusted(first),
        *fix_sections(document, first, verdict),
        *compared,
    )
    title = translate("{0} on {1}", first.model, source_title(first.source))
    subtitle = translate("Report of CAM Viewer {0}", __version__)
    return Report(title, subtitle, sections, language())


# Sections


def _evaluated(first: Evaluation, second: Evaluation | None) -> Section:
    heading = translate("Network"), translate("[Samples]"), translate("Accuracy"), "95%"
    rows = [
        (
            each.model,
            translate(_SPLITS[each.split], f"{len(each):,}"),
            _share(each.accuracy),
            _interval(each),
        )
        for each in (first, second)
        if each is not None
    ]
    return Section(translate("What was evaluated"), tables=(Table(heading, tuple(rows)),))


def _found(evaluation: Evaluation) -> Section:
    matrix, names = confusion(evaluation), evaluation.class_names
    wrong = int(evaluation.wrong.sum())
    said = translate(
        "{0} of {1} [samples] are misclassified.", f"{wrong:,}", f"{len(evaluation):,}"
    )
    off = matrix.copy()
    np.fill_diagonal(off, 0)
    places = [
        divmod(int(place), len(names)) for place in np.argsort(-off, axis=None, kind="stable")
    ]
    worst = tuple(
        (f"{names[label]} → {names[read]}", f"{off[label, read]:,}")
        for label, read in places[:_CONFUSIONS]
        if off[label, read]
    )
    tables = (
        [Table((translate("label → prediction"), translate("mistakes")), worst)] if worst else []
    )
    if len(names) <= _MOST_CLASSES:
        rows = tuple(
            (name, *(f"{n:,}" for n in row)) for name, row in zip(names, matrix, strict=True)
        )
        marked = frozenset(
            (label, read + 1) for label, read in places[:_CONFUSIONS] if off[label, read]
        )
        tables.append(Table((translate("label ↓, prediction →"), *names), rows, marked))
    return Section(translate("What was found"), (said,), tuple(tables))


def _listed(
    document: OpenedDocument,
    evaluation: Evaluation,
    notes: Mapping[int, Annotation],
    pictures: _Pictures,
) -> Section:
    chosen = document.saved.state.evaluation
    indices = select(evaluation, chosen.selection, notes)
    group = group_of(chosen.group, evaluation)
    if group is not None:
        indices = indices[np.isin(indices, group.members)]
    number = f"{len(indices):,}"
    said = [translate("{0} [samples] are selected.", number)]
    if group is not None:
        said = [translate("{0} [samples] are selected: {1}.", number, group.title)]
    said += _if_more(len(indices))
    entries = pictures.of(indices[:MOST], notes)
    if any(len(entry.pictures) > 1 for entry in entries):
        said.append(
            translate(
                "Each with the map of the predicted class and, where it is another, that of the "
                "label; red speaks for the class, blue against it."
            )
        )
    return Section(translate("The selection, and why"), tuple(said), samples=entries)


def _noted(notes: Mapping[int, Annotation]) -> Section:
    counted = Counter(tag for note in notes.values() for tag in note.tags)
    rows = tuple((tag_title(tag), f"{number:,}") for tag, number in counted.most_common())
    tables = (Table((translate("tag"), translate("[samples]")), rows),) if rows else ()
    texts = [f"#{index}: {note.text}" for index, note in sorted(notes.items()) if note.text]
    return Section(translate("Tags and notes"), tuple(texts[:MOST]), tables)


def _labels(
    document: OpenedDocument, as_read: Evaluation, notes: Mapping[int, Annotation]
) -> Section:
    """What a person has decided about the labels of the file; empty if nothing."""
    title, names = translate("Labels"), as_read.class_names
    known = {
        index: note.decided
        for index, note in notes.items()
        if note.decided is not None and note.decided < len(names)
    }
    if not known:
        return Section(title)
    label_of = as_read.labels.tolist()
    undecided = sum(decided == UNDECIDED for decided in known.values())
    changes = Counter(
        (label_of[index], decided)
        for index, decided in known.items()
        if decided not in (UNDECIDED, label_of[index])
    )
    counts = (len(known), changes.total(), undecided)
    said = [
        translate("Labels looked at: {0}; wrong: {1}; undecided: {2}.", *map("{:,}".format, counts))
    ]
    if changes:
        said.append(
            translate("All figures in this report count the corrected labels.")
            if document.saved.state.evaluation.corrected
            else translate("All figures in this report count the labels of the file.")
        )
    rows = tuple(
        (f"{names[label]} → {names[decided]}", f"{number:,}")
        for (label, decided), number in changes.most_common(_CONFUSIONS)
    )
    heading = translate("label → correction"), translate("[samples]")
    return Section(title, tuple(said), (Table(heading, rows),) if rows else ())


def _trusted(evaluation: Evaluation) -> Section:
    title = translate("How far to trust a probability")
    if evaluation.probabilities is not Probabilities.ALL:
        return Section(title, (translate("The probabilities of all classes are not known."),))
    try:
        found = scale_temperature(evaluation)
    except UserError as error:
        return Section(title, (str(error),))
    heading = (
        "",
        translate("calibration error"),
        "95%",
        translate("Brier score"),
        translate("log loss"),
    )
    rows = tuple(
        (
            name,
            _share(each.error),
            f"{_share(each.interval[0])} – {_share(each.interval[1])}",
            f"{each.brier:.4f}",
            f"{each.log_loss:.4f}",
        )
        for name, each in (
            (translate("as they are"), found.before),
            (translate("temperature {0}", f"{found.temperature:.2f}"), found.after),
        )
    )
    return Section(title, tables=(Table(heading, rows),))


def _compared(first: Evaluation, second: Evaluation, pictures: _Pictures) -> tuple[Section, ...]:
    paired = compare(first, second)
    heading = "", translate("[Samples]")
    rows = (
        (translate("fixed"), f"{len(paired.fixed):,}"),
        (translate("broken"), f"{len(paired.broken):,}"),
        (translate("both wrong"), f"{len(paired.both_wrong):,}"),
        (translate("both right"), f"{len(paired.both_right):,}"),
    )
    said = (
        translate("{0} against {1}, on the same [samples].", second.model, first.model),
        change_told(second.accuracy - first.accuracy, difference_interval(paired), paired.p_value),
    )
    proof = Section(translate("The proof"), said, (Table(heading, rows),))
    return proof, *_changed(paired, pictures)


def _changed(paired: Paired, pictures: _Pictures) -> tuple[Section, ...]:
    """Galleries of what only one of the networks reads."""
    return (
        _gallery(translate("Fixed"), paired.fixed, pictures),
        _gallery(translate("Broken"), paired.broken, pictures),
    )


def _gallery(title: str, indices: Indices, pictures: _Pictures) -> Section:
    if not len(indices):
        return Section(title)
    said = translate(
        "{0} [samples]: label → prediction before | after, with the map of each prediction.",
        f"{len(indices):,}",
    )
    samples = pictures.of(indices[:MOST], {}, is_paired=True)
    return Section(title, (said, *_if_more(len(indices))), samples=samples)


def _if_more(number: int) -> list[str]:
    """That not all of so many samples are shown; nothing where they are."""
    return [translate("The first {0} are shown.", MOST)] if number > MOST else []


# Pictures


class _Pictures:
    """Samples with their maps laid over them."""

    def __init__(
        self,
        target: EvaluationTarget,
        first: Evaluation,
        second: Evaluation | None,
        document: OpenedDocument,
        mapper: Mapper,
        check: Callable[[], object],
    ) -> None:
        self._target = target
        self._first, self._second = first, second
        self._compared = document.compared
        self._mapper, self._check = mapper, check

    def of(
        self, indices: Indices, notes: Mapping[int, Annotation], *, is_paired: bool = False
    ) -> tuple[SampleEntry, ...]:
        """Each sample with the map of its prediction and that of its label.

        Args:
            indices: places in the split.
            notes: by place.
            is_paired: whether the second network's prediction stands in the label's place.
        """
        if not len(indices):
            return ()
        images = np.stack([self._target.samples.image(int(index)) for index in indices])
        first, second = self._first, self._second
        read = first.predicted[indices]
        columns = [_coloured(images), self._laid(images, read, self._target.network)]
        if is_paired and second is not None and self._compared is not None:
            other = second.predicted[indices]
            columns.append(self._laid(images, other, self._compared.path))
        else:
            columns.append(self._laid(images, first.labels[indices], self._target.network))
        return tuple(
            SampleEntry(
                tuple(
                    column[place]
                    for number, column in enumerate(columns)
                    if column is not None
                    and (number < 2 or is_paired or read[place] != first.labels[index])
                ),
                self._words(int(index), notes, is_paired),
            )
            for place, index in enumerate(indices)
        )

    def _laid(self, images: Images, classes: Labels, network: Network | None) -> Colours | None:
        """(n, h, w, 3) maps over their samples, each on its own limit; None without maps."""
        self._check()
        if network is None:
            return None  # another system, of which only its predictions are known
        try:
            maps = self._mapper(MapsRequest(network, to_sample(images), classes))
        except UserError:
            return None  # the network has no class activation maps
        large = resize(maps, images.shape[1:3])
        limits = np.abs(large).max(axis=(1, 2), keepdims=True)
        shares = np.asarray(large / np.where(limits > 0, limits, 1), np.float32)
        places = position(shares, (-1.0, 1.0))
        return blend(_coloured(images), colourise(places, COLOUR_MAPS["blue-red"]), _OPACITY)

    def _words(
        self, index: int, notes: Mapping[int, Annotation], is_paired: bool
    ) -> tuple[str, ...]:
        first, second = self._first, self._second
        names, read = first.class_names, int(first.predicted[index])
        line = f"#{index}: {names[first.labels[index]]} → {names[read]}"
        if is_paired and second is not None:
            line = f"{line} | {names[int(second.predicted[index])]}"
        probability = first.known_probability(index)
        words = [line] if probability is None else [line, f"p {_share(probability)}"]
        note = notes.get(index)
        if note is not None:
            tags = ", ".join(map(tag_title, sorted(note.tags)))
            words += [text for text in (tags, note.text) if text]
        return tuple(words)


def _coloured(images: Images) -> Colours:
    return images if images.ndim == 4 else np.repeat(images[..., None], 3, axis=-1)


# Numbers


def _share(share: float) -> str:
    return f"{100 * share:.2f}%"


def _interval(evaluation: Evaluation) -> str:
    right = len(evaluation) - int(evaluation.wrong.sum())
    low, high = accuracy_interval(right, len(evaluation))
    return f"{_share(low)} – {_share(high)}"
