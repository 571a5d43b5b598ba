"""The sample of the first second."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.app import first_sample
from camviewer.data.dataset import to_sample
from camviewer.data.sources import open_source
from camviewer.inference.engine_cache import ENGINES
from camviewer.inference.prediction import Capability
from camviewer.networks.formats.model_file import bundled, read_card
from tests.there import there


@pytest.mark.parametrize("model", bundled())
def test_that_it_is_what_the_bundled_model_says_of_the_built_in_digit(model: str) -> None:
    stored = first_sample.prediction_by(model)
    test = open_source("builtin").test
    assert np.array_equal(stored.image, to_sample(test.image(first_sample.INDEX)))
    assert test.label(first_sample.INDEX) == first_sample.LABEL == stored.predicted
    assert stored.model == read_card(bundled()[model]).name
    fresh = ENGINES.of(bundled()[model]).predict(stored.image)
    of_network = {Capability.GRADIENT, Capability.LAYERS}  # which is not in the file
    assert stored.capabilities | of_network == fresh.capabilities
    pairs = [(stored.logits, fresh.logits)]
    if fresh.convolution is not None:
        kept, computed = there(stored.field), there(fresh.field)
        assert np.array_equal(kept.rows, computed.rows)
        assert np.array_equal(kept.columns, computed.columns)
        pairs.append((stored.features, fresh.features))
    if fresh.head is not None:
        pairs.append((stored.maps, fresh.maps))
    for found, expected in pairs:
        assert np.abs(found - expected).max() <= 1e-4 * np.abs(expected).max()
