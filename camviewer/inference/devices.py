"""Devices: the network on screen and the one being trained compute with threads of their own.

TensorFlow computes all there is with one pool of threads, where what a moving pen waits for would
queue behind a whole step of the training. Two logical devices on the same processors, each with
its own threads, let the operating system share them instead.
"""

from __future__ import annotations

import logging
import os
from contextlib import AbstractContextManager, nullcontext

import tensorflow as tf

_log = logging.getLogger(__name__)

_OWN_THREADS = "TF_OVERRIDE_GLOBAL_THREADPOOL"
"""Read by TensorFlow when it makes its devices: whether each has threads of its own."""

_TRAINING = "CPU:1"


def separate() -> None:
    """Make the two devices and start their threads.

    To be called before anything is computed; later it is too late. With a GPU nothing is changed.
    """
    if not tf.config.list_physical_devices("GPU"):
        try:
            (cpu, *_) = tf.config.list_physical_devices("CPU")
            both = [tf.config.LogicalDeviceConfiguration() for _ in range(2)]
            tf.config.set_logical_device_configuration(cpu, both)
            # Those that start operations are still shared, and wait for the longest of them.
            tf.config.threading.set_inter_op_parallelism_threads(2 * (os.cpu_count() or 1))
        except RuntimeError as error:  # it computes already
            _log.warning("A training will share its threads with the window: %s", error)
            return
        os.environ[_OWN_THREADS] = "1"
    tf.config.list_logical_devices()


def for_training() -> AbstractContextManager[object]:
    """Within the block this thread builds and trains networks on the training's device."""
    if len(tf.config.list_logical_devices("CPU")) < 2:
        return nullcontext()
    device: AbstractContextManager[object] = tf.device(_TRAINING)
    return device
