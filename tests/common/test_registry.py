"""Finding things by folder, and by name. Plug-ins are tested in `tests.plugins`."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

from camviewer.common import translation
from camviewer.common.errors import UserError
from camviewer.common.registry import Registry, find, modules_in, offered, title_of


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[ModuleType]:
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


def folder_of(package: ModuleType) -> Path:
    return Path(package.__path__[0])


def test_that_modules_that_offer_it_are_found_alphabetically(package: ModuleType) -> None:
    found = modules_in(package, "TITLE")
    assert list(found) == ["apple", "pear"]
    assert found["pear"].TITLE == "Pear"


def test_that_a_new_file_is_found_at_once(package: ModuleType) -> None:
    (folder_of(package) / "fig.py").write_text("TITLE = 'Fig'")
    importlib.invalidate_caches()
    assert list(modules_in(package, "TITLE")) == ["apple", "fig", "pear"]


def test_that_nothing_is_found_where_nothing_offers_it(package: ModuleType) -> None:
    assert modules_in(package, "taste") == {}


def test_that_a_broken_module_is_not_passed_over(package: ModuleType) -> None:
    (folder_of(package) / "rotten.py").write_text("import no_such_module_at_all")
    importlib.invalidate_caches()
    with pytest.raises(ModuleNotFoundError, match="no_such_module_at_all"):
        modules_in(package, "TITLE")


def test_that_one_of_several_attributes_is_enough(package: ModuleType) -> None:
    assert list(modules_in(package, "TITLE", "title")) == ["apple", "helper", "pear"]


def test_that_names_are_spelled_with_hyphens(package: ModuleType) -> None:
    (folder_of(package) / "sweet_fig.py").write_text("TITLE = 'Fig'")
    importlib.invalidate_caches()
    found = find("found_by_folder", lambda name, module: (name, module.TITLE), "TITLE")
    assert found["sweet-fig"] == ("sweet-fig", "Fig")


def fruit() -> Registry[int]:
    return Registry[int]("Fruit", lambda: {"apple": 1, "fig": 2, "pear": 3}, default="fig")


def test_that_the_default_comes_first_and_the_rest_as_found() -> None:
    assert list(fruit()) == ["fig", "apple", "pear"]
    assert (len(fruit()), fruit()["pear"], fruit().default) == (3, 3, "fig")


def test_that_things_are_found_once_and_not_before_they_are_asked_for() -> None:
    asked: list[str] = []

    def look() -> dict[str, int]:
        asked.append("looked")
        return {"fig": 2}

    registry = Registry[int]("Fruit", look)
    assert asked == []
    assert "fig" in registry
    assert registry.named("fig") == registry["fig"] == 2
    assert len(asked) == 1


def test_that_an_unknown_name_is_answered_with_all_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    expected = "Fruit: 'plum' is not known; choose one of fig, apple, pear."
    with pytest.raises(UserError) as caught:
        fruit().named("plum")
    assert str(caught.value) == expected
    with pytest.raises(KeyError):
        fruit()["plum"]
    korean = {"Fruit": "과일"}
    translation.install(lambda text: korean.get(text, text))
    try:
        with pytest.raises(UserError, match=r"^과일: "):
            fruit().named("plum")
    finally:
        translation.install(str)


def test_that_a_module_that_offers_something_else_is_told() -> None:
    with pytest.raises(TypeError, match="expected a function maps, found None"):
        offered(importlib, "maps")
    with pytest.raises(TypeError, match="expected a text TITLE, found None"):
        title_of(importlib)
