"""Documents hold how far the work had come: what was found, and where one was in it."""

from __future__ import annotations

from contextlib import closing
from dataclasses import fields, replace
from pathlib import Path
from threading import Event, current_thread, main_thread
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.concurrency.job import Job
from camviewer.controllers.evaluation_target import Group
from camviewer.data.checksums import sample_checksums
from camviewer.data.corruptions import CORRUPTIONS
from camviewer.data.dataset import Images
from camviewer.data.sources import open_source
from camviewer.document.archive import read, save
from camviewer.document.fix_state import FixState, TrialState
from camviewer.document.saved_work import SavedWork
from camviewer.document.stage import Model
from camviewer.error_analysis.annotations import Annotation, AnnotationDatabase, database_file
from camviewer.error_analysis.projection import Projection
from camviewer.inference.evaluation import Evaluation
from camviewer.networks import library, scaling_notes
from camviewer.networks.cards import read_card
from camviewer.networks.formats import model_file
from camviewer.networks.input_scaling import PLAIN, Scaling
from tests.controllers.documents import (
    MakeWork,
    Work,
    elsewhere,
    evaluated,
    opened,
    same,
    saved,
)
from tests.keras_zips import entries, packed


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A few samples, some of which have another label than what they are."""
    path = tmp_path_factory.mktemp("few") / "few.npz"
    test = open_source("builtin").test
    images, labels = test.batch(0, 30), test.labels[:30].copy()
    labels[[1, 3, 5, 20, 21, 22]] = 0
    np.savez(path, x_train=images[:5], y_train=labels[:5], x_test=images, y_test=labels)
    return path


def found_out(work: Work, qtbot: QtBot) -> Work:
    """All that takes a while is found about an evaluation, and one is in the middle of it."""
    workspace, mistakes = evaluated(work, qtbot).workspace, work.mistakes
    derived, sweeping = workspace.derived_analyses, workspace.sweeping
    mistakes.narrow(Group("lasso", np.arange(9)), outcome="all", order="index")
    with qtbot.waitSignal(workspace.label_review.changed, timeout=30_000):
        workspace.label_review.find()
    qtbot.waitUntil(lambda: workspace.label_review.issues is not None, timeout=30_000)
    derived.find_clusters()
    qtbot.waitUntil(lambda: derived.clusters is not None, timeout=30_000)
    sweeping.choose_second(work.document.models[1])
    sweeping.choose(CORRUPTIONS["rotation"])
    sweeping.choose_label(4)
    sweeping.run([CORRUPTIONS["rotation"]])
    qtbot.waitUntil(lambda: len(sweeping.curves) == 2 and not sweeping.is_running, timeout=60_000)
    judged(work, qtbot)
    workspace.calibrating.use_binning("mass")
    mistakes.tagging.choose(np.array([2, 5, 7]))
    mistakes.return_to(5)
    return work


def judged(work: Work, qtbot: QtBot, after: Path | None = None) -> None:
    """Another network, or the second, is judged as if it had been trained for some samples."""
    evaluation, (before, second, *_) = work.mistakes.evaluation, work.document.models
    assert evaluation is not None
    networks = str(before.path), str(after or second.path)
    split, checksum = evaluation.split, evaluation.checksum
    trial = TrialState("lasso", (1, 3), split, checksum, "weight", *networks)
    work.document.fix.set(FixState(trial=trial))
    with qtbot.waitSignal(work.workspace.fixing.judged, timeout=30_000):
        work.workspace.fixing.judge()


def work_in(work: Work, path: Path, qtbot: QtBot) -> SavedWork:
    return read(saved(work, path, qtbot))[0].work


def test_that_all_that_was_found_is_there_elsewhere(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = found_out(make_work().use(few), qtbot)
    path = saved(first, tmp_path / "work.camviewer", qtbot)
    elsewhere(monkeypatch, tmp_path / "other")
    second = opened(make_work(), path, qtbot)
    assert second.troubles() == []
    assert second.mistakes.index == 5
    assert second.mistakes.tagging.chosen.tolist() == [2, 5, 7]
    one, other = first.workspace, second.workspace
    assert other.calibrating.binning == "mass"
    assert other.sweeping.corruption.name == "rotation"
    assert (other.sweeping.label, other.sweeping.second) == (4, second.document.models[1])
    for here, there in zip(one.sweeping.curves, other.sweeping.curves, strict=True):
        assert same(here.predicted, there.predicted)
        assert here.points() == there.points()
    assert other.label_review.queue.tolist() == one.label_review.queue.tolist()
    assert one.label_review.issues is not None
    assert other.label_review.issues is not None
    assert same(one.label_review.issues.quality, other.label_review.issues.quality)
    clusters = [
        [(each.key, each.mean.tobytes()) for each in each_.derived_analyses.clusters or ()]
        for each_ in (one, other)
    ]
    assert clusters[0] == clusters[1]
    assert clusters[0]
    verdict, again = one.fixing.verdict, other.fixing.verdict
    assert verdict is not None
    assert again is not None
    for each in fields(verdict.paired):
        assert np.array_equal(getattr(verdict.paired, each.name), getattr(again.paired, each.name))
    told = ("overall", "difference", "interval", "selection", "similar", "groups", "outcome")
    assert all(getattr(verdict, name) == getattr(again, name) for name in told)
    assert other.fixing.trial == one.fixing.trial
    assert second.document.state().fix == first.document.state().fix


def test_that_a_document_saved_again_where_it_was_opened_is_the_same_file(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = found_out(make_work().use(few), qtbot)
    path = saved(first, tmp_path / "work.camviewer", qtbot)
    elsewhere(monkeypatch, tmp_path / "other")
    second = opened(make_work(), path, qtbot)
    second.document.window.set(first.document.window.value)
    again = saved(second, tmp_path / "again.camviewer", qtbot)
    assert again.read_bytes() == path.read_bytes()


def test_that_points_that_took_a_while_are_not_computed_again(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = evaluated(make_work().use(few), qtbot)
    evaluation = first.mistakes.evaluation
    assert evaluation is not None
    points = np.arange(2 * len(evaluation), dtype=np.float32).reshape(-1, 2)
    monkeypatch.setattr(
        "camviewer.error_analysis.embedding.embedded",
        lambda vectors, *_: Projection(vectors, points),
    )
    monkeypatch.setattr("camviewer.error_analysis.embedding.is_available", lambda: True)
    chosen = replace(first.document.evaluation.value.map, projection="tsne", projected="scores")
    first.document.evaluation.change(map=chosen)
    first.workspace.sample_map.look()
    qtbot.waitUntil(lambda: first.workspace.sample_map.projection is not None, timeout=30_000)
    path = saved(first, tmp_path / "work.camviewer", qtbot)
    monkeypatch.setattr("camviewer.error_analysis.embedding.embedded", None)
    monkeypatch.setattr("camviewer.error_analysis.embedding.is_available", lambda: False)
    second = opened(make_work(), path, qtbot)
    sample_map = second.workspace.sample_map
    assert sample_map.missing == ""
    sample_map.look()
    qtbot.waitUntil(lambda: sample_map.projection is not None, timeout=30_000)
    assert sample_map.projection is not None
    assert same(sample_map.projection.points, points)
    assert same(sample_map.projection.vectors, evaluation.scores)


def test_that_a_queue_that_was_listed_is_still_the_queue(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path
) -> None:
    first = make_work()
    with qtbot.waitSignal(first.mistakes.evaluation_changed, timeout=30_000):
        first.mistakes.evaluate("test")
    review = first.workspace.label_review
    review.find()
    qtbot.waitUntil(lambda: review.issues is not None, timeout=30_000)
    assert len(review.queue)
    review.look_at(0)
    path = saved(first, tmp_path / "work.camviewer", qtbot)
    second = opened(make_work(), path, qtbot)
    assert second.workspace.label_review.is_listed
    assert second.mistakes.indices.tolist() == first.mistakes.indices.tolist()
    assert second.mistakes.index == first.mistakes.index


def test_that_what_is_refused_is_still_refused(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path
) -> None:
    first = evaluated(make_work().use(few), qtbot)
    with qtbot.waitSignal(first.workspace.calibrating.changed, timeout=30_000):
        first.workspace.calibrating.want()
    qtbot.waitUntil(lambda: first.workspace.calibrating.report is not None, timeout=30_000)
    first.workspace.calibrating.refuse(0.1)
    path = saved(first, tmp_path / "work.camviewer", qtbot)
    second = opened(make_work(), path, qtbot)
    assert second.workspace.calibrating.share == 0.1
    second.mistakes.narrow(None, outcome="all")
    assert second.workspace.calibrating.share == 0


def test_that_what_labels_decide_is_left_out_where_they_are_corrected_otherwise(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make_work().use(few)
    first.document.evaluation.change(corrected=True)
    found_out(first, qtbot)
    assert first.workspace.fixing.verdict is not None
    path = saved(first, tmp_path / "work.camviewer", qtbot)
    elsewhere(monkeypatch, tmp_path / "other")
    book = AnnotationDatabase(database_file())
    book.decide(first.mistakes.annotations.sample(3), 8)
    book.close()
    second = opened(make_work(), path, qtbot)
    (told,) = second.troubles()
    assert told.startswith("Labels are corrected otherwise here")
    assert second.workspace.fixing.verdict is None
    assert second.workspace.derived_analyses.clusters is None
    assert second.workspace.label_review.issues is not None, "which is about those of the file"
    assert second.files.path is None, "what is left out would be lost"


def test_that_a_verdict_on_a_network_that_is_not_here_is_left_out_and_that_is_told(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path
) -> None:
    first = evaluated(make_work().use(few), qtbot)
    judged(first, qtbot)
    path = saved(first, tmp_path / "work.camviewer", qtbot)
    document, _ = read(path)
    fix = document.state.fix
    assert fix.trial is not None
    fix = replace(fix, trial=replace(fix.trial, network="gone"))
    save(path, replace(document, state=replace(document.state, fix=fix)))
    second = opened(make_work(), path, qtbot)
    (told,) = second.troubles()
    assert told.startswith("The network that was to be fixed in this document is not here")
    assert second.workspace.fixing.verdict is None


def test_that_a_verdict_is_left_out_while_a_fix_is_judged_and_that_is_told(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path
) -> None:
    work = evaluated(make_work().use(few), qtbot)
    judged(work, qtbot)
    path, tools, door = (
        saved(work, tmp_path / "work.camviewer", qtbot),
        work.mistakes.tools,
        Event(),
    )

    def late(*arguments: Any) -> Evaluation:
        assert door.wait(60)
        return tools.evaluate(*arguments)

    work.mistakes.tools = replace(tools, evaluate=late)
    work.workspace.fixing.judge()
    opened(work, path, qtbot)
    door.set()
    (told,) = work.troubles()
    assert told.startswith("A fix is running")


def test_that_a_verdict_by_corrected_labels_is_shown_without_reading_samples_in_the_window(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = evaluated(make_work().use(few), qtbot)
    first.mistakes.annotations.decide(5, 7)  # a test sample
    first.document.evaluation.change(corrected=True)
    with qtbot.waitSignal(first.mistakes.evaluation_changed, timeout=30_000):
        first.mistakes.evaluate("train")
    judged(first, qtbot)
    path = saved(first, tmp_path / "work.camviewer", qtbot)
    readers = set[object]()

    def noted(images: Images) -> tuple[str, ...]:
        readers.add(current_thread())
        return sample_checksums(images)

    monkeypatch.setattr("camviewer.data.corrected.sample_checksums", noted)
    monkeypatch.setattr("camviewer.data.held_out.sample_checksums", noted)
    second = opened(make_work(), path, qtbot)
    assert second.troubles() == []
    assert second.workspace.fixing.verdict is not None
    assert readers
    assert main_thread() not in readers


def test_that_a_verdict_on_training_samples_goes_where_test_samples_are_corrected_otherwise(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path
) -> None:
    first = evaluated(make_work().use(few), qtbot)
    sample = first.mistakes.annotations.sample(5)
    first.document.evaluation.change(corrected=True)
    with qtbot.waitSignal(first.mistakes.evaluation_changed, timeout=30_000):
        first.mistakes.evaluate("train")
    judged(first, qtbot)
    path = saved(first, tmp_path / "work.camviewer", qtbot)
    with closing(AnnotationDatabase(database_file())) as book:
        book.decide(sample, 8)
    second = opened(make_work(), path, qtbot)
    (told,) = second.troubles()
    assert told.startswith("Labels are corrected otherwise here")
    assert second.workspace.fixing.verdict is None


def test_that_work_on_samples_of_which_some_are_missing_is_left_out(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path
) -> None:
    source = tmp_path / "samples.npz"
    source.write_bytes(few.read_bytes())
    first = found_out(make_work().use(source), qtbot)
    path = saved(first, tmp_path / "work.camviewer", qtbot, samples=True)
    source.unlink()
    second = opened(make_work(), path, qtbot)
    (told,) = second.troubles()
    assert told.startswith("Not all digits of this document are here.")
    assert second.mistakes.evaluation is not None
    assert second.workspace.fixing.verdict is None


def test_that_a_document_without_an_evaluation_leaves_none_of_another(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path
) -> None:
    bare = saved(make_work(), tmp_path / "bare.camviewer", qtbot)
    work = found_out(make_work().use(few), qtbot)
    opened(work, bare, qtbot)
    mistakes, workspace = work.mistakes, work.workspace
    assert (mistakes.evaluation, mistakes.target, mistakes.index) == (None, None, None)
    assert mistakes.indices.tolist() == []
    assert not mistakes.is_outdated
    assert (workspace.fixing.verdict, workspace.derived_analyses.clusters) == (None, None)
    assert workspace.sweeping.found == {}
    work.mistakes.annotations.toggle_tag(0, "ambiguous")  # about nothing that is shown
    with qtbot.waitSignal(mistakes.evaluation_changed, timeout=30_000):
        mistakes.evaluate("test")
    assert mistakes.evaluation is not None


def test_that_a_network_on_stage_that_is_not_the_evaluated_one_is_on_stage_again(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path
) -> None:
    first = evaluated(make_work().use(few), qtbot)
    first.document.set_model(first.document.models[1])
    path = saved(first, tmp_path / "work.camviewer", qtbot)
    second = opened(make_work(), path, qtbot)
    assert second.document.model == second.document.models[1]
    assert second.mistakes.is_outdated


def test_that_a_document_of_version_1_is_opened_as_before(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path
) -> None:
    first = evaluated(make_work().use(few), qtbot)
    path = saved(first, tmp_path / "work.camviewer", qtbot)
    document, _ = read(path)
    save(path, replace(document, work=SavedWork()))
    second = opened(make_work(), path, qtbot)
    assert second.troubles() == []
    assert second.mistakes.indices.tolist() == first.mistakes.indices.tolist()
    assert second.workspace.fixing.verdict is None


def test_that_networks_of_a_fix_come_along(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path
) -> None:
    first = found_out(make_work().use(few), qtbot)
    first.workspace.derived_analyses.leave_comparison()
    path = saved(first, tmp_path / "work.camviewer", qtbot, networks=True)
    assert len(read(path)[0].networks) == 2
    assert "/" not in str(read(path)[0].state.fix.trial), "paths are others elsewhere"


def test_that_the_session_holds_the_verdict_too(
    make_work: MakeWork, qtbot: QtBot, few: Path
) -> None:
    first = evaluated(make_work().use(few), qtbot)
    judged(first, qtbot)
    first.files.keep_session()
    assert first.files.finish_writing() == ""
    second = make_work()
    second.files.offer_session()
    go_on, _forget = second.told[-1].actions
    with qtbot.waitSignal(second.files.opened, timeout=30_000):
        go_on.do()
    assert second.workspace.fixing.verdict is not None


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A bundled network as Keras alone would have written it, fed otherwise by a person."""
    content = entries(model_file.bundled()["lecture"])
    del content["card.json"]
    path = packed(tmp_path / "foreign.keras", content)
    scaling_notes.forget()
    scaling_notes.note(path, FED)
    return path


FED = Scaling("centred", (2.0,), (-1.0,))


def shown_to(foreign: Path, work: Work, qtbot: QtBot) -> Work:
    """Let the foreign network read the samples."""
    work.document.add_model(Model(foreign, read_card(foreign)))
    work.document.set_model(work.document.models[-1])
    with qtbot.waitSignal(work.mistakes.evaluation_changed, timeout=30_000):
        work.mistakes.evaluate("test")
    return work


def test_that_a_network_is_fed_elsewhere_as_it_was(
    make_work: MakeWork,
    qtbot: QtBot,
    tmp_path: Path,
    few: Path,
    foreign: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = shown_to(foreign, make_work().use(few), qtbot)
    path = saved(first, tmp_path / "work.camviewer", qtbot, networks=True)
    foreign.unlink()
    scaling_notes.forget()  # as in another program
    elsewhere(monkeypatch, tmp_path / "other")
    second = opened(make_work(), path, qtbot)
    assert second.troubles() == []
    assert second.document.model is not None
    assert second.document.model.card.scaling == FED
    assert second.document.model.path.parent == library.folder()
    assert read_card(second.document.model.path).scaling == FED
    assert second.mistakes.evaluation is not None


def test_that_networks_of_a_fix_and_of_sweeps_are_fed_elsewhere_as_they_were(
    make_work: MakeWork,
    qtbot: QtBot,
    tmp_path: Path,
    few: Path,
    foreign: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = evaluated(make_work().use(few), qtbot)
    first.document.add_model(Model(foreign, read_card(foreign)))
    judged(first, qtbot, after=foreign)
    first.workspace.derived_analyses.leave_comparison()
    first.workspace.sweeping.choose_second(first.document.models[-1])
    path = saved(first, tmp_path / "work.camviewer", qtbot)
    scaling_notes.forget()  # as in another program
    elsewhere(monkeypatch, tmp_path / "other")
    second = opened(make_work(), path, qtbot)
    assert second.workspace.sweeping.second is not None
    assert second.workspace.sweeping.second.card.scaling == FED
    assert read_card(foreign).scaling == FED


def test_that_a_network_is_fed_as_it_is_settled_here_and_that_is_told(
    make_work: MakeWork,
    qtbot: QtBot,
    tmp_path: Path,
    few: Path,
    foreign: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    first = shown_to(foreign, make_work().use(few), qtbot)
    path = saved(first, tmp_path / "work.camviewer", qtbot)
    scaling_notes.forget()
    elsewhere(monkeypatch, tmp_path / "other")
    scaling_notes.note(foreign, PLAIN)
    second = opened(make_work(), path, qtbot)
    assert second.troubles()[0] == (
        "foreign is given its input in another way here than when this document was saved. Choose "
        "the input scaling −1 to 1 for it, then open the document again."
    )
    assert read_card(foreign).scaling == PLAIN


@pytest.mark.parametrize("described", [7, {}, {"name": "0-255", "scale": [1e30], "offset": [0]}])
def test_that_a_scaling_that_is_none_is_told_and_not_kept(
    make_work: MakeWork,
    qtbot: QtBot,
    tmp_path: Path,
    few: Path,
    foreign: Path,
    monkeypatch: pytest.MonkeyPatch,
    described: object,
) -> None:
    first = shown_to(foreign, make_work().use(few), qtbot)
    path = saved(first, tmp_path / "work.camviewer", qtbot)
    document, _ = read(path)
    (checksum,) = document.scalings
    save(path, replace(document, scalings={checksum: described}))
    scaling_notes.forget()
    elsewhere(monkeypatch, tmp_path / "other")
    second = opened(make_work(), path, qtbot)
    assert second.troubles()[0].startswith("foreign: its input scaling in this document cannot be")
    assert not scaling_notes.folder().exists()
    assert second.document.model is not None
    assert second.document.model.path == foreign


def test_that_notes_come_along_without_being_read_in_the_window(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(evaluated(make_work().use(few), qtbot), tmp_path / "work.camviewer", qtbot)
    second, readers = make_work(), set[object]()
    read_all = AnnotationDatabase.all

    def noted(book: AnnotationDatabase) -> dict[str, Annotation]:
        readers.add(current_thread())
        return read_all(book)

    monkeypatch.setattr(AnnotationDatabase, "all", noted)
    opened(second, path, qtbot)
    assert readers
    assert main_thread() not in readers
    assert second.mistakes.annotations.of(3).tags == {"ambiguous"}
    second.mistakes.annotations.toggle_tag(4, "ambiguous")  # which reads what there is
    assert second.mistakes.annotations.of(3).tags == {"ambiguous"}


def test_that_notes_that_cannot_join_are_told_and_the_rest_is_shown(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = saved(evaluated(make_work().use(few), qtbot), tmp_path / "work.camviewer", qtbot)
    elsewhere(monkeypatch, tmp_path / "other")
    database_file().mkdir()
    second = opened(make_work(), path, qtbot)
    assert any("notes.sqlite" in told for told in second.troubles())
    assert second.mistakes.evaluation is not None
    assert second.files.path is None


def test_that_what_is_noted_while_a_document_is_read_is_shown(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path
) -> None:
    work = evaluated(make_work().use(few), qtbot)
    path = saved(work, tmp_path / "work.camviewer", qtbot)
    with qtbot.waitSignal(work.files.opened, timeout=30_000):
        work.files.open(path)
        for job in work.files.findChildren(Job):
            assert job.wait(30_000)  # it has read the notes; what came out is not shown yet
        work.mistakes.annotations.toggle_tag(4, "ambiguous")
    assert work.mistakes.annotations.of(4).tags == {"ambiguous"}
    assert work.mistakes.annotations.of(3).tags == {"ambiguous"}
