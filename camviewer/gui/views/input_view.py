"""The digit as the network is shown it."""

from __future__ import annotations

from camviewer.core import colour_maps
from camviewer.core.colour_maps import Colours, colourise
from camviewer.gui.views.picture_view import PictureView


class InputView(PictureView):
    """The digit as the network is shown it; it does not wait for the network."""

    order = 0
    name = "inputView"

    def title(self) -> str:
        """The view's title."""
        return self.tr("Input")

    def picture(self) -> Colours | None:
        """(28, 28, 3) the prepared digit in grey."""
        return colourise(self._session.digit, colour_maps.COLOUR_MAPS["grey"])


VIEW = InputView
