"""Looks: palettes for light and dark, and the sizes everything is built from."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QColor, QGuiApplication, QPalette
from PySide6.QtWidgets import QApplication, QWidget

SPACE = 8
"""Distance between things that belong together, in pixels; between groups twice that."""

SCHEMES = {
    "system": Qt.ColorScheme.Unknown,
    "light": Qt.ColorScheme.Light,
    "dark": Qt.ColorScheme.Dark,
}
"""Colour scheme by name; the first is the default."""

_LIGHT = {
    QPalette.ColorRole.Window: "#f3f4f6",
    QPalette.ColorRole.WindowText: "#16191d",
    QPalette.ColorRole.Base: "#ffffff",
    QPalette.ColorRole.AlternateBase: "#e9ebee",
    QPalette.ColorRole.Text: "#16191d",
    QPalette.ColorRole.Button: "#ffffff",
    QPalette.ColorRole.ButtonText: "#16191d",
    QPalette.ColorRole.PlaceholderText: "#5b6470",
    QPalette.ColorRole.ToolTipBase: "#16191d",
    QPalette.ColorRole.ToolTipText: "#ffffff",
    QPalette.ColorRole.Highlight: "#0b62c4",
    QPalette.ColorRole.HighlightedText: "#ffffff",
    QPalette.ColorRole.Link: "#0b62c4",
    QPalette.ColorRole.Mid: "#c3c8cf",
    QPalette.ColorRole.Midlight: "#dfe2e6",
    QPalette.ColorRole.Dark: "#9aa2ac",
    QPalette.ColorRole.Light: "#ffffff",
    QPalette.ColorRole.Shadow: "#6f7782",
}
_DARK = {
    QPalette.ColorRole.Window: "#1c1f24",
    QPalette.ColorRole.WindowText: "#eef0f3",
    QPalette.ColorRole.Base: "#13161a",
    QPalette.ColorRole.AlternateBase: "#252a31",
    QPalette.ColorRole.Text: "#eef0f3",
    QPalette.ColorRole.Button: "#2c323a",
    QPalette.ColorRole.ButtonText: "#eef0f3",
    QPalette.ColorRole.PlaceholderText: "#a3abb6",
    QPalette.ColorRole.ToolTipBase: "#eef0f3",
    QPalette.ColorRole.ToolTipText: "#16191d",
    QPalette.ColorRole.Highlight: "#4c9bff",
    QPalette.ColorRole.HighlightedText: "#0b1420",
    QPalette.ColorRole.Link: "#7cb7ff",
    QPalette.ColorRole.Mid: "#424a55",
    QPalette.ColorRole.Midlight: "#363d46",
    QPalette.ColorRole.Dark: "#5b6572",
    QPalette.ColorRole.Light: "#3a424c",
    QPalette.ColorRole.Shadow: "#0b0d10",
}
_FAINT = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


def palette(dark: bool) -> QPalette:
    """The palette of a scheme; disabled text is fainter."""
    result = QPalette()
    colours = _DARK if dark else _LIGHT
    for role, colour in colours.items():
        result.setColor(role, QColor(colour))
    for role in _FAINT:
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor("#828b97"))
    return result


def card_colour(palette: QPalette) -> QColor:
    """The ground of a card: white, or in the dark a little lighter than the window."""
    role = QPalette.ColorRole.AlternateBase if is_dark(palette) else QPalette.ColorRole.Base
    return palette.color(role)


def wrong_colour(palette: QPalette) -> QColor:
    """Red text on a card, for what the network misclassifies."""
    return QColor("#ff7b72" if is_dark(palette) else "#c63b37")


def sign_colour(palette: QPalette, value: float) -> QColor:
    """Text that speaks for a class (red), against it (blue), or neither, on any ground."""
    if not value:
        return palette.color(QPalette.ColorRole.WindowText)
    if value < 0:
        return palette.color(QPalette.ColorRole.Link)
    return QColor("#ff8f87" if is_dark(palette) else "#b3302c")


def training_colour(palette: QPalette) -> QColor:
    """Curves of the training samples on a card."""
    return QColor("#45c9bf" if is_dark(palette) else "#0b7a75")


def accent_colour(palette: QPalette) -> QColor:
    """A curve on a card that stands out from others: of the test samples, of the class shown."""
    return QColor("#ff8a4c" if is_dark(palette) else "#d9480f")


def second_colour(palette: QPalette) -> QColor:
    """A curve on a card beside the one that stands out: of the class that was read before."""
    return QColor("#b197fc" if is_dark(palette) else "#6741d9")


def is_dark(palette: QPalette) -> bool:
    """Whether light text stands on a dark ground."""
    return palette.color(QPalette.ColorRole.Window).lightness() < 128


BOX = QColor("#747d88")
"""Ground of what is to be ticked, in the dark."""

ABLATED, ABLATED_TEXT = QColor("#ffb020"), QColor("#16191d")
"""Ground and text of what says that the model is ablated, in light and dark."""


def apply(application: QApplication, name: str) -> None:
    """Use the scheme of that name, a key of `SCHEMES`; "system" follows the desktop's."""
    hints = QGuiApplication.styleHints()
    hints.setColorScheme(SCHEMES[name])
    # Not every desktop lets a program have a scheme of its own: what is asked for counts.
    scheme = hints.colorScheme() if name == "system" else SCHEMES[name]
    _use(application, scheme)


def _use(application: QApplication, scheme: Qt.ColorScheme) -> None:
    colours = palette(scheme == Qt.ColorScheme.Dark)
    application.setPalette(colours)
    if is_dark(colours):  # an empty box has an edge darker than its ground: not to be seen
        for group in (QPalette.ColorGroup.Active, QPalette.ColorGroup.Inactive):
            colours.setColor(group, QPalette.ColorRole.Base, BOX)
    application.setPalette(colours, "QCheckBox")  # type: ignore[arg-type]  # the stubs say bytes


def install(application: QApplication, name: str) -> None:
    """Style the application and let it follow the desktop's changes."""
    application.setStyle("Fusion")
    _use_readable_text(application)
    apply(application, name)
    QGuiApplication.styleHints().colorSchemeChanged.connect(partial(_use, application))


BODY = 13.4
"""Pixels, on a screen of usual density, that text is high at least: some desktops say less."""


def _use_readable_text(application: QApplication) -> None:
    font = application.font()
    screen = application.primaryScreen()
    least = BODY * 72 / screen.logicalDotsPerInch()
    if font.pointSizeF() < least and application.property(_USUAL) is None:
        font.setPointSizeF(least)
        application.setFont(font)


PRESENTATION, _LINES = 1.5, 800
"""How much larger text is on a projector, up to that many lines of pixels."""

_FACTOR = "textFactor"  # property of widgets whose text is not of the usual size


def presentation_factor(lines: int) -> float:
    """How much larger text is on a projector of so many lines: the last row is as far away."""
    return PRESENTATION * max(1.0, lines / _LINES)


def enlarge(widget: QWidget, factor: float) -> None:
    """Give a widget text that is `factor` times the usual size, and stays so."""
    widget.setProperty(_FACTOR, factor)
    _set_size(widget, text_size() * factor)


_USUAL = "usualTextSize"  # property of the application while its text is of another size


def text_size() -> float:
    """The present size of all text, in points."""
    return QApplication.font().pointSizeF()


def usual_text_size() -> float:
    """The size that text has without a presentation, in points."""
    usual = _application().property(_USUAL)
    return usual if isinstance(usual, float) else text_size()


def scale_text(factor: float) -> None:
    """Give all text `factor` times the usual size; 1 is the usual one."""
    usual = usual_text_size()
    set_text_size(usual * factor)
    _application().setProperty(_USUAL, None if factor == 1 else usual)


def _application() -> QCoreApplication:
    application = QCoreApplication.instance()
    assert application is not None, "text has a size in an application"
    return application


def set_text_size(points: float) -> None:
    """Change the size of all text."""
    font = QApplication.font()
    font.setPointSizeF(points)
    QApplication.setFont(font)
    for widget in QApplication.allWidgets():
        factor = widget.property(_FACTOR)
        if isinstance(factor, float):
            _set_size(widget, points * factor)


def _set_size(widget: QWidget, points: float) -> None:
    font = widget.font()
    font.setPointSizeF(points)
    widget.setFont(font)
