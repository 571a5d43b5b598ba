"""The networks that a saved document names: found, put into the library, known again."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np

from camviewer.common.errors import UserError
from camviewer.common.files import TakenError, read_bytes, reason, replacing
from camviewer.common.translation import translate
from camviewer.data.dataset import SPLITS, Dataset, to_sample
from camviewer.data.fitting import Fitting
from camviewer.document import archive
from camviewer.document.archive import SavedDocument
from camviewer.document.fix_state import TrialState
from camviewer.document.stage import Model
from camviewer.inference.engine_cache import ENGINES
from camviewer.inference.evaluation import Evaluation
from camviewer.networks import library
from camviewer.networks.cards import read_card
from camviewer.networks.formats import model_file
from camviewer.networks.input_scaling import Scaling
from camviewer.networks.scaling_notes import checksum_of, note, noted

_COMPARED = 8
"""Samples by whose scores a network is known again."""

_CLOSE = 0.01
"""What other processors make of the same network."""


def find_networks(saved: SavedDocument, troubles: list[str]) -> dict[str, Model]:
    """The networks that a document names, by those names; what is not here is told."""
    state, found = saved.state, {}
    named = (*state.stage.models, state.comparison.second, *saved.evaluated, *saved.networks)
    for name in dict.fromkeys(filter(None, named)):
        try:
            found[name] = _network(name, saved.networks.get(name))
            found[name] = _fed(found[name], saved.scalings, troubles)
        except UserError as error:
            troubles.append(str(error))
    trial = state.fix.trial or TrialState()
    others = trial.network, trial.fixed, saved.work.state.swept_second
    for name in (each for each in dict.fromkeys(others) if each not in {"", *named}):
        with suppress(UserError):  # those are missed by nobody who does not judge again
            found[name] = _network(name, None)
    return found


def _fed(model: Model, scalings: Mapping[str, Any], troubles: list[str]) -> Model:
    """A network of another program is fed as it was, unless that is settled here.

    Raises:
        UserError: how it is fed cannot be kept, and holds only as long as the program runs.
    """
    if not model.card.is_foreign or noted(model.path, model.card.spec.channels) is not None:
        return model
    scaling = _scaling(model, scalings, troubles)
    if scaling is None:
        return model
    note(model.path, scaling)
    return Model(model.path, read_card(model.path))


def _scaling(
    model: Model, scalings: Mapping[str, Any], troubles: list[str] | None = None
) -> Scaling | None:
    """How a document says that a network is fed; None where it says nothing that can be used."""
    if not model.card.is_foreign or not scalings:
        return None
    try:
        described = scalings.get(checksum_of(model.path))
        channels = model.card.spec.channels
        return None if described is None else Scaling.from_entry(described, channels)
    except (OSError, ValueError) as error:
        if troubles is not None:
            told = translate(
                "{0}: its input scaling in this document cannot be used: {1}. Choose it anew.",
                model.card.name,
                reason(error),
            )
            troubles.append(told)
        return None


def _network(name: str, content: bytes | None) -> Model:
    """A network that is here, or else the one that came along."""
    try:
        path = model_file.find(name)
        here = read_card(path)
        if content is None or content == _content(path):
            return Model(path, here)
    except UserError:
        if content is None:
            raise
    return _of_library(content) or _kept(name, content)


def _of_library(content: bytes) -> Model | None:
    """The network of the library that is the one that came along, if there is one."""
    known = next((path for path in library.files() if _content(path) == content), None)
    return None if known is None else Model(known, read_card(known))


def _kept(name: str, content: bytes) -> Model:
    """Put a network that came along into the library, under a name that is free."""
    try:
        return _written(_free(name), content)
    except TakenError:  # another window opens the document, too
        return _of_library(content) or _written(_free(name), content)


def _written(path: Path, content: bytes) -> Model:
    with replacing(path, what=translate("the network"), is_new=True) as temporary:
        temporary.write_bytes(content)
        read_card(temporary)  # what is no network is not kept
    return Model(path, read_card(path))


def _free(name: str) -> Path:
    stem = Path(name).stem[: library.MAX_LENGTH]
    try:
        return library.free_path(stem)
    except UserError:
        return library.free_path("network")


def _content(path: Path) -> bytes:
    try:
        return read_bytes(path, expected=translate("a network"), at_most=archive.MAX_NETWORK)
    except UserError:
        return b""


def leave_out_others(
    found: dict[str, Model],
    saved: SavedDocument,
    evaluations: tuple[Evaluation, ...],
    dataset: Dataset,
    troubles: list[str],
) -> None:
    """Take out networks that only have the name of one that was evaluated."""
    for name, evaluation in zip(saved.evaluated, evaluations, strict=False):
        model = found.get(name)
        try:
            if model is None or _scores_alike(model, evaluation, dataset):
                continue
            troubles.append(_told_other(model, evaluation, saved.scalings))
        except UserError as error:
            troubles.append(str(error))
        del found[name]


def _told_other(model: Model, evaluation: Evaluation, scalings: Mapping[str, Any]) -> str:
    """Why a network scores samples otherwise than in an evaluation, and what to do."""
    scaling = _scaling(model, scalings)
    if scaling is not None and scaling != model.card.scaling:
        return translate(
            "{0} is given its input in another way here than when this document was saved. Choose "
            "the input scaling {1} for it, then open the document again.",
            evaluation.model,
            scaling.title,
        )
    return translate(
        "{0} is another network here than when this document was saved. Save the document again "
        "with its networks included.",
        evaluation.model,
    )


def _scores_alike(model: Model, evaluation: Evaluation, dataset: Dataset) -> bool:
    """Whether a network scores the first samples as in an evaluation."""
    engine = ENGINES.of(model.path)
    images = SPLITS.named(evaluation.split)(dataset).batch(0, _COMPARED)
    found = engine.scores(Fitting(dataset.spec, engine.spec).of(to_sample(images)))
    expected = evaluation.scores[:_COMPARED]
    return found.shape == expected.shape and np.allclose(found, expected, _CLOSE, _CLOSE)
