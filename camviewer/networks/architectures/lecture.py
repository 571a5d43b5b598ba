"""The lecture's network: two convolutions, 19,466 parameters, a raw grid of 14 by 14."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from keras import KerasTensor


def features(inputs: KerasTensor) -> KerasTensor:
    """Layers from the input to the features: of samples (n, 14, 14, 64)."""
    from keras import layers

    x = layers.Conv2D(32, 3, padding="same", activation="relu")(inputs)
    x = layers.MaxPooling2D()(x)
    return layers.Conv2D(64, 3, padding="same", activation="relu")(x)
