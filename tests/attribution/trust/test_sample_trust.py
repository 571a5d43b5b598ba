"""All measures of one method on one sample, as they become known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import numpy as np
import pytest

from camviewer.attribution.attribution import Attribution, Values
from camviewer.attribution.methods import METHODS
from camviewer.attribution.trust import MEASURES
from camviewer.attribution.trust import sample_trust as module
from camviewer.attribution.trust.sample_trust import SampleTrust, sample_trust
from camviewer.common.registry import Registry
from camviewer.inference.prediction import CapabilityError, Prediction
from tests.attribution.small_networks import NETWORKS, dense, gap, prediction_of


def measured(network: str, method: str, class_index: int = 1) -> list[SampleTrust]:
    one = prediction_of(NETWORKS[network](), 1)
    return list(sample_trust(one, METHODS[method], {}, class_index))


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("method", ["gradient-input", "lrp", "occlusion"])
def test_every_measure_says_something_or_nothing(network: str, method: str) -> None:
    *_, last = measured(network, method)
    assert set(last.figures) == set(MEASURES)
    assert not last.failures
    assert last.share == 1
    assert last.curves is not None
    assert set(last.correlations) == {1, 2, 4}


def test_more_is_known_at_each_step() -> None:
    steps = measured("gap", "cam")
    shares = [each.share for each in steps]
    assert shares == sorted(set(shares))
    counts = [len(each.figures) + len(each.randomised) for each in steps]
    assert counts == list(range(1, len(steps) + 1))


def test_layers_are_randomised_from_the_scores_down() -> None:
    *_, last = measured("gap", "cam")
    assert [each.kind for each in last.randomised] == ["Dense", "Conv2D", "Conv2D"]
    size = prediction_of(gap()).spec.size
    assert all(each.map.shape == size for each in last.randomised)


def test_a_figure_is_that_of_the_class_asked_for() -> None:
    one = prediction_of(gap(), 1)
    *_, last = sample_trust(one, METHODS["gradient-input"], {}, 2)
    found = METHODS["gradient-input"].maps(one)[2]
    assert np.array_equal(last.map, found)


def test_what_a_network_lacks_is_told() -> None:
    with pytest.raises(CapabilityError):
        next(sample_trust(prediction_of(dense()), METHODS["cam"], {}, 0))


def test_a_measure_that_fails_is_told_and_the_others_go_on(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(_trial: object) -> float:
        raise ZeroDivisionError("a bug")

    measures = {**MEASURES, "completeness": replace(MEASURES["completeness"], measure=fail)}
    monkeypatch.setattr(module, "MEASURES", Registry("Measure", lambda: measures))
    *_, last = measured("gap", "cam")
    assert last.failures == {"completeness": "ZeroDivisionError: a bug"}
    assert set(last.figures) == set(MEASURES) - {"completeness"}


def test_a_method_that_bears_no_other_network_keeps_what_is_known_of_it() -> None:
    gradient, calls = METHODS["gradient"], iter(range(100))

    def estimates(
        prediction: Prediction, classes: Sequence[int], values: Values
    ) -> Iterator[Attribution]:
        if next(calls):
            raise ValueError("only once")
        yield from gradient.estimates(prediction, classes, values)

    one = prediction_of(gap(), 1)
    *_, last = sample_trust(one, replace(gradient, estimates=estimates), {}, 0)
    assert last.share == 1
    assert last.failures["sanity-check"] == "ValueError: only once"
    assert last.figures["deletion-insertion"] is not None
    assert not last.randomised
