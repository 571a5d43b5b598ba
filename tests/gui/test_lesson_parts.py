"""Parts of the lesson's dock by themselves: words, formulas, the pad, the laser pointer."""

from __future__ import annotations

import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QCursor, QGuiApplication, QImage, QPalette
from pytestqt.qtbot import QtBot

from camviewer.common.errors import UserError
from camviewer.gui.layout.laser import Laser, dot
from camviewer.gui.lesson.paint_pad import PAINTED, STRONG, PaintPad
from camviewer.gui.lesson.rich_text import to_html, values_in
from camviewer.gui.lesson.step_actions import VERBS
from camviewer.gui.lesson.text_label import plain, pointers
from camviewer.gui.lesson.wide_button import WideButton
from camviewer.gui.widgets.formula_view import FormulaView, spoken
from camviewer.lesson.steps import RULES

# Words


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("a *b* **c** `d`", "a <i>b</i> <b>c</b> <code>d</code>"),
        ("$v_k^c$", "<i>v</i><sub><i>k</i></sub><sup><i>c</i></sup>"),
        ("$F_{12}$ and a_b", "<i>F</i><sub>12</sub> and a_b"),
        ("$a < b$", "<i>a</i>\u00a0&lt;\u00a0<i>b</i>"),
        ("3 × 3 is 38 %", "3\u00a0×\u00a03 is 38\u00a0%"),
        ("특징 맵", "특\u2060징 맵"),
        ("5 * 3 * 2", "5 * 3 * 2"),
        ("**CAM(map)**은", "<b>CAM(map)</b>은"),
        ("***a* b**", "<b><i>a</i> b</b>"),
        ("`*a* $b$`", "<code>*a* $b$</code>"),
        ("*one\n  two* $a\nb$", "<i>one two</i> <i>a</i>\u00a0<i>b</i>"),
        ("## a_b_ &lt; \\*", "## a_b_ &amp;lt; \\*"),
    ],
)
def test_that_marks_become_what_they_mean(text: str, html: str) -> None:
    made = to_html(text)
    assert made.startswith("<p ")
    assert f">{html}</p>" in made


LINK = '<a href="@{}" style="text-decoration: none; color: #123456;">{}</a>'


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("[the *strip*](@strip) of", LINK.format("strip", "the <i>strip</i>") + " of"),
        ("**[a](@map)**", f"<b>{LINK.format('map', 'a')}</b>"),
        ("$S_c$", LINK.format("score", "<i>S</i><sub><i>c</i></sub>")),
        ("$M_c(x,y)$", LINK.format("map", "<i>M</i><sub><i>c</i></sub>(<i>x</i>,<i>y</i>)")),
        ("[a](@nowhere)", "[a](@nowhere)"),
        ("`[a](@map) {{score}}`", "<code>[a](@map) {{score}}</code>"),
        ("{{score}}!", "1\u00a0&lt;\u00a02!"),
        ("[{{score}}](@map)", LINK.format("map", "1\u00a0&lt;\u00a02")),
    ],
)
def test_that_words_point_and_give_numbers(text: str, html: str) -> None:
    asked: list[str] = []

    def read(name: str) -> str:
        asked.append(name)
        return "1 < 2"

    assert f">{html}</p>" in to_html(text, read, "#123456")
    assert set(asked) == values_in(text)


def test_that_a_place_in_the_text_tells_what_it_points_to() -> None:
    html = to_html("[one](@strip) and [two *three*](@raw)[four](@map)\n\n[five](@raw)")
    assert pointers(html) == {0: "@strip", 8: "@raw", 17: "@map", 22: "@raw"}


def test_that_words_are_heard_without_marks() -> None:
    assert plain("**One** [*part*](@map), 특징 $w_k$") == "One part, 특징 wk"


def test_that_paragraphs_and_lists_are_kept_apart() -> None:
    html = to_html("one\ntwo\n\n- a\n  more\n- b")
    assert html.count("<p ") == 3
    assert ">one two</p>" in html
    assert "•&nbsp;a more</p>" in html


def test_that_lists_may_be_numbered_and_lie_in_one_another() -> None:
    html = to_html("3. a\n   - b\n\n   after\n4. c\n-\n\nend")
    assert re.findall(r">([^<]+)</p>", html) == [
        "3.&nbsp;a",
        "•&nbsp;b",
        "after",
        "4.&nbsp;c",
        "end",
    ]
    assert re.findall(r"margin-left: (\d+)px", html) == ["14", "28", "14"]


@pytest.mark.parametrize(
    "text",
    [
        "<script>x</script>",
        "<img src='file:///etc/passwd'>",
        "[a](http://example.org)",
        "![a](/etc/passwd)",
        "$<b>x</b>$",
        "`<a href='x'>`",
        "**<u>**",
        "\0000\0",
    ],
)
def test_that_nothing_in_words_is_html_a_link_or_a_picture(text: str) -> None:
    html = to_html(text)
    for tag in ("<script", "<img", "<a ", "<u>", "<b>x", 'href="'):
        assert tag not in html


@given(st.text("ab7 글_^*`$<>&\"'[]()!-.#{}\n\\", max_size=60))
def test_that_whatever_is_written_no_other_tags_come_out(text: str) -> None:
    rest = re.sub(r'<p style="[a-z0-9 :;%-]+">|</p>|</?(?:b|i|code|sub|sup)>', "", to_html(text))
    assert "<" not in rest
    assert ">" not in rest


def test_that_every_verb_is_known_to_both_sides() -> None:
    assert set(VERBS) == set(RULES)


# Formulas


def shown(widget: FormulaView) -> QImage:
    return widget.grab().toImage()


def ink(image: QImage, ground: QColor) -> np.ndarray:
    """(height, width) where a pixel is not the ground's colour."""
    image = image.convertToFormat(QImage.Format.Format_RGB32)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)
    colour = (ground.blue(), ground.green(), ground.red())
    return (rows[..., :3] != colour).any(axis=-1)


def test_that_a_formula_is_painted_where_it_says_in_the_texts_colour(qtbot: QtBot) -> None:
    widget = FormulaView(r"M_c(x,y) = \sum_k w_k^c f_k(x,y)")
    qtbot.addWidget(widget)
    palette = QPalette(QColor("#101010"))
    palette.setColor(QPalette.ColorRole.WindowText, QColor("#ff0000"))
    widget.setPalette(palette)
    widget.resize(400, widget.heightForWidth(400))
    image = shown(widget)
    painted = ink(image, palette.color(QPalette.ColorRole.Window))
    rows, columns = np.nonzero(painted)
    box = widget.ink()
    assert abs(columns.min() - box.left()) <= 1
    assert abs(columns.max() + 1 - box.right()) <= 1
    assert abs(rows.min() - box.top()) <= 1
    assert abs(rows.max() + 1 - box.bottom()) <= 1
    reds = [image.pixelColor(int(x), int(y)) for y, x in zip(rows, columns, strict=True)]
    assert any(colour == QColor("#ff0000") for colour in reds)
    assert max(colour.green() for colour in reds) <= 0x10


def test_that_a_formula_that_is_too_wide_is_made_smaller(qtbot: QtBot) -> None:
    widget = FormulaView("+".join("a" * 30))
    qtbot.addWidget(widget)
    assert widget.heightForWidth(200) < widget.heightForWidth(2000)
    widget.resize(200, widget.heightForWidth(200))
    assert widget.ink().left() >= 0
    assert widget.ink().right() <= 200


def test_that_a_formula_grows_with_the_text(qtbot: QtBot) -> None:
    widget = FormulaView("F_k")
    qtbot.addWidget(widget)
    before = widget.sizeHint()
    font = widget.font()
    font.setPointSizeF(2 * font.pointSizeF())
    widget.setFont(font)
    assert widget.sizeHint().height() > 1.5 * before.height()


def test_that_a_formula_is_heard_and_one_that_is_none_is_refused() -> None:
    assert spoken(r"S_c = b_c + \dfrac{1}{h\,w} \sum_{x,y} M_c") == (
        "S_c = b_c + fraction 1 h w sum _ x,y M_c"
    )
    with pytest.raises(UserError, match="formula"):
        FormulaView(r"\nonsense")


# The pad


@pytest.fixture
def pad(qtbot: QtBot) -> PaintPad:
    pad = PaintPad()
    qtbot.addWidget(pad)
    pad.resize(280, 280)
    pad.show_sample(np.zeros((28, 28), np.float32), (14, 14))
    pad.show()
    qtbot.waitExposed(pad)
    return pad


def cell(row: int, column: int) -> QPoint:
    return QPoint(column * 20 + 10, row * 20 + 10)


def painted(pad: PaintPad) -> list[tuple[int, int]]:
    return [(int(row), int(column)) for row, column in np.argwhere(pad.cells)]


def test_that_a_fast_pointer_paints_every_cell_on_its_way(qtbot: QtBot, pad: PaintPad) -> None:
    with qtbot.waitSignal(pad.painted):
        qtbot.mousePress(pad, Qt.MouseButton.LeftButton, pos=cell(3, 2))
    qtbot.mouseMove(pad, cell(3, 6))
    qtbot.mouseRelease(pad, Qt.MouseButton.LeftButton, pos=cell(3, 6))
    assert painted(pad) == [(3, column) for column in range(2, 7)]
    assert "cells painted: 5" in pad.accessibleName()
    colour = pad.grab().toImage().pixelColor(cell(3, 4))
    assert colour.blue() > 2 * colour.red()  # PAINTED over black


def test_that_painted_cells_and_the_right_button_wipe(qtbot: QtBot, pad: PaintPad) -> None:
    for button, at in ((Qt.MouseButton.LeftButton, 0), (Qt.MouseButton.RightButton, 1)):
        qtbot.mouseClick(pad, Qt.MouseButton.LeftButton, pos=cell(5, at))
        assert (5, at) in painted(pad)
        qtbot.mouseClick(pad, button, pos=cell(5, at))
        assert (5, at) not in painted(pad)


def test_that_keys_paint_and_stop_at_the_edge(qtbot: QtBot, pad: PaintPad) -> None:
    for _ in range(20):
        qtbot.keyClick(pad, Qt.Key.Key_Left)
    qtbot.keyClick(pad, Qt.Key.Key_Space)
    qtbot.keyClick(pad, Qt.Key.Key_Down)
    qtbot.keyClick(pad, Qt.Key.Key_Return)
    assert painted(pad) == [(7, 0), (8, 0)]
    assert "row 9, column 1, painted" in pad.accessibleName()
    qtbot.keyClick(pad, Qt.Key.Key_Space)
    assert painted(pad) == [(7, 0)]


def test_that_the_strongest_are_framed_and_nothing_is_painted_then(
    qtbot: QtBot, pad: PaintPad
) -> None:
    strong = np.zeros((14, 14), np.bool_)
    strong[4, 4] = True
    pad.show_strong(strong)
    qtbot.mouseClick(pad, Qt.MouseButton.LeftButton, pos=cell(1, 1))
    qtbot.keyClick(pad, Qt.Key.Key_Space)
    assert painted(pad) == []
    image = pad.grab().toImage()
    assert image.pixelColor(cell(4, 4) - QPoint(8, 0)) == STRONG
    assert image.pixelColor(cell(4, 4)) == QColor("black") != PAINTED


# A button with many words


def test_that_a_wide_buttons_words_get_the_lines_they_need(qtbot: QtBot) -> None:
    button = WideButton("many words " * 8, None, sign="▶")  # type: ignore[arg-type]
    qtbot.addWidget(button)
    lines = button.fontMetrics().height()
    assert button.heightForWidth(2000) < 3 * lines
    assert button.heightForWidth(200) > 4 * lines


# The laser pointer


def test_that_the_laser_is_red_glows_and_leaves_no_cursor_behind(qtbot: QtBot) -> None:
    image = dot(60).toImage()
    middle = image.width() // 2
    assert image.pixelColor(middle, middle).alpha() == 255
    assert image.width() == 60
    red = image.pixelColor(middle + round(0.38 * 30), middle)
    assert red.alpha() == 255
    assert red.red() > 200 > red.green()
    glow = image.pixelColor(middle + round(0.8 * 30), middle)
    assert glow.red() > 200 > glow.alpha() > 0
    assert image.pixelColor(0, 0).alpha() == 0
    laser = Laser()
    for on in (True, True, False, False):
        laser.switch(on)
        assert (QGuiApplication.overrideCursor() is not None) == on == laser.on
    assert isinstance(QCursor().shape(), Qt.CursorShape)


def test_that_whole_commands_are_heard() -> None:
    assert spoken(r"a \leq b \leftarrow \left( c \right)") == "a at most b leftarrow ( c )"
