"""Opens every network of the zoo: ``python -m tests.networks.zoo``; compares numbers with Keras'.

Prints a table: whether each was accepted as ``.keras`` and as ``.h5``, and by how much its scores,
probabilities and class activation maps are off. Names behind the command choose networks.
"""

from __future__ import annotations

import os
import sys
import tempfile
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import keras
import numpy as np
import tensorflow as tf
from numpy.typing import NDArray

from camviewer.common.errors import FileError
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import softmax
from camviewer.networks import store
from camviewer.networks.linear_head import head_place, head_weights
from camviewer.networks.stored_model import StoredModel
from tests.networks import zoo_branches as zoo_branches  # it adds its own
from tests.networks.zoo_networks import NETWORKS, REFUSED
from tests.reference import off

SUFFIXES = (".keras", ".h5")
SAMPLES = 3

FULL = {"rescaled": 255, "centred": 255, "divided": 255, "augmented_inside": 255}
"""What white is to a network that begins with a rescaling; the program's samples are 0 to 1."""

Floats = NDArray[np.float32]


@dataclass(frozen=True)
class Expected:
    """What Keras computes.

    Attributes:
        samples: (n, h, w) or (n, h, w, 3) as the program gives them, 0 to 1.
        answers: (n, C) what the network gives.
        scores: (n, C) before a softmax at the end.
        maps: (n, C, h, w) class activation maps; None without a layer ``features``.
    """

    samples: Floats
    answers: Floats
    scores: Floats
    maps: Floats | None


def prepared(name: str) -> keras.Model:
    """A network of the zoo with weights for which signals keep a size of about one."""
    keras.utils.set_random_seed(1)
    model = NETWORKS[name]() if name in NETWORKS else REFUSED[name][0]()
    random = np.random.default_rng(len(name))
    for weight in model.weights:
        if "float" not in weight.dtype or (name == "adapted" and "normalization" in weight.path):
            continue
        fan_in = int(np.prod(weight.shape[:-1])) or 1
        scale = np.sqrt(2 / fan_in) if len(weight.shape) > 1 else 0.2
        value = random.standard_normal(weight.shape) * scale
        weight.assign(np.exp(value) if weight.name in ("gamma", "moving_variance") else value)
    return model


def saved(model: keras.Model, path: Path) -> Path:
    """The file that Keras writes."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.save(path)
    return path


def expected(name: str, model: keras.Model) -> Expected:
    """What Keras computes of random samples."""
    random = np.random.default_rng(7)
    samples = random.random((SAMPLES, *_program_shape(model)), np.float32)
    given = FULL.get(name, 1) * _as_keras_takes(samples, model)
    # Without a compiler TensorFlow has no convolution for channels first on a processor.
    call = tf.function(model, jit_compile=True) if name.startswith("channels_first") else model
    answers = _numbers(call(given, training=False))
    is_normal = np.allclose(answers.sum(axis=1), 1, atol=1e-4)
    while is_normal and answers.min() < 1e-6:  # too sure for its scores to be told
        for weight in [each for each in model.weights if "float" in each.dtype][-2:]:
            weight.assign(weight / 4)
        answers = _numbers(call(given, training=False))
    scores = np.log(answers) if is_normal else answers
    maps = _maps(model, given) if any(each.name == "features" for each in model.layers) else None
    return Expected(samples, answers, scores, maps)


def compared(stored: StoredModel, wanted: Expected) -> tuple[float, float, float | None]:
    """By how much scores, probabilities and maps are off; None for maps without a linear head."""
    engine = Engine(stored.graph, stored.weights)
    scores = engine.scores(wanted.samples)
    # Probabilities tell scores but for what all classes have in common.
    is_normal = not np.allclose(wanted.scores, wanted.answers)
    found, told = (_centred(each) if is_normal else each for each in (scores, wanted.scores))
    answers = softmax(scores) if is_normal else scores
    maps = None
    if wanted.maps is not None and head_place(stored.graph) is not None:
        weights, _ = head_weights(stored.graph, stored.graph.by_layer(stored.weights))
        features, _ = engine.forward(wanted.samples)
        own = np.einsum("nhwk,kc->nchw", features, weights)
        maps = off(own, wanted.maps)
    return off(found, told), off(answers, wanted.answers), maps


def _program_shape(model: keras.Model) -> tuple[int, ...]:
    _, *shape = model.inputs[0].shape
    if len(shape) == 1:
        side = round(shape[0] ** 0.5)
        return side, side
    if len(shape) == 3 and shape[0] in (1, 3):
        shape = [*shape[1:], shape[0]]
    return tuple(shape[:2]) if shape[2:] in ([], [1]) else tuple(shape)


def _as_keras_takes(samples: Floats, model: keras.Model) -> Floats:
    _, *shape = model.inputs[0].shape
    if len(shape) == 3 and shape[0] in (1, 3) and samples.ndim == 4:
        samples = samples.transpose(0, 3, 1, 2)
    return samples.reshape(len(samples), *shape)


def _maps(model: keras.Model, given: Floats) -> Floats:
    """Of a network whose features are pooled and weighed, in whichever order."""
    inner = keras.Model(model.inputs[0], model.get_layer("features").output)
    features = _numbers(inner(given, training=False))
    weights: Any = np.eye(features.shape[-1], dtype=np.float32)
    for layer in _behind_features(model):
        if isinstance(layer, keras.layers.Dense):
            weights = weights @ _numbers(layer.kernel)
        elif isinstance(layer, keras.layers.Conv2D):  # of single cells
            weights = weights @ _numbers(layer.kernel)[0, 0]
    return np.einsum("nhwk,kc->nchw", features, weights)


def _behind_features(model: keras.Model) -> list[keras.layers.Layer]:
    """The layers behind the features, those of models inside included."""
    place = [layer.name for layer in model.layers].index("features")
    behind = model.layers[place + 1 :]
    return [each for layer in behind for each in getattr(layer, "layers", [layer])]


def _numbers(tensor: Any) -> Floats:
    return np.asarray(keras.ops.convert_to_numpy(tensor), np.float32)


def _centred(scores: Floats) -> Floats:
    return scores - scores.mean(axis=1, keepdims=True)


def main(names: list[str]) -> int:
    """Print the table; 1 if a network was not opened or is off by more than 1e-4."""
    rows, trouble, accepted, most = [], 0, 0, 0.0
    with tempfile.TemporaryDirectory() as folder:
        for name in names or [*NETWORKS, *REFUSED]:
            model = prepared(name)
            wanted = expected(name, model) if name in NETWORKS else None
            for suffix in SUFFIXES:
                try:
                    stored = store.load(saved(model, Path(folder) / f"{name}{suffix}"))
                except FileError as error:
                    sentence = str(error).partition(": ")[2]
                    rows.append(f"{name:28} {suffix:7} refused   {sentence}")
                    trouble += name in NETWORKS
                    continue
                accepted += 1
                assert wanted is not None, name
                errors = compared(stored, wanted)
                worst = max(each for each in errors if each is not None)
                most, trouble = max(most, worst), trouble + (worst > 1e-4)
                told = "  ".join("   –   " if each is None else f"{each:.1e}" for each in errors)
                rows.append(f"{name:28} {suffix:7} accepted  {told}")
            keras.backend.clear_session()
    print(f"{'network':28} {'file':7} {'':9} scores   probab.  maps")
    print("\n".join(rows))
    share = f"{accepted} of {len(rows)} accepted ({accepted / len(rows):.0%})"
    print(f"\n{share}, largest error {most:.1e}")
    return int(trouble > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
