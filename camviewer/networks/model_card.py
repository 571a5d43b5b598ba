"""The card of a model: what it is, how it came to be, how good it is."""

from __future__ import annotations

import json
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from functools import partial, reduce
from typing import Any

from camviewer.common.letters import legible
from camviewer.common.translation import tr_noop, translate
from camviewer.data.digits.spec import DIGIT_NAMES, DIGIT_SPEC, are_digits
from camviewer.data.spec import MAX_CLASSES, MIN_CLASSES, ImageSpec
from camviewer.networks.input_scaling import PLAIN, Scaling

OWN = tr_noop("own")
"""Architecture on the card of a model whose file describes its layers: no architecture of the
program's."""

UNKNOWN = tr_noop("unknown")
"""Recipe, data and date on the card of a model of which they are not known."""


@dataclass(frozen=True)
class ModelCard:
    """What a person should know of a model before trusting it; its texts are `legible`.

    Attributes:
        name: what the model is called in the window and on the command line.
        architecture: name of the architecture that its weights belong to.
        recipe: name of the recipe it was trained by.
        epochs: how many times it saw the training samples.
        data: source of the samples it was trained on.
        seed: seed of its initial weights and of the order of the samples.
        accuracy: share of the test samples classified correctly, 0 to 1; None if not measured.
        date: day of the training, ISO 8601.
        version: version of the program that trained it.
        share: how much of the training samples was used, above 0 to 1; None if that is not known.
        batch: samples a step; None if that is not known.
        learning_rate: that of Adam, its peak if it changes; None if that is not known.
        steps: steps made; None if that is not known.
        start: name of the model whose weights it began with; empty for fresh weights.
        spec: what it is shown.
        class_names: of the classes that it tells apart.
        scaling: how the program's samples are scaled before its first layer reads them.
        corrections: how many of its training samples had another class than their file says.
        has_learned_tests: whether it, or a model that it began with, has learned from test samples
            in a fix, so that only those that are held out can judge it.
        trouble: a sentence if the card in its file is damaged, else empty; never written.
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
    share: float | None = None
    batch: int | None = None
    learning_rate: float | None = None
    steps: int | None = None
    start: str = ""
    spec: ImageSpec = DIGIT_SPEC
    class_names: tuple[str, ...] = DIGIT_NAMES
    scaling: Scaling = PLAIN
    corrections: int = 0
    has_learned_tests: bool = False
    trouble: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        texts = {each.name: getattr(self, each.name) for each in fields(self)}
        for name, text in texts.items():
            if isinstance(text, str):
                object.__setattr__(self, name, legible(text))
        object.__setattr__(self, "class_names", tuple(map(legible, self.class_names)))

    def to_json(self) -> str:
        """The card as JSON text."""
        entries = {**asdict(self), "scaling": self.scaling.to_entry()}
        del entries["trouble"]
        return json.dumps(entries, indent=2, ensure_ascii=False) + "\n"

    @property
    def is_foreign(self) -> bool:
        """Whether another program made it, so that how it was fed is not known from its file."""
        return self.architecture == OWN and self.recipe == UNKNOWN

    @property
    def shows_digits(self) -> bool:
        """Whether it is shown what the ten samples are."""
        return are_digits(self.spec, self.class_names)

    @classmethod
    def from_json(cls, text: str | bytes) -> ModelCard:
        """Read a card.

        Raises:
            ValueError: the text is no JSON object with these entries of these types (those with
            a default may be missing), accuracy or share are no shares, or what it is shown, how
            that is scaled or what it tells apart is nothing that the program knows.
        """
        entries = _entries(text)
        plain = {name: _plain(name, entries) for name in _kinds()}
        names = _class_names(entries)
        return cls(**plain, class_names=names, **_shown(entries))

    @classmethod
    def mended(cls, text: bytes, otherwise: ModelCard) -> ModelCard:
        """What is sound of a damaged card, and the rest as on another one.

        How the network is made and shown its samples is taken over as a whole or not at all.
        """
        entries: dict[str, Any] = {}
        with suppress(ValueError, RecursionError):
            entries = _entries(text)
        sound: dict[str, Any] = {}
        for name in _kinds().keys() & entries.keys():
            with suppress(ValueError):
                sound[name] = _plain(name, entries)
        if "class_names" in entries:
            with suppress(ValueError):
                sound["class_names"] = _class_names(entries)
        if {"spec", "scaling"} <= entries.keys():
            with suppress(ValueError):
                sound |= _shown(entries)
        if not sound.keys() >= {*_MAKING, *_SHOWN, "class_names"}:
            sound = {name: sound[name] for name in sound.keys() - {*_MAKING, *_SHOWN}}
        return replace(otherwise, **sound)


_SHOWN = ("spec", "scaling")

_MAKING = ("architecture", "recipe", "version")
"""What tells how a network's file is to be read."""


def _entries(text: str | bytes) -> dict[str, Any]:
    """The entries of a card; raises `ValueError` if it is no JSON object."""
    entries: Any = json.loads(text)
    if not isinstance(entries, dict):
        raise ValueError(translate("{0} instead of a JSON object", type(entries).__name__))
    if "rate" in entries:  # what cards called it before
        entries = {"learning_rate": entries["rate"], **entries}
    return entries


def _kinds() -> dict[str, tuple[type, ...]]:
    """The types that plain entries may have, by their names."""
    others = ("spec", "class_names", "scaling", "trouble")
    names = (field.name for field in fields(ModelCard) if field.name not in others)
    kinds: dict[str, tuple[type, ...]] = dict.fromkeys(names, (str,))
    whole, real = (int, type(None)), (int, float, type(None))
    kinds |= dict.fromkeys(("epochs", "seed", "corrections"), (int,))
    kinds |= {"batch": whole, "steps": whole, "has_learned_tests": (bool,)}
    return kinds | dict.fromkeys(("accuracy", "share", "learning_rate"), real)


def _plain(name: str, entries: dict[str, Any]) -> Any:
    """A plain entry or its default; raises `ValueError` if it cannot be what it is."""
    default = next(field.default for field in fields(ModelCard) if field.name == name)
    value, kinds = entries.get(name, default), _kinds()[name]
    # Exactly these types: to Python, True is a number too.
    if type(value) not in kinds:
        titles = (kind.__name__ for kind in kinds)
        expected = reduce(partial(translate, tr_noop("{0} or {1}")), titles)
        raise ValueError(translate("the entry {0} is not {1}", repr(name), expected))
    if name in ("accuracy", "share") and value is not None and not 0 <= value <= 1:
        raise ValueError(translate("{0} is {1}, not from 0 to 1", name, value))
    return value


def _class_names(entries: dict[str, Any]) -> tuple[str, ...]:
    """What a card says that a model tells apart; one that says nothing: digits."""
    names = entries.get("class_names", DIGIT_NAMES)
    if not (
        isinstance(names, (list, tuple))
        and MIN_CLASSES <= len(names) <= MAX_CLASSES
        and all(isinstance(name, str) and name for name in names)
    ):
        raise ValueError(
            translate("{2} does not have {0} to {1} names", MIN_CLASSES, MAX_CLASSES, "class_names")
        )
    return tuple(names)


def _shown(entries: dict[str, Any]) -> dict[str, Any]:
    """What a card says that a model is shown, and how; one that says nothing: samples."""
    spec = entries.get("spec", asdict(DIGIT_SPEC))
    try:
        whole = ImageSpec(**{**spec, "value_range": tuple(spec["value_range"])})
        sizes_are_whole = all(type(each) is int for each in (*whole.size, whole.channels))
    except (TypeError, ValueError, KeyError):
        sizes_are_whole = False
    if not sizes_are_whole:
        raise ValueError(translate("{0} has no size of pictures", "spec"))
    scaling = entries.get("scaling", PLAIN.to_entry())
    return {"spec": whole, "scaling": Scaling.from_entry(scaling, whole.channels)}
