"""Networks as data: architectures, model files and cards, the library.

Imports ONNX where a graph becomes a model to run, h5py where weights are read.
"""
