"""What a method makes of a prediction, and the pictures of it: each is made once a change."""

from __future__ import annotations

from camviewer.attribution.attribution import Attribution
from camviewer.attribution.methods import METHODS
from camviewer.inference.prediction import Prediction
from camviewer.rendering.rendering import Display, Rendering, ScaledMaps, picture, scale_maps


class Explanation:
    """Remembers what was made last, and what it was made of."""

    def __init__(self) -> None:
        """Nothing is made yet."""
        self._attribution: Attribution | None = None
        self._attributed: tuple[object, ...] = ()
        self._scaled: ScaledMaps | None = None
        self._scaled_of: tuple[object, ...] = ()
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

    def scaled(self, prediction: Prediction | None, display: Display) -> ScaledMaps | None:
        """The maps of all classes on the display's scale; None without a prediction or maps."""
        found = self.attribution(prediction, display)
        made_of = found, display.scale, display.interpolation
        if made_of != self._scaled_of:
            self._scaled_of, self._scaled = made_of, None
            if found is not None and prediction is not None:
                height, width = prediction.image.shape[:2]
                self._scaled = scale_maps(
                    found.maps, (height, width), display.scale, display.interpolation
                )
        return self._scaled

    def rendering(
        self, prediction: Prediction | None, class_index: int, display: Display
    ) -> Rendering | None:
        """The pictures of one class, on its own limits; None without a prediction or the maps."""
        made_of = prediction, class_index, display
        if made_of != self._rendered:
            self._rendered, self._rendering = made_of, None
            scaled = self.scaled(prediction, display)
            if scaled is not None and prediction is not None:
                limits = scaled.own_limits(class_index)
                self._rendering = picture(prediction.image, scaled, class_index, display, limits)
        return self._rendering
