"""Opening an own network, and ten thousand pictures in folders by class."""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.benchmarks.records import Record, median, record

ROUNDS = 9
PICTURES, CLASSES = 10_000, 10
NETWORKS = {"tutorial": 150, "squeeze_and_excite": 150, "resnet20": 300}
"""Networks of the zoo, with the milliseconds that opening each may take."""


def measure(_options: argparse.Namespace) -> list[Record]:
    """A network is open when it has been read, checked and has given its first prediction."""
    with tempfile.TemporaryDirectory() as folder:
        return [*_networks(Path(folder)), *_pictures(Path(folder) / "pictures")]


def _networks(folder: Path) -> Iterator[Record]:
    from camviewer.networks import store
    from camviewer.networks.formats.onnx_export import write_onnx
    from tests.networks import zoo_branches  # noqa: F401  # which adds to the networks
    from tests.networks.zoo_networks import NETWORKS as ZOO

    for name, limit in NETWORKS.items():
        model = ZOO[name]()
        paths = [folder / f"{name}.keras", folder / f"{name}.h5", folder / f"{name}.onnx"]
        with _quiet():
            for path in paths[:2]:
                model.save(path)
        stored = store.load(paths[0])
        write_onnx(paths[2], stored.graph, stored.weights, stored.card.class_names)
        for path in paths:
            times = [_opened(path) for _ in range(ROUNDS)]
            yield record(f"opening {path.name}", median(times), "ms", limit=f"<= {limit}")


def _opened(path: Path) -> float:
    import numpy as np

    from camviewer.inference.engine import Engine
    from camviewer.networks import store

    began = time.perf_counter()
    stored = store.load(path)
    engine = Engine(stored.graph, stored.weights, stored.card.name)
    engine.predict(np.zeros(stored.graph.spec.shape, np.float32))
    return 1000 * (time.perf_counter() - began)


def _pictures(folder: Path) -> Iterator[Record]:
    from camviewer.data.sources import open_source

    _write_pictures(folder)
    first, every = [], []
    for _ in range(3):
        began = time.perf_counter()
        dataset = open_source(str(folder))
        dataset.test.image(0)
        first.append(time.perf_counter() - began)
        assert len(dataset.test.images) == PICTURES
        every.append(time.perf_counter() - began)
    what = f"{PICTURES:,} PNG files by class"
    yield record(f"{what}: first sample", median(first), "s", limit="<= 0.5")
    yield record(f"{what}: all read", median(every), "s", limit="<= 5")


def _write_pictures(folder: Path) -> None:
    import cv2

    from camviewer.data.sources import builtin

    images = builtin.load().test.images
    for number in range(PICTURES):
        place = folder / f"class {number % CLASSES}"
        place.mkdir(parents=True, exist_ok=True)
        cv2.imwrite(str(place / f"{number}.png"), images[number % len(images)])


@contextmanager
def _quiet() -> Iterator[None]:
    """Keras warns of the old format."""
    import logging

    logging.getLogger("absl").setLevel(logging.ERROR)
    yield
