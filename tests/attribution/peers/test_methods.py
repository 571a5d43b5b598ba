"""The methods against other implementations, on the same weights and samples.

Where a library and the paper differ, the program keeps to the paper; what a test does about it says
what the difference is.
"""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.attribution.methods import METHODS
from camviewer.attribution.relevance import relevance
from camviewer.attribution.shapley import exact
from camviewer.common.arrays import Array
from camviewer.networks.graph import Layer
from camviewer.networks.relevance import AlphaBeta, Box, Epsilon, Flat, Gamma, Rule, Square
from tests.attribution.peers import peers

CLOSE = 1e-5
"""Of the largest number of a map."""

CAPTUM = {
    "gradient": ("gradient", {}),
    "gradient_x_input": ("gradient-input", {}),
    "guided_backpropagation": ("guided-backpropagation", {}),
    "integrated_gradients/riemann_middle": ("integrated-gradients", {"steps": "50"}),
    "occlusion/window_1_stride_1": ("occlusion", {"block": "1", "stride": "1"}),
    "occlusion/window_4_stride_1": ("occlusion", {"block": "4", "stride": "1"}),
    "occlusion/window_4_stride_4": ("occlusion", {"block": "4", "stride": "4"}),
}

ZENNIT: dict[str, dict[str, str]] = {
    "lrp/epsilon_1e-6": {"rule": "epsilon", "first": "same"},
    "lrp/epsilon_0.25": {"rule": "epsilon", "first": "same", "epsilon": "0.25"},
    "lrp/gamma_0.25": {"rule": "gamma", "first": "same"},
    "lrp/z_plus": {"rule": "z-plus", "first": "same"},
    "lrp/alpha_2_beta_1": {"rule": "alpha-beta", "first": "same"},
    "lrp/flat_first": {"rule": "epsilon", "first": "flat"},
    "lrp/z_box_first": {"rule": "epsilon", "first": "box"},
    "lrp/w_square_first": {"rule": "epsilon", "first": "square"},
    "lrp/epsilon_gamma_box": {"rule": "composite", "first": "box"},
}

CAMS = ("grad_cam_plus_plus", "layer_cam", "ablation_cam")
"""Not Score-CAM, whose masks the library enlarges with other corners than the program's pictures
have, and not Eigen-CAM, for which it takes the mean of each channel away; the papers do neither."""


def alike(found: Array, expected: Array, *, close: float = CLOSE) -> bool:
    """Whether maps are equal up to a share of the largest number of each sample's."""
    assert found.shape == expected.shape
    return bool(np.abs(found - expected).max() <= close * np.abs(expected).max())


@pytest.mark.parametrize("sample", peers.SAMPLES)
@pytest.mark.parametrize("network", peers.NETWORKS)
class TestAgainstLibraries:
    @pytest.mark.parametrize("name", CAPTUM)
    def test_captum(self, network: str, sample: int, name: str) -> None:
        method, values = CAPTUM[name]
        one = peers.network(network).engine().predict(peers.samples()[sample])
        expected = peers.maps("captum", network, sample, name)
        assert alike(METHODS[method].explain(one, values).maps, expected)

    @pytest.mark.parametrize("name", ZENNIT)
    def test_zennit(self, network: str, sample: int, name: str) -> None:
        if name == "lrp/epsilon_gamma_box" and network == "dense":
            return  # there its first layer, which is no convolution, keeps to epsilon
        one = peers.network(network).engine().predict(peers.samples()[sample])
        expected = peers.maps("zennit", network, sample, name)
        assert alike(METHODS["lrp"].explain(one, ZENNIT[name]).maps, expected)

    def test_shapley(self, network: str, sample: int) -> None:
        engine, parts = peers.network(network).engine(), peers.superpixels()
        image = peers.samples()[sample]
        found = exact(
            lambda there: engine.scores(np.where(there[:, parts], image, np.float32(0))), 6
        )
        assert alike(found.T, peers.maps("captum", network, sample, "shapley"))


def layers_of(network: str) -> tuple[str, ...]:
    return {"gap": ("conv2d", "conv2d_1"), "flat": ("conv2d",)}[network]


@pytest.mark.parametrize("sample", peers.SAMPLES)
@pytest.mark.parametrize("name", CAMS)
@pytest.mark.parametrize("network", ["gap", "flat"])
def test_pytorch_grad_cam(network: str, sample: int, name: str) -> None:
    one = peers.network(network).engine().predict(peers.samples()[sample])
    for layer in layers_of(network):
        found = METHODS[name.replace("_", "-")].explain(one, {"layer": layer}).maps
        expected = peers.maps("grad_cam", network, sample, f"{name}/{layer}")
        if name == "ablation_cam":  # which the library divides by the score, as the paper does
            expected = expected * one.logits[:, None, None]
        assert alike(found, np.maximum(expected, 0)), layer


def test_it_is_the_rule_that_is_compared() -> None:
    """Other rules give other maps: the agreement is no accident of the networks."""
    one = peers.network("gap").engine().predict(peers.samples()[0])
    rules: list[Rule] = [Epsilon(0), Epsilon(0.25), Gamma(0.25), AlphaBeta(1), AlphaBeta(2)]
    rules += [Square(), Flat(), Box()]

    def maps(rule: Rule) -> Array:
        def composite(_layer: Layer, is_first: bool) -> Rule:
            return rule if is_first else Epsilon(1e-6)

        return relevance(one.activations, range(5), composite).pixels

    found = [maps(rule) for rule in rules]
    for number, first in enumerate(found):
        for second in found[:number]:
            assert not alike(first, second, close=0.01)
