"""CAM Viewer: see why a neural network reads a handwritten digit as it does."""

__version__ = "0.1.0"
