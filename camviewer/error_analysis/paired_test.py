"""Two models on the same samples: what the second put right, and what it broke."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.inference.evaluation import Evaluation, Indices


@dataclass(frozen=True, eq=False)
class Paired:
    """All samples of two evaluations, in four groups; the places are in order of index.

    Attributes:
        fixed: the first model misread them, the second does not.
        broken: the first model classified them correctly, the second does not.
        both_wrong: both misread them.
        both_right: both classified them correctly.
        p_value: of McNemar's exact test, two-sided, 0 to 1: how likely numbers of fixed and
            broken samples as uneven as these are, if both models were equally good.
    """

    fixed: Indices
    broken: Indices
    both_wrong: Indices
    both_right: Indices
    p_value: float


def compare(first: Evaluation, second: Evaluation) -> Paired:
    """Compare two models sample by sample (McNemar, Psychometrika 1947).

    Raises:
        UserError: the evaluations are not of the same samples.
    """
    if first.checksum != second.checksum or len(first) != len(second):
        raise UserError(
            translate(
                "Comparison: the models were evaluated on different [samples], {0} "
                "of {1} ({2}) and {3} other ones of {4} ({5}); evaluate both models "
                "on one split.",
                f"{len(first):,}",
                first.source,
                first.split,
                f"{len(second):,}",
                second.source,
                second.split,
            )
        )
    from scipy.stats import binomtest  # here: it takes a while to load

    one, other = first.wrong, second.wrong
    fixed, broken = np.flatnonzero(one & ~other), np.flatnonzero(~one & other)
    changed = len(fixed) + len(broken)
    return Paired(
        fixed=fixed,
        broken=broken,
        both_wrong=np.flatnonzero(one & other),
        both_right=np.flatnonzero(~one & ~other),
        p_value=float(binomtest(len(fixed), changed).pvalue) if changed else 1.0,
    )
