"""Operators of ONNX: one file each family, found by its folder.

A module here offers ``OPERATORS``: by ONNX's name what reads an operator, adds its layers, and
gives what comes out of it.
"""

from __future__ import annotations

import sys
from collections.abc import Mapping

from camviewer.common.registry import modules_in
from camviewer.networks.formats.onnx_import.reader import Read

OPERATORS: Mapping[str, Read] = {
    name: read
    for module in modules_in(sys.modules[__name__], "OPERATORS").values()
    for name, read in module.OPERATORS.items()
}
"""What reads an operator, by its name in ONNX."""
