"""Networks that another program made, fed as they were trained."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

import camviewer
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.networks import scaling_notes
from camviewer.networks.formats import model_file
from tests.keras_zips import entries, packed


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """The lecture's model as Keras alone would have written it."""
    scaling_notes.forget()
    content = entries(model_file.bundled()["lecture"])
    del content["card.json"]
    return packed(tmp_path / "foreign.keras", content)


@pytest.fixture
def inverted(tmp_path: Path) -> Path:
    """Digits of dark ink on light paper, which that network reads if they are inverted."""
    parts = {"train": WrittenSplit("train", 100), "test": WrittenSplit("test", 200)}
    arrays = {f"x_{name}": 255 - part.images for name, part in parts.items()}
    labels = {f"y_{name}": part.labels for name, part in parts.items()}
    path = tmp_path / "inverted.npz"
    np.savez(path, allow_pickle=False, **arrays, **labels)
    return path


def test_that_samples_tell_how_a_network_is_fed(foreign: Path, inverted: Path) -> None:
    as_it_is = camviewer.evaluate(camviewer.load(foreign), inverted)
    measured = camviewer.evaluate(camviewer.load(foreign, data=inverted), inverted)
    asked_for = camviewer.evaluate(camviewer.load(foreign, scaling="0-1-inverted"), inverted)
    assert as_it_is.accuracy < 0.5 < 0.8 < measured.accuracy
    assert np.allclose(measured.scores, asked_for.scores, atol=1e-4)


def test_that_nothing_is_noted_for_other_calls(foreign: Path, inverted: Path) -> None:
    before = camviewer.load(foreign).predict(WrittenSplit("test", 1).images).scores
    camviewer.load(foreign, data=inverted)
    camviewer.load(foreign, scaling="0-255")
    assert np.array_equal(
        camviewer.load(foreign).predict(WrittenSplit("test", 1).images).scores, before
    )


def test_that_samples_that_tell_nothing_are_warned_of(foreign: Path, tmp_path: Path) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (60, 28, 28), np.uint8)
    labels = np.arange(60, dtype=np.uint8) % 10
    path = tmp_path / "noise.npz"
    np.savez(path, x_train=noise, y_train=labels, x_test=noise, y_test=labels)
    with pytest.warns(UserWarning, match="hardly better than chance"):
        camviewer.load(foreign, data=path)
    plain = tmp_path / "plain.npz"
    np.savez(plain, x_test=noise)
    with pytest.warns(UserWarning, match="cannot be found with .*plain.npz"):
        camviewer.load(foreign, data=plain)
