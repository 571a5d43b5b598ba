"""Shell completion: scripts made of the same parsers that read a call."""

from __future__ import annotations

import shutil
import subprocess

import pytest

from camviewer import cli
from camviewer.cli.completion import SHELLS


def printed(capsys: pytest.CaptureFixture[str], shell: str) -> str:
    assert cli.main(["--print-completion", shell]) == 0
    return capsys.readouterr().out


@pytest.mark.parametrize("shell", SHELLS)
def test_that_a_script_knows_verbs_and_their_options(
    capsys: pytest.CaptureFixture[str], shell: str
) -> None:
    script = printed(capsys, shell)
    for word in (*cli.VERBS, "split", "measures", "grad-cam", "lecture"):
        assert word in script


@pytest.mark.skipif(shutil.which("bash") is None, reason="there is no bash")
@pytest.mark.parametrize(
    ("words", "offered"),
    [
        (["exp"], {"explain", "export"}),
        (["evaluate", "--sp"], {"--split"}),
        (["evaluate", "--split", "t"], {"test", "train"}),
        (["explain", "--method", "lr"], {"lrp"}),
    ],
)
def test_that_bash_completes(
    capsys: pytest.CaptureFixture[str], words: list[str], offered: set[str]
) -> None:
    script = printed(capsys, "bash")
    line = " ".join(f"'{word}'" for word in ("camviewer", *words))
    asked = f"COMP_WORDS=({line}); COMP_CWORD={len(words)}; _shtab_camviewer 'x' '{words[-1]}'"
    done = subprocess.run(
        ["bash", "-c", f'{script}\n{asked}\nprintf "%s\\n" "${{COMPREPLY[@]}}"'],
        capture_output=True,
        text=True,
        check=True,
    )
    assert {each.strip() for each in done.stdout.split()} == offered


def test_that_an_unknown_shell_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--print-completion", "cmd"]) == 2
    assert "'cmd'" in capsys.readouterr().err
