"""What the window looks like: compared with reference pictures, small so that fonts do not count.

``pytest tests/e2e --renew`` makes the references and the README's screenshot anew.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest

from camviewer.core.paths import resources
from camviewer.core.settings import Settings, save
from tests.e2e.conftest import Player
from tests.e2e.test_lesson import SEVEN

REFERENCES = Path(__file__).parent / "references"
SCREENSHOT = resources() / "screenshots" / "window.png"
SMALL = (96, 54)  # pixels of the pictures that are compared
TOLERANCE = 6.0  # mean difference of grey levels, of 255


def reduced(path: Path) -> np.ndarray:
    image = cv2.imread(str(path), cv2.IMREAD_COLOR)
    assert image is not None
    return cv2.resize(image, SMALL, interpolation=cv2.INTER_AREA)


def difference(one: np.ndarray, other: np.ndarray) -> float:
    return float(np.abs(one.astype(float) - other).mean())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [(1366, 740), (1920, 1050)])
def test_that_the_window_looks_as_it_did(
    play: Callable[..., Player],
    tmp_path: Path,
    request: pytest.FixtureRequest,
    size: tuple[int, int],
    scheme: str,
) -> None:
    save(Settings(scheme=scheme))
    player = play()
    player.resize(*size)
    player.wait(lambda state: state["digits"])
    taken = tmp_path / "window.png"
    assert player.ask("grab", str(taken))
    reference = REFERENCES / f"{size[0]}x{size[1]}-{scheme}.png"
    if request.config.getoption("--renew"):
        cv2.imwrite(str(reference), reduced(taken))
    assert difference(reduced(taken), cv2.imread(str(reference))) <= TOLERANCE


def test_that_light_and_dark_are_told_apart() -> None:
    light, dark = (
        cv2.imread(str(REFERENCES / f"1366x740-{name}.png")) for name in ("light", "dark")
    )
    assert difference(light, dark) > 10 * TOLERANCE


def test_that_the_readmes_screenshot_is_the_window(
    play: Callable[..., Player], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    save(Settings(scheme="light"))
    player = play()
    player.resize(1366, 740)
    player.key("Delete")
    player.wait(lambda state: state["ready"] and state["predicted"] is None)
    player.draw(*SEVEN)
    player.wait(lambda state: state["predicted"] == 7)
    player.move(player.at("rawCamView", 0.5, 0.6))
    taken = SCREENSHOT if request.config.getoption("--renew") else tmp_path / "window.png"
    assert player.ask("grab", str(taken))
    assert difference(reduced(taken), reduced(SCREENSHOT)) <= TOLERANCE
