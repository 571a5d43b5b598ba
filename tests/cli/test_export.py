"""``camviewer export``: networks for other programs."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from camviewer import cli
from camviewer.inference.engine import Engine
from camviewer.networks import scaling_notes, store

THEIRS = Path(__file__).parents[1] / "networks" / "onnx_files" / "resnet.script.onnx"


def scores(path: Path) -> np.ndarray:
    stored = store.load(path)
    samples = np.random.default_rng(2).random((2, *stored.graph.spec.shape), np.float32)
    return Engine(stored.graph, stored.weights).scores(samples)


def test_that_a_network_is_written_and_its_path_printed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "new" / "compact.onnx"
    assert cli.main(["export", "compact", "--out", str(out)]) == 0
    told = capsys.readouterr()
    assert told.out == f"{out}\n"
    assert told.err == ""
    assert store.load(out).card.class_names == tuple("0123456789")


def test_that_the_scaling_asked_for_becomes_part_of_it(tmp_path: Path, few_digits: str) -> None:
    plain, full = tmp_path / "plain.onnx", tmp_path / "full.onnx"
    call = ["export", str(THEIRS), "--data", few_digits, "--quiet"]
    try:
        assert cli.main([*call, "--scaling", "0-1", "--out", str(plain)]) == 0
        assert cli.main([*call, "--scaling", "0-255", "--out", str(full)]) == 0
    finally:
        scaling_notes.forget()
    assert np.allclose(scores(plain), scores(THEIRS), atol=1e-5)
    assert not np.allclose(scores(full), scores(THEIRS), atol=1e-2)


@pytest.mark.slow
def test_that_a_network_is_written_for_keras(tmp_path: Path, few_digits: str) -> None:
    out = tmp_path / "theirs.keras"
    call = ["export", str(THEIRS), "--data", few_digits, "--scaling", "0-1", "--out", str(out)]
    try:
        assert cli.main(call) == 0
    finally:
        scaling_notes.forget()
    assert np.allclose(scores(out), scores(THEIRS), atol=1e-6)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["nothing", "--out", "net.onnx"], "'nothing' is neither a file of a network"),
        (["not/there.onnx", "--out", "net.onnx"], "not/there.onnx"),
        (
            ["compact", "--out", "net.tflite"],
            "'.tflite'; choose a name that ends in .onnx or .keras",
        ),
        (["compact"], "--out"),
        (["compact", "--scaling", "0-255", "--out", "net.onnx"], "which knows how it is fed"),
    ],
)
def test_that_what_cannot_be_exported_is_told_in_one_line(
    arguments: list[str],
    told: str,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert cli.main(["export", *arguments]) == 2
    lines = capsys.readouterr().err.splitlines()
    assert len(lines) == 1
    assert told in lines[0]
    assert [*tmp_path.iterdir()] == []
