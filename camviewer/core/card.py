"""The card of a model: what it is, how it came to be, how good it is."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from functools import partial, reduce
from typing import Any

from camviewer.core.language import mark, say


@dataclass(frozen=True)
class ModelCard:
    """What a person should know of a model before trusting it.

    Attributes:
        name: what the model is called in the window and on the command line.
        architecture: name of the architecture that its weights belong to.
        recipe: name of the recipe it was trained by.
        epochs: how many times it saw the training digits.
        data: source of the digits it was trained on.
        seed: seed of its initial weights and of the order of the digits.
        accuracy: share of the test digits read rightly, 0 to 1; None if it was not measured.
        date: day of the training, ISO 8601.
        version: version of the program that trained it.
    """

    name: str
    architecture: str
    recipe: str
    epochs: int
    data: str
    seed: int
    accuracy: float | None
    date: str
    version: str

    def to_json(self) -> str:
        """The card as JSON text."""
        return json.dumps(asdict(self), indent=2, ensure_ascii=False) + "\n"

    @classmethod
    def from_json(cls, text: str | bytes) -> ModelCard:
        """Read a card.

        Raises:
            ValueError: the text is no JSON object with these entries of these types, or the
            accuracy is no share.
        """
        entries: Any = json.loads(text)
        if not isinstance(entries, dict):
            raise ValueError(say("expected a JSON object, found {0}", type(entries).__name__))
        kinds: dict[str, tuple[type, ...]] = {field.name: (str,) for field in fields(cls)}
        kinds |= {"epochs": (int,), "seed": (int,), "accuracy": (int, float, type(None))}
        for name, kind in kinds.items():
            # Exactly these types: to Python, True is a number too.
            if name not in entries or type(entries[name]) not in kind:
                expected = reduce(
                    partial(say, mark("{0} or {1}")), (each.__name__ for each in kind)
                )
                raise ValueError(say("expected the entry {0} as {1}", repr(name), expected))
        if entries["accuracy"] is not None and not 0 <= entries["accuracy"] <= 1:
            raise ValueError(
                say("expected an accuracy from 0 to 1, found {0}", entries["accuracy"])
            )
        return cls(**{name: entries[name] for name in kinds})
