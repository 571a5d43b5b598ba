"""A network written for other programs: as ``.onnx``, or as ``.keras`` through Keras itself.

TensorFlow is loaded when the first ``.keras`` file is written. Either file takes the program's
samples, 0 to 1 with ink bright: the input scaling of a network is its first layer.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from camviewer.common.errors import UnwritableError, UserError
from camviewer.common.files import check_writable
from camviewer.common.translation import translate
from camviewer.networks import store
from camviewer.networks.architectures import ARCHITECTURES
from camviewer.networks.formats import model_file
from camviewer.networks.stored_model import StoredModel
from camviewer.training.quiet_loading import loading_tensorflow

ONNX = ".onnx"

SUFFIXES = (ONNX, model_file.SUFFIX)
"""What the name of the file ends in decides how it is written."""


def export(model: Path, target: Path) -> None:
    """Write the network of a file into another file, whole or not at all.

    Args:
        model: the network's file.
        target: ends in one of `SUFFIXES`; a file of that name is replaced.

    Raises:
        UserError: the model cannot be read, the target cannot be written, has another ending or is
            the model itself, or Keras cannot build the network.
    """
    check(model, target)
    stored = store.load(model)
    if target.suffix.lower() == ONNX:
        from camviewer.networks.formats.onnx_export import write_onnx  # it loads ONNX

        write_onnx(target, stored.graph, stored.weights, stored.card.class_names)
    else:
        _write_keras(model, stored, target)


def check(model: Path, target: Path) -> None:
    """Raise `UserError` if a model cannot be exported to such a file, before anything is read."""
    if target.suffix.lower() not in SUFFIXES:
        raise UserError(
            translate(
                "{0} cannot be written with the ending {2}; choose a name that ends in {1}.",
                target,
                translate("{0} or {1}", *SUFFIXES),
                repr(target.suffix),
            )
        )
    if target.resolve() == model.resolve():
        raise UnwritableError(
            target,
            expected=translate("another file than the network's own"),
            found=translate("it is the network's own file"),
            remedy=translate("choose another name"),
        )
    check_writable(target)


def _write_keras(model: Path, stored: StoredModel, target: Path) -> None:
    with loading_tensorflow():
        from camviewer.training import keras_network, own_network

    is_known = stored.card.architecture in ARCHITECTURES and stored.card.scaling.is_plain
    written = stored if is_known else own_network.as_keras_saves(model, stored)
    name = written.card.architecture
    network = keras_network.build(written.graph, name=name)
    network.set_weights(written.weights)
    keras_network.save(target, network, replace(written.card, name=target.stem))
