"""Saves of what a person takes along: figures, tables, numbers, films, networks, lessons."""

from __future__ import annotations

import itertools
import os
import re
from collections.abc import Callable
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import ModuleType
from unittest import mock

import numpy as np
from PySide6.QtGui import QGuiApplication

from camviewer.app import first_sample
from camviewer.cli import evaluation_files, explain_files, issues, sweep, train, trust
from camviewer.cli.explain_inputs import Input
from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UnwritableError, UserError
from camviewer.controllers.document_opening import open_document
from camviewer.data.sources import npz
from camviewer.document import archive
from camviewer.document.archive import SavedDocument
from camviewer.document.state import DocumentState
from camviewer.error_analysis import mistake_list
from camviewer.error_analysis.annotations import Annotation
from camviewer.error_analysis.label_issues import LabelIssues
from camviewer.error_analysis.paired_test import compare
from camviewer.export import (
    animation,
    contact_sheet,
    explanation_archive,
    figure,
    report,
    work_sheet_pdf,
)
from camviewer.export.work_sheet import work_sheet
from camviewer.gui import report_file
from camviewer.inference.prediction import Prediction
from camviewer.lesson import lesson_files, template
from camviewer.networks import store
from camviewer.networks.formats import model_file, onnx_export
from camviewer.rendering import figure_page
from camviewer.rendering.rendering import Display, render
from camviewer.training.events import EpochDone
from camviewer.training.recipes import RECIPES
from tests.evaluations import evaluation
from tests.faults.save import NEW, OLD, Content, Save, files_in, temporaries_in
from tests.saved_documents import far_along

Write = Callable[[Path, int], object]


def _drawn_once(module: ModuleType, write: Write) -> Write:
    """A writer that draws the pages of each version once: what is tried again is the writing.

    A process that is copied could not draw them either, without the thread that draws.
    """
    kept: dict[tuple[str, int, int], bytes] = {}

    def write_drawn(path: Path, version: int) -> None:
        pages = itertools.count()

        def drawn(work: Callable[[], bytes]) -> bytes:
            page = path.suffix, version, next(pages)
            if page not in kept:
                kept[page] = figure_page.drawn(work)
            return kept[page]

        with mock.patch.object(module, "drawn", drawn):
            write(path, version)

    return write_drawn


@cache
def _prediction() -> Prediction:
    return first_sample.prediction_by("lecture")


def _figure(path: Path, version: int) -> None:
    prediction = _prediction()
    rendering = render(prediction.image, prediction.maps, 9, Display())
    row = figure.Row(f"#{version}", prediction.class_names, 9, 9, 9, 1.0, 0.5, rendering)
    figure.save(path, [row])


def _work_sheet(path: Path, version: int) -> None:
    numbers = work_sheet(_prediction(), 9)
    work_sheet_pdf.save(path, numbers, _prediction(), sample=f"#{version}")


def _animation(path: Path, version: int) -> None:
    scenes = [animation.Scene(f"step {number}", _prediction()) for number in range(1 + version)]
    animation.save(path, scenes, class_index=9, display=Display())


def _sheet(path: Path, version: int) -> None:
    count = 2 + version
    samples = np.zeros((count, 28, 28), np.uint8)
    contact_sheet.save(path, evaluation([4] * count, [9] * count), np.arange(count), samples)


def _sheets(path: Path, version: int) -> None:
    """Two pages, of which there may be none before."""
    if version == NEW:
        count = contact_sheet.ROWS * contact_sheet.COLUMNS + 1
        samples = np.zeros((count, 28, 28), np.uint8)
        contact_sheet.save(path, evaluation([4] * count, [9] * count), np.arange(count), samples)


def _numbers(path: Path, version: int) -> None:
    explanation_archive.write(path, replace(_prediction(), model=f"m{version}"), Display())


def _samples(path: Path, version: int) -> None:
    images = np.random.default_rng(version).integers(0, 256, (9, 28, 28), np.uint8)
    names = tuple("0123456789")
    npz.write(path, images, np.arange(9, dtype=np.uint8), names)


def _mistakes(path: Path, version: int) -> None:
    notes = {0: Annotation(text=f"version {version}")}
    mistake_list.write_csv(path, evaluation([4, 4], [9, 9]), np.arange(2), notes)


def _evaluation(folder: Path, version: int) -> None:
    first = evaluation([4, 4, 9], [9, 4, 9], model=f"m{version}")
    second = evaluation([4, 4, 9], [4, 9, 9])
    notes = {0: Annotation(text=f"version {version}")}
    writers = [
        *evaluation_files.writers(first, notes, with_all=True),
        *evaluation_files.comparison_writers(first, second, compare(first, second), {}),
    ]
    evaluation_files.write({folder / "out" / name: write for name, write in writers})


def _explained(kind: str, *names: str) -> Write:
    def write(folder: Path, version: int) -> None:
        inputs = [Input(name, name, name, _prediction().image, version) for name in names]
        explained = explain_files.Explained(
            inputs,
            lambda _sample: replace(_prediction(), model=f"m{version}"),
            f"m{version}",
            _prediction().class_names,
            Display(),
            explain_files.ALL,
        )
        targets = [folder / "out" / f"{name}{kind}" for name in names]
        explain_files.write(kind, targets, explained)

    return write


def _trust_table(path: Path, version: int) -> None:
    trust.write_table(path, [["method", "deletion"], ["cam", f"{version}"]])


def _training_table(path: Path, version: int) -> None:
    card = model_file.read_card(model_file.bundled()["lecture"])
    epochs = [EpochDone(1 + version, 0.1, 0.9, 0.1, 0.9, 3.0)]
    train.write_history(path, card, RECIPES.named("lecture"), epochs)


def _onnx(path: Path, version: int) -> None:
    stored = store.load(model_file.bundled()["lecture"])
    weights = [weight + np.float32(version) for weight in stored.weights]
    onnx_export.write_onnx(path, stored.graph, weights, stored.card.class_names)


def _lesson(folder: Path, version: int) -> None:
    """A copy where there was nothing."""
    original, target = folder / "home" / "lesson", folder / "out" / "lesson"
    if version == OLD:
        original.mkdir()
        for name in ("01-one.md", "02-two.md"):
            (original / name).write_text(f"# {name}\nA page.\n", "utf-8")
    elif not target.exists():
        template.copy(lesson_files.load(original), target)


def _document(path: Path, version: int) -> None:
    """Arrays, plain data, a network's file and how far the work had come, together."""
    digests = tuple(f"{place:064x}" for place in range(4))
    results = evaluation([4, 4, 9, 1], [9, 4, 9, 1], model=f"m{version}", samples=digests)
    network = model_file.bundled()["lecture"].read_bytes()
    saved = SavedDocument(
        DocumentState(source=f"{version}"),
        (results,),
        ("theirs",),
        networks={"theirs": network},
        work=far_along(results),
    )
    archive.save(path, saved)


def _opened_network(folder: Path, version: int) -> None:
    """A document that is opened where its network is not."""
    path = folder / "home" / "work.camviewer"
    if version == OLD:
        _document(path, version)
    else:
        opened = open_document(path, CancelToken())
        for trouble in opened.troubles:
            if "theirs" in trouble or "network" in trouble:
                raise UserError(trouble)


def _report(path: Path, version: int) -> None:
    section = report.Section("What was found", (f"version {version}",))
    report_file.save(path, report.Report("Report", "of mistakes", (section,)))


def _pdf_report(path: Path, version: int) -> None:
    _application()
    _report(path, version)


@cache
def _application() -> QGuiApplication:
    """What sets pages; one that is there already will do."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    running = QGuiApplication.instance() or QGuiApplication(["faults"])
    assert isinstance(running, QGuiApplication)
    return running


def _pdf_without_times(folder: Path) -> Content:
    """The files, without when they were made and the numbers that Qt draws for them."""
    made = re.compile(rb"/(?:Creation|Mod)Date.*|/ID .*|xmp:CreateDate.*|xmpMM:DocumentID.*")
    found = files_in("out/*.pdf")(folder)
    return {
        name: made.sub(b"", content)
        for name, content in found.items()
        if isinstance(content, bytes)
    }


def _sweep(path: Path, version: int) -> None:
    sweep.write_table(path, [dict.fromkeys(sweep.COLUMNS, version)])


def _issues_table(path: Path, version: int) -> None:
    labels = np.array([4, 9], np.uint8)
    found = LabelIssues(labels, labels[::-1].copy(), np.full(2, 0.1 + version), np.arange(2))
    issues.write_table(path, found)


def _to(name: str, write: Callable[[Path, int], object]) -> Write:
    """Writes one file of that name."""
    return lambda folder, version: write(folder / "out" / name, version)


def _exported(name: str, module: str, write: Write, *, by_library: bool = False) -> Save:
    return Save(name, (module,), write, files_in("out/**/*"), by_library=by_library)


_drawn_sheet = _drawn_once(contact_sheet, _sheet)
_drawn_sheets = _drawn_once(contact_sheet, _sheets)


def _sheets_again(folder: Path) -> None:
    """Where there is a page already, that is told; a person takes it away and tries again."""
    path = folder / "out" / "sheet.png"
    try:
        _drawn_sheets(path, NEW)
    except UnwritableError:
        if left := temporaries_in(folder):
            raise AssertionError(f"left: {left}") from None
        for page in path.parent.glob("sheet-*"):
            page.unlink()
        _drawn_sheets(path, NEW)


EXPORTED = (
    _exported("figure.png", "export.figure", _to("a.png", _drawn_once(figure, _figure))),
    _exported("figure.svg", "export.figure", _to("a.svg", _drawn_once(figure, _figure))),
    _exported("figure.pdf", "export.figure", _to("a.pdf", _drawn_once(figure, _figure))),
    _exported(
        "work sheet",
        "export.work_sheet_pdf",
        _to("work sheet.pdf", _drawn_once(work_sheet_pdf, _work_sheet)),
    ),
    _exported("film.gif", "export.animation", _to("a.gif", _animation)),
    _exported("film.mp4", "export.animation", _to("a.mp4", _animation), by_library=True),
    _exported("sheet.pdf", "export.contact_sheet", _to("sheet.pdf", _drawn_sheet)),
    _exported("sheet.png", "export.contact_sheet", _to("sheet.png", _drawn_sheet)),
    Save(
        "sheets.png",
        ("export.contact_sheet",),
        _to("sheet.png", _drawn_sheets),
        files_in("out/*"),
        again=_sheets_again,
    ),
    _exported("explanation", "export.explanation_archive", _to("numbers.npz", _numbers)),
    _exported("samples", "data.sources.npz", _to("samples.npz", _samples)),
    _exported("mistakes", "error_analysis.mistake_list", _to("list.csv", _mistakes)),
    _exported("evaluation", "cli.evaluation_files", _evaluation),
    _exported("explain .npz", "cli.explain_files", _explained(".npz", "a", "b")),
    _exported("explain .csv", "cli.explain_files", _explained(".csv", "a")),
    _exported("explain .json", "cli.explain_files", _explained(".json", "a")),
    _exported("trust table", "cli.trust", _to("trust.csv", _trust_table)),
    _exported("train --json", "cli.train", _to("training.json", _training_table)),
    _exported("network.onnx", "networks.formats.onnx_export", _to("a.onnx", _onnx)),
    _exported("lesson", "lesson.template", _lesson),
    Save(
        "document",
        ("document.archive", "document.archive_members"),
        _to("a.camviewer", _document),
        files_in("out/**/*"),
    ),
    Save(
        "network of a document",
        ("controllers.document_networks",),
        _opened_network,
        files_in("home/models/*"),
    ),
    _exported("report.html", "export.report", _to("report.html", _report)),
    Save(
        "report.pdf",
        ("gui.report_file",),
        _to("report.pdf", _pdf_report),
        _pdf_without_times,
    ),
    _exported("issues", "cli.issues", _to("issues.csv", _issues_table)),
    _exported("sweep", "cli.sweep", _to("sweep.csv", _sweep)),
)
"""What is written where a person wants it."""
