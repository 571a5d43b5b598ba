"""More of the zoo: branches, models inside models, operations, and what cannot be opened."""

from __future__ import annotations

import keras
from keras import layers as kl
from keras import ops

from tests.networks.zoo_networks import finished, head, network, normalised, refused, relu, stack


@network
def residual() -> keras.Model:
    inputs = keras.Input((32, 32, 3))
    x = normalised(inputs, 8)
    for filters, strides in ((8, 1), (16, 2), (16, 1)):
        short = x if strides == 1 else kl.Conv2D(filters, 1, strides=strides)(x)
        y = normalised(x, filters, strides=strides)
        y = kl.BatchNormalization()(kl.Conv2D(filters, 3, padding="same", use_bias=False)(y))
        x = kl.ReLU()(kl.Add()([y, short]))
    return finished(inputs, x)


@network
def resnet20() -> keras.Model:
    inputs = keras.Input((32, 32, 3))
    x = normalised(inputs, 8)
    for stage, filters in enumerate((8, 16, 32)):
        for block in range(3):
            strides = 2 if stage and not block else 1
            y = normalised(x, filters, strides=strides)
            y = kl.BatchNormalization()(kl.Conv2D(filters, 3, padding="same")(y))
            if strides > 1:
                x = kl.Conv2D(filters, 1, strides=2)(x)
            x = keras.activations.relu(x + y)
    return finished(inputs, x)


@network
def squeeze_and_excite() -> keras.Model:
    inputs = keras.Input((32, 32, 3))
    x = relu(16, strides=2)(inputs)
    s = kl.GlobalAveragePooling2D(keepdims=True)(x)
    s = kl.Dense(16, "sigmoid")(kl.Dense(4, "relu")(s))
    return finished(inputs, kl.Multiply()([x, s]))


@network
def squeeze_and_excite_reshaped() -> keras.Model:
    inputs = keras.Input((28, 28, 1))
    x = relu(8)(inputs)
    s = kl.Reshape((1, 1, 8))(kl.GlobalAveragePooling2D()(x))
    s = kl.Conv2D(8, 1, activation="sigmoid")(kl.Conv2D(2, 1, activation="relu")(s))
    return finished(inputs, x * s)


@network
def inception() -> keras.Model:
    inputs = keras.Input((32, 32, 3))
    x = relu(8, strides=2)(inputs)
    pooled = relu(4, 1)(kl.MaxPooling2D(3, strides=1, padding="same")(x))
    x = kl.Concatenate()([relu(4, 1)(x), relu(6, 3)(relu(4, 1)(x)), relu(4, 5)(x), pooled])
    return finished(inputs, x)


@network
def dense_block() -> keras.Model:
    inputs = keras.Input((28, 28, 1))
    x = relu(8)(inputs)
    for _ in range(3):
        x = kl.concatenate([x, relu(4)(kl.BatchNormalization()(x))])
    return finished(inputs, x)


@network
def u_shaped() -> keras.Model:
    inputs = keras.Input((32, 32, 1))
    fine = relu(4)(inputs)
    coarse = relu(8)(kl.MaxPooling2D()(fine))
    x = kl.Concatenate()([kl.UpSampling2D()(coarse), fine])
    return finished(inputs, relu(8)(x))


@network
def inverted_residual() -> keras.Model:
    inputs = keras.Input((32, 32, 3))
    x = relu(8, strides=2)(inputs)
    y = kl.ReLU(6.0)(kl.BatchNormalization()(kl.Conv2D(24, 1)(x)))
    y = kl.DepthwiseConv2D(3, padding="same", use_bias=False)(y)
    y = kl.ReLU(6.0)(kl.BatchNormalization()(y))
    return finished(inputs, kl.Add()([x, kl.BatchNormalization()(kl.Conv2D(8, 1)(y))]))


@network
def merged() -> keras.Model:
    inputs = keras.Input((28, 28, 1))
    one, other = relu(6)(inputs), relu(6, 5)(inputs)
    merges = kl.Average, kl.Maximum, kl.Minimum, kl.Subtract
    return finished(inputs, kl.Concatenate()([merge()([one, other]) for merge in merges]))


@network
def two_poolings() -> keras.Model:
    inputs = keras.Input((28, 28, 1))
    x = relu(8)(inputs)
    x = kl.Concatenate()([kl.GlobalAveragePooling2D()(x), kl.GlobalMaxPooling2D()(x)])
    return keras.Model(inputs, kl.Dense(10, "softmax")(x))


# Models inside models


def block(filters: int, size: tuple[int, int, int]) -> keras.Model:
    inputs = keras.Input(size)
    y = kl.BatchNormalization()(relu(filters)(inputs))
    return keras.Model(inputs, kl.Add()([inputs, relu(filters)(y)]))


@network
def nested() -> keras.Model:
    inputs = keras.Input((28, 28, 1))
    x = relu(8)(inputs)
    return finished(inputs, block(8, (28, 28, 8))(block(8, (28, 28, 8))(x)))


@network
def transferred() -> keras.Model:
    base = keras.Sequential([keras.Input((32, 32, 3)), relu(8), kl.MaxPooling2D(), relu(16)])
    base.trainable = False
    return keras.Sequential([base, *head(3)])


@network
def backbone_called() -> keras.Model:
    inputs = keras.Input((32, 32, 3))
    base = block(3, (32, 32, 3))
    base.trainable = False
    return finished(inputs, relu(8)(base(inputs, training=False)))


@network
def nested_twice() -> keras.Model:
    inner = keras.Sequential([kl.Conv2D(6, 3), kl.BatchNormalization()])
    outer = keras.Sequential([inner, kl.ReLU(), kl.Conv2D(6, 3)], name="outer")
    return stack((28, 28, 1), outer, kl.ReLU(), *head())


@network
def head_inside() -> keras.Model:
    inputs = keras.Input((28, 28, 1))
    return keras.Model(inputs, keras.Sequential([*head()])(relu(8, name="features")(inputs)))


@network
def shared_block() -> keras.Model:
    inputs = keras.Input((28, 28, 1))
    shared = block(6, (28, 28, 6))
    return finished(inputs, shared(shared(relu(6)(inputs))))


@network
def shared_activation() -> keras.Model:
    inputs = keras.Input((28, 28, 1))
    act = kl.ReLU()
    return finished(inputs, act(kl.Conv2D(6, 3)(act(kl.Conv2D(6, 3)(inputs)))))


# Operations


@network
def augmented_in_a_row() -> keras.Model:
    inputs = keras.Input((20, 20, 3))
    x = kl.Resizing(28, 28)(inputs)
    x = kl.RandomRotation(0.1)(kl.RandomFlip("horizontal")(x))
    return finished(inputs, relu(6, strides=2)(x), 4)


@network
def operators() -> keras.Model:
    inputs = keras.Input((28, 28, 1))
    x = relu(6)(inputs * 2 - 1)
    y = relu(6)(x * 2 - 1)
    x = x + 0.5 * y - y / 4 + (1 - x)
    return finished(inputs, keras.activations.relu(x))


@network
def sliced() -> keras.Model:
    inputs = keras.Input((28, 28, 1))
    return finished(inputs, relu(6)(inputs[:, 2:-2, 2:26, :])[:, ::2, ::2])


@network
def numerical() -> keras.Model:
    inputs = keras.Input((28, 28, 1))
    x = ops.relu(kl.Conv2D(6, 3)(inputs))
    x = ops.concatenate([x, ops.sigmoid(x), ops.square(x)], axis=-1)
    x = ops.mean(ops.pad(x, [[0, 0], [1, 1], [1, 1], [0, 0]]), axis=[1, 2])
    return keras.Model(inputs, ops.softmax(kl.Dense(10)(x)))


@network
def clipped() -> keras.Model:
    inputs = keras.Input((28, 28, 1))
    x = ops.maximum(kl.Conv2D(6, 3)(inputs), 0)
    return finished(inputs, ops.clip(kl.Conv2D(6, 3)(x), 0, 6))


# What cannot be opened


@refused("used: .*not supported: LSTM")
def recurrent() -> keras.Model:
    return stack((28, 28), kl.LSTM(8), kl.Dense(10, "softmax"))


@refused("used: .*not supported: MultiHeadAttention")
def transformer() -> keras.Model:
    inputs = keras.Input((16, 16, 3))
    x = kl.Reshape((16, 48))(inputs)
    x = kl.MultiHeadAttention(2, 8)(x, x)
    return keras.Model(inputs, kl.Dense(10)(kl.Flatten()(x)))


@refused("one output")
def two_outputs() -> keras.Model:
    inputs = keras.Input((28, 28, 1))
    x = kl.GlobalAveragePooling2D()(relu(4)(inputs))
    return keras.Model(inputs, [kl.Dense(10)(x), kl.Dense(2)(x)])


@refused("one input")
def two_inputs() -> keras.Model:
    inputs = [keras.Input((28, 28, 1)), keras.Input((28, 28, 1))]
    return keras.Model(inputs, stack((28, 28, 1), relu(4), *head())(kl.Add()(inputs)))


@refused("used: .*not supported: Lambda")
def calculated() -> keras.Model:
    return stack((28, 28, 1), kl.Lambda(lambda x: x / 255, output_shape=(28, 28, 1)), *head())
