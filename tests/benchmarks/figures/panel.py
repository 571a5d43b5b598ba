"""The page of methods after another digit, and the trust in one method: first and last picture."""

from __future__ import annotations

import argparse
import time
from pathlib import Path

from tests.benchmarks.records import Record, median, p95, record

ROUNDS, TRUST_ROUNDS = 15, 5
METHODS_OF_TRUST = ("cam", "grad-cam", "lrp", "occlusion")
FIRST, LAST, TRUST = 33, 700, 300


def measure(_options: argparse.Namespace) -> list[Record]:
    """The page in the window with the methods that it shows at first; trust without a window."""
    return _panel() + _trust()


def _panel() -> list[Record]:
    from camviewer.attribution.methods import METHODS
    from tests.benchmarks.window import RealWindow, pause, wait

    running = RealWindow()
    window, document = running.window, running.document
    attributing = running.program.workspace.attributing
    window.actions_["methods"].trigger()
    pause(2000)
    first, last = [], []

    def is_made(name: str) -> bool:
        found = attributing.attribution(name)
        return bool(attributing.trouble(name)) or (found is not None and found.share == 1)

    for _ in range(ROUNDS):
        before = document.prediction
        began = time.perf_counter()
        window.actions_["next"].trigger()
        shown = [name for name in METHODS if name in document.methods.value.shown]
        times = []
        while document.prediction is before or not all(map(is_made, shown)):
            came = wait(attributing.attributed)
            if document.prediction is not before:
                times.append(1000 * (came - began))
        first.append(times[0])
        last.append(times[-1])
        pause(200)
    window.close()
    number = f"of {len(shown)} methods after another digit"
    return [
        record(f"first picture {number}: median", median(first), "ms", limit=f"<= {FIRST}"),
        record(f"last picture {number}: median", median(last), "ms", limit=f"<= {LAST}"),
        record(f"last picture {number}: p95", p95(last), "ms"),
    ]


def _trust() -> list[Record]:
    from camviewer.networks.formats import model_file

    return [
        found for name in ("lecture", "compact") for found in _trust_of(model_file.bundled()[name])
    ]


def _trust_of(path: Path) -> list[Record]:
    from camviewer.attribution.methods import METHODS
    from camviewer.attribution.trust.sample_trust import sample_trust
    from camviewer.data.dataset import to_sample
    from camviewer.data.sources import open_source
    from camviewer.inference.engine_cache import ENGINES

    engine = ENGINES.of(path)
    prediction = engine.predict(to_sample(open_source("builtin").test.image(0)))
    found = []
    for name in METHODS_OF_TRUST:
        times = []
        for _ in range(TRUST_ROUNDS + 1):
            began = time.perf_counter()
            list(sample_trust(prediction, METHODS[name], {}, prediction.predicted))
            times.append(1000 * (time.perf_counter() - began))
        what = f"trust in {name}, all measures, {path.stem}: median"
        found.append(record(what, median(times[1:]), "ms", limit=f"<= {TRUST}"))
    return found
