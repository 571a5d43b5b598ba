"""Samples of which it is known where the answer lies, so that a map can be wrong about them.

Beside the sources, not among them, and not in `digits`: such samples are made of those of any data
set, whatever their size, channels and classes, and know only what a data set is. What opens some
of them by a name is a source (`camviewer.data.sources.decoy`).
"""
