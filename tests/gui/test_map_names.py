"""Names on the map: none lies upon another one, and none is moved without need."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.gui.error_analysis.map_foreground import apart


@pytest.mark.parametrize("number", [1, 2, 5, 10])
def test_that_names_on_one_place_are_spread_out(number: int) -> None:
    middles, sizes = np.zeros((number, 2)), np.full((number, 2), (12.0, 10.0))
    found = apart(middles, sizes)
    away = np.abs(found[:, None] - found[None])[~np.eye(number, dtype=bool)]
    assert ((away[:, 0] > 11.9) | (away[:, 1] > 9.9)).all()
    assert np.abs(found).max() < 100, "they stay near their samples"


def test_that_names_with_room_stay_where_they_are() -> None:
    middles = np.array([(0.0, 0.0), (13.0, 0.0), (0.0, 11.0)])
    assert apart(middles, np.full((3, 2), (12.0, 10.0))) == pytest.approx(middles, abs=1e-4)
