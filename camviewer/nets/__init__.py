"""Networks: the only layer that imports TensorFlow and Keras."""
