"""Noticing that pictures are dark ink on light paper, where networks are shown bright ink."""

from __future__ import annotations

import numpy as np

from camviewer.data.dataset import Images, Split

_LOOKED_AT = 100  # samples, spread over all
_SHARE = 0.8  # of samples that have to look so
_PAPER = 0.75  # of a sample's border that is as light as paper
_LIGHT, _DARK = 192, 128  # levels: paper is at least so light, ink at most so dark


def looks_inverted(split: Split) -> bool:
    """Whether grey samples look like dark ink on light paper.

    Of a sample that does, most of the border is light and something inside is dark; of the samples
    looked at most have to. Photos have other borders, and coloured samples are never asked about.

    Raises:
        FileError: a sample cannot be read.
    """
    if len(split) == 0 or split.image(0).ndim > 2:
        return False
    places = np.unique(np.linspace(0, len(split) - 1, _LOOKED_AT).astype(int))
    looks = [_is_dark_on_light(split.image(place)) for place in places.tolist()]
    return sum(looks) >= _SHARE * len(looks)


def _is_dark_on_light(image: Images) -> bool:
    border = np.concatenate([image[0], image[-1], image[1:-1, 0], image[1:-1, -1]])
    light = float((border >= _LIGHT).mean())
    return light >= _PAPER and bool((image <= _DARK).any())
