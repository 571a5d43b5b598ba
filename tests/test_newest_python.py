"""The Python of the gate's second round: the newest of the machine that can be used."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.newest_python import minors, newest

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="shell scripts stand for Pythons")

ASKED = range(11, 14)

Machine = Callable[[dict[str, str]], None]


@pytest.fixture
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Machine:
    """Has the Pythons that are named, each with what it does."""
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    monkeypatch.setenv("PYENV_ROOT", str(tmp_path / "pyenv"))

    def put(pythons: dict[str, str]) -> None:
        for name, does in pythons.items():
            path = tmp_path / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"#!/bin/sh\n{does}\n", encoding="utf-8")
            path.chmod(0o755)

    return put


def test_that_the_newest_is_taken_wherever_it_lies(machine: Machine, tmp_path: Path) -> None:
    machine({"bin/python3.12": "echo 12", "pyenv/versions/3.13.0/bin/python3": "echo 13"})
    assert newest(ASKED, own=11) == tmp_path / "pyenv/versions/3.13.0/bin/python3"


@pytest.mark.parametrize(
    "does",
    [
        "exit 127",  # a stand-in for one that is not there
        "echo 12",  # another than its name says
        "echo No module named ensurepip >&2; exit 1",
    ],
)
def test_that_one_that_cannot_be_used_is_left_out(
    machine: Machine, tmp_path: Path, does: str
) -> None:
    machine({"bin/python3.13": does, "bin/python3.12": "echo 12"})
    assert newest(ASKED, own=11) == tmp_path / "bin/python3.12"


def test_that_one_that_the_program_is_not_for_is_left_out(machine: Machine) -> None:
    machine({"bin/python3.14": "echo 14", "bin/python3.10": "echo 10"})
    assert newest(ASKED, own=11) is None


def test_that_one_that_is_tested_anyway_is_not_tested_twice(machine: Machine) -> None:
    machine({"bin/python3.13": "echo 13", "bin/python3.12": "echo 12"})
    assert newest(ASKED, own=13) is None


def test_that_the_versions_are_those_of_the_project() -> None:
    project = Path(__file__).parents[1] / "pyproject.toml"
    assert sys.version_info.minor in minors(project)


def test_that_a_range_of_another_kind_is_told(tmp_path: Path) -> None:
    project = tmp_path / "pyproject.toml"
    project.write_text('[project]\nrequires-python = "~=3.11"\n', encoding="utf-8")
    with pytest.raises(ValueError, match=r"found '~=3\.11'"):
        minors(project)
