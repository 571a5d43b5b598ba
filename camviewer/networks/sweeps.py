"""Kernels that are moved over a grid: what comes out under them, and what each cell gets back."""

from __future__ import annotations

import math

import numpy as np

from camviewer.common.arrays import Array
from camviewer.networks import windows

# Numbers of patches that are copied side by side at once: two megabytes stay in the caches.
_COPIED = 2**19

# Of so many times as many filters as channels what comes back is less than what would be copied.
_MANY = 4


def swept(
    batch: Array, kernel: Array, groups: int, rows: windows.Windows, columns: windows.Windows
) -> Array:
    """(n, h', w', F): what comes of (n, h, w, K) under a kernel (…, K/G, F) at every place."""
    under = windows.patches(batch, rows, columns)
    read = kernel.shape[2]
    found = [
        _products(under[..., group * read : (group + 1) * read], kernel[..., share])
        for group, share in enumerate(_shares(kernel.shape[-1], groups))
    ]
    return found[0] if groups == 1 else np.concatenate(found, axis=-1)


def _products(under: Array, kernel: Array) -> Array:
    """(n, h', w', F) of patches (n, h', w', a, b, K) with a kernel (a, b, K, F)."""
    flat = kernel.reshape(-1, kernel.shape[-1])
    found = np.empty((*under.shape[:3], flat.shape[-1]), under.dtype)
    at_once = max(1, _COPIED // math.prod(under.shape[1:]))
    for start in range(0, len(under), at_once):
        some = slice(start, start + at_once)
        np.matmul(
            under[some].reshape(-1, len(flat)), flat, out=found[some].reshape(-1, flat.shape[-1])
        )
    return found


def swept_depthwise(
    batch: Array, kernel: Array, rows: windows.Windows, columns: windows.Windows
) -> Array:
    """As `swept`, where each of K channels has M kernels of its own: (n, h', w', K M)."""
    grid = windows.padded(batch, rows, columns)
    parts = (
        grid[under][..., None] * kernel[row, column]
        for row, column, under in windows.offsets(rows, columns)
    )
    whole = sum(parts, np.zeros((), batch.dtype))
    return whole.reshape(*whole.shape[:3], -1)


def spread(
    upstream: Array, kernel: Array, groups: int, rows: windows.Windows, columns: windows.Windows
) -> Array:
    """(n, h, w, K): what each input cell gets of (n, h', w', F) through a kernel (…, K/G, F)."""
    filters, channels = kernel.shape[-1], kernel.shape[2] * groups
    if rows.stride == columns.stride == 1 and filters < _MANY * channels:
        back = _turned(kernel, groups)
        return swept(upstream, back, groups, rows.back(), columns.back())
    shares = _shares(filters, groups)
    flat = [upstream[..., share].reshape(-1, filters // groups) for share in shares]

    def part(tap: Array) -> Array:
        """What goes through one offset in the window."""
        found = [one @ tap[:, share].T for one, share in zip(flat, shares, strict=True)]
        whole = found[0] if groups == 1 else np.concatenate(found, axis=-1)
        return whole.reshape(*upstream.shape[:3], -1)

    # One product for each offset; only one is kept at a time.
    parts = map(part, kernel.reshape(-1, *kernel.shape[2:]))
    return windows.gathered(upstream, parts, channels, rows, columns)


def _turned(kernel: Array, groups: int) -> Array:
    """(a, b, F/G, K) of a kernel (a, b, K/G, F): from output to input, turned by 180 degrees."""
    height, width, read, filters = kernel.shape
    apart = kernel[::-1, ::-1].reshape(height, width, read, groups, filters // groups)
    return apart.transpose(0, 1, 4, 3, 2).reshape(height, width, filters // groups, groups * read)


def _shares(filters: int, groups: int) -> list[slice]:
    share = filters // groups
    return [slice(start, start + share) for start in range(0, filters, share)]


def spread_depthwise(
    upstream: Array, kernel: Array, rows: windows.Windows, columns: windows.Windows
) -> Array:
    """As `spread`, where the channels (K M) of what comes back belong to K of what went in."""
    _, _, channels, multiplier = kernel.shape
    apart = upstream.reshape(*upstream.shape[:3], channels, multiplier)
    parts = ((apart * tap).sum(axis=-1) for tap in kernel.reshape(-1, channels, multiplier))
    return windows.gathered(upstream, parts, channels, rows, columns)
