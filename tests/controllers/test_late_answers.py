"""Labels are corrected while something is being found out about the evaluation."""

from __future__ import annotations

from pathlib import Path

from pytestqt.qtbot import QtBot

from tests.controllers.documents import MakeWork, Work


def evaluated(work: Work, qtbot: QtBot) -> Work:
    """An evaluation whose corrected labels count."""
    work.document.evaluation.change(corrected=True)
    with qtbot.waitSignal(work.mistakes.evaluation_changed, timeout=30_000):
        work.mistakes.evaluate("test")
    return work


def correct(work: Work) -> None:
    """Decide that the first sample is of the next class."""
    evaluation = work.mistakes.as_read
    assert evaluation is not None
    work.mistakes.annotations.decide(0, (int(evaluation.labels[0]) + 1) % 10)


def test_that_a_second_network_is_judged_by_the_labels_that_count_now(
    make_work: MakeWork, qtbot: QtBot, few: Path
) -> None:
    work = evaluated(make_work().use(few), qtbot)
    derived = work.workspace.derived_analyses
    derived.compare_with(work.document.models[1])
    correct(work)
    qtbot.waitUntil(lambda: derived.second is not None, timeout=30_000)
    assert derived.second is not None
    assert work.mistakes.evaluation is not None
    assert derived.second.labels.tolist() == work.mistakes.evaluation.labels.tolist()


def test_that_what_the_map_keeps_is_told_though_labels_are_corrected_meanwhile(
    make_work: MakeWork, qtbot: QtBot, few: Path
) -> None:
    work = evaluated(make_work().use(few), qtbot)
    sample_map = work.workspace.sample_map
    sample_map.look()
    with qtbot.waitSignal(sample_map.moved, timeout=30_000):
        sample_map.moved.connect(lambda: correct(work))
    qtbot.waitUntil(lambda: sample_map.neighbourhood is not None, timeout=30_000)
