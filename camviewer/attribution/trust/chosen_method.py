"""A method's map as measures of trust are given it: of one class, of the sample's size."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from camviewer.attribution.attribution import Attribution, Values
from camviewer.attribution.methods import Method
from camviewer.attribution.trust.trial import Case, Explain, Trial
from camviewer.common.arrays import Array
from camviewer.inference.prediction import Prediction
from camviewer.rendering.rendering import resize

Predict = Callable[[Array], Prediction]
"""What one network makes of a sample (h, w) or (h, w, 3)."""


@dataclass(frozen=True, eq=False)
class ChosenMethod:
    """A method with what is chosen about it.

    Attributes:
        method: the method.
        values: of its parameters.
        check: called between two estimates; ends it by raising.
    """

    method: Method
    values: Values
    check: Callable[[], object] = lambda: None

    def explain(self, predict: Predict, class_index: int, sample: Array) -> Array:
        """(h, w) the map of one class of a sample, as a network reads it; raises as the method."""
        found = self._attribution(predict(sample), class_index)
        resized: Array = of_size(found.maps, (sample.shape[0], sample.shape[1]))[0]
        return resized

    def trial(self, case: Case, predict: Predict, explain_randomised: Explain | None) -> Trial:
        """The method's map of the sample of a case, to be put to the test; raises as the method."""
        found = self._attribution(predict(case.sample), case.class_index)
        return Trial(
            case,
            of_size(found.maps, case.size)[0],
            None if found.sums is None else float(found.sums[0]),
            explain=partial(self.explain, predict, case.class_index),
            explain_randomised=explain_randomised,
        )

    def _attribution(self, prediction: Prediction, class_index: int) -> Attribution:
        """Of one class alone, which is as good as of all and takes less time."""
        for estimate in self.method.refine_classes(prediction, [class_index], self.values):
            self.check()
            found = estimate
        return found


def of_size(maps: Array, size: tuple[int, int]) -> Array:
    """Maps (n, h, w) of the sample's size: resized as the window shows them, if they are not."""
    return maps if maps.shape[1:] == size else resize(maps, size)
