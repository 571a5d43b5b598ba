"""Arrays and images, both ways; icons in the colours of the palette."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QApplication

from camviewer.common.paths import resources
from camviewer.gui import theme
from camviewer.gui.widgets.icons import icon
from camviewer.gui.widgets.pixels import from_image, to_image


@pytest.mark.parametrize(("height", "width"), [(28, 28), (27, 27), (3, 1), (1, 5)])
def test_that_any_size_comes_back_as_it_was(height: int, width: int) -> None:
    picture = np.random.default_rng(1).integers(0, 256, (height, width, 3)).astype(np.uint8)
    image = to_image(picture)
    assert (image.width(), image.height()) == (width, height)
    assert image.pixelColor(width - 1, 0) == QColor(*picture[0, -1].tolist())
    back = from_image(image)
    assert np.array_equal(back[..., :3], picture)
    assert (back[..., 3] == 255).all()


def test_that_an_image_keeps_pixels_of_its_own() -> None:
    picture = np.zeros((4, 4, 3), np.uint8)
    image = to_image(picture)
    picture[:] = 255
    assert image.pixelColor(0, 0) == QColor(0, 0, 0)
    back = from_image(image)
    image.fill(QColor("white"))
    assert not back[..., :3].any()


def test_that_a_part_of_an_array_is_taken_as_it_looks() -> None:
    picture = np.zeros((6, 6, 3), np.uint8)
    picture[::2, ::2] = (10, 20, 30)
    assert (from_image(to_image(picture[::2, ::2]))[..., :3] == (10, 20, 30)).all()


@pytest.mark.parametrize(
    "kind",
    [
        QImage.Format.Format_ARGB32,
        QImage.Format.Format_ARGB32_Premultiplied,
        QImage.Format.Format_RGBA64,
        QImage.Format.Format_RGB888,
        QImage.Format.Format_Indexed8,
    ],
)
def test_that_images_of_any_format_can_be_pasted(kind: QImage.Format) -> None:
    image = QImage(5, 3, QImage.Format.Format_RGB32)
    image.fill(QColor(200, 100, 50))
    pixels = from_image(image.convertToFormat(kind))
    assert pixels.shape == (3, 5, 4)
    assert np.abs(pixels.astype(int) - (200, 100, 50, 255)).max() <= 1


ICONS = sorted(path.stem for path in (resources() / "icons").glob("*.svg"))


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("name", ICONS)
def test_that_an_icon_is_drawn_in_the_colour_of_the_text(
    qapp: QApplication, name: str, dark: bool
) -> None:
    palette = theme.palette(dark)
    for mode, group in (
        (QIcon.Mode.Normal, QPalette.ColorGroup.Active),
        (QIcon.Mode.Disabled, QPalette.ColorGroup.Disabled),
    ):
        pixmap = icon(name, palette).pixmap(QSize(24, 24), mode)
        assert not pixmap.isNull()
        pixels = from_image(pixmap.toImage())
        solid = pixels[pixels[..., 3] == 255][:, :3]
        text = palette.color(group, QPalette.ColorRole.ButtonText)
        assert len(solid) > 10
        assert (solid == (text.red(), text.green(), text.blue())).all()


def test_that_an_icon_that_does_not_exist_is_a_mistake(qapp: QApplication) -> None:
    with pytest.raises(ValueError, match=r"expected an icon nothing\.svg in .*icons, found none"):
        icon("nothing", theme.palette(False))
