"""Nothing that lives long calls what can die first: found in the text of the program.

A connection to a bound method of a QObject ends with that object. One to a lambda, a partial or a
local function ends only with its sender; so it may be made only by a sender that is no older than
what is called, such as a button of the same panel.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import camviewer

LIVES_LONG = {
    *("workspace", "document", "messages", "history", "controller", "exports", "training"),
    *("mistakes", "derived_analyses", "mistake_exports", "annotations", "decomposition", "lessons"),
    *("worker", "mapper", "second_mapper", "scorer", "drawing", "window_state", "chosen", "jobs"),
}
"""What members and variables are called that belong to the program and not to a window."""

FOLDER = Path(camviewer.__file__).parent
FILES = sorted(FOLDER.rglob("*.py"))


def faults(source: str, *, all_live_long: bool = False) -> Iterator[tuple[int, str]]:
    """Line and fault of connections that outlive what they call.

    Args:
        source: Python.
        all_live_long: whether every sender in it is taken to live long.
    """
    tree = ast.parse(source)
    nested = {
        inner.name
        for outer in ast.walk(tree)
        if isinstance(outer, ast.FunctionDef)
        for inner in ast.walk(outer)
        if isinstance(inner, ast.FunctionDef) and inner is not outer
    }
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call) or not isinstance(call.func, ast.Attribute):
            continue
        if call.func.attr == "connect" and call.args:
            sender, slot = _names(call.func.value), call.args[0]
            long = all_live_long or bool(sender & LIVES_LONG)
            if isinstance(slot, ast.Lambda):
                yield call.lineno, "connects to a lambda"
            elif long and _is_loose(slot, nested):
                yield call.lineno, "connects what lives long to what has no receiver"
        elif call.func.attr == "singleShot" and len(call.args) < 3:
            yield call.lineno, "starts a timer without saying whose it is"


def _names(node: ast.expr) -> set[str]:
    """All names in a chain such as self._document.history, without underscores."""
    names = {each.attr for each in ast.walk(node) if isinstance(each, ast.Attribute)}
    names |= {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    return {name.lstrip("_") for name in names}


def _is_loose(slot: ast.expr, nested: set[str]) -> bool:
    is_partial = isinstance(slot, ast.Call) and "partial" in _names(slot.func)
    return is_partial or (isinstance(slot, ast.Name) and slot.id in nested)


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(FOLDER)))
def test_that_no_connection_outlives_what_it_calls(path: Path) -> None:
    all_live_long = path.parent.name in ("controllers", "document", "concurrency", "app")
    found = list(faults(path.read_text(encoding="utf-8"), all_live_long=all_live_long))
    assert found == []


@pytest.mark.parametrize(
    "line",
    [
        "button.clicked.connect(lambda: self.show())",
        "self._document.class_changed.connect(partial(self._show, 3))",
        "document.history.canUndoChanged.connect(functools.partial(self._show, 3))",
        "mistakes.annotations.changed.connect(inner)",
        "QTimer.singleShot(0, self._show)",
        "QTimer.singleShot(0, partial(self._show, 3))",
    ],
)
def test_that_such_a_connection_is_found(line: str) -> None:
    source = f"def outer(self):\n    def inner(): pass\n    {line}\n"
    assert [found for found, _ in faults(source)] == [3]


@pytest.mark.parametrize(
    "line",
    [
        "button.clicked.connect(partial(self._choose, place))",
        "self._document.class_changed.connect(self._show)",
        "controller.compared.connect(other.show)",
        "dialog.fileSelected.connect(inner)",
        "QTimer.singleShot(0, self, self._show)",
    ],
)
def test_that_others_are_passed_over(line: str) -> None:
    source = f"def outer(self):\n    def inner(): pass\n    {line}\n"
    assert list(faults(source)) == []
