"""The map of the class shown, resized to the sample."""

from __future__ import annotations

from camviewer.gui.stage.views.picture_view import PictureView
from camviewer.rendering.colour_maps import Colours


class ResizedCamView(PictureView):
    """The map of the class shown, resized to the sample."""

    order = 2
    name = "resizedCamView"

    def title(self) -> str:
        """The view's title."""
        return self.tr("Resized {0}").format(self.method())

    def picture(self) -> Colours | None:
        """(h, w, 3) the resized map in colours."""
        rendering = self._document.rendering
        return rendering.resized_picture if rendering else None


VIEW = ResizedCamView
