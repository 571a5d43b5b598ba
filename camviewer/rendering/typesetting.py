"""Formulas typeset as outlines, by matplotlib and without a screen.

Importing matplotlib and setting the first formula takes about a second: `typeset` is called in a
thread when a lesson is read, and remembers what it has set.
"""

from __future__ import annotations

import threading
from dataclasses import dataclass
from functools import lru_cache
from unicodedata import east_asian_width

import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import UserError
from camviewer.common.translation import translate

_FAMILY = "stix"  # the letters of books: upright operators, slanted variables
_SETTING = threading.Lock()


@dataclass(frozen=True, eq=False)
class Outline:
    """A formula as one path; the unit is the height of its type, y downwards.

    Attributes:
        points: (n, 2) x and y, from the upper left corner of the formula.
        codes: (n,) what leads to each point, matplotlib's: 1 a new line begins, 2 a straight line,
            3 and 4 points of curves of second and third order, 79 back to where the line began.
        width, height: of the whole.
    """

    points: NDArray[np.float64]
    codes: NDArray[np.uint8]
    width: float
    height: float


@lru_cache(maxsize=500)
def typeset(tex: str) -> Outline:
    """Typeset a formula in TeX's notation, without dollar signs.

    Raises:
        UserError: it cannot be read as a formula.
    """
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    strange = [letter for letter in tex if east_asian_width(letter) in ("W", "F")]
    if strange:  # Korean and the like would be drawn as boxes
        raise UserError(
            translate(
                "Formula: “{0}” in “{1}” is no letter or sign of formulas; write "
                "other words beside the formula.",
                strange[0],
                tex,
            )
        )
    with _SETTING:
        try:
            path = TextPath((0, 0), f"${tex}$", 1, prop=FontProperties(math_fontfamily=_FAMILY))
        except AttributeError:  # what has nothing to draw, matplotlib cannot make a path of
            raise UserError(
                translate("Formula: “{0}” has nothing to draw; write a letter or a number.", tex)
            ) from None
        except (ValueError, RecursionError) as error:
            told = _told(error)
            raise UserError(
                translate(
                    "Formula: “{1}” cannot be read ({2}); write TeX such as {0}.",
                    "w_k^c",
                    tex,
                    told,
                )
            ) from None
        points = np.array(path.vertices, np.float64)
        codes = np.array(path.codes, np.uint8)
    drawn = points[codes != 79]  # a closing point is nowhere
    if len(drawn) == 0:
        raise UserError(
            translate("Formula: “{0}” has nothing to draw; write a letter or a number.", tex)
        )
    left, low = drawn.min(axis=0)
    right, high = drawn.max(axis=0)
    points[:, 0] -= left
    points[:, 1] = high - points[:, 1]
    for array in (points, codes):
        array.setflags(write=False)
    return Outline(points, codes, float(right - left), float(high - low))


def _told(error: BaseException) -> str:
    """The last line of what matplotlib says, which names the place."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return lines[-1].rstrip(".")
