"""CAM Viewer from Python: networks, what they read, and why, as arrays.

    import camviewer

    network = camviewer.load("compact")           # a bundled model, a file, or a live keras.Model
    data = camviewer.open_data("mnist")           # whatever --data of the command line takes

    predictions = network.predict(data.test.images[:100])
    predictions.scores, predictions.probabilities, predictions.predicted

    explanation = network.explain(data.test.images[0], method="grad-cam", layer="conv2d")
    explanation.map                               # (h, w) of the target: here the predicted class
    explanation.maps                              # (C, h, w) of all classes
    explanation.map_resized, explanation.maps_resized    # of the image's size
    explanation.figure().savefig("why.pdf")       # in a notebook the explanation shows itself

    network.trust(data.test.images[0], "grad-cam")       # each measure of trust by name
    camviewer.evaluate(network, data).accuracy           # with interval, confusion, mistakes

Images are one (h, w) or (h, w, 3), or n of them; floats from 0 to 1 or uint8, ink (or light)
bright, channels last; or the path of a picture. What one image gives has no first axis, what n
images give has one of length n. Images of another shape, type or range raise `ValueError`; a file
that cannot be used, a method that there is not or that the network does not bear raise
`UserError`, whose text is one sentence that says what to do. Arrays are read-only where they are
kept, and never change later.

TensorFlow is never imported; a live model is written by its own `save` to a temporary file, which
is read like any other. `docs/python.md` tells all this with examples.
"""

from __future__ import annotations

from pathlib import Path

from numpy.typing import ArrayLike

from camviewer.api import keras_models
from camviewer.api.evaluation import Evaluation, of_arrays, of_dataset
from camviewer.api.explanation import Explanation
from camviewer.api.feeding import fed
from camviewer.api.network import Network, Predictions
from camviewer.common.cancel import CancelToken
from camviewer.common.errors import UserError
from camviewer.data.dataset import Dataset
from camviewer.data.sources import open_source
from camviewer.error_analysis.foreign_predictions import read_predictions as foreign
from camviewer.networks.formats import model_file

__all__ = [
    "Evaluation",
    "Explanation",
    "Network",
    "Predictions",
    "UserError",
    "evaluate",
    "load",
    "open_data",
    "read_predictions",
]


def load(
    model: str | Path | object,
    *,
    scaling: str | None = None,
    data: Dataset | str | Path | None = None,
) -> Network:
    """Open a network.

    Args:
        model: name of a bundled model (``compact``, ``lecture`` …), path of a file of any kind that
            the program reads, or a live `keras.Model`.
        scaling: how pixels from 0 to 1 are scaled for a network that another program made:
            ``0-1``, ``0-255``, ``centred`` (-1 to 1) or ``standardised`` (by the mean and deviation
            of `data`), each also with ``-inverted`` behind it. Without it: as was chosen in the
            window, else as its layers tell; with `data`, whichever reads them best.
        data: labelled samples such as it was trained on, or their source.

    Raises:
        UserError: there is no such model, its file is damaged or of another kind, or it has layers
            or sizes that the program does not take; or data cannot be used.
        ValueError: there is no such scaling, or it needs `data`.
        TypeError: the model or `data` is none of these.
    """
    dataset = None if data is None else _dataset(data)
    if isinstance(model, str | Path):
        return Network(fed(model_file.find(str(model)), scaling, dataset))
    if not keras_models.is_keras(model):
        raise TypeError(
            f"{type(model).__name__} is not a model; pass a name, a path or a keras.Model."
        )
    with keras_models.saved(model) as path:
        return Network(fed(path, scaling, dataset))


def open_data(source: str | Path = "auto") -> Dataset:
    """Open a data set; its arrays are read when they are first asked for.

    Args:
        source: ``auto`` (MNIST where it is found, else the built-in digits), ``mnist``,
            ``builtin``, or the path of a file or a folder of samples.

    Returns:
        A data set with `train` and `test`, each with `images` (n, h, w) or (n, h, w, 3) uint8 and
        `labels` (n,); and with `class_names`, `spec` and `name`.

    Raises:
        UserError: there is no such source, or its file is damaged. Damage of arrays may show only
            when they are read.
        TypeError: the source is neither a name nor a path.
    """
    if not isinstance(source, str | Path):
        raise TypeError(f"{type(source).__name__} is not a source; pass a name or a path.")
    return open_source(str(source))


def evaluate(
    network: Network,
    data: Dataset | str | Path | tuple[ArrayLike, ArrayLike],
    split: str = "test",
) -> Evaluation:
    """Let a network read labelled images.

    Args:
        network: as `load` gave it.
        data: a data set, its source as `open_data` takes it, or images (n, h, w, …) and labels
            (n,) as arrays.
        split: of a data set: ``test``, ``train`` or ``all`` (training, then test part).

    Raises:
        ValueError: images or labels are none that the network can be shown.
        UserError: the source cannot be used, there is no such split, its samples do not fit the
            network, or scores are not finite.
        TypeError: the network or the data is none of these.
    """
    if not isinstance(network, Network):
        raise TypeError(f"{type(network).__name__} is not a network; pass one from camviewer.load.")
    if isinstance(data, tuple):
        if len(data) != 2:
            raise TypeError(
                f"There are {len(data)} parts in the data; pass a pair of images and labels."
            )
        return of_arrays(network, *data)
    return of_dataset(network, _dataset(data), split)


def read_predictions(path: str | Path, data: Dataset | str | Path = "auto") -> Evaluation:
    """What another system predicted, out of a table of text.

    Args:
        path: a CSV file with a line a sample: ``index``, ``predicted`` and perhaps ``label`` and a
            probability of each class under its name. Lines that do not fit are left out.
        data: the data set that was predicted, or its source.

    Raises:
        UserError: it is no such file, or one about other samples.
    """
    return Evaluation(foreign(Path(path), _dataset(data), CancelToken()).evaluation)


def _dataset(data: object) -> Dataset:
    """A data set, given one or its source."""
    if isinstance(data, str | Path):
        return open_data(data)
    if not isinstance(data, Dataset):
        raise TypeError(f"{type(data).__name__} is not data; pass a data set or its source.")
    return data
