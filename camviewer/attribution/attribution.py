"""An attribution: where in the sample a network found what it found, as maps and their sums."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

from camviewer.common.arrays import Array
from camviewer.common.translation import tr_noop
from camviewer.inference.prediction import Prediction
from camviewer.networks.receptive_field import ReceptiveField

Values = Mapping[str, str]
"""Values of a method's parameters by name; one that is missing or not known is the default."""


class Group(Enum):
    """Which methods a method is like; the value is its name for people, to be translated."""

    ACTIVATION = tr_noop("Weighted channels")
    GRADIENT = tr_noop("Gradients")
    RELEVANCE = tr_noop("Relevance")
    PERTURBATION = tr_noop("Changed inputs")
    OTHER = tr_noop("Other methods")


@dataclass(frozen=True)
class Parameter:
    """Something about a method that a person chooses.

    Attributes:
        name: what it is called on the command line and in files.
        title: its name for people, to be translated.
        choices: title by value of what can be chosen for a prediction, the default first; empty
            where there is nothing to choose.
    """

    name: str
    title: str
    choices: Callable[[Prediction], Mapping[str, str]]

    def value(self, prediction: Prediction, values: Values) -> str:
        """What is chosen for a prediction; empty where there is nothing to choose."""
        choices = self.choices(prediction)
        chosen = values.get(self.name, "")
        return chosen if chosen in choices else next(iter(choices), "")


def choice(name: str, title: str, *values: str) -> Parameter:
    """A parameter with the same choices for every prediction, each its own title."""
    titles = {value: value for value in values}
    return Parameter(name, title, lambda _prediction: titles)


@dataclass(frozen=True, eq=False)
class Attribution:
    """Maps of one sample, one a class, at their own resolution.

    Attributes:
        maps: (n, h, w) of n classes.
        is_signed: whether there can be values below zero, which speak against the class.
        cell_share: by what a cell's value is multiplied where the map is summed; None if its sum
            stands for nothing.
        remainder: (n,) the score less that sum: what the map does not account for; None with it.
        field: what each cell can see of the sample; None if that is not known.
        passes: passes of one sample over the network, forward or backward, that the map of one
            class took; the outputs of its layers, computed once a sample, are not counted.
        share: of the work, where more makes it better; 1 when it is done.
        seconds: that making it took; of what was made for another method before, that method's.
    """

    maps: Array
    is_signed: bool
    cell_share: float | None
    remainder: Array | None
    field: ReceptiveField | None
    passes: int
    share: float = 1.0
    seconds: float = 0.0

    def __post_init__(self) -> None:
        if self.maps.ndim != 3:
            raise ValueError(f"expected maps (n, h, w), found {self.maps.shape}")
        self.maps.setflags(write=False)

    @property
    def sums(self) -> Array | None:
        """(n,) what the cells of each map amount to: the score less the remainder."""
        if self.cell_share is None:
            return None
        sums: Array = self.maps.sum(axis=(1, 2)) * self.cell_share
        return sums
