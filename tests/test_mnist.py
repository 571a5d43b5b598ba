"""The bundled models on MNIST, where it is found: the figures that their cards promise."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest

from camviewer import cli
from camviewer.core.alteration import alter, nothing
from camviewer.core.analysis import Analysis
from camviewer.core.contributions import Contributions, contribution_numbers, ordered
from camviewer.core.digits import Split, to_digit
from camviewer.core.errors import FileError
from camviewer.core.ledger import ledger
from camviewer.core.model_files import bundled, read_card
from camviewer.datasets import open_source
from camviewer.nets import store
from camviewer.nets.engine import Engine, engine_for
from tests import reference

BATCH = 500
LECTURES_DIGIT = 1005  # a nine
ROUNDING = 1e-4  # single precision, as a share of the largest number

every = pytest.mark.parametrize("model", bundled())


@cache
def mnist_test() -> Split:
    return open_source("mnist").test


@pytest.fixture(scope="module")
def digits() -> Split:
    try:
        return mnist_test()
    except FileError as error:
        pytest.skip(f"MNIST is needed: {error}")


def engine_with(model: str) -> Engine:
    stored = store.load(bundled()[model])
    engine = engine_for(stored.card.architecture)
    engine.load(stored.weights, stored.card.name)
    return engine


def test_that_it_is_the_whole_test_set(digits: Split) -> None:
    assert digits.images.shape == (10_000, 28, 28)
    assert digits.label(LECTURES_DIGIT) == 9


@every
def test_that_scores_are_bias_and_mean_map_and_the_accuracy_is_the_cards(
    model: str, digits: Split
) -> None:
    engine = engine_with(model)
    dense, bias = store.load(bundled()[model]).weights[-2:]
    largest_error = largest_score = right = 0.0
    for start in range(0, len(digits), BATCH):
        part = slice(start, start + BATCH)
        features, scores = engine.forward(to_digit(digits.images[part]))
        maps = features @ dense  # (n, h, w, C)
        largest_error = max(largest_error, np.abs(bias + maps.mean(axis=(1, 2)) - scores).max())
        largest_score = max(largest_score, np.abs(scores).max())
        right += (scores.argmax(axis=1) == digits.labels[part]).sum()
    assert largest_error <= ROUNDING * largest_score
    accuracy = read_card(bundled()[model]).accuracy
    assert accuracy is not None
    # On another processor the last bit may turn one digit that the network cannot decide.
    assert abs(right - accuracy * len(digits)) <= 1


@every
def test_that_maps_are_what_numpy_computes(model: str, digits: Split) -> None:
    stored = store.load(bundled()[model])
    engine = engine_with(model)
    some = to_digit(digits.images[::50])
    assert len(some) == 200
    maps, scores = reference.maps_and_scores(stored.card.architecture, some, stored.weights)
    found: list[Analysis] = [engine.analyse(digit) for digit in some]
    assert reference.off(np.stack([one.maps for one in found]), maps) <= ROUNDING
    assert reference.off(np.stack([one.logits for one in found]), scores) <= ROUNDING


@every
def test_that_the_lectures_picture_is_the_lectures(
    model: str, digits: Split, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nine.npz"
    call = ["explain", "--data", "mnist", "--index", str(LECTURES_DIGIT), "--scale", "lecture"]
    assert cli.main([*call, "--model", model, "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}\n"
    with np.load(out) as content:
        assert np.array_equal(content["input"], to_digit(digits.image(LECTURES_DIGIT)))
        expected = cv2.resize(np.abs(content["cam"][9]), (28, 28), interpolation=cv2.INTER_CUBIC)
        assert np.array_equal(content["scaled_resized"][9], expected)


DIGITS = 1000


@every
def test_that_the_ledger_agrees_and_the_running_sum_ends_in_the_map(
    model: str, digits: Split
) -> None:
    engine = engine_with(model)
    worst = {"ledger": 0.0, "difference": 0.0, "sum": 0.0}
    for digit in to_digit(digits.images[:DIGITS]):
        one = engine.analyse(digit)
        largest_score, largest = np.abs(one.logits).max(), np.abs(one.maps).max()
        for index in range(10):
            order = ordered(contribution_numbers(one, index), "magnitude")
            found = Contributions(one, index, None, order)
            worst["ledger"] = max(worst["ledger"], ledger(found).disagreement / largest_score)
            worst["sum"] = max(worst["sum"], found.errors[-1] / largest)
        against = (one.predicted + 1) % 10
        found = Contributions(one, one.predicted, against, order)
        worst["difference"] = max(worst["difference"], ledger(found).disagreement / largest_score)
    assert max(worst.values()) <= ROUNDING, worst


@every
def test_that_a_channel_switched_off_is_a_network_without_that_weight(
    model: str, digits: Split
) -> None:
    """The real engine, with that row of the dense layer's kernel set to zero."""
    stored = store.load(bundled()[model])
    engine = engine_with(model)
    some = to_digit(digits.images[:DIGITS:50])
    plain = [engine.analyse(digit) for digit in some]
    channels = len(stored.weights[-2])
    for channel in range(0, channels, 7):
        kernel = stored.weights[-2].copy()
        kernel[channel] = 0
        engine.load([*stored.weights[:-2], kernel, stored.weights[-1]], "without it")
        for digit, one in zip(some, plain, strict=True):
            expected = engine.analyse(digit)
            found = alter(one, nothing(channels).with_factor(channel, 0))
            assert reference.off(found.logits, expected.logits) <= ROUNDING
            assert reference.off(found.maps, expected.maps) <= ROUNDING
            assert found.predicted == expected.predicted
