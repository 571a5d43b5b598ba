"""Measures of trust: how far a map can be believed, on this sample, by this network.

One file each, found by folder and by the entry points of other packages. A module here, or one that
an entry point of the group ``camviewer.measures`` names, offers ``TITLE``, its name for people, and
``ABOUT``, what it measures in a sentence, both marked to be translated; ``LARGER_IS_BETTER``; and
``measure(trial)``: one figure of a `Trial`, or None where it has nothing to say. The file name,
with ``-`` for ``_``, is the name of the measure. The measures know the network only as a function.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from camviewer.attribution.trust.trial import Trial
from camviewer.common.registry import Registry, find, offered, title_of
from camviewer.common.translation import tr_noop


@dataclass(frozen=True)
class Measure:
    """A way to put a map to the test.

    Attributes:
        name: what it is called on the command line and in files.
        title: its name for people, to be translated.
        about: what it measures, to be translated.
        larger_is_better: whether the map with the larger figure is to be trusted more.
        measure: its figure; None where it has nothing to say; raises `ValueError` for a map, made
            on the way, that has another size than the sample or holds what is no number.
    """

    name: str
    title: str
    about: str
    larger_is_better: bool
    measure: Callable[[Trial], float | None]


def _measure(name: str, module: object) -> Measure:
    larger_is_better = getattr(module, "LARGER_IS_BETTER", None)
    if not isinstance(larger_is_better, bool):
        raise TypeError(f"expected LARGER_IS_BETTER, true or false, found {larger_is_better!r}")
    about = getattr(module, "ABOUT", "")
    return Measure(name, title_of(module), about, larger_is_better, offered(module, "measure"))


MEASURES = Registry[Measure](
    tr_noop("Measure"),
    partial(find, __name__, _measure, "measure", group="camviewer.measures"),
    default="deletion-insertion",
)
"""Measure by name."""
