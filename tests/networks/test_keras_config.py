"""Files that Keras itself wrote: rebuilt from what they say, never by running it."""

from __future__ import annotations

import copy
import io
import json
import math
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import h5py
import keras
import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from keras import layers as kl

from camviewer.cli import main
from camviewer.common.errors import FileError
from camviewer.data.dataset import to_sample
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import PredictionRequest, softmax
from camviewer.inference.predictor import predict
from camviewer.networks import store
from camviewer.networks.formats import hdf5_weights, model_file
from camviewer.networks.formats.keras_file import WEIGHTS_FILE
from camviewer.networks.layer_summary import summaries
from camviewer.networks.linear_head import features_place, head_place
from camviewer.training import keras_network
from tests.keras_zips import entries, packed, with_hdf5
from tests.reference import off

pytestmark = pytest.mark.slow

DIGITS = to_sample(WrittenSplit("test", 10).images)


@keras.saving.register_keras_serializable("tests")
class Twice(kl.Layer):
    """A layer that Keras does not have."""

    def call(self, inputs: Any) -> Any:
        return inputs * 2


def sequential(*between: kl.Layer, end: tuple[kl.Layer, ...] = ()) -> keras.Model:
    end = end or (kl.GlobalAveragePooling2D(), kl.Dense(10, activation="softmax"))
    return keras.Sequential([keras.Input((28, 28, 1)), *between, *end])


def ended(inputs: Any, features: Any) -> keras.Model:
    pooled = kl.GlobalAveragePooling2D()(features)
    return keras.Model(inputs, kl.Dense(10, activation="softmax")(pooled))


def lecture() -> keras.Model:
    return sequential(
        kl.Conv2D(4, 3, padding="same", activation="relu"),
        kl.MaxPooling2D(),
        kl.Conv2D(6, 3, padding="same", activation="relu"),
    )


def residual() -> keras.Model:
    """The branches are made so that Keras sorts them otherwise than they were made."""
    inputs = keras.Input((28, 28, 1))
    x = kl.Conv2D(4, 3, strides=2, padding="same")(inputs)
    x = kl.ReLU(6.0, negative_slope=0.1, threshold=0.2)(kl.BatchNormalization()(x))
    long = kl.Conv2D(4, (3, 1), padding="same", activation="relu6")(x)
    long = kl.Conv2D(4, (1, 3), padding="same", dilation_rate=2)(long)
    short = kl.Conv2D(4, 1, use_bias=False)(x)
    x = kl.Add()([x, long, short]) + x
    return ended(inputs, kl.LeakyReLU(0.2)(x))


def separable() -> keras.Model:
    return sequential(
        kl.ZeroPadding2D(((1, 2), (0, 3))),
        kl.SeparableConv2D(5, 3, depth_multiplier=2, activation="swish"),
        kl.DepthwiseConv2D(3, depth_multiplier=2, padding="same", strides=2, use_bias=False),
        kl.AveragePooling2D(3, strides=2, padding="same"),
        kl.SeparableConv2D(4, (3, 2), use_bias=False),
        kl.DepthwiseConv2D((2, 3), dilation_rate=(2, 1)),
    )


def rectified() -> keras.Model:
    return sequential(
        kl.Conv2D(4, 5, strides=(3, 2), activation="leaky_relu"),
        kl.BatchNormalization(center=False, epsilon=0.01),
        kl.PReLU(shared_axes=[1, 2]),
        kl.Conv2D(4, 3, groups=2),
        kl.PReLU(),
        kl.BatchNormalization(scale=False),
        kl.ELU(0.5),
        kl.Conv2D(3, 2, activation="gelu"),
        kl.Activation("relu6"),
        kl.Activation("linear"),
    )


def dropped() -> keras.Model:
    return sequential(
        kl.RandomTranslation(0.1, 0.1),
        kl.Conv2D(4, 3, kernel_regularizer="l2", name="a b<c>"),
        kl.SpatialDropout2D(0.2),
        kl.GaussianNoise(0.1),
        kl.ReLU(),
        kl.Dropout(0.5, seed=3),
        end=(kl.GlobalAveragePooling2D(), kl.Dropout(0.5), kl.Dense(10), kl.Softmax()),
    )


def scores_only() -> keras.Model:
    return sequential(
        kl.Conv2D(3, 28, padding="valid"),
        end=(kl.GlobalAveragePooling2D(), kl.Dense(10, use_bias=False)),
    )


def activated() -> keras.Model:
    return sequential(
        kl.Conv2D(3, 3, activation="tanh"),
        end=(kl.GlobalAveragePooling2D(), kl.Dense(10), kl.Activation("softmax")),
    )


def rescaled() -> keras.Model:
    return sequential(kl.Rescaling(1 / 255), kl.Conv2D(4, 3, activation="relu"))


def centred() -> keras.Model:
    return sequential(kl.Rescaling(1 / 127.5, -1), kl.Conv2D(4, 3, activation="relu"))


def conv(**options: Any) -> kl.Layer:
    return kl.Conv2D(2, 3, **options)


def gap(**options: Any) -> kl.Layer:
    return kl.GlobalAveragePooling2D(**options)


def relu_conv(**options: Any) -> kl.Layer:
    return kl.Conv2D(5, 3, activation="relu", **options)


HEADS: dict[str, tuple[Callable[[], keras.Model], int]] = {
    "flattened": (
        lambda: sequential(relu_conv(), end=(gap(), kl.Flatten(), kl.Dense(10))),
        0,
    ),
    "flattened cell": (
        lambda: sequential(relu_conv(), end=(gap(keepdims=True), kl.Flatten(), kl.Dense(10))),
        0,
    ),
    "mixed before": (
        lambda: sequential(relu_conv(), kl.Conv2D(10, 1), end=(gap(), kl.Dense(10))),
        0,
    ),
    "mixed behind": (
        lambda: sequential(
            relu_conv(),
            end=(gap(keepdims=True), kl.Conv2D(7, 1), kl.Flatten(), kl.Dense(10)),
        ),
        0,
    ),
    "mixed and averaged again": (
        lambda: sequential(
            relu_conv(), end=(gap(keepdims=True), kl.Conv2D(10, 1), gap(), kl.Dense(10))
        ),
        0,
    ),
    "mixed without a bias": (
        lambda: sequential(
            relu_conv(), kl.Conv2D(6, 1, use_bias=False), end=(gap(), kl.Dense(10, use_bias=False))
        ),
        0,
    ),
    "normalised before": (
        lambda: sequential(relu_conv(), kl.BatchNormalization(), end=(gap(), kl.Dense(10))),
        0,
    ),
    "normalised behind": (
        lambda: sequential(
            relu_conv(),
            end=(gap(), kl.BatchNormalization(center=False), kl.Dropout(0.3), kl.Dense(10)),
        ),
        0,
    ),
    "averaged": (
        lambda: sequential(
            relu_conv(), end=(kl.AveragePooling2D(26), kl.Flatten(), kl.Dense(10), kl.Softmax())
        ),
        0,
    ),
    "averaged whole": (
        lambda: sequential(
            relu_conv(),
            kl.MaxPooling2D((2, 3)),
            end=(kl.AveragePooling2D((13, 8), strides=1), kl.Conv2D(4, 1), gap(), kl.Dense(10)),
        ),
        1,
    ),
    "two dense layers": (
        lambda: sequential(
            relu_conv(), end=(gap(), kl.Dense(6), kl.Dense(10, activation="softmax"))
        ),
        0,
    ),
    "all of it": (
        lambda: sequential(
            relu_conv(strides=2),
            kl.Conv2D(6, 1),
            kl.BatchNormalization(),
            end=(
                *(gap(keepdims=True), kl.BatchNormalization(scale=False), kl.Conv2D(8, 1)),
                *(kl.Flatten(), kl.Dense(4, use_bias=False), kl.Dense(10), kl.Softmax()),
            ),
        ),
        0,
    ),
}
"""Ends that are a linear head by algebra, with the number of the layer that gives the features."""

WORKING = {
    "lecture": (lecture, (14, 14, 6)),
    "residual": (residual, (14, 14, 4)),
    "separable": (separable, (4, 5, 4)),
    "rectified": (rectified, (5, 9, 3)),
    "dropped": (dropped, (26, 26, 4)),
    "scores_only": (scores_only, (1, 1, 3)),
    "activated": (activated, (26, 26, 3)),
    "rescaled": (rescaled, (26, 26, 4)),
    "centred": (centred, (26, 26, 4)),
}


def randomise(model: keras.Model, seed: int = 1) -> keras.Model:
    """Give every layer weights for which signals keep a size of about one."""
    random = np.random.default_rng(seed)
    for layer in model.layers:
        values = []
        for weight in layer.weights:
            fan_in = math.prod(weight.shape[:-1])
            scale = np.sqrt(2 / fan_in) if len(weight.shape) > 1 else 0.2
            value = random.standard_normal(weight.shape) * scale
            values.append(np.exp(value) if weight.name in ("gamma", "moving_variance") else value)
        if values:
            layer.set_weights(values)
    return model


def saved(path: Path, model: keras.Model) -> Path:
    randomise(model).save(path)
    return path


def described(path: Path, change: Callable[..., None]) -> Path:
    """The file with something done to its configuration."""
    content = entries(path)
    config = json.loads(content["config.json"])
    change(config)
    return packed(path, content | {"config.json": json.dumps(config).encode()})


def layer(config: Any, kind: str) -> dict[str, Any]:
    """The first layer of a kind in a configuration."""
    return next(each for each in config["config"]["layers"] if each["class_name"] == kind)


@pytest.fixture(autouse=True)
def keras_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keras is never asked to read a file or to make a model of what one says."""

    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("Keras was asked to open a file")

    for place in (keras.models, keras.saving):
        monkeypatch.setattr(place, "load_model", refuse)
    for place in (keras.Model, keras.Sequential):
        monkeypatch.setattr(place, "from_config", refuse)


# What works


@pytest.mark.parametrize("name", WORKING)
def test_that_it_computes_what_keras_computes(name: str, tmp_path: Path) -> None:
    make, grid = WORKING[name]
    model = randomise(make())
    path = tmp_path / "foreign.keras"
    model.save(path)
    pooling = next(each for each in model.layers if isinstance(each, kl.GlobalAveragePooling2D))
    dense = next(each for each in model.layers if isinstance(each, kl.Dense))
    full = 255 if name in ("rescaled", "centred") else 1
    inner = keras.Model(model.inputs[0], [pooling.input, pooling.output, model.outputs[0]])
    features, pooled, answers = (
        each.numpy() for each in inner(full * DIGITS[..., None], training=False)
    )
    scores = pooled @ dense.kernel.numpy() + (dense.bias.numpy() if dense.use_bias else 0)

    stored = store.load(path)
    found_features, found_scores = Engine(stored.graph, stored.weights).forward(DIGITS)
    assert found_features.shape[1:] == grid
    assert off(found_features, features) <= 1e-4
    assert off(found_scores, scores) <= 1e-4
    assert off(found_scores if name == "scores_only" else softmax(found_scores), answers) <= 1e-4
    one = predict(PredictionRequest(path, DIGITS[3]))
    assert one.model == "foreign"
    assert one.maps.shape == (10, *grid[:2])
    assert off(one.bias + one.maps.mean(axis=(1, 2)), one.logits) <= 1e-4
    assert off(one.logits, scores[3]) <= 1e-4


@pytest.mark.parametrize("name", HEADS)
def test_that_a_linear_head_is_found_whatever_its_layers_are(name: str, tmp_path: Path) -> None:
    make, number = HEADS[name]
    model = randomise(make())
    path = tmp_path / "foreign.keras"
    model.save(path)
    inner = keras.Model(model.inputs[0], [model.layers[number].output, model.outputs[0]])
    features, answers = (each.numpy() for each in inner(DIGITS[..., None], training=False))
    one = predict(PredictionRequest(path, DIGITS[3]))
    assert off(one.features, features[3]) <= 1e-4
    are_probabilities = np.allclose(answers.sum(axis=1), 1)
    assert off(softmax(one.logits) if are_probabilities else one.logits, answers[3]) <= 1e-4
    assert one.maps.shape == (10, *features.shape[1:3])
    assert off(one.bias + one.maps.mean(axis=(1, 2)), one.logits) <= 1e-4
    stored = store.load(path)
    place = head_place(stored.graph)
    assert place is not None
    assert place.features == features_place(stored.graph)
    again = keras_network.build(stored.graph)
    again.set_weights(stored.weights)
    scores = again.scores(DIGITS[..., None], training=False).numpy()
    assert off(features.mean(axis=(1, 2)) @ one.weights + one.bias, scores) <= 1e-4


def test_that_networks_are_told_apart(tmp_path: Path) -> None:
    paths = [
        saved(tmp_path / f"{name}.keras", WORKING[name][0]()) for name in ("lecture", "residual")
    ]
    grids = [predict(PredictionRequest(path, DIGITS[0])).maps.shape for path in (*paths, *paths)]
    assert grids == [(10, 14, 14)] * 4
    channels = [predict(PredictionRequest(path, DIGITS[0])).features.shape[2] for path in paths]
    assert channels == [6, 4]


def test_that_its_card_says_what_is_known(tmp_path: Path) -> None:
    path = saved(tmp_path / "My net.keras", lecture())
    card = model_file.read_card(path)
    assert (card.name, card.architecture, card.accuracy) == ("My net", "own", None)
    assert card.version == f"keras {keras.__version__}"
    assert len(card.date) == 10
    content = entries(path)
    for told in (b"{}", b"[]", b'{"keras_version": "<b>", "date_saved": 7}'):
        packed(path, content | {"metadata.json": told})
        card = model_file.read_card(path)
        assert (card.date, card.version) == ("unknown", "keras")
    packed(path, content | {"metadata.json": b"[" * 60_000})
    with pytest.raises(FileError, match="used: the file is damaged"):
        model_file.read_card(path)


def test_that_it_works_under_another_name(tmp_path: Path) -> None:
    path, target = saved(tmp_path / "a.keras", lecture()), tmp_path / "b.keras"
    weights = store.load(path).weights
    assert model_file.rename(path, target).name == "b"
    stored = store.load(target)
    assert stored.card.name == "b"
    assert all(np.array_equal(a, b) for a, b in zip(weights, stored.weights, strict=True))


def test_that_its_layers_can_be_listed(tmp_path: Path) -> None:
    graph = store.load(saved(tmp_path / "a.keras", lecture())).graph
    kinds = [each.kind for each in summaries(graph)]
    assert kinds[:2] == ["Conv2D 4, 3×3, ReLU", "MaxPooling2D, 2×2"]


def test_that_the_command_line_explains_with_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, target = saved(tmp_path / "a.keras", separable()), tmp_path / "a.npz"
    options = ["--model", str(path), "--data", "builtin", "--index", "3", "--out", str(target)]
    assert main(["explain", *options]) == 0
    assert capsys.readouterr().out.strip() == str(target)
    with np.load(target) as numbers:
        assert numbers["cam"].shape == (10, 4, 5)
        sums = numbers["bias"] + numbers["cam"].mean(axis=(1, 2))
        assert off(sums, numbers["logits"]) <= 1e-4


@pytest.mark.parametrize("kind", [np.float16, np.float64])
def test_that_other_precisions_are_taken(tmp_path: Path, kind: type) -> None:
    path = saved(tmp_path / "a.keras", lecture())
    weights = store.load(path).weights

    def convert(file: Any) -> None:
        values = file["layers/dense/vars/0"][()]
        del file["layers/dense/vars/0"]
        file["layers/dense/vars/0"] = values.astype(kind)

    stored = store.load(with_hdf5(path, tmp_path / "b.keras", convert))
    assert all(off(a, b) <= 1e-3 for a, b in zip(stored.weights, weights, strict=True) if b.any())
    assert {each.dtype for each in stored.weights} == {np.dtype(np.float32)}


def test_that_compiled_and_trained_files_are_taken(tmp_path: Path) -> None:
    model = lecture()
    model.compile("adam", "sparse_categorical_crossentropy")
    model.fit(DIGITS[..., None], np.arange(10), verbose=0)
    model.save(tmp_path / "a.keras")
    assert len(store.load(tmp_path / "a.keras").weights) == len(model.get_weights())


# What is refused, and how


def recurrent() -> keras.Model:
    return sequential(kl.Reshape((28, 28)), kl.LSTM(4), kl.Reshape((2, 2, 1)))


def two_inputs() -> keras.Model:
    inputs = [keras.Input((28, 28, 1)), keras.Input((28, 28, 1))]
    return ended(inputs, kl.Conv2D(2, 3)(kl.Add()(inputs)))


def two_outputs() -> keras.Model:
    inputs = keras.Input((28, 28, 1))
    pooled = kl.GlobalAveragePooling2D()(kl.Conv2D(2, 3)(inputs))
    return keras.Model(inputs, [kl.Dense(10)(pooled), kl.Dense(10)(pooled)])


def wide() -> keras.Model:
    inputs = keras.Input((32, 32, 4))
    return ended(inputs, kl.Conv2D(2, 3)(inputs))


def always_dropping() -> keras.Model:
    inputs = keras.Input((28, 28, 1))
    return ended(inputs, kl.Dropout(0.5)(kl.Conv2D(2, 3)(inputs), training=True))


def doubled(x: Any) -> Any:
    return x * 2


REFUSED: dict[str, tuple[Callable[[], keras.Model], str]] = {
    "Lambda": (
        lambda: sequential(conv(), kl.Lambda(lambda x: x * 2, name="double")),
        "used: .*not supported: Lambda 'double'.*Needed: layers that CAM Viewer supports.* Build",
    ),
    "custom": (
        lambda: sequential(conv(), Twice(name="mine")),
        "used: .*not supported: custom layer Twice 'mine'.* Build",
    ),
    "LSTM": (recurrent, "used: .*not supported: LSTM '.*'.* Build"),
    "several": (
        lambda: sequential(conv(), kl.Lambda(lambda x: x), Twice()),
        r"used: .*not supported: Lambda '\w+', custom layer Twice '\w+'",
    ),
    "1 unit": (
        lambda: sequential(conv(), end=(gap(), kl.Dense(1, name="d"))),
        "used: the number of outputs of Dense 'd' is 1.*Needed: .*ends in 2 to 100 scores",
    ),
    "sigmoid": (
        lambda: sequential(conv(), end=(gap(), kl.Dense(10, activation="sigmoid"))),
        "used: Dense '.*' has the activation 'sigmoid'.*ends in 2 to 100 scores",
    ),
    "two softmaxes": (
        lambda: sequential(conv(), end=(gap(), kl.Dense(10, activation="softmax"), kl.Softmax())),
        "used: there are two.*Needed: one softmax",
    ),
    "softmax among": (
        lambda: sequential(conv(activation="softmax")),
        "used: there are two.*Needed: one softmax",
    ),
    "a function without a name": (
        lambda: sequential(conv(activation=lambda x: x)),
        r"used: the value is an object.*Needed: .*activation of Conv2D '\w+': linear, ",
    ),
    "a function": (
        lambda: sequential(conv(activation=doubled)),
        "used: the value is the object 'doubled'",
    ),
    "channels first": (
        lambda: sequential(kl.MaxPooling2D(1, data_format="channels_first")),
        "used: the value is 'channels_first'.*Needed: .*channels_last",
    ),
    "another axis": (
        lambda: sequential(conv(), kl.BatchNormalization(axis=1)),
        r"used: another axis.*Needed: .*normalised channels in BatchNormalization '\w+'",
    ),
    "two inputs": (two_inputs, "used: it has several inputs.*Needed: a network with one input"),
    "two outputs": (
        two_outputs,
        "used: it has 2 outputs.*Needed: a network with one output",
    ),
    "wrong shape": (
        wide,
        r"used: the shape is \[None, 32, 32, 4\].*Needed: .*shape \(h, w, 1\) or \(h, w, 3\)",
    ),
    "always dropping": (
        always_dropping,
        r"used: there is the argument 'training'.*Needed: Dropout '\w+' without further arguments",
    ),
    "too many weights": (
        lambda: sequential(kl.Conv2D(800, 1), kl.Conv2D(800, 3, strides=8)),
        "used: it has too many weights.*Needed: at most 5,000,000 weights",
    ),
    "too much to compute": (
        lambda: sequential(
            kl.Conv2D(100, 1),
            *(kl.MaxPooling2D(32, strides=1, padding="same") for _ in range(70)),
        ),
        "used: it takes 5,6.* multiplications.*at most 5,000,000,000 multiplications for each",
    ),
    "too much between": (
        lambda: sequential(kl.Conv2D(1300, 1)),
        r"used: there are 1,019,200 numbers.*Needed: at most 1,000,000 numbers from Conv2D '\w+'",
    ),
    "too many layers": (
        lambda: sequential(*(kl.ReLU() for _ in range(201))),
        "used: it has 20. layers.*Needed: at most 200 layers",
    ),
}


@pytest.mark.filterwarnings("ignore:The object being serialized includes a `lambda`")
@pytest.mark.parametrize("case", REFUSED)
def test_that_what_cannot_be_explained_is_named(
    case: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("weights were read of a network that is none")

    monkeypatch.setattr(hdf5_weights.Hdf5, "read", refuse)
    make, said = REFUSED[case]
    path = tmp_path / "x.keras"
    make().save(path)
    model_file.read_card(path)
    with pytest.raises(FileError, match=r"x\.keras cannot be .*" + said):
        store.load(path)


def test_that_a_model_of_a_class_of_ones_own_is_told(tmp_path: Path) -> None:
    path = saved(tmp_path / "x.keras", lecture())
    for changes in ({"class_name": "Mine"}, {"module": "mine"}):
        changed = described(path, lambda config, changes=changes: config.update(changes))
        with pytest.raises(FileError, match="Needed: a Sequential or a functional model"):
            store.load(changed)


# Damaged and hostile files

VALUES: list[tuple[str, str, Any]] = [
    ("Conv2D", "filters", 10**9),
    ("Conv2D", "filters", -4),
    ("Conv2D", "filters", 0),
    ("Conv2D", "filters", True),
    ("Conv2D", "filters", 4.0),
    ("Conv2D", "filters", 10**4000),
    ("Conv2D", "kernel_size", [3, 10**6]),
    ("Conv2D", "kernel_size", [3]),
    ("Conv2D", "kernel_size", [[3, 3], 3]),
    ("Conv2D", "strides", [0, 1]),
    ("Conv2D", "strides", None),
    ("Conv2D", "padding", "causal"),
    ("Conv2D", "dilation_rate", [1, -1]),
    ("Conv2D", "groups", 3),
    ("Conv2D", "activation", "__import__('os').system('true')"),
    ("Conv2D", "activation", {"class_name": "function", "config": "system", "module": "os"}),
    ("Conv2D", "use_bias", 1),
    ("Conv2D", "lora_rank", 4),
    ("Conv2D", "\ud800\n<b>", "<b>"),
    ("BatchNormalization", "epsilon", 0),
    ("BatchNormalization", "epsilon", float("nan")),
    ("BatchNormalization", "epsilon", "1e-3"),
    ("BatchNormalization", "renorm", True),
    ("ReLU", "max_value", float("inf")),
    ("ReLU", "negative_slope", [0.1] * 100_000),
    ("InputLayer", "batch_shape", [None, 28, 28]),
    ("InputLayer", "batch_shape", "28281"),
    ("Dense", "units", 10.0),
    ("GlobalAveragePooling2D", "keepdims", 0),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return saved(tmp_path_factory.mktemp("built") / "residual.keras", residual())


@pytest.fixture
def path(built: Path, tmp_path: Path) -> Path:
    """A file to do something to."""
    return packed(tmp_path / "x.keras", entries(built))


@pytest.mark.parametrize(("kind", "option", "value"), VALUES)
def test_that_options_out_of_range_are_told(path: Path, kind: str, option: str, value: Any) -> None:
    described(path, lambda config: layer(config, kind)["config"].update({option: value}))
    with pytest.raises(FileError, match=r"x\.keras cannot be used: .*Needed: ") as caught:
        store.load(path)
    sentence = str(caught.value).removeprefix(str(path))
    assert len(sentence) < 400
    assert "\n" not in sentence
    assert "damaged" not in sentence or isinstance(value, int)


def test_that_a_missing_option_is_told_if_it_has_no_usual_value(path: Path) -> None:
    described(path, lambda config: layer(config, "Conv2D")["config"].pop("filters"))
    with pytest.raises(
        FileError, match=r"used: the value is missing.*Needed: filters of Conv2D '.*'"
    ):
        store.load(path)


@pytest.mark.parametrize("option", ["activation", "groups", "dilation_rate", "use_bias"])
def test_that_what_an_older_version_did_not_write_is_as_usual(path: Path, option: str) -> None:
    graph = store.load(path).graph
    described(path, lambda config: layer(config, "Conv2D")["config"].pop(option))
    assert store.load(path).graph == graph


@pytest.mark.parametrize(
    "config",
    [
        *(b"", b"not JSON", b"\xff\xfe\x00", b"[]", b"{}", b"null", b"[" * 1_000_000),
        *(b'{"a":' * 100_000, b'{"class_name": "Functional", "module": "keras", "config": {}}'),
        b'{"class_name": "Sequential", "module": "keras", "config": {"layers": [[[]]]}}',
        b'{"module": "os", "class_name": "system", "config": "true"}',
    ],
)
def test_that_damaged_configurations_are_told(path: Path, config: bytes) -> None:
    packed(path, entries(path) | {"config.json": config})
    with pytest.raises(FileError, match=r"x\.keras cannot be used: .*Needed: "):
        store.load(path)


def test_that_a_bomb_is_not_unpacked(path: Path) -> None:
    packed(path, entries(path) | {"config.json": b" " * 50_000_000})
    with pytest.raises(
        FileError, match=r"used: the entry is too large.*Needed: .*config\.json of at most 4 MB"
    ):
        store.load(path)


def test_that_layers_cannot_read_themselves_or_what_comes_later(path: Path) -> None:
    def rewire(name: str) -> Callable[[Any], None]:
        def change(config: Any) -> None:
            call = layer(config, "BatchNormalization")["inbound_nodes"][0]
            call["args"][0]["config"]["keras_history"][0] = name

        return change

    config = json.loads(entries(path)["config.json"])
    own, last = (layer(config, kind)["config"]["name"] for kind in ("BatchNormalization", "Dense"))
    for name in (own, last, "nobody"):
        described(path, rewire(name))
        with pytest.raises(
            FileError, match=f"used: the input is '{name}'.*Needed: .*with a layer before it"
        ):
            store.load(path)


def changed(key: str, values: Any) -> Callable[[Any], None]:
    def change(file: Any) -> None:
        del file[key]
        if values is not None:
            file[key] = values

    return change


def external(file: Any) -> None:
    del file["layers/dense"]
    file["layers/dense"] = h5py.ExternalLink("/etc/hostname", "layers/dense")


@pytest.mark.parametrize(
    ("change", "found"),
    [
        (changed("layers/conv2d_1/vars/0", None), "no weights 'layers/conv2d_1/vars/0'"),
        (changed("layers/dense", None), "no weights 'layers/dense/vars/0'"),
        (changed("layers/dense/vars/1", np.zeros(9, np.float32)), r"used: their shape is \(9,\)"),
        (changed("layers/dense/vars/1", np.zeros(10, np.int8)), "used: .*int8"),
        (
            changed("layers/dense/vars/1", np.full(10, np.nan, np.float32)),
            "infinite numbers or NaN in",
        ),
        (changed("layers/dense/vars/1", np.full(10, 1e300)), "infinite numbers or NaN in"),
        (
            changed("layers/batch_normalization/vars/3", np.full(4, -1, np.float32)),
            "used: its scores are infinite or NaN.*Needed: finite scores",
        ),
        (external, "no weights 'layers/dense/vars/0'"),
    ],
)
def test_that_weights_that_do_not_fit_are_told(
    path: Path, change: Callable[[Any], None], found: str
) -> None:
    with_hdf5(path, path, change)
    with pytest.raises(FileError, match=r"x\.keras cannot be .*" + found):
        store.load(path)


def test_that_a_head_that_single_precision_does_not_hold_is_told(tmp_path: Path) -> None:
    """A black sample has finite scores with it, and no map."""
    model = sequential(relu_conv(), end=(gap(), *(kl.Dense(10) for _ in range(20))))
    for dense in model.layers[-20:]:
        dense.set_weights([np.full_like(weight, 1e30) for weight in dense.get_weights()])
    model.save(tmp_path / "x.keras")
    with pytest.raises(
        FileError,
        match=r"x\.keras cannot be used: its scores are infinite or NaN.*Needed: finite scores",
    ):
        store.load(tmp_path / "x.keras")


def places(value: Any, place: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The way to everything in a configuration."""
    yield place
    inner = (
        value
        if isinstance(value, dict)
        else dict(enumerate(value if isinstance(value, list) else ()))
    )
    for key, each in inner.items():
        yield from places(each, (*place, key))


def test_that_nothing_in_the_file_is_run(built: Path, tmp_path: Path) -> None:
    """Whatever is written anywhere in a configuration, it is told or it does no harm."""
    trace = tmp_path / "was here"
    content = entries(built)
    config = json.loads(content["config.json"])
    every = [place for place in places(config) if place]
    hostile = [
        {"module": "os", "class_name": "system", "config": {"command": f"touch {trace}"}},
        {"class_name": "function", "module": "builtins", "config": "eval", "registered_name": "e"},
        {"class_name": "__lambda__", "config": {"value": "4wAAAAA=", "defaults": None}},
    ]
    values = (
        st.sampled_from([*hostile, [], {}, "", None, True, -1, 0, 1, 2, 3, 33, 1e9, 2**70])
        | st.integers(-5, 40)
        | st.floats()
        | st.text(max_size=5)
        | st.lists(st.integers(-1, 5), max_size=4)
        | st.sampled_from(["Conv2D", "Add", "Dense", "same", "relu", "Softmax", "input_layer"])
    )
    target = tmp_path / "x.keras"

    @settings(
        max_examples=80,
        deadline=None,
        derandomize=True,
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    @given(st.lists(st.tuples(st.sampled_from(every), values), min_size=1, max_size=2))
    def check(changes: list[tuple[tuple[Any, ...], Any]]) -> None:
        mutated = copy.deepcopy(config)
        for place, value in changes:
            inner = mutated
            try:
                for key in place[:-1]:
                    inner = inner[key]
                inner[place[-1]] = value
            except (LookupError, TypeError):  # the first change took the place away
                continue
        packed(target, content | {"config.json": json.dumps(mutated).encode()})
        try:
            stored = store.load(target)
        except FileError as error:
            sentence = str(error)
        else:
            sentence = ""
            assert all(np.isfinite(each).all() for each in stored.weights)
        assert "\n" not in sentence

    check()
    assert not trace.exists()


def test_that_damage_inside_the_hdf5_file_is_told_or_harmless(path: Path) -> None:
    content = entries(path)
    whole = content[WEIGHTS_FILE]
    random = np.random.default_rng(4)
    for _ in range(40):
        damaged = bytearray(whole)
        for place in random.integers(0, len(whole), 3):
            damaged[place] ^= int(random.integers(1, 256))
        packed(path, content | {WEIGHTS_FILE: bytes(damaged)})
        try:
            stored = store.load(path)
        except FileError:
            continue
        assert all(np.isfinite(each).all() for each in stored.weights)
    assert io.BytesIO(whole).read(4) == b"\x89HDF"
