"""Studies: the values are those of single trials; what fails is left out, the others go on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import partial

import numpy as np
import pytest

from camviewer.attribution.attribution import Attribution, Values
from camviewer.attribution.methods import METHODS, Method
from camviewer.attribution.trust import MEASURES, Measure
from camviewer.attribution.trust.sanity_check import cascade
from camviewer.attribution.trust.study import Contender, Study, run_study
from camviewer.attribution.trust.trial import Case, Trial
from camviewer.common.arrays import Array
from camviewer.common.cancel import Cancelled, CancelToken
from camviewer.data.spec import ImageSpec
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import Prediction
from camviewer.networks.graph import GraphBuilder
from camviewer.rendering.rendering import resize
from tests.attribution.small_networks import dense, gap, sample_of, weights_of

SAMPLES = np.stack([sample_of(gap(), seed) for seed in range(4)])

ENGINE = Engine(gap(), weights_of(gap()), "small")


def study(
    *contenders: Contender,
    engine: Engine = ENGINE,
    samples: Array = SAMPLES,
    measures: Sequence[Measure] = tuple(MEASURES.values()),
    progress: Callable[[int, int], object] = lambda _done, _number: None,
    token: CancelToken | None = None,
    seed: int = 0,
) -> Study:
    by_name = {measure.name: measure for measure in measures}
    return run_study(engine, samples, contenders, by_name, progress, token or CancelToken(), seed)


def contender(name: str, **values: str) -> Contender:
    return Contender(METHODS[name], values)


def made(name: str, attribute: Callable[[Prediction, int], Array | None]) -> Contender:
    """A method of one's own, of maps (n, h, w) of a prediction and the class asked for."""

    def estimates(
        prediction: Prediction, classes: Sequence[int], _values: Values
    ) -> Iterator[Attribution]:
        maps = attribute(prediction, classes[0])
        if maps is not None:
            yield Attribution(maps, True, None, None, None, 0)

    return Contender(replace(METHODS["gradient"], name=name, estimates=estimates))


def image(prediction: Prediction, _class: int) -> Array:
    return prediction.image[None]


def map_by(contender: Contender, engine: Engine, index: int, sample: Array) -> Array:
    """(10, 8) the map of a class, made with those of all others."""
    maps = contender.method.maps(engine.predict(sample), contender.values)
    whole: Array = resize(maps, (10, 8))[index]
    return whole


def test_that_the_values_are_those_of_single_trials() -> None:
    seed = 3
    *_, last = cascade(ENGINE.graph, ENGINE.weights, seed)
    randomised = Engine(ENGINE.graph, last.weights)
    chosen = [
        contender("cam"),
        contender("grad-cam", layer="conv2d"),
        contender("gradient-input"),
        contender("occlusion", block="2"),
    ]
    found = study(*chosen, seed=seed)
    assert found.troubles == ()

    for each in chosen:
        for place, sample in enumerate(SAMPLES):
            index = ENGINE.predict(sample).predicted
            attribution = each.method.explain(ENGINE.predict(sample), each.values)
            trial = Trial(
                Case(ENGINE.scores, sample, index, seed=seed),
                map_by(each, ENGINE, index, sample),
                None if attribution.sums is None else float(attribution.sums[index]),
                explain=partial(map_by, each, ENGINE, index),
                explain_randomised=partial(map_by, each, randomised, index),
            )
            for name, measure in MEASURES.items():
                expected = measure.measure(trial)
                value = found.values[each.name, name][place]
                assert value == (None if expected is None else pytest.approx(expected, abs=1e-4))


def test_that_the_sum_of_a_map_is_what_completeness_looks_at() -> None:
    found = study(contender("cam"), measures=[MEASURES["completeness"]])
    (score, blank), bias = ENGINE.scores(np.stack([SAMPLES[0], 0 * SAMPLES[0]])), ENGINE.weights[-1]
    index = int(score.argmax())
    difference = score[index] - blank[index]
    expected = abs(score[index] - bias[index] - difference) / abs(difference)
    assert found.values["cam", "completeness"][0] == pytest.approx(expected, rel=1e-4)


def test_that_the_same_call_gives_the_same_values() -> None:
    once, again = (
        study(contender("smooth-grad", samples="20"), contender("lrp")) for _ in range(2)
    )
    assert once.values == again.values
    other = study(contender("lrp"), seed=1)
    assert other.values["lrp", "sanity-check"] != once.values["lrp", "sanity-check"]
    assert other.values["lrp", "average-drop"] == once.values["lrp", "average-drop"]


def test_that_a_contender_is_called_by_its_method_and_what_is_chosen() -> None:
    assert contender("cam").name == "cam"
    assert contender("occlusion", block="2", baseline="mean").name == (
        "occlusion block=2 baseline=mean"
    )


def test_that_a_method_whose_needs_are_not_met_is_left_out_in_words_for_a_person() -> None:
    engine = Engine(dense(), weights_of(dense()), "flat one")
    found = study(contender("cam"), contender("gradient"), engine=engine)
    (trouble,) = found.troubles
    assert (trouble.contender, trouble.measure) == ("cam", None)
    assert trouble.reason.startswith("flat one has no layer with a grid of cells")
    assert found.values["cam", "average-drop"] == [None] * 4
    assert None not in found.values["gradient", "average-drop"]


def raising(prediction: Prediction, _class: int) -> Array:
    if np.array_equal(prediction.image, SAMPLES[2]):
        raise RuntimeError("not this one")
    return prediction.image[None]


@pytest.mark.parametrize(
    ("attribute", "reason"),
    [
        (raising, "RuntimeError: not this one"),
        (
            lambda prediction, _class: np.stack([prediction.image] * 2),
            "produced no map that can be shown",
        ),
        (lambda _prediction, _class: None, "produced no map that can be shown"),
        (lambda prediction, _class: prediction.image[None] * np.float32(np.nan), "produced no map"),
    ],
)
def test_that_a_method_that_fails_on_a_sample_has_no_values_and_the_others_go_on(
    attribute: Callable[[Prediction, int], Array | None], reason: str
) -> None:
    found = study(made("broken", attribute), made("whole", image))
    (trouble,) = found.troubles
    assert (trouble.contender, trouble.measure) == ("broken", None)
    assert reason in trouble.reason
    for name in MEASURES:
        assert found.values["broken", name] == [None] * 4
        assert len(found.values["whole", name]) == 4
    assert None not in found.values["whole", "average-drop"]


def test_that_a_measure_that_fails_for_a_method_leaves_the_others_alone() -> None:
    def measure(trial: Trial) -> float:
        if trial.map.min() < 0:
            raise ValueError("below zero")
        return float("nan") if trial.map.max() > 1 else 2.0

    measures = [MEASURES["average-drop"], Measure("own", "Own", "", True, measure)]
    contenders = (
        made("whole", image),
        made("negative", lambda prediction, _class: -prediction.image[None]),
        made("large", lambda prediction, _class: 3 * prediction.image[None]),
    )
    found = study(*contenders, measures=measures)
    assert [(each.contender, each.measure, each.reason) for each in found.troubles] == [
        ("negative", "own", "ValueError: below zero"),
        ("large", "own", "ValueError: expected a finite figure, found nan"),
    ]
    assert found.values["whole", "own"] == [2.0] * 4
    assert found.values["negative", "own"] == [None] * 4
    assert None not in found.values["negative", "average-drop"]


def test_that_a_network_without_weights_has_no_randomised_one() -> None:
    network = GraphBuilder(ImageSpec(9, 11, 3))
    network.add("GlobalAveragePooling2D")
    engine = Engine(network.graph(), [])
    samples = np.random.default_rng(1).random((1, 9, 11, 3), np.float32)
    found = study(contender("gradient-input"), engine=engine, samples=samples)
    assert found.troubles == ()
    assert found.values["gradient-input", "sanity-check"] == [None]
    # The mean of a channel is what its pixels times their gradients add up to.
    (error,) = found.values["gradient-input", "completeness"]
    assert error == pytest.approx(0, abs=1e-5)


def test_that_progress_is_told_a_sample_at_a_time() -> None:
    told: list[tuple[int, int]] = []
    study(contender("cam"), progress=lambda done, number: told.append((done, number)))
    assert told == [(1, 4), (2, 4), (3, 4), (4, 4)]


def test_that_it_is_cancelled_between_two_estimates() -> None:
    token, begun = CancelToken(), []

    def endless(
        prediction: Prediction, _classes: Sequence[int], _values: Values
    ) -> Iterator[Attribution]:
        while True:
            begun.append(1)
            yield Attribution(prediction.image[None].copy(), True, None, None, None, 0)
            token.cancel()

    method: Method = replace(METHODS["gradient"], estimates=endless)
    with pytest.raises(Cancelled):
        study(Contender(method), token=token)
    assert len(begun) <= 4
    with pytest.raises(Cancelled):
        study(contender("cam"), token=token)
