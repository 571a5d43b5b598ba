"""The map of the class shown, on the raw grid."""

from __future__ import annotations

from camviewer.gui.stage.views.picture_view import PictureView
from camviewer.rendering.colour_maps import Colours


class RawCamView(PictureView):
    """The map of the class shown, on the raw grid."""

    order = 1
    name = "rawCamView"

    def title(self) -> str:
        """The view's title."""
        return self.tr("Raw {0}").format(self.method())

    def picture(self) -> Colours | None:
        """(h, w, 3) the raw map in colours."""
        rendering = self._document.rendering
        return rendering.raw_picture if rendering else None


VIEW = RawCamView
