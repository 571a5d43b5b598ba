"""What a network may end in: probabilities, or their logarithms."""

from __future__ import annotations

from camviewer.common.translation import translate
from camviewer.networks.formats.onnx_import import folding
from camviewer.networks.formats.onnx_import.model import Operation
from camviewer.networks.formats.onnx_import.reader import Reader, Value, attribute
from camviewer.networks.options import UnfitError


def _softmax(reader: Reader, operation: Operation) -> Value:
    """Logarithms of probabilities have the scores and the probabilities that these have."""
    x = reader.tensor(operation)
    rank = 1 + len(x.sides)
    default = -1 if reader.opset >= 13 else 1
    axis = folding.axes_in([attribute(operation, "axis", default)], rank)[0]
    others = [side for place, side in enumerate(x.sides, 1) if place != axis]
    if axis == 0 or any(side > 1 for side in others):
        raise UnfitError(
            translate("one softmax at the end"), translate("{0} stands elsewhere", operation.title)
        )
    return reader.network.softmax(operation.title, x)


OPERATORS = {"Softmax": _softmax, "LogSoftmax": _softmax}
