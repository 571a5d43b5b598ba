"""What is said of a training that would take long, and of what each recipe sets."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from camviewer.controllers import training_speed
from camviewer.controllers.training_speed import TrainingSpeeds
from camviewer.gui.training.training_form import TrainingForm
from camviewer.training.recipes import RECIPES
from tests.gui.conftest import Desk

FORWARD = 3_914_368  # multiplications of the lecture’s network for 28 × 28 pixels


@pytest.fixture
def form(make_desk: Callable[..., Desk]) -> TrainingForm:
    """On a computer that makes one forward pass a second, with 20 samples to learn from."""
    training_speed.save(TrainingSpeeds({"lecture": FORWARD}, 5.0))
    form: TrainingForm = make_desk().page("train").training.form
    return form


def test_that_a_long_training_is_told_a_quicker_recipe(form: TrainingForm) -> None:
    # An epoch is one step of 3 · (32 + 3) passes, and 20 to evaluate: 15 of them take 1,875 s.
    # Of the recipe fast it is two steps of 3 · (16 + 3): 134 s.
    assert form.estimate.text() == (
        "Takes about 31 min on this computer. Quicker: the recipe fast, or fewer digits."
    )
    form.recipe.setCurrentText("fast")
    assert form.estimate.text() == "Takes about 2 min on this computer."


def test_that_the_quickest_recipe_is_not_told_to_be_quicker(form: TrainingForm) -> None:
    form.recipe.setCurrentText("fast")
    form.epochs.setValue(3)  # 3 · 134 s
    assert form.estimate.text() == (
        "Takes about 7 min on this computer. Quicker: fewer epochs or digits."
    )


def test_that_each_recipe_of_the_list_says_what_it_sets(form: TrainingForm) -> None:
    box, role = form.recipe, Qt.ItemDataRole.ToolTipRole
    for place, recipe in enumerate(RECIPES.values()):
        purpose, numbers = box.itemData(place, role).splitlines()
        assert purpose
        assert numbers == (
            f"Epochs: {recipe.epochs}, batch: {recipe.batch}, "
            f"learning rate: {recipe.learning_rate:g}, "
            f"starting from a model: {0.1 * recipe.learning_rate:g}"
        )
