"""Bare pyqtgraph windows: the yardstick of everything that is painted."""

from __future__ import annotations

import time

import numpy as np
import pyqtgraph as pg
from PySide6.QtWidgets import QHBoxLayout, QWidget

from tests.benchmarks.painting import Paints
from tests.benchmarks.window import wait

SIZE, SIDE = 28, 220
"""Pixels of a picture; pixels of the screen that it fills."""


class BareViews:
    """Four images beside each other, nothing else."""

    def __init__(self) -> None:
        """Show the window and wait until it is painted."""
        self._window = QWidget()
        layout = QHBoxLayout(self._window)
        self._images = []
        graphics = []
        for _ in range(4):
            view = pg.GraphicsView(self._window)
            view.setFixedSize(SIDE, SIDE)
            box = pg.ViewBox(lockAspect=True)
            image = pg.ImageItem()
            box.addItem(image)
            view.setCentralItem(box)
            layout.addWidget(view)
            self._images.append(image)
            graphics.append(view)
        self._random = np.random.default_rng(0)
        self._paints = Paints([view.viewport() for view in graphics])
        self._window.show()
        wait(self._paints.painted)

    def repaint(self) -> float:
        """Change all four pictures; milliseconds until all are painted."""
        picture = self._random.integers(0, 256, (SIZE, SIZE, 3), np.uint8)
        began = time.perf_counter()
        self._paints.expect()
        for image in self._images:
            image.setImage(picture, autoLevels=False, levels=(0, 255))
        return 1000 * (wait(self._paints.painted) - began)

    def close(self) -> None:
        """Close the window."""
        self._window.close()
