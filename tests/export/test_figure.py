"""The lecture's figure: the window's pixels, real text, nothing clipped."""

from __future__ import annotations

import io
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from camviewer.common.errors import FileError, UserError
from camviewer.data.digits.spec import DIGIT_NAMES
from camviewer.export import figure
from camviewer.rendering.figure_page import as_share
from camviewer.rendering.rendering import Display, render


def row(number: int = 0, scale: str = "signed", colours: str = "blue-red") -> figure.Row:
    random = np.random.default_rng(number)
    sample = np.zeros((28, 28), np.float32)
    sample[5:23, 12:16] = random.random((18, 4), np.float32)
    maps = random.standard_normal((10, 14, 14), np.float32)
    rendering = render(sample, maps, 7, Display(scale=scale, colours=colours))
    return figure.Row(f"test #{number}", DIGIT_NAMES, 7, 7, 7, -1.25, 0.5, rendering)


def pixels(rows: list[figure.Row], caption: str = "") -> np.ndarray:
    content = figure.to_png_bytes(rows, caption=caption)
    return np.asarray(Image.open(io.BytesIO(content)).convert("RGB"))


def frames(rows: int) -> list[tuple[int, int]]:
    """Upper left corners of all pictures, row by row."""
    left = figure.MARGIN + figure.LABEL
    top = figure.MARGIN + figure.HEADER
    return [
        (top + r * (figure.CELL + figure.ROW_GAP), left + c * (figure.CELL + figure.COLUMN_GAP))
        for r in range(rows)
        for c in range(5)
    ]


def test_pictures_are_the_windows_pictures_pixel_for_pixel() -> None:
    rows = [row(0), row(1, "lecture", "rainbow")]
    page = pixels(rows, "a caption")
    wanted = [picture for one in rows for picture in figure.pictures_of(one.rendering)]
    for (top, left), picture in zip(frames(2), wanted, strict=True):
        step = figure.CELL // len(picture)
        middles = np.arange(len(picture)) * step + step // 2
        shown = page[top + middles[:, None], left + middles[None]]
        np.testing.assert_array_equal(shown, picture)
        # A pixel is one colour up to its edges: no smoothing.
        inner = page[top + step : top + 2 * step, left + step : left + 2 * step]
        assert (inner == picture[1, 1]).all()


@pytest.mark.slow
@pytest.mark.parametrize("count", [1, 20])
def test_nothing_is_clipped(count: int) -> None:
    page = pixels([row(n, "lecture") for n in range(count)], "x" * 100)
    edge = np.concatenate([page[:8].ravel(), page[-8:].ravel(), page[:, :8].ravel()])
    assert (edge == 255).all()
    assert (page[:, -8:] == 255).all()


@pytest.mark.slow
def test_long_names_stay_in_their_column() -> None:
    one = row()
    long = figure.Row("W" * 300, DIGIT_NAMES, None, 3, 7, -1234.5, 1e-7, one.rendering)
    page = pixels([long])
    gap = slice(figure.MARGIN + figure.LABEL - 12, figure.MARGIN + figure.LABEL - 2)
    assert (page[:, gap] == 255).all()


def test_that_data_set_and_index_have_a_line_each(tmp_path: Path) -> None:
    one = replace(row(), title="Built-in digits\ntest #1005 *")
    figure.save(tmp_path / "a.svg", [one])
    text = (tmp_path / "a.svg").read_text("utf-8")
    for line in ("Built-in digits", "test #1005 *", "true label 7"):
        assert f">{line}<" in text  # neither shortened nor joined


def test_text_is_text(tmp_path: Path) -> None:
    figure.save(tmp_path / "a.svg", [row()], caption="Model compact")
    text = (tmp_path / "a.svg").read_text("utf-8")
    for word in (*figure.COLUMNS, "test #0", "true label 7", "class 7 (predicted)", "S₇ = −1.25",
                 "p₇ = 50.00%", "Model compact", "14 × 14"):  # fmt: skip
        assert word in text, word


@pytest.mark.slow
def test_colour_bar_carries_the_limits(tmp_path: Path) -> None:
    one = row(scale="lecture", colours="rainbow")
    low, high = one.rendering.limits
    figure.save(tmp_path / "a.svg", [one])
    text = (tmp_path / "a.svg").read_text("utf-8")
    for value in (low, high, (low + high) / 2):
        assert f">{value:.3g}".replace("-", "−").rstrip("0") in text


def test_colour_bar_shows_the_table_from_the_bottom_up() -> None:
    one = row()
    page = pixels([one])
    top = figure.MARGIN + figure.HEADER
    left = figure.MARGIN + figure.LABEL + 5 * (figure.CELL + figure.COLUMN_GAP)
    column = page[top + 3 : top + figure.CELL - 3, left + figure.BAR // 2].astype(int)
    assert np.abs(column[0] - one.rendering.table[-4]).max() < 12
    assert np.abs(column[-1] - one.rendering.table[3]).max() < 12


def test_a_flat_map_has_one_colour(tmp_path: Path) -> None:
    flat = render(np.zeros((28, 28), np.float32), np.zeros((10, 14, 14), np.float32), 0, Display())
    one = figure.Row("flat", DIGIT_NAMES, None, 0, 0, 0.0, 0.1, flat)
    figure.save(tmp_path / "a.svg", [one])
    assert ">0<" in (tmp_path / "a.svg").read_text("utf-8")
    assert "no true label" in (tmp_path / "a.svg").read_text("utf-8")


@pytest.mark.slow
@pytest.mark.parametrize("suffix", figure.SUFFIXES)
def test_same_rows_same_bytes(tmp_path: Path, suffix: str) -> None:
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    figure.save(first, [row()])
    figure.save(second, [row()])
    assert first.read_bytes() == second.read_bytes()
    start = {".png": b"\x89PNG", ".svg": b"<?xml", ".pdf": b"%PDF"}[suffix]
    assert first.read_bytes().startswith(start)
    assert sorted(path.name for path in tmp_path.iterdir()) == [first.name, second.name]


@pytest.mark.slow
def test_names_are_taken_literally(tmp_path: Path) -> None:
    one = row()
    odd = figure.Row("$x^2$ 숫자 \udcff\n<&>.png", DIGIT_NAMES, 1, 1, 1, 0.0, 0.5, one.rendering)
    figure.save(tmp_path / "a.svg", [odd])
    figure.save(tmp_path / "a.pdf", [odd])
    assert "$x^2$ 숫자" in (tmp_path / "a.svg").read_text("utf-8")


@pytest.mark.parametrize(
    ("probability", "text"),
    [
        (0.99999, "> 99.99%"),
        (1.0, "= 100.00%"),
        (0.00001, "< 0.01%"),
        (0.0, "= 0.00%"),
        (0.12346, "= 12.35%"),
    ],
)
def test_what_is_not_certain_does_not_look_certain(probability: float, text: str) -> None:
    assert as_share(probability) == text


def test_caption_names_what_could_mislead() -> None:
    text = figure.caption("compact", Display(scale="lecture", threshold=20))
    assert "own limits" in text
    assert "20 %" in text
    assert "CAM" in text


def test_refusals(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"\.png, \.svg, \.pdf"):
        figure.save(tmp_path / "a.bmp", [row()])
    with pytest.raises(UserError, match="Figure: 0 rows"):
        figure.save(tmp_path / "a.png", [])
    with pytest.raises(UserError, match="Figure: 101 rows"):
        figure.save(tmp_path / "a.png", [row()] * 101)
    (tmp_path / "b.png").mkdir()
    with pytest.raises(FileError, match="a folder"):
        figure.save(tmp_path / "b.png", [row()])
    assert [path.name for path in tmp_path.iterdir()] == ["b.png"]


@pytest.mark.slow
def test_needs_no_pyplot_and_is_imported_late() -> None:
    code = (
        "import sys; from camviewer.export import figure; late = 'matplotlib' not in sys.modules; "
        "from tests.export.test_figure import row; figure.to_png_bytes([row()]); "
        "print(late, 'matplotlib.pyplot' in sys.modules)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["True", "False"]


def test_that_a_caption_names_the_convolution_that_was_looked_at() -> None:
    display = Display(method="grad-cam", parameters=(("layer", "of another network"),))
    assert "(" not in figure.caption("compact", display)
    assert "Grad-CAM (conv2d_1)" in figure.caption("lecture", display, {"layer": "conv2d_1"})
