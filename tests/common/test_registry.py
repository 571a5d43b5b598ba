"""Finding things by folder."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

import pytest

from camviewer.common.registry import modules_in


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    folder = tmp_path / "found_by_folder"
    (folder / "inner").mkdir(parents=True)
    (folder / "__init__.py").write_text("")
    (folder / "inner" / "__init__.py").write_text("TITLE = 'a sub-package'")
    (folder / "pear.py").write_text("TITLE = 'Pear'")
    (folder / "apple.py").write_text("TITLE = None")
    (folder / "helper.py").write_text("title = 'not looked for'")
    (folder / "notes.txt").write_text("TITLE = 'not Python'")
    monkeypatch.syspath_prepend(str(tmp_path))
    yield importlib.import_module("found_by_folder")
    for name in [name for name in sys.modules if name.startswith("found_by_folder")]:
        del sys.modules[name]


def test_that_modules_that_offer_it_are_found_alphabetically(package) -> None:
    found = modules_in(package, "TITLE")
    assert list(found) == ["apple", "pear"]
    assert found["pear"].TITLE == "Pear"


def test_that_a_new_file_is_found_at_once(package) -> None:
    (Path(package.__file__).parent / "fig.py").write_text("TITLE = 'Fig'")
    importlib.invalidate_caches()
    assert list(modules_in(package, "TITLE")) == ["apple", "fig", "pear"]


def test_that_nothing_is_found_where_nothing_offers_it(package) -> None:
    assert modules_in(package, "taste") == {}


def test_that_a_broken_module_is_not_passed_over(package) -> None:
    (Path(package.__file__).parent / "rotten.py").write_text("import no_such_module_at_all")
    importlib.invalidate_caches()
    with pytest.raises(ModuleNotFoundError, match="no_such_module_at_all"):
        modules_in(package, "TITLE")
