"""What a report tells of a fix: only what samples prove that nothing has learned from."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from camviewer.attribution.map_work import MapsRequest
from camviewer.common.arrays import Array
from camviewer.controllers.document_opening import OpenedDocument
from camviewer.controllers.evaluation_target import EvaluationTarget
from camviewer.controllers.report_content import report_of
from camviewer.data.dataset import ArraySplit
from camviewer.data.digits.spec import digit_dataset
from camviewer.document.archive import SavedDocument
from camviewer.document.fix_state import FixState, TrialState
from camviewer.document.saved_work import SavedWork
from camviewer.document.stage import Model
from camviewer.document.state import DocumentState
from camviewer.error_analysis.annotations import Annotation
from camviewer.error_analysis.verdict import VerdictBasis
from camviewer.export.report import Section
from camviewer.networks.cards import read_card
from camviewer.networks.formats import model_file
from tests.evaluations import evaluation

LABELS = [0, 1] * 20
WRONG = [9] * 20 + LABELS[20:]
BEFORE, AFTER = (list(model_file.bundled().values())[place] for place in (0, 1))


def no_maps(request: MapsRequest) -> Array:
    return np.zeros((len(request.samples), 7, 7), np.float32)


def reported(
    trial: TrialState,
    split: str = "test",
    *,
    tagged: int = 0,
    work: SavedWork | None = None,
    learned: bool = False,
) -> dict[str, Section]:
    """A report of a network that misreads twenty samples, and one that reads half of all."""
    arrays = np.zeros((40, 28, 28), np.uint8), np.array(LABELS, np.uint8)
    dataset = digit_dataset("forty", *(ArraySplit(40, lambda: arrays) for _ in range(2)))
    first = evaluation(LABELS, WRONG, split=split)
    second = evaluation(LABELS, LABELS[:20] + [9] * 20, split=split, model="after")
    saved = SavedDocument(
        replace(DocumentState(), fix=FixState(trial=trial)),
        (first, second),
        ("before", "after"),
        {first.samples[place]: Annotation(frozenset({"thin"})) for place in range(20, 20 + tagged)},
        work=work or SavedWork(),
    )
    card = replace(read_card(BEFORE), has_learned_tests=learned)
    models = Model(BEFORE, card), Model(AFTER, read_card(AFTER))
    target = EvaluationTarget(BEFORE, dataset, split)
    opened = OpenedDocument(
        saved, models, dataset, target, saved.evaluations, models[1], troubles=()
    )
    return {section.title: section for section in report_of(opened, no_maps).sections}


def trial(split: str = "test") -> TrialState:
    members = tuple(range(20))
    return TrialState("", members, split, "c", "weight", str(BEFORE), str(AFTER))


def places(section: Section) -> list[int]:
    """Those of a gallery's samples, of which each is called by its place first."""
    return [int(entry.words[0].split(":")[0].removeprefix("#")) for entry in section.samples]


def test_that_learned_samples_prove_nothing() -> None:
    told = reported(trial())
    assert "The proof" not in told
    assert len(told["What was evaluated"].tables[0].rows) == 1
    assert told["The verdict"].tables[0].rows[0][1] == "20"
    assert places(told["Fixed"]) == list(range(1, 20, 2)), "half of them is held out"
    assert any("The accuracy changes by +0.00" in text for text in told["The verdict"].paragraphs)


@pytest.mark.parametrize("learned", [False, True])
def test_that_what_a_fix_before_has_learned_judges_nothing(learned: bool) -> None:
    told = reported(replace(trial(), members=()), learned=learned)
    assert told["The verdict"].tables[0].rows[0][1] == ("20" if learned else "40")


def test_that_training_samples_prove_nothing() -> None:
    told = reported(trial("train"), "train")
    assert "What was done" in told
    assert not {"The verdict", "The proof", "Fixed"} & set(told)


def test_that_a_tag_that_got_worse_is_told() -> None:
    rows = reported(trial(), tagged=20)["The verdict"].tables[0].rows
    assert "worse: thin" in [row[0] for row in rows]


def test_that_another_network_is_compared_on_all_samples() -> None:
    told = reported(replace(trial(), fixed="another.keras"))
    assert places(told["Fixed"]) == list(range(20))
    assert len(told["What was evaluated"].tables[0].rows) == 2
    assert told["The proof"].tables


@pytest.mark.parametrize("is_relabelled", [False, True])
def test_that_the_verdict_that_was_shown_is_reported_while_labels_count_as_then(
    is_relabelled: bool,
) -> None:
    labels, places_ = np.array(LABELS, np.uint8), np.arange(40)
    basis = VerdictBasis(
        class_names=tuple("0123456789"),
        labels=labels[::-1].copy() if is_relabelled else labels,
        before=places_ >= 20,
        after=places_ < 20,
        judged=np.ones(40, np.bool_),
        selection=places_[:5],
        groups=(("open tops", places_[20:]),),
    )
    rows = reported(trial(), work=SavedWork(verdict=basis))["The verdict"].tables[0].rows
    assert (rows[0][1], "worse: open tops" in [row[0] for row in rows]) == (
        ("20", False) if is_relabelled else ("40", True)
    )
