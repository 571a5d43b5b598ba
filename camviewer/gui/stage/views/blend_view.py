"""The resized map laid over the sample."""

from __future__ import annotations

from camviewer.gui.stage.views.picture_view import PictureView
from camviewer.rendering.colour_maps import Colours


class BlendView(PictureView):
    """The resized map laid over the sample."""

    order = 3
    name = "blendView"

    def title(self) -> str:
        """The view's title."""
        return self.tr("Blend")

    def picture(self) -> Colours | None:
        """(h, w, 3) sample and map, mixed by the opacity."""
        rendering = self._document.rendering
        return rendering.blend_picture if rendering else None


VIEW = BlendView
