"""The sample of the first second."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.app import first_sample
from camviewer.data.dataset import to_sample
from camviewer.data.sources import open_source
from camviewer.inference.engine_cache import ENGINES
from camviewer.networks.formats.model_file import bundled, read_card


@pytest.mark.parametrize("model", bundled())
def test_that_it_is_what_the_bundled_model_says_of_the_built_in_digit(model: str) -> None:
    stored = first_sample.prediction_by(model)
    test = open_source("builtin").test
    assert np.array_equal(stored.image, to_sample(test.image(first_sample.INDEX)))
    assert test.label(first_sample.INDEX) == first_sample.LABEL == stored.predicted
    assert stored.model == read_card(bundled()[model]).name
    fresh = ENGINES.of(bundled()[model]).predict(stored.image)
    assert stored.field is not None
    assert fresh.field is not None
    assert np.array_equal(stored.field.rows, fresh.field.rows)
    assert np.array_equal(stored.field.columns, fresh.field.columns)
    for kept, computed in ((stored.logits, fresh.logits), (stored.maps, fresh.maps)):
        assert np.abs(kept - computed).max() <= 1e-4 * np.abs(computed).max()
