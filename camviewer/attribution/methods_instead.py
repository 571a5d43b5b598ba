"""What to look at where a method has nothing to show of a network."""

from __future__ import annotations

from collections.abc import Iterable

from camviewer.attribution.methods import METHODS, Method
from camviewer.inference.prediction import Prediction

INSTEAD = ("grad-cam", "gradient-input", "lrp")
"""Methods to choose in the place of another, those most like CAM first."""


def methods_instead(method: Method, predictions: Iterable[Prediction]) -> tuple[Method, ...]:
    """Methods that the networks of all these predictions bear, in the place of another one."""
    made = tuple(predictions)
    offered = (METHODS[name] for name in INSTEAD if name in METHODS and name != method.name)
    return tuple(each for each in offered if not any(one.lacking(*each.needs) for one in made))
