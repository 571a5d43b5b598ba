"""Documents are saved and opened in the order that was asked for, whatever goes on meanwhile."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from threading import Event

import pytest
from pytestqt.qtbot import QtBot

from camviewer.common.cancel import CancelToken
from camviewer.common.files import read_bytes
from camviewer.controllers.document_opening import OpenedDocument, open_document
from camviewer.document.archive import read
from tests.controllers.documents import MakeWork, evaluated, opened, saved


def test_that_a_document_that_is_being_saved_is_whole_after_closing(
    make_work: MakeWork, tmp_path: Path
) -> None:
    work, path = make_work(), tmp_path / "work.camviewer"
    work.files.save(path, networks=True)
    work.workspace.close()
    assert read(path)[0].networks


def test_that_notes_are_saved_with_their_own_samples_whatever_is_evaluated_meanwhile(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, few: Path
) -> None:
    work, path = evaluated(make_work().use(few), qtbot), tmp_path / "work.camviewer"
    target, evaluation = work.mistakes.target, work.mistakes.evaluation
    assert target is not None
    assert evaluation is not None
    other = replace(evaluation, checksum="of others", samples=evaluation.samples[::-1])
    with qtbot.waitSignal(work.files.changed, timeout=30_000):
        work.files.save(path)
        work.mistakes.show(target, other)
    found = read(path)[0].annotations
    assert {sample: note.tags for sample, note in found.items()} == {
        evaluation.samples[3]: {"ambiguous"}
    }


def test_that_what_was_saved_last_is_kept_even_if_it_was_ready_first(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, path, may_go_on = make_work(), tmp_path / "work.camviewer", Event()

    def read_slowly(path: Path, *, expected: str, at_most: int) -> bytes:
        may_go_on.wait()
        return read_bytes(path, expected=expected, at_most=at_most)

    monkeypatch.setattr("camviewer.controllers.document_contents.read_bytes", read_slowly)
    work.files.save(path, networks=True)
    work.document.change_display(opacity=77)
    saved(work, path, qtbot, networks=False)
    with qtbot.waitSignal(work.workspace.messages.posted, timeout=30_000):
        may_go_on.set()
    assert read(path)[0].state.display.opacity == 77


def test_that_the_document_that_was_opened_last_is_shown_even_if_it_was_ready_first(
    make_work: MakeWork, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    work, may_go_on, has_ended = make_work(), Event(), Event()
    first = saved(work, tmp_path / "first.camviewer", qtbot)
    second = saved(work, tmp_path / "second.camviewer", qtbot)

    def open_slowly(path: Path, check: CancelToken) -> OpenedDocument:
        if path == first:
            may_go_on.wait()
        try:
            return open_document(path, check)
        finally:
            if path == first:
                has_ended.set()

    monkeypatch.setattr("camviewer.controllers.document_files.open_document", open_slowly)
    shown: list[Path | None] = []
    work.files.opened.connect(lambda: shown.append(work.files.path))
    work.files.open(first)
    opened(work, second, qtbot)
    may_go_on.set()
    assert has_ended.wait(30)
    opened(work, second, qtbot)  # whatever the first one may have brought has come by now
    assert shown == [second, second]
