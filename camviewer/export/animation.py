"""An animation of a training: the maps of one sample as the network learns, as GIF or MP4."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

import cv2
import numpy as np

from camviewer.attribution.methods import METHODS
from camviewer.common.errors import UnwritableError, UserError
from camviewer.common.files import replacing
from camviewer.common.translation import translate
from camviewer.inference.prediction import Prediction
from camviewer.rendering.colour_maps import Colours
from camviewer.rendering.fonts import hangul_file, has_hangul, runs
from camviewer.rendering.rendering import Display, render

if TYPE_CHECKING:
    from PIL.ImageDraw import ImageDraw

SUFFIXES = (".gif", ".mp4")

FRAMES_A_SECOND = 12

SIDE = 224  # pixels of each picture: a whole number of each sample pixel and raw cell
GAP = 16
LINE = 40
_LETTERS = 20
_INK, _PAPER = (22, 25, 29), (255, 255, 255)
LAST = 2.0  # seconds that the last frame stays


@dataclass(frozen=True, eq=False)
class Scene:
    """One moment of the animation.

    Attributes:
        title: when it was.
        prediction: what the network computed for the sample then.
    """

    title: str
    prediction: Prediction


def check(path: str | Path) -> None:
    """Raise `UserError` unless an animation can have this name."""
    if Path(path).suffix.lower() not in SUFFIXES:
        raise UserError(
            translate(
                "{0} cannot be written with the ending {2}; choose a name that ends in {1}.",
                path,
                translate("{0} or {1}", *SUFFIXES),
                repr(Path(path).suffix),
            )
        )


def save(
    path: str | Path,
    scenes: Iterable[Scene],
    *,
    class_index: int | None,
    display: Display,
    going_on: Callable[[], object] = lambda: None,
) -> None:
    """Write an animation, whole or not at all.

    Args:
        path: ends in ``.gif`` or ``.mp4``.
        scenes: in order; taken one by one.
        class_index: whose map is shown; None for the predicted class of each scene.
        display: how maps are shown.
        going_on: called before each frame is written, and after each estimate of a method that
            takes its time; ends it by raising.

    Raises:
        UserError: the name has another ending, or a network lacks what the method needs.
        FileError: it cannot be written; what stood there before still stands.
    """
    path = Path(path)
    check(path)
    frames: Iterator[Colours] = (draw(scene, class_index, display, going_on) for scene in scenes)
    first = next(frames, None)
    if first is None:
        raise UserError(
            translate(
                "{0} cannot be written, as there is no snapshot to show; choose a "
                "training that has some.",
                path,
            )
        )
    frames = chain([first], frames)
    with replacing(path, what=translate("the animation")) as temporary:
        if path.suffix.lower() == ".gif":
            _write_gif(temporary, frames, going_on)
        else:
            write_mp4(temporary, frames, path)


def draw(
    scene: Scene,
    class_index: int | None,
    display: Display,
    going_on: Callable[[], object] = lambda: None,
) -> Colours:
    """One frame, (h, w, 3): a line of words over input, raw map, resized map and blend.

    Args:
        scene: what is shown.
        class_index: whose map; None for the predicted class.
        display: how maps are shown.
        going_on: called after each estimate of a method that takes its time; ends it by raising.
    """
    from PIL import Image, ImageDraw

    prediction = scene.prediction
    shown = prediction.predicted if class_index is None else class_index
    method = METHODS.named(display.method)
    maps = method.maps(prediction, display.values, going_on)
    pictures = render(prediction.image, maps, shown, display)
    page = Image.new("RGB", (4 * SIDE + 5 * GAP, LINE + SIDE + 2 * GAP), _PAPER)
    row = (
        pictures.input_picture,
        pictures.raw_picture,
        pictures.resized_picture,
        pictures.blend_picture,
    )
    for place, picture in enumerate(row):
        height, width = (SIDE * side // max(picture.shape[:2]) for side in picture.shape[:2])
        large = Image.fromarray(picture).resize((width, height), Image.Resampling.NEAREST)
        page.paste(large, (GAP + place * (SIDE + GAP), LINE + GAP))
    share, score = f"{prediction.probabilities.max():.0%}", f"{prediction.logits[shown]:+.2f}"
    name = prediction.class_names[shown]
    words = (
        scene.title,
        translate("reads {0} ({1})", prediction.class_names[prediction.predicted], share),
        translate("map of class {0}, score {1}", name, score)
        if display.method == METHODS.default
        else translate(
            "{0} of class {1}, score {2}",
            method.described(method.chosen(prediction, display.values)),
            name,
            score,
        ),
    )
    write_words(ImageDraw.Draw(page), "    ".join(words))
    return np.asarray(page)


def write_words(draw: ImageDraw, line: str) -> None:
    """Write a line of words over the pictures, Korean ones in their own font."""
    from PIL import ImageFont

    latin = ImageFont.load_default(_LETTERS)
    hangul = ImageFont.truetype(hangul_file(), _LETTERS) if has_hangul(line) else latin
    left: float = GAP
    for run in runs(line):
        font = hangul if has_hangul(run) else latin
        draw.text((left, LINE - GAP // 2), run, fill=_INK, font=font, anchor="ls")
        left += font.getlength(run)


def _write_gif(path: Path, frames: Iterator[Colours], going_on: Callable[[], object]) -> None:
    from PIL import Image

    # Of all ways this one keeps the greys of the sample best, within 2 %.
    method = Image.Quantize.MAXCOVERAGE
    images = [Image.fromarray(frame).quantize(256, method) for frame in frames]
    durations = [1000 // FRAMES_A_SECOND] * len(images)
    durations[-1] = round(1000 * LAST)

    def others() -> Iterator[Image.Image]:
        for image in images[1:]:
            going_on()  # writing them takes seconds too
            yield image

    images[0].save(path, save_all=True, append_images=others(), duration=durations, loop=0)


def write_mp4(path: Path, frames: Iterator[Colours], meant: Path) -> None:
    """Write frames (h, w, 3), cut to an even number of rows and columns.

    Raises:
        FileError: about the file `meant`: it cannot be written, or this system cannot write any.
    """
    writer: cv2.VideoWriter | None = None
    frame: Colours | None = None
    try:
        for frame in frames:
            if writer is None:
                size = (frame.shape[1] // 2 * 2, frame.shape[0] // 2 * 2)
                code = cv2.VideoWriter.fourcc(*"mp4v")
                writer = cv2.VideoWriter(str(path), code, FRAMES_A_SECOND, size)
                if not writer.isOpened():
                    raise UnwritableError(
                        meant,
                        expected=translate("a system that can write MP4"),
                        found=translate("a system without MP4"),
                        remedy=translate("save it as .gif"),
                    )
            writer.write(_bgr(frame, size))
        if writer is not None and frame is not None:
            for _ in range(round(LAST * FRAMES_A_SECOND)):
                writer.write(_bgr(frame, size))
    finally:
        if writer is not None:
            writer.release()
    # OpenCV says nothing of a disk that is full.
    if not cv2.VideoCapture(str(path)).read()[0]:
        raise UnwritableError(
            meant,
            expected=translate("a place to write the animation to"),
            found=translate("a full disk"),
        )


def _bgr(frame: Colours, size: tuple[int, int]) -> Colours:
    return np.ascontiguousarray(frame[: size[1], : size[0], ::-1])
