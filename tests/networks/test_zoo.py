"""Networks as people write them open, and compute what Keras computes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import keras
import pytest

from camviewer.common.errors import FileError
from camviewer.networks import store
from tests.networks.zoo import SUFFIXES, compared, expected, prepared, saved
from tests.networks.zoo_networks import NETWORKS, REFUSED

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:The object being serialized includes a `lambda`"),
]


@pytest.fixture(autouse=True)
def forgotten() -> Iterator[None]:
    yield
    keras.backend.clear_session()


@pytest.mark.parametrize("name", NETWORKS)
def test_that_a_network_computes_what_keras_computes(name: str, tmp_path: Path) -> None:
    model = prepared(name)
    wanted = expected(name, model)
    for suffix in SUFFIXES:
        path = saved(model, tmp_path / f"{name}{suffix}")
        errors = compared(store.load(path), wanted)
        assert all(each is None or each <= 1e-4 for each in errors), suffix


@pytest.mark.parametrize("name", REFUSED)
def test_that_what_cannot_be_opened_is_told(name: str, tmp_path: Path) -> None:
    model = prepared(name)
    for suffix in SUFFIXES:
        with pytest.raises(FileError, match=REFUSED[name][1]):
            store.load(saved(model, tmp_path / f"{name}{suffix}"))


def test_that_there_are_sixty_and_nine_of_ten_open() -> None:
    assert len(NETWORKS) >= 60
    assert len(NETWORKS) >= 0.9 * (len(NETWORKS) + len(REFUSED))
