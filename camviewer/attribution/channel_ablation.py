"""What if: channels of the last convolution switched off or scaled, without asking the network.

What comes after the features is a mean, a product and a sum, so a network whose channel k is
multiplied by a factor (as if that row of the dense layer's weights were) needs no new pass.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from camviewer.attribution.ablated_network import AblatedNetwork
from camviewer.common.arrays import Array
from camviewer.inference.prediction import ConvolutionFeatures, Prediction


@dataclass(frozen=True, eq=False)
class ChannelAblation:
    """By what each channel is multiplied.

    Attributes:
        factors: (K,) finite; 1 is as it is, 0 is switched off. Read-only.
    """

    factors: Array

    def __post_init__(self) -> None:
        if self.factors.ndim != 1 or not np.isfinite(self.factors).all():
            raise ValueError(f"expected finite factors (K,), found {self.factors!r}")
        self.factors.setflags(write=False)

    @property
    def is_none(self) -> bool:
        """Whether every channel is as it is."""
        return bool((self.factors == 1).all())

    @property
    def off(self) -> int:
        """How many channels are switched off."""
        return int((self.factors == 0).sum())

    @property
    def scaled(self) -> int:
        """How many channels are weaker or stronger, but not off."""
        return int(((self.factors != 0) & (self.factors != 1)).sum())

    def with_factor(self, channel: int, factor: float) -> ChannelAblation:
        """The same with another factor for one channel."""
        factors = self.factors.copy()
        factors[channel] = factor
        return ChannelAblation(factors)


def nothing(channels: int) -> ChannelAblation:
    """All channels as they are."""
    return ChannelAblation(np.ones(channels, np.float32))


def ablate(prediction: Prediction, ablation: ChannelAblation) -> Prediction:
    """What the ablated network computes for the same sample: features, scores and so all maps.

    Wherever its numbers go, its title says that they are an ablated model's.

    Returns:
        The prediction itself if nothing is ablated.

    Raises:
        ValueError: there are not as many factors as channels.
    """
    channels = prediction.features.shape[2]
    if len(ablation.factors) != channels:
        raise ValueError(f"expected {channels} factors, found {len(ablation.factors)}")
    if ablation.is_none:
        return prediction
    features: Array = prediction.features * ablation.factors
    logits: Array = prediction.bias + features.mean(axis=(0, 1)) @ prediction.weights
    convolution = ConvolutionFeatures(features, prediction.field)
    network = prediction.network
    if network is not None:
        network = AblatedNetwork(network, prediction.weights, prediction.bias, ablation.factors)
    return replace(
        prediction,
        convolution=convolution,
        logits=logits,
        factors=ablation.factors,
        network=network,
        made={},
    )
