"""Explanations as ``.npz`` files: what is in them, and that damaged ones do no harm."""

from __future__ import annotations

import contextlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camviewer.attribution.methods import METHODS
from camviewer.common.errors import FileError
from camviewer.export import explanation_archive
from camviewer.inference.prediction import Prediction
from camviewer.networks.receptive_field import ReceptiveField
from camviewer.rendering.rendering import Display
from tests.attribution.small_networks import gap, prediction_of
from tests.predictions import linear_prediction


def prediction(channels: int = 6) -> Prediction:
    random = np.random.default_rng(7)
    features = random.random((14, 14, channels), np.float32)
    weights = random.standard_normal((channels, 10), np.float32)
    bias = random.standard_normal(10, np.float32)
    logits = features.mean((0, 1)) @ weights + bias
    rows = 2 * np.arange(14)[:, None] + np.array([0, 2])
    field = ReceptiveField(rows, np.clip(rows + np.array([-3, 3]), 0, 28))
    image = random.random((28, 28), np.float32)
    return linear_prediction(image, features, weights, bias, logits, "tiny", field)


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    path = tmp_path / "seven.npz"
    one = prediction()
    explanation_archive.write(path, one, Display())
    return path


def changed(path: Path, **arrays: object) -> Path:
    """The same file with other arrays in it."""
    with np.load(path) as file:
        content = {name: file[name] for name in file.files} | arrays
    np.savez(path, **content)
    return path


def test_all_numbers_are_there(stored: Path) -> None:
    one = prediction()
    with np.load(stored, allow_pickle=False) as file:
        numbers = {name: file[name] for name in file.files}
    assert set(numbers) == {
        "input", "features", "pooled", "weights", "bias", "logits", "probabilities", "predicted",
        "cam", "cam_resized", "scaled", "scaled_resized", "method", "model", "scale",
        "interpolation", "classes", "sees_rows", "sees_columns",
    }  # fmt: skip
    for name in ("input", "features", "pooled", "weights", "bias", "logits", "cam", "cam_resized"):
        assert numbers[name].dtype == np.float32, name
    # Summed channel by channel, in double precision.
    expected = np.zeros((10, 14, 14))
    for channel in range(6):
        for class_index in range(10):
            weight = float(one.weights[channel, class_index])
            expected[class_index] += weight * one.features[..., channel].astype(float)
    np.testing.assert_allclose(numbers["cam"], expected, atol=1e-5)
    np.testing.assert_allclose(
        numbers["bias"] + numbers["cam"].mean((1, 2)), numbers["logits"], atol=1e-5
    )
    powers = np.exp(numbers["logits"].astype(float))
    np.testing.assert_allclose(numbers["probabilities"], powers / powers.sum(), rtol=1e-5)
    assert numbers["predicted"] == np.argmax(powers)
    assert numbers["predicted"].shape == ()
    assert numbers["cam_resized"].shape == (10, 28, 28)
    assert str(numbers["method"]) == "cam"
    assert str(numbers["model"]) == "tiny"
    assert str(numbers["scale"]) == "signed"
    assert list(numbers["classes"]) == list("0123456789")


def test_lecture_scale_is_the_lectures_code(tmp_path: Path) -> None:
    one = prediction()
    explanation_archive.write(tmp_path / "a.npz", one, Display(scale="lecture"))
    with np.load(tmp_path / "a.npz") as file:
        cam, shown = file["cam"], file["scaled_resized"]
        signed = file["cam_resized"]
        np.testing.assert_array_equal(file["scaled"], np.abs(cam))
    assert cam.min() < 0 > signed.min()
    for index in range(10):
        expected = cv2.resize(np.abs(cam[index]), (28, 28), interpolation=cv2.INTER_CUBIC)
        np.testing.assert_array_equal(shown[index], expected)
        expected = cv2.resize(cam[index], (28, 28), interpolation=cv2.INTER_CUBIC)
        np.testing.assert_array_equal(signed[index], expected)


def test_reading_gives_what_was_written(stored: Path) -> None:
    one, again = prediction(), explanation_archive.read(stored)
    for name in ("image", "features", "weights", "bias", "logits"):
        np.testing.assert_array_equal(getattr(again, name), getattr(one, name))
        assert not getattr(again, name).flags.writeable
    assert again.model == "tiny"
    assert again.field is not None
    assert again.field.patch(3, 0) == (6, 0, 8, 5)


def test_a_file_that_does_not_tell_what_cells_see_is_read(stored: Path) -> None:
    with np.load(stored) as file:
        content = {name: file[name] for name in file.files if not name.startswith("sees_")}
    np.savez(stored, **content)
    assert explanation_archive.read(stored).field is None


@pytest.mark.parametrize(
    "rows",
    [
        np.zeros((14, 2), np.int32),
        np.zeros((13, 2), np.int64),
        np.zeros((14, 3), np.int64),
        np.array([[3, 2]] * 14),
        np.array([[-1, 2]] * 14),
        np.array([[0, 29]] * 14),
    ],
)
def test_what_cells_cannot_see_is_refused(stored: Path, rows: np.ndarray) -> None:
    with pytest.raises(FileError, match="damaged or other content"):
        explanation_archive.read(changed(stored, sees_rows=rows))


def test_reading_does_not_depend_on_method_and_scale(tmp_path: Path) -> None:
    one = prediction()
    explanation_archive.write(
        tmp_path / "a.npz", one, Display(scale="positive", method="hires-cam")
    )
    np.testing.assert_array_equal(
        explanation_archive.read(tmp_path / "a.npz").features, one.features
    )


def test_another_method_adds_its_finished_maps_and_its_parameters(tmp_path: Path) -> None:
    one, path = prediction_of(gap()), tmp_path / "a.npz"
    display = Display(method="occlusion", parameters=(("block", "2"), ("layer", "of another")))
    explanation_archive.write(path, one, display)
    with np.load(path) as found:
        maps = METHODS["occlusion"].maps(prediction_of(gap()), {"block": "2"})
        assert np.array_equal(found["map"], maps)
        assert found["map_resized"].shape == (3, 10, 8)
        assert json.loads(str(found["parameters"])) == {
            "block": "2",
            "stride": "1",
            "baseline": "black",
        }
        assert found["cam"].shape == (3, 5, 4)


def test_the_same_numbers_give_the_same_bytes(stored: Path, tmp_path: Path) -> None:
    one = prediction()
    explanation_archive.write(tmp_path / "again.npz", one, Display())
    assert (tmp_path / "again.npz").read_bytes() == stored.read_bytes()


def test_imports_nothing_heavy() -> None:
    code = (
        "import sys, camviewer.export.explanation_archive; "
        "print([m for m in ('tensorflow','keras','matplotlib','h5py','PIL') if m in sys.modules])"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("content", "found"),
    [(b"", "0 bytes"), (b"PK\x03\x04", "damaged"), (b"hello" * 100, "damaged")],
)
def test_no_archive(tmp_path: Path, content: bytes, found: str) -> None:
    path = tmp_path / "a.npz"
    path.write_bytes(content)
    with pytest.raises(FileError, match=found) as caught:
        explanation_archive.read(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_folder_and_missing_file(tmp_path: Path) -> None:
    with pytest.raises(FileError, match="a folder"):
        explanation_archive.read(tmp_path)
    with pytest.raises(FileError, match="no file of that name"):
        explanation_archive.read(tmp_path / "none.npz")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.npz")
    with pytest.raises(FileError, match="a pipe"):
        explanation_archive.read(tmp_path / "pipe.npz")


@pytest.mark.parametrize(
    "arrays",
    [
        {"input": np.full((28, 28), 2, np.float32)},
        {"input": np.zeros((28, 27), np.float32)},
        {"features": np.zeros((14, 14, 5), np.float32)},
        {"features": np.zeros((14, 14, 6))},
        {"features": np.full((14, 14, 6), np.nan, np.float32)},
        {"features": np.zeros((0, 14, 6), np.float32)},
        {"weights": np.zeros((6, 9), np.float32)},
        {"bias": np.zeros(9, np.float32), "logits": np.zeros(9, np.float32)},
        {"logits": np.array(["x"] * 10)},
        {"model": np.array(["a", "b"])},
        {"model": np.array("x" * 2000)},
        {"bias": np.array([None] * 10, object)},
    ],
    ids=lambda arrays: "-".join(arrays),
)
def test_numbers_that_do_not_fit(stored: Path, arrays: dict[str, np.ndarray]) -> None:
    with pytest.raises(FileError, match=r"seven\.npz cannot be used: .*Needed: an explanation"):
        explanation_archive.read(changed(stored, **arrays))


def test_objects_are_never_unpickled(stored: Path, tmp_path: Path) -> None:
    class Trap:
        def __reduce__(self) -> tuple[object, ...]:
            return Path.touch, (tmp_path / "sprung",)

    with pytest.raises(FileError, match="Python objects"):
        explanation_archive.read(changed(stored, input=np.array([Trap()], object)))
    assert not (tmp_path / "sprung").exists()


def test_a_bomb_is_not_decompressed(stored: Path) -> None:
    with zipfile.ZipFile(stored, "a", zipfile.ZIP_DEFLATED) as file:
        kept = {n: file.read(n) for n in file.namelist() if n != "features.npy"}
    with zipfile.ZipFile(stored, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in kept.items():
            file.writestr(name, content)
        file.writestr("features.npy", bytes(100_000_000))
    with pytest.raises(FileError, match="more than 32 MB"):
        explanation_archive.read(stored)


def test_a_header_that_promises_too_much(stored: Path) -> None:
    header = io.BytesIO()
    np.lib.format.write_array_header_1_0(
        header, {"descr": "<f4", "fortran_order": False, "shape": (10**6, 10**6, 6)}
    )
    with zipfile.ZipFile(stored) as file:
        kept = {n: file.read(n) for n in file.namelist() if n != "features.npy"}
    with zipfile.ZipFile(stored, "w") as file:
        for name, content in kept.items():
            file.writestr(name, content)
        file.writestr("features.npy", header.getvalue())
    with pytest.raises(FileError, match="size"):
        explanation_archive.read(stored)


_WHOLE: list[bytes] = []


def whole(folder: Path) -> bytes:
    if not _WHOLE:
        one = prediction()
        explanation_archive.write(folder / "whole.npz", one, Display())
        _WHOLE.append((folder / "whole.npz").read_bytes())
    return _WHOLE[0]


@settings(max_examples=60)
@given(data=st.data())
def test_damage_is_one_kind_of_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("damaged")
    content = bytearray(whole(folder))
    if data.draw(st.booleans()):
        del content[data.draw(st.integers(1, len(content) - 1)) :]
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = folder / "a.npz"
    path.write_bytes(content)
    # Damage may hit what is not read; what is raised is of this one kind.
    with contextlib.suppress(FileError):
        explanation_archive.read(path)


def test_nothing_is_left_when_writing_fails(tmp_path: Path) -> None:
    one = prediction()
    with pytest.raises(FileError, match="a folder"):
        explanation_archive.write(tmp_path, one, Display())
    assert list(tmp_path.iterdir()) == []
