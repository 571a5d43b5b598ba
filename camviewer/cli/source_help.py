"""What is said of ``--data``; without NumPy, since the window's parser is made at every start."""

from __future__ import annotations

SOURCES = (
    "auto, mnist, builtin, or the path of a file or a folder of samples (pictures by class, CSV, "
    ".npz, .npy, IDX, Parquet)"
)
"""What it takes."""
