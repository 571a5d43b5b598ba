"""A report as a file: the page that a browser shows, or the same on sheets of A4."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QMarginsF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPdfWriter, QTextDocument

from camviewer.common.errors import UnwritableError, UserError
from camviewer.common.files import check_writable, replacing
from camviewer.common.translation import translate
from camviewer.export.report import SUFFIXES, Report, save_html, to_html

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
        _save_pdf(path, to_html(report), report.title)
    else:
        save_html(path, report)


def _save_pdf(path: Path, page: str, title: str) -> None:
    with replacing(path, what=translate("the report")) as temporary:
        writer = QPdfWriter(str(temporary))
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
        document.print_(writer)
        if temporary.stat().st_size == 0:  # Qt says nothing of a disk that is full
            raise UnwritableError(path, found=translate("it could not be written whole"))
