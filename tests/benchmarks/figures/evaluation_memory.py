"""Memory that it takes to evaluate 70,000 samples, beside their pictures."""

from __future__ import annotations

import argparse
from functools import partial
from pathlib import Path

from camviewer.data.dataset import Images, Labels
from tests.benchmarks.records import MissingError, Record, record

TRAIN, TEST = 60_000, 10_000
STATUS, PEAK = Path("/proc/self/status"), Path("/proc/self/clear_refs")
_BEGIN_ANEW = "5"  # what makes Linux forget the largest size so far


def measure(_options: argparse.Namespace) -> list[Record]:
    """The largest size of the process while it evaluates, over the size before."""
    if not PEAK.exists():
        raise MissingError(f"no {PEAK} on this system: memory is not measured")
    import numpy as np

    from camviewer.common.cancel import CancelToken
    from camviewer.data import sources
    from camviewer.data.dataset import ArraySplit
    from camviewer.data.digits.spec import digit_dataset
    from camviewer.inference.evaluator import evaluate
    from camviewer.networks.formats import model_file

    found = sources.open_source("auto")
    parts = []
    for split, number in ((found.train, TRAIN), (found.test, TEST)):
        images, labels = split.images, split.labels
        if len(images) != number:  # again from the first
            images, labels = np.resize(images, (number, 28, 28)), np.resize(labels, number)
        parts.append(ArraySplit(number, partial(_both, images, labels)))
    dataset = digit_dataset(found.name, *parts)
    size = sum(part.images.nbytes for part in parts) / 2**20
    records = []
    for path in model_file.bundled().values():
        few = ArraySplit(1000, lambda: (parts[1].images[:1000], parts[1].labels[:1000]))
        # ONNX Runtime is loaded and the network read, as it is when the window is open.
        evaluate(path, digit_dataset("few", few, few), "test", lambda *_: None, CancelToken())
        PEAK.write_text(_BEGIN_ANEW)
        before = _megabytes("VmRSS")
        evaluation = evaluate(path, dataset, "all", lambda *_: None, CancelToken())
        records.append(
            record(
                f"memory: {len(evaluation)} digits evaluated ({found.name}), {path.stem}, at most",
                _megabytes("VmHWM") - before,
                "MB",
                size,
                "the pictures themselves",
                limit="<= 150",
            )
        )
    return records


def _megabytes(name: str) -> float:
    line = next(line for line in STATUS.read_text().splitlines() if line.startswith(name))
    return int(line.split()[1]) / 1024


def _both(images: Images, labels: Labels) -> tuple[Images, Labels]:
    return images, labels
