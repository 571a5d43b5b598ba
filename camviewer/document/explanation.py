"""What a method makes of a prediction, and the pictures of it: each is made once a change."""

from __future__ import annotations

from camviewer.attribution.attribution import Attribution
from camviewer.attribution.methods import METHODS, Method
from camviewer.common.errors import UserError
from camviewer.inference.prediction import Prediction
from camviewer.rendering.rendering import (
    Display,
    Rendering,
    ScaledMaps,
    render_class,
    scaled_maps,
)


class Explanation:
    """Remembers what was made last, and what it was made of.

    Attributes:
        trouble: why the method made nothing of the prediction, in a sentence; empty if it did.
    """

    def __init__(self) -> None:
        """Nothing is made yet."""
        self.trouble = ""
        self._attribution: Attribution | None = None
        self._attributed: tuple[object, ...] = ()
        self._scaled: ScaledMaps | None = None
        self._scaled_from: tuple[object, ...] = ()
        self._rendering: Rendering | None = None
        self._rendered: tuple[object, ...] = ()

    def attribution(self, prediction: Prediction | None, display: Display) -> Attribution | None:
        """What the method makes of the prediction; None without one or without the maps.

        A method that is not quick is not computed here: what it made of the prediction before
        stands until `take` or `forget`.
        """
        made_of = prediction, display.method, display.parameters
        if made_of != self._attributed:
            method, before = METHODS.named(display.method), self._attributed
            last, self._attribution = self._attribution, None
            self._attributed, self.trouble = made_of, ""
            if prediction is not None and prediction.lacking(*method.needs) is None:
                if method.is_quick_for(prediction):
                    self._attribution = self._made_at_once(method, prediction, display)
                else:
                    stays = before[1:] == made_of[1:] and _is_of_as_many(last, prediction)
                    made = method.made(prediction, display.values)
                    self._attribution = made or (last if stays else None)
        return self._attribution

    def take(self, found: Attribution | None, trouble: str = "") -> None:
        """Take what was computed elsewhere for what was asked for last, or why there is nothing."""
        self._attribution, self.trouble = found, trouble

    def _made_at_once(
        self, method: Method, prediction: Prediction, display: Display
    ) -> Attribution | None:
        try:
            return method.explain(prediction, display.values)
        except UserError as error:
            self.trouble = str(error)
            return None

    def rendering(
        self, prediction: Prediction | None, class_index: int, display: Display
    ) -> Rendering | None:
        """The pictures of one class, on its own limits; None without a prediction or the maps."""
        found = self.attribution(prediction, display)
        made_of = prediction, found, class_index, display
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


def _is_of_as_many(found: Attribution | None, prediction: Prediction) -> bool:
    return found is not None and len(found.maps) == len(prediction.logits)
