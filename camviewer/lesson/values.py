"""Numbers that a lesson's words give by name: ``{{score}}``, ``{{lecture.parameters}}``.

A name without a dot is a *live value*: of what the stage shows. A name with a dot is a *fact*: it
stands in ``resources/lessons/facts.json``, which tests compute (see ``tests/lesson/facts``).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from camviewer.common.paths import resources

LIVE = (
    "class",
    "label",
    "runner-up",
    "score",
    "probability",
    "bias",
    "margin",
    "map mean",
    "map min",
    "map max",
    "negative cells",
    "grid",
    "cells",
    "channels",
    "model",
    "parameters",
    "receptive field",
    "channel",
    "pooled of channel",
    "weight of channel",
    "contribution of channel",
    "contributions sum",
)
"""Names of the live values."""

ABSENT = "–"
"""What stands where there is no such value: without ink, or of a network without a linear head."""


@dataclass(frozen=True)
class Fact:
    """A number that does not depend on what is shown.

    Attributes:
        value: as it is read, the same in every language.
        source: the publication that it is quoted from; empty for what tests compute.
    """

    value: str
    source: str = ""


@cache
def facts() -> Mapping[str, Fact]:
    """All facts by name."""
    text = (resources() / "lessons" / "facts.json").read_text(encoding="utf-8")
    return {name: Fact(**entry) for name, entry in json.loads(text).items()}


def is_known(name: str) -> bool:
    """Whether this is the name of a live value or of a fact."""
    return name in LIVE or name in facts()
