"""The verb that reports what a saved document found."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from camviewer.cli import main
from camviewer.common.cancel import CancelToken
from camviewer.data.sources import open_source
from camviewer.document.archive import SavedDocument, read, save
from camviewer.document.state import DocumentState, EvaluationState, StageState
from camviewer.error_analysis.annotation_steps import UNDECIDED
from camviewer.error_analysis.annotations import Annotation
from camviewer.error_analysis.corrections import decided, with_corrections
from camviewer.error_analysis.query import Selection
from camviewer.inference.evaluator import evaluate
from camviewer.networks.formats import model_file


@pytest.fixture(scope="module")
def document(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two networks on the digits that come with the program, of which one has a note."""
    dataset = open_source("builtin")
    evaluations = tuple(
        evaluate(model_file.find(name), dataset, "test", lambda _d, _w: None, CancelToken())
        for name in ("lecture", "compact")
    )
    path = tmp_path_factory.mktemp("document") / "work.camviewer"
    selection = Selection(outcome="all", label=4, order="index")
    save(
        path,
        SavedDocument(
            DocumentState(
                source="builtin",
                stage=StageState(models=("lecture",)),
                evaluation=EvaluationState(network="lecture", selection=selection),
            ),
            evaluations,
            ("lecture", "compact"),
            {
                evaluations[0].samples[4]: Annotation(
                    frozenset({"thick", "ambiguous"}), "closed at <the> top"
                ),
                evaluations[0].samples[5]: Annotation(
                    decided=(int(evaluations[0].labels[5]) + 1) % 10
                ),
                evaluations[0].samples[6]: Annotation(decided=int(evaluations[0].labels[6])),
                evaluations[0].samples[7]: Annotation(decided=UNDECIDED),
            },
        ),
    )
    return path


@pytest.mark.slow
@pytest.mark.usefixtures("qapp")
def test_that_a_page_tells_what_was_found_and_the_proof(document: Path, tmp_path: Path) -> None:
    out = tmp_path / "work.html"
    assert main(["report", str(document), "--out", str(out), "--quiet"]) == 0
    page = out.read_text(encoding="utf-8")
    for told in ("What was evaluated", "What was found", "The selection, and why", "The proof"):
        assert f"<h2>{told}</h2>" in page
    assert "closed at &lt;the&gt; top" in page
    assert "Labels looked at: 3; wrong: 1; undecided: 1." in page
    assert "count the labels of the file" in page
    assert "McNemar&#x27;s exact test" in page
    assert page.count("<img ") >= 2


@pytest.mark.usefixtures("qapp")
def test_that_corrected_labels_count_where_they_did_in_the_document(
    document: Path, tmp_path: Path
) -> None:
    saved, _ = read(document)
    state = replace(saved.state, evaluation=replace(saved.state.evaluation, corrected=True))
    path, out = tmp_path / "corrected.camviewer", tmp_path / "work.html"
    save(path, replace(saved, state=state))
    assert main(["report", str(path), "--out", str(out), "--quiet"]) == 0
    page, first = out.read_text(encoding="utf-8"), saved.evaluations[0]
    corrected = with_corrections(first, decided(saved.annotations))
    wrong = int(corrected.wrong.sum())
    assert wrong != int(first.wrong.sum())
    assert f"{wrong} of {len(first):,} digits are misclassified." in page
    assert "count the corrected labels" in page


@pytest.mark.slow
def test_that_the_same_is_written_as_pdf_in_korean(
    document: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    out = tmp_path / "work.pdf"
    assert main(["report", str(document), "--out", str(out), "--language", "ko"]) == 0
    content = out.read_bytes()
    assert content.startswith(b"%PDF")
    page = out.with_suffix(".html")
    assert main(["report", str(document), "--out", str(page), "--language", "ko"]) == 0
    told = page.read_text(encoding="utf-8")
    assert "모호함" in told, "the program's own tags are told in the language of the report"
    assert not any(word in told for word in ("(test)", "ambiguous"))
    assert content.rstrip().endswith(b"%%EOF")
    assert main(["report", str(document), "--out", str(out), "--language", "en", "--quiet"]) == 0


@pytest.mark.parametrize(
    ("given", "out", "told"),
    [
        (b"no document", "work.html", "cannot be used: its content is of another kind or damaged"),
        (None, "work.html", "there is no file of that name"),
        (b"", "work.txt", "cannot be written with the ending '.txt'"),
    ],
)
@pytest.mark.usefixtures("qapp")
def test_that_what_cannot_be_reported_is_told_in_a_line(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    given: bytes | None,
    out: str,
    told: str,
) -> None:
    path = tmp_path / "given.camviewer"
    if given is not None:
        path.write_bytes(given)
    assert main(["report", str(path), "--out", str(tmp_path / out)]) == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / out).exists()


@pytest.mark.usefixtures("qapp")
def test_that_why_there_is_no_report_is_told_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], document: Path
) -> None:
    path, (found, _) = tmp_path / "elsewhere.camviewer", read(document)
    save(path, replace(found, evaluated=("gone.keras", "compact")))
    assert main(["report", str(path), "--out", str(tmp_path / "work.html")]) == 2
    assert capsys.readouterr().err.count("is not here, so its evaluation is left out.") == 1


@pytest.mark.usefixtures("qapp")
def test_that_a_document_without_an_evaluation_has_nothing_to_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "empty.camviewer"
    save(path, SavedDocument(DocumentState(source="builtin")))
    assert main(["report", str(path), "--out", str(tmp_path / "a.html")]) == 2
    assert "there is nothing to report" in capsys.readouterr().err
