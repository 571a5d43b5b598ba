"""A report as a file: the page that a browser shows, or the same on sheets of A4."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from camviewer.common.errors import UserError
from camviewer.common.files import check_writable, replacing
from camviewer.common.translation import translate
from camviewer.export.report import SUFFIXES, Report, save_html, to_html
from camviewer.gui.sheets import keep_together

_MARGIN = 15  # millimetres
_DOTS = 150  # an inch
_TYPE = 9  # points


def check(path: Path) -> None:
    """Find out that a report cannot be written before it is made.

    Raises:
        UserError: the ending is none of `SUFFIXES`, or nothing can be written there.
    """
    if path.suffix.lower() not in SUFFIXES:
        raise UserError(
            translate(
                "{0} cannot be written with the ending {2}. Choose a name that ends in {1}.",
                path,
                translate("{0} or {1}", *SUFFIXES),
                repr(path.suffix),
            )
        )
    check_writable(path)


def save(path: str | Path, report: Report) -> None:
    """Write a report, whole or not at all; the path's ending decides the kind.

    PDF needs a `QGuiApplication`, and may be made in any thread.

    Raises:
        UserError: as `check`; what stood there before still stands.
    """
    path = Path(path)
    check(path)
    if path.suffix.lower() == ".pdf":
        content = _pdf(to_html(report, on_screen=False), report.title)
        with replacing(path, what=translate("the report")) as temporary:
            temporary.write_bytes(content)
    else:
        save_html(path, report)


def _pdf(page: str, title: str) -> bytes:
    """A page as PDF, in memory: of a disk that is full Qt says nothing."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("CAM Viewer")
    writer.setResolution(_DOTS)
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    margins = QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN)
    writer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
    document = QTextDocument()
    font = document.defaultFont()
    font.setPointSize(_TYPE)
    document.setDefaultFont(font)
    document.setHtml(page)
    document.documentLayout().setPaintDevice(writer)
    document.setPageSize(QSizeF(writer.width(), writer.height()))
    keep_together(document)
    document.print_(writer)
    return bytes(buffer.data().data())
