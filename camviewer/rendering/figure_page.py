"""Pages of pictures and text, laid out in pixels and drawn without a screen."""

from __future__ import annotations

import io
import logging
import threading
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, TypeVar

from camviewer.rendering.drawing_thread import in_drawing_thread
from camviewer.rendering.fonts import HANGUL, KOREAN, hangul_file

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

T = TypeVar("T")

DPI = 200
"""Pixels per inch of a page."""

INK, MUTED = "#1a1a1a", "#666666"

UNDATED: dict[str, dict[str, None]] = {
    "png": {},
    "svg": {"Date": None},
    "pdf": {"CreationDate": None},
}
"""Metadata of each kind of file that keeps the moment of its writing out of it."""

_DRAWING = threading.Lock()  # matplotlib's settings are the whole process'
_MAX_LENGTH = 200  # characters of a text that is to fit its place


@contextmanager
def drawing() -> Iterator[None]:
    """For drawing pages: real text, output that depends on nothing but them, and no chatter."""
    # It announces on the terminal when it collects the system's fonts, the first time.
    logging.getLogger("matplotlib").setLevel(logging.ERROR)
    import matplotlib
    from matplotlib import font_manager

    known = set(font_manager.get_font_names())
    if HANGUL not in known:
        font_manager.fontManager.addfont(hangul_file())
    others = [name for name in KOREAN if name in known]
    settings = {
        "font.family": ["DejaVu Sans", HANGUL, *others],
        "svg.fonttype": "none",
        "svg.hashsalt": "camviewer",
        "pdf.fonttype": 42,
        "savefig.bbox": None,
        "savefig.dpi": "figure",
        "text.usetex": False,
    }
    with _DRAWING, matplotlib.rc_context(settings), warnings.catch_warnings():
        # A file name may have letters that no font here has; they become boxes.
        warnings.filterwarnings("ignore", message="Glyph .* missing")
        yield


def drawn(work: Callable[[], T]) -> T:
    """What a function returns that draws pages: called within `drawing`, in the drawing thread."""

    def within() -> T:
        with drawing():
            return work()

    return in_drawing_thread(within)


def to_bytes(page: Figure, kind: str) -> bytes:
    """A page as the content of a file; within `drawing`.

    Nothing that matplotlib draws is written to a file by itself: it hides that a disk is full
    behind errors of its own.

    Args:
        page: drawn.
        kind: a key of `UNDATED`.
    """
    content = io.BytesIO()
    page.savefig(content, format=kind, metadata=UNDATED[kind])
    return content.getvalue()


def to_document(pages: Iterable[Figure]) -> bytes:
    """Pages as the content of one PDF file; within `drawing`."""
    from matplotlib.backends.backend_pdf import PdfPages

    content = io.BytesIO()
    with PdfPages(content, metadata=UNDATED["pdf"]) as document:
        for page in pages:
            document.savefig(page)
    return content.getvalue()


class FigurePage:
    """A page that is laid out in pixels from its upper left corner."""

    def __init__(self, width: int, height: int) -> None:
        from matplotlib.figure import Figure

        self.width, self.height = width, height
        self.figure: Figure = Figure((width / DPI, height / DPI), dpi=DPI, facecolor="white")

    def axes(self, left: int, top: int, width: int, height: int) -> Axes:
        """An empty frame without ticks."""
        bottom = self.height - top - height
        place = (left / self.width, bottom / self.height, width / self.width, height / self.height)
        axes = self.figure.add_axes(place, xticks=[], yticks=[])
        for spine in axes.spines.values():
            spine.set(linewidth=0.5, edgecolor=MUTED)
        return axes

    def text(
        self, left: float, top: float, text: str, size: float, within: int = 0, **options: Any
    ) -> None:
        """Text whose upper left corner is there; taken literally, dollar signs and all.

        With `within` its middle is left out as far as it is wider than that.
        """
        look: dict[str, Any] = {"va": "top", "color": INK, "parse_math": False, **options}
        x, y = left / self.width, 1 - top / self.height
        drawn = self.figure.text(x, y, plain(text), fontsize=size, **look)
        length = min(len(text), _MAX_LENGTH)
        while within and length and drawn.get_window_extent().width > within:
            length -= 1
            drawn.set_text(plain(shortened(text, length)))


def as_number(value: float, form: str) -> str:
    """A number with a real minus sign, and nothing more than "0" for zero."""
    return format(value, form).rstrip(".").replace("-", "−") if value else "0"


def as_share(probability: float) -> str:
    """A probability in per cent; one that is not certain never looks certain."""
    if 0.9999 < probability < 1:
        return "> 99.99%"
    if 0 < probability < 0.0001:
        return "< 0.01%"
    return f"= {100 * probability:.2f}%"


def shortened(name: str, length: int) -> str:
    """A name without its middle, for its end tells files apart."""
    if len(name) <= length:
        return name
    return name[: length // 2] + "…" + name[len(name) - (length - 1) // 2 :]


def plain(text: str) -> str:
    """Text that can be drawn: without line breaks, control signs and broken letters."""
    return "".join(letter if letter.isprintable() else "�" for letter in text)
