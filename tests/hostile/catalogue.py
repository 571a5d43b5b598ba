"""All hostile files."""

from __future__ import annotations

from tests.hostile import (
    archives,
    databases,
    documents,
    hdf5_files,
    keras_layers,
    keras_zips,
    lessons,
    onnx_operators,
    onnx_weights,
    pictures,
)

MODELS = (
    *(*keras_layers.FILES, *keras_zips.FILES, *hdf5_files.FILES),
    *(*onnx_weights.FILES, *onnx_operators.FILES),
)
"""Networks."""

BOMBS = (
    *(*archives.FILES, *pictures.FILES, *databases.FILES),
    *(*lessons.FILES, *documents.FILES),
)
"""Whatever else the program reads."""

FILES = (*MODELS, *BOMBS)
