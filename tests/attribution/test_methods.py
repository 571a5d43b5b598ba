"""What each explanation method computes."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from camviewer.attribution.methods import METHODS
from camviewer.common.errors import UserError
from camviewer.inference.prediction import Prediction
from tests.predictions import linear_prediction

FEATURES = np.array([[[1, 2], [3, 4]]], np.float32)  # 1 by 2 cells, 2 channels
WEIGHTS = np.array([[1, 0, -1], [0, 1, -2]], np.float32)  # of 3 classes
CAM = [[[1, 3]], [[2, 4]], [[-5, -11]]]


def by_hand() -> Prediction:
    logits = np.array([2, 3, -8], np.float32)
    image = np.ones((28, 28), np.float32)
    return linear_prediction(
        image, FEATURES.copy(), WEIGHTS.copy(), np.zeros(3, np.float32), logits, "m"
    )


def random(height: int = 14, width: int = 14, channels: int = 6) -> Prediction:
    source = np.random.default_rng(2)
    features = source.random((height, width, channels), np.float32)
    weights = source.standard_normal((channels, 10), np.float32)
    bias = source.standard_normal(10, np.float32)
    image = source.random((28, 28), np.float32)
    return linear_prediction(
        image, features, weights, bias, features.mean((0, 1)) @ weights + bias, "m"
    )


def test_that_the_methods_are_found_by_folder() -> None:
    assert {"cam", "grad-cam", "hires-cam"} <= set(METHODS)
    assert METHODS.default == "cam"


def test_that_cam_is_the_weighted_sum_of_the_features() -> None:
    assert METHODS.named("cam").maps(by_hand()).tolist() == CAM


def test_that_hires_cam_is_cam_by_the_number_of_cells() -> None:
    assert METHODS.named("hires-cam").maps(by_hand()).tolist() == [
        [[0.5, 1.5]],
        [[1, 2]],
        [[-2.5, -5.5]],
    ]


def test_that_grad_cam_is_the_positive_part_of_it() -> None:
    assert METHODS.named("grad-cam").maps(by_hand()).tolist() == [[[0.5, 1.5]], [[1, 2]], [[0, 0]]]


def test_that_hires_cam_and_bias_sum_to_the_scores() -> None:
    one = random()
    assert one.bias + METHODS.named("hires-cam").maps(one).sum(axis=(1, 2)) == pytest.approx(
        one.logits, abs=1e-4
    )


def test_that_an_unknown_method_is_named_with_the_known_ones() -> None:
    with pytest.raises(UserError, match=r"'lrp2' is not known. .*cam, .*grad-cam, .*hires-cam"):
        METHODS.named("lrp2")


def test_that_no_method_needs_tensorflow() -> None:
    code = (
        "import sys, numpy as np\n"
        "from tests.predictions import linear_prediction\n"
        "from camviewer.attribution.methods import METHODS\n"
        "z = lambda *shape: np.ones(shape, np.float32)\n"
        "one = linear_prediction(z(28, 28), z(14, 14, 3), z(3, 10), z(10), z(10), 'm')\n"
        "fit = [each for each in METHODS.values() if one.lacking(*each.needs) is None]\n"
        "assert len([method.maps(one) for method in fit]) >= 3\n"
        "print({'tensorflow', 'keras', 'h5py'} & set(sys.modules))\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


@pytest.mark.slow
@pytest.mark.parametrize("architecture", ["lecture", "compact"])
def test_that_grad_cam_and_hires_cam_are_what_gradients_give(architecture: str) -> None:
    import keras
    import tensorflow as tf

    from camviewer.data.dataset import to_sample
    from camviewer.data.sources.builtin import WrittenSplit
    from camviewer.networks.architectures import graph_of
    from camviewer.training import keras_network
    from tests.engines import engine_of, weights_for
    from tests.reference import off

    graph = graph_of(architecture)
    net = keras_network.build(graph)
    net.set_weights(weights_for(graph, 5))
    sample = to_sample(WrittenSplit("test", 3).image(2))
    *_, last, pooling, dense = net.layers
    features = keras.Model(net.model.input, last.output)(sample[None, ..., None], training=False)
    with tf.GradientTape() as tape:
        tape.watch(features)
        pooled = pooling(features)
        scores = tf.linalg.matmul(pooled, dense.kernel) + dense.bias
    gradients = tape.jacobian(scores, features)[0, :, 0].numpy()  # (C, h, w, K)
    f = features[0].numpy()
    hires = (gradients * f).sum(axis=-1)
    grad = np.maximum((gradients.mean(axis=(1, 2), keepdims=True) * f).sum(axis=-1), 0)

    one = engine_of(architecture, 5).predict(sample)
    assert off(METHODS.named("hires-cam").maps(one), hires) <= 1e-4
    assert off(METHODS.named("grad-cam").maps(one), grad) <= 1e-4
