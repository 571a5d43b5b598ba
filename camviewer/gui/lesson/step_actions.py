"""What the steps of a lesson do in the window: one function a verb.

To add a verb, add its function here and what it may be told in `camviewer.lesson.steps`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from PySide6.QtGui import QAction

from camviewer.attribution.methods import METHODS
from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.controllers.sample import content_of
from camviewer.controllers.timeline import Timeline
from camviewer.controllers.training import Training
from camviewer.data.dataset import Dataset
from camviewer.data.digits import handwriting
from camviewer.data.digits.preparation import BOX, SIDE
from camviewer.data.drawing import Drawing
from camviewer.data.sources import builtin
from camviewer.data.strokes import Stroke, bounds
from camviewer.document.canvas_content import CanvasContent
from camviewer.document.document import Document
from camviewer.document.stage import Model
from camviewer.lesson.steps import DIGIT_NAMES, Step

_ACTIONS = {"training": "train"}
"""Parts of the window whose action has another name."""

_MNIST = "mnist"
_HAND = 97  # whose handwriting `draw` has: one that all bundled networks classify correctly


@dataclass(frozen=True)
class StepContext:
    """What steps work on.

    Attributes:
        document: digit, model, class and display; its history undoes what is put on the canvas.
        action: finds an action of the window by name; None if there is none.
        training: has the timeline of the training that is shown; None where there is none.
    """

    document: Document
    action: Callable[[str], QAction | None]
    training: Training | None = None


def perform(context: StepContext, steps: Sequence[Step]) -> list[str]:
    """Do steps one after the other; sentences about those that could not be done."""
    troubles = []
    for step in steps:
        try:
            VERBS[step.verb](context, step.argument)
        except UserError as error:
            troubles.append(f"{step.verb} {step.argument}".strip() + f": {error}")
    return troubles


# Digits


def _digit(context: StepContext, argument: str) -> None:
    """Of the digits that are stepped through; of two numbers, MNIST's or the built-in one's."""
    first, _, other = argument.partition(" or ")
    opened = context.document.dataset
    if other and (opened is None or opened.name != _MNIST):
        _put(context, builtin.load(), int(other))
    elif opened is None:
        raise UserError(translate("The [samples] are still being loaded. Try again in a moment."))
    else:
        _put(context, opened, int(first))


def _put(context: StepContext, dataset: Dataset, index: int) -> None:
    last = len(dataset.test) - 1
    if index > last:
        raise UserError(
            translate("There is no such [sample]. Choose one from 0 to {0}.", f"{last:,}")
        )
    context.document.history.show(
        content_of(dataset, index), translate("choosing a [sample]"), stepping=True
    )


def _random(context: StepContext, _argument: str) -> None:
    _trigger(context, "random")


def _draw(context: StepContext, argument: str) -> None:
    """Write a digit on the canvas, as a hand would."""
    written = handwriting.write(DIGIT_NAMES.index(argument), np.random.default_rng(_HAND))
    low, high = bounds(written)
    scale = np.float32(BOX / SIDE / float((high - low).max()))
    middle = (low + high) / np.float32(2)
    strokes = tuple(
        Stroke((stroke.points - middle) * scale + np.float32(0.5), stroke.width)
        for stroke in written
    )
    context.document.history.show(CanvasContent(Drawing(strokes=strokes)), translate("drawing"))


def _clear(context: StepContext, _argument: str) -> None:
    context.document.history.show(CanvasContent(), translate("clearing"))


# Network and class


def _model(context: StepContext, argument: str) -> None:
    context.document.set_model(_named(context, argument))


def _second(context: StepContext, argument: str) -> None:
    """The network beside that on the stage, on the page of two networks."""
    context.document.comparison.change(second=_named(context, argument).name)


def _named(context: StepContext, name: str) -> Model:
    models = context.document.models
    found = [model for model in models if name in (model.name, model.card.name)]
    if not found:
        known = ", ".join(model.card.name for model in models)
        raise UserError(translate("There is no network of that name. Choose one of {0}.", known))
    return found[0]


def _class(context: StepContext, argument: str) -> None:
    if argument == "predicted":
        context.document.follow_prediction()
    else:
        context.document.choose_class(int(argument))


# Looks


def _method(context: StepContext, argument: str) -> None:
    context.document.change_display(method=METHODS.named(argument.replace("_", "-")).name)


def _scale(context: StepContext, argument: str) -> None:
    context.document.change_display(scale=argument)


def _colours(context: StepContext, argument: str) -> None:
    context.document.change_display(colours=argument)


def _opacity(context: StepContext, argument: str) -> None:
    context.document.change_display(opacity=int(argument))


def _threshold(context: StepContext, argument: str) -> None:
    context.document.change_display(threshold=int(argument))


def _point(context: StepContext, argument: str) -> None:
    """Point at the middle of a pixel, until the mouse points elsewhere."""
    column, row = argument.split()
    context.document.set_pointer((int(column) + 0.5, int(row) + 0.5))


# Training


def _history(context: StepContext, argument: str) -> None:
    """Open the training timeline that lies beside a network's file."""
    _model(context, argument)
    if not _action(context, "model_history").isEnabled():
        raise UserError(
            translate(
                "There is no training history of this network to open now."
                " Choose a network that has one, or wait until the running training has ended."
            )
        )
    _trigger(context, "model_history")


def _snapshot(context: StepContext, argument: str) -> None:
    """Look at the network as it was; once its history, if it is being opened, is there."""
    training = context.training
    if training is None or not (training.histories.is_reading or training.timeline.snapshots):
        raise UserError(translate("No training is shown. Open a training history first."))
    training.histories.when_shown(partial(_look_back, training.timeline, argument))


def _look_back(timeline: Timeline, when: str) -> None:
    last = len(timeline.snapshots) - 1
    places = {"first": 0, "last": last}
    timeline.look_at(places[when] if when in places else timeline.place_after(int(when)))


# Parts of the window


def _open(context: StepContext, argument: str) -> None:
    name = action_name(argument)
    if not _action(context, name).isChecked():
        _trigger(context, name)


def _close(context: StepContext, argument: str) -> None:
    name = action_name(argument)
    if _action(context, name).isChecked():
        _trigger(context, name)


def action_name(part: str) -> str:
    """The name of the action that opens and closes a part of the window."""
    return _ACTIONS.get(part, part)


def _trigger(context: StepContext, name: str) -> None:
    action = _action(context, name)
    if not action.isEnabled():
        raise UserError(translate("This cannot be done now. Wait until what is running has ended."))
    action.trigger()


def _action(context: StepContext, name: str) -> QAction:
    action = context.action(name)
    if action is None:
        raise UserError(translate("This window has no such part. Correct the lesson."))
    return action


VERBS: dict[str, Callable[[StepContext, str], None]] = {
    "digit": _digit,
    "random": _random,
    "draw": _draw,
    "clear": _clear,
    "model": _model,
    "class": _class,
    "method": _method,
    "scale": _scale,
    "colours": _colours,
    "opacity": _opacity,
    "threshold": _threshold,
    "point": _point,
    "open": _open,
    "close": _close,
    "second": _second,
    "history": _history,
    "snapshot": _snapshot,
}
"""What each verb does."""
