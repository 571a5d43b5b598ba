"""Parts of the window that a lesson's words can point to: ``[the strip](@strip)``."""

from __future__ import annotations

PARTS = (
    "canvas",
    "input",
    "raw",
    "resized",
    "blend",
    "strip",
    "verdict",
    "colour-bar",
    "readout",
    "opacity",
    "threshold",
    "scale",
    "colours",
    "method",
    "model",
    "samples",
    "lesson",
    "decomposition",
    "methods",
    "training",
    "mistakes",
    "networks",
    "lab",
    "timeline",
    "features",
    "pooled",
    "weights",
    "contributions",
    "score",
    "bias",
    "map",
    "probability",
)
"""Names of the parts."""

SYMBOLS = {
    "f_k": "features",
    "F_k": "pooled",
    "w_k^c": "weights",
    "S_c": "score",
    "b_c": "bias",
    "M_c": "map",
    "p_c": "probability",
}
"""Part that a symbol points to by itself, by what stands between its dollar signs."""


def part_of_symbol(tex: str) -> str:
    """The part that a symbol points to; empty for one that points to none.

    ``M_c(x,y)`` is a value of ``M_c`` and points where that does.
    """
    return SYMBOLS.get(tex.replace(" ", "").partition("(")[0], "")
