"""Numbers of another implementation for one small network, sample and map: Quantus.

Quantus (Hedström et al., JMLR 2023) is not part of the usual install. In an environment of its own
that has it, ``python -m tests.attribution.trust.quantus_numbers`` writes the file anew.
"""

from __future__ import annotations

import importlib
import json
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

FILE = Path(__file__).with_name("quantus_numbers.json")

SIZE, CLASSES, CLASS = 8, 3, 1
STEP = 4
"""Pixels that go at each step of a deletion curve."""

Numbers = NDArray[np.float64]


def wave(number: int, factor: float) -> Numbers:
    """As many numbers, -1 to 1, all different, the same on every machine."""
    return np.sin(factor * np.arange(1, number + 1) ** 1.5)


SAMPLE = (0.5 + 0.45 * wave(SIZE**2, 0.7)).reshape(SIZE, SIZE).astype(np.float32)
MAP = wave(SIZE**2, 1.3).reshape(SIZE, SIZE).astype(np.float32)
MAP[0, 0] = 0  # so that magnitudes range from 0 to 1, which Quantus takes from the maps for SSIM
OTHER_MAP = MAP + wave(SIZE**2, 2.1).reshape(SIZE, SIZE).astype(np.float32)
HIDDEN = 0.3 * wave(SIZE**2 * 5, 0.9).reshape(SIZE**2, 5)
OUTPUT = wave(5 * CLASSES, 1.7).reshape(5, CLASSES)


def predict(samples: NDArray[Any]) -> Numbers:
    """Scores (n, C) of a network of two layers, in double precision."""
    scores: Numbers = np.tanh(samples.reshape(len(samples), -1).astype(np.float64) @ HIDDEN)
    return 2 * scores @ OUTPUT


class _Wrapped:
    """The network as Quantus asks it, without the libraries that it knows."""

    def __init__(self, answer: Callable[[Numbers], Numbers]) -> None:
        self._answer = answer

    def shape_input(self, samples: Numbers, shape: tuple[int, ...], **_: object) -> Numbers:
        return samples.reshape(shape)

    def predict(self, samples: Numbers) -> Numbers:
        return self._answer(predict(samples))


def _softmax(scores: Numbers) -> Numbers:
    powers = np.exp(scores)
    shares: Numbers = powers / powers.sum(axis=1, keepdims=True)
    return shares


def quantus_numbers() -> dict[str, Any]:
    """What Quantus makes of them; its own "black" is the sample's darkest value, so 0 is given."""
    quantus = importlib.import_module("quantus")
    alike = importlib.import_module("quantus.functions.similarity_func")
    usual = {"normalise": False, "perturb_baseline": 0.0, "disable_warnings": True}
    scores, shares = _Wrapped(lambda given: given), _Wrapped(_softmax)
    batch = SAMPLE[None, None], np.array([CLASS])
    flipping = quantus.PixelFlipping(features_in_step=STEP, **usual)
    single = {"features_in_step": 1, "similarity_func": alike.correlation_spearman}
    occlusion = quantus.FaithfulnessEstimate(**single, **usual)
    differences: list[float] = []

    def keep(difference: Numbers) -> Numbers:
        differences.extend(difference.tolist())
        return difference

    quantus.Completeness(output_func=keep, **usual).evaluate_batch(scores, *batch, MAP[None, None])
    maps = [each.astype(np.float64) for each in (MAP, OTHER_MAP)]
    flat = [each.ravel() for each in maps]
    magnitudes = [np.abs(each) / np.abs(each).max() for each in maps]
    return {
        "deletion": flipping.evaluate_batch(shares, *batch, MAP[None, None])[0],
        "deletion in reverse": flipping.evaluate_batch(shares, *batch, -MAP[None, None])[0],
        "occlusion of pixels": float(occlusion.evaluate_batch(scores, *batch, MAP[None, None])[0]),
        "difference of scores": differences[0],
        "spearman": float(alike.correlation_spearman(*flat)),
        "pearson": float(alike.correlation_pearson(*flat)),
        "ssim": float(alike.ssim(*magnitudes)),
    }


def write() -> None:
    """Write the file with name, version and date."""
    version = importlib.import_module("importlib.metadata").version("quantus")
    numbers = quantus_numbers()
    made = {"library": "Quantus", "version": version, "date": date.today().isoformat()}
    FILE.write_text(json.dumps(made | {"numbers": numbers}, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    write()
