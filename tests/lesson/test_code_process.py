"""What a lesson's code prints, shows and fails with."""

from __future__ import annotations

import numpy as np
import pytest

from camviewer.lesson.code_process import MAX_TEXT, pack, run, unpack

SAMPLE = np.zeros((2, 3), np.float32)


@pytest.mark.parametrize(
    ("text", "trouble", "line"),
    [
        ("x = 1\ny = x +", "SyntaxError: invalid syntax", 2),
        ("x = 1\n\nsample / nothing", "NameError: name 'nothing' is not defined", 3),
        ("def f():\n    return 1 // 0\nf()", "ZeroDivisionError: integer division", 2),
        ("np.zeros(3) @ np.zeros(4)", "ValueError: matmul", 1),
        ("show(np.zeros(3))", "ValueError: show() takes an array (h, w) or (h, w, 3)", 1),
        ("show(np.zeros((2000, 1)))", "ValueError: show() takes at most 1024", 1),
        ("for i in range(9): show(sample)", "ValueError: show() can be called 6 times", 1),
        ("int('x', 99)", "ValueError: int() base", 1),
        ("import sys\nsys.exit(3)", "", 0),
    ],
)
def test_that_an_error_is_told_as_python_tells_it(text: str, trouble: str, line: int) -> None:
    header, _ = unpack(run(text, {"sample": SAMPLE}))
    assert header["trouble"].startswith(trouble)
    assert bool(header["trouble"]) == bool(trouble)
    assert header["line"] == line


def test_that_much_text_is_cut_off() -> None:
    header, _ = unpack(run("for i in range(10_000): print('0123456789')", {}))
    assert len(header["text"]) == MAX_TEXT


def test_that_pictures_are_numbers_that_can_be_shown() -> None:
    _, arrays = unpack(run("show([[1, np.nan], [np.inf, True]], 'a')", {}))
    assert arrays["0"].tolist() == [[1, 0], [0, 1]]


def test_that_messages_come_back_as_they_were() -> None:
    arrays = {"a": np.arange(6, dtype=np.float32).reshape(2, 3), "b": np.zeros(0, np.float32)}
    header, found = unpack(pack({"x": "é"}, arrays))
    assert header["x"] == "é"
    assert {name: each.tolist() for name, each in found.items()} == {
        name: each.tolist() for name, each in arrays.items()
    }
    for message in (b"", b"\xff" * 20, pack({}, arrays)[:-1]):
        with pytest.raises(ValueError, match=r"cut off|buffer"):
            unpack(message)
