"""``camviewer explain``, run in this process through the program's own `main`."""

from __future__ import annotations

import csv
import os
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image

from camviewer import cli
from camviewer.export import explanation_archive
from camviewer.networks.architectures import graph_of
from camviewer.networks.formats import model_file
from camviewer.networks.model_card import ModelCard
from tests.reference import off

ROOT = Path(__file__).parents[2]
Explain = Callable[..., int]

# Keras' own variables, when NumPy copies them.
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")


@pytest.fixture(scope="session")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A model file with weights that nobody trained, but everybody gets the same."""
    from camviewer.training import keras_network

    path = tmp_path_factory.mktemp("models") / "tiny.keras"
    card = ModelCard("tiny", "lecture", "lecture", 1, "builtin", 1, None, "2026-01-01", "0.1.0")
    keras_network.save(path, keras_network.build(graph_of("lecture"), seed=1), card)
    return path


@pytest.fixture
def explain(model: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Explain:
    """Run the verb in an empty folder, with that model and four samples as data."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CAMVIEWER_HOME", str(tmp_path.parent / f"{tmp_path.name}-home"))

    def run(*arguments: object) -> int:
        return cli.main(["explain", *map(str, arguments), "--model", str(model)])

    return run


def seven() -> np.ndarray:
    sample = np.zeros((28, 28), np.uint8)
    sample[6:9, 8:20] = 250
    sample[6:23, 16:19] = 200
    return sample


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    Image.fromarray(seven()).save(tmp_path / "seven.png")
    return Path("seven.png")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Four test samples, 7, 7, 2 and an empty one."""
    samples = np.stack([seven(), seven().T, seven()[::-1], np.zeros((28, 28), np.uint8)])
    labels = np.array([7, 7, 2, 0], np.uint8)
    path = tmp_path.parent / f"{tmp_path.name}-data.npz"
    np.savez(path, x_train=samples, y_train=labels, x_test=samples, y_test=labels)
    return path


def by_hand(model: Path, sample: np.ndarray) -> dict[str, np.ndarray]:
    """The lecture's network without TensorFlow: plain sums in double precision."""
    import h5py

    with zipfile.ZipFile(model) as file:
        content = file.read("model.weights.h5")
    hidden = Path(model).with_name("weights.h5")
    hidden.write_bytes(content)
    with h5py.File(hidden) as file:
        found: list[np.ndarray] = []
        for name in ("conv2d", "conv2d_1", "dense"):
            found += [np.array(file[f"layers/{name}/vars/{i}"], float) for i in range(2)]
    first, first_bias, second, second_bias, weights, bias = found

    def convolved(x: np.ndarray, kernel: np.ndarray, added: np.ndarray) -> np.ndarray:
        padded = np.pad(x, ((1, 1), (1, 1), (0, 0)))
        result = np.zeros((*x.shape[:2], kernel.shape[3])) + added
        for row in range(3):
            for column in range(3):
                window = padded[row : row + x.shape[0], column : column + x.shape[1]]
                result += window @ kernel[row, column]
        return np.maximum(result, 0)

    x = convolved(sample[..., None] / 255, first, first_bias)
    x = x.reshape(14, 2, 14, 2, -1).max((1, 3))
    features = convolved(x, second, second_bias)
    maps = np.einsum("hwk,kc->chw", features, weights)
    logits = features.mean((0, 1)) @ weights + bias
    powers = np.exp(logits)
    return {
        "features": features,
        "cam": maps,
        "logits": logits,
        "probabilities": powers / powers.sum(),
    }


def table(path: str) -> list[dict[str, str]]:
    with Path(path).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# What is written


def test_numbers_are_those_computed_by_hand(explain: Explain, picture: Path, model: Path) -> None:
    assert explain(picture, "--out", "a.npz", "--scale", "lecture") == 0
    expected = by_hand(model, seven())
    with np.load("a.npz", allow_pickle=False) as file:
        np.testing.assert_array_equal(file["input"], seven().astype(np.float32) / 255)
        for name, values in expected.items():
            np.testing.assert_allclose(file[name], values, atol=2e-6, err_msg=name)
        assert file["predicted"] == expected["logits"].argmax()
        map9 = np.abs(file["cam"][9])
        np.testing.assert_array_equal(
            file["scaled_resized"][9], cv2.resize(map9, (28, 28), interpolation=cv2.INTER_CUBIC)
        )
        assert file["model"] == "tiny"
    assert explanation_archive.read("a.npz").model == "tiny"


def test_another_method(explain: Explain, picture: Path) -> None:
    assert explain(picture, "--out", "cam.npz") == 0
    assert explain(picture, "--out", "other.npz", "--method", "hires-cam") == 0
    with np.load("cam.npz") as cam, np.load("other.npz") as other:
        assert "map" not in cam
        np.testing.assert_array_equal(other["cam"], cam["cam"])
        assert off(other["map"] * 196, cam["cam"]) <= 1e-5
        assert other["method"] == "hires-cam"


def test_several_inputs_become_a_folder(explain: Explain, picture: Path, tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    for name in ("b/seven.png", "b/Seven.png"):
        (tmp_path / name).write_bytes(picture.read_bytes())
    inputs = [picture, "b/seven.png", "b/Seven.png"]
    assert explain(*inputs, "--out", "maps.npz") == 0
    names = sorted(path.name.lower() for path in Path("maps").iterdir())
    assert names == ["seven-2.npz", "seven-3.npz", "seven.npz"]
    assert not Path("maps.npz").exists()


@pytest.mark.parametrize("out", ["new/", "old"])
def test_a_folder_is_filled(explain: Explain, data: Path, out: str) -> None:
    Path("old").mkdir()
    assert explain("--index", 0, 2, "--data", data, "--out", out) == 0
    assert sorted(path.name for path in Path(out).iterdir()) == ["test-0.npz", "test-2.npz"]


def test_paths_are_printed(
    explain: Explain, data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert explain("--index", 0, 1, "--data", data, "--out", "maps.npz") == 0
    told = capsys.readouterr()
    assert told.out.split() == [str(Path("maps/test-0.npz")), str(Path("maps/test-1.npz"))]
    assert told.err == ""


def test_table_of_the_data_set(explain: Explain, data: Path, model: Path) -> None:
    assert explain("--index", 2, 0, "--data", data, "--out", "a.csv") == 0
    rows = table("a.csv")
    assert list(rows[0]) == [
        "input", "label", "predicted", "probability",
        *(f"S_{c}" for c in range(10)), *(f"p_{c}" for c in range(10)),
    ]  # fmt: skip
    assert [(row["input"], row["label"]) for row in rows] == [("2", "2"), ("0", "7")]
    for row, sample in zip(rows, (seven()[::-1], seven()), strict=True):
        expected = by_hand(model, sample)
        scores = [float(row[f"S_{c}"]) for c in range(10)]
        shares = [float(row[f"p_{c}"]) for c in range(10)]
        np.testing.assert_allclose(scores, expected["logits"], atol=2e-6)
        np.testing.assert_allclose(shares, expected["probabilities"], atol=2e-6)
        assert int(row["predicted"]) == np.argmax(scores)
        assert float(row["probability"]) == max(shares)


def test_table_of_files_with_odd_names(explain: Explain, picture: Path) -> None:
    odd = 'a, "b" 숫자.png'
    Path(odd).write_bytes(picture.read_bytes())
    assert explain(odd, "--out", "a.csv") == 0
    assert (table("a.csv")[0]["input"], table("a.csv")[0]["label"]) == (odd, "")


@pytest.mark.slow
@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf", ".PNG"])
def test_figures(explain: Explain, picture: Path, suffix: str) -> None:
    out = Path(f"figure{suffix}")
    assert explain(picture, "--out", out, "--scale", "lecture") == 0
    start = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}[suffix.lower()]
    assert out.read_bytes().startswith(start)


@pytest.mark.slow
@pytest.mark.parametrize(
    ("shown", "classes"), [("true", ["2", "7"]), ("5", ["5", "5"]), ("all", [*"0123456789"] * 2)]
)
def test_classes_shown(explain: Explain, data: Path, shown: str, classes: list[str]) -> None:
    arguments = ("--index", 2, 0, "--data", data, "--class", shown, "--out", "a.svg")
    assert explain(*arguments) == 0
    text = Path("a.svg").read_text("utf-8")
    found = [part[0] for part in text.split(">class ")[1:]]
    assert found == classes
    assert "-data.npz<" in text  # where the samples are from; a long name loses its middle
    assert text.count("(predicted)") <= 2


@pytest.mark.slow
def test_predicted_class_is_shown_by_default(explain: Explain, picture: Path) -> None:
    assert explain(picture, "--out", "a.csv") == 0
    assert explain(picture, "--out", "a.svg") == 0
    predicted = table("a.csv")[0]["predicted"]
    assert f">class {predicted} (predicted)<" in Path("a.svg").read_text("utf-8")


@pytest.mark.slow
def test_display_options_reach_the_figure(explain: Explain, picture: Path) -> None:
    assert explain(picture, "--out", "a.png") == 0
    usual = Path("a.png").read_bytes()
    for option in (
        ("--opacity", "90"),
        ("--threshold", "40"),
        ("--colours", "viridis"),
        ("--interpolation", "nearest"),
        ("--scale", "positive"),
        ("--method", "grad-cam"),
    ):
        assert explain(picture, "--out", "b.png", *option) == 0
        assert Path("b.png").read_bytes() != usual, option


# What is refused: one line, exit code 2, nothing written


def refused(
    capsys: pytest.CaptureFixture[str], explain: Explain, *arguments: object, says: str
) -> None:
    before = sorted(Path.cwd().rglob("*"))
    capsys.readouterr()
    assert explain(*arguments) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("camviewer")
    assert told.err.count("\n") == 1
    assert told.err.endswith("\n")
    assert says in told.err
    assert sorted(Path.cwd().rglob("*")) == before


def png_header(width: int, height: int) -> bytes:
    def chunk(name: bytes, content: bytes) -> bytes:
        summed = name + content
        return struct.pack(">I", len(content)) + summed + struct.pack(">I", zlib.crc32(summed))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"0"))


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "0 bytes"),
        (b"hello", "a text"),
        (b"%PDF-1.7", "PDF"),
        (b"\x89PNG\r\n\x1a\n", "damaged PNG"),
        (png_header(28, 28)[:-6], "damaged PNG"),
        (png_header(30_000, 30_000), "25 megapixels"),
        (cv2.imencode(".png", np.full((40, 40), 255, np.uint8))[1].tobytes(), "no ink"),
        (cv2.imencode(".png", np.zeros((28, 28), np.uint8))[1].tobytes(), "no ink"),
    ],
    ids=["empty", "text", "pdf", "signature", "truncated", "bomb", "white", "black"],
)
@pytest.mark.parametrize("out", ["out.npz", "out.png", "out.csv"])
def test_bad_pictures(
    explain: Explain,
    picture: Path,
    capsys: pytest.CaptureFixture[str],
    content: bytes,
    says: str,
    out: str,
) -> None:
    Path("bad.png").write_bytes(content)
    refused(capsys, explain, picture, "bad.png", "--out", out, says="bad.png cannot be used: ")
    refused(capsys, explain, "bad.png", "--out", out, says=says)


def test_missing_file_and_folder(explain: Explain, capsys: pytest.CaptureFixture[str]) -> None:
    Path("folder").mkdir()
    refused(capsys, explain, "none.png", "--out", "a.npz", says="no file of that name")
    refused(capsys, explain, "folder", "--out", "a.npz", says="folder cannot be used: ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="the system has no named pipes")
def test_a_pipe_does_not_hang(explain: Explain, capsys: pytest.CaptureFixture[str]) -> None:
    os.mkfifo("pipe.png")
    refused(capsys, explain, "pipe.png", "--out", "a.npz", says="a pipe")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["seven.png", "--out", "a.txt"], "'.txt'"),
        (["seven.png", "--out", "a"], "no ending"),
        (["seven.png", "--out", ""], "no ending"),
        (["seven.png"], "--out"),
        (["--out", "a.npz"], "none are chosen"),
        (["seven.png", "--index", "0", "--out", "a.npz"], "both"),
        (["seven.png", "--class", "true", "--out", "a.png"], "no true label"),
        (["seven.png", "--class", "11", "--out", "a.png"], "'11'"),
        (["seven.png", "--scale", "huge", "--out", "a.png"], "'huge'"),
        (["seven.png", "--method", "none", "--out", "a.png"], "'none'"),
        (["seven.png", "--colours", "pink", "--out", "a.png"], "'pink'"),
        (["seven.png", "--opacity", "101", "--out", "a.png"], "'101'"),
        (["seven.png", "--threshold", "x", "--out", "a.png"], "'x'"),
        (["seven.png", "--out", "seven.png"], "a file that is read"),
        (["seven.png", "--out", "seven.png/a.npz"], "no folder"),
        (["seven.png", "--opac", "1", "--out", "a.png"], "--opac"),
    ],
)
def test_bad_calls(
    explain: Explain,
    picture: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    says: str,
) -> None:
    assert picture.exists()
    refused(capsys, explain, *arguments, says=says)


def test_bad_indices(explain: Explain, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    def index(*numbers: object, says: str) -> None:
        refused(capsys, explain, "--index", *numbers, "--data", data, "--out", "a.npz", says=says)

    index(0, 4, says="an index from 0 to 3")
    index(-1, says="'-1'")
    index("x", says="'x'")
    index(0, 3, says="the picture is empty")
    refused(
        capsys,
        explain,
        "--index",
        0,
        "--data",
        "nowhere",
        "--out",
        "a.npz",
        says="nowhere cannot be used: no file of that name",
    )


def test_too_many_rows(explain: Explain, data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    arguments = ["--index", *[0] * 11, "--data", data, "--class", "all", "--out", "a.png"]
    refused(capsys, explain, *arguments, says="Figure: 110 rows")


@pytest.mark.parametrize("content", [b"", b"no model", b"PK\x05\x06" + bytes(18)])
@pytest.mark.usefixtures("explain")
def test_a_model_that_is_none(
    picture: Path, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    Path("bad.keras").write_bytes(content)

    def run(*arguments: object) -> int:
        return cli.main(["explain", *map(str, arguments)])

    refused(
        capsys,
        run,
        picture,
        "--out",
        "a.npz",
        "--model",
        "bad.keras",
        says="bad.keras cannot be used: ",
    )
    refused(capsys, run, picture, "--out", "a.npz", "--model", "nobody", says="'nobody'")
    refused(
        capsys,
        run,
        picture,
        "--out",
        "a.npz",
        "--model",
        "no.keras",
        says="no.keras cannot be used: no file of that name",
    )


@pytest.mark.usefixtures("explain")
def test_a_model_with_damaged_weights(
    picture: Path, model: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with zipfile.ZipFile(model) as file, zipfile.ZipFile("bad.keras", "w") as bad:
        bad.writestr(model_file.CARD, file.read(model_file.CARD))
        bad.writestr("model.weights.h5", file.read("model.weights.h5")[:3000])

    def run(*arguments: object) -> int:
        return cli.main(["explain", *map(str, arguments), "--model", "bad.keras"])

    refused(capsys, run, picture, "--out", "a.png", says="bad.keras cannot be used: ")


def test_a_failure_replaces_nothing(
    explain: Explain,
    data: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """The disk fills up while the second of two files is written."""
    Path("maps").mkdir()
    Path("maps/test-0.npz").write_bytes(b"before")
    write, calls = explanation_archive.write, []

    def full(*arguments: object) -> None:
        calls.append(arguments)
        if len(calls) == 2:
            raise OSError(28, "No space left on device")
        write(*arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(explanation_archive, "write", full)
    arguments = ["--index", 0, 1, "--data", data, "--out", "maps.npz"]
    refused(capsys, explain, *arguments, says="a full disk")
    assert Path("maps/test-0.npz").read_bytes() == b"before"


@pytest.mark.slow
def test_a_process_of_its_own_says_nothing_else(model: Path, picture: Path, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "camviewer", "explain", tmp_path / picture, "--out",
         tmp_path / "a.csv", "--model", model],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={k: v for k, v in os.environ.items() if k not in ("DISPLAY", "TF_CPP_MIN_LOG_LEVEL")},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.strip() == str(tmp_path / "a.csv")
