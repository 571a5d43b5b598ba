"""CAM Viewer: see why a neural network reads a handwritten sample as it does."""

__version__ = "0.1.0"
