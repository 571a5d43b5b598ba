import hashlib

import numpy as np
import pytest

from camviewer.data import checksums
from camviewer.data.checksums import Checksum, checksum, sample_checksums
from camviewer.data.dataset import ArraySplit


def samples(changed: int = 0) -> ArraySplit:
    images = np.arange(7 * 784, dtype=np.uint32).reshape(7, 28, 28).astype(np.uint8)
    images[6, 27, 27] += changed
    return ArraySplit(7, lambda: (images, np.arange(7, dtype=np.uint8)))


@pytest.mark.parametrize("batch", [1, 3, 7, 1000])
def test_that_it_is_of_all_labels_then_all_pictures(
    batch: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(checksums, "BATCH", batch)
    split = samples()
    content = split.labels.tobytes() + split.images.tobytes()
    assert checksum(split) == hashlib.sha256(content).hexdigest()


def test_that_one_pixel_and_one_label_make_another() -> None:
    split = samples()
    other = Checksum(split.labels[::-1].copy())
    other.add(split.images)
    assert len({checksum(split), checksum(samples(changed=1)), other.text}) == 3


def test_that_a_samples_checksum_is_of_its_shape_and_pixels() -> None:
    images = samples().images
    expected = [hashlib.sha256(b"(28, 28)" + image.tobytes()).hexdigest() for image in images]
    assert sample_checksums(images) == tuple(expected)
    assert sample_checksums(images[:0]) == ()


def test_that_it_is_the_same_wherever_the_sample_stands() -> None:
    images = samples().images
    found = sample_checksums(images)
    assert sample_checksums(images[::-1]) == found[::-1]
    assert sample_checksums(images[[3, 3]]) == (found[3], found[3])
    assert len(set(found)) == len(images)


def test_that_another_shape_makes_another() -> None:
    line = np.zeros((1, 784), np.uint8)
    shapes = [(1, 28, 28), (1, 14, 56), (1, 28, 28, 1)]
    assert len({sample_checksums(line.reshape(shape)) for shape in shapes}) == 3
