"""The package itself: light to import, with types for checkers."""

from __future__ import annotations

from pathlib import Path

import pytest

import camviewer
from camviewer import api
from tests.processes import run


def test_that_importing_the_package_loads_nothing_but_itself() -> None:
    code = "import camviewer, sys; print('numpy' in sys.modules, 'camviewer.api' in sys.modules)"
    assert run("-c", code).stdout.split() == ["False", "False"]


def test_that_the_interface_needs_neither_window_nor_tensorflow() -> None:
    code = (
        "import camviewer, sys; camviewer.load('lecture'); "
        "print(set(sys.modules) & {'tensorflow', 'keras', 'PySide6', 'matplotlib', 'scipy'})"
    )
    assert run("-c", code).stdout.strip() == "set()"


def test_that_every_name_of_the_interface_is_one_of_the_package() -> None:
    assert {*api.__all__, "__version__"} == set(camviewer.__all__)
    for name in api.__all__:
        assert getattr(camviewer, name) is getattr(api, name)
        assert name in dir(camviewer)
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = camviewer.nothing  # type: ignore[attr-defined]


def test_that_the_package_says_that_it_has_types() -> None:
    assert (Path(camviewer.__file__).parent / "py.typed").exists()
