"""A study: what every measure says of every method, sample by sample, for one network.

The class is the one that the network predicts. Samples are computed side by side in threads; each
has one `Case` and one prediction of each shifted copy for all methods, and of each map only the
class asked for is made.
"""

from __future__ import annotations

import logging
import math
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeVar

from camviewer.attribution.attribution import Values
from camviewer.attribution.methods import Method
from camviewer.attribution.perturbation import BASELINE, baseline_of
from camviewer.attribution.trust import Measure
from camviewer.attribution.trust.chosen_method import ChosenMethod, Predict
from camviewer.attribution.trust.sanity_check import cascade
from camviewer.attribution.trust.trial import Case, Trial
from camviewer.common.arrays import Array
from camviewer.common.cancel import Cancelled, CancelToken
from camviewer.common.errors import UserError
from camviewer.inference.engine import Engine
from camviewer.inference.prediction import Prediction

THREADS = 2
"""Samples that are computed at once: a pass takes one thread, see `Session`."""

Progress = Callable[[int, int], object]
"""Told how many samples are done, and how many there are."""

T = TypeVar("T")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class Contender:
    """A method with what is chosen about it.

    Attributes:
        method: the method.
        values: of its parameters, by name; what is missing is the default.
    """

    method: Method
    values: Values = field(default_factory=dict)

    @property
    def name(self) -> str:
        """What it is called in the table: the method's name, then what is chosen."""
        chosen = (f"{name}={value}" for name, value in self.values.items())
        return " ".join((self.method.name, *chosen))


@dataclass(frozen=True, eq=False)
class Trouble:
    """What has no figures, and why.

    Attributes:
        contender: its name.
        measure: name of the measure; None if the contender made no map.
        error: the first that was raised.
    """

    contender: str
    measure: str | None
    error: Exception

    @property
    def reason(self) -> str:
        """What went wrong, for a person."""
        if isinstance(self.error, UserError):
            return str(self.error)
        return f"{type(self.error).__name__}: {self.error}"


@dataclass(frozen=True, eq=False)
class Study:
    """What came of it.

    Attributes:
        values: by names of contender and measure, one a sample; None where a measure has nothing to
            say, everywhere where it failed on any sample.
        troubles: what failed, in the order of the samples.
    """

    values: Mapping[tuple[str, str], Sequence[float | None]]
    troubles: Sequence[Trouble]


Place = tuple[str, str | None]
"""Names of a contender and a measure, None for all measures."""

Found = dict[Place, float | Exception | None]


def run_study(
    engine: Engine,
    samples: Array,
    contenders: Sequence[Contender],
    measures: Mapping[str, Measure],
    progress: Progress,
    token: CancelToken,
    seed: int = 0,
) -> Study:
    """Put every method to every measure, on every sample.

    Whatever a method or a measure raises leaves it out, the others go on. The same call gives the
    same values, whichever thread is faster.

    Args:
        engine: the network.
        samples: (n, h, w, …) in [0, 1], such as it is for.
        contenders: the methods, no two of the same name.
        measures: by name.
        progress: told after each sample how many are done, and how many there are.
        token: asked before each sample, and between the estimates of a method.
        seed: of whatever is random: the randomised network, a measure's draws.

    Raises:
        Cancelled: the token was cancelled.
        UserError: the network's scores of a sample are not finite.
    """
    bench = _Bench(engine, _randomised(engine, seed), contenders, measures, token, seed)
    values: dict[tuple[str, str], list[float | None]] = {
        (each.name, measure): [] for each in contenders for measure in measures
    }
    failed: dict[Place, Trouble] = {}
    running: deque[Future[Found]] = deque()
    done = 0

    def collect() -> None:
        nonlocal done
        for (contender, measure), found in running.popleft().result().items():
            if isinstance(found, Exception):
                trouble = Trouble(contender, measure, found)
                failed.setdefault((contender, measure), trouble)
            elif measure is not None:
                values[contender, measure].append(found)
        done += 1
        progress(done, len(samples))

    pool = ThreadPoolExecutor(THREADS)
    try:
        for sample in samples:
            token.check()
            running.append(pool.submit(bench.found, sample, frozenset(failed)))
            if len(running) > THREADS:
                collect()
        while running:
            collect()
    finally:  # whoever interrupts does not wait for a method that never ends
        pool.shutdown(wait=False, cancel_futures=True)

    nothing = [None] * len(samples)
    return Study(
        {
            (contender, measure): nothing
            if failed.keys() & {(contender, measure), (contender, None)}
            else each
            for (contender, measure), each in values.items()
        },
        tuple(failed.values()),
    )


@dataclass(frozen=True, eq=False)
class _Bench:
    """What is the same for all samples; the attributes are the arguments of `run_study`."""

    engine: Engine
    randomised: Engine | None
    contenders: Sequence[Contender]
    measures: Mapping[str, Measure]
    token: CancelToken
    seed: int

    def found(self, sample: Array, left_out: frozenset[Place]) -> Found:
        """The figures of a sample (h, w, …); an error in place of what failed."""
        predict = _remembering(self.engine)
        randomised = None if self.randomised is None else _remembering(self.randomised)
        case = Case(self.engine.scores, sample, predict(sample).predicted, seed=self.seed)
        found: Found = {}
        by_baseline = {"": case}
        for each in self.contenders:
            if (each.name, None) in left_out:
                continue
            own = self._case_of(each, case, predict, by_baseline)
            chosen = ChosenMethod(each.method, each.values, self.token.check)
            explain_randomised = (
                partial(chosen.explain, randomised, case.class_index) if randomised else None
            )
            trial = _tried(partial(chosen.trial, own, predict, explain_randomised))
            if isinstance(trial, Exception):
                found[each.name, None] = trial
                continue
            for name, measure in self.measures.items():
                if (each.name, name) not in left_out:
                    found[each.name, name] = _tried(partial(_figure, measure, trial))
        return found

    def _case_of(
        self, contender: Contender, case: Case, predict: Predict, known: dict[str, Case]
    ) -> Case:
        """The case with what the contender takes for nothing; one for all that take the same."""
        chosen = contender.values.get(BASELINE.name, "")
        if BASELINE not in contender.method.parameters or chosen not in ("mean", "white"):
            chosen = ""  # black, as of those that have no choice
        if chosen not in known:
            baseline = baseline_of(predict(case.sample), chosen)
            known[chosen] = replace(case, baseline=baseline, made={})
        return known[chosen]


def _randomised(engine: Engine, seed: int) -> Engine | None:
    """The network with the weights of all layers shuffled; None if it has no weights."""
    steps = list(cascade(engine.graph, engine.weights, seed))
    return Engine(engine.graph, steps[-1].weights, engine.model) if steps else None


def _remembering(engine: Engine) -> Predict:
    """Predicts each sample once; the outputs of all layers, too, are so computed once."""
    known: dict[bytes, Prediction] = {}

    def predict(sample: Array) -> Prediction:
        key = sample.tobytes()
        if key not in known:
            known[key] = engine.predict(sample)
        return known[key]

    return predict


def _figure(measure: Measure, trial: Trial) -> float | None:
    figure = measure.measure(trial)
    if figure is not None and not math.isfinite(figure):
        raise ValueError(f"expected a finite figure, found {figure}")
    return figure


def _tried(make: Callable[[], T]) -> T | Exception:
    """What is made, or whatever it raised."""
    try:
        return make()
    except Cancelled:
        raise
    except Exception as error:
        if not isinstance(error, UserError):
            _log.exception("A method or a measure failed")
        return error
