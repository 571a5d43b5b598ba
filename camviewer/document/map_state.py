"""How the map of samples looks, and which samples were grouped on it or elsewhere."""

from __future__ import annotations

from dataclasses import dataclass

MAP_COLOURS = ("label", "predicted", "outcome", "loss", "tag", "cluster")
"""What the points of the map of samples are coloured by."""

PROJECTIONS = ("pca", "tsne")
"""How samples become points: principal components, or t-SNE."""

PROJECTED = ("features", "scores", "maps")
"""What of a sample is projected: pooled features F_k, scores, or the predicted class' map."""


MAX_PLACE = 2**31 - 1
"""Of a sample in its split."""


@dataclass(frozen=True)
class GroupState:
    """Samples that belong together, by which the list is narrowed.

    Attributes:
        title: what they are called.
        members: their places in the split, in order.
        checksum: of the split's samples and labels; in another one they mean nothing.
    """

    title: str = ""
    members: tuple[int, ...] = ()
    checksum: str = ""


@dataclass(frozen=True)
class MapState:
    """How the map of samples looks.

    Attributes:
        colours: what its points are coloured by, one of `MAP_COLOURS`.
        projection: how samples become points, one of `PROJECTIONS`.
        projected: what of them is projected, one of `PROJECTED`.
        rectangle: whether a drag selects a rectangle; if not, it draws a lasso.
    """

    colours: str = MAP_COLOURS[0]
    projection: str = PROJECTIONS[0]
    projected: str = PROJECTED[0]
    rectangle: bool = False
