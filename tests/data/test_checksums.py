import hashlib

import numpy as np
import pytest

from camviewer.data import checksums
from camviewer.data.checksums import Checksum, checksum
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
