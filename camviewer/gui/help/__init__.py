"""The manual: its window, its keys, and which of its pages belongs to what has the focus."""
