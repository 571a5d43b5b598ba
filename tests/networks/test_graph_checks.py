"""Networks out of files, checked without Keras and before anything is allocated."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest

from camviewer.data.spec import ImageSpec
from camviewer.networks.graph import GraphBuilder, layer_name
from camviewer.networks.graph_checks import Node, checked
from camviewer.networks.layers import LAYERS
from camviewer.networks.linear_head import head_place
from camviewer.networks.options import UnfitError

SPEC = ImageSpec(28, 20, 3)


@pytest.fixture(autouse=True)
def nothing_allocated() -> Iterator[None]:
    """Within each test nobody takes a megabyte."""
    tracemalloc.start()
    yield
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 1_000_000


class Nodes(dict[str, Node]):
    """Layers as a file has them; without a word each reads the one before it."""

    def __init__(self) -> None:
        super().__init__()
        self["input"] = Node("InputLayer", "input", {}, (), "", SPEC)

    def add(self, kind: str, *inputs: str, **config: Any) -> str:
        name = layer_name(kind, sum(node.kind == kind for node in self.values()))
        defaults = dict(LAYERS[kind].defaults) if kind in LAYERS else {}
        self[name] = Node(kind, name, defaults | config, inputs or (list(self)[-1],), name)
        return name


def ended(nodes: Nodes, **config: Any) -> str:
    nodes.add("GlobalAveragePooling2D")
    return nodes.add("Dense", **{"units": 10, **config})


@pytest.fixture
def nodes() -> Nodes:
    return Nodes()


def test_that_a_network_becomes_the_graph_that_an_architecture_writes(nodes: Nodes) -> None:
    nodes.add("Conv2D", filters=4, kernel_size=[3, 3], padding="same", activation="relu")
    nodes.add("MaxPooling2D", pool_size=[2, 2])
    output = ended(nodes, activation="softmax")
    written = GraphBuilder(SPEC)
    written.add("Conv2D", filters=4, kernel_size=3, padding="same", activation="relu")
    written.add("MaxPooling2D")
    written.add("GlobalAveragePooling2D")
    written.add("Dense", units=10, activation="softmax")
    graph = checked(nodes, output)
    assert graph.spec == SPEC
    assert [(each.kind, each.settings, each.inputs) for each in graph.layers] == [
        (each.kind, each.settings, each.inputs) for each in written.graph().layers
    ]


def test_that_what_does_nothing_is_left_out(nodes: Nodes) -> None:
    nodes.add("RandomFlip")
    nodes.add("Conv2D", filters=4, kernel_size=3)
    nodes.add("Dropout")
    nodes.add("Activation", activation="linear")
    ended(nodes)
    output = nodes.add("Softmax", axis=-1)
    graph = checked(nodes, output)
    kinds = [layer.kind for layer in graph.layers]
    assert kinds == ["Conv2D", "GlobalAveragePooling2D", "Dense"]
    assert graph.layers[-1].settings["activation"] == "softmax"


def test_that_what_the_scores_do_not_need_is_left_out(nodes: Nodes) -> None:
    wanted = nodes.add("Conv2D", "input", filters=4, kernel_size=3)
    nodes.add("Conv2D", "input", filters=9, kernel_size=5)
    pooled = nodes.add("GlobalAveragePooling2D", wanted)
    graph = checked(nodes, nodes.add("Dense", pooled, units=3))
    assert graph.parameters == (112, 0, 15)
    assert [layer.inputs for layer in graph.layers] == [(0,), (1,), (2,)]


def refused(nodes: Nodes, output: str) -> str:
    with pytest.raises(UnfitError) as caught:
        checked(nodes, output)
    sentence = str(caught.value)
    assert "\n" not in sentence
    return sentence


def test_that_too_many_weights_are_told(nodes: Nodes) -> None:
    nodes.add("GlobalAveragePooling2D")
    for _ in range(2):
        nodes.add("Dense", units=4096)
    assert "at most 5,000,000 weights, found more" in refused(nodes, nodes.add("Dense", units=10))


def test_that_too_much_between_two_layers_is_told(nodes: Nodes) -> None:
    nodes.add("Conv2D", filters=4096, kernel_size=1)
    said = refused(nodes, ended(nodes))
    assert "at most 1,000,000 numbers out of Conv2D 'conv2d', found 2,293,760" in said


def test_that_too_much_work_is_told(nodes: Nodes) -> None:
    nodes.add("Conv2D", filters=1000, kernel_size=1)
    for _ in range(10):
        nodes.add("AveragePooling2D", pool_size=32, strides=1, padding="same")
    assert "multiplications a sample, found 5,7" in refused(nodes, ended(nodes))


def test_that_a_sum_of_too_many_is_too_much_work(nodes: Nodes) -> None:
    one = nodes.add("Conv2D", filters=1000, kernel_size=1)
    nodes.add("Add", *[one] * 10_000)
    assert "multiplications a sample, found 5,6" in refused(nodes, ended(nodes))


def test_that_a_layer_that_is_not_known_is_told(nodes: Nodes) -> None:
    nodes.add("LSTM")
    assert "found LSTM 'lstm' before its end" in refused(nodes, ended(nodes))


def test_that_shapes_that_do_not_fit_are_told(nodes: Nodes) -> None:
    nodes.add("Add", "input", nodes.add("MaxPooling2D"))
    assert "inputs that can be repeated to one shape in Add 'add'" in refused(nodes, ended(nodes))


def test_that_a_dense_layer_on_a_grid_is_told(nodes: Nodes) -> None:
    output = nodes.add("Dense", units=10)
    assert "a vector before Dense 'dense', found a grid of cells" in refused(nodes, output)


def test_that_the_layer_in_the_way_of_a_linear_head_is_named(nodes: Nodes) -> None:
    nodes.add("Conv2D", filters=4, kernel_size=3)
    nodes.add("GlobalAveragePooling2D", keepdims=True)
    nodes.add("ELU")
    nodes.add("Conv2D", filters=9, kernel_size=1)
    nodes.add("Flatten")
    assert "found ELU 'elu' before Dense 'dense'" in refused(nodes, nodes.add("Dense", units=10))


def test_that_a_network_of_a_head_alone_is_told(nodes: Nodes) -> None:
    assert "found nothing before them" in refused(nodes, ended(nodes))
    assert "found nothing before them" in refused(nodes, "input")


def test_that_the_features_are_what_comes_before_all_that_is_the_same_in_every_cell(
    nodes: Nodes,
) -> None:
    nodes.add("Conv2D", filters=4, kernel_size=3, activation="relu")
    nodes.add("Conv2D", filters=6, kernel_size=1)
    nodes.add("BatchNormalization")
    nodes.add("AveragePooling2D", pool_size=[26, 18])
    nodes.add("Flatten")
    nodes.add("Dense", units=8)
    found = head_place(checked(nodes, nodes.add("Dense", units=10)))
    assert found is not None
    assert found.features == 1


@pytest.mark.parametrize("units", [0, 1, 101, 5000])
def test_that_too_few_and_too_many_classes_are_told(nodes: Nodes, units: int) -> None:
    nodes.add("Conv2D", filters=4, kernel_size=3)
    assert "units of Dense 'dense' to be a whole number" in refused(
        nodes, ended(nodes, units=units)
    )
