"""Identities of the methods, on digits of MNIST's test set: how far they are from holding."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tests.benchmarks.records import MissingError, Record, record

if TYPE_CHECKING:
    from camviewer.inference.engine import Engine
    from camviewer.inference.prediction import Prediction

MODELS = ("lecture", "lecture-best", "compact", "ink")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The options of this figure."""
    parser.add_argument("--digits", type=int, default=500, help="of the test set (%(default)s)")


def measure(options: argparse.Namespace) -> list[Record]:
    """The largest distance of any digit and class, as a share of the digit's largest |score|."""
    import numpy as np

    from camviewer.common.errors import UserError
    from camviewer.data import sources
    from camviewer.data.dataset import to_sample
    from camviewer.inference.engine_cache import ENGINES
    from camviewer.networks.formats import model_file

    try:
        test = sources.open_source("mnist").test
    except UserError as error:
        raise MissingError(str(error)) from None
    found = []
    for name in MODELS:
        engine = ENGINES.of(model_file.bundled()[name])
        worst: dict[str, list[float]] = {}
        for index in range(options.digits):
            one = engine.predict(to_sample(test.image(index)))
            for what, distance in _distances(engine, one).items():
                worst.setdefault(what, []).append(distance)
        for what, distances in worst.items():
            limit = _LIMITS[what]
            found.append(
                record(
                    f"{name}: {what}, worst of {options.digits} digits",
                    float(np.max(distances)),
                    "",
                    float(np.median(distances)),
                    "the median digit",
                    limit=f"<= {limit:g}",
                )
            )
    return found


_LIMITS = {
    "b + mean M = S": 1e-4,
    "Grad-CAM = max(M, 0) / (h w)": 1e-5,
    "HiResCAM = M / (h w)": 1e-5,
    "LRP-0, pixels and biases = S": 1e-5,
    "LRP-ε 0.000001, pixels and biases = S": 1e-3,
    "integrated gradients, 200 steps = S(x) − S(0)": 0.01,
}


def _distances(engine: Engine, one: Prediction) -> dict[str, float]:
    import numpy as np

    from camviewer.attribution.methods import METHODS
    from camviewer.attribution.relevance import relevance
    from camviewer.networks.relevance import Epsilon

    size = float(np.abs(one.logits).max())
    cells, classes = one.maps[0].size, range(len(one.logits))
    largest = float(np.abs(one.maps).max()) / cells
    grad, hires = (METHODS[name].maps(one) for name in ("grad-cam", "hires-cam"))

    def kept(epsilon: float) -> float:
        shared = relevance(one.activations, classes, lambda _layer, _first: Epsilon(epsilon))
        whole = shared.pixels.sum(axis=(1, 2, 3)) + shared.bias
        return float(np.abs(whole - one.logits).max()) / size

    empty = engine.scores(np.zeros((1, *one.image.shape), np.float32))[0]
    path = METHODS["integrated-gradients"].explain(one, {"steps": "200"}).maps.sum(axis=(1, 2))
    return {
        "b + mean M = S": float(np.abs(one.bias + one.maps.mean(axis=(1, 2)) - one.logits).max())
        / size,
        "Grad-CAM = max(M, 0) / (h w)": float(np.abs(grad - np.maximum(one.maps, 0) / cells).max())
        / largest,
        "HiResCAM = M / (h w)": float(np.abs(hires - one.maps / cells).max()) / largest,
        "LRP-0, pixels and biases = S": kept(0),
        "LRP-ε 0.000001, pixels and biases = S": kept(1e-6),
        "integrated gradients, 200 steps = S(x) − S(0)": float(
            np.abs(path - (one.logits - empty)).max()
        )
        / size,
    }
