"""Icons: line drawings in the colour of the text."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QRectF, QSize, Qt
from PySide6.QtGui import QIcon, QPainter, QPalette, QPixmap, QPixmapCache
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
        colour = palette.color(group, QPalette.ColorRole.ButtonText).name()
        for size in _SIZES:
            result.addPixmap(_drawn(name, colour, size), mode)
    return result


def _drawn(name: str, colour: str, size: int) -> QPixmap:
    """A drawing of so many pixels a side; one that was drawn before is taken from Qt's cache."""
    key, pixmap = f"{__name__} {name} {colour} {size}", QPixmap()
    if QPixmapCache.find(key, pixmap):
        return pixmap
    path = resources() / "icons" / f"{name}.svg"
    if not path.is_file():
        raise ValueError(f"expected an icon {path.name} in {path.parent}, found none")
    coloured = path.read_text(encoding="utf-8").replace("currentColor", colour)
    renderer = QSvgRenderer(QByteArray(coloured.encode()))
    if not renderer.isValid():
        raise ValueError("expected an SVG drawing, found something else")
    pixmap = QPixmap(QSize(size, size))
    pixmap.fill(Qt.GlobalColor.transparent)
    with QPainter(pixmap) as painter:
        renderer.render(painter, QRectF(0, 0, size, size))
    QPixmapCache.insert(key, pixmap)
    return pixmap
