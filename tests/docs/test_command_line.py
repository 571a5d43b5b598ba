"""Every call of the program that the documentation or a verb's help shows can be read by it."""

from __future__ import annotations

import re
import shlex
from importlib import import_module
from pathlib import Path

import pytest

from camviewer import cli

ROOT = Path(__file__).parents[2]
DOCS = (
    *("README.md", "docs/command-line.md", "docs/models.md"),
    *("resources/manual/en/scripts.md", "resources/manual/ko/scripts.md"),
)

CALL = re.compile(r"^(?:.*\| )?camviewer (.+)$", re.MULTILINE)
FENCE = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def calls() -> list[str]:
    texts = [text for name in DOCS for text in FENCE.findall((ROOT / name).read_text("utf-8"))]
    texts += [import_module(f"camviewer.cli.{verb}").__doc__ or "" for verb in cli.VERBS]
    texts += [cli.EPILOG]
    lines = "\n".join(texts)
    found: list[str] = CALL.findall(re.sub(r"^ +", "", lines, flags=re.MULTILINE))
    return found


@pytest.mark.parametrize("call", calls())
def test_that_a_call_that_is_shown_can_be_read(call: str) -> None:
    words = shlex.split(re.split(r" [<>#]|>>", call)[0])
    if words[0] == "--print-completion":
        assert words[1] in ("bash", "zsh", "fish", "tcsh")
        return
    parsed = cli.whole_parser().parse_args(words)
    assert callable(parsed.run)


def test_that_every_verb_is_told_and_shows_a_call() -> None:
    verbs = {call.split()[0] for call in calls()}
    text = (ROOT / "docs" / "command-line.md").read_text("utf-8")
    assert set(cli.VERBS) <= verbs
    assert all(f"**{verb}**" in text for verb in cli.VERBS)
