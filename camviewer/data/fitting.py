"""Samples of one size and colour for a network of another.

What is done follows from the two kinds of samples alone:

- colours become grey as the mean of the three, grey becomes three equal colours;
- where at most a sixth of a side is missing, and no side is too long, ground is added on all
  sides: pixels stay pixels, as LeNet was shown MNIST's digits in 32 by 32;
- else the sample is resized as a whole until its longer side fits, its shape kept: by the mean of
  the area that a pixel covers where it becomes smaller, by cubic interpolation where it becomes
  larger; what is missing of the other side is ground.

Nothing is ever cut off. The ground is the median of a sample's border, of each channel: black
behind bright ink, white behind dark.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from camviewer.common.arrays import Array
from camviewer.common.translation import translate
from camviewer.data.dataset import Images, to_sample
from camviewer.data.spec import ImageSpec

MOST_PADDED = 6
"""Of a network's side, the part that is padded at most is one of so many."""


@dataclass(frozen=True)
class Fitting:
    """What is done to samples of one kind for a network of another.

    Attributes:
        found: what samples are.
        wanted: what the network is shown.
    """

    found: ImageSpec
    wanted: ImageSpec

    @property
    def is_needed(self) -> bool:
        """Whether anything is done at all."""
        return (self.found.size, self.found.channels) != (self.wanted.size, self.wanted.channels)

    @property
    def is_padded_only(self) -> bool:
        """Whether pixels stay pixels, with ground around them."""
        missing = zip(self.found.size, self.wanted.size, strict=True)
        return all(0 <= whole - side <= whole / MOST_PADDED for side, whole in missing)

    @property
    def inner(self) -> tuple[int, int]:
        """Rows and columns that the sample itself takes."""
        if self.is_padded_only:
            return self.found.size
        (height, width), (rows, columns) = self.found.size, self.wanted.size
        scale = min(rows / height, columns / width)
        return max(1, round(height * scale)), max(1, round(width * scale))

    def of(self, samples: Array) -> Array:
        """Samples (n, h, w) or (n, h, w, 3) in [0, 1] as the network is shown them."""
        if not self.is_needed:
            return samples
        samples = _coloured(np.asarray(samples, np.float32), self.wanted.channels)
        if self.found.size == self.wanted.size:
            return samples
        ground = _ground(samples)
        if self.inner != self.found.size:
            samples = np.stack([_resized(sample, self.inner) for sample in samples])
        return _padded(samples, ground, self.wanted.size)

    def of_images(self, images: Images) -> Images:
        """Stored pictures (n, h, w, …) uint8, made the same of, as stored pictures."""
        if not self.is_needed:
            return images
        stored: Images = np.rint(self.of(to_sample(images)) * 255).astype(np.uint8)
        return stored

    def in_words(self) -> str:
        """What was done to a sample, e.g. "padded to 32×32"; empty if nothing was."""
        if not self.is_needed:
            return ""
        parts = []
        if self.found.channels > self.wanted.channels:
            parts.append(translate("converted to grey"))
        elif self.found.channels < self.wanted.channels:
            parts.append(translate("repeated in three colours"))
        inner, whole = (_size(each) for each in (self.inner, self.wanted.size))
        if self.inner != self.found.size:
            parts.append(translate("resized to {0}", inner))
        if self.inner != self.wanted.size:
            parts.append(translate("padded to {0}", whole))
        return ", ".join(parts)

    def sentence(self, model: str) -> str:
        """The same with what and for which network: "28×28 digits padded to 32×32 for lenet32"."""
        if not self.is_needed:
            return ""
        return translate("{0} [samples] {1} for {2}", self.found, self.in_words(), model)


@dataclass(frozen=True, eq=False)
class Fitted:
    """A sample as a network is shown it.

    Attributes:
        sample: (h, w) or (h, w, 3) in [0, 1].
        fitting: what was done to it.
    """

    sample: Array
    fitting: Fitting


def fitted(sample: Array, spec: ImageSpec) -> Fitted:
    """A sample (h, w) or (h, w, 3) in [0, 1] for a network of such samples; itself if it is one."""
    fitting = Fitting(ImageSpec.of(sample), spec)
    return Fitted(fitting.of(sample[None])[0] if fitting.is_needed else sample, fitting)


def _coloured(samples: Array, channels: int) -> Array:
    """Samples (n, h, w) or (n, h, w, 3) with so many channels, 1 without an axis."""
    if samples.ndim == 4 and channels == 1:
        mean: Array = samples.mean(axis=-1, dtype=np.float32)
        return mean
    if samples.ndim == 3 and channels > 1:
        return np.repeat(samples[..., None], channels, axis=-1)
    return samples


def _ground(samples: Array) -> Array:
    """The median of each sample's border: (n,), or (n, 3) of each colour."""
    border = (samples[:, 0], samples[:, -1], samples[:, 1:-1, 0], samples[:, 1:-1, -1])
    ground: Array = np.median(np.concatenate(border, axis=1), axis=1).astype(np.float32)
    return ground


def _resized(sample: Array, size: tuple[int, int]) -> Array:
    import cv2  # here, since cards and specs do without it

    height, width = size
    is_smaller = height < sample.shape[0] or width < sample.shape[1]
    how = cv2.INTER_AREA if is_smaller else cv2.INTER_CUBIC
    # Cubic interpolation overshoots at edges.
    resized: Array = np.clip(cv2.resize(sample, (width, height), interpolation=how), 0, 1)
    return resized


def _padded(samples: Array, ground: Array, size: tuple[int, int]) -> Array:
    """Samples in the middle of ground; of an odd number of missing pixels one more is behind."""
    height, width = samples.shape[1:3]
    top, left = (size[0] - height) // 2, (size[1] - width) // 2
    whole = np.empty((len(samples), *size, *samples.shape[3:]), np.float32)
    whole[:] = ground[:, None, None]
    whole[:, top : top + height, left : left + width] = samples
    return whole


def _size(size: tuple[int, int]) -> str:
    return "×".join(map(str, size))
