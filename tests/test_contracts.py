"""What is imported where: pyproject.toml has a contract for every library, and no stale ones."""

from __future__ import annotations

import ast
import functools
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]
FREE = {"numpy"}
"""Libraries that every room may import."""

with (ROOT / "pyproject.toml").open("rb") as _file:
    CONTRACTS: list[dict[str, Any]] = tomllib.load(_file)["tool"]["importlinter"]["contracts"]

PROTECTED = [contract for contract in CONTRACTS if contract["type"] == "protected"]


def imports_of(path: Path) -> Iterator[str]:
    """Every module that a file imports by its full name, wherever in the file."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module is not None:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@functools.cache
def imports() -> dict[str, set[str]]:
    """What each module of the program imports."""
    files = sorted((ROOT / "camviewer").rglob("*.py"))
    return {module_of(path): set(imports_of(path)) for path in files}


def within(module: str, package: str) -> bool:
    return module == package or module.startswith(f"{package}.")


@pytest.mark.slow
def test_that_every_library_has_a_contract() -> None:
    libraries = {name.split(".")[0] for names in imports().values() for name in names}
    libraries -= sys.stdlib_module_names | FREE | {"camviewer"}
    protected = {module for contract in PROTECTED for module in contract["protected_modules"]}
    assert {each for each in protected if not within(each, "camviewer")} == libraries


@pytest.mark.parametrize("contract", PROTECTED, ids=lambda contract: contract["name"])
def test_that_whoever_may_import_it_does(contract: dict[str, Any]) -> None:
    for importer in contract["allowed_importers"]:
        assert any(
            within(name, protected)
            for module, names in imports().items()
            if within(module, importer)
            for name in names
            for protected in contract["protected_modules"]
        ), f"{importer} imports none of {contract['protected_modules']}"


def test_that_every_room_has_its_layer_and_says_what_it_is() -> None:
    (layers,) = (contract for contract in CONTRACTS if contract["type"] == "layers")
    assert layers["exhaustive"]
    named = {name for layer in layers["layers"] for name in layer.split(" : ")}
    rooms = {module.split(".")[1] for module in imports() if module != "camviewer"}
    assert named == rooms
    for room in rooms - {"__main__"}:
        tree = ast.parse((ROOT / "camviewer" / room / "__init__.py").read_text(encoding="utf-8"))
        assert ast.get_docstring(tree), room
