"""Decoy digits whose patches are masked: the same digits and corners, but nothing is told there."""

from __future__ import annotations

from camviewer.common.translation import tr_noop
from camviewer.data.dataset import Dataset
from camviewer.data.known_truth.decoy import decoy
from camviewer.data.sources import open_source

TITLE = tr_noop("Decoy digits, patches masked")


def load() -> Dataset:
    """Digits with a black corner each; nothing is read until it is asked for."""
    return decoy(open_source(), masked=True)
