"""Architectures: one file each, found by folder and by the entry points of other packages.

A module here, or one that an entry point of the group ``camviewer.architectures`` names, offers
``graph(spec, classes)``: the network's `Graph` for samples of some kind and a number of classes,
from the sample to a dense layer whose activation is softmax. The file name, with ``-`` for ``_``,
is the name of the architecture.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, partial

from camviewer.common.errors import UserError
from camviewer.common.registry import Registry, find, offered
from camviewer.common.translation import tr_noop, translate
from camviewer.data.digits.spec import DIGIT_NAMES, DIGIT_SPEC
from camviewer.data.spec import ImageSpec
from camviewer.networks.graph import Graph
from camviewer.networks.options import UnfitError

MakeGraph = Callable[[ImageSpec, int], Graph]


def _graph(_name: str, module: object) -> MakeGraph:
    return offered(module, "graph")


ARCHITECTURES = Registry[MakeGraph](
    tr_noop("Architecture"),
    partial(find, __name__, _graph, "graph", group="camviewer.architectures"),
    default="lecture",
)
"""Maker of the graph by name of the architecture, the lecture's first."""


@lru_cache(maxsize=64)
def graph_of(name: str, spec: ImageSpec = DIGIT_SPEC, classes: int = len(DIGIT_NAMES)) -> Graph:
    """The graph of an architecture, for digits where nothing else is said.

    Raises:
        UserError: there is no such architecture, or it makes no network of such samples.
    """
    try:
        return ARCHITECTURES.named(name)(spec, classes)
    except UnfitError as error:
        raise UserError(
            translate("{0} cannot be made: {2}. Needed: {1}.", name, error.expected, error.found)
        ) from None
