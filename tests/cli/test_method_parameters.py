"""``camviewer explain --param``: what can be chosen about a method."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from camviewer import cli


def explain(*arguments: str) -> int:
    return cli.main(["explain", "--index", "3", "--data", "builtin", *arguments])


@pytest.fixture(autouse=True)
def place(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """An empty folder to write to."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAMVIEWER_HOME", str(tmp_path / "home"))
    return tmp_path


def test_that_the_numbers_tell_the_method_s_maps_and_what_was_chosen(place: Path) -> None:
    chosen = ("--model", "lecture", "--method", "hires-cam", "--param", "layer=conv2d")
    assert explain("--out", "one.npz", *chosen) == 0
    with np.load(place / "one.npz") as found:
        assert found["map"].shape == (10, 28, 28)
        assert found["map_resized"].shape == (10, 28, 28)
        assert json.loads(str(found["parameters"])) == {"layer": "conv2d"}
        assert str(found["method"]) == "hires-cam"
        # The class activation maps stand beside them, whichever method was asked for.
        weights, features = found["weights"], found["features"]
        maps = np.einsum("hwk,kc->chw", features, weights)
        assert found["cam"] == pytest.approx(maps, abs=1e-4 * float(np.abs(maps).max()))


def test_that_cam_has_no_map_beside_its_own(place: Path) -> None:
    assert explain("--out", "one.npz") == 0
    with np.load(place / "one.npz") as found:
        assert not {"map", "map_resized", "parameters"} & set(found)


def test_that_the_figure_is_of_the_convolution_chosen(place: Path) -> None:
    grad = ("--model", "lecture", "--method", "grad-cam")
    assert explain("--out", "last.png", *grad) == 0
    assert explain("--out", "first.png", *grad, "--param", "layer=conv2d") == 0
    assert (place / "last.png").read_bytes() != (place / "first.png").read_bytes()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--param", "layer=conv2d"), "cam has no parameter 'layer'"),
        (("--method", "grad-cam", "--param", "layer=dense"), "Choose one of conv2d_5, conv2d_4"),
    ],
)
def test_that_what_cannot_be_chosen_is_told(
    arguments: tuple[str, ...], told: str, place: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert explain("--out", "one.npz", *arguments) == 2
    assert told in capsys.readouterr().err
    assert not (place / "one.npz").exists()


def test_that_half_a_parameter_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert explain("--out", "one.npz", "--param", "layer") == 2
    assert "'layer' is no KEY=VALUE" in capsys.readouterr().err
