"""Which network minds: test digits moved, turned, and with their pixels shuffled."""

from __future__ import annotations

import argparse
from collections.abc import Callable

from camviewer.common.arrays import Array
from tests.benchmarks.records import MissingError, Record, record

MODELS = ("ann", "lenet", "lecture", "compact")
SHIFTS, TURNS = (1, 2, 3), (10, 20)


def measure(_options: argparse.Namespace) -> list[Record]:
    """Accuracy of the whole test set; beside it that of the digits as they are."""
    from camviewer.common.errors import UserError
    from camviewer.data import sources
    from camviewer.inference.engine_cache import ENGINES
    from camviewer.networks.formats import model_file

    try:
        test = sources.open_source("mnist").test
    except UserError as error:
        raise MissingError(str(error)) from None
    import numpy as np

    labels = np.asarray(test.labels)
    found = []
    for name in MODELS:
        engine = ENGINES.of(model_file.bundled()[name])
        shares = {}
        for what, change in _changes().items():
            right = 0
            for start in range(0, len(test), 500):
                images = np.stack([test.image(i) for i in range(start, start + 500)])
                samples = np.stack([change(each.astype(np.float32) / 255) for each in images])
                scores = engine.scores(samples.astype(np.float32))
                right += int((scores.argmax(axis=1) == labels[start : start + 500]).sum())
            shares[what] = 100 * right / len(test)
        usual = shares["as they are"]
        found += [
            record(f"{name} reads digits {what}", share, "%", usual, "as they are")
            for what, share in shares.items()
        ]
    return found


def _changes() -> dict[str, Callable[[Array], Array]]:
    from functools import partial

    from camviewer.data.rearrangement import Rearrangement

    changes: dict[str, Callable[[Array], Array]] = {"as they are": lambda sample: sample}
    for shift in SHIFTS:
        changes[f"moved right by {shift}"] = Rearrangement(right=shift).of
    for turn in TURNS:
        changes[f"turned by {turn} degrees"] = partial(_turned, degrees=turn)
    changes["with shuffled pixels"] = Rearrangement(shuffled=True).of
    return changes


def _turned(sample: Array, degrees: float) -> Array:
    import numpy as np
    from PIL import Image

    turned = Image.fromarray(sample).rotate(degrees, Image.Resampling.BILINEAR)
    result: Array = np.asarray(turned, np.float32)
    return result
