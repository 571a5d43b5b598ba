"""Pen trajectories of real writers, for measuring; never for training.

"Pen-Based Recognition of Handwritten Digits", E. Alpaydin and F. Alimoglu, 1998, UCI Machine
Learning Repository: digits in UNIPEN format, 500 by 500 tablet units, y upwards.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from camviewer.data.strokes import Points

TABLET = 500.0

_DIGIT = re.compile(r"\.SEGMENT DIGIT.*?\"(\d)\"(.*?)(?=\.SEGMENT|\Z)", re.DOTALL)
_LINE = re.compile(r"\.PEN_DOWN(.*?)\.PEN_UP", re.DOTALL)


def read(path: Path) -> Iterator[tuple[int, list[Points]]]:
    """Yield (label, lines) of every digit: each line (n, 2) in [0, 1], x right, y downwards."""
    text = gzip.decompress(path.read_bytes()).decode("latin-1")
    for label, body in _DIGIT.findall(text):
        lines = [
            np.array(line.split(), np.float32).reshape(-1, 2) / TABLET * [1, -1] + [0, 1]
            for line in _LINE.findall(body)
        ]
        yield int(label), [line.astype(np.float32) for line in lines if len(line)]
