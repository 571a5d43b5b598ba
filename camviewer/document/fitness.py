"""What cannot be shown of a document, or only changed, in a sentence. Empty: it can."""

from __future__ import annotations

from camviewer.attribution.methods import METHODS, Method
from camviewer.attribution.methods_instead import methods_instead
from camviewer.common.translation import translate
from camviewer.data.dataset import untrainable
from camviewer.document.canvas_content import source_title
from camviewer.document.document import Document
from camviewer.inference.prediction import Capability


def fitting(document: Document) -> str:
    """What was done to the sample so that the network can read it; nothing for most samples."""
    model, snapshot = document.model, document.snapshot
    if model is None or not document.sample.any():
        return ""
    return document.fitting.sentence(model.card.name if snapshot is None else snapshot.name)


def no_training(document: Document) -> str:
    """Why no network can be trained on the data set."""
    dataset = document.dataset
    error = None if dataset is None else untrainable(dataset, source_title(dataset.name))
    return "" if error is None else str(error)


def missing(document: Document, *needed: Capability) -> str:
    """The first of these that the network lacks; before it predicted anything none is known."""
    prediction = document.prediction
    error = None if prediction is None else prediction.lacking(*needed)
    return "" if error is None else str(error)


def methods_for_maps(document: Document) -> tuple[Method, ...]:
    """Methods that have something to show where the one that is chosen lacks what it needs."""
    method, prediction = METHODS.named(document.display.method), document.prediction
    if prediction is None or prediction.lacking(*method.needs) is None:
        return ()
    return methods_instead(method, (prediction,))


def impossible_maps(document: Document) -> str:
    """Why there will be no maps of the method that is chosen: a need, or a failure."""
    needs = METHODS.named(document.display.method).needs
    return missing(document, *needs) or document.attribution_trouble


def missing_for_maps(document: Document) -> str:
    """Why there are no maps of the method that is chosen: a need, a failure, or not yet."""
    method = METHODS.named(document.display.method)
    reason = impossible_maps(document)
    prediction = document.prediction
    if reason or prediction is None or document.attribution is not None:
        return reason
    if method.is_quick_for(prediction):
        return ""
    return translate("Computing {0}…", translate(method.title))
