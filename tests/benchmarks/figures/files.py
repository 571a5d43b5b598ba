"""Reading files: an explanation, MNIST before its arrays are asked for, the largest picture."""

from __future__ import annotations

import argparse
import io
import tempfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
from PIL import Image

from camviewer.data.pictures import decode_picture
from camviewer.data.sources import mnist
from camviewer.export import explanation_archive
from camviewer.inference.prediction import Prediction
from camviewer.rendering.rendering import Display
from tests.benchmarks.records import Record, median, record
from tests.benchmarks.timing import interleaved
from tests.predictions import linear_prediction

ROUNDS = 7


def measure(_options: argparse.Namespace) -> list[Record]:
    """Each beside plain reading of the same bytes."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "explanation.npz"
        one = _prediction()
        explanation_archive.write(archive, one, Display())
        picture = _large_picture()
        found = _beside_plain_reading(
            "an explanation read", "<= 20", lambda: explanation_archive.read(archive), archive
        )
        large = Path(folder) / "large.png"
        large.write_bytes(picture)
        found += _beside_plain_reading(
            "a picture of 25 megapixels read",
            "<= 5000",
            lambda: decode_picture(picture, "large"),
            large,
        )
    path = mnist.find()
    if path is not None:
        found += _beside_plain_reading("MNIST opened", "<= 500", mnist.load, path)
    return found


def _beside_plain_reading(
    figure: str, limit: str, work: Callable[[], object], path: Path
) -> list[Record]:
    times = interleaved({"ours": work, "plain": path.read_bytes}, ROUNDS, warm_up=1)
    ours, plain = median(times["ours"]), median(times["plain"])
    return [record(figure, ours, "ms", plain, "the file's bytes read", limit=limit)]


def _prediction() -> Prediction:
    random = np.random.default_rng(1)
    features = random.random((14, 14, 64), np.float32)
    weights, bias = random.standard_normal((64, 10), np.float32), np.zeros(10, np.float32)
    logits = features.mean((0, 1)) @ weights + bias
    image = random.random((28, 28), np.float32)
    return linear_prediction(image, features, weights, bias, logits, "lecture")


def _large_picture() -> bytes:
    pixels = np.full((5000, 5000), 230, np.uint8)
    pixels[1500:3500, 2300:2700] = 20
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", compress_level=1)
    return file.getvalue()
