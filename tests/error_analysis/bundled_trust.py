"""How far the bundled networks can be trusted: ``python -m tests.error_analysis.bundled_trust``.

Prints two tables over MNIST's test digits: how well the probabilities of each network are
calibrated, and how many digits each reads right at the usual strength of each corruption.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator

from camviewer.common.cancel import CancelToken
from camviewer.data.corruptions import CORRUPTIONS
from camviewer.data.dataset import Dataset
from camviewer.data.sources import open_source
from camviewer.error_analysis.calibration import calibrate, scale_temperature
from camviewer.error_analysis.selective import coverage_curve, refuse
from camviewer.error_analysis.sweep import SweepPoint, engines_for, even_sample, sweep
from camviewer.inference.evaluator import evaluate
from camviewer.networks.formats import model_file

REFUSED = 0.01


def main() -> None:
    """Print both tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--samples", type=int, default=10_000, help="digits of the second table")
    samples = parser.parse_args().samples
    dataset = open_source("mnist")
    names = list(model_file.bundled())
    print("| network | accuracy | ECE (95 %) | if calibrated | Brier | log loss | T | ", end="")
    print("ECE, odd places | without the least sure 1 % | AURC (best) |")
    print("|---" * 10 + "|")
    for name in names:
        print(_calibration_row(name, dataset), flush=True)
    print("\n| corruption | " + " | ".join(names) + " |")
    print("|---" * (1 + len(names)) + "|")
    for row in _sweep_rows(names, dataset, samples):
        print(row, flush=True)


def _calibration_row(name: str, dataset: Dataset) -> str:
    path = model_file.bundled()[name]
    found = evaluate(path, dataset, "test", lambda _done, _number: None, CancelToken())
    calibration, scaling = calibrate(found.scores, found.labels), scale_temperature(found)
    curve = coverage_curve(found)
    refusal = refuse(found, curve, REFUSED)
    cells = (
        name,
        f"{found.accuracy:.2%}",
        f"{calibration.error:.2%} ({calibration.interval[0]:.2%} to {calibration.interval[1]:.2%})",
        f"< {calibration.by_chance:.2%}",
        f"{calibration.brier:.4f}",
        f"{calibration.log_loss:.4f}",
        f"{scaling.temperature:.2f}",
        f"{scaling.before.error:.2%} -> {scaling.after.error:.2%}",
        f"{refusal.accuracy:.2%}, {refusal.caught} of {refusal.mistakes} caught",
        f"{curve.risk_area:.5f} ({curve.best_risk_area:.5f})",
    )
    return f"| {' | '.join(cells)} |"


def _sweep_rows(names: list[str], dataset: Dataset, samples: int) -> Iterator[str]:
    engines = engines_for([model_file.bundled()[name] for name in names], dataset, "test")
    indices = even_sample(len(dataset.test), samples)
    for place, corruption in enumerate(CORRUPTIONS.values()):
        found = sweep(
            engines,
            dataset.test,
            dataset.spec,
            indices,
            corruption,
            tuple(sorted((0.0, corruption.usual))),
            lambda _done, _number: None,
            CancelToken(),
        )
        if place == 0:
            clean = [_cell(each.points()[each.strengths.index(0)]) for each in found]
            yield f"| none | {' | '.join(clean)} |"
        cells = [_cell(each.points()[each.strengths.index(corruption.usual)]) for each in found]
        of_mnist_c = "*" if corruption.in_mnist_c else ""
        name = f"{corruption.name}{of_mnist_c} {corruption.told(corruption.usual)}"
        yield f"| {name} | {' | '.join(cells)} |"


def _cell(point: SweepPoint) -> str:
    low, high = point.interval
    return f"{point.accuracy:.1%} ({low:.1%} to {high:.1%})"


if __name__ == "__main__":
    main()
