"""What a report tells of a fix: what was done for a selection, and the verdict."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import numpy as np

from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.controllers.document_opening import OpenedDocument
from camviewer.controllers.fix_work import Selected, places_by_tag, verdict_on
from camviewer.error_analysis.annotations import Annotation
from camviewer.error_analysis.remedies import TITLES
from camviewer.error_analysis.verdict import OUTCOMES, Change, Verdict, verdict_by
from camviewer.export.report import Section, Table
from camviewer.inference.evaluation import Evaluation

_SMALLEST_P = 0.0001  # of smaller ones it is only told that they are


def is_of_fix(document: OpenedDocument) -> bool:
    """Whether the second network is one that was trained for a selection of the first's mistakes.

    It may have learned some of the evaluated samples, so that only the verdict tells what it gains.
    """
    trial, compared = document.saved.state.fix.trial, document.compared
    if trial is None or not trial.fixed or compared is None:
        return False
    evaluated = {each.checksum for each in document.saved.evaluations}
    return trial.checksum in evaluated and compared.path.stem == Path(trial.fixed).stem


def verdict_of(
    document: OpenedDocument,
    first: Evaluation,
    second: Evaluation | None,
    notes: Mapping[int, Annotation],
) -> Verdict | None:
    """The verdict that was shown, or one given anew by what is in the document; None without.

    Args:
        document: as it was found.
        first: what the network made of the samples.
        second: what the network after it made of the same; None if it was not compared.
        notes: on the samples, by place; each tag is a group that must not get worse.
    """
    trial, target = document.saved.state.fix.trial, document.target
    if trial is None or target is None or second is None or first.split != "test":
        return None
    if not is_of_fix(document) or trial.checksum != first.checksum:
        return None  # the document has only a part of the samples
    basis = document.saved.work.verdict
    if basis is not None and np.array_equal(basis.labels, first.labels):
        return verdict_by(basis)  # as it was shown
    members = np.array([each for each in trial.members if each < len(first)], np.intp)
    groups = {tag: np.array(places, np.intp) for tag, places in places_by_tag(notes).items()}
    learned = any(
        model.card.has_learned_tests for model in document.models if model.path == target.network
    )
    selected = Selected(target, first, members, has_learned_tests=learned)
    try:
        return verdict_on(selected.division, first, second, groups)
    except UserError:
        return None  # no sample is held out


def summary(document: OpenedDocument, first: Evaluation, verdict: Verdict | None) -> Section:
    """What a reader wants to know first: what was found, what was done, what came of it."""
    wrong, done = int(first.wrong.sum()), _done(document, first)
    said = [
        translate(
            "{0} misclassifies {1} of {2} [samples]; its accuracy is {3}.",
            first.model,
            f"{wrong:,}",
            f"{len(first):,}",
            _share(first.accuracy),
        ),
        *([done] if done else []),
    ]
    if verdict is not None:
        overall = verdict.overall
        said.append(translate(OUTCOMES[verdict.outcome]))
        said.append(
            translate(
                "Accuracy on {0} [samples] that are held out: {1} before, {2} after.",
                f"{overall.number:,}",
                *(_share(each / overall.number) for each in (overall.before, overall.after)),
            )
        )
    return Section(translate("In short"), (" ".join(said),))


def _done(document: OpenedDocument, first: Evaluation) -> str:
    """What was done for a selection, in a sentence; empty if nothing was."""
    trial = document.saved.state.fix.trial
    if trial is None or not trial.fixed or trial.checksum != first.checksum:
        return ""
    return translate(
        "For {0} selected [samples], {1} was made. Remedy: {2}.",
        f"{len(trial.members):,}",
        Path(trial.fixed).stem,
        translate(TITLES[trial.kind]) if trial.kind in TITLES else trial.kind,
    )


def fix_sections(
    document: OpenedDocument, first: Evaluation, verdict: Verdict | None
) -> tuple[Section, ...]:
    """What was done for a selection, and what came of it; nothing where nothing was done."""
    said = _done(document, first)
    if not said:
        return ()
    done = Section(translate("What was done"), (said,))
    return (done,) if verdict is None else (done, _judged(verdict))


def _judged(verdict: Verdict) -> Section:
    named = (
        (translate("all that are held out"), verdict.overall),
        (translate("selected"), verdict.selection),
        (translate("similar to these"), verdict.similar),
        *((translate("worse: {0}", each.name), each) for each in verdict.worse),
    )
    heading = (
        *("", translate("[Samples]"), translate("correct before"), translate("after")),
        *(translate("fixed"), translate("broken"), "p"),
    )
    rows = tuple(_row(name, change) for name, change in named if change is not None)
    said = (
        translate(OUTCOMES[verdict.outcome]),
        translate("Judged by test [samples] that no training and no remedy has seen."),
        change_told(verdict.difference, verdict.interval, verdict.overall.p_value),
    )
    return Section(translate("The verdict"), said, (Table(heading, rows),))


def change_told(difference: float, interval: tuple[float, float], p_value: float) -> str:
    """By how much an accuracy changes, -1 to 1, with its interval and the test's probability."""
    return translate(
        "The accuracy changes by {0} (95% interval {1} to {2}); McNemar's exact test: p {3}.",
        *map(_points, (difference, *interval)),
        _p_value(p_value),
    )


def _points(share: float) -> str:
    return translate("{0} percentage points", f"{100 * share:+.2f}")


def _row(name: str, change: Change) -> tuple[str, ...]:
    shares = (
        f"{right:,} ({_share(right / change.number)})" if change.number else "–"
        for right in (change.before, change.after)
    )
    changed = (f"{number:,}" for number in (change.fixed, change.broken))
    p_value = _p_value(change.p_value).removeprefix("= ")
    return name, f"{change.number:,}", *shares, *changed, p_value


def _share(share: float) -> str:
    return f"{100 * share:.2f}%"


def _p_value(p_value: float) -> str:
    return f"< {_SMALLEST_P}" if p_value < _SMALLEST_P else f"= {p_value:.2g}"
