"""Small networks as people write them with Keras: what the zoo opens.

Each function below makes one; its docstring would only say its name again, so it has none. A
network whose features are those of a linear head calls the layer that gives them ``features``.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras
from keras import layers as kl

Make = Callable[[], keras.Model]

NETWORKS: dict[str, Make] = {}
"""What should be opened, by name."""

REFUSED: dict[str, tuple[Make, str]] = {}
"""What cannot be opened, with words of the sentence that says so."""


def network(make: Make) -> Make:
    NETWORKS[make.__name__] = make
    return make


def refused(words: str) -> Callable[[Make], Make]:
    def keep(make: Make) -> Make:
        REFUSED[make.__name__] = (make, words)
        return make

    return keep


def stack(shape: tuple[int, ...], *layers: Any) -> keras.Model:
    return keras.Sequential([keras.Input(shape), *layers])


def head(classes: int = 10) -> tuple[kl.Layer, ...]:
    return kl.GlobalAveragePooling2D(), kl.Dense(classes, activation="softmax")


def relu(filters: int, size: int = 3, **options: Any) -> kl.Layer:
    return kl.Conv2D(filters, size, padding="same", activation="relu", **options)


def normalised(x: Any, filters: int, size: int = 3, strides: int = 1) -> Any:
    x = kl.Conv2D(filters, size, strides=strides, padding="same", use_bias=False)(x)
    return kl.ReLU()(kl.BatchNormalization()(x))


def finished(inputs: Any, features: Any, classes: int = 10) -> keras.Model:
    x = kl.Activation("linear", name="features")(features)
    x = kl.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, kl.Dense(classes, activation="softmax")(x))


# Straight on


@network
def lecture() -> keras.Model:
    return stack((28, 28, 1), relu(8), kl.MaxPooling2D(), relu(16, name="features"), *head())


@network
def tutorial() -> keras.Model:
    return stack(
        (28, 28, 1),
        *(kl.Conv2D(32, 3, activation="relu"), kl.MaxPooling2D()),
        *(kl.Conv2D(64, 3, activation="relu"), kl.MaxPooling2D()),
        *(kl.Flatten(), kl.Dropout(0.5), kl.Dense(10, activation="softmax")),
    )


@network
def mlp() -> keras.Model:
    return stack(
        (28, 28, 1), kl.Flatten(), kl.Dense(64, activation="relu"), kl.Dropout(0.2), kl.Dense(10)
    )


@network
def mlp_without_channels() -> keras.Model:
    return stack(
        (28, 28), kl.Flatten(), kl.Dense(128, "relu"), kl.Dropout(0.2), kl.Dense(10, "softmax")
    )


@network
def mlp_of_vectors() -> keras.Model:
    return stack((784,), kl.Dense(64, "relu"), kl.Dense(32, "tanh"), kl.Dense(10, "softmax"))


@network
def perceptron() -> keras.Model:
    return stack((8, 8, 1), kl.Flatten(), kl.Dense(10, activation="softmax"))


@network
def reshaped() -> keras.Model:
    return stack((28, 28), kl.Reshape((28, 28, 1)), relu(8, name="features"), *head())


@network
def vector_to_picture() -> keras.Model:
    return stack((1024,), kl.Reshape((32, 32, 1)), relu(8, strides=2), *head(26))


@network
def lenet() -> keras.Model:
    return stack(
        (32, 32, 1),
        *(kl.Conv2D(6, 5, activation="tanh"), kl.AveragePooling2D(2)),
        *(kl.Conv2D(16, 5, activation="tanh"), kl.AveragePooling2D(2)),
        *(kl.Flatten(), kl.Dense(120, "tanh"), kl.Dense(84, "tanh"), kl.Dense(10, "softmax")),
    )


@network
def small_vgg() -> keras.Model:
    blocks = [
        each
        for filters in (8, 16, 32)
        for each in (relu(filters), kl.BatchNormalization(), relu(filters), kl.MaxPooling2D())
    ]
    dense = kl.Dense(64, "relu"), kl.BatchNormalization(), kl.Dropout(0.5), kl.Dense(10, "softmax")
    return stack((32, 32, 3), *blocks, kl.Flatten(), *dense)


@network
def all_convolutional() -> keras.Model:
    return stack(
        (32, 32, 3),
        *(relu(16), relu(16, strides=2), kl.Dropout(0.5), relu(32, 1, name="features")),
        *(kl.Conv2D(10, 1), kl.GlobalAveragePooling2D(), kl.Softmax()),
    )


@network
def scores_only() -> keras.Model:
    return stack((64, 48, 3), relu(8, strides=4), kl.GlobalAveragePooling2D(), kl.Dense(100))


@network
def softmax_layer() -> keras.Model:
    return stack((28, 28, 1), relu(4), kl.GlobalAveragePooling2D(), kl.Dense(10), kl.Softmax())


@network
def softmax_activation() -> keras.Model:
    end = kl.GlobalMaxPooling2D(), kl.Dense(7), kl.Activation("softmax")
    return stack((24, 20, 1), relu(4), *end)


@network
def two_classes() -> keras.Model:
    return stack((128, 128, 3), relu(4, strides=4), relu(8, strides=2, name="features"), *head(2))


@network
def hundred_classes() -> keras.Model:
    return stack((32, 32, 3), relu(16, strides=2, name="features"), *head(100))


@network
def tiny_pictures() -> keras.Model:
    return stack((8, 8, 1), relu(6, name="features"), *head())


@network
def normalised_at_the_end() -> keras.Model:
    end = kl.GlobalAveragePooling2D(), kl.BatchNormalization(), kl.Dense(10, "softmax")
    return stack((28, 28, 1), relu(4), *end)


@network
def hidden_dense() -> keras.Model:
    return stack(
        (28, 28, 1), relu(8), kl.GlobalAveragePooling2D(), kl.Dense(16, "relu"), kl.Dense(10)
    )


# What goes in


@network
def rescaled() -> keras.Model:
    return stack((28, 28, 1), kl.Rescaling(1 / 255), relu(8, name="features"), *head())


@network
def centred() -> keras.Model:
    return stack((32, 32, 3), kl.Rescaling(1 / 127.5, offset=-1), relu(8, name="features"), *head())


@network
def divided() -> keras.Model:
    inputs = keras.Input((28, 28, 1))
    return finished(inputs, relu(6)(inputs / 255.0))


@network
def standardised() -> keras.Model:
    layer = kl.Normalization(mean=[0.49, 0.48, 0.45], variance=[0.06, 0.05, 0.07])
    return stack((32, 32, 3), layer, relu(8, name="features"), *head())


@network
def adapted() -> keras.Model:
    layer = kl.Normalization()
    model = stack((28, 28, 1), layer, relu(8, name="features"), *head())
    layer.adapt(keras.random.uniform((20, 28, 28, 1), seed=1).numpy())
    return model


@network
def enlarged() -> keras.Model:
    return stack((16, 16, 1), kl.Resizing(32, 32), relu(6, strides=2), *head())


@network
def cropped() -> keras.Model:
    return stack((28, 28, 1), kl.Cropping2D(((2, 1), (0, 3))), relu(6, name="features"), *head())


@network
def augmented() -> keras.Model:
    flips = kl.RandomFlip("horizontal"), kl.RandomRotation(0.1), kl.RandomZoom(0.1)
    return stack((32, 32, 3), *flips, kl.RandomContrast(0.2), relu(8, name="features"), *head(5))


@network
def augmented_inside() -> keras.Model:
    augmentation = keras.Sequential([kl.RandomFlip(), kl.RandomTranslation(0.1, 0.1)])
    inputs = keras.Input((48, 48, 3))
    x = kl.Rescaling(1 / 255)(augmentation(inputs))
    return finished(inputs, relu(6, strides=2)(x), 4)


@network
def noisy() -> keras.Model:
    return stack(
        (28, 28, 1), kl.GaussianNoise(0.1), relu(8), kl.SpatialDropout2D(0.2), relu(8), *head()
    )


# Activations and normalisations


@network
def rectified() -> keras.Model:
    return stack(
        (28, 28, 1),
        *(kl.Conv2D(6, 3), kl.ReLU(max_value=6)),
        *(kl.Conv2D(6, 3), kl.LeakyReLU(negative_slope=0.1)),
        *(kl.Conv2D(6, 3), kl.PReLU(shared_axes=[1, 2])),
        *(kl.Conv2D(6, 3), kl.ELU()),
        *head(),
    )


@network
def modern() -> keras.Model:
    kinds = ("gelu", "silu", "mish", "selu", "hard_silu", "softplus", "relu6", "leaky_relu")
    return stack((28, 28, 1), *[kl.Conv2D(6, 3, activation=kind) for kind in kinds], *head())


@network
def functions() -> keras.Model:
    one = kl.Conv2D(6, 3, activation=keras.activations.relu)
    other = kl.Conv2D(6, 3, activation=keras.activations.sigmoid)
    last = kl.Activation(keras.activations.tanh)
    return stack((28, 28, 1), one, other, last, *head())


@network
def layers_as_activations() -> keras.Model:
    one = kl.Conv2D(6, 3, activation=kl.LeakyReLU(negative_slope=0.2))
    other = kl.Conv2D(6, 3, activation=kl.ReLU(max_value=6.0))
    return stack((28, 28, 1), one, other, *head())


@network
def layer_normalised() -> keras.Model:
    return stack((28, 28, 1), kl.Conv2D(8, 3), kl.LayerNormalization(), kl.ReLU(), relu(8), *head())


@network
def group_normalised() -> keras.Model:
    norm = kl.GroupNormalization(groups=4)
    return stack((28, 28, 1), kl.Conv2D(8, 3), norm, kl.Activation("relu"), relu(8), *head())


@network
def unit_normalised() -> keras.Model:
    end = kl.GlobalAveragePooling2D(), kl.UnitNormalization(), kl.Dense(10)
    return stack((28, 28, 1), relu(8), *end)


# Convolutions


@network
def depthwise() -> keras.Model:
    return stack(
        (32, 32, 3),
        *(relu(8, strides=2), kl.DepthwiseConv2D(3, padding="same"), kl.BatchNormalization()),
        *(kl.ReLU(), relu(16, 1), kl.SeparableConv2D(16, 3, activation="relu", name="features")),
        *head(),
    )


@network
def grouped() -> keras.Model:
    return stack((28, 28, 1), relu(8), relu(8, groups=4), relu(12, dilation_rate=2), *head())


@network
def up_and_down() -> keras.Model:
    return stack(
        (32, 32, 1),
        *(relu(8, strides=2), relu(8, strides=2), kl.UpSampling2D(), relu(8)),
        *(kl.Conv2DTranspose(6, 3, strides=2, padding="same", activation="relu"), *head()),
    )


@network
def bilinear() -> keras.Model:
    up = kl.UpSampling2D(2, interpolation="bilinear")
    return stack((16, 16, 3), relu(8, strides=2), up, relu(8, name="features"), *head())


@network
def padded() -> keras.Model:
    pool = kl.MaxPooling2D(3, strides=2, padding="same")
    return stack((28, 28, 1), kl.ZeroPadding2D(2), kl.Conv2D(8, 5, strides=2), pool, *head())


@network
def permuted() -> keras.Model:
    return stack((24, 20, 1), kl.Permute((2, 1, 3)), relu(6), *head())


@network
def half_precision() -> keras.Model:
    policy = keras.DTypePolicy("mixed_bfloat16")
    keep = keras.DTypePolicy("float32")
    return stack(
        (28, 28, 1),
        kl.Conv2D(8, 3, activation="relu", dtype=keep),
        kl.Dropout(0.5, dtype=policy),
        *(kl.GlobalAveragePooling2D(dtype=keep), kl.Dense(10, "softmax", dtype=keep)),
    )


@network
def channels_first() -> keras.Model:
    layout = {"data_format": "channels_first"}
    return stack(
        (3, 32, 32),
        *(kl.Conv2D(6, 3, activation="relu", **layout), kl.MaxPooling2D(**layout)),
        *(kl.Conv2D(8, 3, **layout), kl.BatchNormalization(axis=1), kl.ReLU()),
        *(kl.GlobalAveragePooling2D(**layout), kl.Dense(10, "softmax")),
    )


@network
def channels_first_normalised() -> keras.Model:
    layout = {"data_format": "channels_first"}
    return stack(
        (3, 32, 32),
        *(kl.MaxPooling2D(**layout), kl.Flatten(**layout), kl.Dense(12, "relu")),
        *(kl.BatchNormalization(), kl.Dense(10), kl.Softmax()),
    )


@refused("Needed: samples with their channels last")
def channels_first_by_column() -> keras.Model:
    layout = {"data_format": "channels_first"}
    columns = kl.Cropping2D(((0, 0), (14, 15)), **layout)  # as many as channels
    return stack(
        (3, 32, 32), columns, kl.Dense(3), kl.GlobalAveragePooling2D(**layout), kl.Dense(10)
    )


@network
def channels_first_flattened() -> keras.Model:
    layout = {"data_format": "channels_first"}
    convolution = kl.Conv2D(6, 3, strides=2, activation="relu", **layout)
    return stack((1, 28, 28), convolution, kl.Flatten(**layout), kl.Dense(10))
