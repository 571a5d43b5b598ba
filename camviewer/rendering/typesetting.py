"""Formulas typeset as outlines, by matplotlib and without a screen.

Importing matplotlib and setting the first formula takes about a second: `typeset` is called in a
thread when a lesson is read, and remembers what it has set.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache, partial
from unicodedata import east_asian_width

import numpy as np
from numpy.typing import NDArray

from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.rendering.drawing_thread import in_drawing_thread

_FAMILY = "stix"  # the letters of books: upright operators, slanted variables
_REST = 20  # characters of a formula that show a place in it


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
    strange = [letter for letter in tex if east_asian_width(letter) in ("W", "F")]
    if strange:  # Korean and the like would be drawn as boxes
        raise UserError(
            translate(
                "A formula cannot contain “{0}” (in “{1}”). Write words beside the formula.",
                strange[0],
                tex,
            )
        )
    try:
        points, codes = in_drawing_thread(partial(_path, tex))
    except AttributeError:  # what has nothing to draw, matplotlib cannot make a path of
        raise UserError(
            translate("The formula “{0}” has nothing to draw. Write a letter or a number.", tex)
        ) from None
    except (ValueError, RecursionError) as error:
        raise UserError(_unread(tex, error)) from None
    drawn = points[codes != 79]  # a closing point is nowhere
    if len(drawn) == 0:
        raise UserError(
            translate("The formula “{0}” has nothing to draw. Write a letter or a number.", tex)
        )
    left, low = drawn.min(axis=0)
    right, high = drawn.max(axis=0)
    points[:, 0] -= left
    points[:, 1] = high - points[:, 1]
    for array in (points, codes):
        array.setflags(write=False)
    return Outline(points, codes, float(right - left), float(high - low))


def _path(tex: str) -> tuple[NDArray[np.float64], NDArray[np.uint8]]:
    """Points and codes of a formula, as matplotlib gives them."""
    from matplotlib.font_manager import FontProperties
    from matplotlib.textpath import TextPath

    path = TextPath((0, 0), f"${tex}$", 1, prop=FontProperties(math_fontfamily=_FAMILY))
    return np.array(path.vertices, np.float64), np.array(path.codes, np.uint8)


def _unread(tex: str, error: BaseException) -> str:
    """The sentence for a formula that cannot be read, with the place where reading ended."""
    place = re.search(r"col:(\d+)", str(error))
    rest = tex[int(place[1]) - 1 :] if place else ""
    if not rest:
        return translate("The formula “{1}” cannot be read. Write TeX such as {0}.", "w_k^c", tex)
    return translate(
        "The formula “{1}” cannot be read from “{2}” on. Write TeX such as {0}.",
        "w_k^c",
        tex,
        f"{rest[:_REST]}…" if len(rest) > _REST else rest,
    )
