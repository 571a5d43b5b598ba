"""What a model computed, and what is shown of it: the one place where a model is ablated."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from camviewer.attribution.channel_ablation import ChannelAblation, ablate
from camviewer.inference.prediction import Prediction


class AblatedPrediction:
    """A model's prediction, a channel ablation, and the prediction that comes of both.

    Attributes:
        original: what the model as it is computed; None while there is no answer.
        ablation: channels that are switched off or scaled; None for the model as it is.
        shown: what the model, ablated if it is, computed.
    """

    def __init__(self) -> None:
        """No answer, nothing ablated."""
        self.original: Prediction | None = None
        self.ablation: ChannelAblation | None = None
        self.shown: Prediction | None = None

    def take(self, original: Prediction | None, class_names: tuple[str, ...]) -> None:
        """Take another prediction, or none; an ablation that does not fit it is dropped.

        Args:
            original: what the model as it is computed.
            class_names: what the window calls the classes, if they are as many.
        """
        self.original = original
        if original is not None and _differ(original.class_names, class_names):
            self.original = replace(original, class_names=class_names)
        if not self._fits():
            self.ablation = None
        self._ablate()

    def rename(self, class_names: tuple[str, ...]) -> bool:
        """Call the classes otherwise, if they are as many; whether that is a change."""
        before = self.original
        self.take(before, class_names)
        return self.original is not before

    def ablate(self, ablation: ChannelAblation | None) -> bool:
        """Ablate the model otherwise, or not at all; whether that is a change.

        Raises:
            ValueError: there is a prediction, and it has not as many channels.
        """
        if ablation is not None and ablation.is_none:
            ablation = None
        before, self.ablation = self.ablation, ablation
        if before is None or ablation is None:
            same = before is ablation
        else:
            same = np.array_equal(before.factors, ablation.factors)
        if not same:
            self._ablate()
        return not same

    def _fits(self) -> bool:
        # A file that was written anew may have another number of channels, or another end.
        if self.original is None or self.ablation is None:
            return True
        head = self.original.head
        return head is not None and len(self.ablation.factors) == len(head.weights)

    def _ablate(self) -> None:
        self.shown = self.original
        if self.original is not None and self.ablation is not None:
            self.shown = ablate(self.original, self.ablation)


def _differ(own: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether classes have other names, and as many."""
    return own != others and len(own) == len(others)
