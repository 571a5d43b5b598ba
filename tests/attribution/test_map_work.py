"""Maps of many samples: those of the predictions."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.map_work import MapsRequest, make_mapper
from camviewer.data.dataset import to_sample
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.inference.evaluator import BATCH
from camviewer.inference.prediction import NetworkSnapshot, PredictionRequest
from camviewer.inference.predictor import predict
from camviewer.networks.formats.model_file import bundled
from tests.engines import snapshot_of
from tests.reference import off

NUMBER = BATCH + 7
LECTURE = bundled()["lecture"]


@pytest.mark.parametrize("of", ["file", "training"])
def test_that_maps_are_those_of_the_prediction(of: str) -> None:
    network = LECTURE if of == "file" else snapshot_of("lecture", 1)
    samples = to_sample(WrittenSplit("test", NUMBER).images)
    classes = (np.arange(NUMBER) % 10).astype(np.uint8)
    others = ((np.arange(NUMBER) + 3) % 10).astype(np.uint8)
    maps = make_mapper()
    found = maps(MapsRequest(network, samples, classes))
    differences = maps(MapsRequest(network, samples, classes, others))
    for index in (0, BATCH - 1, BATCH, NUMBER - 1):
        expected = predict(PredictionRequest(network, samples[index])).maps
        assert off(found[index], expected[classes[index]]) <= 1e-4
        difference = expected[classes[index]] - expected[others[index]]
        assert off(differences[index], difference) <= 1e-4


@pytest.mark.parametrize("network", [LECTURE, snapshot_of("lecture", 1)])
def test_that_no_digits_have_no_maps(network: NetworkSnapshot) -> None:
    none = np.zeros((0, 28, 28), np.float32)
    found = make_mapper()(MapsRequest(network, none, np.zeros(0, np.uint8)))
    assert found.shape == (0, 14, 14)
