"""Networks out of files, checked without Keras and before anything is allocated."""

from __future__ import annotations

import tracemalloc
from collections.abc import Iterator
from typing import Any

import pytest

from camviewer.data.spec import ImageSpec
from camviewer.networks.graph import Graph, GraphBuilder, layer_name
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
    said = refused(nodes, nodes.add("Dense", units=10))
    assert said == "too many weights. Needed: at most 5,000,000 weights"


def test_that_too_much_between_two_layers_is_told(nodes: Nodes) -> None:
    nodes.add("Conv2D", filters=4096, kernel_size=1)
    said = refused(nodes, ended(nodes))
    needed = "at most 1,000,000 numbers out of Conv2D 'conv2d'"
    assert said == f"2,293,760 numbers. Needed: {needed}"


def test_that_too_much_work_is_told(nodes: Nodes) -> None:
    nodes.add("Conv2D", filters=1000, kernel_size=1)
    for _ in range(10):
        nodes.add("AveragePooling2D", pool_size=32, strides=1, padding="same")
    said = refused(nodes, ended(nodes))
    assert said.startswith("5,7")
    assert said.endswith(" multiplications. Needed: at most 5,000,000,000 multiplications a sample")


def test_that_a_sum_of_too_many_is_too_much_work(nodes: Nodes) -> None:
    one = nodes.add("Conv2D", filters=1000, kernel_size=1)
    nodes.add("Add", *[one] * 10_000)
    said = refused(nodes, ended(nodes))
    assert said.startswith("5,6")
    assert said.endswith(" multiplications. Needed: at most 5,000,000,000 multiplications a sample")


def test_that_a_layer_that_is_not_known_is_told(nodes: Nodes) -> None:
    nodes.add("LSTM")
    assert refused(nodes, ended(nodes)).startswith("the layer LSTM 'lstm'. Needed: ")


def test_that_shapes_that_do_not_fit_are_told(nodes: Nodes) -> None:
    nodes.add("Add", "input", nodes.add("MaxPooling2D"))
    assert "inputs that can be repeated to one shape in Add 'add'" in refused(nodes, ended(nodes))


def test_that_cells_at_the_end_are_told(nodes: Nodes) -> None:
    output = nodes.add("Dense", units=10)
    assert refused(nodes, output).startswith("28×20 cells at its end. Needed: ")


def test_that_a_network_needs_no_linear_head(nodes: Nodes) -> None:
    nodes.add("Flatten")
    nodes.add("Dense", units=8, activation="relu")
    graph = checked(nodes, nodes.add("Dense", units=10, activation="softmax"))
    assert head_place(graph) is None
    assert graph.classes == 10


def test_that_a_network_without_layers_is_told(nodes: Nodes) -> None:
    assert refused(nodes, "input").startswith("no layers. Needed: ")


def kinds(graph: Graph) -> list[str]:
    return [layer.kind for layer in graph.layers]


def test_that_the_only_cell_at_the_end_becomes_a_vector(nodes: Nodes) -> None:
    nodes.add("Conv2D", filters=10, kernel_size=3)
    graph = checked(nodes, nodes.add("GlobalAveragePooling2D", keepdims=True))
    assert kinds(graph) == ["Conv2D", "GlobalAveragePooling2D", "Flatten"]
    assert graph.shapes[-1] == (10,)


def pooled_cell(nodes: Nodes) -> str:
    nodes.add("Conv2D", filters=10, kernel_size=3)
    return nodes.add("GlobalAveragePooling2D", keepdims=True)


@pytest.mark.parametrize("name", ["softmax", "log_softmax"])
def test_that_a_softmax_of_one_cell_is_that_of_the_end(nodes: Nodes, name: str) -> None:
    pooled_cell(nodes)
    nodes.add("Conv2D", filters=5, kernel_size=1, activation=name)
    nodes.add("Dropout")
    graph = checked(nodes, nodes.add("Reshape", target_shape=[5]))
    assert kinds(graph)[2:] == ["Conv2D", "Reshape", "Activation"]
    assert graph.layers[2].settings["activation"] == "linear"
    assert graph.layers[-1].settings["activation"] == "softmax"
    head = head_place(graph)
    assert head is not None
    assert head.features == 1


@pytest.mark.parametrize("axis", [-1, 3])
def test_that_a_softmax_layer_on_one_cell_is_that_of_the_end(nodes: Nodes, axis: int) -> None:
    pooled_cell(nodes)
    nodes.add("Softmax", axis=axis)
    graph = checked(nodes, nodes.add("Flatten"))
    assert kinds(graph)[2:] == ["Flatten", "Activation"]


def test_that_a_softmax_along_rows_is_told(nodes: Nodes) -> None:
    pooled_cell(nodes)
    nodes.add("Softmax", axis=1)
    assert "axis of Softmax 'softmax' to be -1 or 3" in refused(nodes, nodes.add("Flatten"))


def test_that_a_softmax_of_each_cell_is_told(nodes: Nodes) -> None:
    nodes.add("Conv2D", filters=1, kernel_size=[28, 18], activation="softmax")
    said = refused(nodes, nodes.add("Flatten"))
    assert said.startswith("1×3 cells. Needed: Conv2D 'conv2d' of one cell")


def test_that_a_second_softmax_is_told(nodes: Nodes) -> None:
    ended(nodes, activation="softmax")
    assert "two of them. Needed: one softmax" in refused(
        nodes, nodes.add("Dense", units=3, activation="softmax")
    )


def test_that_a_softmax_before_the_end_is_told(nodes: Nodes) -> None:
    ended(nodes, activation="softmax")
    assert refused(nodes, nodes.add("Dense", units=3)) == "a softmax elsewhere. Needed: one softmax"


def test_that_classes_that_do_not_exclude_each_other_are_told_what_to_do(nodes: Nodes) -> None:
    output = ended(nodes, activation="sigmoid")
    with pytest.raises(UnfitError, match=r"^'sigmoid' of Dense 'dense'") as caught:
        checked(nodes, output)
    assert "model.layers[-1].activation = keras.activations.linear" in caught.value.remedy


def test_that_an_activation_at_the_end_is_told(nodes: Nodes) -> None:
    ended(nodes)
    assert refused(nodes, nodes.add("ReLU")).startswith("'ReLU' of ReLU 're_lu'. Needed: ")


def test_that_what_keeps_a_shape_is_left_out(nodes: Nodes) -> None:
    nodes.add("Reshape", target_shape=[28, 20, 3])
    nodes.add("GlobalAveragePooling2D")
    nodes.add("Flatten")
    graph = checked(nodes, nodes.add("Dense", units=4))
    assert kinds(graph) == ["GlobalAveragePooling2D", "Dense"]
    assert [layer.inputs for layer in graph.layers] == [(0,), (1,)]


def test_that_a_rescaling_may_be_anywhere_else(nodes: Nodes) -> None:
    nodes.add("MaxPooling2D")
    nodes.add("Rescaling", scale=[1.0, 2.0, 3.0], offset=-0.5)
    graph = checked(nodes, ended(nodes))
    assert graph.layers[1].settings == {"scale": (1, 2, 3), "offset": -0.5}


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


@pytest.mark.parametrize("units", [1, 101])
def test_that_too_few_and_too_many_classes_are_told(nodes: Nodes, units: int) -> None:
    nodes.add("Conv2D", filters=4, kernel_size=3)
    assert refused(nodes, ended(nodes, units=units)).startswith(f"{units} out of Dense 'dense'. ")


@pytest.mark.parametrize("units", [0, 5000])
def test_that_units_that_no_layer_has_are_told(nodes: Nodes, units: int) -> None:
    nodes.add("Conv2D", filters=4, kernel_size=3)
    assert "units of Dense 'dense' to be a whole number" in refused(
        nodes, ended(nodes, units=units)
    )
