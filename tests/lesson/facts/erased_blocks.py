"""How well class activation maps agree with what erasing ink costs.

``erasing.NETWORK``: rank correlation of the predicted class' map with the score lost by blocks of
4 × 4 pixels, mean of MNIST's test digits 0 to 119; as ``camviewer trust`` measures it.
"""

from __future__ import annotations

from functools import partial

import numpy as np

from camviewer.attribution.methods import METHODS
from camviewer.attribution.trust import MEASURES
from camviewer.attribution.trust.study import Contender, run_study
from camviewer.common.cancel import CancelToken
from tests.lesson.facts.first_digits import engine, samples
from tests.lesson.facts.formats import decimal
from tests.lesson.facts.registry import fact

NUMBER = 120

MEASURE = "occlusion-correlation"


def correlation(network: str) -> str:
    """The correlation of one network."""
    cam = Contender(METHODS.named("cam"))
    study = run_study(
        engine(network),
        samples()[:NUMBER],
        [cam],
        {MEASURE: MEASURES.named(MEASURE)},
        lambda *_: None,
        CancelToken(),
    )
    found = [value for value in study.values[cam.name, MEASURE] if value is not None]
    return decimal(float(np.mean(found)))


for _network in ("lecture", "lecture-best", "compact", "ink"):
    fact(f"erasing.{_network}", mnist=True, slow=True)(partial(correlation, _network))
