"""Films of a training: whole or not at all, and true to the pictures."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from PIL import Image, ImageSequence

from camviewer.common.errors import FileError, UserError
from camviewer.export import animation
from camviewer.export.animation import Scene
from camviewer.rendering.rendering import Display
from tests.predictions import linear_prediction

SIDE, GAP, TOP = animation.SIDE, animation.GAP, animation.LINE + animation.GAP
LAST = round(animation.LAST * animation.FRAMES_A_SECOND)
"""How many times an animation without durations repeats its last frame."""


def scene(number: int) -> Scene:
    random = np.random.default_rng(number)
    sample = np.zeros((28, 28), np.float32)
    sample[5:23, 10:18] = np.random.default_rng(0).random((18, 8), np.float32)
    weights = random.standard_normal((6, 10), np.float32)
    features = random.random((14, 14, 6), np.float32)
    logits = features.mean(axis=(0, 1)) @ weights
    bias = np.zeros(10, np.float32)
    return Scene(
        f"step {number}", linear_prediction(sample, features, weights, bias, logits, "tiny")
    )


def save(path: Path, count: int, class_index: int | None = None) -> None:
    animation.save(path, map(scene, range(count)), class_index=class_index, display=Display())


def frames(path: Path) -> list[np.ndarray]:
    """All frames as (h, w, 3) uint8."""
    if path.suffix == ".gif":
        with Image.open(path) as image:
            return [np.asarray(each.convert("RGB")) for each in ImageSequence.Iterator(image)]
    capture, found = cv2.VideoCapture(str(path)), []
    while (taken := capture.read())[0]:
        found.append(taken[1][..., ::-1])
    return found


def region(frame: np.ndarray, place: int) -> np.ndarray:
    """One of the four pictures of a frame."""
    left = GAP + place * (SIDE + GAP)
    return frame[TOP : TOP + SIDE, left : left + SIDE]


@pytest.mark.parametrize(("name", "more"), [("a.gif", 0), ("a.mp4", LAST), ("A.GIF", 0)])
def test_that_there_is_one_frame_a_scene(tmp_path: Path, name: str, more: int) -> None:
    path = tmp_path / name
    save(path, 5)
    assert len(frames(path.rename(path.with_suffix(path.suffix.lower())))) == 5 + more


@pytest.mark.parametrize("name", ["a.gif", "a.mp4"])
def test_that_a_animation_can_be_one_frame(tmp_path: Path, name: str) -> None:
    save(tmp_path / name, 1)
    assert len(frames(tmp_path / name)) == (1 if name == "a.gif" else 1 + LAST)


@pytest.mark.parametrize("name", ["a.gif", "a.mp4"])
def test_that_rows_and_columns_are_even(tmp_path: Path, name: str) -> None:
    save(tmp_path / name, 2)
    for frame in frames(tmp_path / name):
        assert frame.shape == (TOP + SIDE + GAP, 4 * SIDE + 5 * GAP, 3)
        assert [side % 2 for side in frame.shape[:2]] == [0, 0]


def test_that_an_odd_frame_is_cut_to_even(tmp_path: Path) -> None:
    frame = np.full((31, 41, 3), 90, np.uint8)
    animation.write_mp4(tmp_path / "a.mp4", iter([frame]), tmp_path / "a.mp4")
    assert frames(tmp_path / "a.mp4")[0].shape == (30, 40, 3)


@pytest.mark.parametrize(("name", "tolerance"), [("a.gif", 6), ("a.mp4", 12)])
def test_that_the_input_is_shown_in_the_digits_grey_levels(
    tmp_path: Path, name: str, tolerance: int
) -> None:
    save(tmp_path / name, 3)
    grey = np.rint(scene(0).prediction.image * 255)
    step = SIDE // 28
    middles = np.arange(28) * step + step // 2
    for frame in frames(tmp_path / name)[:3]:
        shown = region(frame, 0)[middles[:, None], middles[None]].astype(int)
        assert np.abs(shown - grey[..., None]).max() <= tolerance


def test_that_frames_are_the_renderings_pixels() -> None:
    one = scene(1)
    frame = animation.draw(one, 3, Display())
    from camviewer.rendering.rendering import render

    rendering = render(one.prediction.image, one.prediction.maps, 3, Display())
    pictures = (
        rendering.input_picture,
        rendering.raw_picture,
        rendering.resized_picture,
        rendering.blend_picture,
    )
    for place, picture in enumerate(pictures):
        step = SIDE // len(picture)
        enlarged = picture.repeat(step, axis=0).repeat(step, axis=1)
        np.testing.assert_array_equal(region(frame, place), enlarged)


def test_that_each_scene_shows_its_predicted_class_unless_one_is_chosen() -> None:
    predicted = scene(2).prediction.predicted
    other = (predicted + 1) % 10
    shown, chosen, same = (
        animation.draw(scene(2), class_index, Display()) for class_index in (None, other, predicted)
    )
    np.testing.assert_array_equal(shown, same)
    assert not np.array_equal(region(shown, 1), region(chosen, 1))


def test_that_scenes_look_different(tmp_path: Path) -> None:
    save(tmp_path / "a.gif", 3)
    one, two, three = (region(frame, 1) for frame in frames(tmp_path / "a.gif"))
    assert not np.array_equal(one, two)
    assert not np.array_equal(two, three)


def test_that_a_gif_says_how_long_and_goes_on_for_ever(tmp_path: Path) -> None:
    save(tmp_path / "a.gif", 3)
    with Image.open(tmp_path / "a.gif") as image:
        durations = [each.info["duration"] for each in ImageSequence.Iterator(image)]
        assert image.info["loop"] == 0
    assert durations == [80, 80, 2000]  # GIF counts hundredths of a second


def test_that_an_mp4_says_how_fast(tmp_path: Path) -> None:
    save(tmp_path / "a.mp4", 3)
    capture = cv2.VideoCapture(str(tmp_path / "a.mp4"))
    assert capture.get(cv2.CAP_PROP_FPS) == pytest.approx(12)


@pytest.mark.parametrize("name", ["a.avi", "a", "gif", "a.gif.txt"])
def test_that_another_ending_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(
        UserError,
        match=r"cannot be written with the ending '.*'; choose a name that ends in \.gif or \.mp4",
    ):
        save(tmp_path / name, 1)
    with pytest.raises(UserError):
        animation.check(name)
    assert list(tmp_path.iterdir()) == []


def failing(after: int) -> Iterator[Scene]:
    yield from map(scene, range(after))
    raise UserError("The model is gone.")


@pytest.mark.parametrize("name", ["a.gif", "a.mp4"])
@pytest.mark.parametrize("after", [0, 2])
def test_that_a_animation_that_cannot_be_made_leaves_the_one_before(
    tmp_path: Path, name: str, after: int
) -> None:
    (tmp_path / name).write_bytes(b"the one before")
    with pytest.raises(UserError, match="The model is gone"):
        animation.save(tmp_path / name, failing(after), class_index=None, display=Display())
    assert (tmp_path / name).read_bytes() == b"the one before"
    assert [path.name for path in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["a.gif", "a.mp4"])
def test_that_a_animation_of_nothing_is_told(tmp_path: Path, name: str) -> None:
    with pytest.raises(UserError, match="as there is no snapshot to show; choose"):
        save(tmp_path / name, 0)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.gif", "a.mp4"])
def test_that_a_place_that_cannot_be_written_is_told(tmp_path: Path, name: str) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(FileError, match="a place to write the animation to"):
        save(tmp_path / "file" / name, 1)


def test_that_a_full_disk_leaves_no_half_animation(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = cv2.VideoWriter

    class Full:
        """A writer like OpenCV's on a full disk: it says nothing, and the file is cut off."""

        def __init__(self, path: str, *options: Any) -> None:
            self._path, self._writer = Path(path), real(path, *options)

        def isOpened(self) -> bool:  # noqa: N802
            return self._writer.isOpened()

        def write(self, frame: np.ndarray) -> None:
            self._writer.write(frame)

        def release(self) -> None:
            self._writer.release()
            self._path.write_bytes(self._path.read_bytes()[:1000])

        fourcc = real.fourcc

    monkeypatch.setattr(cv2, "VideoWriter", Full)
    with pytest.raises(FileError, match="a full disk"):
        save(tmp_path / "a.mp4", 2)
    assert list(tmp_path.iterdir()) == []
