"""Every text that a person can meet can be translated."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from string import Formatter
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QObject, QTranslator
from PySide6.QtWidgets import QApplication

from camviewer.common import translation
from camviewer.common.errors import FileError
from camviewer.data.pictures import read_picture
from camviewer.export import figure
from camviewer.rendering.colour_maps import COLOUR_MAPS, TITLES
from camviewer.rendering.rendering import INTERPOLATION_TITLES, INTERPOLATIONS, Display
from camviewer.rendering.scales import SCALES
from tests import translations
from tests.translations import called, literal

SAID = ("translate", "tr_noop", "tr")
ERRORS = ("UserError", "FileError", "UnwritableError", "UnfitError")
OF_FILES = ("FileError", "UnwritableError")
PARTS = ("expected", "found", "remedy", "what")
"""Parameters that are given words, whatever the function is called."""

SHOWING = re.compile(
    r"set(Text|ToolTip|WindowTitle|AccessibleName|LabelText|Title|StatusTip|WhatsThis|"
    r"PlaceholderText)|addRow|addMenu|addAction|Q(Label|PushButton|CheckBox|Action|GroupBox)|Card"
)
"""Functions of Qt, and our own, whose texts are on the screen."""

Node = ast.AST


# Reading the program


def choices(node: Node) -> Iterator[Node]:
    """What an expression may turn out to be."""
    if isinstance(node, ast.IfExp):
        yield from choices(node.body)
        yield from choices(node.orelse)
    elif isinstance(node, ast.BoolOp):
        for value in node.values:
            yield from choices(value)
    elif isinstance(node, ast.NamedExpr):
        yield from choices(node.value)
    else:
        yield node


def is_glued(node: Node) -> bool:
    """Whether words are put together here."""
    glue = None
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        glue = literal(node.func.value) if node.func.attr in ("format", "join") else None
    return isinstance(node, ast.BinOp) or re.search("[A-Za-z]{2}", glue or "") is not None


def has_words(node: Node) -> bool:
    """Whether words stand in a text, or in an f-string besides its values."""
    parts = node.values if isinstance(node, ast.JoinedStr) else [node]
    return any(re.search("[A-Za-z]{2}", literal(part) or "") for part in parts)


def assigned(scope: Node) -> dict[str, list[Node]]:
    """What is assigned to names in a module or function, not in the functions inside."""
    found: dict[str, list[Node]] = {}
    waiting = list(ast.iter_child_nodes(scope))
    while waiting:
        node = waiting.pop()
        if isinstance(node, ast.FunctionDef | ast.ClassDef | ast.Lambda):
            continue
        waiting += ast.iter_child_nodes(node)
        if not isinstance(node, ast.Assign):
            continue
        for target in node.targets:
            pairs = [(target, node.value)]
            if isinstance(target, ast.Tuple) and isinstance(node.value, ast.Tuple):
                pairs = list(zip(target.elts, node.value.elts, strict=True))
            for one, value in pairs:
                if isinstance(one, ast.Name):
                    found.setdefault(one.id, []).append(value)
    return found


def mistakes(tree: ast.Module) -> list[tuple[int, str]]:
    """Line and kind of whatever cannot be translated."""
    found: list[tuple[int, str]] = []
    module = assigned(tree)

    def look(node: Node, local: dict[str, list[Node]]) -> None:
        if isinstance(node, ast.FunctionDef):
            local = local | assigned(node)
        problems = [
            *_of_translated(node, module),
            *_of_errors(node, module | local),
            *_of_screen(node),
        ]
        found.extend((getattr(node, "lineno", 0), problem) for problem in problems)
        for child in ast.iter_child_nodes(node):
            look(child, local)

    look(tree, {})
    return found


def _of_translated(node: Node, module: dict[str, list[Node]]) -> Iterator[str]:
    if called(node) not in SAID or not isinstance(node, ast.Call) or not node.args:
        return
    first, *values = node.args
    text = literal(first)
    built = any(
        literal(one) or isinstance(one, ast.JoinedStr | ast.BinOp) for one in choices(first)
    )
    if text is not None:
        fields = {field for _, field, _, _ in Formatter().parse(text) if field is not None}
        is_said = called(node) == "translate" and not any(
            isinstance(v, ast.Starred) for v in values
        )
        if is_said and fields != {str(place) for place in range(len(values))}:
            yield "places and values do not match"
        if re.search(r"\bexpected\b.*\bfound\b", text, re.DOTALL | re.IGNORECASE):
            yield "says what was expected before what is wrong"
    elif called(node) != "translate" or built:
        yield "no literal"
    elif isinstance(first, ast.Name) and any(map(has_words, module.get(first.id, []))):
        yield "says a constant that is not marked"


def _of_errors(node: Node, names: dict[str, list[Node]]) -> Iterator[str]:
    if not isinstance(node, ast.Call):
        return
    words = [each.value for each in node.keywords if each.arg in PARTS]
    if called(node) in ERRORS:
        words += node.args[1:] if called(node) in OF_FILES else node.args
    for word in words:
        for each in choices(word):
            meant = names.get(each.id, []) if isinstance(each, ast.Name) else [each]
            for one in meant:
                if any(has_words(leaf) or is_glued(leaf) for leaf in choices(one)):
                    yield "an error's words are not said"
                elif called(one) == "tr_noop":
                    yield "an error's words are marked, but not said"


def _of_screen(node: Node) -> Iterator[str]:
    if isinstance(node, ast.Call) and SHOWING.fullmatch(called(node)):
        for each in [choice for argument in node.args for choice in choices(argument)]:
            parts = each.values if isinstance(each, ast.JoinedStr) else [each]
            text = "".join(literal(part) or "0" for part in parts)
            if re.search("[A-Za-z]{2}", re.sub("<.*?>|&[a-z]+;", "", text)):
                yield "shown untranslated"


# The rules


@pytest.mark.parametrize(
    ("code", "problem"),
    [
        ('raise UserError(f"no {x}")', "an error's words are not said"),
        ('raise UserError("nothing")', "an error's words are not said"),
        ('raise UserError("a " + b)', "an error's words are not said"),
        ('raise UserError("no {0}".format(x))', "an error's words are not said"),
        (
            'FileError(p, expected=translate("a"), found="two words" if x else "")',
            "an error's words are not said",
        ),
        (
            'def f():\n    found = "nothing"\n    raise FileError(p, found=found)',
            "an error's words are not said",
        ),
        ('A = "a file"\nraise FileError(p, expected=A)', "an error's words are not said"),
        (
            'A = tr_noop("a file")\nraise FileError(p, expected=A)',
            "an error's words are marked, but not said",
        ),
        ('check_regular(p, expected="a file")', "an error's words are not said"),
        ('A = "a file"\ntranslate(A)', "says a constant that is not marked"),
        ('translate(f"a {x}")', "no literal"),
        ('translate("a" if x else "b")', "no literal"),
        ("tr_noop(text)", "no literal"),
        ("self.tr(text)", "no literal"),
        ('self.tr("a" + b)', "no literal"),
        ('translate("{0} of {1}", a)', "places and values do not match"),
        ('translate("none", a)', "places and values do not match"),
        (
            'translate("{0}: expected {1}, found {2}.", a, b, c)',
            "says what was expected before what is wrong",
        ),
        (
            'self.tr("Expected a model, found none")',
            "says what was expected before what is wrong",
        ),
        ('label.setText("Hello")', "shown untranslated"),
        ('QLabel(f"<b>Hello {x}</b>")', "shown untranslated"),
    ],
)
def test_that_the_rules_find(code: str, problem: str) -> None:
    assert [found for _, found in mistakes(ast.parse(code))] == [problem]


@pytest.mark.parametrize(
    "code",
    [
        'raise UserError(translate("no {0}", x))',
        'A = tr_noop("a")\nraise FileError(p, expected=translate(A), found=reason(e), remedy="")',
        'def f(found):\n    raise FileError(p, expected=translate("{0}, {1}", *x), found=found)',
        "translate(scale.title)",
        "translate(TITLES[name])",
        'self.tr("{0} right").format(share)',
        'label.setText(f"<b>{x}</b>&nbsp; {y} %")',
        'raise ValueError("only programmers read this")',
        'raise ValueError(f"expected one image, found {number}")',
        'translate("what is expected of a network")',
    ],
)
def test_that_the_rules_allow(code: str) -> None:
    assert mistakes(ast.parse(code)) == []


@pytest.mark.slow
def test_that_every_text_can_be_translated() -> None:
    found = [
        f"{path}:{line}: {problem}"
        for path, tree in translations.sources().items()
        for line, problem in mistakes(tree)
    ]
    assert found == []


def test_that_everything_to_choose_from_has_a_title() -> None:
    assert TITLES.keys() == COLOUR_MAPS.keys()
    assert INTERPOLATION_TITLES.keys() == figure.RESIZINGS.keys() == INTERPOLATIONS.keys()
    assert all(scale.title and scale.note for scale in SCALES.values())


# Qt's tools


CODE = """
TITLE = tr_noop("a title")
class Panel(QWidget):
    def show(self):
        self.tr("two "
                "pieces")
        bold = f"<b>{self.tr('in an f-string')}</b>"
        return bold + translate("{0} MB", f"{size:.0f}") + translate(TITLE)
def after():
    translate('after "class"', ", ".join(names))
"""


def test_that_texts_are_collected_with_their_contexts() -> None:
    assert list(translations.texts_in(ast.parse(CODE))) == [
        ("", "a title"),
        ("Panel", "two pieces"),
        ("Panel", "in an f-string"),
        ("", "{0} MB"),
        ("", 'after "class"'),
    ]


@pytest.mark.slow
def test_that_qts_tool_takes_all_texts_as_they_are(tmp_path: Path) -> None:
    target = tmp_path / "all.ts"
    translations.extract(target, "ko")
    root = ElementTree.parse(target).getroot()
    taken = {
        (context.findtext("name") or "", message.findtext("source") or "")
        for context in root.iter("context")
        for message in context.iter("message")
    }
    assert taken == set(translations.texts())
    assert len(taken) > 300
    assert list(root.iter("comment")) == []


@pytest.mark.slow
def test_that_what_was_translated_stays_when_texts_are_extracted_again(tmp_path: Path) -> None:
    target = tmp_path / "all.ts"
    target.write_text(TS, encoding="utf-8")
    translations.extract(target, "ko")
    kept = ElementTree.parse(target).getroot().iter("message")
    translated = {each.findtext("source"): each.findtext("translation") for each in kept}
    assert translated["it has no ink"] == "잉크가 없음"
    assert translated["a name that ends in {0}"] == ""


TS = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ko" sourcelanguage="en">
<context><name></name>
  <message><source>it has no ink</source><translation>잉크가 없음</translation></message>
</context>
<context><name>Parent</name>
  <message><source>Model</source><translation>모델</translation></message>
</context>
</TS>
"""


class Parent(QObject):
    def text(self) -> str:
        return self.tr("Model")


class Child(Parent):
    pass


def test_that_released_translations_are_found_in_both_kinds_of_context(
    qapp: QApplication, tmp_path: Path
) -> None:
    source = tmp_path / "some.ts"
    source.write_text(TS, encoding="utf-8")
    translator = QTranslator()
    assert translator.load(str(translations.release(source)))
    assert translator.translate("", "it has no ink") == "잉크가 없음"
    assert qapp.installTranslator(translator)
    try:
        assert Child().text() == "모델"  # a text belongs to the class that it is written in
    finally:
        qapp.removeTranslator(translator)


# Another language


@pytest.fixture
def foreign() -> Iterator[None]:
    """A language in which every word is the same, so that what stays English shows."""
    translation.install(lambda text: re.sub("[A-Za-z][A-Za-z']*", "말", text))
    yield
    translation.install(str)


def test_that_an_error_is_told_in_the_language_as_a_whole(foreign: None, tmp_path: Path) -> None:
    path = tmp_path / "seven.png"
    path.write_bytes(b"%PDF-1.7")
    with pytest.raises(FileError) as raised:
        read_picture(path)
    told = str(raised.value).removeprefix(str(path))
    assert re.match(r" 말 말 말: .*\. 말: 말 말 \(말, ", told)
    assert re.findall("[A-Za-z]+", told) == []


def test_that_a_figures_caption_is_in_the_language(foreign: None) -> None:
    caption = figure.caption("mine", Display(threshold=20))
    assert re.findall("[A-Za-z]+", caption) == ["mine"]
    assert caption.endswith(" · 말 말 · 말 말 20% 말 말 말")
