"""What a drawing (SVG) of a lesson may hold: shapes and text, and nothing that acts or loads."""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat

from camviewer.common.errors import UserError
from camviewer.common.translation import translate

MAX_BYTES = 100_000
MAX_ELEMENTS = 2_000
MAX_DEPTH = 30
MAX_NUMBER = 10_000
"""Of the numbers in attributes: far more than a page is wide."""

ELEMENTS = frozenset(
    (
        "svg",
        "g",
        "path",
        "rect",
        "circle",
        "ellipse",
        "line",
        "polyline",
        "polygon",
        "text",
        "tspan",
        "title",
        "desc",
        "defs",
        "linearGradient",
        "radialGradient",
        "stop",
    )
)
"""The elements that a drawing may have; all others do more than draw, or draw other files."""

_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_COLOUR = re.compile(r"#[0-9a-fA-F]{3,8}\b")
_REFERENCE = re.compile(r"url\s*\(", re.IGNORECASE)
_OWN = re.compile(r"url\(#[\w-]+\)")
_PAINTS = ("fill", "stroke")


def check_svg(content: bytes) -> None:
    """Refuse what is no plain drawing.

    Args:
        content: of the file.

    Raises:
        UserError: it is too large, is no SVG, or holds more than shapes, text and gradients.
    """
    if len(content) > MAX_BYTES:
        raise UserError(
            translate(
                "The drawing is larger than {0} kB. Simplify it, or save it as PNG.",
                MAX_BYTES // 1000,
            )
        )
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartDoctypeDeclHandler = _refuse_doctype
    checker = _Elements()
    parser.StartElementHandler = checker.start
    parser.EndElementHandler = checker.end
    parser.ProcessingInstructionHandler = _refuse_instruction
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError, LookupError):
        raise UserError(
            translate("The drawing is damaged or is not SVG. Save it again as plain SVG.")
        ) from None


class _Elements:
    """Counts elements and looks at each."""

    def __init__(self) -> None:
        self._count = self._depth = 0

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        namespace, _, element = name.rpartition(" ")
        if namespace != "http://www.w3.org/2000/svg" or (not self._count and element != "svg"):
            raise _plain_only(element)
        if element not in ELEMENTS:
            raise _plain_only(element)
        self._count += 1
        self._depth += 1
        if self._count > MAX_ELEMENTS or self._depth > MAX_DEPTH:
            raise UserError(
                translate(
                    "The drawing has more than {0} elements, or more than {1} inside each other."
                    " Simplify it, or save it as PNG.",
                    f"{MAX_ELEMENTS:,}",
                    MAX_DEPTH,
                )
            )
        for attribute, value in attributes.items():
            _check_attribute(attribute.rpartition(" ")[2], value)

    def end(self, _name: str) -> None:
        self._depth -= 1


def _check_attribute(name: str, value: str) -> None:
    if name.lower().startswith("on") or name in ("href", "src", "base"):
        raise _plain_only(name)
    if _REFERENCE.search(value) and not (name in _PAINTS and _OWN.fullmatch(value.strip())):
        raise _plain_only("url(…)")
    numbers = _NUMBER.findall("" if name == "id" else _COLOUR.sub("", value))
    if any(abs(float(number)) > MAX_NUMBER for number in numbers):
        raise UserError(
            translate(
                "The drawing has a coordinate or size above {0}. Scale it down.",
                f"{MAX_NUMBER:,}",
            )
        )


def _plain_only(what: str) -> UserError:
    return UserError(
        translate(
            "The drawing has “{0}”, but only shapes, text and gradients are allowed."
            " Save it as plain SVG or as PNG.",
            what[:40],
        )
    )


def _refuse_doctype(*_: object) -> None:
    raise _plain_only("<!DOCTYPE>")


def _refuse_instruction(target: str, _data: str) -> None:
    raise _plain_only(f"<?{target}>")
