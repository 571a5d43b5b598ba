"""Where a text is divided between sheets of paper: before tables, not within them."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtGui import QTextBlock, QTextCursor, QTextDocument, QTextFormat, QTextFrame

Piece = QTextBlock | QTextFrame

_NEAR = 1 / 3  # of a sheet: text as near as this below a heading stays with it
_BEFORE = QTextFormat.PageBreakFlag.PageBreak_AlwaysBefore


def keep_together(document: QTextDocument) -> None:
    """Begin a new sheet before each table that would be divided, and before its heading.

    A heading stays with what follows it. A table that is longer than a sheet is divided all the
    same.

    Args:
        document: with the size of its pages; Qt itself divides even a line with a picture.
    """
    number = sum(1 for _ in _pieces(document))
    for _ in range(number):  # each break moves what follows
        broken = _first_broken(document)
        if broken is None:
            return
        _break_before(broken)


def _pieces(document: QTextDocument) -> Iterator[Piece]:
    """Paragraphs and tables of a document, in order."""
    place = document.rootFrame().begin()
    while not place.atEnd():
        frame = place.currentFrame()
        yield frame if frame is not None else place.currentBlock()
        place += 1


def _first_broken(document: QTextDocument) -> Piece | None:
    """Before what a new sheet must begin so that the first divided table is whole."""
    layout, height = document.documentLayout(), document.pageSize().height()
    lead: QTextBlock | None = None  # the heading since which nothing but paragraphs has come

    def is_divided(top: float, bottom: float, most: float) -> bool:
        return top // height != (bottom - 1) // height and bottom - top < most

    for piece in _pieces(document):
        if isinstance(piece, QTextBlock) and piece.blockFormat().headingLevel():
            lead = piece
            continue
        is_table = isinstance(piece, QTextFrame)
        box = (
            layout.frameBoundingRect(piece)
            if isinstance(piece, QTextFrame)
            else layout.blockBoundingRect(piece)
        )
        if lead is not None and not _has_break(lead):
            top = layout.blockBoundingRect(lead).top()
            if is_divided(top, box.bottom(), height if is_table else _NEAR * height):
                return lead
        if is_table:
            if is_divided(box.top(), box.bottom(), height) and not _has_break(piece):
                return piece
            lead = None
    return None


def _has_break(piece: Piece) -> bool:
    found = piece.frameFormat() if isinstance(piece, QTextFrame) else piece.blockFormat()
    return bool(found.pageBreakPolicy() & _BEFORE)


def _break_before(piece: Piece) -> None:
    if isinstance(piece, QTextFrame):
        frame = piece.frameFormat()
        frame.setPageBreakPolicy(_BEFORE)
        piece.setFrameFormat(frame)
        return
    block = piece.blockFormat()
    block.setPageBreakPolicy(_BEFORE)
    QTextCursor(piece).setBlockFormat(block)
