"""A row of the table of input scalings, which `scaling_table` prints as a whole."""

from __future__ import annotations

from pathlib import Path

import pytest

from camviewer.data.sources import open_source
from tests.networks import scaling_table


@pytest.mark.slow
@pytest.mark.parametrize("name", ["standardised-inverted"])
def test_that_a_trained_network_is_recognised_and_read_as_keras_reads_it(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(scaling_table, "SCALINGS", (name,))
    monkeypatch.setattr(scaling_table, "NETWORKS", {"plain": scaling_table.plain_network})
    monkeypatch.setattr(scaling_table, "TRAINED", 6000)
    (row,) = scaling_table.rows(tmp_path, open_source("builtin"))
    assert row.recognised == name
    assert row.ours == pytest.approx(row.keras, abs=1e-3)
    assert row.plain < row.ours
