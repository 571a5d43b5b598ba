"""Networks written as ONNX files: what others make of them, and what the program itself does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import pytest

from camviewer.common.errors import FileError
from camviewer.networks import store
from camviewer.networks.formats.onnx_export import write_onnx
from camviewer.networks.library import library
from tests.networks.onnx_graphs import samples_of, scores
from tests.networks.test_onnx_pytorch import FILES

NAMED = [path for path in FILES if path.name.endswith(".dynamo.onnx")]
