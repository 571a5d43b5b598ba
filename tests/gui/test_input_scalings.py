"""A network of another program in the window: measured, told, chosen otherwise."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from camviewer.data.dataset import ArraySplit, Dataset
from camviewer.data.digits.spec import digit_dataset
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.document.messages import Kind, Message
from camviewer.inference.engine_cache import ENGINES
from camviewer.networks import scaling_notes
from camviewer.networks.formats import model_file
from tests.gui.conftest import Desk
from tests.keras_zips import entries, packed
from tests.there import there

PATIENCE = 30_000


@pytest.fixture
def foreign(tmp_path: Path) -> Path:
    """A bundled model as Keras alone would have written it."""
    scaling_notes.forget()
    content = entries(model_file.bundled()["lecture"])
    del content["card.json"]
    return packed(tmp_path / "foreign.keras", content)


def digits(number: int, *, shuffled: bool = False) -> Dataset:
    written = WrittenSplit("test", number)
    images, labels = written.images, written.labels
    if shuffled:  # labels that nobody can read
        labels = np.random.default_rng(0).permutation(labels)
    split = ArraySplit(number, lambda: (images, labels))
    return digit_dataset("few", split, split)


def opened(desk: Desk, path: Path, dataset: Dataset, qtbot: QtBot) -> list[Message]:
    found: list[Message] = []
    desk.messages.posted.connect(found.append)
    desk.document.set_dataset("few", dataset)
    with qtbot.waitSignal(desk.controller.scalings.measured, timeout=PATIENCE):
        desk.controller.open_model(path)
    return [each for each in found if "few" in each.text]


def test_that_a_network_is_measured_and_can_be_fed_another_way(
    desk: Desk, foreign: Path, qtbot: QtBot
) -> None:
    told = opened(desk, foreign, digits(150), qtbot)
    assert len(told) == 1
    assert told[0].kind is Kind.INFORMATION
    assert told[0].text.startswith("foreign: accuracy ")
    assert told[0].text.endswith("% on few without input scaling.")
    assert told[0].actions[0].text == "Input scaling…"
    told[0].actions[0].do()
    box = desk.child("scalingBox")
    assert box.count() == 8
    assert box.currentText().startswith("0 to 1 · ")
    assert "Input scaling" in desk.child("aboutModelCard").text()

    place = box.findData("0-255-inverted")
    box.setCurrentIndex(place)
    box.activated.emit(place)
    model = there(desk.document.model)
    assert model.path == foreign
    assert model.card.scaling.name == "0-255-inverted"
    assert ENGINES.of(foreign).graph.layers[0].settings == {"scale": -255, "offset": 255}
    assert there(scaling_notes.noted(foreign, 1)).name == "0-255-inverted"
    assert "0 to 255, inverted" in desk.child("aboutModelCard").text()
    assert box.currentData() == "0-255-inverted"

    # What was chosen is kept: it is measured again only to be shown.
    other = digits(120)
    with qtbot.waitSignal(desk.controller.scalings.measured, timeout=PATIENCE):
        desk.document.set_dataset("few", other)
    assert there(desk.document.model).card.scaling.name == "0-255-inverted"


def test_that_without_a_winner_a_person_is_asked(desk: Desk, foreign: Path, qtbot: QtBot) -> None:
    told = opened(desk, foreign, digits(150, shuffled=True), qtbot)
    assert len(told) == 1
    assert told[0].stays
    assert "at best, hardly better than chance, with every input scaling" in told[0].text
    assert there(desk.document.model).card.scaling.name == "0-1"
    assert scaling_notes.noted(foreign, 1) is None
    assert "near chance" in desk.child("modelCard").toolTip()


def test_that_the_programs_own_models_are_not_measured(desk: Desk) -> None:
    desk.document.set_dataset("few", digits(20))
    desk.document.set_model(desk.document.models[1])
    assert desk.controller.scalings.of(there(desk.document.model)) is None


def test_that_samples_without_labels_are_told_not_to_measure_it(
    desk: Desk, foreign: Path, qtbot: QtBot
) -> None:
    images = WrittenSplit("test", 6).images
    plain = ArraySplit(6, lambda: (images, None), is_labelled=False)
    told = opened(desk, foreign, digit_dataset("few", plain, plain), qtbot)
    assert [each.kind for each in told] == [Kind.INFORMATION]
    assert "cannot be found with few" in told[0].text
    assert told[0].actions[0].text == "Input scaling…"
    known = there(desk.controller.scalings.of(there(desk.document.model)))
    assert known.detection is None
    assert "0-255" in known.scalings


def test_that_a_file_that_was_replaced_is_measured_and_read_anew(
    desk: Desk, foreign: Path, qtbot: QtBot
) -> None:
    opened(desk, foreign, digits(120), qtbot)
    model = there(desk.document.model)
    desk.document.set_content(desk.controller.content_at(0))
    qtbot.waitUntil(lambda: desk.document.is_current)
    before = there(desk.controller.scalings.of(model))
    written = foreign.stat().st_mtime_ns
    os.utime(foreign, ns=(written, written + 10**9))
    assert desk.controller.scalings.of(model) is None
    asked = len(desk.requests)
    with qtbot.waitSignal(desk.controller.scalings.measured, timeout=PATIENCE):
        desk.controller.open_model(foreign)
    assert desk.document.model == model
    assert there(desk.controller.scalings.of(model)) is not before
    qtbot.waitUntil(lambda: len(desk.requests) > asked)
