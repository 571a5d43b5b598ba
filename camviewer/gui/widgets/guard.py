"""Guarding what Qt calls: an exception that leaves a paint event ends the process."""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import wraps
from typing import Concatenate, ParamSpec, TypeVar

Self = TypeVar("Self")
Given = ParamSpec("Given")


def guarded(
    method: Callable[Concatenate[Self, Given], None],
) -> Callable[Concatenate[Self, Given], None]:
    """A method of a widget whose exceptions are told once, as those that nobody caught.

    Once, since telling shows a message, which paints, which would raise again.
    """
    told = False

    @wraps(method)
    def call(self: Self, /, *given: Given.args, **named: Given.kwargs) -> None:
        nonlocal told
        try:
            method(self, *given, **named)
        except Exception as error:
            if not told:
                told = True
                sys.excepthook(type(error), error, error.__traceback__)

    return call
