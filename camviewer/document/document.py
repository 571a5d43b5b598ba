"""The document: the one place that knows what is shown and chosen. Views follow its signals.

Setters ignore equal values, so a signal always means a change. Windows and panels are built from
the document and can be thrown away; what of it is plain data is its `DocumentState`.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Signal

from camviewer.attribution.attribution import Attribution
from camviewer.attribution.channel_ablation import ChannelAblation
from camviewer.attribution.methods import METHODS
from camviewer.common.arrays import Array
from camviewer.data import drawing
from camviewer.data.dataset import Dataset
from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.fitting import Fitting, fitted
from camviewer.data.spec import ImageSpec, known_names
from camviewer.document.ablated_prediction import AblatedPrediction
from camviewer.document.canvas_content import (
    CanvasContent,
    content_of_sample,
    sample_of,
)
from camviewer.document.explanation import Explanation
from camviewer.document.parts import Parts
from camviewer.document.stage import Model, Stage
from camviewer.document.state import DocumentState, StageState
from camviewer.document.undo import History
from camviewer.inference.prediction import NetworkSnapshot, Prediction
from camviewer.rendering.rendering import Display, Rendering
from camviewer.rendering.scales import SCALES


class Document(Parts):
    """Sample, models, prediction and all that is chosen.

    Attributes:
        history: the steps in which the canvas came to its content, to be undone and redone.
    """

    content_changed = Signal()
    sample_changed = Signal()
    models_changed = Signal()
    model_changed = Signal()
    dataset_changed = Signal()
    prediction_changed = Signal()
    ablation_changed = Signal()
    class_changed = Signal()
    display_changed = Signal()
    rendering_changed = Signal()
    """What the explanation views show has changed, for whichever reason."""
    pointer_changed = Signal()

    def __init__(self, state: DocumentState | None = None, parent: QObject | None = None) -> None:
        """A document of that state, but without data set and models: these have to be read first.

        Args:
            state: what is shown and chosen; None for an empty document.
            parent: Qt's owner.
        """
        state = state or DocumentState()
        super().__init__(state, parent)
        self.history = History(self, self)
        self._content = content_of_sample(state.sample)
        self._prepared: Array = drawing.prepare(self._content.drawing, DIGIT_SPEC)
        self._sample = self._prepared
        self._models: tuple[Model, ...] = ()
        self._on_stage = Stage()
        self._dataset: Dataset | None = None
        self._source = state.source
        self._ablated = AblatedPrediction()
        self._is_current: bool | None = False  # None until someone asks
        self._class = state.stage.class_index
        self._following = state.stage.following
        self._display = state.display
        self._pointer: tuple[float, float] | None = None
        self._explanation = Explanation()

    def state(self) -> DocumentState:
        """What of this is plain data."""
        stage = StageState(
            models=tuple(model.name for model in self.on_stage),
            snapshot=self.snapshot.name if self.snapshot is not None else "",
            class_index=self._class,
            following=self._following,
        )
        return DocumentState(
            sample=sample_of(self._content),
            source=self._source,
            stage=stage,
            display=self._display,
            **self.part_states(),
        )

    # The sample

    @property
    def content(self) -> CanvasContent:
        """What is on the canvas."""
        return self._content

    def set_content(self, content: CanvasContent) -> None:
        """Show another drawing; the sample is prepared from it."""
        if content == self._content:
            return
        self._content = content
        self.content_changed.emit()
        self._prepare()

    def _prepare(self) -> None:
        """Make the sample anew from what is on the canvas, for the model that reads it."""
        before = self._sample
        self._prepared = drawing.prepare(self._content.drawing, self.model_spec)
        self._sample = fitted(self._prepared, self.model_spec).sample
        self._is_current = None
        if not np.array_equal(before, self._sample):
            if not self._sample.any():
                self.set_prediction(None)
            self.sample_changed.emit()

    @property
    def sample(self) -> Array:
        """The sample (h, w) or (h, w, 3) in [0, 1], as the network is shown it."""
        return self._sample

    @property
    def spec(self) -> ImageSpec:
        """What the sample is."""
        return ImageSpec.of(self._sample)

    @property
    def prepared(self) -> Array:
        """The sample (h, w) or (h, w, 3) in [0, 1] as it was before it was fitted to a network."""
        return self._prepared

    @property
    def fitting(self) -> Fitting:
        """What was done to the sample to fit it to the network that reads it."""
        return Fitting(ImageSpec.of(self._prepared), self.spec)

    @property
    def model_spec(self) -> ImageSpec:
        """What the network that reads samples is for; the ten samples before one is chosen."""
        return self._on_stage.spec

    # Where samples come from

    @property
    def dataset(self) -> Dataset | None:
        """The samples to step through; None while they are being read."""
        return self._dataset

    @property
    def source(self) -> str:
        """How the data set was asked for: "auto", "mnist", "builtin" or a path."""
        return self._source

    def set_dataset(self, source: str, dataset: Dataset) -> None:
        """Step through other samples from now on; the canvas keeps what it has."""
        self._source = source
        if dataset is not self._dataset:
            self._dataset = dataset
            are_renamed = self._ablated.rename(self.class_names)
            self.dataset_changed.emit()
            if are_renamed:
                self.prediction_changed.emit()
                self.rendering_changed.emit()

    @property
    def label(self) -> int | None:
        """Class of the sample on the canvas, if that is one of the classes of the data set.

        The number of another data set's sample counts only where the class has the same name.
        """
        origin, dataset = self._content.origin, self._dataset
        if origin.label is None or dataset is None or origin.name == dataset.name:
            return origin.label
        name = origin.class_name or str(origin.label)
        return origin.label if dataset.class_names[origin.label :][:1] == (name,) else None

    # The model and what it computed

    @property
    def models(self) -> tuple[Model, ...]:
        """The models to choose from."""
        return self._models

    def add_model(self, model: Model) -> None:
        """Offer one more model; one of the same file takes its place."""
        if model in self._models:
            return
        others = tuple(other for other in self._models if other.path != model.path)
        self._models = (*others, model)
        self.models_changed.emit()

    def remove_model(self, model: Model) -> None:
        """Offer a model no longer; the one that reads the sample stays what it is."""
        self._models = tuple(other for other in self._models if other != model)
        self.models_changed.emit()

    @property
    def on_stage(self) -> tuple[Model, ...]:
        """The models that read the sample side by side; today one, none before it is chosen."""
        return self._on_stage.models

    @property
    def model(self) -> Model | None:
        """The model that reads the sample; None before the first is chosen."""
        return self._on_stage.model

    def set_model(self, model: Model) -> None:
        """Choose the model."""
        if model != self.model or self.snapshot is not None:
            self._let_read(Stage((model,)))

    def _let_read(self, stage: Stage) -> None:
        """Have another network read the sample."""
        self._on_stage = stage
        self.set_ablation(None)
        self._keep_class_known()
        self.model_changed.emit()
        self._prepare()

    def _keep_class_known(self) -> None:
        """Another network may tell fewer classes apart."""
        if self._class >= len(self.class_names):
            self._class = 0
            self.class_changed.emit()

    @property
    def class_names(self) -> tuple[str, ...]:
        """Names of the model's classes: its own, the data set's where it has none, or numbers."""
        names = self._on_stage.class_names
        return known_names(names, self._dataset.class_names) if self._dataset else names

    def class_name(self, class_index: int) -> str:
        """Name of a class; its number if the model knows none of that number."""
        names = self.class_names
        return names[class_index] if class_index < len(names) else str(class_index)

    @property
    def snapshot(self) -> NetworkSnapshot | None:
        """A network at a moment of its training, if it is looked at in place of the model."""
        return self._on_stage.snapshot

    def set_snapshot(self, snapshot: NetworkSnapshot | None) -> None:
        """Look at a network at a moment of its training, or again at the model."""
        if snapshot is not self.snapshot:
            self._let_read(Stage(self.on_stage, snapshot))

    @property
    def network(self) -> Path | NetworkSnapshot | None:
        """What reads the sample: the snapshot if there is one, else the model's file."""
        return self._on_stage.network

    @property
    def prediction(self) -> Prediction | None:
        """What the model, ablated if it is, computed; None while there is no ink or no answer."""
        return self._ablated.shown

    @property
    def original(self) -> Prediction | None:
        """What the model as it is computed, whatever is ablated."""
        return self._ablated.original

    @property
    def is_current(self) -> bool:
        """Whether the prediction is of the sample as it is now, not of the one before."""
        if self._is_current is None:
            original = self.original
            self._is_current = original is not None and np.array_equal(original.image, self._sample)
        return self._is_current

    def set_prediction(self, prediction: Prediction | None) -> None:
        """Show another prediction; the class follows its prediction unless one was chosen.

        A channel ablation stays, so that one can be tried on many samples. What the class follows
        is what the model reads as it is: a question about one class must not end with another.
        """
        if prediction is self.original:
            return
        was_ablated = self.ablation is not None
        self._ablated.take(prediction, self.class_names)
        self._is_current = None
        if was_ablated and self.ablation is None:
            self.ablation_changed.emit()
        if prediction is not None and self._following and prediction.predicted != self._class:
            self._class = prediction.predicted
            self.class_changed.emit()
        self.prediction_changed.emit()
        self.rendering_changed.emit()

    @property
    def ablation(self) -> ChannelAblation | None:
        """Channels that are switched off or scaled; None for the model as it is."""
        return self._ablated.ablation

    def set_ablation(self, ablation: ChannelAblation | None) -> None:
        """Ablate the model, or show it again as it is. Another model is never ablated at first.

        Raises:
            ValueError: there is a prediction, and it has not as many channels.
        """
        if not self._ablated.ablate(ablation):
            return
        self.ablation_changed.emit()
        if self.original is not None:
            self.prediction_changed.emit()
            self.rendering_changed.emit()

    # What is chosen to be shown

    @property
    def class_index(self) -> int:
        """The class whose map is shown."""
        return self._class

    @property
    def following(self) -> bool:
        """Whether the class shown is always the predicted one."""
        return self._following

    def choose_class(self, class_index: int) -> None:
        """Show the map of one class, whatever is predicted; there is no other than the model's."""
        if class_index < len(self.class_names):
            self._set_class(class_index, following=False)

    def follow_prediction(self, following: bool = True) -> None:
        """Show the map of the predicted class from now on, or stay with the present one."""
        predicted = self.original.predicted if self.original and following else self._class
        self._set_class(predicted, following=following)

    def _set_class(self, class_index: int, *, following: bool) -> None:
        if (class_index, following) == (self._class, self._following):
            return
        moved = class_index != self._class
        self._class, self._following = class_index, following
        self.class_changed.emit()
        if moved:
            self.rendering_changed.emit()

    @property
    def display(self) -> Display:
        """Opacity, scale, colours and the like."""
        return self._display

    def change_display(self, **changes: Any) -> None:
        """Change some of the display's attributes; a new scale brings its own colours."""
        if "scale" in changes and "colours" not in changes:
            changes["colours"] = SCALES.named(changes["scale"]).colours
        display = replace(self._display, **changes)
        if display != self._display:
            self._display = display
            self.display_changed.emit()
            self.rendering_changed.emit()

    @property
    def attribution(self) -> Attribution | None:
        """What the method makes of the prediction; None without one or without the maps."""
        return self._explanation.attribution(self.prediction, self._display)

    def set_attribution(self, found: Attribution | None, trouble: str = "") -> None:
        """Show what the display's method, which takes its time, made of the prediction.

        Args:
            found: by the display's parameters; None where there is nothing to show, and what
                stood of the sample before is to go.
            trouble: why there is nothing, in a sentence, if it is known.
        """
        if found is not self.attribution or trouble != self._explanation.trouble:
            self._explanation.take(found, trouble)
            self.rendering_changed.emit()

    @property
    def is_explained(self) -> bool:
        """Whether the maps shown are of the sample as it is now, and no estimate."""
        prediction, method = self.prediction, METHODS.named(self._display.method)
        if prediction is None or not self.is_current or self.attribution is None:
            return False
        return method.made(prediction, self._display.values) is not None

    @property
    def attribution_trouble(self) -> str:
        """Why the method made nothing of the prediction, in a sentence; empty if it did."""
        _ = self.attribution
        return self._explanation.trouble

    @property
    def rendering(self) -> Rendering | None:
        """The pictures to show; None without a prediction or the maps. Made once a change."""
        return self._explanation.rendering(self.prediction, self._class, self._display)

    # The pointer

    @property
    def pointer(self) -> tuple[float, float] | None:
        """Where the pointer is on the sample, in its pixels (x, y); None if it is elsewhere."""
        return self._pointer

    def set_pointer(self, pointer: tuple[float, float] | None) -> None:
        """Move the pointer in all views at once."""
        if pointer != self._pointer:
            self._pointer = pointer
            self.pointer_changed.emit()
