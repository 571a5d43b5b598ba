"""Brings the translations up to date: ``python -m tests.translations``.

All texts of the program go into ``resources/translations/camviewer_ko.ts``, where they are
translated, with a text editor or Qt Linguist; what was translated before stays. From there they
go into the ``.qm`` file beside it, which the program reads. Both belong into the repository.

Qt's own search for texts does not look into f-strings, and takes a value that is written right
behind a text, as in ``translate("{0} MB", f"{size:.0f}")``, for a comment that tells equal texts
apart. So they are collected here, and lupdate is given a list of them.
"""

from __future__ import annotations

import argparse
import ast
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("ko",)

Text = tuple[str, str]
"""A text's context, the name of its class or "" where `translate` looks for it, and the text."""


def sources() -> dict[str, ast.Module]:
    """The program's files by their paths."""
    paths = sorted((ROOT / "camviewer").rglob("*.py"))
    return {
        path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8"))
        for path in paths
    }


def called(node: ast.AST) -> str:
    """Name of the function that is called, without what it belongs to; "" for other nodes.

    Painters and Qt's application have a ``translate`` of their own, which is not the program's.
    """
    function = node.func if isinstance(node, ast.Call) else None
    method: str = getattr(function, "attr", "")
    return getattr(function, "id", None) or ("" if method == "translate" else method)


def literal(node: ast.AST) -> str | None:
    """A text that is written out, or None."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def texts_in(node: ast.AST, context: str = "") -> Iterator[Text]:
    """What is given to ``translate``, ``tr_noop`` and ``self.tr`` in a file, in order."""
    if isinstance(node, ast.ClassDef):
        context = node.name
    text = literal(node.args[0]) if isinstance(node, ast.Call) and node.args else None
    if text is not None and called(node) in ("translate", "tr_noop", "tr"):
        yield (context if called(node) == "tr" else "", text)
    for child in ast.iter_child_nodes(node):
        yield from texts_in(child, context)


def texts() -> list[Text]:
    """All texts of the program, each once."""
    return list(dict.fromkeys(text for tree in sources().values() for text in texts_in(tree)))


def extract(target: Path, language: str) -> None:
    """Bring a ``.ts`` file up to date with the texts of the program."""
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        listed = Path(folder) / "texts.py"
        listed.write_text("".join(map(_line, texts())), encoding="utf-8")
        _run(
            "lupdate",
            str(listed),
            *(
                "-tr-function-alias",
                "tr+=translate,tr+=tr_noop",
            ),  # as camviewer/common/translation.py has them
            *("-locations", "none"),  # or every moved line would be a change
            "-no-obsolete",
            *("-source-language", "en", "-target-language", language),
            *("-ts", str(target)),
        )


def release(source: Path) -> Path:
    """Make the ``.qm`` file of a ``.ts`` file, beside it."""
    target = source.with_suffix(".qm")
    _run("lrelease", str(source), "-qm", str(target))
    return target


def _line(text: Text) -> str:
    context, written = text[0], json.dumps(text[1], ensure_ascii=False)
    if not context:
        return f"tr_noop({written})\n"
    return f"class {context}:\n    def text(self):\n        self.tr({written})\n"


def _run(tool: str, *arguments: str) -> None:
    """Run one of Qt's tools, as PySide6 brings them."""
    command = f"from PySide6.scripts.pyside_tool import {tool}; {tool}()"
    done = subprocess.run(
        [sys.executable, "-c", command, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if done.returncode:
        raise RuntimeError(f"{tool} failed:\n{done.stdout}")


def main() -> None:
    """Bring all languages up to date."""
    argparse.ArgumentParser("python -m tests.translations", description=__doc__).parse_args()
    for language in LANGUAGES:
        source = FOLDER / f"camviewer_{language}.ts"
        extract(source, language)
        print(release(source).relative_to(ROOT))


if __name__ == "__main__":
    main()
