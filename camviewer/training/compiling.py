"""Compiling: how Python code becomes one TensorFlow graph."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import tensorflow as tf


def compiled(*signature: tf.TensorSpec) -> Callable[[Callable[..., Any]], Any]:
    """Decorates what is to be compiled for arguments of these shapes and types.

    The code is traced as it stands. Rewriting its ifs and loops for TensorFlow (AutoGraph) is
    not wanted: none of ours depends on a tensor, it takes longer, and it leaves files behind.
    """
    return lambda function: tf.function(function, input_signature=signature, autograph=False)
