"""CONTRIBUTING.md is followed literally: its files are written, its commands run."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
QUICK = ("method", "data source", "scale", "view", "lesson page")
SLOW = ("layer kind", "architecture")

_BLOCK = re.compile(
    r"(?:^`(?P<path>[^`\n]+)`[^\n]*:\n\n)?"
    r"^(?P<fence>`{3,})(?P<kind>\w+)\n(?P<content>.*?)^(?P=fence)$",
    re.MULTILINE | re.DOTALL,
)


class WalkThrough(NamedTuple):
    """What a section asks for.

    Attributes:
        files: new ones, by path.
        changes: of files that are there, by path: the lines of a diff.
        command: that finds what is new.
    """

    files: dict[str, str]
    changes: dict[str, str]
    command: list[str]


def walk_through(name: str) -> WalkThrough:
    section = re.split(rf"\n## Add an? {name}\n", TEXT)[1].split("\n## ")[0]
    files: dict[str, str] = {}
    changes: dict[str, str] = {}
    commands: list[str] = []
    for block in _BLOCK.finditer(section):
        path, content = block["path"], block["content"]
        if block["kind"] == "sh":
            commands += content.splitlines()
        elif block["kind"] == "diff":
            changes[path] = content
        else:
            files[path] = content
    (command,) = commands
    return WalkThrough(files, changes, shlex.split(command))


def changed(text: str, diff: str) -> str:
    """The text with the lines of a diff, which stand in it once."""
    lines = diff.splitlines(keepends=True)
    before = "".join(line[1:] for line in lines if line[0] != "+")
    after = "".join(line[1:] for line in lines if line[0] != "-")
    assert text.count(before) == 1
    return text.replace(before, after)


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project, in which all sections are followed."""
    folder = tmp_path_factory.mktemp("copy")
    ignored = shutil.ignore_patterns("__pycache__", "benchmarks", "references")
    for name in ("camviewer", "docs", "resources", "tests"):
        shutil.copytree(ROOT / name, folder / name, ignore=ignored)
    for name in ("pyproject.toml", "README.md", "CONTRIBUTING.md"):
        shutil.copy(ROOT / name, folder)
    for section in (*QUICK, *SLOW):
        for path, content in walk_through(section).files.items():
            assert not (folder / path).exists(), path
            (folder / path).write_text(content, encoding="utf-8")
        for path, diff in walk_through(section).changes.items():
            text = (folder / path).read_text(encoding="utf-8")
            (folder / path).write_text(changed(text, diff), encoding="utf-8")
    return folder


def run(folder: Path, *arguments: str) -> None:
    environment = {**os.environ, "PYTHONPATH": str(folder)}
    environment.pop("PYTEST_ADDOPTS", None)
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout


def passed(report: Path) -> list[tuple[str, str]]:
    """Class and name of each test that passed."""
    return [
        (case.get("classname", ""), case.get("name", ""))
        for case in ElementTree.parse(report).iter("testcase")
        if not len(case)
    ]


def of_command(command: list[str]) -> tuple[list[str], str]:
    """The files and the expression of a command."""
    python, m, pytest_, *files, k, expression = command
    assert (python, m, pytest_, k) == ("python", "-m", "pytest", "-k")
    return files, expression


def passed_of(sections: tuple[str, ...], copy: Path) -> Mapping[str, list[str]]:
    """The tests that passed, by file: all commands in one process, which is sooner."""
    parts = [of_command(walk_through(section).command) for section in sections]
    files = dict.fromkeys(file for some, _ in parts for file in some)
    expression = " or ".join(f"({each})" for _, each in parts)
    run(copy, *files, "-k", expression, "--junitxml", "report.xml")
    found: dict[str, list[str]] = {file: [] for file in files}
    for classname, name in passed(copy / "report.xml"):
        found[f"{classname.replace('.', '/')}.py"].append(name)
    return found


@pytest.fixture(scope="module")
def report(copy: Path) -> Mapping[str, list[str]]:
    return passed_of(QUICK, copy)


@pytest.fixture(scope="module")
def report_of_keras(copy: Path) -> Mapping[str, list[str]]:
    return passed_of(SLOW, copy)


@pytest.mark.slow
@pytest.mark.parametrize("section", QUICK)
def test_that_the_command_finds_what_is_new(section: str, report: Mapping[str, list[str]]) -> None:
    files, _ = of_command(walk_through(section).command)
    for file in files:
        assert report[file], file


@pytest.mark.slow
@pytest.mark.parametrize("section", SLOW)
def test_that_the_command_finds_what_is_new_in_keras(
    section: str, report_of_keras: Mapping[str, list[str]]
) -> None:
    files, _ = of_command(walk_through(section).command)
    for file in files:
        assert report_of_keras[file], file


def test_that_new_files_are_written_as_all_are(copy: Path) -> None:
    pytest.importorskip("ruff")
    paths = [path for name in (*QUICK, *SLOW) for path in walk_through(name).files]
    code = [path for path in paths if path.endswith(".py")]
    for command in (("check",), ("format", "--check")):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, *code],
            cwd=copy,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stdout


def test_that_files_and_modules_that_are_named_are_there() -> None:
    new = {path for name in (*QUICK, *SLOW) for path in walk_through(name).files}
    named = set(re.findall(r"(?:camviewer|tests|resources)/[\w/.-]+", TEXT))
    assert {path for path in named - new if not (ROOT / path).exists()} == set()
    for module in re.findall(r"python -m (tests(?:\.\w+)+)", TEXT):
        path = ROOT / module.replace(".", "/")
        assert path.with_suffix(".py").is_file() or (path / "__main__.py").is_file(), module


def test_that_markers_and_extras_that_are_named_are_there() -> None:
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    markers = {each.split(":")[0] for each in project["tool"]["pytest"]["ini_options"]["markers"]}
    assert markers == {"slow", "e2e", "screen"}
    assert all(f"`{marker}`" in TEXT for marker in markers)
    assert {"test", "lint"} <= set(project["project"]["optional-dependencies"])


def test_that_links_lead_somewhere() -> None:
    for target in re.findall(r"\]\(([^)]+)\)", TEXT):
        assert (ROOT / target).exists(), target
