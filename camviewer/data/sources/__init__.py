"""Sources of samples: one file each, found by folder and by the entry points of other packages.

A module here, or one that an entry point of the group ``camviewer.sources`` names, offers one of
these or both:

- ``load() -> Dataset``: a source with a name, the module's own (``mnist``, ``builtin``);
- ``recognises(path: Path) -> bool`` and ``open_path(path: Path) -> Dataset``: a kind of file or
  folder. Of two that recognise the same file the program's own one opens it.

A ``TITLE``, its name for people, marked to be translated, may be left out. That of a kind of file
is what one of them is called in a sentence: "an .npz file".
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from camviewer.common import file_kinds
from camviewer.common.errors import FileError
from camviewer.common.file_kinds import Use
from camviewer.common.files import check_regular, reason
from camviewer.common.registry import Registry, find, offered, title_of
from camviewer.common.translation import tr_noop, translate
from camviewer.data import source_choices
from camviewer.data.dataset import Dataset, InvertedSplit
from camviewer.data.digits.spec import are_digits
from camviewer.data.source_choices import SourceChoices
from camviewer.data.spec import Noun

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class Source:
    """Where samples come from: a name, a kind of file, or both.

    Attributes:
        name: what it is called on the command line and in files.
        title: its name for people, to be translated.
        load: opens the data set of that name; None for a kind of file alone.
        recognises: whether a file or folder is of its kind; None for a name alone.
        open_path: opens a file or folder of its kind; None for a name alone.
    """

    name: str
    title: str
    load: Callable[[], Dataset] | None
    recognises: Callable[[Path], bool] | None
    open_path: Callable[[Path], Dataset] | None

    def fits(self, path: Path) -> bool:
        """Whether a file or folder is of its kind; OSError if it cannot be looked at."""
        try:
            return self.recognises is not None and self.recognises(path)
        except OSError:
            raise
        except Exception:  # another's code must not keep a file from those that know it
            _log.exception("The source %s cannot tell whether it recognises %s", self.name, path)
            return False


def _source(name: str, module: object) -> Source:
    by_name, by_path = hasattr(module, "load"), hasattr(module, "open_path")
    if not by_name and not by_path:
        raise TypeError("expected a function load or open_path, found neither")
    return Source(
        name,
        title_of(module) if hasattr(module, "TITLE") else name,
        offered(module, "load") if by_name else None,
        offered(module, "recognises") if by_path else None,
        offered(module, "open_path") if by_path else None,
    )


SOURCES = Registry[Source](
    tr_noop("Source"),
    partial(find, __name__, _source, "load", "open_path", group="camviewer.sources"),
)
"""Source by name."""


def open_source(source: str = "auto") -> Dataset:
    """Open a source of samples; its arrays are read when they are first asked for.

    Args:
        source: ``auto`` (MNIST where it is found, else the built-in samples), the name of a
            source (``mnist``, ``builtin``), or the path of a file or a folder of samples: pictures
            by class, `.npz`, `.npy`, CSV, IDX or Parquet. A file that is called like a source is
            meant by ``./mnist``.

    Raises:
        FileError: there is no such source, or its file is damaged. The data set's splits
            raise it as well, when damage shows only while arrays are read.
    """
    if source == "auto":
        return _auto()
    load = SOURCES[source].load if source in SOURCES else None
    return _checked(load()) if load is not None else _open_path(source)


def recognises(path: str | Path) -> bool:
    """Whether a file or folder looks like samples (and not, say, like a picture)."""
    path = Path(path)
    try:
        if not path.is_file() and not path.is_dir():  # a pipe would be waited for
            return False
        return any(source.fits(path) for source in SOURCES.values())
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
    return [name for name, source in SOURCES.items() if source.load is not None]


def _expected() -> str:
    """What a source may be, in the person's language: names, then kinds of files."""
    kinds = [translate(each.title) for each in SOURCES.values() if each.load is None]
    return translate("a source of [samples] ({0})", ", ".join(["auto", *source_names(), *kinds]))


def _auto() -> Dataset:
    from camviewer.data.sources import builtin, mnist

    if mnist.find() is not None:
        try:
            return mnist.load()
        except FileError as error:  # a damaged download must not keep the program from starting
            _log.warning("The built-in digits are used instead of MNIST: %s", error)
    return builtin.load()


def _open_path(source: str) -> Dataset:
    path = Path(source)
    expected = _expected()
    try:
        path = path.expanduser()
        is_folder = source != "" and path.is_dir()
    except (OSError, ValueError, RuntimeError) as error:
        raise FileError(source, expected=expected, found=reason(error)) from None
    if not is_folder:
        check_regular(path if source else "''", expected=expected)
    try:
        for kind in SOURCES.values():
            if kind.open_path is not None and kind.fits(path):
                return _as_chosen(_checked(kind.open_path(path)), source_choices.of(path))
    except OSError as error:
        raise FileError(path, expected=expected, found=reason(error)) from None
    raise _of_another_kind(path, expected)


def _of_another_kind(path: Path, expected: str) -> FileError:
    """What to say of a file that no source recognises: what it is, and where it belongs."""
    otherwise = translate("put pictures into a folder, or numbers into a CSV or .npz file")
    try:
        with path.open("rb") as file:
            kind = file_kinds.kind_of(file.read(file_kinds.HEAD))
    except OSError as error:
        return FileError(path, expected=expected, found=reason(error))
    if kind is None or kind.use is Use.SAMPLES:  # it begins as one, but no source took it
        found = translate("it is a file of another kind")
        return FileError(path, expected=expected, found=found, remedy=otherwise)
    return FileError(path, expected=expected, found=kind.found(), remedy=kind.remedy(otherwise))


def _as_chosen(dataset: Dataset, chosen: SourceChoices) -> Dataset:
    """A data set as a person wants it: inverted, or with class names that were typed in."""
    if chosen.inverted:
        train, test = InvertedSplit(dataset.train), InvertedSplit(dataset.test)
        dataset = replace(dataset, train=train, test=test)
    if len(chosen.class_names) == len(dataset.class_names):
        noun = Noun.DIGIT if are_digits(dataset.spec, chosen.class_names) else Noun.PICTURE
        dataset = replace(dataset, class_names=chosen.class_names, noun=noun)
    return dataset


def _checked(dataset: object) -> Dataset:
    if not isinstance(dataset, Dataset):
        raise TypeError(f"expected a Dataset, found {type(dataset).__name__}")
    return dataset
