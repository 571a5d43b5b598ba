"""``camviewer train``: a model and its history, and one line for everything that is wrong."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from camviewer import cli
from camviewer.networks import scaling_notes, store
from camviewer.networks.architectures import graph_of
from camviewer.networks.cards import read_card
from camviewer.networks.formats import model_file
from camviewer.networks.model_card import ModelCard
from camviewer.training import keras_network, model_history, recipes, run_folder
from camviewer.training.compiled_steps import Steps
from camviewer.training.recipes import RECIPES

ROOT = Path(__file__).parents[2]
THEIRS = ROOT / "tests" / "networks" / "onnx_files" / "resnet.script.onnx"
SMALL = ["--epochs", "2", "--batch", "8", "--rate", "0.01", "--seed", "4"]


pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("eager")]


@pytest.fixture
def out(tmp_path: Path) -> Path:
    return tmp_path / "new" / "mine.keras"


def train(out: Path, *options: str) -> int:
    return cli.main(["train", "--out", str(out), *options])


def line(capsys: pytest.CaptureFixture[str]) -> str:
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert told.startswith("camviewer")
    return told


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_that_an_epoch_on_a_share_of_the_builtin_digits_gives_a_model(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    history = out.with_suffix(".json")
    options = ["--data", "builtin", "--share", "1", "--recipe", "fast", "--epochs", "1"]
    assert train(out, *options, "--json", str(history)) == 0
    told = capsys.readouterr()
    assert told.err == ""
    assert told.out.startswith("epoch 1/1: loss ")
    assert told.out.count("\n") == 1
    stored = store.load(out)
    assert (stored.card.name, stored.card.data, stored.card.epochs) == ("mine", "builtin", 1)
    content = json.loads(history.read_text("utf-8"))
    assert ModelCard.from_json(json.dumps(content["card"])) == stored.card
    assert content["recipe"]["name"] == "fast"
    assert content["recipe"]["batch"] == RECIPES.named("fast").batch
    (epoch,) = content["epochs"]
    assert epoch["epoch"] == 1
    assert round(epoch["test_accuracy"], 6) == stored.card.accuracy
    assert names(out.parent) == ["mine.history", "mine.json", "mine.keras"]


def test_that_options_take_the_place_of_the_recipes(out: Path, few_digits: str) -> None:
    history = out.with_suffix(".json")
    assert train(out, "--data", few_digits, *SMALL, "--json", str(history)) == 0
    recipe = json.loads(history.read_text())["recipe"]
    options = [recipe[name] for name in ("name", "epochs", "batch", "learning_rate")]
    assert options == ["lecture", 2, 8, 0.01]
    assert len(json.loads(history.read_text())["epochs"]) == 2


def test_that_the_same_call_gives_the_same_weights(tmp_path: Path, few_digits: str) -> None:
    outs = [tmp_path / f"{name}.keras" for name in "abc"]
    for out, seed in zip(outs, "445", strict=True):
        assert train(out, "--data", few_digits, *SMALL[:-1], seed) == 0
    one, same, other = (store.load(out).weights for out in outs)
    assert all(map(np.array_equal, one, same))
    assert not all(map(np.array_equal, one, other))


def test_that_how_the_training_went_is_kept_beside_the_model(out: Path, few_digits: str) -> None:
    assert train(out, "--data", few_digits, *SMALL) == 0
    history = model_history.read(out.with_suffix(".history"))
    assert history.is_of("lecture", store.load(out).weights)
    assert [snapshot.step for snapshot in history.snapshots] == [0, 1, 2, 3, 4, 5, 6]
    assert (history.epochs, [one.epoch for one in history.done]) == (2, [1, 2])
    assert len(history.curve) == 6


def test_that_a_history_has_the_size_that_is_asked_for(out: Path, few_digits: str) -> None:
    assert train(out, "--data", few_digits, *SMALL, "--history", "0.3") == 0
    file = out.with_suffix(".history")
    assert file.stat().st_size <= 300_000
    steps = [snapshot.step for snapshot in model_history.read(file).snapshots]
    assert (steps[0], steps[-1]) == (0, 6)
    assert 3 <= len(steps) < 7, "of 78 kB each, a little less as they are packed"


def test_that_no_history_is_kept_if_none_is_wanted(out: Path, few_digits: str) -> None:
    assert train(out, "--data", few_digits, *SMALL, "--history", "0") == 0
    assert names(out.parent) == ["mine.keras"]


def test_that_a_disk_too_full_for_a_history_costs_nothing_else(
    out: Path, few_digits: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out.with_suffix(".history").mkdir(parents=True)  # there is no place for it
    assert train(out, "--data", few_digits, *SMALL) == 0
    assert "The model is kept without its history." in line(capsys)
    assert store.load(out).card.name == "mine"


def interrupt(monkeypatch: pytest.MonkeyPatch, step: int) -> None:
    real, made = Steps.train, 0

    def train(steps: Steps, *arguments: object) -> tuple[float, float]:
        nonlocal made
        made += 1
        if made == step:
            signal.raise_signal(signal.SIGINT)
        return real(steps, *arguments)  # type: ignore[arg-type]

    monkeypatch.setattr(Steps, "train", train)


def test_that_an_interruption_before_the_first_step_promises_nothing(
    out: Path, few_digits: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    real = keras_network.build

    def build(*arguments: object, **named: object) -> object:
        signal.raise_signal(signal.SIGINT)
        return real(*arguments, **named)  # type: ignore[arg-type]

    monkeypatch.setattr(keras_network, "build", build)
    assert train(out, "--data", few_digits, *SMALL) == 1
    assert line(capsys) == "camviewer: interrupted; nothing that was learned is kept\n"
    assert not out.parent.exists() or names(out.parent) == []


def test_that_what_else_lies_in_the_trainings_folder_stays(out: Path, few_digits: str) -> None:
    folder = out.with_suffix(".training")
    folder.mkdir(parents=True)
    (folder / "thesis.txt").write_text("all of it")
    assert train(out, "--data", few_digits, *SMALL) == 0
    assert names(folder) == ["thesis.txt"]


def test_that_what_was_put_aside_beside_the_model_stays(out: Path, few_digits: str) -> None:
    folder = out.with_suffix(".training")
    (folder / "kept" / "1").mkdir(parents=True)
    (folder / "kept" / "1" / "checkpoint.npz").write_bytes(b"of another")
    assert train(out, "--data", few_digits, *SMALL) == 0
    assert run_folder.checkpoint(folder).read_bytes() == b"of another"


def test_that_an_interrupted_training_is_resumed(
    tmp_path: Path,
    few_digits: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    whole, out = tmp_path / "whole.keras", tmp_path / "mine.keras"
    assert train(whole, "--data", few_digits, *SMALL) == 0
    with monkeypatch.context() as patch:
        interrupt(patch, step=5)  # in the second epoch
        capsys.readouterr()
        assert train(out, "--data", few_digits, *SMALL) == 1
    told = line(capsys)
    assert "mine.training" in told
    assert "--resume" in told
    assert names(tmp_path) == ["mine.training", "whole.history", "whole.keras"]
    for options, says in (
        (["--epochs", "3"], "--epochs: 3 does not go with the training, which was begun with 2"),
        (
            ["--recipe", "fast"],
            "--recipe: fast does not go with the training, which was begun with lecture",
        ),
        (["--share", "50"], "--share: 50 does not go with the training, which was begun with 100"),
        (["--start", "compact"], "--start: a training that goes on has its weights"),
    ):
        assert train(out, "--resume", *options) == 2
        assert says in line(capsys)
    history = tmp_path / "mine.json"
    same = ["--data", few_digits, *SMALL]
    assert train(out, "--resume", "--json", str(history), *same) == 0
    assert capsys.readouterr().out.startswith("epoch 2/2: ")
    kept = ["mine.history", "mine.json", "mine.keras", "whole.history", "whole.keras"]
    assert names(tmp_path) == kept
    assert all(map(np.array_equal, store.load(whole).weights, store.load(out).weights))
    same_history = (whole.with_suffix(".history"), out.with_suffix(".history"))
    one, other = (model_history.read(path) for path in same_history)
    assert other.is_of("lecture", one.snapshots[-1].weights)
    assert (other.curve, len(other.snapshots)) == (one.curve, len(one.snapshots))
    assert [each["epoch"] for each in json.loads(history.read_text())["epochs"]] == [1, 2]


def test_that_training_can_begin_with_a_model(tmp_path: Path, few_digits: str) -> None:
    start, out = tmp_path / "start.keras", tmp_path / "mine.keras"
    card = ModelCard("start", "lecture", "fast", 1, "builtin", 0, None, "2026-05-04", "1.0")
    keras_network.save(start, keras_network.build(graph_of("lecture"), seed=77), card)
    assert train(out, "--data", few_digits, *SMALL, "--rate", "1e-9", "--start", str(start)) == 0
    for one, other in zip(store.load(start).weights, store.load(out).weights, strict=True):
        np.testing.assert_allclose(one, other, atol=1e-7)


def test_that_a_network_of_another_program_is_trained_as_it_is(
    tmp_path: Path, few_digits: str, capsys: pytest.CaptureFixture[str]
) -> None:
    start, out = tmp_path / "theirs.onnx", tmp_path / "mine.keras"
    start.write_bytes(THEIRS.read_bytes())
    options = ["--data", few_digits, "--epochs", "1", "--batch", "8", "--scaling", "0-255"]
    try:
        assert train(out, *options, "--start", str(start)) == 0
    finally:
        scaling_notes.forget()
    stored = store.load(out)
    assert (stored.card.architecture, stored.card.start) == ("own", "theirs")
    assert stored.card.scaling.is_plain
    assert stored.graph.layers[0].kind == "Rescaling", "how it was fed has become part of it"
    assert stored.card.learning_rate == pytest.approx(0.1 * RECIPES["lecture"].learning_rate)
    capsys.readouterr()
    assert train(out, "--data", few_digits, "--scaling", "0-255") == 2
    assert "--scaling: this needs --start" in line(capsys)


def test_that_without_an_architecture_it_is_that_of_the_model_to_start_from(
    tmp_path: Path, few_digits: str
) -> None:
    out = tmp_path / "mine.keras"
    assert train(out, "--data", few_digits, *SMALL, "--start", "compact") == 0
    assert read_card(out).architecture == "compact"


def test_that_a_loss_that_is_not_finite_is_told_and_the_good_weights_are_saved(
    out: Path, few_digits: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recipes.Recipe, "learning_rate_at", lambda _, done: 1e30 if done else 0.01)
    assert train(out, "--data", few_digits, *SMALL) == 2
    told = line(capsys)
    assert "Training: the loss became " in told
    assert f"as it was after step 1 is in {out}" in told
    stored = store.load(out)
    assert stored.card.steps == 1
    assert names(out.parent) == ["mine.history", "mine.keras"]
    history = model_history.read(model_file.history_of(out))
    assert history.is_of("lecture", stored.weights)
    assert [snapshot.step for snapshot in history.snapshots] == [0, 1]


def test_that_of_what_was_ruined_by_its_first_step_nothing_is_saved(
    out: Path, few_digits: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(recipes.Recipe, "learning_rate_at", lambda *_: 1e30)
    history = out.with_suffix(".json")
    assert train(out, "--data", few_digits, *SMALL, "--json", str(history)) == 2
    assert "Training: the loss became " in line(capsys)
    assert not out.parent.exists() or names(out.parent) == []


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (
            ["--architecture", "none"],
            "'none' is not known; choose one of lecture, ann, compact, ink, lenet",
        ),
        (["--recipe", "slow"], "'slow' is not known"),
        (["--epochs", "0"], "'0'"),
        (["--batch", "-1"], "'-1'"),
        (["--rate", "0"], "'0' cannot be used; give a number above 0 and at most 1"),
        (["--rate", "nan"], "'nan' cannot be used"),
        (["--rate", "2"], "'2' cannot be used"),
        (["--seed", "x"], "'x'"),
        (["--share", "0"], "'0' cannot be used; give a whole number from 1 to 100"),
        (["--share", "101"], "'101' cannot be used"),
        (["--share", "1.5"], "'1.5' cannot be used"),
        (["--data", "not/there.npz"], "not/there.npz"),
        (["--start", "nothing"], "'nothing' is neither"),
        (["--start", "not/there.keras"], "not/there.keras"),
        (["--history", "8.1"], "'8.1' cannot be used; give a number from 0 to 8"),
        (["--history", "-1"], "'-1' cannot be used"),
        (["--history", "nan"], "'nan' cannot be used"),
        (["--history", "inf"], "'inf' cannot be used"),
        (["--history", "all"], "'all' cannot be used"),
        (["--json", "/dev/null/x.json"], "/dev/null"),
        (["--resume"], "used: no training. Needed: a training that was not finished"),
        (["--nothing"], "--nothing"),
    ],
)
def test_that_a_wrong_call_is_one_line_and_writes_nothing(
    out: Path, capsys: pytest.CaptureFixture[str], options: list[str], says: str
) -> None:
    assert train(out, *options) == 2
    assert says in line(capsys)
    assert not out.parent.exists()


@pytest.mark.parametrize("suffix", [".keras", ".history"])
def test_that_the_numbers_of_the_epochs_never_take_the_models_place_or_its_historys(
    out: Path, capsys: pytest.CaptureFixture[str], suffix: str
) -> None:
    taken = out.with_suffix(suffix).name
    assert train(out, "--json", str(out.parent / "x" / ".." / taken)) == 2
    assert "is a file of the model itself" in line(capsys)
    assert not out.parent.exists()


def test_that_a_training_that_runs_is_not_told_as_unfinished(
    out: Path, few_digits: str, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = out.with_suffix(".training")
    folder.mkdir(parents=True)
    run_folder.checkpoint(folder).write_bytes(b"of the one that runs")
    with run_folder.lock(folder):
        assert train(out, "--data", few_digits) == 2
        assert "Training: another one is running" in line(capsys)
    assert train(out, "--data", few_digits) == 2
    assert "used: a training that was not finished" in line(capsys)


def test_that_the_models_name_must_end_rightly(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert train(tmp_path / "mine.h5") == 2
    assert "ends in .keras" in line(capsys)
    assert cli.main(["train"]) == 2
    assert "--out" in line(capsys)


def test_that_a_model_of_another_architecture_is_no_start(
    out: Path, few_digits: str, capsys: pytest.CaptureFixture[str]
) -> None:
    options = ["--architecture", "lecture", "--start", "compact", "--data", few_digits]
    assert train(out, *options) == 2
    assert "architecture" in line(capsys)
    assert not out.parent.exists()


def test_that_a_folder_that_cannot_be_written_is_told_before_the_training(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Steps, "train", pytest.fail)
    (tmp_path / "file").touch()
    assert train(tmp_path / "file" / "mine.keras") == 2
    line(capsys)
    assert names(tmp_path) == ["file"]


def test_that_the_model_before_stands_until_the_new_one_is_done(
    out: Path, few_digits: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    out.parent.mkdir()
    out.write_bytes(b"the one before")
    with monkeypatch.context() as patch:
        interrupt(patch, step=2)
        assert train(out, "--data", few_digits, *SMALL) == 1
    assert out.read_bytes() == b"the one before"
    assert train(out, "--resume") == 0
    assert store.load(out).card.name == "mine"


def test_that_a_process_of_its_own_leaves_no_temporary_file(
    out: Path, few_digits: str, tmp_path: Path
) -> None:
    temporary = tmp_path / "tmp"
    temporary.mkdir()
    options = ["--data", few_digits, "--recipe", "fast", "--epochs", "1", "--out", str(out)]
    done = subprocess.run(
        [sys.executable, "-m", "camviewer", "train", *options],
        cwd=ROOT, capture_output=True, text=True, check=False,
        env={**os.environ, "TMPDIR": str(temporary)},
    )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, "")
    assert out.exists()
    assert names(temporary) == []
