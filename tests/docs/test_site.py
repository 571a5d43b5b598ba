"""The manual as a website: both languages are whole, and nothing is fetched."""

from __future__ import annotations

import re
from pathlib import Path

from camviewer.common.translation import LANGUAGES
from camviewer.help.manual import PAGES

ROOT = Path(__file__).parents[2]
CONFIG = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def test_that_the_contents_are_those_of_the_window_in_both_languages() -> None:
    listed = re.findall(r"^ +- (\w+/[\w-]+)\.md$", CONFIG, re.MULTILINE)
    assert listed == [f"{language}/{name}" for language in LANGUAGES for name in PAGES]


def test_that_the_pages_are_those_that_the_program_is_packed_with() -> None:
    assert "docs_dir: resources/manual\n" in CONFIG


def test_that_the_site_is_built_where_git_does_not_look() -> None:
    (folder,) = re.findall(r"^site_dir: (\w+)/", CONFIG, re.MULTILINE)
    assert f"{folder}/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_that_nothing_is_fetched() -> None:
    assert "highlightjs: false" in CONFIG
    assert "http" not in CONFIG
    assert re.findall(r"^  - (\w+):?$", CONFIG.split("plugins:")[1].split("\n\n")[0], re.M)[0] == (
        "search"
    )


def test_that_the_gate_builds_it_and_lets_nothing_pass() -> None:
    assert "mkdocs build --strict" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
