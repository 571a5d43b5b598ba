"""The peers' networks are the program's, and their frozen maps are whole."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.backward import score_gradients
from camviewer.attribution.methods import METHODS
from camviewer.networks.convolutions import convolution_places
from tests.attribution.peers import peers

FROZEN = [
    (peer, name, sample, method)
    for peer in peers.PEERS
    for name in peers.NETWORKS
    for sample in peers.SAMPLES
    for method in peers.methods(peer, name)
]


@pytest.mark.parametrize("name", peers.NETWORKS)
def test_that_the_program_gives_the_scores_of_pytorch(name: str) -> None:
    network = peers.network(name)
    found = network.engine().scores(peers.samples())
    assert found == pytest.approx(network.scores, rel=1e-5, abs=1e-5)
    assert network.scores.min() < 0 < network.scores.max()
    assert np.abs(network.scores).min() > 0.05


@pytest.mark.parametrize("name", peers.NETWORKS)
def test_that_weights_have_both_signs_and_none_is_zero(name: str) -> None:
    for weight in peers.network(name).weights:
        assert weight.min() < 0 < weight.max()
        assert (weight != 0).all()


def test_that_samples_are_ink_on_nothing() -> None:
    samples = peers.samples()
    assert samples.shape == (len(peers.SAMPLES), *peers.SPEC.size)
    assert samples.min() == 0
    assert samples.max() == 1
    assert 0.55 < (samples == 0).mean() < 0.65


@pytest.mark.parametrize(("peer", "name", "sample", "method"), FROZEN)
def test_that_every_map_is_whole(peer: str, name: str, sample: int, method: str) -> None:
    maps = peers.maps(peer, name, sample, method)
    graph = peers.network(name).graph
    if peer == "grad_cam":
        shape = graph.shapes[convolution_places(graph)[method.split("/")[1]]][:2]
    else:
        shape = (6,) if method == "shapley" else peers.SPEC.size
    assert maps.shape == (peers.CLASSES, *shape)
    assert maps.dtype == np.float32
    assert np.isfinite(maps).all()
    assert maps.any()


@pytest.mark.parametrize("peer", peers.PEERS)
def test_that_every_method_says_what_it_computes(peer: str) -> None:
    meta = peers.meta()[peer]
    assert all(meta[key] for key in ("name", "version", "torch", "date", "note"))
    found = {method for name in peers.NETWORKS for method in peers.methods(peer, name)}
    if peer == "grad_cam":
        found = {method.split("/")[0] for method in found}
    assert found == set(meta["methods"])


def test_that_the_files_are_small() -> None:
    files = (path for path in peers.FOLDER.iterdir() if path.suffix in (".npz", ".json"))
    assert sum(path.stat().st_size for path in files) < 300_000


@pytest.mark.parametrize("sample", peers.SAMPLES)
@pytest.mark.parametrize("name", peers.NETWORKS)
def test_that_captum_walks_back_as_the_program_does(name: str, sample: int) -> None:
    activations = peers.network(name).engine().activations(peers.samples()[sample])
    found = score_gradients(activations, range(peers.CLASSES), {0})[0][..., 0]
    expected = peers.maps("captum", name, sample, "gradient")
    assert found == pytest.approx(expected, rel=1e-5, abs=1e-5 * float(np.abs(expected).max()))


@pytest.mark.parametrize("sample", peers.SAMPLES)
@pytest.mark.parametrize(
    ("name", "layer"), [("gap", "conv2d"), ("gap", "conv2d_1"), ("flat", "conv2d")]
)
def test_that_grad_cam_and_hires_cam_are_those_of_the_library(
    name: str, layer: str, sample: int
) -> None:
    prediction = peers.network(name).engine().predict(peers.samples()[sample])
    hires = METHODS["hires-cam"].explain(prediction, {"layer": layer}).maps
    grad = METHODS["grad-cam"].explain(prediction, {"layer": layer}).maps
    for found, expected in (
        (hires, peers.maps("grad_cam", name, sample, f"hires_cam/{layer}")),
        (grad, np.maximum(peers.maps("grad_cam", name, sample, f"grad_cam/{layer}"), 0)),
    ):
        assert found == pytest.approx(expected, rel=1e-5, abs=1e-5 * float(np.abs(expected).max()))


@pytest.mark.parametrize("name", peers.NETWORKS)
def test_that_what_should_add_up_does(name: str) -> None:
    network = peers.network(name)
    blank = network.engine().scores(np.zeros((1, *peers.SPEC.size), np.float32))[0]
    for sample in peers.SAMPLES:
        change = network.scores[sample] - blank
        shapley = peers.maps("captum", name, sample, "shapley").sum(axis=1)
        assert shapley == pytest.approx(change, abs=1e-5)
        integrated = peers.maps("captum", name, sample, "integrated_gradients/riemann_middle")
        assert integrated.sum(axis=(1, 2)) == pytest.approx(change, abs=0.02)
