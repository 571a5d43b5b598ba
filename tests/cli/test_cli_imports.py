"""What the verbs load, and what they say where a library that they need cannot be loaded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from tests.processes import Done, run

pytestmark = pytest.mark.slow

TRAINING = ("tensorflow", "keras")
WINDOW = ("PySide6", "pyqtgraph")
FIGURES = ("matplotlib", "scipy", "requests", "pooch")


def verb(*arguments: object, unwanted: tuple[str, ...]) -> None:
    """Run a verb; none of these may be loaded."""
    code = (
        "import sys\n"
        "from camviewer import cli\n"
        f"code = cli.main({list(map(str, arguments))})\n"
        f"print(*(set({unwanted}) & set(sys.modules)), file=sys.stderr)\n"
        "sys.exit(code)"
    )
    done = run("-c", code)
    assert done.returncode == 0, done.stderr
    assert done.stderr.split() == []


@pytest.mark.parametrize("method", ["cam", "grad-cam", "hires-cam"])
def test_that_explaining_loads_what_reads_a_model_and_nothing_else(
    tmp_path: Path, method: str
) -> None:
    out = tmp_path / "three.npz"
    given = ("explain", "--data", "builtin", "--index", 3, "--method", method, "--out", out)
    verb(*given, unwanted=(*TRAINING, *WINDOW, *FIGURES, "PIL"))
    with np.load(out) as content:
        assert content["cam"].shape == (10, 14, 14)


@pytest.mark.parametrize("suffix", [".png", ".csv"])
def test_that_a_figure_or_a_table_needs_no_tensorflow(tmp_path: Path, suffix: str) -> None:
    out = tmp_path / f"three{suffix}"
    given = ("explain", "--data", "builtin", "--index", 3, "--out", out)
    verb(*given, unwanted=(*TRAINING, *WINDOW))
    assert out.stat().st_size > 0


def test_that_evaluating_loads_neither_tensorflow_nor_qt(tmp_path: Path, few_digits: str) -> None:
    verb("evaluate", "--data", few_digits, "--out", tmp_path, unwanted=(*TRAINING, *WINDOW))
    assert (tmp_path / "mistakes.csv").exists()


def sentence(done: Done) -> str:
    """The one line that it ended with."""
    assert done.returncode == 2, done.stderr
    assert done.stdout == ""
    assert done.stderr.count("\n") == 1, done.stderr
    assert done.stderr.startswith("camviewer: ")
    return done.stderr


def test_that_without_onnx_runtime_explaining_says_in_one_line_what_to_do(
    tmp_path: Path, camviewer_home: Path
) -> None:
    stubs, out = tmp_path / "stubs", tmp_path / "three.npz"
    stubs.mkdir()
    given = ("explain", "--data", "builtin", "--index", "3", "--out", str(out))
    told = sentence(run("-m", "camviewer", *given, missing="onnxruntime", stubs=stubs))
    assert "ONNX Runtime" in told
    assert "libnone.so: no such file" in told
    assert "pip install --force-reinstall onnxruntime" in told
    assert not out.exists()
    log = (camviewer_home / "logs" / "errors.log").read_text("utf-8")
    assert "Traceback" in log


def test_that_without_tensorflow_training_says_in_one_line_what_to_do(
    tmp_path: Path, few_digits: str
) -> None:
    stubs, out = tmp_path / "stubs", tmp_path / "mine.keras"
    stubs.mkdir()
    given = ("train", "--data", few_digits, "--epochs", "1", "--out", str(out))
    told = sentence(run("-m", "camviewer", *given, missing="tensorflow", stubs=stubs))
    assert "TensorFlow" in told
    assert "libnone.so: no such file" in told
    assert "pip install" in told
    assert not out.exists()
