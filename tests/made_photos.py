"""Photos of handwritten digits, made by a script: paper, light, pen and camera out of a seed."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from PIL import Image

from camviewer.data.digits.handwriting import write
from camviewer.data.strokes import Stroke

Field = np.ndarray
"""(height, width) or (height, width, 3) float32 in [0, 1]."""

PAPERS = ("blank", "lined", "squared", "board")
INKS = (
    (0.1, 0.1, 0.12),
    (0.12, 0.2, 0.55),
    (0.75, 0.12, 0.15),
    (0.1, 0.42, 0.2),
    (0.36, 0.36, 0.38),
)
"""Black, blue, red, green, pencil; RGB."""
CHALKS = ((0.9, 0.9, 0.88), (0.92, 0.88, 0.5), (0.9, 0.65, 0.7))
BOARDS = ((0.1, 0.22, 0.17), (0.13, 0.13, 0.14), (0.16, 0.3, 0.24))
LINES = ((0.55, 0.7, 0.95), (0.6, 0.6, 0.62), (0.5, 0.75, 0.7))
WHITES = ((0.95, 0.95, 0.93), (0.93, 0.9, 0.82), (0.85, 0.88, 0.9), (0.95, 0.92, 0.7))

ORIENTATIONS = {1: 0, 6: 1, 3: 2, 8: 3}
"""What EXIF calls a picture that is stored turned anticlockwise by so many quarters."""


@dataclass(frozen=True)
class MadePhoto:
    """A photo and what is written in it.

    Attributes:
        content: of a JPEG file.
        labels: the digits, in reading order.
        about: what the photo is of, in a few words.
    """

    content: bytes
    labels: tuple[int, ...]
    about: str


def make_photo(
    random: np.random.Generator,
    labels: Sequence[int],
    size: tuple[int, int] = (900, 1200),
    masks: Sequence[Field] = (),
) -> MadePhoto:
    """A photo of digits in one row, or in two.

    Args:
        random: decides everything else.
        labels: the digits, in reading order.
        size: height and width in pixels.
        masks: pictures of the digits (28, 28) in [0, 1] to be enlarged; none for digits that are
            written with a pen.
    """
    paper = PAPERS[int(random.choice(len(PAPERS), p=(0.25, 0.3, 0.25, 0.2)))]
    ink, height = _written(random, labels, size, masks)
    scene = _chalked(random, ink) if paper == "board" else _inked(random, paper, ink, height)
    angle = float(random.uniform(-20, 20))
    scene = _taken(random, scene, angle)
    scene = _lit(random, scene)
    content = _stored(random, scene)
    return MadePhoto(content, tuple(labels), f"{paper} {angle:.0f}°")


# What is written


def _written(
    random: np.random.Generator,
    labels: Sequence[int],
    size: tuple[int, int],
    masks: Sequence[Field],
) -> tuple[Field, float]:
    """Ink of all digits, and how high they are in pixels."""
    rows = 2 if len(labels) > 3 and random.random() < 0.4 else 1
    columns = -(-len(labels) // rows)
    most = min(0.62 * size[0] / (1.45 * rows - 0.45), 0.7 * size[1] / (1.3 * columns - 0.3))
    height = float(random.uniform(0.45, 1) * most)
    pen = float(np.clip(random.lognormal(-2.6, 0.4), 0.03, 0.16)) * height
    across, down = height * random.uniform(1.05, 1.3), height * random.uniform(1.45, 1.7)
    room = np.array(size[::-1]) - (columns * across, rows * down)
    corner = room / 2 + random.uniform(-0.15, 0.15, 2) * room
    ink: Field = np.zeros(size, np.float32)
    for place, label in enumerate(labels):
        row, column = divmod(place, columns)
        middle = corner + np.array(((column + 0.5) * across, (row + 0.5) * down))
        middle += random.uniform(-0.04, 0.04, 2) * height
        tall = height * random.uniform(0.9, 1.08)
        if len(masks):
            _enlarge(ink, masks[place], middle, tall)
        else:
            _pen(ink, write(label, random), middle, tall, pen)
    return ink, height


def _pen(ink: Field, strokes: Sequence[Stroke], middle: Field, tall: float, pen: float) -> None:
    points = np.concatenate([stroke.points for stroke in strokes])
    low, high = points.min(axis=0), points.max(axis=0)
    scale = (tall - pen) / max(float((high - low).max()), 1e-3)
    layer = np.zeros(ink.shape, np.uint8)
    for stroke in strokes:
        placed = (stroke.points - (low + high) / 2) * scale + middle
        fixed = np.rint(placed * 16).astype(np.int32)
        cv2.polylines(layer, [fixed], False, 255, max(2, round(pen)), cv2.LINE_AA, 4)
    np.maximum(ink, layer / np.float32(255), out=ink)


def _enlarge(ink: Field, mask: Field, middle: Field, tall: float) -> None:
    rows, columns = np.flatnonzero(mask.any(axis=1)), np.flatnonzero(mask.any(axis=0))
    cut = np.pad(mask[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1], 2)
    scale = tall / max(cut.shape)
    large = cv2.resize(
        cut.astype(np.float32), None, fx=scale, fy=scale, interpolation=cv2.INTER_CUBIC
    )
    large = cv2.GaussianBlur(large, (0, 0), scale / 3)
    sharp = np.clip((large - 0.3) * 8 + 0.5, 0, 1)
    left, top = np.rint(middle - np.array(sharp.shape[::-1]) / 2).astype(int).clip(0)
    place = ink[top : top + sharp.shape[0], left : left + sharp.shape[1]]
    np.maximum(place, sharp[: place.shape[0], : place.shape[1]], out=place)


# What it is written on


def _inked(random: np.random.Generator, paper: str, ink: Field, height: float) -> Field:
    scene = np.ones((*ink.shape, 3), np.float32) * _one_of(random, WHITES)
    spacing = max(14.0, height * random.uniform(0.25, 1.6))
    if paper != "blank":
        _rule(random, scene, spacing, squared=paper == "squared")
    grain = cv2.GaussianBlur(random.standard_normal(ink.shape).astype(np.float32), (0, 0), 2)
    scene *= (1 + 0.03 * grain)[..., None]
    colour = _one_of(random, INKS)
    strength = random.uniform(0.8, 1) * (1 - 0.15 * np.abs(grain))
    cover = np.clip(ink * strength, 0, 1)[..., None]
    return np.clip(scene * (1 - cover) + scene * colour * cover, 0, 1)


def _rule(random: np.random.Generator, scene: Field, spacing: float, *, squared: bool) -> None:
    colour = _one_of(random, LINES)
    cover = random.uniform(0.4, 1)
    thick = float(random.uniform(1, 3.5))
    lines = np.zeros(scene.shape[:2], np.float32)
    ys, xs = np.arange(scene.shape[0]), np.arange(scene.shape[1])
    for axis, places in ((0, ys), (1, xs))[: 2 if squared else 1]:
        away = np.abs((places - random.uniform(0, spacing) + spacing / 2) % spacing - spacing / 2)
        profile = np.clip(thick / 2 + 0.5 - away, 0, 1)
        lines = np.maximum(lines, profile[:, None] if axis == 0 else profile[None])
    shade = (lines * cover)[..., None]
    scene *= 1 - shade * (1 - colour)
    if not squared and random.random() < 0.5:
        at = round(scene.shape[1] * random.uniform(0.08, 0.2))
        scene[:, at : at + 3] *= np.array((0.95, 0.5, 0.5), np.float32)


def _chalked(random: np.random.Generator, ink: Field) -> Field:
    board = _one_of(random, BOARDS)
    smears = cv2.resize(
        random.random((6, 9), np.float32), ink.shape[::-1], interpolation=cv2.INTER_CUBIC
    )
    scene = np.ones((*ink.shape, 3), np.float32) * board + 0.12 * smears[..., None]
    grain = cv2.GaussianBlur(random.standard_normal(ink.shape).astype(np.float32), (0, 0), 1.5)
    cover = np.clip(ink * (random.uniform(0.7, 0.95) + 1.2 * grain), 0, 1)[..., None]
    return np.clip(scene * (1 - cover) + _one_of(random, CHALKS) * cover, 0, 1)


def _one_of(random: np.random.Generator, colours: Sequence[tuple[float, float, float]]) -> Field:
    return np.array(colours[int(random.integers(len(colours)))], np.float32)


# How it was photographed


def _taken(random: np.random.Generator, scene: Field, angle: float) -> Field:
    """Held askew and not quite from above; the paper fills the photo."""
    height, width = scene.shape[:2]
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    moved = corners + random.uniform(-0.03, 0.03, (4, 2)).astype(np.float32) * (width, height)
    tilt = cv2.getPerspectiveTransform(corners, np.asarray(moved, np.float32))
    whole = tilt @ np.vstack([turn, (0, 0, 1)])
    return cv2.warpPerspective(scene, whole, (width, height), borderMode=cv2.BORDER_REFLECT)


def _lit(random: np.random.Generator, scene: Field) -> Field:
    height, width = scene.shape[:2]
    ys, xs = np.mgrid[-1 : 1 : height * 1j, -1 : 1 : width * 1j].astype(np.float32)
    across, along = random.uniform(-0.18, 0.18, 2)
    light = 0.85 + across * xs + along * ys - random.uniform(0, 0.22) * (xs**2 + ys**2)
    if random.random() < 0.5:  # the shadow of a hand or a head
        direction, reach = random.uniform(0, 2 * np.pi), random.uniform(-0.4, 0.6)
        away = np.cos(direction) * xs + np.sin(direction) * ys - reach
        away += 0.1 * np.sin(5 * xs + random.uniform(0, 6))
        soft = random.uniform(0.03, 0.3)
        light *= 1 - random.uniform(0.2, 0.5) / (1 + np.exp(np.clip(-away / soft * 4, -50, 50)))
    scene = cv2.GaussianBlur(scene * light[..., None], (0, 0), float(random.uniform(0.4, 1.8)))
    noise = random.uniform(0.005, 0.035) * random.standard_normal(scene.shape).astype(np.float32)
    return np.clip(scene + noise, 0, 1)


def _stored(random: np.random.Generator, scene: Field) -> bytes:
    orientation = int(random.choice(list(ORIENTATIONS)))
    pixels = np.rot90((scene * 255).astype(np.uint8), ORIENTATIONS[orientation])
    note = Image.Exif()
    note[0x0112] = orientation
    file = io.BytesIO()
    quality = int(random.integers(40, 96))
    Image.fromarray(np.ascontiguousarray(pixels)).save(file, "JPEG", quality=quality, exif=note)
    return file.getvalue()
