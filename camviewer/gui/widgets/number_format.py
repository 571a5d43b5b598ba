"""Numbers as a person reads them."""

from __future__ import annotations

import math

from camviewer.common.translation import translate


def number(value: float, *, decimals: int = 2, signed: bool = False) -> str:
    """A number with a real minus sign, and a plus sign if signs matter."""
    rounded = round(value, decimals) + 0.0  # a zero has no sign
    text = f"{rounded:+.{decimals}f}" if signed and rounded else f"{rounded:.{decimals}f}"
    return text.replace("-", "−")


def three_digits(value: float) -> str:
    """A number for an axis: three digits that count, and just "0" for zero."""
    magnitude = abs(value)
    text = f"{magnitude:.0f}" if magnitude >= 100 else f"{magnitude:#.3g}".rstrip(".")
    return "0" if not value else f"−{text}" if value < 0 else text


def percent(share: float) -> str:
    """A share as a percentage that never rounds to a certainty.

    (A softmax is never 0 or 1, only single precision makes it so.)
    """
    if share < 0.001:
        return "< 0.1%"
    if share > 0.999:
        return "> 99.9%"
    return f"{share * 100:.1f}%"


def percents(share: float) -> tuple[str, ...]:
    """The same as `percent`, from the longest wording to the shortest; all of them are true."""
    exact = percent(share)
    if share < 0.01:
        rough = "<1%"
    elif share > 0.99:
        rough = ">99%"
    else:
        rough = f"{share * 100:.0f}%"
    return exact, exact.replace(" ", ""), rough


def whole_percent(share: float) -> str:
    """A share of what is to be done, rounded down: 100 % is all of it."""
    return f"{math.floor(100 * share + 1e-9)}%"


def magnitude(value: float) -> str:
    """How large something tiny is: one digit and a power of ten, and just "0" for zero."""
    return f"{value:.0e}".replace("e-0", "e−").replace("e-", "e−") if value else "0"


def milliseconds(seconds: float) -> str:
    """A short time: "0.4 ms", "12 ms", "1.3 s"."""
    if seconds >= 1:
        return translate("{0} s", f"{seconds:.1f}")
    thousandths = 1000 * seconds
    digits = 1 if thousandths < 9.95 else 0  # 9.95 is written 10
    return translate("{0} ms", f"{thousandths:.{digits}f}")
