"""Figures of the paper of class activation maps: how well they point at objects."""

from __future__ import annotations

from tests.lesson.facts.registry import cited

PAPER = "Zhou, Khosla, Lapedriza, Oliva, Torralba, CVPR 2016"

TABLE = f"{PAPER}, table 3 (ILSVRC, test set)"

cited("zhou.heuristic", "37.1%", source=TABLE)
cited("zhou.gap", "42.9%", source=TABLE)
cited("zhou.alexnet", "34.2%", source=TABLE)
cited("zhou.googlenet", "26.7%", source=TABLE)
cited("zhou.threshold", "20%", source=f"{PAPER}, section 3.2")
cited("zhou.overlap", "50%", source="Russakovsky et al., IJCV 2015, section 4.2")
