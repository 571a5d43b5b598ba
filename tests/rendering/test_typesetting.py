"""Formulas as outlines."""

from __future__ import annotations

import subprocess
import sys

import numpy as np
import pytest

from camviewer.common.errors import UserError
from camviewer.common.translation import LANGUAGES
from camviewer.controllers.lesson import read
from camviewer.lesson import lesson_files
from camviewer.lesson.page import Formula
from camviewer.rendering.typesetting import typeset


def test_that_an_outline_fills_its_box_downwards() -> None:
    outline = typeset(r"\dfrac{a}{b}")
    drawn = outline.points[outline.codes != 79]
    np.testing.assert_allclose(drawn.min(axis=0), 0, atol=1e-12)
    np.testing.assert_allclose(drawn.max(axis=0), [outline.width, outline.height])
    # The bar of a fraction is a rectangle: the numerator is above it, the denominator below.
    assert outline.height > typeset("a").height + typeset("b").height


def test_that_a_formula_is_set_once_and_cannot_be_changed() -> None:
    outline = typeset("w_k^c")
    assert typeset("w_k^c") is outline
    with pytest.raises(ValueError, match="read-only"):
        outline.points[0] = 0


@pytest.mark.parametrize(
    "tex", [r"\frac{1", r"\nonsense", "{" * 200 + "}" * 200, r"\,", "x^", "값"]
)
def test_that_what_is_no_formula_is_told(tex: str) -> None:
    with pytest.raises(
        UserError, match=r"formula .*(cannot contain|cannot be read|has nothing to draw)"
    ) as caught:
        typeset(tex)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("language", LANGUAGES)
def test_that_all_formulas_of_the_programs_lesson_can_be_set(language: str) -> None:
    lesson = read(lesson_files.folder_of(language))
    formulas = [b for page in lesson.pages for b in page.blocks if isinstance(b, Formula)]
    assert formulas
    assert all(typeset(formula.tex).width > 0 for formula in formulas)


@pytest.mark.slow
def test_that_matplotlib_is_imported_late() -> None:
    code = (
        "import sys, camviewer.rendering.typesetting, camviewer.export.work_sheet_pdf; "
        "import camviewer.gui.layout.main_window; "
        "print('matplotlib' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.split() == ["False"]
