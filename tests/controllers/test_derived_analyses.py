"""What follows from an evaluation, where a person has corrected labels."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from camviewer.error_analysis.annotations import AnnotationDatabase, database_file
from tests.controllers.documents import MakeWork
from tests.there import there


def test_that_training_samples_are_labelled_anew_only_when_another_label_counts(
    make_work: MakeWork, qtbot: QtBot, few: Path
) -> None:
    work = make_work().use(few)
    derived, mistakes = work.workspace.derived_analyses, work.mistakes
    with qtbot.waitSignal(mistakes.evaluation_changed, timeout=30_000):
        mistakes.evaluate("test")
    with qtbot.waitSignal(derived.neighbours_changed, timeout=30_000):
        derived.find_neighbours()
    qtbot.waitUntil(lambda: derived.has_neighbours, timeout=30_000)
    as_read = there(derived.trained)
    work.document.evaluation.change(corrected=True)
    decide(as_read.samples[2], 7)
    trained = there(derived.trained)
    assert trained.labels[2] == 7
    assert derived.trained is trained, "whoever looks at a sample asks a dozen times"
    decide(as_read.samples[2], 8)
    assert there(derived.trained).labels[2] == 8
    work.document.evaluation.change(corrected=False)
    assert there(derived.trained).labels.tolist() == as_read.labels.tolist()


def decide(sample: str, label: int) -> None:
    """Decide which class a sample is of, as in another window."""
    book = AnnotationDatabase(database_file())
    book.decide(sample, label)
    book.close()
