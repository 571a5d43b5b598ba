"""The bundled models on MNIST, where it is found: the figures that their cards promise."""

from __future__ import annotations

import csv
import json
from functools import cache
from pathlib import Path

import cv2
import numpy as np
import pytest

from camviewer import cli
from camviewer.attribution.channel_ablation import ablate, nothing
from camviewer.attribution.contributions import Contributions, contribution_numbers, ordered
from camviewer.attribution.map_work import MapsRequest, maps
from camviewer.attribution.score_breakdown import score_breakdown
from camviewer.common.cancel import CancelToken
from camviewer.common.errors import FileError
from camviewer.data.dataset import Split, to_sample
from camviewer.data.sources import open_source
from camviewer.inference.engine import Engine
from camviewer.inference.engine_cache import ENGINES
from camviewer.inference.evaluator import evaluate
from camviewer.inference.prediction import Prediction
from camviewer.networks import store
from camviewer.networks.formats.model_file import bundled, read_card
from tests import reference
from tests.engines import WITH_HEAD
from tests.there import there

pytestmark = pytest.mark.slow

BATCH = 500
LECTURES_DIGIT = 1005  # a nine
ROUNDING = 1e-4  # single precision, as a share of the largest number

every = pytest.mark.parametrize("model", bundled())
with_head = pytest.mark.parametrize(
    "model", [name for name, path in bundled().items() if read_card(path).architecture in WITH_HEAD]
)


@cache
def mnist_test() -> Split:
    return open_source("mnist").test


@pytest.fixture(scope="module")
def samples() -> Split:
    try:
        return mnist_test()
    except FileError as error:
        pytest.skip(f"MNIST is needed: {error}")


def engine_with(model: str) -> Engine:
    return ENGINES.of(bundled()[model])


def test_that_it_is_the_whole_test_set(samples: Split) -> None:
    assert samples.images.shape == (10_000, 28, 28)
    assert samples.label(LECTURES_DIGIT) == 9


@every
def test_that_the_accuracy_is_the_cards(model: str, samples: Split) -> None:
    engine, right = engine_with(model), 0
    for start in range(0, len(samples), BATCH):
        part = slice(start, start + BATCH)
        scores = engine.scores(to_sample(samples.images[part]))
        right += (scores.argmax(axis=1) == samples.labels[part]).sum()
    accuracy = read_card(bundled()[model]).accuracy
    assert accuracy is not None
    # On another processor the last bit may turn one sample that the network cannot decide.
    assert abs(right - accuracy * len(samples)) <= 1


@with_head
def test_that_scores_are_bias_and_mean_map(model: str, samples: Split) -> None:
    engine = engine_with(model)
    dense, bias = there(engine.head).weights, there(engine.head).bias
    largest_error = largest_score = 0.0
    for start in range(0, len(samples), BATCH):
        part = slice(start, start + BATCH)
        features, scores = engine.forward(to_sample(samples.images[part]))
        maps = features @ dense  # (n, h, w, C)
        largest_error = max(largest_error, np.abs(bias + maps.mean(axis=(1, 2)) - scores).max())
        largest_score = max(largest_score, np.abs(scores).max())
    assert largest_error <= ROUNDING * largest_score


@with_head
def test_that_maps_are_what_numpy_computes(model: str, samples: Split) -> None:
    stored = store.load(bundled()[model])
    engine = engine_with(model)
    some = to_sample(samples.images[::50])
    assert len(some) == 200
    maps, scores = reference.maps_and_scores(stored.card.architecture, some, stored.weights)
    found: list[Prediction] = [engine.predict(sample) for sample in some]
    assert reference.off(np.stack([one.maps for one in found]), maps) <= ROUNDING
    assert reference.off(np.stack([one.logits for one in found]), scores) <= ROUNDING


@with_head
def test_that_the_lectures_picture_is_the_lectures(
    model: str, samples: Split, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "nine.npz"
    call = ["explain", "--data", "mnist", "--index", str(LECTURES_DIGIT), "--scale", "lecture"]
    assert cli.main([*call, "--model", model, "--out", str(out)]) == 0
    assert capsys.readouterr().out == f"{out}\n"
    with np.load(out) as content:
        assert np.array_equal(content["input"], to_sample(samples.image(LECTURES_DIGIT)))
        expected = cv2.resize(np.abs(content["cam"][9]), (28, 28), interpolation=cv2.INTER_CUBIC)
        assert np.array_equal(content["scaled_resized"][9], expected)


UNDECIDED = 1e-4
"""On another processor the last bit may turn a sample whose two best scores are so near."""


@cache
def probabilities(model: str) -> np.ndarray:
    """(10,000, 10) p_c of the whole test set, by Keras' own `predict`."""
    from camviewer.training import keras_network

    stored = store.load(bundled()[model])
    built = keras_network.build(stored.graph)
    built.set_weights(stored.weights)
    samples = mnist_test().images.astype(np.float32)[..., None] / 255
    return built.model.predict(samples, batch_size=BATCH, verbose=0).astype(np.float64)


@every
def test_that_accuracy_matrix_and_mistakes_are_those_of_keras_and_numpy(
    model: str, samples: Split, tmp_path: Path
) -> None:
    call = ["evaluate", "--data", "mnist", "--model", model, "--out", str(tmp_path)]
    assert cli.main(call) == 0
    with (tmp_path / "mistakes.csv").open(encoding="utf-8", newline="") as file:
        listed = {int(line["index"]): line for line in csv.DictReader(file)}
    with (tmp_path / "confusion.csv").open(encoding="utf-8", newline="") as file:
        matrix = np.array([row[1:] for row in csv.reader(file)][1:], int)
    summary = json.loads((tmp_path / "summary.json").read_text("utf-8"))

    shares, labels = probabilities(model), samples.labels
    two_best = np.sort(shares, axis=1)[:, -2:]
    undecided = int((two_best[:, 1] - two_best[:, 0] < UNDECIDED).sum())
    assert undecided <= 1
    counts = np.zeros((10, 10), int)
    different = 0
    for index in range(len(samples)):
        label, read = int(labels[index]), int(shares[index].argmax())
        counts[label, read] += 1
        line = listed.get(index)
        if (line is not None) != (label != read):
            different += 1
        elif line is not None:
            assert int(line["label"]) == label
            different += int(line["predicted"]) != read
            assert float(line["probability"]) == pytest.approx(shares[index, read], rel=1e-3)
            margin = np.log(shares[index, read]) - np.log(shares[index, label])
            assert float(line["margin"]) == pytest.approx(margin, rel=1e-3, abs=1e-3)
            assert float(line["loss"]) == pytest.approx(-np.log(shares[index, label]), rel=1e-3)
    assert different <= undecided
    assert np.abs(matrix - counts).sum() <= 2 * undecided
    assert abs(summary["accuracy"] - counts.trace() / len(samples)) <= undecided / len(samples)


@with_head
def test_that_the_difference_of_the_maps_is_the_margin_of_every_mistake(
    model: str, samples: Split
) -> None:
    path = bundled()[model]
    found = evaluate(path, open_source("mnist"), "test", lambda *_: None, CancelToken())
    wrong = np.flatnonzero(found.wrong)
    predicted, labels = found.predicted[wrong], found.labels[wrong]
    pictures = to_sample(samples.images[wrong])
    shown = maps(MapsRequest(path, pictures, predicted, labels))
    bias = there(found.bias).astype(np.float64)
    biases = bias[predicted] - bias[labels]
    sums = shown.mean(axis=(1, 2), dtype=np.float64) + biases
    margins = found.margin[wrong]
    # A margin is a difference of scores in single precision: where it is less than a hundredth of
    # them, what is left of them has fewer samples.
    scores = np.abs(found.scores[wrong]).max(axis=1)
    assert (np.abs(sums - margins) <= ROUNDING * np.maximum(margins, 0.01 * scores)).all()
    # In double precision, from the same features, no mistake is an exception.
    features = engine_with(model).forward(pictures)[0].astype(np.float64)
    weights = there(found.weights).astype(np.float64)
    exact = np.einsum("nhwk,kn->nhw", features, weights[:, predicted] - weights[:, labels])
    whole = features.mean(axis=(1, 2)) @ weights + bias
    places = np.arange(len(wrong))
    differences = whole[places, predicted] - whole[places, labels]
    np.testing.assert_allclose(exact.mean(axis=(1, 2)) + biases, differences, rtol=ROUNDING)
    assert np.abs(sums - differences).max() <= ROUNDING * np.abs(differences).max()


DIGITS = 1000


@with_head
def test_that_the_score_breakdown_agrees_and_the_running_sum_ends_in_the_map(
    model: str, samples: Split
) -> None:
    engine = engine_with(model)
    worst = {"ledger": 0.0, "difference": 0.0, "sum": 0.0}
    for sample in to_sample(samples.images[:DIGITS]):
        one = engine.predict(sample)
        largest_score, largest = np.abs(one.logits).max(), np.abs(one.maps).max()
        for index in range(10):
            order = ordered(contribution_numbers(one, index), "magnitude")
            found = Contributions(one, index, None, order)
            worst["ledger"] = max(
                worst["ledger"], score_breakdown(found).disagreement / largest_score
            )
            worst["sum"] = max(worst["sum"], found.errors[-1] / largest)
        against = (one.predicted + 1) % 10
        found = Contributions(one, one.predicted, against, order)
        worst["difference"] = max(
            worst["difference"], score_breakdown(found).disagreement / largest_score
        )
    assert max(worst.values()) <= ROUNDING, worst


@with_head
def test_that_a_channel_switched_off_is_a_network_without_that_weight(
    model: str, samples: Split
) -> None:
    """The real engine, with that row of the dense layer's kernel set to zero."""
    stored = store.load(bundled()[model])
    engine = engine_with(model)
    some = to_sample(samples.images[:DIGITS:50])
    plain = [engine.predict(sample) for sample in some]
    kernels = [place for place, weight in enumerate(stored.weights) if weight.ndim == 2]
    channels = len(stored.weights[kernels[-1]])
    for channel in range(0, channels, 7):
        kernel = stored.weights[kernels[-1]].copy()
        kernel[channel] = 0
        weights = [*stored.weights]
        weights[kernels[-1]] = kernel
        without = Engine(stored.graph, weights, "without it", is_snapshot=True)
        for sample, one in zip(some, plain, strict=True):
            expected = without.predict(sample)
            found = ablate(one, nothing(channels).with_factor(channel, 0))
            assert reference.off(found.logits, expected.logits) <= ROUNDING
            assert reference.off(found.maps, expected.maps) <= ROUNDING
            assert found.predicted == expected.predicted
