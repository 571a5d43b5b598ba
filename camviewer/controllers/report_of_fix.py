"""What a report tells of a fix: what was done for a selection, and the verdict."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.controllers.document_opening import OpenedDocument
from camviewer.controllers.fix_work import Selected, verdict_on
from camviewer.document.fix_state import TrialState
from camviewer.error_analysis.remedies import KINDS
from camviewer.error_analysis.verdict import Change, Verdict
from camviewer.export.report import Section, Table
from camviewer.inference.evaluation import Evaluation


def fix_sections(
    document: OpenedDocument, first: Evaluation, second: Evaluation | None
) -> tuple[Section, ...]:
    """What was done for a selection, and what came of it; nothing where nothing was done.

    Args:
        document: as it was found.
        first: what the network made of the samples.
        second: what the network after it made of the same; None if it was not compared.
    """
    trial = document.saved.state.fix.trial
    if trial is None or not trial.fixed or trial.checksum != first.checksum:
        return ()
    said = translate(
        "For {0} selected [samples], {1} was made. Remedy: {2}.",
        f"{len(trial.members):,}",
        Path(trial.fixed).stem,
        _remedies().get(trial.kind, trial.kind),
    )
    done = Section(translate("What was done"), (said,))
    verdict = _verdict(document, trial, first, second)
    return (done,) if verdict is None else (done, _judged(verdict))


def _verdict(
    document: OpenedDocument, trial: TrialState, first: Evaluation, second: Evaluation | None
) -> Verdict | None:
    """The verdict, given anew by what is in the document; None where that does not allow it."""
    target, compared = document.target, document.compared
    is_compared = compared is not None and compared.path.stem == Path(trial.fixed).stem
    if target is None or second is None or not is_compared or first.split != "test":
        return None
    members = np.array([each for each in trial.members if each < len(first)], np.intp)
    try:
        return verdict_on(Selected(target, first, members).division, first, second, {})
    except UserError:
        return None  # the document has only a part of the samples


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
        {
            "better": translate("Better, and nothing is significantly worse."),
            "mixed": translate("Better at one thing, worse at another."),
            "worse": translate("Worse."),
            "different": translate("Only different: no more changed than by chance."),
            "same": translate("No difference: both networks predict the same correctly."),
        }[verdict.outcome],
        translate("Judged by test [samples] that no training and no remedy has seen."),
    )
    return Section(translate("The verdict"), said, (Table(heading, rows),))


def _row(name: str, change: Change) -> tuple[str, ...]:
    numbers = change.number, change.before, change.after, change.fixed, change.broken
    return name, *(f"{number:,}" for number in numbers), f"{change.p_value:.2g}"


def _remedies() -> dict[str, str]:
    titles = (
        translate("more of the kind, varied"),
        translate("more weight"),
        translate("drawings and pictures of one's own"),
        translate("a border masked"),
        translate("labels corrected"),
        translate("another architecture"),
    )
    return dict(zip(KINDS, titles, strict=True))
