"""Trainings that begin with a network of no architecture of the program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import keras
import numpy as np
import pytest
import tensorflow as tf

from camviewer.common.errors import FileError, UserError
from camviewer.data.spec import ImageSpec
from camviewer.inference.engine import Engine
from camviewer.networks import store
from camviewer.networks.formats.onnx_export import write_onnx
from camviewer.networks.graph import GraphBuilder
from camviewer.training import checkpoints, keras_network, optimisation, own_network, run_folder
from camviewer.training.control import Control, StopRequest
from camviewer.training.events import Plan, Told
from camviewer.training.recipes import RECIPES, Recipe
from camviewer.training.training_run import TrainingRun
from tests.benchmarks import kills
from tests.networks.random_graphs import random_graph
from tests.networks.random_layers import random_weights_of

pytestmark = pytest.mark.slow

PYTORCH = Path(__file__).parents[1] / "networks" / "onnx_files" / "resnet.script.onnx"

# 24 samples in steps of 8, 10 test samples in parts of 8: an epoch is 3 steps, 2 parts, 1 end.
RECIPE = Recipe("quick", epochs=2, batch=8, learning_rate=0.01, one_cycle=True, varied=1.0)


@pytest.fixture(scope="module", autouse=True)
def small() -> Iterator[None]:
    """Nothing is compiled, which would take longer than all steps."""
    tf.config.run_functions_eagerly(True)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(optimisation, "EVALUATION_BATCH", 8)
        yield
    tf.config.run_functions_eagerly(False)


@pytest.fixture(scope="module")
def by_keras(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file of Keras alone: two branches of unlike depth, and a normalisation that is learned."""
    shown = keras.Input((28, 28, 1))
    layers = keras.layers
    scaled = layers.Rescaling(2.0, -1.0, name="centred")(shown)
    deep = layers.Conv2D(4, 3, 2, padding="same", use_bias=False, name="z")(scaled)
    deep = layers.ReLU()(layers.BatchNormalization()(deep))
    wide = layers.Conv2D(4, 5, 2, padding="same", name="a")(scaled)
    both = layers.Dropout(0.5)(layers.Concatenate()([wide, deep]))
    pooled = layers.GlobalAveragePooling2D()(both)
    path = tmp_path_factory.mktemp("keras") / "branches.keras"
    keras.utils.set_random_seed(5)
    keras.Model(shown, layers.Dense(10, activation="softmax")(pooled)).save(path)
    return path


@pytest.fixture(params=["keras", "onnx"])
def network(request: pytest.FixtureRequest, by_keras: Path, tmp_path: Path) -> Path:
    """A file of its own, which can be removed."""
    given = by_keras if request.param == "keras" else PYTORCH
    path = tmp_path / f"theirs{given.suffix}"
    path.write_bytes(given.read_bytes())
    return path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "training"


def plan_of(network: Path, few_digits: str) -> Plan:
    return Plan("mine", "own", RECIPE, seed=4, source=few_digits, start=network)


def begun(folder: Path, plan: Plan) -> TrainingRun:
    training_run = TrainingRun(folder)
    training_run.begin(plan)
    return training_run


class After(Control):
    """Ends a training after so many steps, parts of evaluating and ends of epochs."""

    def __init__(self, events: int) -> None:
        super().__init__()
        self._left = events

    def wait(self) -> StopRequest:
        if self._left == 0:
            self.end(StopRequest.LEAVE)
        self._left -= 1
        return super().wait()


def scores(path: Path, samples: np.ndarray) -> np.ndarray:
    stored = store.load(path)
    return Engine(stored.graph, stored.weights).scores(samples)


def test_that_a_network_is_trained_as_it_is_and_saved_for_keras_and_for_the_program(
    network: Path, folder: Path, few_digits: str, tmp_path: Path
) -> None:
    training_run = begun(folder, plan_of(network, few_digits))
    samples = np.random.default_rng(0).random((3, 28, 28), np.float32)
    first = Engine(training_run.graph, training_run.trainer.weights()).scores(samples)
    np.testing.assert_allclose(first, scores(network, samples), atol=1e-6)
    list(training_run.run(Control()))
    out = tmp_path / "mine.keras"
    history = training_run.history()
    weights = training_run.trainer.weights()
    card = training_run.finish(out, training_run.evaluate())
    assert (card.architecture, card.start, card.recipe) == ("own", "theirs", "quick")
    assert not card.is_foreign, "how it is fed is known"
    stored = store.load(out)
    assert stored.card == card
    assert stored.graph == training_run.graph
    assert all(map(np.array_equal, stored.weights, weights))
    assert history.is_of("own", stored.weights)
    assert np.abs(scores(out, samples) - first).max() > 1e-3
    found = keras.models.load_model(out)(samples[..., None], training=False).numpy()
    probabilities = tf.nn.softmax(scores(out, samples)).numpy()
    is_softmax = stored.graph.layers[-1].settings.get("activation") == "softmax"
    expected = probabilities if is_softmax else scores(out, samples)
    np.testing.assert_allclose(found, expected, atol=1e-5)


@pytest.mark.parametrize("events", [2, 4, 8])
def test_that_a_run_that_was_ended_goes_on_bit_for_bit_without_the_network_it_began_with(
    network: Path, folder: Path, few_digits: str, tmp_path: Path, events: int
) -> None:
    plan = plan_of(network, few_digits)
    list(begun(tmp_path / "whole", plan).run(Control()))
    list(begun(folder, plan).run(After(events)))
    network.unlink()
    training_run = TrainingRun(folder)
    training_run.resume()
    list(training_run.run(Control()))
    assert kills.differences(tmp_path / "whole", folder) == []


def test_that_a_network_of_a_checkpoint_is_checked(
    by_keras: Path, folder: Path, few_digits: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    training_run = begun(folder, plan_of(by_keras, few_digits))
    graph = training_run.graph
    path, state = run_folder.checkpoint(folder), training_run.trainer.state()
    checkpoints.save(path, training_run.described, state)
    assert checkpoints.load(path)[0].graph == graph
    wrong = replace(graph, layers=(replace(graph.layers[0], kind="Lambda"), *graph.layers[1:]))
    checkpoints.save(path, replace(training_run.described, graph=wrong), state)
    with pytest.raises(FileError, match=r"damaged.*Needed: layers of the kinds"):
        checkpoints.load(path)


def test_that_samples_of_another_size_are_fitted_and_that_is_told(
    folder: Path, few_digits: str, tmp_path: Path
) -> None:
    builder = GraphBuilder(ImageSpec(32, 32, 3))
    builder.add("Conv2D", filters=3, kernel_size=3, strides=4)
    builder.add("GlobalAveragePooling2D")
    builder.add("Dense", units=10)
    graph = builder.graph()
    path = tmp_path / "theirs.onnx"
    write_onnx(path, graph, random_weights_of(graph, np.random.default_rng(1)), "abcdefghij")
    training_run = begun(folder, plan_of(path, few_digits))
    told = [each.sentence for each in training_run.run(Control()) if isinstance(each, Told)]
    assert told == ["28×28 digits repeated in three colours, padded to 32×32 for mine"]
    card = training_run.card("mine", training_run.evaluate())
    assert card.spec == ImageSpec(32, 32, 3)


def test_that_what_cannot_be_begun_with_is_told_before_anything_starts(
    folder: Path, few_digits: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "theirs.onnx"

    def write(classes: int) -> None:
        builder = GraphBuilder(ImageSpec(28, 28))
        builder.add("Conv2D", filters=3, kernel_size=5)
        builder.add("GlobalAveragePooling2D")
        builder.add("Dense", units=classes)
        graph = builder.graph()
        weights = random_weights_of(graph, np.random.default_rng(1))
        write_onnx(path, graph, weights, [str(number) for number in range(classes)])

    write(7)
    with pytest.raises(UserError, match=r"cannot start training on .*, which has 10"):
        TrainingRun(folder).begin(plan_of(path, few_digits))
    write(10)
    plan = replace(plan_of(path, few_digits), architecture="lecture")
    with pytest.raises(UserError, match="Choose the architecture 'own'"):
        TrainingRun(folder).begin(plan)

    def refuse(*_arguments: object, **_options: object) -> None:
        raise NotImplementedError("no such padding\nin Keras")

    monkeypatch.setattr(keras.layers, "Conv2D", refuse)
    with pytest.raises(
        FileError, match=r"used: Conv2D 3, 5×5: no such padding.*TensorFlow can build. Use"
    ):
        TrainingRun(folder).begin(plan_of(path, few_digits))
    assert not folder.exists()


def test_that_what_tensorflow_cannot_compute_here_is_told_with_its_layer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object, **__: object) -> None:
        # As Keras tells it, coloured, of an operation that this computer has no code for.
        raise tf.errors.InvalidArgumentError(
            None,
            None,
            "Exception encountered when calling DepthwiseConv2D.call().\n\n\x1b[1m"
            "{{function_node __wrapped__DepthwiseConv2dNative}} Current implementation only "
            "supports equal length strides. [Op:DepthwiseConv2dNative] name: \x1b[0m\n\nArguments",
        )

    monkeypatch.setattr(keras_network.KerasNetwork, "scores", refuse)
    builder = GraphBuilder(ImageSpec(8, 8, 3))
    builder.add("DepthwiseConv2D", kernel_size=3, strides=(2, 1))
    builder.add("GlobalAveragePooling2D")
    with pytest.raises(FileError, match=r"used: DepthwiseConv2D: .*equal length strides.*. Use"):
        own_network.check_trainable(tmp_path / "theirs.onnx", builder.graph())


def test_that_a_network_without_anything_to_learn_is_told(tmp_path: Path) -> None:
    builder = GraphBuilder(ImageSpec(8, 8, 3))
    builder.add("GlobalAveragePooling2D")
    with pytest.raises(FileError, match=r"used: it has no layers"):
        own_network.check_trainable(tmp_path / "theirs.onnx", builder.graph())


@pytest.mark.parametrize("seed", range(12))
def test_that_any_network_is_the_same_to_keras_in_the_order_in_which_it_is_saved(
    seed: int, tmp_path: Path
) -> None:
    """From an ONNX file, whose layers lie in the order of the walk that wrote it."""
    graph = random_graph(seed)
    path = tmp_path / "theirs.onnx"
    names = [str(number) for number in range(graph.classes)]
    write_onnx(path, graph, random_weights_of(graph, np.random.default_rng(seed)), names)
    stored = store.load(path)
    built = own_network.as_keras_saves(path, stored)
    network = keras_network.build(built.graph)
    network.set_weights(built.weights)
    keras_network.save(tmp_path / "theirs.keras", network, built.card)
    again = store.load(tmp_path / "theirs.keras")
    assert again.graph == built.graph
    assert all(map(np.array_equal, again.weights, built.weights))
    samples = np.random.default_rng(seed).random((2, *graph.spec.shape), np.float32)
    expected = scores(path, samples)
    close = {"atol": 1e-6 * max(1.0, np.abs(expected).max()), "rtol": 1e-5}
    np.testing.assert_allclose(scores(tmp_path / "theirs.keras", samples), expected, **close)


def test_that_fine_tuning_is_slower() -> None:
    recipe = RECIPES["fast"]
    assert recipe.fine_tuning() == replace(recipe, learning_rate=0.1 * recipe.learning_rate)
