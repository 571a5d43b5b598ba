"""Loading TensorFlow without making the window wait.

Importing it loads shared libraries of more than a gigabyte while holding Python's lock, which
stops every other thread for hundreds of milliseconds. Loading them first through a plain C call
releases the lock; the import then finds them loaded. What remains is Python code: a short
switch interval lets the window in between, and the garbage collector, whose passes over a
million new objects hold the lock for 100 ms and more, rests meanwhile.
"""

from __future__ import annotations

import ctypes
import importlib.util
import logging
import os
import signal
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from camviewer.common.errors import UserError
from camviewer.common.translation import translate
from camviewer.concurrency.politeness import polite_imports

_log = logging.getLogger(__name__)

_LIBRARIES = (
    "libtensorflow_framework.so.2",
    "libtensorflow_cc.so.2",
    "python/lib_pywrap_tensorflow_common.so",
)
"""In the order in which each needs those before it, relative to TensorFlow's folder."""

_one_at_a_time = threading.RLock()  # else one thread would put back what another put away


@contextmanager
def quiet_imports() -> Iterator[None]:
    """Inside the block TensorFlow can be imported without a word on the terminal.

    Its libraries print to the process' error output while they are loaded, before any level
    that one can set is looked at; what Python raises is not affected.
    """
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    with _uninterrupted(), _one_at_a_time:
        try:
            kept = os.dup(2)
        except OSError:  # a program without a console has no error output
            yield
            return
        nowhere = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nowhere, 2)
            yield
        finally:
            os.dup2(kept, 2)
            os.close(kept)
            os.close(nowhere)


@contextmanager
def _uninterrupted() -> Iterator[None]:
    """An interruption by the keyboard waits for the end of the block.

    What TensorFlow's libraries do while they are loaded does not bear Python's exception: the
    process would abort.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    told: list[int] = []
    usual = signal.signal(signal.SIGINT, lambda number, _frame: told.append(number))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
        if told:
            signal.raise_signal(signal.SIGINT)


@contextmanager
def loading_tensorflow() -> Iterator[None]:
    """Within the block what imports TensorFlow is imported: quietly, and without a long stall.

    Raises:
        UserError: TensorFlow or Keras is missing or broken.
    """
    try:
        with quiet_imports(), polite_imports():
            load_libraries()
            yield
    except Exception as error:  # a library that it needs may be missing or another one
        _log.exception("TensorFlow cannot be imported")
        raise UserError(
            translate(
                "TensorFlow, which trains networks, cannot be loaded ({0}). Install it: pip "
                "install tensorflow",
                f"{type(error).__name__}: {error}",
            )
        ) from None


def load_libraries() -> None:
    """Load TensorFlow's shared libraries without holding Python's lock.

    Where that is not possible (another platform or layout) nothing happens: the import loads
    them as usual.
    """
    # The built-in samples need it meanwhile, in another thread: loading its libraries then would
    # wait for TensorFlow's, with Python's lock in hand.
    import numpy.random  # noqa: F401

    specification = importlib.util.find_spec("tensorflow")
    if sys.platform != "linux" or specification is None or not specification.origin:
        return
    folder = Path(specification.origin).parent
    # A function called through ctypes runs without Python's lock; ctypes.CDLL(path) would not.
    dlopen = ctypes.CDLL(None).dlopen
    dlopen.argtypes, dlopen.restype = [ctypes.c_char_p, ctypes.c_int], ctypes.c_void_p
    for name in _LIBRARIES:
        path = folder / name
        if path.exists() and not dlopen(os.fsencode(path), os.RTLD_LAZY):
            _log.info("%s could not be loaded ahead", path.name)
