"""Icons: line drawings in the colour of the text."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QImage, QPainter, QPalette, QPixmap
from PySide6.QtSvg import QSvgRenderer

from camviewer.common.paths import resources

_SIZES = (24, 48)


def icon(name: str, palette: QPalette) -> QIcon:
    """The icon ``resources/icons/NAME.svg`` in the palette's colours of button text.

    Raises:
        ValueError: there is no such icon, or it is no SVG.
    """
    result = QIcon()
    for mode, group in (
        (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
        (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
    ):
        colour = palette.color(group, QPalette.ColorRole.ButtonText)
        for size in _SIZES:
            result.addPixmap(QPixmap.fromImage(_drawn(name, colour.name(), size)), mode)
    return result


@lru_cache(maxsize=500)
def _drawn(name: str, colour: str, size: int) -> QImage:
    """The drawing, remembered: each window needs them all.

    (Images, not pixmaps, since these must not be there any more when the application ends.)
    """
    path = resources() / "icons" / f"{name}.svg"
    if not path.is_file():
        raise ValueError(f"expected an icon {path.name} in {path.parent}, found none")
    drawing = path.read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    if not renderer.isValid():
        raise ValueError("expected an SVG drawing, found something else")
    image = QImage(QSize(size, size), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        renderer.render(painter, QRectF(0, 0, size, size))
    return image
