"""Training: reproducible, telling what happens, ending when asked to."""

from __future__ import annotations

import gc
from dataclasses import replace
from typing import Any

import keras
import numpy as np
import pytest
import tensorflow as tf

from camviewer.common.cancel import Cancelled, CancelToken
from camviewer.common.errors import UserError
from camviewer.data.dataset import ArraySplit, Dataset, to_sample
from camviewer.data.digits.spec import digit_dataset
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.networks.architectures import graph_of
from camviewer.networks.graph import Weights
from camviewer.training import compiled_steps, keras_network, optimisation
from camviewer.training.compiled_steps import Steps
from camviewer.training.compiling import compiled
from camviewer.training.events import BatchDone, EpochDone, Evaluating, Event
from camviewer.training.keras_network import KerasNetwork
from camviewer.training.optimisation import Trainer, TrainerState, train
from camviewer.training.recipes import RECIPES, Recipe
from tests import reference

pytestmark = pytest.mark.slow

QUICK = Recipe("quick", epochs=2, batch=16, learning_rate=0.003)


def split(images: np.ndarray, labels: np.ndarray) -> ArraySplit:
    return ArraySplit(len(images), lambda: (images.copy(), labels.copy()))


def written(train_count: int = 40, test_count: int = 10) -> Dataset:
    parts = WrittenSplit("train", train_count), WrittenSplit("test", test_count)
    return digit_dataset("tiny", *(split(part.images, part.labels) for part in parts))


def run(
    recipe: Recipe = QUICK, seed: int = 1, architecture: str = "lecture"
) -> tuple[Weights, list[Event], list[EpochDone]]:
    net = keras_network.build(graph_of(architecture), seed=seed)
    events: list[Event] = []
    history = train(net, written(), recipe, seed=seed, token=CancelToken(), tell=events.append)
    return net.get_weights(), events, history


def named_event(event: Event) -> tuple[int, str, int]:
    if isinstance(event, BatchDone):
        return event.epoch, "step", event.step
    return (
        (event.epoch, "read", event.done)
        if isinstance(event, Evaluating)
        else (event.epoch, "done", 0)
    )


def equal(one: Weights, other: Weights) -> bool:
    return all(np.array_equal(a, b) for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize(
    ("architecture", "recipe"),
    [
        ("lecture", QUICK),
        ("compact", replace(QUICK, one_cycle=True, varied=1.0, written=0.5)),
        ("ink", replace(QUICK, one_cycle=True, occlusion=0.1)),
    ],
)
def test_that_a_seed_decides_every_bit(architecture: str, recipe: Recipe) -> None:
    one, same, other = (run(recipe, seed, architecture) for seed in (1, 1, 2))
    assert equal(one[0], same[0])
    assert [record.loss for record in one[2]] == [record.loss for record in same[2]]
    assert not equal(one[0], other[0])


def test_that_the_seed_decides_the_order_too() -> None:
    results = []
    for seed in (1, 2):
        net = keras_network.build(graph_of("lecture"), seed=5)
        train(net, written(), QUICK, seed=seed, token=CancelToken(), tell=lambda _: None)
        results.append(net.get_weights())
    assert not equal(*results)


@pytest.mark.usefixtures("eager")
def test_that_events_come_in_order(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(optimisation, "EVALUATION_BATCH", 8)
    _, events, history = run()
    assert [named_event(event) for event in events] == [
        (epoch, *what)
        for epoch in (1, 2)
        for what in (("step", 1), ("step", 2), ("step", 3), ("read", 8), ("read", 10), ("done", 0))
    ]
    assert {event.samples for event in events if isinstance(event, Evaluating)} == {10}
    batches = [event for event in events if isinstance(event, BatchDone)]
    assert {batch.steps for batch in batches} == {3}  # 16 + 16 + 8 samples
    assert min(batch.samples_a_second for batch in batches) > 0
    assert [event for event in events if isinstance(event, EpochDone)] == history


@pytest.mark.usefixtures("eager")
def test_that_an_epochs_record_is_the_mean_over_its_digits() -> None:
    _, events, history = run()
    sizes = np.array([16, 16, 8])
    made = [event for event in events if isinstance(event, BatchDone)]
    for record, batches in zip(history, (made[:3], made[3:]), strict=True):
        losses = np.array([batch.loss for batch in batches])
        assert record.loss == pytest.approx(sizes @ losses / 40)
        right = float(sizes @ np.array([batch.accuracy for batch in batches]))
        assert record.accuracy == pytest.approx(right / 40)
        assert right == pytest.approx(round(right), abs=1e-4)
        assert record.seconds > 0


@pytest.mark.parametrize("architecture", ["lecture", "compact"])
def test_that_loss_and_accuracy_are_those_of_the_definition(architecture: str) -> None:
    net = keras_network.build(graph_of(architecture))
    net.set_weights(reference.random_weights(net.get_weights(), seed=3))
    samples = WrittenSplit("test", 30)
    _, scores = reference.maps_and_scores(
        architecture, to_sample(samples.images), net.get_weights()
    )
    logs = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    loss = -logs[np.arange(30), samples.labels].mean()
    right = (scores.argmax(axis=1) == samples.labels).mean()
    found = Steps(net).evaluate(samples.images, samples.labels, CancelToken().check)
    assert found == pytest.approx((loss, right), rel=1e-4)


def test_that_evaluating_in_batches_is_evaluating_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    samples = WrittenSplit("test", 30)
    steps = Steps(keras_network.build(graph_of("lecture"), seed=1))
    at_once = steps.evaluate(samples.images, samples.labels, CancelToken().check)
    monkeypatch.setattr(compiled_steps, "EVALUATION_BATCH", 7)
    assert steps.evaluate(samples.images, samples.labels, CancelToken().check) == pytest.approx(
        at_once, rel=1e-5
    )


def test_that_adams_first_step_is_the_rate_for_every_weight() -> None:
    net = keras_network.build(graph_of("lecture"), seed=1)
    before = net.get_weights()
    samples = WrittenSplit("train", 16)
    Steps(net).train(samples.images, samples.labels, 0.01)
    moves = np.concatenate(
        [(a - b).ravel() for a, b in zip(net.get_weights(), before, strict=True)]
    )
    assert np.abs(moves).max() <= 0.0101
    # Less only where the gradient is hardly larger than Adam's epsilon.
    assert np.quantile(np.abs(moves[moves != 0]), 0.9) == pytest.approx(0.01, rel=0.01)


def test_that_a_step_is_that_of_keras_bit_for_bit() -> None:
    net = keras_network.build(graph_of("compact"), seed=1)
    steps, optimizer = Steps(net), keras.optimizers.Adam(0.01)
    variables = net.model.trainable_variables
    optimizer.build(variables)
    start = net.get_weights()
    images, labels = WrittenSplit("train", 16).images, WrittenSplit("train", 16).labels
    for _ in range(3):
        steps.train(images, labels, 0.01)
    ours = net.get_weights()

    @compiled(tf.TensorSpec((None, 28, 28), tf.uint8), tf.TensorSpec((None,), tf.uint8))
    def step(images: tf.Tensor, labels: tf.Tensor) -> None:
        with tf.GradientTape() as tape:
            scores = net.scores(tf.cast(images[..., None], tf.float32) / 255, training=True)
            labels = tf.cast(labels, tf.int32)
            losses = tf.nn.sparse_softmax_cross_entropy_with_logits(labels, scores)
            loss = tf.reduce_mean(losses)
        optimizer.apply_gradients(zip(tape.gradient(loss, variables), variables, strict=True))

    net.set_weights(start)
    for _ in range(3):
        step(images, labels)
    assert equal(ours, net.get_weights())


def test_that_of_what_was_compiled_nothing_is_left() -> None:
    def graphs() -> int:
        gc.collect()
        return sum(type(each).__name__ == "FuncGraph" for each in gc.get_objects())

    before = graphs()
    steps = Steps(keras_network.build(graph_of("compact"), seed=1))
    steps.compile(lambda: None)
    samples = WrittenSplit("train", 16)
    steps.train(samples.images, samples.labels, 0.01)
    assert graphs() > before
    del steps
    assert graphs() <= before


def test_that_making_steps_changes_no_weights() -> None:
    net = keras_network.build(graph_of("compact"), seed=1)
    before = net.get_weights()
    Steps(net)
    assert equal(before, net.get_weights())


def test_that_evaluating_changes_no_weights() -> None:
    net = keras_network.build(graph_of("compact"), seed=1)
    before = net.get_weights()
    samples = WrittenSplit("test", 10)
    Steps(net).evaluate(samples.images, samples.labels, CancelToken().check)
    assert equal(before, net.get_weights())


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize("last", [1, 2, 3, 4, 5])
def test_that_cancelling_ends_within_one_batch(last: int) -> None:
    token, events = CancelToken(), []

    def tell(event: Event) -> None:
        events.append(event)
        if len(events) == last:
            token.cancel()

    with pytest.raises(Cancelled):
        train(
            keras_network.build(graph_of("lecture")),
            written(),
            QUICK,
            seed=1,
            token=token,
            tell=tell,
        )
    assert len(events) == last  # at 3, evaluating had still to begin; at 4 it was going on


def refuse(event: object) -> None:
    pytest.fail(f"nothing was to be told, found {event}")


@pytest.mark.usefixtures("eager")
def test_that_a_cancelled_token_changes_no_weights() -> None:
    token, net = CancelToken(), keras_network.build(graph_of("lecture"), seed=1)
    before = net.get_weights()
    token.cancel()
    with pytest.raises(Cancelled):
        train(net, written(), QUICK, seed=1, token=token, tell=refuse)
    assert equal(before, net.get_weights())


@pytest.mark.usefixtures("eager")
def test_that_a_loss_that_is_not_finite_is_told() -> None:
    events: list[Event] = []
    with pytest.raises(UserError, match=r"the loss was (nan|inf) in step 2 of epoch 1"):
        train(
            keras_network.build(graph_of("lecture"), seed=1),
            written(),
            replace(QUICK, learning_rate=1e30),
            seed=1,
            token=CancelToken(),
            tell=events.append,
        )
    assert len(events) == 1


@pytest.mark.usefixtures("eager")
def test_that_a_test_loss_that_is_not_finite_is_told() -> None:
    # One step, which ruins the network.
    recipe = replace(QUICK, epochs=1, batch=40, learning_rate=1e30)
    trainer = Trainer(keras_network.build(graph_of("lecture"), seed=1), written(), recipe, seed=1)
    with pytest.raises(UserError, match=r"the loss on the test digits was (nan|inf) after epoch 1"):
        list(trainer.run())
    assert trainer.history == []


# The trainer: taken up where it stood

FITTING = {
    "lecture": QUICK,
    "compact": replace(QUICK, one_cycle=True, varied=1.0, written=0.5),
    "ink": replace(QUICK, one_cycle=True, varied=1.0, occlusion=0.1),
}
PLACES = {
    "within an epoch": 2,
    "after the last step of an epoch": -4,
    "while it is evaluated": -3,
    "at the end of an epoch": -1,
}
"""Events of the first epoch after which the training is interrupted; from behind: negative."""


def losses(history: list[EpochDone]) -> list[EpochDone]:
    """A history without its times, which are no one's to decide."""
    return [replace(record, seconds=0) for record in history]


@pytest.fixture(scope="module", params=FITTING)
def whole(request: pytest.FixtureRequest) -> tuple[str, list[Event], list[TrainerState]]:
    """An uninterrupted training: its architecture, its events, its state after each of them."""
    recipe = FITTING[request.param]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(optimisation, "EVALUATION_BATCH", 8)  # 10 samples are read in two parts
        trainer = Trainer(
            keras_network.build(graph_of(request.param), seed=1), written(), recipe, seed=1
        )
        states, events = [trainer.state()], []
        for event in trainer.run():
            events.append(event)
            states.append(trainer.state())
    return request.param, events, states


@pytest.mark.parametrize("place", PLACES.values(), ids=list(PLACES))
def test_that_an_interrupted_training_ends_bit_for_bit_as_an_uninterrupted_one(
    whole: tuple[str, list[Event], list[TrainerState]], place: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    architecture, events, states = whole
    first_epoch = [place for place, event in enumerate(events, 1) if event.epoch == 1]
    at = first_epoch[place] if place < 0 else place
    monkeypatch.setattr(optimisation, "EVALUATION_BATCH", 8)
    net = keras_network.build(
        graph_of(architecture), seed=99
    )  # other weights: all comes from the state
    trainer = Trainer(net, written(), FITTING[architecture], seed=1)
    trainer.restore(states[at])
    rest = list(trainer.run())
    assert trainer.is_finished
    one, other = states[-1], trainer.state()
    assert equal(one.weights, other.weights)
    assert all(map(np.array_equal, one.optimizer, other.optimizer))
    assert losses(list(other.history)) == losses(list(one.history))
    # Evaluating is begun anew; besides, exactly the events that were missing come.
    missing = [event for event in events[at:] if not isinstance(event, Evaluating)]
    told = [event for event in rest if not isinstance(event, Evaluating)]
    assert list(map(named_event, told)) == list(map(named_event, missing))


def test_that_a_state_says_where_the_training_stands(
    whole: tuple[str, list[Event], list[TrainerState]],
) -> None:
    _, events, states = whole
    for event, state in zip(events, states[1:], strict=True):
        if isinstance(event, BatchDone):
            assert (state.epoch, state.step) == (event.epoch, event.step)
            assert len(state.history) == event.epoch - 1
        elif isinstance(event, EpochDone):
            assert (state.epoch, state.step) == (event.epoch + 1, 0)
            assert state.history[-1] == event
    assert [len(state.history) for state in (states[0], states[-1])] == [0, 2]


@pytest.mark.usefixtures("eager")
def test_that_a_state_is_a_copy() -> None:
    trainer = Trainer(keras_network.build(graph_of("lecture"), seed=1), written(), QUICK, seed=1)
    events = trainer.run()
    next(events)
    state = trainer.state()
    before = [array.copy() for array in (*state.weights, *state.optimizer)]
    random = dict(state.random)
    list(events)
    assert all(map(np.array_equal, before, (*state.weights, *state.optimizer)))
    assert (state.random, len(state.history)) == (random, 0)


@pytest.mark.usefixtures("eager")
def test_that_steps_are_counted_over_all_epochs() -> None:
    trainer = Trainer(keras_network.build(graph_of("lecture"), seed=1), written(), QUICK, seed=1)
    assert trainer.steps_made == 0
    counts = [trainer.steps_made for event in trainer.run() if isinstance(event, BatchDone)]
    assert counts == [1, 2, 3, 4, 5, 6]
    assert trainer.steps_made == 6


@pytest.mark.usefixtures("eager")
@pytest.mark.parametrize(
    "changes",
    [
        {"epoch": 0},
        {"epoch": 4},
        {"step": 4},
        {"step": -1},
        {"history": (EpochDone(1, 1, 1, 1, 1, 1),)},
        {"weights": []},
        {"optimizer": []},
        {"optimizer": [np.zeros(1)]},
    ],
)
def test_that_a_state_that_does_not_fit_is_refused(changes: dict[str, Any]) -> None:
    trainer = Trainer(keras_network.build(graph_of("lecture"), seed=1), written(), QUICK, seed=1)
    with pytest.raises(ValueError, match=r"."):
        trainer.restore(replace(trainer.state(), **changes))


@pytest.mark.usefixtures("eager")
def test_that_the_state_of_another_architecture_is_refused() -> None:
    one, other = (
        Trainer(keras_network.build(graph_of(architecture), seed=1), written(), QUICK, seed=1)
        for architecture in ("lecture", "compact")
    )
    with pytest.raises(ValueError, match=r"."):
        one.restore(other.state())


@pytest.mark.parametrize(("share", "used"), [(0.25, 10), (0.5, 20), (0.001, 1), (1.0, 40)])
def test_that_a_share_is_the_first_digits(
    untrained: KerasNetwork,
    steps_seen: list[tuple[np.ndarray, np.ndarray, float]],
    share: float,
    used: int,
) -> None:
    images = np.repeat(np.arange(40, dtype=np.uint8), 784).reshape(40, 28, 28)
    labels = (np.arange(40) % 10).astype(np.uint8)
    dataset = digit_dataset("tiny", split(images, labels), split(images[:5], labels[:5]))
    list(Trainer(untrained, dataset, replace(QUICK, epochs=1), seed=1, share=share).run())
    shown = np.concatenate([images[:, 0, 0] for images, _, _ in steps_seen])
    assert sorted(shown) == list(range(used))


def test_that_a_share_of_written_digits_writes_no_others(
    untrained: KerasNetwork, steps_seen: list[tuple[np.ndarray, np.ndarray, float]]
) -> None:
    checks: list[object] = []
    dataset = digit_dataset("tiny", WrittenSplit("train", 1000), WrittenSplit("test", 5))
    trainer = Trainer(
        untrained,
        dataset,
        replace(QUICK, epochs=1, written=0.5),
        seed=1,
        share=0.02,
        check=lambda: checks.append(None),
    )
    list(trainer.run())
    assert len(checks) == 20 + 10 + 5
    expected = WrittenSplit("train", 20), WrittenSplit("train", 10)
    shown = sorted(image.tobytes() for images, _, _ in steps_seen for image in images)
    assert shown == sorted(image.tobytes() for part in expected for image in part.images)


@pytest.mark.parametrize("last", range(1, 5))
def test_that_compiling_can_be_ended(last: int) -> None:
    checks = 0

    def check() -> None:
        nonlocal checks
        checks += 1
        if checks == last:
            raise Cancelled

    with pytest.raises(Cancelled):
        Steps(keras_network.build(graph_of("lecture"), seed=1)).compile(check)
    assert checks == last


def test_that_writing_digits_can_be_ended(untrained: KerasNetwork) -> None:
    token = CancelToken()
    token.cancel()
    dataset = digit_dataset("large", WrittenSplit("train", 10**6), WrittenSplit("test", 10**6))
    with pytest.raises(Cancelled):
        Trainer(untrained, dataset, QUICK, seed=1, check=token.check)


@pytest.fixture
def steps_seen(monkeypatch: pytest.MonkeyPatch) -> list[tuple[np.ndarray, np.ndarray, float]]:
    """What each step is given; nothing is computed."""
    seen = []

    def step(_: Steps, images: np.ndarray, labels: np.ndarray, rate: float) -> tuple[float, float]:
        seen.append((images, labels, rate))
        return 1.0, 0.5

    monkeypatch.setattr(Steps, "train", step)
    monkeypatch.setattr(Steps, "compile", lambda *_: None)
    return seen


@pytest.fixture(scope="module")
def untrained() -> KerasNetwork:
    return keras_network.build(graph_of("lecture"), seed=1)


def test_that_steps_follow_the_one_cycle(
    untrained: KerasNetwork, steps_seen: list[tuple[np.ndarray, np.ndarray, float]]
) -> None:
    recipe = Recipe("r", epochs=5, batch=20, learning_rate=0.1, one_cycle=True)  # 5 times 2 steps
    train(untrained, written(), recipe, seed=1, token=CancelToken(), tell=lambda _: None)
    rates = [rate for _, _, rate in steps_seen]
    # Done: 0, 1/10, 2/10 (the peak), ... 6/10 (half-way down), 9/10.
    half_cosines = [0.5 + 0.5 * c for c in (1, 0.92388, 0.70711, 0.38268, 0, -0.38268, -0.70711)]
    expected = [0.01, 0.055, *(0.1 * share for share in half_cosines), 0.1 * 0.03806]
    assert rates == pytest.approx(expected, rel=1e-3)


def test_that_every_digit_is_seen_once_an_epoch_with_its_label(
    untrained: KerasNetwork, steps_seen: list[tuple[np.ndarray, np.ndarray, float]]
) -> None:
    images = np.repeat(np.arange(40, dtype=np.uint8), 784).reshape(40, 28, 28)
    labels = (np.arange(40) % 10).astype(np.uint8)
    dataset = digit_dataset("tiny", split(images, labels), split(images[:5], labels[:5]))
    train(untrained, dataset, QUICK, seed=1, token=CancelToken(), tell=lambda _: None)
    assert {rate for _, _, rate in steps_seen} == {0.003}
    orders = []
    for epoch in (steps_seen[:3], steps_seen[3:]):
        shown = np.concatenate([images[:, 0, 0] for images, _, _ in epoch])
        assert np.array_equal(shown % 10, np.concatenate([labels for _, labels, _ in epoch]))
        assert sorted(shown) == list(range(40))
        orders.append(shown.tolist())
    assert orders[0] != orders[1]


def test_that_written_digits_are_added_as_a_share(
    untrained: KerasNetwork, steps_seen: list[tuple[np.ndarray, np.ndarray, float]]
) -> None:
    recipe = replace(QUICK, epochs=1, written=0.5)
    train(untrained, written(), recipe, seed=1, token=CancelToken(), tell=lambda _: None)
    assert sum(len(images) for images, _, _ in steps_seen) == 60


def test_that_variation_changes_what_is_seen_but_not_the_data(
    untrained: KerasNetwork, steps_seen: list[tuple[np.ndarray, np.ndarray, float]]
) -> None:
    dataset = written()
    before = dataset.train.images.copy()
    recipe = replace(QUICK, epochs=1, varied=1.0)
    train(untrained, dataset, recipe, seed=1, token=CancelToken(), tell=lambda _: None)
    known = {image.tobytes() for image in before}
    assert not any(image.tobytes() in known for images, _, _ in steps_seen for image in images)
    assert np.array_equal(dataset.train.images, before)


def test_that_the_last_steps_are_of_digits_as_they_are(
    untrained: KerasNetwork, steps_seen: list[tuple[np.ndarray, np.ndarray, float]]
) -> None:
    dataset = written()
    recipe = replace(QUICK, epochs=4, batch=10, varied=0.75)
    train(untrained, dataset, recipe, seed=1, token=CancelToken(), tell=lambda _: None)
    known = {image.tobytes() for image in dataset.train.images}
    kept = [all(image.tobytes() in known for image in images) for images, _, _ in steps_seen]
    steps = len(kept) // 4
    assert kept == [False] * 3 * steps + [True] * steps


def test_that_black_and_white_can_be_learnt() -> None:
    labels = (np.arange(64) % 2).astype(np.uint8)
    images = np.repeat(labels * 255, 784).reshape(64, 28, 28).astype(np.uint8)
    dataset = digit_dataset("trivial", split(images, labels), split(images[:10], labels[:10]))
    recipe = Recipe("r", epochs=6, batch=16, learning_rate=0.01)
    history = train(
        keras_network.build(graph_of("lecture"), seed=1),
        dataset,
        recipe,
        seed=1,
        token=CancelToken(),
        tell=lambda _: None,
    )
    assert history[-1].test_accuracy == 1
    assert history[-1].test_loss < 0.3 < history[0].loss


@pytest.mark.parametrize(
    ("progress", "rate"), [(0, 0.003), (0.1, 0.0165), (0.2, 0.03), (0.6, 0.015), (1, 0)]
)
def test_that_the_fast_recipe_is_one_cycle(progress: float, rate: float) -> None:
    assert RECIPES.named("fast").learning_rate_at(progress) == pytest.approx(rate, abs=1e-12)


def test_that_the_lectures_recipe_is_the_lectures() -> None:
    recipe = RECIPES.named("lecture")
    assert (recipe.epochs, recipe.batch, recipe.one_cycle) == (15, 32, False)
    rates = {recipe.learning_rate_at(progress) for progress in (0, 0.3, 1)}
    assert rates == {0.001}  # Adam's default
    assert not recipe.varied
    assert recipe.written == 0


def test_that_the_thorough_recipe_ends_with_digits_as_they_are() -> None:
    recipe = RECIPES.named("thorough")
    assert 0 < recipe.varied < 1
    assert recipe.learning_rate_at(recipe.varied) < recipe.learning_rate / 10
    assert recipe.written == 0


def test_that_recipes_are_named_as_they_are_found() -> None:
    assert all(recipe.name == name for name, recipe in RECIPES.items())
    with pytest.raises(
        UserError,
        match=r"'slow' is not known. Choose one of lecture, fast, thorough, handwriting, faithful",
    ):
        RECIPES.named("slow")
