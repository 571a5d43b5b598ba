"""Photos: paper, light and lines taken away, digits found one by one, adjusted by a person."""

from __future__ import annotations

import cv2
import numpy as np
import pytest

from camviewer.data.digits.spec import DIGIT_SPEC
from camviewer.data.photos.adjustment import Adjustment, Crop, cropped, turned
from camviewer.data.photos.background import contrast_of, is_bright
from camviewer.data.photos.ruled_lines import without_ruled_lines
from camviewer.data.photos.samples import find_samples
from camviewer.data.pictures import decode_photo
from camviewer.data.spec import ImageSpec
from camviewer.inference.engine_cache import ENGINES
from camviewer.networks.formats import model_file
from tests.made_photos import make_photo

Field = np.ndarray


def paper(height: int = 300, width: int = 400) -> Field:
    """White paper, (height, width)."""
    return np.full((height, width), 0.9, np.float32)


def seven(photo: Field, left: int, top: int, ink: float = 0.1) -> Field:
    """Write a 7 of two bars, 60 by 100 pixels."""
    photo[top : top + 12, left : left + 60] = ink
    photo[top : top + 100, left + 48 : left + 60] = ink
    return photo


def ruled(photo: Field, spacing: int = 40, level: float = 0.6) -> Field:
    """Lines across, two pixels thick."""
    for row in range(spacing // 2, len(photo), spacing):
        photo[row : row + 2] = np.minimum(photo[row : row + 2], level)
    return photo


@pytest.mark.parametrize("bright", [True, False])
def test_that_dark_ink_and_chalk_are_told_apart_beside_a_shadow(bright: bool) -> None:
    photo = seven(paper(), 200, 100)
    photo[:, :150] *= 0.5
    assert is_bright(1 - photo if bright else photo) == bright


def test_that_ink_in_a_shadow_has_the_contrast_of_ink_in_the_light() -> None:
    photo = seven(seven(paper(), 60, 100), 280, 100)
    photo[:, :200] *= 0.5
    contrast = contrast_of(photo, bright=False)
    assert contrast[106, 90] == pytest.approx(1 - 0.1 / 0.9, abs=0.03)
    assert contrast[106, 310] == pytest.approx(contrast[106, 90], abs=0.03)
    assert abs(contrast[50, 60]) < 0.02


def test_that_ruled_lines_go_and_a_stroke_along_one_stays() -> None:
    photo = ruled(seven(paper(), 170, 100))
    photo[100:102, :] = np.minimum(photo[100:102, :], 0.6)  # the 7's bar lies on a line
    ruling = without_ruled_lines(contrast_of(photo, bright=False))
    assert np.abs(ruling.contrast[20:22, 20:380]).max() < 0.1
    assert ruling.contrast[103:110, 180:220].min() > 0.7
    assert ruling.contrast[140:142, 220:228].min() > 0.7
    assert ruling.angle == pytest.approx(0, abs=0.2)


def test_that_turned_paper_is_turned_back() -> None:
    photo = turned(ruled(seven(paper(), 170, 100)), Adjustment(angle=12))
    contrast = contrast_of(photo, bright=False)
    assert without_ruled_lines(contrast).angle == pytest.approx(12, abs=0.5)
    (upright,) = find_samples(ruled(seven(paper(), 170, 100)))
    (found,) = find_samples(photo)
    shared = np.minimum(found.sample, upright.sample).sum()
    assert shared / np.maximum(found.sample, upright.sample).sum() > 0.8


def test_that_several_digits_are_found_in_the_order_of_reading() -> None:
    photo = paper(420, 400)
    places = [(40, 40), (160, 60), (280, 30), (60, 260), (200, 240)]
    for left, top in places:
        seven(photo, left, top)
    found = find_samples(photo)
    assert [tuple(np.rint(each.corners[0] / 10) * 10) for each in found] == places
    assert {each.sample.shape for each in found} == {(28, 28)}


def test_that_the_strokes_of_a_broken_digit_are_one_digit() -> None:
    photo = paper()
    photo[60:70, 150:200] = 0.1  # the bar of a 5, apart from its body
    photo[82:130, 140:150] = 0.1
    photo[120:130, 140:200] = 0.1
    photo[120:180, 190:200] = 0.1
    photo[60:160, 290:300] = 0.1  # the stem of a 4, beside its left stroke
    photo[60:110, 240:250] = 0.1
    photo[100:110, 240:282] = 0.1
    assert len(find_samples(photo)) == 2


def test_that_dots_and_commas_are_no_digits() -> None:
    photo = seven(seven(paper(), 60, 100), 280, 100)
    photo[190:204, 180:194] = 0.1
    assert len(find_samples(photo)) == 2


def test_that_a_thin_pen_is_as_bright_in_the_sample_as_a_thick_one() -> None:
    photo = paper(600, 600)
    cv2.line(photo, (300, 60), (290, 540), 0.1, 6)
    (found,) = find_samples(photo)
    assert found.sample.max() > 0.95


def test_that_a_photo_is_cut_turned_and_inverted_as_asked() -> None:
    photo = seven(seven(paper(), 60, 100), 280, 100)
    (right,) = find_samples(photo, DIGIT_SPEC, Adjustment(crop=Crop(left=0.5)))
    assert right.corners[0].tolist() == pytest.approx([280, 100], abs=2)
    upside_down = np.rot90(photo, 2)
    again = find_samples(upside_down, DIGIT_SPEC, Adjustment(quarter_turns=2))
    assert len(again) == 2
    np.testing.assert_allclose(again[1].sample, right.sample, atol=0.05)
    grey = ImageSpec(32, 32)
    (inverted,) = find_samples(photo, grey, Adjustment(inverted=True))
    np.testing.assert_allclose(inverted.sample, 1 - find_samples(photo, grey)[0].sample, atol=1e-6)


@pytest.mark.parametrize("spec", [ImageSpec(32, 32, 3), ImageSpec(8, 128)])
def test_that_a_network_of_other_samples_gets_the_whole_photo(spec: ImageSpec) -> None:
    photo = np.linspace(0, 1, 60 * 90 * 3, dtype=np.float32).reshape(60, 90, 3)
    (found,) = find_samples(photo, spec)
    assert found.sample.shape == spec.shape
    assert float(found.sample.mean()) == pytest.approx(0.5, abs=0.01)


@pytest.mark.parametrize("edges", [(0.5, 0, 0.5, 1), (-0.1, 0, 1, 1), (0, 0, 1, 1.1)])
def test_that_a_crop_outside_the_photo_or_of_nothing_is_refused(edges: tuple[float, ...]) -> None:
    with pytest.raises(ValueError, match="expected a part"):
        Crop(*edges)


def test_that_the_smallest_crop_of_the_smallest_photo_has_a_pixel() -> None:
    assert cropped(np.zeros((1, 1), np.float32), Crop(0, 0, 0.02, 0.02)).shape == (1, 1)


@pytest.mark.slow
def test_that_made_photos_are_read() -> None:
    engine = ENGINES.of(model_file.bundled()[model_file.DEFAULT_MODEL])
    right = 0
    for number in range(12):
        random = np.random.default_rng([3, number])
        photo = make_photo(random, [number % 10], size=(600, 800))
        found = find_samples(decode_photo(photo.content, "photo").levels)
        if len(found) == 1:
            right += int(engine.scores(found[0].sample[None])[0].argmax()) == photo.labels[0]
    assert right >= 11
