"""Habits of the tests themselves: they speak to public names, and none judges the clock."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

TESTS = Path(__file__).parent

CHANGING = {"setattr", "delattr", "getattr", "hasattr", "object", "patch"}
"""Functions whose second argument names an attribute."""

CLOCKS = {"perf_counter", "monotonic", "process_time", "perf_counter_ns", "monotonic_ns"}

MAY_LOOK_AT_THE_CLOCK = ("benchmarks", "e2e", "faults", "fuzz", "hostile", "monkey")
"""What measures, and what waits for another process until a deadline."""


def is_private(name: str) -> bool:
    """Whether a name, or the last or a middle part of a dotted one, is private."""
    parts = name.split(".")
    return any(part.startswith("_") and not part.endswith("__") for part in parts)


def private_uses(tree: ast.Module) -> Iterator[tuple[int, str]]:
    """Line and text of whatever another's private name is used for."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and is_private(node.attr):
            if not (isinstance(node.value, ast.Name) and node.value.id in ("self", "cls")):
                yield node.lineno, ast.unparse(node)
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("camviewer"):
            imported = (f"{node.module}.{alias.name}" for alias in node.names)
            yield from ((node.lineno, name) for name in imported if is_private(name))
        elif isinstance(node, ast.Call):
            yield from ((node.lineno, name) for name in named_in(node) if is_private(name))


def named_in(call: ast.Call) -> Iterator[str]:
    """Attributes that a call names in texts."""
    function = getattr(call.func, "attr", getattr(call.func, "id", ""))
    if function in CHANGING:
        for argument in call.args[:2]:
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
                yield argument.value


def files() -> list[Path]:
    return sorted(TESTS.rglob("*.py"))


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "code",
    [
        "panel._scroll.value()",
        "assert window.central._column.isVisible()",
        "from camviewer.gui.panel import _WIDTH",
        "from camviewer.data._arrays import read",
        'monkeypatch.setattr(module, "_PATIENCE", 3)',
        'monkeypatch.setattr("camviewer.gui.panel._PATIENCE", 3)',
        'getattr(panel, "_scroll")',
    ],
)
def test_that_a_private_use_is_seen(code: str) -> None:
    assert len(list(private_uses(ast.parse(code)))) == 1


@pytest.mark.parametrize(
    "code",
    [
        "class Fake:\n    def f(self):\n        self._seen = 3",
        "def _helper():\n    return 3\n_helper()",
        "from camviewer import __version__",
        "module.__doc__",
        'monkeypatch.setattr(module, "PATIENCE", 3)',
    ],
)
def test_that_what_is_ones_own_or_public_is_not(code: str) -> None:
    assert list(private_uses(ast.parse(code))) == []


@pytest.mark.slow
def test_that_tests_speak_to_public_names() -> None:
    found = [
        f"{path.relative_to(TESTS)}:{line}: {use}"
        for path in files()
        if path != Path(__file__)
        for line, use in private_uses(parsed(path))
    ]
    assert found == []


def test_that_no_test_looks_at_the_clock() -> None:
    found = [
        f"{path.relative_to(TESTS)}:{node.lineno}"
        for path in files()
        if path.relative_to(TESTS).parts[0] not in MAY_LOOK_AT_THE_CLOCK
        for node in ast.walk(parsed(path))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if isinstance(node.func.value, ast.Name) and node.func.value.id == "time"
        if node.func.attr in CLOCKS
    ]
    assert found == []


def test_that_quick_tests_start_no_program() -> None:
    chosen = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-m", "not slow and not e2e"]
    done = subprocess.run(
        [*chosen, "tests/e2e/test_ends.py"], cwd=TESTS.parent, capture_output=True, text=True
    )
    assert done.returncode == pytest.ExitCode.NO_TESTS_COLLECTED, done.stdout
