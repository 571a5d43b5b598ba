"""A stored network in Keras, compiled by TensorFlow: the yardstick of everything that is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from camviewer.networks.store import StoredModel


def with_maps() -> list[Path]:
    """The bundled models that have class activation maps."""
    from camviewer.networks.formats import model_file
    from tests.engines import WITH_HEAD

    paths = model_file.bundled().values()
    return [path for path in paths if model_file.read_card(path).architecture in WITH_HEAD]


def keras_models(stored: StoredModel) -> tuple[Any, Any, Any]:
    """From samples to features, to probabilities, and to both."""
    import keras

    from camviewer.networks.linear_head import features_place
    from camviewer.training import keras_network

    built = keras_network.build(stored.graph)
    built.set_weights(stored.weights)
    place = features_place(stored.graph)
    assert place is not None
    given, features = built.model.input, built.layers[place - 1].output
    both = keras.Model(given, [features, built.model.output])
    return keras.Model(given, features), built.model, both


def compiled_pass(stored: StoredModel, batch: int, *, pooled: bool = False) -> Any:
    """A compiled pass of a batch of exactly so many samples (n, h, w, channels).

    Args:
        stored: the network.
        batch: how many samples.
        pooled: whether it gives pooled features and scores in place of features and scores.
    """
    import keras
    import tensorflow as tf

    from camviewer.training.compiling import compiled

    features_of, model, _ = keras_models(stored)
    dense = model.layers[-1]
    both = keras.Model(model.input, [features_of.output, dense.input])

    @compiled(tf.TensorSpec((batch, *stored.graph.shapes[0]), tf.float32))
    def forward(samples: Any) -> Any:
        features, before = both(samples, training=False)
        scores = tf.matmul(before, dense.kernel)
        scores = scores if dense.bias is None else scores + dense.bias
        return (before if pooled else features), scores

    return forward.get_concrete_function()
