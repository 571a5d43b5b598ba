"""Maps of many samples: those of the predictions."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.map_work import (
    MapsRequest,
    MapTask,
    described,
    make_mapper,
    map_steps,
    maps,
)
from camviewer.attribution.methods import METHODS
from camviewer.common.cancel import Cancelled
from camviewer.data.dataset import to_sample
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.inference.evaluator import BATCH
from camviewer.inference.prediction import CapabilityError, NetworkSnapshot, PredictionRequest
from camviewer.inference.predictor import predict
from camviewer.networks.formats.model_file import bundled
from tests.engines import snapshot_of
from tests.reference import off
from tests.there import there

NUMBER = BATCH + 7
LECTURE = bundled()["lecture"]
CLASSES = np.array([3, 8], np.uint8)


@pytest.mark.parametrize("of", ["file", "training"])
def test_that_maps_are_those_of_the_prediction(of: str) -> None:
    network = LECTURE if of == "file" else snapshot_of("lecture", 1)
    samples = to_sample(WrittenSplit("test", NUMBER).images)
    classes = (np.arange(NUMBER) % 10).astype(np.uint8)
    others = ((np.arange(NUMBER) + 3) % 10).astype(np.uint8)
    mapper = make_mapper()
    found = mapper(MapsRequest(network, samples, classes))
    differences = mapper(MapsRequest(network, samples, classes, others))
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


@pytest.mark.parametrize("method", ["grad-cam", "gradient", "occlusion"])
def test_that_maps_of_other_methods_are_theirs(method: str) -> None:
    samples = to_sample(WrittenSplit("test", 3).images)
    classes, others = np.array([4, 0, 7], np.uint8), np.array([1, 2, 3], np.uint8)
    values = {"block": "7", "stride": "7"}
    found = maps(MapsRequest(LECTURE, samples, classes, None, method, values))
    differences = maps(MapsRequest(LECTURE, samples, classes, others, method, values))
    for index, sample in enumerate(samples):
        one = predict(PredictionRequest(LECTURE, sample))
        expected = METHODS[method].maps(one, values)
        assert off(found[index], expected[classes[index]]) <= 1e-5
        difference = expected[classes[index]] - expected[others[index]]
        assert off(differences[index], difference) <= 1e-4


def test_that_a_method_that_takes_its_time_can_be_ended_between_estimates() -> None:
    asked: list[int] = []

    def check() -> None:
        asked.append(1)
        if len(asked) == 3:
            raise Cancelled

    samples = to_sample(WrittenSplit("test", 2).images)
    request = MapsRequest(LECTURE, samples, CLASSES, method="occlusion", check=check)
    with pytest.raises(Cancelled):
        maps(request)
    assert len(asked) == 3


def test_that_only_the_finished_map_is_given() -> None:
    samples = to_sample(WrittenSplit("test", 2).images)
    request = MapsRequest(LECTURE, samples, CLASSES, method="occlusion")
    *before, last = map_steps(MapTask(request, 1))
    assert len(before) > 1
    assert not any(each is not None for each in before)
    assert np.array_equal(there(last), maps(request)[1])


def test_that_a_method_the_network_cannot_bear_says_so() -> None:
    samples = to_sample(WrittenSplit("test", 2).images)
    ann = snapshot_of("ann", 1)
    for method in ("cam", "grad-cam"):
        with pytest.raises(CapabilityError, match="Choose a network"):
            maps(MapsRequest(ann, samples, CLASSES, method=method))
    assert maps(MapsRequest(ann, samples, CLASSES, method="gradient")).shape == (2, 28, 28)


def test_that_a_method_is_described_with_what_it_takes() -> None:
    samples = to_sample(WrittenSplit("test", 2).images)
    assert described(MapsRequest(LECTURE, samples, CLASSES)) == "CAM"
    values = {"block": "7", "stride": "of another method"}
    told = described(MapsRequest(LECTURE, samples, CLASSES, method="occlusion", values=values))
    assert told == "Occlusion (7, 1, black)"
