"""Remedies: what is changed of the samples that a network learns from. Plain data."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Remedy:
    """What is changed of the samples that a network is trained on.

    Attributes:
        test: places of test samples that become training samples; none of them is held out.
        train: places of training samples that count more.
        copies: how many times each of these, and of the own samples, is added.
        varied: whether all of these but the first are varied, as other hands would write them.
        own: sources of samples of one's own that are added, as `open_source` takes them.
        labels: places of training samples with the class that counts in place of their label.
        border: pixels from each edge inward whose content is exchanged between the training
            samples at random, so that it tells nothing of the class; 0 for none.
        halved: whether only the held-out half of the test samples stays in the test split.
        seed: of variation and exchange, >= 0.
    """

    test: tuple[int, ...] = ()
    train: tuple[int, ...] = ()
    copies: int = 1
    varied: bool = False
    own: tuple[str, ...] = ()
    labels: tuple[tuple[int, int], ...] = ()
    border: int = 0
    halved: bool = True
    seed: int = 0

    @property
    def learns_tests(self) -> bool:
        """Whether test samples are learned from: some are named, or may be among one's own."""
        return bool(self.test) or (self.halved and bool(self.own))
