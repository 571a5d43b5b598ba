"""Networks as data: architectures, model files and cards, the library.

Imports Keras and TensorFlow where networks are built, h5py where weights are read.
"""
