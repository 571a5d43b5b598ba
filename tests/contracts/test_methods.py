"""What every method that is found keeps to, those of other packages too."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from camviewer.attribution import methods
from camviewer.attribution.methods import METHODS, Method
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import Capability, CapabilityError, Prediction
from tests.attribution.small_networks import (
    CLASSES,
    NETWORKS,
    gap,
    prediction_of,
    sample_of,
    weights_of,
)

CLASS_BLIND = {"eigen-cam"}
"""Methods that say of themselves that they know nothing of classes."""


OWN = {path.stem.replace("_", "-") for path in Path(methods.__path__[0]).glob("*.py")}
"""Methods of the program, not of another package."""


def everywhere(test: Callable[..., None]) -> Callable[..., None]:
    """Run a test for every method with every network."""
    for name, values in (("network", NETWORKS), ("name", METHODS)):
        test = pytest.mark.parametrize(name, values)(test)
    return test


def fits(method: Method, prediction: Prediction) -> bool:
    return prediction.lacking(*method.needs) is None


@everywhere
def test_shapes_and_numbers(name: str, network: str) -> None:
    method, one = METHODS[name], prediction_of(NETWORKS[network]())
    if not fits(method, one):
        with pytest.raises(CapabilityError):
            method.explain(one)
        return
    found = method.explain(one)
    assert found.maps.shape[0] == CLASSES
    assert np.isfinite(found.maps).all()
    assert found.maps.dtype == np.float32
    assert found.share == 1
    assert found.is_signed or found.maps.min() >= 0
    if found.field is not None:
        assert found.field.grid == found.maps.shape[1:]
    if found.sums is not None:
        assert found.remainder is not None
        assert found.sums + found.remainder == pytest.approx(
            one.logits, abs=1e-4 * float(np.abs(one.logits).max())
        )


@everywhere
def test_same_numbers_again(name: str, network: str) -> None:
    method = METHODS[name]
    first, second = (prediction_of(NETWORKS[network]()) for _ in range(2))
    if fits(method, first):
        assert np.array_equal(method.maps(first), method.maps(second))


@everywhere
def test_classes_differ(name: str, network: str) -> None:
    method, one = METHODS[name], prediction_of(NETWORKS[network]())
    if fits(method, one) and name not in CLASS_BLIND:
        maps = method.maps(one)
        assert not np.array_equal(maps[0], maps[1])


@everywhere
def test_some_classes_are_some_of_all(name: str, network: str) -> None:
    method, one = METHODS[name], prediction_of(NETWORKS[network]())
    if fits(method, one):
        *_, some = method.estimates(one, [2, 0], {})
        whole = method.maps(one)
        largest = float(np.abs(whole).max())
        assert some.maps == pytest.approx(whole[[2, 0]], abs=1e-5 * largest)


@everywhere
def test_an_empty_picture_is_no_error(name: str, network: str) -> None:
    graph = NETWORKS[network]()
    blank = np.zeros(graph.spec.shape, np.float32)
    one = prediction_of(graph, sample=blank)
    if fits(METHODS[name], one):
        assert np.isfinite(METHODS[name].maps(one)).all()


@everywhere
def test_every_choice_of_every_parameter(name: str, network: str) -> None:
    method, one = METHODS[name], prediction_of(NETWORKS[network]())
    if not fits(method, one):
        return
    for parameter in method.parameters:
        for value in list(parameter.choices(one))[:6]:
            estimates = method.estimates(one, [0], {parameter.name: value})
            assert np.isfinite(next(iter(estimates)).maps).all()


@pytest.mark.parametrize("name", METHODS)
def test_the_prediction_is_not_changed(name: str) -> None:
    one, same = prediction_of(gap()), prediction_of(gap())
    METHODS[name].maps(one)
    for attribute in ("image", "features", "weights", "bias", "logits", "maps"):
        assert np.array_equal(getattr(one, attribute), getattr(same, attribute))


@pytest.mark.parametrize("name", METHODS)
def test_maps_belong_to_their_classes(name: str) -> None:
    graph, order = gap(), [2, 0, 1]
    *before, kernel, bias = weights_of(graph)
    engine = Engine(graph, [*before, kernel[:, order].copy(), bias[order].copy()])
    maps = METHODS[name].maps(prediction_of(graph))
    exchanged = METHODS[name].maps(engine.predict(sample_of(graph)))
    largest = float(np.abs(maps).max())
    assert exchanged == pytest.approx(maps[order], abs=1e-4 * largest)


@pytest.mark.parametrize("name", METHODS)
def test_each_says_what_it_is(name: str) -> None:
    method = METHODS[name]
    assert METHODS.named(method.name) is method
    assert "_" not in method.name
    assert method.title.strip()
    if name in OWN:
        assert method.about.endswith(".")
        assert method.formula
        assert method.paper


@pytest.mark.parametrize("capability", Capability)
@pytest.mark.parametrize("name", METHODS)
def test_each_capability_missing_is_told(name: str, capability: Capability) -> None:
    parts: dict[Capability, dict[str, Any]] = {
        Capability.CONVOLUTION_FEATURES: {"convolution": None, "head": None},
        Capability.LINEAR_HEAD: {"head": None},
        Capability.GRADIENT: {"head": None, "network": None},
        Capability.LAYERS: {"network": None},
    }
    one = dataclasses.replace(prediction_of(gap()), **parts[capability], made={})
    method = METHODS[name]
    if capability in method.needs:
        with pytest.raises(CapabilityError, match="small"):
            method.explain(one)


@pytest.mark.parametrize("name", [name for name, method in METHODS.items() if not method.is_quick])
def test_slow_ones_become_better_and_are_kept(name: str) -> None:
    method, one = METHODS[name], prediction_of(gap())
    shares = [each.share for each in method.refine(one)]
    assert shares == sorted(shares)
    assert shares[-1] == 1
    assert method.explain(one) is method.made(one)
