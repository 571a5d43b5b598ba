"""The explanation views: one file each, found by folder, shown in their order.

A module here offers ``VIEW``, a subclass of `PictureView`. The view's own ``name`` is its name.
"""

from __future__ import annotations

from types import ModuleType

from camviewer.common.registry import Registry, find
from camviewer.common.translation import tr_noop
from camviewer.gui.stage.views.picture_view import PictureView


def _view(_name: str, module: ModuleType) -> type[PictureView]:
    view: type[PictureView] = module.VIEW
    return view


def _from_left_to_right() -> dict[str, type[PictureView]]:
    found = find(__name__, _view, "VIEW").values()
    return {view.name: view for view in sorted(found, key=lambda view: view.order)}


VIEWS = Registry[type[PictureView]](tr_noop("Linked view"), _from_left_to_right)
"""View by ``objectName``, from left to right."""
