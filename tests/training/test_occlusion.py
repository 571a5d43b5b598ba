"""Learning maps that are true to occlusion: what is erased, the error, and that it falls."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from camviewer.common.errors import UserError
from camviewer.data.dataset import to_sample
from camviewer.data.digits.spec import DIGIT_SPEC, digit_dataset
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.data.spec import ImageSpec
from camviewer.inference.engine import Engine
from camviewer.networks.architectures import graph_of
from camviewer.training import keras_network
from camviewer.training.compiled_steps import Steps
from camviewer.training.keras_network import KerasNetwork
from camviewer.training.occlusion import (
    BLOCK,
    ERASED,
    MapNetwork,
    block_grid,
    draw_kept,
    occlusion_error,
    spread,
)
from camviewer.training.optimisation import Trainer
from camviewer.training.recipes import READ_TWICE, RECIPES
from tests.engines import WITH_HEAD, weights_for
from tests.reference import off

pytestmark = pytest.mark.slow

SPLIT = WrittenSplit("train", 64)
SAMPLES = to_sample(SPLIT.images)


def random_network(architecture: str) -> KerasNetwork:
    graph = graph_of(architecture)
    network = keras_network.build(graph)
    network.set_weights(weights_for(graph, 1))
    return network


def test_that_blocks_cover_the_sample_and_the_last_may_reach_over() -> None:
    assert block_grid(DIGIT_SPEC) == (7, 7)
    assert block_grid(ImageSpec(9, 20, 3)) == (3, 5)
    kept = np.zeros((1, 3, 5), np.float32)
    kept[0, 2, 1] = 1
    pixels = spread(kept, ImageSpec(9, 20, 3)).numpy()
    assert pixels.shape == (1, 9, 20, 1)
    assert np.argwhere(pixels[0, ..., 0]).tolist() == [[8, 4], [8, 5], [8, 6], [8, 7]]


def test_that_some_blocks_of_a_part_of_the_batch_are_erased() -> None:
    assert READ_TWICE == 0.25
    kept = draw_kept(4000, DIGIT_SPEC, np.random.default_rng(1))
    assert kept.shape == (1000, 7, 7)
    assert set(np.unique(kept)) == {0, 1}
    assert 1 - kept.mean() == pytest.approx(ERASED, abs=0.005)
    assert np.array_equal(kept, draw_kept(4000, DIGIT_SPEC, np.random.default_rng(1)))
    assert len(draw_kept(1, DIGIT_SPEC, np.random.default_rng(1))) == 1


def error(whole: list[float], erased: list[float], left: list[float]) -> float:
    return float(occlusion_error(*(np.array([each], np.float32) for each in (whole, erased, left))))


def test_that_the_error_is_what_the_map_misses_of_what_was_lost() -> None:
    # Lost: 2 and 0, or 1 and -1 about their mean, whose squares make 2.
    assert error([4, 1], [2, 1], left=[2, 1]) == 0
    assert error([4, 1], [2, 1], left=[3, 1]) == 1 / 2
    assert error([4, 1], [2, 1], left=[2, -1]) == 4 / 2
    # Ten times the scores are the same explanation.
    assert error([40, 10], [20, 10], left=[30, 10]) == 1 / 2


def test_that_what_all_classes_lose_is_no_loss() -> None:
    assert error([4, 1], [3, 0], left=[5, 7]) == 0  # nothing to be a share of
    # Lost: 3 and 1, which is 1 and -1 and, for both, 2.
    assert error([4, 1], [1, 0], left=[2, 0]) == 1 / 2


@pytest.mark.parametrize("architecture", WITH_HEAD)
def test_that_scores_and_what_the_map_keeps_are_those_of_the_engine(architecture: str) -> None:
    network = random_network(architecture)
    if "BatchNormalization" in [layer.kind for layer in network.graph.layers]:
        pytest.skip("in training it is another function")
    engine = Engine(network.graph, network.get_weights())
    kept = draw_kept(16, DIGIT_SPEC, np.random.default_rng(2))
    whole, erased, left = MapNetwork(network).scores(SAMPLES[:16, ..., None], kept)
    pixels = kept.repeat(BLOCK, axis=1).repeat(BLOCK, axis=2)
    assert off(whole.numpy(), engine.scores(SAMPLES[:16])) <= 1e-4
    assert off(erased.numpy(), engine.scores(SAMPLES[:4] * pixels)) <= 1e-4
    cells = pixels[:, ::2, ::2]  # a cell is two pixels wide, a block four
    for index in range(4):
        one = engine.predict(SAMPLES[index])
        expected = one.bias + (one.maps * cells[index]).mean(axis=(1, 2))
        assert off(left.numpy()[index], expected) <= 1e-4


@pytest.mark.parametrize("architecture", ["ann", "lenet"])
def test_that_a_network_without_a_map_is_refused(architecture: str) -> None:
    with pytest.raises(UserError, match="agree with occlusion needs a network that ends in"):
        Steps(random_network(architecture), occlusion=0.1)


def test_that_a_training_makes_maps_truer() -> None:
    """With the error alone to learn from, next to nothing of the loss."""
    network = keras_network.build(graph_of("ink"), seed=1)
    steps = Steps(network, occlusion=1e3)
    kept = draw_kept(len(SAMPLES), DIGIT_SPEC, np.random.default_rng(3))

    def found() -> float:
        samples = SAMPLES[..., None]
        whole, erased, left = MapNetwork(network).scores(samples, kept)
        return float(occlusion_error(whole[: len(kept)], erased, left))

    before = found()
    for _ in range(20):
        steps.train(SPLIT.images, SPLIT.labels, 0.003, kept)
    assert 0 < found() < 0.5 * before


def test_that_the_recipe_erases_other_blocks_at_every_step(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[np.ndarray] = []

    def step(
        _: Steps, images: np.ndarray, labels: np.ndarray, rate: float, kept: np.ndarray
    ) -> tuple[float, float]:
        assert len(kept) == -(-len(images) // 4)
        seen.append(kept)
        return 1.0, 0.5

    monkeypatch.setattr(Steps, "train", step)
    recipe = replace(RECIPES.named("faithful"), epochs=1, batch=16, written=0.0)
    dataset = digit_dataset("few", WrittenSplit("train", 40), WrittenSplit("test", 5))
    list(Trainer(keras_network.build(graph_of("ink")), dataset, recipe, seed=1).run())
    assert [len(kept) for kept in seen] == [4, 4, 2]
    assert not np.array_equal(seen[0], seen[1])
