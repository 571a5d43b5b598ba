"""Which facts there are: the functions that compute them, by the beginnings of their names."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from camviewer.common.paths import resources
from camviewer.common.registry import modules_in
from camviewer.lesson.inline import VALUE

FILE = resources() / "lessons" / "facts.json"

Entry = dict[str, str]
"""Of the file: ``value``, and ``source`` of what is quoted."""


@dataclass(frozen=True)
class Source:
    """What gives facts.

    Attributes:
        name: of its only fact, or what the names of all its facts begin with, before a dot.
        compute: their values by name.
        mnist: whether it needs MNIST.
        slow: whether it takes more than a second.
        source: of what is quoted.
    """

    name: str
    compute: Callable[[], Mapping[str, str]]
    mnist: bool = False
    slow: bool = False
    source: str = ""

    def gives(self, name: str) -> bool:
        """Whether this could be the name of one of its facts."""
        return name == self.name or name.startswith(f"{self.name}.")

    def entries(self) -> dict[str, Entry]:
        """Its facts as they stand in the file."""
        more = {"source": self.source} if self.source else {}
        return {name: {"value": value, **more} for name, value in self.compute().items()}


_sources: dict[str, Source] = {}


def fact(
    name: str, *, mnist: bool = False, slow: bool = False
) -> Callable[[Callable[[], str]], Callable[[], str]]:
    """Register a function of one fact; see the package."""

    def register(compute: Callable[[], str]) -> Callable[[], str]:
        _add(Source(name, lambda: {name: compute()}, mnist, slow))
        return compute

    return register


def facts(
    beginning: str, *, mnist: bool = False, slow: bool = False
) -> Callable[[Callable[[], Mapping[str, str]]], Callable[[], Mapping[str, str]]]:
    """Register a function of many facts; see the package."""

    def register(
        compute: Callable[[], Mapping[str, str]],
    ) -> Callable[[], Mapping[str, str]]:
        add_facts(beginning, compute, mnist=mnist, slow=slow)
        return compute

    return register


def add_facts(
    beginning: str,
    compute: Callable[[], Mapping[str, str]],
    *,
    mnist: bool = False,
    slow: bool = False,
) -> None:
    """The same for a function that is made, as one for each network."""

    def named() -> dict[str, str]:
        return {f"{beginning}.{name}": value for name, value in compute().items()}

    _add(Source(beginning, named, mnist, slow))


def cited(name: str, value: str, *, source: str) -> None:
    """Register what is quoted from a publication: author, venue, year, and where in it."""
    _add(Source(name, lambda: {name: value}, source=source))


def _add(source: Source) -> None:
    if not re.fullmatch(r"[\w-]+(\.[\w-]+)*", source.name):
        raise ValueError(f"{source.name!r} is no name of facts")
    if source.name in _sources:
        raise ValueError(f"{source.name} is given twice")
    _sources[source.name] = source


def sources() -> list[Source]:
    """All that modules of this package register, longer names first."""
    from tests.lesson import facts as package

    modules_in(package, "fact", "facts", "cited", "add_facts")
    return sorted(_sources.values(), key=lambda each: (-len(each.name), each.name))


def source_of(name: str, known: Iterable[Source]) -> Source | None:
    """The source of a fact, the one with the longest beginning; None if there is none."""
    return next((each for each in known if each.gives(name)), None)


def named_in_pages() -> set[str]:
    """The names of all facts that the bundled pages use, in whichever language."""
    pages = sorted((resources() / "lessons").glob("*/*.md"))
    return {name for path in pages for name in names_in(path.read_text(encoding="utf-8"))}


def names_in(page: str) -> set[str]:
    """The names of the facts that a page uses, in words and in blocks of values."""
    blocks = re.findall(r"^```+ *value\n(.*?)^```", page, re.MULTILINE | re.DOTALL)
    lines = [line.rpartition(":")[2].strip() for block in blocks for line in block.splitlines()]
    return {name for name in (*VALUE.findall(page), *lines) if "." in name}


def written() -> dict[str, Entry]:
    """What stands in the file."""
    found: dict[str, Entry] = json.loads(FILE.read_text(encoding="utf-8"))
    return found


def write(entries: Mapping[str, Entry], path: Path = FILE) -> None:
    """Write the file, a fact a line in order of names."""
    lines = [
        f"  {json.dumps(name)}: {json.dumps(entries[name], ensure_ascii=False)}"
        for name in sorted(entries)
    ]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n" if lines else "{}\n", encoding="utf-8")
