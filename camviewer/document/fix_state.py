"""What stands on the page that fixes a selection of mistakes, as plain data."""

from __future__ import annotations

from dataclasses import dataclass, field

from camviewer.error_analysis.remedies import RemedyChoice

EPOCHS = range(1, 51)
"""How many times a remedy's training may see each sample."""


@dataclass(frozen=True)
class TrialState:
    """A selection that a network was trained for: what a verdict needs besides the networks.

    Attributes:
        title: what the selection is called.
        members: places of its samples in the split that was evaluated.
        split: which one that is.
        checksum: of that split.
        kind: of the remedy.
        network: file of the network before.
        fixed: file of the network after; empty until it is trained.
    """

    title: str = ""
    members: tuple[int, ...] = ()
    split: str = ""
    checksum: str = ""
    kind: str = ""
    network: str = ""
    fixed: str = ""


@dataclass(frozen=True)
class FixState:
    """What is chosen there.

    Attributes:
        choice: the remedy.
        epochs: how many times each sample is seen, one of `EPOCHS`.
        trial: what was trained last; None before the first.
    """

    choice: RemedyChoice = field(default_factory=RemedyChoice)
    epochs: int = 1
    trial: TrialState | None = None
