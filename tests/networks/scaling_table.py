"""The table of input scalings: small networks trained under each, recognised or not.

    python -m tests.networks.scaling_table

Each network is trained by Keras for some hundred steps on MNIST, where it is found, else on the
built-in digits, saved by Keras, and opened by the program, which reads samples under every usual
scaling. The table tells which one it took, and the accuracy of Keras and of the program on all test
samples.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import keras
import keras.layers as kl
import numpy as np

from camviewer.common.cancel import CancelToken
from camviewer.data.dataset import Dataset, to_sample
from camviewer.data.fitting import Fitting
from camviewer.data.sources import open_source
from camviewer.inference.evaluator import evaluate
from camviewer.inference.input_scaling_detection import detect, mean_and_deviation
from camviewer.networks import scaling_notes
from camviewer.networks.input_scaling import Scaling, scalings

SCALINGS = (
    *("0-1", "0-255", "centred", "standardised"),
    *("0-1-inverted", "standardised-inverted"),
)
TRAINED, BATCH, EPOCHS = 12_000, 64, 2


@dataclass(frozen=True)
class Row:
    """One network.

    Attributes:
        network: its kind.
        trained: the scaling that it was trained under.
        recognised: the one that won; empty where none did.
        keras: accuracy of Keras on all test samples, 0 to 1.
        ours: that of the program, fed as it was recognised.
        plain: what the program reads of the samples that were looked at, left as they are.
    """

    network: str
    trained: str
    recognised: str
    keras: float
    ours: float
    plain: float


def plain_network() -> keras.Model:
    """Three convolutions with biases."""
    return keras.Sequential(
        [
            keras.Input((28, 28, 1)),
            kl.Conv2D(16, 3, padding="same", activation="relu"),
            kl.MaxPooling2D(),
            kl.Conv2D(32, 3, padding="same", activation="relu"),
            kl.MaxPooling2D(),
            kl.Conv2D(32, 3, activation="relu"),
            kl.GlobalAveragePooling2D(),
            kl.Dense(10, activation="softmax"),
        ]
    )


def normalised_network() -> keras.Model:
    """Convolutions whose channels are normalised, which hides how large pixels are."""
    layers: list[kl.Layer] = [keras.Input((28, 28, 1))]
    for filters in (12, 24):
        layers += [
            kl.Conv2D(filters, 3, padding="same", use_bias=False),
            kl.BatchNormalization(momentum=0.9),
            kl.ReLU(),
            kl.MaxPooling2D(),
        ]
    layers += [kl.Conv2D(24, 3, activation="relu"), kl.GlobalAveragePooling2D(), kl.Dense(10)]
    return keras.Sequential([*layers, kl.Softmax()])


NETWORKS = {"plain": plain_network, "normalised": normalised_network}


def rows(folder: Path, dataset: Dataset) -> Iterator[Row]:
    """The table, a network after the other.

    Args:
        folder: where files of networks are written.
        dataset: of ten digits.
    """
    fitting = Fitting(dataset.spec, dataset.spec)
    known = scalings(*mean_and_deviation(dataset.train, fitting, CancelToken()))
    for kind, make in NETWORKS.items():
        for name in SCALINGS:
            path = folder / f"{kind}-{name}.keras"
            accuracy = _train(path, make(), known[name], dataset)
            yield _row(path, kind, name, accuracy, dataset)


def _train(path: Path, model: keras.Model, scaling: Scaling, dataset: Dataset) -> float:
    """Train a network fed in a way, save it, and tell its accuracy on all test samples."""
    keras.utils.set_random_seed(1)
    scale, offset = (np.array(each, np.float32) for each in (scaling.scale, scaling.offset))
    images, labels = dataset.train.batch(0, TRAINED), dataset.train.labels[:TRAINED]
    model.compile(keras.optimizers.Adam(2e-3), "sparse_categorical_crossentropy")
    fed = to_sample(images)[..., None] * scale + offset
    model.fit(fed, labels, batch_size=BATCH, epochs=EPOCHS, verbose=0)
    model.save(path)
    test = to_sample(dataset.test.images)[..., None] * scale + offset
    answers = model.predict(test, batch_size=500, verbose=0).argmax(axis=1)
    return float((answers == dataset.test.labels).mean())


def _row(path: Path, kind: str, name: str, accuracy: float, dataset: Dataset) -> Row:
    found = detect(path, dataset, CancelToken())
    assert found is not None
    if found.winner is not None:
        scaling_notes.use(path, found.winner)
    ours = evaluate(path, dataset, "test", lambda _done, _all: None, CancelToken()).accuracy
    winner = "" if found.winner is None else found.winner.name
    return Row(kind, name, winner, accuracy, ours, found.readings[0].accuracy)


def main() -> None:
    """Print the table."""
    print(
        f"{'network':<12}{'trained under':<24}{'recognised':<24}{'Keras':>8}{'ours':>8}{'0-1':>8}"
    )
    with tempfile.TemporaryDirectory() as folder:
        for row in rows(Path(folder), open_source("auto")):
            shares = "".join(f"{100 * each:8.2f}" for each in (row.keras, row.ours, row.plain))
            print(f"{row.network:<12}{row.trained:<24}{row.recognised:<24}{shares}", flush=True)


if __name__ == "__main__":
    main()
