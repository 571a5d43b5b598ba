"""The explanation views: one file each, found by folder, shown in their order.

A module here offers ``VIEW``, a subclass of `PictureView`.
"""

from __future__ import annotations

import sys

from camviewer.common.registry import modules_in
from camviewer.gui.stage.views.picture_view import PictureView


def view_classes() -> list[type[PictureView]]:
    """All views, from left to right."""
    modules = modules_in(sys.modules[__name__], having="VIEW")
    found: list[type[PictureView]] = [module.VIEW for module in modules.values()]
    return sorted(found, key=lambda view: view.order)
