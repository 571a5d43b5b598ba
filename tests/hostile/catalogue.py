"""All hostile files."""

from __future__ import annotations

from tests.hostile import hdf5_files, keras_layers, keras_zips, onnx_operators, onnx_weights

MODELS = (
    *(*keras_layers.FILES, *keras_zips.FILES, *hdf5_files.FILES),
    *(*onnx_weights.FILES, *onnx_operators.FILES),
)
FILES = MODELS
