"""Sources of digits. Adding one is adding one file to this folder.

A module here is found by what it offers:

- ``load() -> Dataset``: a source with a name, the module's own (``mnist``, ``builtin``);
- ``recognises(path: Path) -> bool`` and ``open_path(path: Path) -> Dataset``: a kind of file.

Modules whose name begins with an underscore are helpers.
"""

from __future__ import annotations

import logging
import pkgutil
from importlib import import_module
from pathlib import Path
from types import ModuleType

from camviewer.common.errors import FileError
from camviewer.common.files import check_regular, reason
from camviewer.common.translation import tr_noop, translate
from camviewer.data.dataset import Dataset

_EXPECTED = tr_noop(
    "a source of [samples] (auto, {0}, an .npz file, a folder or a pair of IDX files)"
)

_log = logging.getLogger(__name__)


def open_source(source: str = "auto") -> Dataset:
    """Open a source of digits; its arrays are read when they are first asked for.

    Args:
        source: ``auto`` (MNIST where it is found, else the built-in digits), the name of a
            source (``mnist``, ``builtin``), or the path of an `.npz` file, of a folder of IDX
            files, or of one file of an IDX pair. A file that is called like a source is meant
            by ``./mnist``.

    Raises:
        FileError: there is no such source, or its file is damaged. The data set's splits
            raise it as well, when damage shows only while arrays are read.
    """
    if source == "auto":
        return _auto()
    if source in _names():
        module = _module(source)
        if hasattr(module, "load"):
            return _checked(module.load())
    return _open_path(source)


def recognises(path: str | Path) -> bool:
    """Whether a file or folder looks like digits (and not, say, like a picture)."""
    path = Path(path)
    try:
        if not path.is_file() and not path.is_dir():  # a pipe would be waited for
            return False
        return any(
            hasattr(module, "recognises") and module.recognises(path)
            for module in map(_module, _names())
        )
    except (OSError, ValueError):
        return False


def check_source(source: str) -> None:
    """Find out that a source cannot be used before a window is opened for it.

    Raises:
        FileError: as `open_source`, except for damage that shows only while arrays are read.
    """
    if source != "auto" and not recognises(source):
        open_source(source)


def source_names() -> list[str]:
    """The sources that have a name, for menus and help; ``auto`` is not among them."""
    return [name for name in _names() if hasattr(_module(name), "load")]


def _auto() -> Dataset:
    from camviewer.data.sources import mnist

    if mnist.find() is not None:
        try:
            return mnist.load()
        except FileError as error:  # a damaged download must not keep the program from starting
            _log.warning("The built-in digits are used instead of MNIST: %s", error)
    return _checked(_module("builtin").load())


def _open_path(source: str) -> Dataset:
    path = Path(source)
    expected = translate(_EXPECTED, ", ".join(source_names()))
    try:
        path = path.expanduser()
        is_folder = source != "" and path.is_dir()
    except (OSError, ValueError, RuntimeError) as error:
        raise FileError(source, expected=expected, found=reason(error)) from None
    if not is_folder:
        check_regular(path if source else "''", expected=expected)
    try:
        for module in map(_module, _names()):
            if hasattr(module, "recognises") and module.recognises(path):
                return _checked(module.open_path(path))
    except OSError as error:
        raise FileError(path, expected=expected, found=reason(error)) from None
    raise FileError(path, expected=expected, found=translate("a file of another kind"))


def _names() -> list[str]:
    return [info.name for info in pkgutil.iter_modules(__path__) if info.name[0] != "_"]


def _module(name: str) -> ModuleType:
    return import_module(f"{__name__}.{name}")


def _checked(dataset: object) -> Dataset:
    if not isinstance(dataset, Dataset):
        raise TypeError(f"expected a Dataset, found {type(dataset).__name__}")
    return dataset
