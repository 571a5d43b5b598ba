"""What becomes of an operation in a file of Keras: a layer that does the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from camviewer.networks.formats.keras_entries import Tensor


@dataclass(frozen=True)
class Step:
    """A layer that does what an operation does.

    Attributes:
        kind: Keras' name of its class.
        config: its options; what they leave out is as Keras has it.
        inputs: what it reads.
    """

    kind: str
    config: dict[str, Any]
    inputs: tuple[Tensor, ...]


Make = Callable[[Sequence[Any], Mapping[str, Any]], Step]
"""Given what goes in and the options; raises `UnlikeError` where no layer does the same."""


class UnlikeError(ValueError):
    """No layer does what such an operation does."""


def all_of(tensors: Sequence[Any]) -> tuple[Tensor, ...]:
    """What goes in, if these are tensors."""
    if not all(isinstance(each, Tensor) for each in tensors):
        raise UnlikeError
    return tuple(tensors)


def only(operands: Sequence[Any]) -> tuple[Tensor, ...]:
    """What goes in, if it is one tensor."""
    (x,) = operands
    return all_of([x])
