"""What the architecture says of rooms and code is so."""

from __future__ import annotations

import ast
import functools
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "architecture.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")

_LINK = re.compile(r"\[([^\]]+)\]\(([^)\s]+)\)")
_ROOM = re.compile(r"^\| (\d+) \| `(\w+)` \| ([^|]+) \|([^|]*)\|$", re.MULTILINE)

LINKS = [(text, target) for text, target in _LINK.findall(" ".join(TEXT.split()))]
SYMBOLS = sorted({(text.strip("`"), target) for text, target in LINKS if text.startswith("`")})
ROOMS = _ROOM.findall(TEXT)


@functools.cache
def contracts() -> list[dict[str, Any]]:
    with (ROOT / "pyproject.toml").open("rb") as file:
        found: list[dict[str, Any]] = tomllib.load(file)["tool"]["importlinter"]["contracts"]
    return found


def defined_in(body: list[ast.stmt]) -> Iterator[tuple[str, ast.stmt]]:
    """The names that statements define, with the statements."""
    for node in body:
        if isinstance(node, ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef):
            yield node.name, node
        elif isinstance(node, ast.Assign):
            yield from (
                (target.id, node) for target in node.targets if isinstance(target, ast.Name)
            )
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id, node


def is_defined(symbol: str, path: Path) -> bool:
    """Whether a module defines a name, or a class in it one of its own."""
    body = ast.parse(path.read_text(encoding="utf-8")).body
    for name in symbol.split("."):
        node = dict(defined_in(body)).get(name)
        if node is None:
            return False
        body = node.body if isinstance(node, ast.ClassDef) else []
    return True


def test_that_linked_files_are_there() -> None:
    targets = {target for _, target in LINKS}
    assert {each for each in targets if not (DOCUMENT.parent / each).is_file()} == set()


def test_that_linked_files_define_what_is_named() -> None:
    assert len(SYMBOLS) > 50
    missing = [one for one in SYMBOLS if not is_defined(one[0], DOCUMENT.parent / one[1])]
    assert missing == []


def test_that_only_what_is_there_is_defined() -> None:
    document = ROOT / "camviewer" / "document" / "document.py"
    assert is_defined("Document.set_content", document)
    assert not is_defined("Document.no_such_method", document)
    assert not is_defined("set_content", document)


def test_that_each_walk_is_linked_to_the_code() -> None:
    walks = TEXT.split("## Three walks")[1].split("\n## ")[0].split("\n### ")[1:]
    assert len(walks) == 3
    for walk in walks:
        assert len(set(_LINK.findall(walk))) > 10


def test_that_rooms_stand_in_the_contracts_order() -> None:
    (layers,) = (contract for contract in contracts() if contract["type"] == "layers")
    expected = [set(layer.split(" : ")) for layer in layers["layers"]]
    levels = [int(level) for level, *_ in ROOMS]
    assert levels == sorted(levels)
    told = [{room for at, room, *_ in ROOMS if int(at) == level} for level in sorted(set(levels))]
    assert told == expected


def test_that_every_room_says_the_same_of_its_libraries_as_the_contracts() -> None:
    allowed: dict[str, set[str]] = {room: set() for _, room, *_ in ROOMS}
    for contract in contracts():
        if contract["type"] == "protected":
            libraries = {each for each in contract["protected_modules"] if "." not in each}
            for importer in contract["allowed_importers"]:
                allowed[importer.split(".")[1]] |= libraries
    told = {room: set(re.findall(r"`(\w+)`", libraries)) for _, room, _, libraries in ROOMS}
    assert told == allowed
