"""Networks written as ONNX files: what others make of them, and what the program itself does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

from camviewer.common.errors import FileError
from camviewer.networks import store
from camviewer.networks.foreign_card import completed, foreign_card
from camviewer.networks.formats import model_file
from camviewer.networks.formats.onnx_export import write_onnx
from camviewer.networks.stored_model import StoredModel
from tests.networks.onnx_graphs import samples_of, scores
from tests.networks.random_graphs import random_graph
from tests.networks.random_layers import random_weights_of


def written(stored: StoredModel, folder: Path) -> Path:
    path = folder / "network.onnx"
    names = [f"class {number}" for number in range(stored.graph.classes)]
    write_onnx(path, stored.graph, stored.weights, names)
    return path


def random_network(seed: int) -> StoredModel:
    graph = random_graph(seed)
    weights = random_weights_of(graph, np.random.default_rng(seed))
    card = completed(foreign_card(Path("random"), "test"), graph)
    return StoredModel(card, weights, graph)


@pytest.mark.parametrize("seed", range(48))
def test_that_networks_of_all_kinds_of_layers_are_read_back_alike(
    seed: int, tmp_path: Path
) -> None:
    """By the program, and by ONNX Runtime from the file."""
    stored = random_network(seed)
    path = written(stored, tmp_path)
    onnx.checker.check_model(path, full_check=True)
    samples = samples_of(stored)
    expected = scores(stored, samples)
    close = {"atol": 1e-5 * np.abs(expected).max(), "rtol": 1e-4}
    np.testing.assert_allclose(scores(store.load(path), samples), expected, **close)
    session = onnxruntime.InferenceSession(path, providers=["CPUExecutionProvider"])
    np.testing.assert_allclose(session.run(["scores"], {"image": samples})[0], expected, **close)


def test_what_a_file_tells(tmp_path: Path) -> None:
    path = tmp_path / "compact.onnx"
    stored = store.load(model_file.bundled()["compact"])
    names = ["null", "eins", "둘", *"3456789"]
    write_onnx(path, stored.graph, stored.weights, names)
    model = onnx.load(path)
    (image,) = model.graph.input
    assert image.name == "image"
    assert [each.dim_value for each in image.type.tensor_type.shape.dim] == [0, 1, 28, 28]
    assert [each.name for each in model.graph.output] == ["scores", "probabilities"]
    assert model.producer_name == "CAM Viewer"
    assert not any(node.op_type == "Identity" for node in model.graph.node)
    card = store.load(path).card
    assert card.class_names == tuple(names)
    assert card.version.startswith("CAM Viewer ")


def test_that_a_bundled_network_is_read_back_as_it_was(tmp_path: Path) -> None:
    for bundled in model_file.bundled().values():
        stored = store.load(bundled)
        again = store.load(written(stored, tmp_path))
        samples = samples_of(stored)
        np.testing.assert_allclose(scores(again, samples), scores(stored, samples), atol=1e-5)
        assert again.graph.layers[-1].settings["activation"] == "softmax"


def test_that_probabilities_are_those_of_the_scores(tmp_path: Path) -> None:
    stored = store.load(model_file.bundled()["compact"])
    session = onnxruntime.InferenceSession(written(stored, tmp_path))
    found, probabilities = session.run(None, {"image": samples_of(stored)})
    whole = np.exp(found - found.max(axis=1, keepdims=True))
    np.testing.assert_allclose(probabilities, whole / whole.sum(axis=1, keepdims=True), atol=1e-6)


def test_that_what_cannot_be_written_is_told(tmp_path: Path) -> None:
    stored = store.load(model_file.bundled()["compact"])
    with pytest.raises(
        FileError, match=r"cannot be written: a folder. Needed: .*; add a file name"
    ):
        write_onnx(tmp_path, stored.graph, stored.weights, stored.card.class_names)
    assert [*tmp_path.iterdir()] == []
