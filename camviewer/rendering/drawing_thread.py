"""The one thread in which matplotlib draws.

It keeps the fonts of every thread that has drawn open, some ten files for each.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

T = TypeVar("T")

_THREAD = ThreadPoolExecutor(max_workers=1, thread_name_prefix="drawing")
_here = threading.local()


def in_drawing_thread(work: Callable[[], T]) -> T:
    """What a function returns or raises that is called in that thread; it is waited for."""
    if getattr(_here, "is_it", False):
        return work()

    def there() -> T:
        _here.is_it = True
        return work()

    return _THREAD.submit(there).result()
