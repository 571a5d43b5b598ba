"""Networks that lack a linear head, or any grid: what needs it says so, the rest is there."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.attribution import methods
from camviewer.cli import explain as explain_verb
from camviewer.common.cancel import CancelToken
from camviewer.concurrency.job import Progress
from camviewer.controllers.evaluation_target import Network
from camviewer.data.checksums import sample_checksums
from camviewer.data.dataset import SPLITS, Dataset, to_sample
from camviewer.document import fitness
from camviewer.document.messages import Message
from camviewer.export import animation, contact_sheet, explanation_archive
from camviewer.export.work_sheet import work_sheet
from camviewer.inference.evaluation import Evaluation
from camviewer.inference.layer_stages import stages
from camviewer.inference.prediction import (
    Capability,
    CapabilityError,
    LayerOutput,
    Prediction,
    PredictionRequest,
)
from camviewer.rendering.rendering import Display
from tests.cut import cut_words
from tests.gui import conftest
from tests.gui.conftest import Desk, explain
from tests.there import there

NO_HEAD = "The scores of fake are not sums over the cells of a map"
NO_GRID = "fake has no layer with a grid of cells"

LACKS = pytest.mark.parametrize(
    ("lacking", "sentence"), [("head", NO_HEAD), ("convolution", NO_GRID)]
)

Lack = Callable[[str], Desk]


def without(prediction: Prediction, lacking: str) -> Prediction:
    """The same without a head, or without head and features."""
    gone: dict[str, None] = {"head": None}
    if lacking == "convolution":
        gone["convolution"] = None
    return replace(prediction, **gone)  # type: ignore[arg-type]


def some(lacking: str) -> Prediction:
    """A prediction of a bar by such a network."""
    sample = np.zeros((28, 28), np.float32)
    sample[5:20, 12:16] = 1
    return without(explain(PredictionRequest(Path("fake"), sample)), lacking)


@pytest.fixture
def lack(make_desk: Callable[[], Desk], monkeypatch: pytest.MonkeyPatch) -> Lack:
    """Opens a window whose network lacks something, with a bar drawn."""

    def begin(lacking: str) -> Desk:
        def predict(request: PredictionRequest) -> Prediction:
            return without(explain(request), lacking)

        def evaluate(
            network: Network, dataset: Dataset, split: str, progress: Progress, token: CancelToken
        ) -> Evaluation:
            samples = SPLITS.named(split)(dataset)
            batch = samples.batch(0, len(samples))
            images, checksums = to_sample(batch), sample_checksums(batch)
            found = [explain(PredictionRequest(network, image)) for image in images]
            pooled = np.stack([one.pooled for one in found]) if lacking == "head" else None
            scores = np.stack([one.logits for one in found])
            labels = samples.labels.copy()
            return Evaluation(
                "fake", dataset.name, split, f"{split}!", checksums, labels, scores, pooled
            )

        monkeypatch.setattr(conftest, "explain", predict)
        monkeypatch.setattr(conftest, "evaluate", evaluate)
        return make_desk()

    return begin


def read(desk: Desk, qtbot: QtBot) -> Prediction:
    desk.child("nextDigitButton").click()
    qtbot.waitUntil(lambda: desk.document.is_current)
    assert desk.document.prediction is not None
    return desk.document.prediction


@LACKS
def test_every_method_says_what_it_needs(lacking: str, sentence: str) -> None:
    prediction = some(lacking)
    for method in methods.METHODS.values():
        assert set(method.needs) <= set(Capability)
        error = prediction.lacking(*method.needs)
        if error is None:  # it needs less than this network has
            assert np.isfinite(method.maps(prediction)).all()
            continue
        with pytest.raises(CapabilityError, match=re.escape(str(error))):
            method.maps(prediction)
    usual = methods.METHODS.named(methods.METHODS.default)
    assert str(prediction.lacking(*usual.needs)).startswith(sentence)


@LACKS
def test_the_stage_shows_scores_and_a_sentence_in_the_place_of_maps(
    lack: Lack, lacking: str, sentence: str, qtbot: QtBot
) -> None:
    desk = lack(lacking)
    prediction = read(desk, qtbot)
    assert desk.document.rendering is None
    assert "predicts" in desk.child("predictionLabel").text()
    note = desk.child("missingMapsNote")
    assert note.isVisible()
    assert note.text().startswith(sentence)
    assert desk.child("inputView").isVisible()
    for name in ("rawCamView", "resizedCamView", "blendView", "colourBar"):
        assert not desk.child(name).isVisible()
    button = desk.child("classButton0")
    score = f"{prediction.logits[0]:+.2f}".replace("-", "−")
    qtbot.waitUntil(lambda: score in button.accessibleName())
    assert cut_words(desk.window) == []
    for name in ("save_figure", "copy_figure", "save_work_sheet"):
        action = desk.window.actions_[name]
        assert not action.isEnabled()
        assert action.toolTip().startswith(sentence)
    desk.document.choose_class(4)
    desk.document.change_display(method="grad-cam", scale="lecture")
    desk.document.set_pointer((3.0, 3.0))
    assert desk.child("readoutLabel").text() == ""
    assert note.isVisible()


def test_what_works_instead_is_offered(lack: Lack, qtbot: QtBot) -> None:
    desk = lack("head")
    prediction = read(desk, qtbot)
    note, stage = desk.child("missingMapsNote"), desk.window.central.stage
    offered = re.findall(r'href="([^"]+)"', note.text())
    assert offered == [each.name for each in fitness.methods_for_maps(desk.document)]
    for name in offered:
        assert prediction.lacking(*methods.METHODS[name].needs) is None
    assert not note.geometry().intersects(desk.child("inputView").geometry())
    if offered:
        stage.missing.wanted.emit(offered[0])
        assert desk.document.display.method == offered[0]
        assert desk.child("blendView").isVisible()


def test_maps_come_back_with_a_network_that_has_them(lack: Lack, qtbot: QtBot) -> None:
    desk = lack("head")
    read(desk, qtbot)
    assert desk.child("missingMapsNote").isVisible()
    desk.document.set_prediction(explain(PredictionRequest(Path("other"), desk.document.sample)))
    assert not desk.child("missingMapsNote").isVisible()
    assert desk.child("blendView").isVisible()
    assert desk.window.actions_["save_figure"].isEnabled()


@LACKS
def test_the_decomposition_asks_for_a_linear_head(
    lack: Lack, lacking: str, sentence: str, qtbot: QtBot
) -> None:
    desk = lack(lacking)
    desk.window.actions_["decomposition"].trigger()
    read(desk, qtbot)
    note = desk.child("missingChannelsNote")
    qtbot.waitUntil(note.isVisible)
    assert note.text().startswith(sentence)
    assert not desk.child("channelOrderBox").isVisible()
    decomposition = desk.workspace.decomposition
    assert decomposition.contributions is None
    assert decomposition.score_breakdown is None
    decomposition.switch(0)  # what if: nothing to switch off
    assert desk.document.ablation is None
    desk.document.set_pointer((3.0, 3.0))
    assert decomposition.ranked is None


def test_an_ablation_ends_where_there_is_no_head(desk: Desk, qtbot: QtBot) -> None:
    read(desk, qtbot)
    desk.workspace.decomposition.switch(0)
    assert desk.document.ablation is not None
    desk.document.set_prediction(some("head"))
    assert desk.document.ablation is None


@LACKS
def test_layers_are_shown_as_far_as_they_are_known(lacking: str, sentence: str) -> None:
    layers = (LayerOutput("Conv2D 3", (14, 14, 3), 30, np.ones((14, 14, 3), np.float32)),)
    found = stages(replace(some(lacking), layers=layers))
    assert [stage.kind for stage in found] == ["input", "Conv2D 3", "scores"]
    whole = stages(replace(explain(PredictionRequest(Path(), some(lacking).image)), layers=layers))
    assert [stage.kind for stage in whole] == ["input", "Conv2D 3", "pooled", "scores"]


@LACKS
def test_an_evaluation_needs_no_maps_but_contrasts_and_clusters_do(
    lack: Lack, lacking: str, sentence: str, qtbot: QtBot
) -> None:
    desk = lack(lacking)
    mistakes = desk.mistakes
    desk.window.actions_["mistakes"].trigger()
    mistakes.evaluate("test")
    qtbot.waitUntil(lambda: mistakes.evaluation is not None)
    assert there(mistakes.matrix).sum() == len(there(mistakes.evaluation))
    assert not desk.child("mapsBox").isEnabled()
    assert desk.child("mapsBox").toolTip().startswith(sentence)
    assert not desk.child("familiesButton").isEnabled()
    assert desk.child("familiesLabel").text().startswith(NO_HEAD)
    mistakes.step(1)
    qtbot.waitUntil(lambda: desk.document.is_current)
    note = desk.child("missingContrastNote")
    qtbot.waitUntil(lambda: note.text().startswith(NO_HEAD))
    assert not desk.child("pairView").isVisible()
    mistakes.select(order="similarity")
    assert len(mistakes.indices)
    searches = lacking == "head"  # neighbours are near by their pooled features
    qtbot.waitUntil(lambda: desk.child("neighboursButton").isVisibleTo(desk.window) == searches)
    if not searches:
        qtbot.waitUntil(lambda: desk.child("neighboursLabel").text().startswith(NO_GRID))


@pytest.mark.slow
def test_lists_sheets_and_samples_are_written_without_maps(
    lack: Lack, qtbot: QtBot, tmp_path: Path
) -> None:
    desk = lack("convolution")
    desk.mistakes.evaluate("test")
    qtbot.waitUntil(lambda: desk.mistakes.evaluation is not None)
    exports, told = desk.workspace.mistake_exports, list[Message]()
    desk.messages.posted.connect(told.append)
    saving = {
        "list.csv": exports.save_list,
        "sheet.png": exports.save_sheet,
        "some.npz": exports.save_samples,
    }
    for number, (name, save) in enumerate(saving.items(), start=1):
        with qtbot.waitSignal(desk.messages.posted, timeout=30_000):
            save(tmp_path / name)
        assert len(told) == number
        assert (tmp_path / name).stat().st_size > 0
    assert all(message.text.startswith("Saved ") for message in told)
    assert contact_sheet.SUFFIXES == (".png", ".pdf")


@LACKS
def test_numbers_are_written_without_what_there_is_not(
    lacking: str, sentence: str, tmp_path: Path
) -> None:
    prediction, path = some(lacking), tmp_path / "a.npz"
    explanation_archive.write(path, prediction, Display())
    with np.load(path) as content:
        keys = set(content)
    absent = {"weights", "bias", "cam", "cam_resized", "scaled", "scaled_resized"}
    if lacking == "convolution":
        absent |= {"features", "pooled"}
    assert not keys & absent
    assert {"input", "logits", "probabilities", "predicted", "classes", "model"} <= keys
    again = explanation_archive.read(path)
    assert again.capabilities == prediction.capabilities
    assert np.array_equal(again.logits, prediction.logits)


@LACKS
def test_what_is_made_of_maps_is_refused_in_a_sentence(
    lacking: str, sentence: str, tmp_path: Path
) -> None:
    prediction = some(lacking)
    with pytest.raises(CapabilityError, match=sentence):
        work_sheet(prediction, 3)
    path, scenes = tmp_path / "film.gif", [animation.Scene("step 1", prediction)]
    with pytest.raises(CapabilityError, match=sentence):
        animation.save(path, scenes, class_index=None, display=Display())
    assert not path.exists()


@LACKS
def test_the_command_line_writes_what_it_can(
    lacking: str,
    sentence: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    from camviewer import cli

    monkeypatch.setattr(explain_verb, "load_predict", lambda *_: lambda _digit: some(lacking))
    call = ["explain", "--index", "0", "--data", "builtin", "--model", "lecture", "--out"]
    table, numbers, figure = (tmp_path / f"a.{kind}" for kind in ("csv", "npz", "png"))
    assert cli.main([*call, str(table)]) == 0
    with table.open(encoding="utf-8", newline="") as file:
        assert len(list(csv.DictReader(file))) == 1
    assert cli.main([*call, str(numbers)]) == 0
    capsys.readouterr()
    assert cli.main([*call, str(figure), "--method", "cam"]) == 2
    told = capsys.readouterr().err
    assert told.startswith(f"camviewer: {sentence}")
    assert told.count("\n") == 1
    assert not figure.exists()
