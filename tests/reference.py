"""The networks of this program in plain NumPy, in double precision, from a list of weights.

Written from the definitions, without TensorFlow and without the program's own code, so that an
error in either shows as a difference.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

EPSILON = 1e-3  # Keras adds it to the variance in batch normalisation


def conv2d(x: Array, kernel: Array, dilation: int = 1) -> Array:
    """Convolution (n, h, w, in) with (kh, kw, in, out), zeros around, the same size."""
    height, width = (dilation * (size - 1) + 1 for size in kernel.shape[:2])
    around = ((0, 0), (height // 2, height // 2), (width // 2, width // 2), (0, 0))
    patches = np.lib.stride_tricks.sliding_window_view(np.pad(x, around), (height, width), (1, 2))
    patches = patches[..., ::dilation, ::dilation]
    return np.tensordot(patches, kernel.transpose(2, 0, 1, 3), axes=3)


def max_pool(x: Array) -> Array:
    """Largest of each 2 by 2 cells."""
    n, height, width, channels = x.shape
    return x.reshape(n, height // 2, 2, width // 2, 2, channels).max(axis=(2, 4))


def batch_norm(x: Array, gamma: Array, beta: Array, mean: Array, variance: Array) -> Array:
    """Batch normalisation as it is used after the training."""
    return gamma * (x - mean) / np.sqrt(variance + EPSILON) + beta


def relu(x: Array) -> Array:
    return np.maximum(x, 0)


def lecture(samples: Array, weights: Sequence[Array]) -> Array:
    """Features (n, 14, 14, 64) of the lecture's network."""
    kernel_1, bias_1, kernel_2, bias_2 = weights[:4]
    x = max_pool(relu(conv2d(samples[..., None], kernel_1) + bias_1))
    return relu(conv2d(x, kernel_2) + bias_2)


def compact(samples: Array, weights: Sequence[Array]) -> Array:
    """Features (n, 14, 14, 22) of the compact network."""
    x = samples[..., None]
    for number in range(6):
        if number == 2:
            x = max_pool(x)
        kernel, *normalisation = weights[5 * number : 5 * number + 5]
        x = relu(batch_norm(conv2d(x, kernel, 1 if number < 4 else 2), *normalisation))
    return x


def ink(samples: Array, weights: Sequence[Array]) -> Array:
    """Features (n, 14, 14, 64) of the network without bias: its ink, less its context."""
    x = samples[..., None]
    for number, kernel in enumerate(weights[:5]):
        if number == 2:
            x = max_pool(x)
        x = relu(conv2d(x, kernel))
    pixels = samples.reshape(-1, 14, 2, 14, 2).transpose(0, 1, 3, 2, 4).reshape(-1, 14, 14, 4)
    return relu(relu(pixels @ weights[5].reshape(4, -1)) - x)


FEATURES = {"lecture": lecture, "compact": compact, "ink": ink}


def features_of(
    architecture: str, samples: NDArray[np.float32], weights: Sequence[NDArray[np.float32]]
) -> Array:
    """f_k (n, h, w, K) of samples (n, 28, 28)."""
    exact = [weight.astype(np.float64) for weight in weights]
    parts = np.array_split(samples.astype(np.float64), -(-len(samples) // 25))
    return np.concatenate([FEATURES[architecture](part, exact) for part in parts])


def dense_layer(weights: Sequence[NDArray[np.floating]]) -> tuple[Array, Array]:
    """Kernel (K, C) and bias (C,) of the layer at the end, zeros if it has none."""
    has_bias = weights[-1].ndim == 1
    kernel = weights[-2 if has_bias else -1].astype(np.float64)
    return kernel, weights[-1].astype(np.float64) if has_bias else np.zeros(kernel.shape[1])


def maps_and_scores(
    architecture: str, samples: NDArray[np.float32], weights: Sequence[NDArray[np.float32]]
) -> tuple[Array, Array]:
    """M_c (n, C, h, w) and S_c (n, C), each by its own way: the scores through the pooling."""
    features = features_of(architecture, samples, weights)
    dense, bias = dense_layer(weights)
    maps = np.stack([(features * column).sum(axis=-1) for column in dense.T], axis=1)
    return maps, features.mean(axis=(1, 2)) @ dense + bias


def off(found: NDArray[np.floating], expected: NDArray[np.floating]) -> float:
    """The largest difference, as a share of the largest of the expected numbers."""
    if found.shape != expected.shape:
        raise ValueError(f"expected the shape {expected.shape}, found {found.shape}")
    return float(np.abs(found - expected).max() / np.abs(expected).max())


def random_weights(like: Sequence[NDArray[np.float32]], seed: int) -> list[NDArray[np.float32]]:
    """Weights of the same shapes for which signals keep a size of about one.

    Where four arrays follow a kernel they are gamma, beta, mean and variance of a batch
    normalisation; gamma and variance are near one and positive.
    """
    random = np.random.default_rng(seed)
    kernels = [place for place, weight in enumerate(like) if weight.ndim > 1]
    result = []
    for start, end in zip(kernels, [*kernels[1:], len(like)], strict=True):
        fan_in = int(np.prod(like[start].shape[:-1]))
        result.append(random.standard_normal(like[start].shape) * np.sqrt(2 / fan_in))
        for place in range(start + 1, end):
            values = random.standard_normal(like[place].shape) * 0.2
            positive = end - start == 5 and place - start in (1, 4)
            result.append(np.exp(values) if positive else values)
    return [values.astype(np.float32) for values in result]
