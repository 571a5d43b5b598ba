"""The window: actions, views, panels and widgets. Knows nothing of TensorFlow."""
