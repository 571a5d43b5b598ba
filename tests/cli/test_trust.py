"""``camviewer trust``, run in this process through the program's own `main`."""

from __future__ import annotations

import csv
import os
import sys
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from camviewer import cli
from camviewer.attribution.attribution import Attribution, Values
from camviewer.attribution.methods import METHODS
from camviewer.attribution.trust import MEASURES
from camviewer.attribution.trust.study import Contender, run_study
from camviewer.attribution.trust.table import estimate
from camviewer.cli import trust
from camviewer.common.cancel import CancelToken
from camviewer.common.registry import Registry
from camviewer.data.dataset import to_sample
from camviewer.data.sources import open_source
from camviewer.inference.engine_cache import ENGINES
from camviewer.inference.prediction import Prediction
from camviewer.networks.formats import model_file
from tests.cli.test_cli_imports import TRAINING, WINDOW, verb

DROP = "average-drop"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Where the table is to be."""
    return tmp_path / "trust.csv"


def measure(source: str, out: Path, *arguments: str, samples: int = 3) -> int:
    call = ["trust", "--data", source, "--samples", str(samples), "--out", str(out)]
    return cli.main([*call, *arguments])


def lines(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_that_quiet_prints_no_table(
    few_digits: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = ("--methods", "cam", "--measures", DROP, "--quiet")
    assert measure(few_digits, out, *call, samples=1) == 0
    assert capsys.readouterr() == ("", "")
    assert len(lines(out)) == 1


def test_that_the_table_tells_means_with_their_intervals(
    few_digits: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    call = (
        "--model",
        "lecture",
        "--methods",
        "cam, grad-cam",
        "--measures",
        f"{DROP},completeness",
    )
    assert measure(few_digits, out, *call) == 0
    found = lines(out)
    assert list(found[0]) == ["model", "measure", "method", "mean", "low", "high", "samples"]
    assert [line["measure"] for line in found] == [DROP, DROP, "completeness", "completeness"]

    engine = ENGINES.of(model_file.find("lecture"))
    samples = to_sample(open_source(few_digits).test.batch(0, 3))
    contenders = [Contender(METHODS[name]) for name in ("cam", "grad-cam")]
    study = run_study(
        engine, samples, contenders, dict(MEASURES), lambda _done, _number: None, CancelToken()
    )
    for line in found:
        expected = estimate(study.values[line["method"], line["measure"]])
        if expected is None:  # the sum of Grad-CAM stands for nothing
            assert (line["method"], line["measure"]) == ("grad-cam", "completeness")
            assert (line["mean"], line["low"], line["high"], line["samples"]) == ("", "", "", "0")
            continue
        assert (line["model"], line["samples"]) == ("lecture", "3")
        for name in ("mean", "low", "high"):
            assert float(line[name]) == pytest.approx(getattr(expected, name), rel=1e-5)

    told = capsys.readouterr()
    assert told.err == ""
    *table, path = told.out.splitlines()
    assert path == str(out)
    printed = [row for row in table if row]
    written = out.read_text("utf-8").splitlines()
    assert [row.split() for row in printed] == [
        [cell for cell in row.split(",") if cell] for row in written
    ]
    assert len({len(row) for row in printed}) == 1  # numbers end below each other


def test_that_several_networks_stand_one_after_the_other(few_digits: str, out: Path) -> None:
    models = ("--model", "lecture-best", "--model", "lecture", "--model", "lecture")
    assert measure(few_digits, out, *models, "--methods", "cam", "--measures", DROP) == 0
    assert [line["model"] for line in lines(out)] == ["lecture-best", "lecture"]


def test_that_networks_of_one_name_are_told_apart(few_digits: str, out: Path) -> None:
    other = out.with_name("other.keras")
    other.write_bytes(model_file.find("lecture").read_bytes())
    models = ("--model", "lecture", "--model", str(other))
    assert measure(few_digits, out, *models, "--methods", "cam", "--measures", DROP) == 0
    one, another = (line["model"] for line in lines(out))
    assert one.endswith("lecture.keras")
    assert another == str(other)


def test_that_samples_are_the_first_or_drawn_by_a_seed(few_digits: str, tmp_path: Path) -> None:
    texts = {}
    for name, seed in {"first": (), "drawn": ("1",), "again": ("1",), "other": ("2",)}.items():
        path, given = tmp_path / f"{name}.csv", ("--seed", *seed) if seed else ()
        call = ("--methods", "cam", "--measures", "occlusion-correlation", *given)
        assert measure(few_digits, path, *call) == 0
        texts[name] = path.read_text("utf-8")
    assert texts["drawn"] == texts["again"]
    assert len(set(texts.values())) == 3


def test_that_a_split_is_chosen(few_digits: str, out: Path) -> None:
    call = ("--methods", "cam", "--measures", DROP, "--split")
    assert measure(few_digits, out, *call, "train", samples=24) == 0
    assert lines(out)[0]["samples"] == "24"
    assert measure(few_digits, out, *call, "test", samples=24) == 2


def test_that_what_is_chosen_about_a_method_stands_in_the_table(few_digits: str, out: Path) -> None:
    call = ("--methods", "occlusion,cam", "--measures", DROP, "--param", "occlusion.block=7")
    assert measure(few_digits, out, *call, samples=1) == 0
    assert {line["method"] for line in lines(out)} == {"occlusion block=7", "cam"}


@pytest.fixture
def own_methods(monkeypatch: pytest.MonkeyPatch) -> None:
    """CAM, and a method that raises."""

    def broken(
        _prediction: Prediction, _classes: Sequence[int], _values: Values
    ) -> Iterator[Attribution]:
        raise RuntimeError("broken\nfor good")

    methods = {
        "cam": METHODS["cam"],
        "broken": replace(METHODS["cam"], name="broken", needs=(), estimates=broken),
    }
    monkeypatch.setattr(trust, "METHODS", Registry("Method", lambda: methods))


@pytest.mark.usefixtures("own_methods")
def test_that_a_method_that_fails_has_empty_cells_and_the_others_go_on(
    few_digits: str, out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert measure(few_digits, out, "--model", "lecture", "--measures", DROP) == 0
    one, other = lines(out)
    assert (one["method"], one["samples"]) == ("cam", "3")
    assert (other["method"], other["mean"], other["samples"]) == ("broken", "", "0")
    assert capsys.readouterr().err == (
        "camviewer: lecture: no figures of broken: RuntimeError: broken for good\n"
    )


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["--methods", "cam,camm"], "'camm' is not known"),
        (["--methods", "cam,"], "'cam,' lacks a name; write names between commas"),
        (["--measures", "none"], "'none' is not known"),
        (["--param", "layer=conv2d"], "is no METHOD.KEY=VALUE"),
        (["--methods", "cam", "--param", "grad-cam.layer=conv2d"], "is not one of --methods"),
        (["--methods", "cam", "--param", "cam.layer=conv2d"], "no parameter 'layer'"),
        (["--methods", "lrp", "--param", "lrp.rule=none"], "Choose one of composite"),
        (["--samples", "11"], "Choose 1 to 10"),
        (["--model", "none"], "'none' is neither"),
        (["--data", "nowhere.npz"], "no file of that name"),
        (["--out", "table.png"], "a name that ends in .csv"),
    ],
)
def test_that_a_wrong_call_is_one_line_and_writes_nothing(
    few_digits: str,
    out: Path,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    sentence: str,
) -> None:
    assert measure(few_digits, out, *arguments) == 2
    told = capsys.readouterr()
    assert sentence in told.err
    assert told.err.count("\n") == 1
    assert told.out == ""
    assert not out.exists()


def test_that_samples_are_fitted_to_the_network_which_is_told(
    out: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = out.with_name("wide.npz")
    images, labels = np.full((10, 20, 24), 9, np.uint8), np.arange(10, dtype=np.uint8)
    np.savez(source, x_train=images, y_train=labels, x_test=images, y_test=labels)
    options = ("--model", "lecture", "--methods", "cam", "--measures", "completeness")
    assert measure(str(source), out, *options, samples=1) == 0
    told = "camviewer: 20×24 digits resized to 23×28, padded to 28×28 for lecture\n"
    assert capsys.readouterr().err == told
    assert out.exists()


def test_that_an_interruption_leaves_the_table_that_was_there(
    few_digits: str,
    out: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    out.write_text("as it was")
    monkeypatch.setattr(trust, "run_study", interrupted)
    assert measure(few_digits, out, "--methods", "cam") == 1
    assert capsys.readouterr().err == "camviewer: interrupted\n"
    assert out.read_text("utf-8") == "as it was"
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_that_a_process_of_its_own_has_one_thread_for_products(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "")  # so that it is put back whatever happens
    for name in ("main", "leave"):
        monkeypatch.setattr(cli, name, lambda *_: 0)
    for given in ([], ["evaluate"], ["trust"]):
        monkeypatch.delenv("OPENBLAS_NUM_THREADS", raising=False)
        monkeypatch.setattr(sys, "argv", ["camviewer", *given])
        cli.start()
        assert os.environ.get("OPENBLAS_NUM_THREADS") == "1"
    monkeypatch.setenv("OPENBLAS_NUM_THREADS", "2")  # whoever knows better
    cli.start()
    assert os.environ["OPENBLAS_NUM_THREADS"] == "2"


@pytest.mark.slow
def test_that_neither_tensorflow_nor_qt_is_loaded(few_digits: str, out: Path) -> None:
    call = ("--data", few_digits, "--samples", 2, "--methods", "cam,lrp", "--out", out)
    verb("trust", *call, unwanted=(*TRAINING, *WINDOW))
    assert out.exists()
    verb("methods", unwanted=(*TRAINING, *WINDOW))
