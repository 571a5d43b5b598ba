"""Documents in which every part has something in it, for tests."""

from __future__ import annotations

import numpy as np

from camviewer.data.corruptions import CORRUPTIONS
from camviewer.data.spec import ImageSpec, numbered
from camviewer.document.archive import IncludedSamples, SavedDocument
from camviewer.document.saved_work import SavedWork, WorkState
from camviewer.document.state import DocumentState, EvaluationState
from camviewer.error_analysis.annotation_steps import UNDECIDED
from camviewer.error_analysis.annotations import Annotation
from camviewer.error_analysis.clusters import ErrorCluster, key_of
from camviewer.error_analysis.label_issues import LabelIssues
from camviewer.error_analysis.query import Selection
from camviewer.error_analysis.sweep import Sweep
from camviewer.error_analysis.verdict import VerdictBasis
from camviewer.inference.evaluation import Evaluation
from camviewer.networks.input_scaling import Scaling
from tests.evaluations import evaluation


def far_along(first: Evaluation) -> SavedWork:
    """Work of which every part has something in it."""
    rotation = CORRUPTIONS["rotation"]
    places = np.array([1, 3])
    sweeps = tuple(
        Sweep(
            name,
            "rotation",
            rotation.strengths,
            places,
            first.labels[places],
            np.full((len(rotation.strengths), 2), predicted, np.uint8),
        )
        for predicted, name in enumerate(("m", "other"))
    )
    flags = np.array([True, False, True, True])
    return SavedWork(
        state=WorkState("c", "d", 3, (0, 3), "mass", 0.25, "blur", 4, "other"),
        points={("tsne", "maps"): np.arange(8, dtype=np.float32).reshape(4, 2)},
        issues=LabelIssues(
            first.labels,
            np.array([9, 8, 7, 6], np.uint8),
            np.array([0.5, 0.25, 1, 0.1]),
            np.array([3, 1]),
        ),
        clusters=(ErrorCluster(key_of(places), places, np.ones((3, 2), np.float32)),),
        sweeps={"rotation": sweeps},
        verdict=VerdictBasis(
            *(numbered(10), first.labels, flags, ~flags, flags[::-1].copy(), places),
            similar=np.array([0]),
            groups=(("ambiguous", places), ("thick", places[:1])),
        ),
    )


def whole() -> SavedDocument:
    """A document in which every part has something in it."""
    digests = tuple(f"{place:064x}" for place in range(4))
    first = evaluation([1, 2, 3, 4], [1, 2, 8, 9], samples=digests, spec=ImageSpec(28, 28))
    of_another_system = evaluation(
        *([1, 2, 3, 4], [1, 2, 3, 4]),
        samples=digests,
        pooled=None,
        weights=None,
        bias=None,
        is_foreign=True,
    )
    return SavedDocument(
        state=DocumentState(
            source="builtin",
            evaluation=EvaluationState(network="m", selection=Selection(label=3, order="loss")),
        ),
        evaluations=(first, of_another_system),
        evaluated=("lecture", ""),
        annotations={
            digests[1]: Annotation(decided=7),
            digests[2]: Annotation(frozenset({"ambiguous", "thick"}), "두 개의 획", UNDECIDED),
        },
        cluster_names={"abc": "open tops"},
        networks={"mine": b"a network's file", "other": b""},
        samples=IncludedSamples(
            np.arange(2 * 28 * 28, dtype=np.uint32).astype(np.uint8).reshape(2, 28, 28),
            np.array([3, 4], np.uint8),
            np.array([2, 3], np.int64),
            tuple("0123456789"),
        ),
        scalings={"ab" * 32: Scaling("0-255", (255.0,), (0.0,)).to_entry()},
        work=far_along(first),
        results={"calibration": {"temperature": 1.25}},
    )
