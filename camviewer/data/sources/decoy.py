"""Decoy digits: a patch in a corner tells the class in training, and lies in test.

Made of MNIST where it is found, as in the paper (`camviewer.data.known_truth.decoy`), else of the
built-in digits.
"""

from __future__ import annotations

from camviewer.common.translation import tr_noop
from camviewer.data.dataset import Dataset
from camviewer.data.known_truth.decoy import decoy
from camviewer.data.sources import open_source

TITLE = tr_noop("Decoy digits")


def load() -> Dataset:
    """Digits with patches; nothing is read until it is asked for."""
    return decoy(open_source())
