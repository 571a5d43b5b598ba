"""The digit of the first second."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.core import sample
from camviewer.core.digits import to_digit
from camviewer.core.model_files import bundled, read_card
from camviewer.datasets import open_source
from camviewer.nets import store
from camviewer.nets.engine import engine_for


@pytest.mark.parametrize("model", bundled())
def test_that_it_is_what_the_bundled_model_says_of_the_built_in_digit(model: str) -> None:
    stored = sample.analysis_by(model)
    test = open_source("builtin").test
    assert np.array_equal(stored.image, to_digit(test.image(sample.INDEX)))
    assert test.label(sample.INDEX) == sample.LABEL == stored.predicted
    assert stored.model == read_card(bundled()[model]).name
    loaded = store.load(bundled()[model])
    engine = engine_for(loaded.card.architecture)
    engine.load(loaded.weights, model)
    fresh = engine.analyse(stored.image)
    assert stored.field is not None
    assert fresh.field is not None
    assert np.array_equal(stored.field.rows, fresh.field.rows)
    assert np.array_equal(stored.field.columns, fresh.field.columns)
    for kept, computed in ((stored.logits, fresh.logits), (stored.maps, fresh.maps)):
        assert np.abs(kept - computed).max() <= 1e-4 * np.abs(computed).max()
