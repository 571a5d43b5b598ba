"""The examples of docs/python.md and docs/notebook.ipynb run, one after the other."""

from __future__ import annotations

import json
import re
from operator import methodcaller
from pathlib import Path
from typing import Any

import pytest

import camviewer
from camviewer import api

DOCS = Path(__file__).parents[2] / "docs"
TEXT = (DOCS / "python.md").read_text(encoding="utf-8")

BLOCK = re.compile(r"^(<!-- keras -->\n)?```python\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(*, of_keras: bool) -> list[str]:
    return [code for keras, code in BLOCK.findall(TEXT) if bool(keras) == of_keras]


def run(cells: list[str], names: dict[str, Any]) -> dict[str, Any]:
    for cell in cells:
        exec(compile(cell, "example", "exec"), names)
    return names


@pytest.mark.slow
def test_that_the_examples_run_and_say_what_comes_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    names = run(blocks(of_keras=False), {})
    assert Path("why.pdf").read_bytes().startswith(b"%PDF")
    told = capsys.readouterr().out.splitlines()
    foretold = re.findall(r"^ *print\(.*\)  # (.+)$", TEXT, re.MULTILINE)
    assert told[: len(foretold)] == foretold
    assert "linear" in told[-1] or "sum over the cells" in told[-1] or "grid" in told[-1]
    assert names["several"].map.shape == (5, 28, 28)
    assert names["several"].maps.shape == (5, 10, 28, 28)
    assert names["several"].parameters == {"layer": "conv2d"}
    assert names["explanation"].map.shape == (14, 14)


@pytest.mark.slow
def test_that_the_example_with_a_live_model_runs() -> None:
    names = run(blocks(of_keras=True), {"camviewer": camviewer})
    assert names["mine"].name == "mine"


def test_that_the_page_has_every_public_name() -> None:
    public = {
        name
        for each in (api.Network, api.Explanation, api.Evaluation, api.Predictions)
        for name in dir(each)
        if not name.startswith("_")
    }
    public -= {"engine"}  # of the program's own use
    assert {name for name in (*api.__all__, *public) if name not in TEXT} <= {
        "Evaluation",
        "Explanation",
        "Network",
        "Predictions",
    }


@pytest.mark.slow
def test_that_the_notebook_runs_and_keeps_no_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    notebook = json.loads((DOCS / "notebook.ipynb").read_text(encoding="utf-8"))
    assert notebook["nbformat"] == 4
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    assert 3 <= len(cells) <= 6
    assert all(cell["outputs"] == [] and cell["execution_count"] is None for cell in cells)
    names = run(["".join(cell["source"]) for cell in cells], {})
    shown = methodcaller("_repr_png_")(names["explanation"])  # as Jupyter asks
    assert shown.startswith(b"\x89PNG")
