"""The lecture's network in detail: its two halves, what its filters see, and its weights."""

from __future__ import annotations

from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.inference.engine_cache import ENGINES
from camviewer.networks.cell_reach import receptive_field
from camviewer.networks.formats.model_file import bundled
from tests.lesson.facts.architectures import graph
from tests.lesson.facts.formats import count, percent, times
from tests.lesson.facts.registry import fact

POOLING = "GlobalAveragePooling2D"

NINE = 9


def halves() -> tuple[int, int]:
    """Parameters before global average pooling, and from there on."""
    found = graph("lecture")
    cut = next(n for n, layer in enumerate(found.layers) if layer.kind == POOLING)
    return sum(found.parameters[:cut]), sum(found.parameters[cut:])


@fact("lecture.extractor.parameters")
def extractor_parameters() -> str:
    """All before the pooling over the whole map."""
    return count(halves()[0])


@fact("lecture.classifier.parameters")
def classifier_parameters() -> str:
    """All behind it."""
    return count(halves()[1])


@fact("lecture.extractor.share")
def extractor_share() -> str:
    """Of all parameters."""
    extractor, classifier = halves()
    return percent(extractor / (extractor + classifier))


@fact("lecture.conv2d.filters")
def filters() -> str:
    """Of the first convolution: so many maps come out."""
    return count(graph("lecture").shapes[1][-1])


@fact("lecture.conv2d.field")
def first_field() -> str:
    """Pixels that a cell behind the first convolution sees."""
    field = receptive_field(graph("lecture"), 1)
    assert field is not None, "a convolution has cells"
    return times(*field.size)


@fact("lecture.conv2d.parameters_if_dense")
def parameters_if_dense() -> str:
    """Of a dense layer that gives as many numbers as the first convolution: weights and biases."""
    height, width, channels = graph("lecture").shapes[1]
    numbers = height * width * channels
    return count(DIGIT_SPEC.height * DIGIT_SPEC.width * numbers + numbers)


@fact("lecture.side")
def side() -> str:
    """Cells along one side of the last grid, which is square."""
    found = graph("lecture")
    height, width, _ = next(shape for shape in reversed(found.shapes) if len(shape) == 3)
    assert height == width, "the grid is square"
    return count(height)


@fact("lecture.weights.nine.negative")
def negative_weights_of_nine() -> str:
    """Weights of class 9 below 0."""
    head = ENGINES.of(bundled()["lecture"]).head
    assert head is not None, "it ends in pooling and one dense layer"
    return count(int((head.weights[:, NINE] < 0).sum()))


@fact("digit.pixels")
def pixels() -> str:
    """Of a digit."""
    return count(DIGIT_SPEC.height * DIGIT_SPEC.width)
