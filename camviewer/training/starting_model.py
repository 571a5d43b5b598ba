"""What a training begins with: fresh weights of an architecture, or those of a model."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.data.corrected import corrected, number_corrected
from camviewer.data.dataset import Dataset
from camviewer.data.fitting import Fitting
from camviewer.data.remedied import remedied
from camviewer.data.sources import open_source
from camviewer.networks import store
from camviewer.networks.architectures import graph_of
from camviewer.networks.graph import Graph, Weights
from camviewer.networks.model_card import OWN
from camviewer.networks.stored_model import StoredModel
from camviewer.training import own_network
from camviewer.training.checkpoints import RunDescription
from camviewer.training.events import Plan, Told


@dataclass(frozen=True, eq=False)
class Beginning:
    """What a training begins with.

    Attributes:
        graph: the network that is trained.
        weights: of the model that it begins with; None for fresh ones.
        start: name of that model; empty for fresh weights.
        has_learned_tests: as on the card of the model that comes out.
    """

    graph: Graph
    weights: Weights | None = None
    start: str = ""
    has_learned_tests: bool = False


def samples_of(described: Plan | RunDescription) -> Dataset:
    """The samples of a plan or of a run, with corrected labels and the remedy.

    Raises:
        UserError: they cannot be opened, or the remedy does not fit them.
    """
    dataset = corrected(open_source(described.source), dict(described.corrections))
    return remedied(dataset, described.remedy)


def beginning(plan: Plan, dataset: Dataset) -> Beginning:
    """What a plan begins with.

    Raises:
        FileError: the model to start from cannot be read, or TensorFlow cannot train it.
        UserError: there is no such architecture, or the model to start from is of another one,
            or for other samples or classes.
    """
    learns = plan.remedy is not None and plan.remedy.learns_tests
    if plan.start is not None and plan.architecture == OWN:
        stored = _own_network(plan.start, dataset)
    else:
        graph = graph_of(plan.architecture, dataset.spec, len(dataset.class_names))
        if plan.start is None:
            return Beginning(graph, has_learned_tests=learns)
        stored = _model(plan.start, plan.architecture, graph, dataset.name)
    card = stored.card
    return Beginning(stored.graph, stored.weights, card.name, learns or card.has_learned_tests)


def to_tell(plan: Plan, dataset: Dataset, first: Beginning) -> list[Told]:
    """What a person should know of the samples before the first step."""
    number = number_corrected(dataset.train)
    sentences = (
        Fitting(dataset.spec, first.graph.spec).sentence(plan.name),
        translate("Corrected labels of training [samples] in use: {0}.", f"{number:,}")
        if number
        else "",
    )
    return [Told(sentence) for sentence in sentences if sentence]


def _own_network(path: Path, dataset: Dataset) -> StoredModel:
    """A network of no architecture of the program, as Keras builds it."""
    stored = store.load(path)
    if stored.card.architecture != OWN:
        raise _other_architecture(path, OWN, stored.card.architecture)
    classes = len(dataset.class_names)
    if stored.graph.classes != classes:
        raise UserError(
            translate(
                "{0} has {1} classes and cannot start training on {2}, which has {3}. Choose "
                "another model or other [samples].",
                path,
                stored.graph.classes,
                dataset.name,
                classes,
            )
        )
    network = own_network.as_keras_saves(path, stored)
    own_network.check_trainable(path, network.graph)
    return network


def _model(path: Path, architecture: str, graph: Graph, samples: str) -> StoredModel:
    """A model of the architecture that is trained.

    Args:
        path: its file.
        architecture: name of the architecture.
        graph: the network that is trained.
        samples: what the data set is called, for the sentence.
    """
    stored = store.load(path)
    if stored.card.architecture != architecture:
        raise _other_architecture(path, architecture, stored.card.architecture)
    if stored.graph != graph:
        raise UserError(
            translate(
                "{0} is for other pictures or classes and cannot start training on {1}. Choose "
                "another model.",
                path,
                samples,
            )
        )
    return stored


def _other_architecture(path: Path, expected: str, found: str) -> UserError:
    return UserError(
        translate(
            "{0} has the architecture {2} and cannot start training of {1}. Choose the "
            "architecture {2}.",
            path,
            repr(expected),
            repr(found),
        )
    )
