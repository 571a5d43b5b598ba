"""A few mutants of every format, and what mutants have found before."""

from __future__ import annotations

from pathlib import Path

import pytest

from camviewer.data.sources import SOURCES
from camviewer.networks.formats import FORMATS as NETWORKS
from tests.fuzz.child import reading
from tests.fuzz.formats import FORMATS
from tests.fuzz.runner import run

FINDINGS = sorted((Path(__file__).parent / "findings").glob("*"))
"""Files called by their format, a dot, and what they had done."""

SEED = 2026
NUMBER = 12

_READ_AS = {
    "keras-file": "keras",
    "onnx-file": "onnx",
    "keras-hdf5": "hdf5",
    "other-kinds": "keras",
}
_SOURCES = {"csv-table": "csv", "picture-folder": "folder"}


@pytest.mark.parametrize("path", FINDINGS, ids=lambda path: path.name)
def test_that_what_was_found_is_refused_now(path: Path, tmp_path: Path) -> None:
    assert reading(path.name.partition(".")[0], path.read_bytes(), tmp_path) == {}


@pytest.mark.slow
def test_a_few_mutants_of_each_format() -> None:
    spans = [(name, 0, NUMBER) for name in FORMATS if FORMATS[name].good()]
    assert list(run(SEED, spans)) == []


def test_that_every_source_and_format_is_fuzzed() -> None:
    by_path = [source.name for source in SOURCES.values() if source.open_path is not None]
    assert {_SOURCES.get(name, name) for name in by_path} <= set(FORMATS)
    assert {_READ_AS[name] for name in NETWORKS} <= set(FORMATS)
