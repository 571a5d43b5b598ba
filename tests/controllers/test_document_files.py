"""Documents are saved and opened again, here and elsewhere, exactly where the work stood."""

from __future__ import annotations

import shutil
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.attribution.map_work import make_mapper
from camviewer.controllers.document_files import session_file
from camviewer.controllers.document_opening import OpenedDocument
from camviewer.controllers.evaluation_target import Group
from camviewer.controllers.report_content import report_of
from camviewer.data.sources import open_source
from camviewer.data.spec import numbered
from camviewer.document.archive import read, save
from camviewer.document.stage import Model
from camviewer.error_analysis.annotations import AnnotationDatabase, database_file
from camviewer.networks import library
from camviewer.networks.cards import read_card
from camviewer.networks.formats import model_file
from tests.controllers.documents import MakeWork, elsewhere, evaluated, opened, same, saved


def test_that_a_document_is_opened_in_another_home_as_it_was_saved(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = evaluated(make_work().use(few), qtbot)
    path = saved(first, tmp_path / "work.camviewer", qtbot)
    elsewhere(monkeypatch, tmp_path / "other")
    second = opened(make_work(), path, qtbot)
    assert second.troubles() == []
    one, other = first.mistakes, second.mistakes
    assert one.evaluation is not None
    assert other.evaluation is not None
    assert same(one.evaluation.scores, other.evaluation.scores)
    assert one.indices.tolist() == other.indices.tolist() == [1, 3, 5, 8]
    assert other.annotations.of(3).tags == {"ambiguous"}
    assert second.document.display == first.document.display
    paired = first.workspace.derived_analyses.paired, second.workspace.derived_analyses.paired
    assert paired[0] is not None
    assert paired[1] is not None
    assert same(paired[0].fixed, paired[1].fixed)
    assert second.document.state().evaluation == first.document.state().evaluation


def test_that_a_network_that_came_along_is_put_into_the_library(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own = library.folder() / "mine.keras"
    own.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(model_file.bundled()["compact"], own)
    first = make_work()
    first.document.add_model(Model(own, read_card(own)))
    first.document.set_model(first.document.models[-1])
    with qtbot.waitSignal(first.mistakes.evaluation_changed, timeout=30_000):
        first.mistakes.evaluate("test")
    bare = saved(first, tmp_path / "bare.camviewer", qtbot)
    full = saved(first, tmp_path / "full.camviewer", qtbot, networks=True)
    own.rename(tmp_path / "gone.keras")
    elsewhere(monkeypatch, tmp_path / "other")
    without = opened(make_work(), bare, qtbot)
    assert without.mistakes.evaluation is None
    assert any("mine.keras" in told for told in without.troubles())
    assert without.files.path is None  # saved under the same name, what is not here would be lost
    work = opened(make_work(), full, qtbot)
    assert [path.name for path in library.files()] == ["mine.keras"]
    assert work.troubles() == []
    assert work.document.model is not None
    assert work.document.model.path == library.files()[0]
    assert work.mistakes.evaluation is not None
    opened(make_work(), full, qtbot)
    assert len(library.files()) == 1  # it is here already


def test_that_listed_samples_that_came_along_are_looked_at_where_their_source_is_not(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path
) -> None:
    first = make_work()
    builtin = first.document.dataset
    assert builtin is not None
    source = tmp_path / "samples.npz"
    np.savez(
        source,
        x_train=builtin.test.images[:5],
        y_train=builtin.test.labels[:5],
        x_test=builtin.test.images[:20],
        y_test=builtin.test.labels[:20],
    )
    first.document.set_dataset(str(source), open_source(str(source)))
    with qtbot.waitSignal(first.mistakes.evaluation_changed, timeout=30_000):
        first.mistakes.evaluate("test")
    first.mistakes.narrow(Group("some", np.array([2, 7, 11])), outcome="all", order="index")
    path = saved(first, tmp_path / "work.camviewer", qtbot, samples=True)
    source.unlink()
    work = opened(make_work(), path, qtbot)
    found, whole = work.mistakes.evaluation, first.mistakes.evaluation
    assert found is not None
    assert whole is not None
    assert same(found.scores, whole.scores[[2, 7, 11]])
    assert work.mistakes.target is not None
    assert same(work.mistakes.target.samples.image(1), builtin.test.image(7))


def test_that_samples_that_came_along_stay_with_what_is_saved_of_them(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path
) -> None:
    source = tmp_path / "samples.npz"
    shutil.copy(few, source)
    first = evaluated(make_work().use(source), qtbot)
    path = saved(first, tmp_path / "work.camviewer", qtbot, samples=True)
    source.unlink()
    second = opened(make_work(), path, qtbot)
    second.mistakes.narrow(Group("one", np.array([2])), outcome="all")
    again = saved(second, tmp_path / "again.camviewer", qtbot, samples=False)
    second.files.keep_session()
    second.files.close()
    for file in (again, session_file()):
        work = opened(make_work(), file, qtbot)
        assert work.troubles() == []
        assert work.mistakes.evaluation is not None
        assert len(work.mistakes.evaluation) == 4


def test_that_other_samples_than_before_are_told_and_notes_stay(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = evaluated(make_work(), qtbot)
    path = saved(first, tmp_path / "work.camviewer", qtbot)
    document, _ = read(path)
    assert document.annotations
    elsewhere(monkeypatch, tmp_path / "other")
    monkeypatch.setattr(
        "camviewer.controllers.document_opening.checksum", lambda _split: "of other samples"
    )
    work = opened(make_work(), path, qtbot)
    assert work.mistakes.evaluation is None
    (told,) = work.troubles()
    assert told.startswith("builtin has other digits than when this document was saved")
    with qtbot.waitSignal(work.mistakes.evaluation_changed, timeout=30_000):
        work.mistakes.evaluate("test")
    assert work.mistakes.annotations.of(3).tags == {"ambiguous"}


def test_that_another_network_of_the_same_name_is_not_taken_for_the_one_evaluated(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path
) -> None:
    own = library.folder() / "mine.keras"
    own.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(model_file.bundled()["compact"], own)
    first = make_work().use(few)
    first.document.add_model(Model(own, read_card(own)))
    first.document.set_model(first.document.models[-1])
    path = saved(evaluated(first, qtbot), tmp_path / "work.camviewer", qtbot)
    shutil.copy(model_file.bundled()["lecture"], own)
    work = opened(make_work(), path, qtbot)
    assert work.mistakes.evaluation is None
    assert work.troubles()[0].startswith("compact is another network here than when")


def test_that_a_second_evaluation_that_cannot_be_compared_is_left_out(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path
) -> None:
    path = saved(evaluated(make_work().use(few), qtbot), tmp_path / "work.camviewer", qtbot)
    document, _ = read(path)
    first, second = document.evaluations
    eleven = np.pad(second.scores, ((0, 0), (0, 1)))
    other = replace(
        second, scores=eleven, class_names=numbered(11), pooled=None, weights=None, bias=None
    )
    save(path, replace(document, evaluations=(first, other)))
    work = opened(make_work(), path, qtbot)
    assert work.mistakes.evaluation is not None
    assert work.workspace.derived_analyses.second is None


def test_that_a_second_evaluation_of_another_split_is_left_out(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path
) -> None:
    path = saved(evaluated(make_work().use(few), qtbot), tmp_path / "work.camviewer", qtbot)
    document, _ = read(path)
    first, second = document.evaluations
    save(path, replace(document, evaluations=(first, replace(second, split="train"))))
    work = opened(make_work(), path, qtbot)
    assert work.troubles() == []
    assert work.mistakes.evaluation is not None
    assert work.workspace.derived_analyses.second is None


def test_that_what_is_no_document_changes_nothing(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path
) -> None:
    work = make_work()
    before = work.document.state()
    path = tmp_path / "work.camviewer"
    path.write_bytes(b"no zip at all")
    with qtbot.waitSignal(work.workspace.messages.posted):
        work.files.open(path)
    (told,) = work.troubles()
    assert "work.camviewer cannot be used" in told
    assert work.document.state() == before
    assert work.files.path is None


def test_that_the_session_is_kept_and_offered_until_it_is_forgotten(
    make_work: MakeWork, qtbot: QtBot, few: Path
) -> None:
    first = make_work()
    first.files.keep_session()
    first.files.close()
    assert not session_file().exists()  # nothing was evaluated
    second = evaluated(make_work().use(few), qtbot)
    second.files.keep_session()
    second.files.close()
    third = make_work()
    third.files.offer_session()
    go_on, forget = third.told[-1].actions
    with qtbot.waitSignal(third.files.opened, timeout=30_000):
        go_on.do()
    assert third.mistakes.indices.tolist() == second.mistakes.indices.tolist()
    assert third.files.path is None
    forget.do()
    assert not session_file().exists()
    fourth = make_work()
    fourth.files.offer_session()
    assert fourth.told == []


def test_that_the_offer_goes_once_something_else_is_evaluated(
    make_work: MakeWork, qtbot: QtBot
) -> None:
    first = evaluated(make_work(), qtbot)
    first.files.keep_session()
    first.files.close()
    second = make_work()
    second.files.offer_session()
    with qtbot.waitSignal(second.workspace.messages.withdrawn):
        second.mistakes.evaluate("test")


def test_that_decisions_come_along_and_ones_own_stay(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = evaluated(make_work().use(few), qtbot)
    one = first.mistakes
    for index in (3, 5):
        one.annotations.decide(index, 9)
    first.document.evaluation.change(corrected=True)
    path = saved(first, tmp_path / "work.camviewer", qtbot)
    elsewhere(monkeypatch, tmp_path / "other")
    with closing(AnnotationDatabase(database_file())) as book:
        book.decide(one.annotations.sample(5), 8)
    second = opened(make_work(), path, qtbot)
    other = second.mistakes
    assert second.troubles() == []
    assert (other.annotations.of(3).decided, other.annotations.of(5).decided) == (9, 8)
    assert other.as_read is not None
    assert one.as_read is not None
    assert other.evaluation is not None
    assert same(other.as_read.labels, one.as_read.labels)
    assert other.evaluation.labels[[3, 5]].tolist() == [9, 8]
    compared = second.workspace.derived_analyses.second
    assert compared is not None
    assert same(compared.labels, other.evaluation.labels), "both are judged by the same labels"


def test_that_names_of_clusters_come_along_and_ones_own_stay(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path
) -> None:
    work = evaluated(make_work().use(few), qtbot)
    evaluation = work.mistakes.evaluation
    assert evaluation is not None
    path = saved(work, tmp_path / "work.camviewer", qtbot)
    document, _ = read(path)
    save(path, replace(document, cluster_names={"one": "theirs", "other": "theirs"}))
    work.mistakes.annotations.name_cluster(evaluation.model, "one", "mine")
    opened(work, path, qtbot)
    names = work.mistakes.annotations.cluster_names(evaluation.model)
    assert names == {"one": "mine", "other": "theirs"}


@pytest.mark.parametrize("number", [20, 30])
def test_that_predictions_of_another_system_are_saved_and_opened(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path, number: int
) -> None:
    first = make_work().use(few)
    dataset = first.document.dataset
    assert dataset is not None
    table = tmp_path / "theirs.csv"
    predicted = [(label + (place == 4)) % 10 for place, label in enumerate(dataset.test.labels)]
    lines = [f"{place},{each}" for place, each in enumerate(predicted[:number])]
    table.write_text("\n".join(["index,predicted", *lines]))
    with qtbot.waitSignal(first.workspace.prediction_files.opened, timeout=30_000):
        first.workspace.prediction_files.open(table)
    first.mistakes.narrow(None, outcome="wrong")
    path = saved(first, tmp_path / "work.camviewer", qtbot)
    table.unlink()
    second = opened(make_work(), path, qtbot)
    one, other = first.mistakes, second.mistakes
    assert second.troubles() == []
    assert one.evaluation is not None
    assert other.evaluation is not None
    assert same(other.evaluation.scores, one.evaluation.scores)
    assert other.evaluation.is_foreign
    assert other.evaluation.model == "theirs"
    assert other.indices.tolist() == one.indices.tolist() == [4]
    assert other.target is not None
    assert other.target.network is None
    assert not other.is_outdated
    assert same(other.target.samples.image(4), dataset.test.image(4))
    report = report_of(
        OpenedDocument(
            *(read(path)[0], (), second.document.dataset, other.target),
            *((other.evaluation,), None, ()),
        ),
        make_mapper(),
    )
    assert [entry.pictures[1:] for section in report.sections for entry in section.samples] == [()]
