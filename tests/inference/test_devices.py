"""Devices: a network computes the same on either, and each has threads of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
import tensorflow as tf

from camviewer.inference import devices

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

TRAIN_ON_BOTH = """
import numpy as np
import tensorflow as tf
from camviewer.common.cancel import CancelToken
from camviewer.data.sources.builtin import WrittenSplit
from camviewer.inference import devices
from camviewer.networks import keras_network
from camviewer.training.recipes import Recipe
from camviewer.training.optimisation import train

devices.separate()
print([device.name for device in tf.config.list_logical_devices("CPU")])
from camviewer.data.digits.spec import digit_dataset
digits = digit_dataset("few", WrittenSplit("train", 64), WrittenSplit("test", 10))

def trained():
    made = keras_network.build("compact", seed=1)
    recipe = Recipe("quick", epochs=1, batch=16, learning_rate=0.01)
    train(made, digits, recipe, seed=1, token=CancelToken(), tell=lambda _: None)
    return made

one = trained()
with devices.for_training():
    other = trained()
print(*(net.model.trainable_variables[0].value.device[-5:] for net in (one, other)))
print(all(map(np.array_equal, one.get_weights(), other.get_weights())))
"""


def test_that_a_network_is_trained_to_the_same_weights_on_the_trainings_device() -> None:
    done = subprocess.run(
        [sys.executable, "-c", TRAIN_ON_BOTH],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "CUDA_VISIBLE_DEVICES": "-1"},
    )
    assert done.stdout.splitlines() == [
        "['/device:CPU:0', '/device:CPU:1']",
        "CPU:0 CPU:1",
        "True",
    ]


def test_that_it_is_too_late_once_something_is_computed() -> None:
    before = len(tf.config.list_logical_devices("CPU"))
    float(tf.constant(1.0) + 1)
    devices.separate()
    assert len(tf.config.list_logical_devices("CPU")) == before
    with devices.for_training():
        assert float(tf.constant(1.0) + 1) == 2
