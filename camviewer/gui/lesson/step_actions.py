"""What the steps of a lesson do in the window: one function a verb.

To add a verb, add its function here and what it may be told in `camviewer.lesson.steps`.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtGui import QAction

from camviewer.attribution.methods import METHODS
from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.controllers.sample import content_of
from camviewer.data.dataset import Dataset
from camviewer.data.digits import handwriting
from camviewer.data.digits.preparation import BOX, SIDE
from camviewer.data.drawing import Drawing
from camviewer.data.sources import builtin
from camviewer.data.strokes import Stroke, bounds
from camviewer.document.canvas_content import CanvasContent
from camviewer.document.document import Document
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
    """

    document: Document
    action: Callable[[str], QAction | None]


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
        raise UserError(translate("there are no [samples] to choose from yet; try again soon"))
    else:
        _put(context, opened, int(first))


def _put(context: StepContext, dataset: Dataset, index: int) -> None:
    last = len(dataset.test) - 1
    if index > last:
        raise UserError(
            translate("there is no [sample] {1}; choose one from 0 to {0}", last, index)
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
    found = [
        model for model in context.document.models if argument in (model.name, model.card.name)
    ]
    if not found:
        known = ", ".join(model.card.name for model in context.document.models)
        raise UserError(translate("there is no model of that name; choose one of {0}", known))
    context.document.set_model(found[0])


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
        raise UserError(translate("this cannot be done now; try again later"))
    action.trigger()


def _action(context: StepContext, name: str) -> QAction:
    action = context.action(name)
    if action is None:
        raise UserError(translate("this window has no such part; choose another step"))
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
}
"""What each verb does."""
