"""The digit of the first second: what each bundled model computed for it ships with the program.

A stored analysis is what ``camviewer explain --data builtin --index N --model NAME`` writes, so
that the window can show all maps before TensorFlow is loaded.
"""

from __future__ import annotations

from camviewer.core import archive
from camviewer.core.analysis import Analysis
from camviewer.core.paths import resources

INDEX, LABEL = 87, 9
"""Its place among the built-in test digits, and its class."""


def analysis_by(model: str) -> Analysis:
    """What the bundled model of that name computed for the sample digit. Takes milliseconds.

    Raises:
        FileError: there is none, or it is damaged.
    """
    return archive.read(resources() / "samples" / f"{model}{archive.SUFFIX}")
