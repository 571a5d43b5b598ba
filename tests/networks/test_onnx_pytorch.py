"""Networks that PyTorch exported, kept as files: `pytorch_networks` wrote them and its answers."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import pytest

from camviewer.common.arrays import Array
from camviewer.networks import store
from camviewer.networks.linear_head import head_place, head_weights
from camviewer.networks.stored_model import StoredModel
from tests.networks.onnx_graphs import referred, scores

FOLDER = Path(__file__).parent / "onnx_files"
FILES = sorted(FOLDER.glob("*.onnx"))

WITHOUT_LINEAR_HEAD = {"lenet", "mlp", "flat_normalised"}
ENDS: dict[str, str] = {"letters": "softmax", "silu_gelu_mish": "logarithms"}
"""What the network gives where these are no scores."""


def name_of(path: Path) -> str:
    return path.name.split(".")[0]


def answers(path: Path) -> tuple[Array, Array]:
    """Samples (2, K, h, w) and what PyTorch gives for them."""
    with np.load(FOLDER / "answers.npz") as kept:
        samples = kept[f"{name_of(path)}/samples"].astype(np.float32) / np.float32(255)
        return samples, kept[f"{name_of(path)}/scores"]


def ended(path: Path, found: Array) -> Array:
    """Scores as what the network gives."""
    if name_of(path) not in ENDS:
        return found
    logarithms = found - np.log(np.exp(found).sum(axis=1, keepdims=True))
    return np.exp(logarithms) if ENDS[name_of(path)] == "softmax" else logarithms


def test_that_there_are_files_of_both_exporters_and_all_are_small() -> None:
    assert len({name_of(path) for path in FILES}) == 16
    assert len(FILES) == 32
    assert max(path.stat().st_size for path in FILES) < 60_000


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_that_scores_are_those_of_pytorch(path: Path) -> None:
    stored = store.load(path)
    samples, expected = answers(path)
    assert stored.graph.spec.channels == samples.shape[1]
    assert stored.card.name == path.stem
    assert stored.card.version.startswith("pytorch 2")
    assert len(stored.card.class_names) == expected.shape[1]
    np.testing.assert_allclose(ended(path, scores(stored, samples)), expected, atol=1e-5)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_which_have_a_linear_head(path: Path) -> None:
    has_head = head_place(store.load(path).graph) is not None
    assert has_head == (name_of(path) not in WITHOUT_LINEAR_HEAD)


def maps(stored: StoredModel, features: Array) -> Array:
    """(n, C, h, w) class activation maps of features (n, K, h, w)."""
    weights, _ = head_weights(stored.graph, stored.graph.by_layer(stored.weights))
    found: Array = np.einsum("nkhw,kc->nchw", features, weights)
    return found


@pytest.mark.parametrize(
    ("name", "features"),
    [("cnn_gap.script", "Relu"), ("resnet.script", "Relu"), ("letters.script", "Relu")],
)
def test_that_maps_are_those_of_the_reference(name: str, features: str) -> None:
    """The last features and the dense layer's weights as they stand in the file."""
    path = FOLDER / f"{name}.onnx"
    stored, (samples, _) = store.load(path), answers(path)
    head = head_place(stored.graph)
    assert head is not None
    model = onnx.load(path)
    last = [node.output[0] for node in model.graph.node if node.op_type == features][-1]
    model.graph.output.append(onnx.ValueInfoProto(name=last))
    (gemm,) = (node for node in model.graph.node if node.op_type == "Gemm")
    (matrix,) = (
        onnx.numpy_helper.to_array(each)
        for each in model.graph.initializer
        if each.name == gemm.input[1]
    )
    expected = np.einsum("nkhw,ck->nchw", referred(model, samples, last), matrix)
    found = maps(stored, scores(stored, samples, head.features))
    assert expected.shape[2] > 1
    np.testing.assert_allclose(found, expected, atol=1e-5)
