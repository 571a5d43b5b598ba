"""Shell completion: a script for a shell, made of the tree of parsers.

``--print-completion SHELL`` prints it. The shell asks nobody afterwards: completing starts no
Python.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from camviewer.cli import Parser

SHELLS = ("bash", "zsh", "fish", "tcsh")

_PATHS = ("FILE", "FOLDER", "IMAGE", "PATH", "SOURCE")
"""What an argument that takes a file or a folder has in the name of its value."""


class _Print(argparse.Action):
    """Print the script and leave."""

    def __call__(
        self,
        parser: argparse.ArgumentParser,
        _namespace: argparse.Namespace,
        values: str | Sequence[Any] | None,
        _option: str | None = None,
    ) -> None:
        from camviewer.cli import whole_parser

        print(script(whole_parser(), str(values)))
        parser.exit()


def add_argument(parser: argparse.ArgumentParser) -> None:
    """The option."""
    parser.add_argument(
        "--print-completion",
        action=_Print,
        choices=SHELLS,
        metavar="SHELL",
        help=f"print the completion script for a shell: {', '.join(SHELLS)}",
    )


def script(parser: Parser, shell: str) -> str:
    """What a shell, one of `SHELLS`, is to read for completing calls of the program."""
    import shtab  # here: nothing else needs it

    for each in _filled(parser):
        for action in each._actions:
            if any(word in str(action.metavar) for word in _PATHS):
                action.complete = shtab.FILE  # type: ignore[attr-defined]
    return shtab.complete(parser, shell)


def _filled(parser: Parser) -> list[argparse.ArgumentParser]:
    """The parser and those of all verbs, with their options."""
    from camviewer.cli import VerbParser

    verbs = [
        each
        for action in parser._actions
        if isinstance(action, argparse._SubParsersAction)
        for each in action.choices.values()
        if isinstance(each, VerbParser)
    ]
    for each in verbs:
        each.fill()
    return [parser, *verbs]
