"""Samples and where they come from: data sets, drawings, pictures.

Imports NumPy, OpenCV and Pillow; MNIST's download alone uses the network.
"""
