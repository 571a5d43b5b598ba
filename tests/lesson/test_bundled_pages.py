"""The bundled pages: they show the same in both languages, and their code does what they say."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Sequence
from types import CodeType

import cv2
import numpy as np
import pytest

from camviewer.common.arrays import Array
from camviewer.common.translation import LANGUAGES
from camviewer.data.dataset import to_sample
from camviewer.data.sources import open_source
from camviewer.inference.engine import Engine
from camviewer.inference.engine_cache import ENGINES
from camviewer.inference.prediction import Prediction
from camviewer.lesson import lesson_files
from camviewer.lesson.page import (
    Block,
    Code,
    Figure,
    Page,
    Picture,
    Table,
    Values,
)
from camviewer.networks.formats.model_file import bundled
from tests.lesson.facts.registry import names_in
from tests.there import there

BUILT_IN_NINE = 87


def pages_in(language: str) -> Sequence[Page]:
    return lesson_files.load(lesson_files.folder_of(language)).pages


ENGLISH = pages_in("en")
KOREAN = {page.path.name: page for page in pages_in("ko")}


# Both languages


def instructions(code: str) -> str:
    """Code without what is for people: comments and texts."""
    try:
        tree = ast.parse(code)
    except SyntaxError:
        return ""  # a citation, or what is typed into a shell
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


def essence(block: Block) -> object:
    """What a block shows that does not depend on the language."""
    match block:
        case Picture(path, _):
            return path.name
        case Figure(model, scale, rows, _):
            return model, scale, rows
        case Table(headings, rows):
            return len(headings), len(rows)
        case Code(text, can_run):
            return instructions(text), can_run
        case Values(lines):
            return [line.name for line in lines]
        case _:
            return None


@pytest.mark.parametrize("page", ENGLISH, ids=lambda page: page.path.stem)
def test_that_a_page_shows_the_same_in_both_languages(page: Page) -> None:
    other = KOREAN[page.path.name]
    assert list(map(essence, page.blocks)) == list(map(essence, other.blocks))
    texts = [each.path.read_text(encoding="utf-8") for each in (page, other)]
    assert names_in(texts[0]) == names_in(texts[1])


# Code that a person may run


def runnable() -> Iterator[object]:
    for language in LANGUAGES:
        for page in pages_in(language):
            codes = [block for block in page.blocks if isinstance(block, Code) and block.can_run]
            for number, block in enumerate(codes, start=1):
                name = f"{language}-{page.path.stem}-{number}"
                yield pytest.param(compile(block.text, name, "exec"), id=name)


def nine(engine: Engine) -> Prediction:
    """What a network makes of the lecture's digit, as it is built in."""
    return engine.predict(to_sample(open_source("builtin").test.image(BUILT_IN_NINE)))


@pytest.mark.parametrize("code", list(runnable()))
def test_that_code_runs_and_shows_or_prints(
    code: CodeType, capsys: pytest.CaptureFixture[str]
) -> None:
    shown: list[Array] = []

    def show(array: Array, _title: str = "") -> None:
        shown.append(np.asarray(array))

    prediction = nine(ENGINES.of(bundled()["lecture"]))
    names = {
        "np": np,
        "cv2": cv2,
        "sample": prediction.image,
        "features": prediction.features,
        "pooled": prediction.pooled,
        "weights": prediction.weights,
        "bias": prediction.bias,
        "scores": prediction.logits,
        "class_names": prediction.class_names,
        "c": prediction.predicted,
        "show": show,
    }
    exec(code, names)
    assert shown or capsys.readouterr().out
    assert all(array.ndim == 2 and np.isfinite(array).all() for array in shown)


# The lecture's code


def typed(stem: str) -> str:
    """The first code of a page that is to be read, not run."""
    (page,) = (page for page in ENGLISH if page.path.stem == stem)
    return next(block.text for block in page.blocks if isinstance(block, Code))


@pytest.mark.slow
def test_that_the_lectures_code_makes_the_programs_map() -> None:
    import keras

    engine = ENGINES.of(bundled()["lecture"])
    prediction = nine(engine)
    names = {"keras": keras, "np": np, "cv2": cv2, "x": prediction.image[..., None], "c": 9}
    exec(typed("15-step-1-architecture"), names)
    names["model"].set_weights(engine.weights)
    compiling, *_ = ast.parse(typed("16-step-2-training")).body  # the training itself takes long
    exec(ast.unparse(compiling), names)
    exec(typed("17-step-3-map"), names)
    expected = cv2.resize(np.abs(prediction.maps[9]), (28, 28), interpolation=cv2.INTER_CUBIC)
    assert np.allclose(names["cam"], expected, atol=1e-3)
    assert np.array_equal(names["weights"], there(engine.head).weights)
