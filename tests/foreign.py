"""Two data sets that are no samples, drawn here, and a small network for each.

One is of 7 named shapes, 24 high and 20 wide, grey; its network is one of the program's own, with
a card. The other is of 26 letters, 32 by 32 in colours; its network is a file of Keras' own, whose
classes have no names but what the data set gives them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from camviewer.data.spec import ImageSpec
from camviewer.training.control import Control
from camviewer.training.events import Plan
from camviewer.training.recipes import Recipe

Picture = NDArray[np.uint8]

SHAPES = ("circle", "square", "triangle", "cross", "ring", "diamond", "half moon")
SHAPE_SPEC = ImageSpec(24, 20)

LETTERS = tuple("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
LETTER_SPEC = ImageSpec(32, 32, 3)

TRAINING, TEST = 10, 4
"""Samples of each class."""

_ROUNDS = 4  # times as many shapes to train on, since they are told apart by less
_INK = 255
_SCALE = 4  # drawn so many times as large, then averaged: edges are smooth


@dataclass(frozen=True)
class Foreign:
    """A data set and a network for it.

    Attributes:
        spec: what its samples are.
        names: of its classes.
        data: the ``.npz`` file of its samples.
        model: the ``.keras`` file of the network.
    """

    spec: ImageSpec
    names: tuple[str, ...]
    data: Path
    model: Path


def shapes(folder: Path) -> Foreign:
    """The shapes, and a network that the program's own training made of them."""
    from camviewer.training.training_run import TrainingRun  # it loads TensorFlow

    data, model = folder / "shapes.npz", folder / "shapes-lecture.keras"
    _write(data, shape, SHAPES, _ROUNDS * TRAINING)
    recipe = Recipe("few", epochs=4, batch=14, learning_rate=0.01)
    with TrainingRun(folder / "training") as run:
        run.begin(Plan("shapes-lecture", "lecture", recipe, seed=1, source=str(data)))
        for _ in run.run(Control()):
            pass
        run.finish(model, run.evaluate())
    return Foreign(SHAPE_SPEC, SHAPES, data, model)


def letters(folder: Path) -> Foreign:
    """The letters, and a network that knows no names."""
    data, model = folder / "letters.npz", folder / "letters-keras.keras"
    _write(data, letter, LETTERS, TRAINING)
    with np.load(data) as arrays:
        _train(arrays["x_train"] / np.float32(_INK), arrays["y_train"], model)
    return Foreign(LETTER_SPEC, LETTERS, data, model)


def shape(number: int, random: np.random.Generator) -> Picture:
    """(24, 20) a shape of that class, somewhere, of some size, on black."""
    height, width = (side * _SCALE for side in SHAPE_SPEC.size)
    picture = np.zeros((height, width), np.uint8)
    x, y = random.integers(width * 3 // 8, width * 5 // 8, 2)
    y += (height - width) // 2
    r = int(random.integers(width // 4, width * 3 // 8))
    corners: dict[str, list[tuple[int, int]]] = {
        "square": [(-r, -r), (r, -r), (r, r), (-r, r)],
        "triangle": [(0, -r), (r, r), (-r, r)],
        "diamond": [(0, -r), (r, 0), (0, r), (-r, 0)],
    }
    name, middle = SHAPES[number], (int(x), int(y))
    if name in corners:
        cv2.fillPoly(picture, [np.array(corners[name], np.int32) + middle], _INK)
    elif name == "cross":
        for end in ((0, r), (r, 0)):
            cv2.line(picture, (x - end[0], y - end[1]), (x + end[0], y + end[1]), _INK, r // 2)
    elif name == "ring":
        cv2.circle(picture, middle, r, _INK, r // 3)
    else:
        cv2.circle(picture, middle, r, _INK, cv2.FILLED)
        if name == "half moon":
            cv2.circle(picture, (int(x) + r * 2 // 3, int(y)), r, 0, cv2.FILLED)
    return _reduced(picture, SHAPE_SPEC)


def letter(number: int, random: np.random.Generator) -> Picture:
    """(32, 32, 3) a letter on a dark ground; like a child's, each has a colour, more or less."""
    height, width = (side * _SCALE for side in LETTER_SPEC.size)
    ground = random.integers(0, 70, 3)
    hue = (180 * number // len(LETTERS) + int(random.integers(0, 5))) % 180  # OpenCV's degrees
    colour = np.array([[[hue, random.integers(160, 256), _INK]]], np.uint8)
    ink = cv2.cvtColor(colour, cv2.COLOR_HSV2RGB)[0, 0].tolist()
    picture = np.empty((height, width, 3), np.uint8)
    picture[:] = ground
    font, size = cv2.FONT_HERSHEY_DUPLEX, float(random.uniform(2.6, 3.2))
    (wide, high), _ = cv2.getTextSize(LETTERS[number], font, size, 8)
    moved = random.integers(-6, 7, 2)
    start = ((width - wide) // 2 + int(moved[0]), (height + high) // 2 + int(moved[1]))
    cv2.putText(picture, LETTERS[number], start, font, size, ink, 8, cv2.LINE_AA)
    return _reduced(picture, LETTER_SPEC)


def _reduced(picture: Picture, spec: ImageSpec) -> Picture:
    reduced = cv2.resize(picture, (spec.width, spec.height), interpolation=cv2.INTER_AREA)
    return np.asarray(reduced, np.uint8)


def _write(
    path: Path,
    draw: Callable[[int, np.random.Generator], Picture],
    names: tuple[str, ...],
    training: int,
) -> None:
    """So many samples of each class to train on, `TEST` to test with, in a mixed order."""
    random = np.random.default_rng(len(names))
    content: dict[str, NDArray[np.generic]] = {"class_names": np.array(names)}
    for part, number in (("train", training), ("test", TEST)):
        labels = random.permutation(np.repeat(np.arange(len(names)), number)).astype(np.uint8)
        content[f"x_{part}"] = np.stack([draw(int(label), random) for label in labels])
        content[f"y_{part}"] = labels
    np.savez_compressed(path, **content)  # type: ignore[arg-type]


def _train(images: NDArray[np.float32], labels: NDArray[np.uint8], path: Path) -> None:
    """A network as anybody makes one with Keras, saved by Keras."""
    import keras

    keras.utils.set_random_seed(3)
    inputs = keras.Input((*LETTER_SPEC.size, LETTER_SPEC.channels))
    x = keras.layers.Conv2D(24, 3, strides=2, padding="same", activation="relu")(inputs)
    x = keras.layers.Conv2D(48, 3, padding="same")(x)
    x = keras.layers.ReLU()(keras.layers.BatchNormalization(momentum=0.8)(x))
    pooled = keras.layers.GlobalAveragePooling2D()(x)
    model = keras.Model(inputs, keras.layers.Dense(len(LETTERS), activation="softmax")(pooled))
    model.compile(keras.optimizers.Adam(0.02), "sparse_categorical_crossentropy")
    model.fit(images, labels, batch_size=26, epochs=10, verbose=0)
    model.save(path)
