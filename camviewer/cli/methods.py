"""List the methods for maps: what each computes, what it needs and its parameters.

  camviewer methods
  camviewer methods --json

The first word of a method is its name for other verbs. Below it stand what it needs of a network
(convolution features: a layer with a grid; linear head: scores that are sums over that grid;
gradient, layers: the network itself, not only its results) and its parameters, with the default
choice first.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import textwrap
from collections.abc import Iterator, Mapping

import numpy as np

from camviewer.attribution.attribution import Group, Parameter
from camviewer.attribution.methods import METHODS, Method
from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.inference.prediction import Prediction

_WIDTH = 96
"""Letters of a line."""

_OF_NO_NETWORK = Prediction(np.zeros((28, 28), np.float32), np.zeros(2, np.float32), "")
"""What offers no choice for this offers one that depends on the network."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's options."""
    parser.add_argument("--json", action="store_true", help="print them as JSON")


def run(arguments: argparse.Namespace) -> int:
    """Print the methods, group by group."""
    methods = [method for group in Group for method in METHODS.values() if method.group is group]
    if arguments.json:
        print(json.dumps(list(map(_described, methods)), indent=2))
        return 0
    if isinstance(sys.stdout, io.TextIOWrapper):
        sys.stdout.reconfigure(errors="replace")  # not every terminal has a letter ε
    group = None
    for method in methods:
        if method.group is not group:
            group = method.group
            print(f"{translate(group.value)}\n")
        print("\n".join(_lines(method)), end="\n\n")
    return 0


def _described(method: Method) -> dict[str, object]:
    return {
        "name": method.name,
        "title": translate(method.title),
        "group": translate(method.group.value),
        "about": translate(method.about) if method.about else "",
        "formula": method.formula,
        "paper": method.paper,
        "needs": [each.value for each in method.needs],
        "parameters": [
            {
                "name": each.name,
                "title": translate(each.title),
                "default": next(iter(choices), None),
                "choices": choices or None,
                "depends_on_network": not choices,
            }
            for each in method.parameters
            for choices in (_choices(each),)
        ],
    }


def _choices(parameter: Parameter) -> Mapping[str, str]:
    """Title of each choice by its value, the default first; empty if a network decides."""
    try:
        choices = parameter.choices(_OF_NO_NETWORK)
    except UserError:  # it asked for what this network has not
        return {}
    return {value: translate(title) for value, title in choices.items()}


def _lines(method: Method) -> Iterator[str]:
    yield f"  {method.name}: {translate(method.title)}"
    if method.about:
        yield from _wrapped(translate(method.about), further="")
    yield from _wrapped(f"needs {', '.join(each.value for each in method.needs) or 'nothing'}")
    for parameter in method.parameters:
        yield from _wrapped(f"--param {parameter.name}=…: {_told(parameter)}")


def _told(parameter: Parameter) -> str:
    choices = _choices(parameter)
    title = translate(parameter.title)
    if not choices:
        return f"{title}; the choices are those of the network"
    told = (value if value == name else f"{value} ({name})" for value, name in choices.items())
    return f"{title}; {', '.join(told)}"


def _wrapped(text: str, further: str = "    ") -> list[str]:
    """Lines of a text, all but the first of them indented further."""
    indent = " " * 4
    return textwrap.wrap(text, _WIDTH, initial_indent=indent, subsequent_indent=indent + further)
