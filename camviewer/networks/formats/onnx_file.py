"""Networks in ONNX files, as PyTorch, tf2onnx, Keras, skl2onnx and others export them.

The file is never run, and no other file is followed. Its operators are read one by one, with what
is known beforehand folded, and make a checked graph of the program's own kinds of layers: channels
last, with weights transposed accordingly.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from camviewer.common.errors import FileError
from camviewer.common.files import check_regular, reason
from camviewer.common.translation import tr_noop, translate
from camviewer.data.spec import numbered
from camviewer.networks.foreign_card import completed, foreign_card
from camviewer.networks.formats.onnx_import import graph as onnx_graph
from camviewer.networks.formats.onnx_import import model as onnx_model
from camviewer.networks.graph import Graph
from camviewer.networks.options import UnfitError
from camviewer.networks.stored_model import StoredModel, check_sound

TITLE = tr_noop("an ONNX file")
SUFFIXES = (".onnx",)

CLASS_NAMES = "class_names"
"""Key of the note in which a file tells the names of its classes, as a JSON list."""

_EXPECTED = tr_noop("a network in an ONNX file")
_HEAD = 64
_IR_VERSION = 1
_IR_VERSIONS = range(3, 31)  # the first that was published, and some to come
_NEXT = (2, 3, 4, 5, 6, 7, 8, 14, 20, 25)
"""Fields that may follow the version of the format."""


def recognises(path: Path) -> bool:
    """Whether a file begins as ONNX files do: with the version of the format, then another field.

    They have no signature. A SavedModel begins alike, with a version of 1.
    """
    with path.open("rb") as file:
        head = file.read(_HEAD)
    if len(head) < 3 or head[0] != _IR_VERSION << 3 or head[1] not in _IR_VERSIONS:
        return False
    return head[2] >> 3 in _NEXT or head[2] & 0x80 != 0


def load(path: Path) -> StoredModel:
    """Read a network.

    Raises:
        FileError: it is no ONNX file, is damaged, too large, quantised or in several files, or has
            operators that are no layers of the program.
    """
    content = _content(path)
    try:
        model = onnx_model.read(content)
        graph, weights = onnx_graph.graph_of(model)
    except UnfitError as error:
        raise FileError(
            path, expected=error.expected, found=error.found, remedy=error.remedy
        ) from None
    except Exception as error:  # protocol buffers and arrays raise many kinds on damaged files
        raise FileError(
            path,
            expected=translate(_EXPECTED),
            found=translate("a damaged file ({0})", reason(error)),
        ) from None
    check_sound(path, graph, weights)
    writer, version = model.producer
    plain = re.split("[+ ]", version)[0]  # without what it was built with
    card = completed(foreign_card(path, writer or "ONNX", plain), graph)
    return StoredModel(replace(card, class_names=_class_names(model.notes, graph)), weights, graph)


def _content(path: Path) -> bytes:
    check_regular(path, expected=translate(_EXPECTED))
    most = onnx_model.MAX_BYTES
    try:
        recognised = recognises(path)
        with path.open("rb") as file:
            content = file.read(min(path.stat().st_size, most) + 1)
    except OSError as error:
        raise FileError(path, expected=translate(_EXPECTED), found=reason(error)) from None
    if len(content) > most:
        raise FileError(
            path,
            expected=translate("an ONNX file of at most {0} MB", most // 1_000_000),
            found=translate("a file that is too large"),
        )
    if not recognised:
        raise FileError(
            path, expected=translate(_EXPECTED), found=translate("a file of another kind")
        )
    return content


def _class_names(notes: Mapping[str, str], graph: Graph) -> tuple[str, ...]:
    """The names that the file tells, if there are as many as classes; else numbers."""
    try:
        names = json.loads(notes.get(CLASS_NAMES, "null"))
    except (ValueError, RecursionError):
        names = None
    fits = isinstance(names, list) and len(names) == graph.classes
    if fits and all(isinstance(name, str) and 0 < len(name) <= 100 for name in names):
        return tuple(names)
    return numbered(graph.classes)
