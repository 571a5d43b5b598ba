"""What a method makes of a prediction, and the pictures of it: each is made once a change."""

from __future__ import annotations

from camviewer.attribution.attribution import Attribution
from camviewer.attribution.methods import METHODS
from camviewer.inference.prediction import Prediction
from camviewer.rendering.rendering import Display, Rendering, render


class Explanation:
    """Remembers what was made last, and what it was made of."""

    def __init__(self) -> None:
        """Nothing is made yet."""
        self._attribution: Attribution | None = None
        self._attributed: tuple[object, ...] = ()
        self._rendering: Rendering | None = None
        self._rendered: tuple[object, ...] = ()

    def attribution(self, prediction: Prediction | None, display: Display) -> Attribution | None:
        """What the method makes of the prediction; None without one or without the maps."""
        made_of = prediction, display.method, display.parameters
        if made_of != self._attributed:
            self._attribution = None
            method = METHODS.named(display.method)
            if prediction is not None and prediction.lacking(*method.needs) is None:
                self._attribution = method.explain(prediction, display.values)
            self._attributed = made_of
        return self._attribution

    def rendering(
        self, prediction: Prediction | None, class_index: int, display: Display
    ) -> Rendering | None:
        """The pictures of one class; None without a prediction or the maps."""
        made_of = prediction, class_index, display
        if made_of != self._rendered:
            self._rendered, self._rendering = made_of, None
            found = self.attribution(prediction, display)
            if found is not None and prediction is not None:
                self._rendering = render(prediction.image, found.maps, class_index, display)
        return self._rendering
