"""Comparing what the screen shows with stored references, tolerant of other fonts."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import cv2
import numpy as np

from tests.e2e.player import Pixels, Player

REFERENCES = Path(__file__).parent / "references"
PATIENCE = 10.0  # seconds until everything is painted
SAME = 5  # screenshots of a window at rest

MAIN = (
    *("drawCanvas", "penButton", "eraserButton", "undoButton", "redoButton", "clearButton"),
    *("brushSlider", "digitIndex", "previousDigitButton", "nextDigitButton", "randomDigitButton"),
    *("predictionLabel", "inputView", "rawCamView", "resizedCamView", "blendView", "colourBar"),
    *("readoutLabel", "followPredictionButton", *(f"classButton{sample}" for sample in range(10))),
    *("opacitySlider", "thresholdSlider", "scaleBox", "colourMapBox", "methodBox", "modelBox"),
)
"""The widgets whose places are compared, where they are shown."""

GRID = (40, 24)  # regions across and down whose mean colours are compared
MEAN_COLOUR, WORST_COLOUR = 3.0, 40.0  # of 255: over the window, in one region
SHIFT = 4  # pixels that a widget's edges may be elsewhere
SHIFT_OF_OTHER_FONTS = 0.04  # the same where text is of another size, as a share of the window


def compare(player: Player, name: str, *, renew: bool) -> Pixels:
    """Assert that the window looks as its reference; returns what it looks like."""
    places, colours = REFERENCES / f"{name}.json", REFERENCES / f"{name}.png"
    if renew:
        REFERENCES.mkdir(exist_ok=True)
        seen = settled(player)
        places.write_text(_as_json(_measure(player)), encoding="utf-8")
        cv2.imwrite(str(colours), reduced(seen))
    deadline = time.monotonic() + PATIENCE
    while True:
        seen = player.screenshot()
        found = moved(_measure(player), json.loads(places.read_text(encoding="utf-8")))
        found += complaints(seen, read(colours))
        if not found or time.monotonic() > deadline:
            assert found == [], f"{name} looks different"
            return seen


def settled(player: Player) -> Pixels:
    """What the window looks like when everything is painted: the same for a while."""
    before, same = player.screenshot(), 0
    deadline = time.monotonic() + PATIENCE
    while same < SAME:
        assert time.monotonic() < deadline, "the window does not come to rest"
        seen = player.screenshot()
        same = same + 1 if seen.tobytes() == before.tobytes() else 0
        before = seen
    return before


def complaints(one: Pixels, other: Pixels) -> list[str]:
    """Where the mean colours of two pictures differ too much."""
    apart = np.abs(reduced(one).astype(float) - reduced(other)).max(axis=2)
    found = []
    if apart.mean() > MEAN_COLOUR:
        found.append(f"the colours are {apart.mean():.1f} apart in the mean")
    row, column = np.unravel_index(apart.argmax(), apart.shape)
    if apart.max() > WORST_COLOUR:
        found.append(f"region ({column}, {row}) of {GRID} is {apart.max():.0f} apart")
    return found


def moved(measured: dict[str, Any], expected: dict[str, Any]) -> list[str]:
    """Which widgets are not where they were, or not there, or new."""
    boxes, places = measured["boxes"], expected["boxes"]
    same_text = measured["text"] == expected["text"]
    shift = SHIFT if same_text else SHIFT_OF_OTHER_FONTS * max(expected["size"])
    found = [f"{name} is not in both" for name in sorted(boxes.keys() ^ places.keys())]
    found += [
        f"{name} is at {boxes[name]}, not at {places[name]}"
        for name in sorted(boxes.keys() & places.keys())
        if np.abs(_edges(boxes[name]) - _edges(places[name])).max() > shift
    ]
    return found


def reduced(picture: Pixels) -> Pixels:
    """The mean colour of each region."""
    return np.asarray(cv2.resize(picture, GRID, interpolation=cv2.INTER_AREA), np.uint8)


def read(path: Path) -> Pixels:
    image = cv2.imread(str(path), cv2.IMREAD_COLOR)
    assert image is not None, f"{path} is missing: make it by pytest tests/e2e --renew"
    return np.asarray(image, np.uint8)


def _measure(player: Player) -> dict[str, Any]:
    return {
        "size": player.ask("place", "mainWindow")[2:],
        "text": player.ask("text_size"),
        "boxes": player.ask("boxes", MAIN),
    }


def _edges(box: list[int]) -> np.ndarray:
    left, top, width, height = box
    return np.array([left, top, left + width, top + height])


def _as_json(measured: dict[str, Any]) -> str:
    """One line a widget, so that a change is seen in a comparison of versions."""
    boxes = ",\n".join(f'  "{name}": {box}' for name, box in measured["boxes"].items())
    head = f'"size": {measured["size"]},\n"text": {measured["text"]}'
    return f'{{\n{head},\n"boxes": {{\n{boxes}\n}}\n}}\n'
