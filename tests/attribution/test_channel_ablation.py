"""What if: features scaled by channel, and everything that follows from them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from camviewer.attribution.channel_ablation import ChannelAblation, ablate, nothing
from camviewer.inference.prediction import ConvolutionFeatures, LayerOutput
from camviewer.networks.receptive_field import ReceptiveField
from tests.attribution.test_contributions import BY_HAND

TWICE_AND_OFF = ChannelAblation(np.array([2, 1, 0], np.float32))


def test_that_features_maps_and_scores_follow_by_hand() -> None:
    found = ablate(BY_HAND, TWICE_AND_OFF)
    assert found.features.tolist() == [[[4, 1, 0], [0, 3, 0]]]
    assert found.pooled.tolist() == [2, 2, 0]
    assert found.maps.tolist() == [[[19, -3]], [[6, 6]]]
    assert found.logits.tolist() == [8.25, 5]
    assert found.predicted == 0
    assert (found.model, found.title) == ("by hand", "by hand (altered)")
    assert found.weights is BY_HAND.weights


def test_that_a_prediction_can_turn() -> None:
    off = nothing(3).with_factor(0, 0)
    assert BY_HAND.predicted == 0
    assert ablate(BY_HAND, off).logits.tolist() == [-0.75, -1]
    assert ablate(BY_HAND, off.with_factor(2, -1)).predicted == 1


def test_that_nothing_ablated_is_the_prediction_itself() -> None:
    assert ablate(BY_HAND, nothing(3)) is BY_HAND
    assert nothing(3).is_none


def test_that_it_counts_what_is_off_and_what_is_scaled() -> None:
    assert (TWICE_AND_OFF.off, TWICE_AND_OFF.scaled, TWICE_AND_OFF.is_none) == (1, 1, False)
    assert (nothing(3).off, nothing(3).scaled) == (0, 0)


def test_that_an_ablation_is_never_changed() -> None:
    more = TWICE_AND_OFF.with_factor(1, 0.5)
    assert more.factors.tolist() == [2, 0.5, 0]
    assert TWICE_AND_OFF.factors.tolist() == [2, 1, 0]
    with pytest.raises(ValueError, match="read-only"):
        more.factors[0] = 1


@pytest.mark.parametrize("factors", [[[1.0]], [np.nan], [np.inf]])
def test_that_factors_that_are_none_are_refused(factors: list[object]) -> None:
    with pytest.raises(ValueError, match="finite factors"):
        ChannelAblation(np.array(factors, np.float32))


def test_that_another_number_of_channels_is_refused() -> None:
    with pytest.raises(ValueError, match="expected 3 factors, found 2"):
        ablate(BY_HAND, nothing(2))


def test_that_what_cells_see_and_layers_stay() -> None:
    field = ReceptiveField(np.array([[0, 28]]), np.array([[0, 14], [14, 28]]))
    layer = LayerOutput("Conv2D 3", (1, 2, 3), 30, np.array(BY_HAND.features))
    convolution = ConvolutionFeatures(BY_HAND.features, field)
    one = replace(BY_HAND, convolution=convolution, layers=(layer,))
    found = ablate(one, TWICE_AND_OFF)
    assert found.field is field
    assert found.layers == (layer,)
