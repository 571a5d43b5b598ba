"""Corruptions: fifteen of them over ten thousand digits, and one digit by the slider."""

from __future__ import annotations

import argparse
import time
from typing import TYPE_CHECKING

from tests.benchmarks.records import MissingError, Record, p95, record

if TYPE_CHECKING:
    from camviewer.data.dataset import Dataset

MODEL = "lecture"


def measure(_options: argparse.Namespace) -> list[Record]:
    """At the usual strength of each; samples as they are were evaluated before."""
    from camviewer.common.errors import UserError
    from camviewer.data import sources

    try:
        dataset = sources.open_source("mnist")
    except UserError as error:
        raise MissingError(str(error)) from None
    return [_swept(dataset), _slider(dataset)]


def _swept(dataset: Dataset) -> Record:
    from camviewer.common.cancel import CancelToken
    from camviewer.data.corruptions import CORRUPTIONS
    from camviewer.error_analysis.sweep import engines_for, even_sample, sweep
    from camviewer.networks.formats import model_file

    engines = engines_for([model_file.bundled()[MODEL]], dataset, "test")
    indices = even_sample(len(dataset.test), len(dataset.test))
    fifteen = [each for each in CORRUPTIONS.values() if each.in_mnist_c]
    start = time.perf_counter()
    for corruption in fifteen:
        sweep(
            engines,
            dataset.test,
            dataset.spec,
            indices,
            corruption,
            (corruption.usual,),
            lambda _done, _number: None,
            CancelToken(),
        )
    seconds = time.perf_counter() - start
    what = f"sweep of {len(fifteen)} corruptions, {len(indices):,} digits, {MODEL}"
    return record(what, seconds, "s", limit="<= 30")


def _slider(dataset: Dataset) -> Record:
    """From a movement of the slider to the views painted; every corruption from end to end."""
    import numpy as np

    from camviewer.data.corruptions import CORRUPTIONS
    from camviewer.data.dataset import to_sample
    from camviewer.data.drawing import Drawing
    from camviewer.document.canvas_content import CanvasContent, SampleOrigin
    from camviewer.document.settings import Settings
    from tests.benchmarks.window import RealWindow, wait

    window = RealWindow(Settings(model=MODEL))
    sample = to_sample(dataset.test.image(7))
    content = CanvasContent(Drawing(base=sample), SampleOrigin(dataset.name, 7, 9))
    window.document.history.show(content, "choosing")
    wait(window.paints.painted)
    corrupting, times = window.program.workspace.corrupting, []
    for corruption in CORRUPTIONS.values():
        for strength in corruption.strengths:
            before = window.document.sample
            start = time.perf_counter()
            corrupting.corrupt(corruption, strength)
            if not np.array_equal(window.document.sample, before):  # else nothing is painted
                times.append(1000 * (wait(window.paints.painted) - start))
    window.close()
    return record("a digit's slider to maps painted: p95", p95(times), "ms", limit="<= 16")
