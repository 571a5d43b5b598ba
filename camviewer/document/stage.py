"""Which network reads the sample: a model, or in its place one at a moment of its training."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from camviewer.data.digits.spec import DIGIT_NAMES, DIGIT_SPEC
from camviewer.data.spec import ImageSpec
from camviewer.inference.prediction import NetworkSnapshot
from camviewer.networks.formats import model_file
from camviewer.networks.model_card import ModelCard


@dataclass(frozen=True)
class Model:
    """A model that can be chosen: its file and its card."""

    path: Path
    card: ModelCard

    @property
    def name(self) -> str:
        """What finds it again from anywhere: the name of a bundled model, else its path."""
        bundled = model_file.bundled().get(self.path.stem) == self.path
        return self.path.stem if bundled else str(self.path.absolute())


@dataclass(frozen=True, eq=False)
class Stage:
    """What reads the sample.

    Attributes:
        models: those that read it side by side; today one, none before it is chosen.
        snapshot: a network at a moment of its training, if it is looked at in place of the model.
    """

    models: tuple[Model, ...] = ()
    snapshot: NetworkSnapshot | None = None

    @property
    def model(self) -> Model | None:
        """The model that reads the sample; None before the first is chosen."""
        return self.models[0] if self.models else None

    @property
    def network(self) -> Path | NetworkSnapshot | None:
        """What reads the sample: the snapshot if there is one, else the model's file."""
        if self.snapshot is not None:
            return self.snapshot
        return self.models[0].path if self.models else None

    @property
    def spec(self) -> ImageSpec:
        """What the network is for; the ten digits before one is chosen."""
        if self.snapshot is not None:
            return self.snapshot.spec
        return self.models[0].card.spec if self.models else DIGIT_SPEC

    @property
    def class_names(self) -> tuple[str, ...]:
        """Names of the network's own classes, or numbers where it has none."""
        if self.snapshot is not None and self.snapshot.class_names:
            return self.snapshot.class_names
        return self.models[0].card.class_names if self.models else DIGIT_NAMES
