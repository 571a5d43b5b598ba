"""What a method makes of a prediction, and the pictures of it: each is made once a change."""

from __future__ import annotations

from camviewer.attribution.attribution import Attribution
from camviewer.attribution.methods import METHODS
from camviewer.inference.prediction import Prediction
from camviewer.rendering.rendering import (
    Display,
    Rendering,
    ScaledMaps,
    render_class,
    scaled_maps,
)


class Explanation:
    """Remembers what was made last, and what it was made of."""

    def __init__(self) -> None:
        """Nothing is made yet."""
        self._attribution: Attribution | None = None
        self._attributed: tuple[object, ...] = ()
        self._scaled: ScaledMaps | None = None
        self._scaled_from: tuple[object, ...] = ()
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
        """The pictures of one class, on its own limits; None without a prediction or the maps."""
        made_of = prediction, class_index, display
        if made_of != self._rendered:
            self._rendered, self._rendering = made_of, None
            scaled = self._scaled_maps(prediction, display)
            if scaled is not None and prediction is not None:
                self._rendering = render_class(prediction.image, scaled, class_index, display)
        return self._rendering

    def _scaled_maps(self, prediction: Prediction | None, display: Display) -> ScaledMaps | None:
        """The maps of all classes on the display's scale, whichever class is shown."""
        found = self.attribution(prediction, display)
        made_of = found, display.scale, display.interpolation
        if made_of != self._scaled_from:
            self._scaled_from, self._scaled = made_of, None
            if found is not None and prediction is not None:
                size = prediction.spec.size
                self._scaled = scaled_maps(found.maps, size, display)
        return self._scaled
