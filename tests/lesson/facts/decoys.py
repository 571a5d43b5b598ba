"""Figures of the experiment with decoys: a network that learned a patch in place of the digit."""

from __future__ import annotations

from tests.lesson.facts.registry import cited

SOURCE = (
    "Ross, Hughes, Doshi-Velez, IJCAI 2017; accuracies as printed in the authors' notebook "
    "“Decoy MNIST” (github.com/dtak/rrr)"
)

cited("decoy.train", "99.7%", source=SOURCE)
cited("decoy.test", "51.6%", source=SOURCE)
cited("decoy.explained", "96.1%", source=SOURCE)
