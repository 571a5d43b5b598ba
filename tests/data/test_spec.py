"""What samples are, and where their cells lie."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from camviewer.data.spec import ImageSpec, known_names, numbered


def test_that_shape_and_words_follow_from_size_and_channels() -> None:
    grey, colours = ImageSpec(24, 20), ImageSpec(32, 40, 3)
    assert (grey.size, grey.shape, str(grey)) == ((24, 20), (24, 20), "24×20")
    assert (colours.size, colours.shape, str(colours)) == ((32, 40), (32, 40, 3), "32×40×3")


def test_that_a_sample_tells_its_spec() -> None:
    assert ImageSpec.of(np.zeros((28, 28))) == ImageSpec(28, 28)
    assert ImageSpec.of(np.zeros((8, 128, 3))) == ImageSpec(8, 128, 3)


@pytest.mark.parametrize(
    "parts", [(7, 28), (28, 129), (28, 28, 2), (28, 28, 1, (1.0, 1.0)), (28, 28, 1, (1.0, 0.0))]
)
def test_that_what_no_sample_is_is_refused(parts: tuple[Any, ...]) -> None:
    with pytest.raises(ValueError, match="expected"):
        ImageSpec(*parts)


def test_that_points_and_cells_lead_to_each_other() -> None:
    spec = ImageSpec(24, 20)
    assert spec.cell_at((0, 0), (12, 5)) == (0, 0)
    assert spec.cell_at((19.9, 23.9), (12, 5)) == (11, 4)
    assert spec.cell_at((20, 24), (12, 5)) == (11, 4)  # the edge belongs to the last cell
    assert spec.middle_of((3, 2), (12, 5)) == (10, 7)
    for row in range(12):
        for column in range(5):
            assert spec.cell_at(spec.middle_of((row, column), (12, 5)), (12, 5)) == (row, column)


def test_that_a_data_set_names_what_a_model_only_numbers() -> None:
    assert known_names(numbered(2), ("cat", "dog")) == ("cat", "dog")
    assert known_names(("yes", "no"), ("cat", "dog")) == ("yes", "no")
    assert known_names(numbered(3), ("cat", "dog")) == ("0", "1", "2")
