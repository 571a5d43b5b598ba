"""A document as one file that can be taken elsewhere: a zip archive of JSON and arrays.

``document.json`` holds what is plain data; arrays are members in NumPy's own format beside it, and
networks are included as the files that they are. Samples are named by checksums. Nothing in it is
ever run, and every part is bounded before it is unpacked. A part that is damaged is left out and
told; the others are used.
"""

from __future__ import annotations

import json
import logging
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from camviewer.common import npz
from camviewer.common.archives import opened_zip, read_member, with_new_directory
from camviewer.common.errors import FileError
from camviewer.common.files import check_regular, reason, replacing
from camviewer.common.translation import tr_noop, translate
from camviewer.data.dataset import Images, Labels
from camviewer.data.spec import MAX_CLASSES, ImageSpec
from camviewer.document.plain_data import read as read_plain
from camviewer.document.state import ALLOWED, DocumentState
from camviewer.error_analysis.annotation_steps import UNDECIDED
from camviewer.error_analysis.annotations import Annotation
from camviewer.inference.evaluation import Evaluation

SUFFIX = ".camviewer"

VERSION = 1

MAX_SAMPLES = 1_000_000
"""Of an evaluation."""

MAX_NETWORK = 200_000_000
"""Bytes of one network's file."""

_MAX_JSON = 100_000_000
_MAX_ARRAY = 1_000_000_000
_MOST_MENDED = 300_000_000  # bytes of a damaged document
_MAX_PARTS = 20  # evaluations, and networks
_DIGEST = 32  # bytes of a sample's checksum
_EXPECTED = tr_noop("a document of CAM Viewer")
_MEMBER = "document.json"
_ARRAYS = ("labels", "scores", "pooled", "weights", "bias")

T = TypeVar("T")

_log = logging.getLogger(__name__)


@dataclass(frozen=True, eq=False)
class IncludedSamples:
    """Samples that were to come along, so that they can be looked at where their source is not.

    Attributes:
        images: (m, h, w) or (m, h, w, 3) uint8.
        labels: (m,) classes, 0 to C - 1.
        places: (m,) their places in the split that was evaluated.
        class_names: of the C classes.
    """

    images: Images
    labels: Labels
    places: NDArray[np.int64]
    class_names: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class SavedDocument:
    """All that a document's file holds.

    Attributes:
        state: what is shown and chosen.
        evaluations: what came out, of the network that is looked into first, then of others; all
            with the labels of the file.
        evaluated: the names of their networks, by which the state calls networks too; empty where
            a network has no file, as at a moment of its training, and for another system.
        annotations: what is noted and decided, by the samples' checksums.
        cluster_names: of the first evaluation's network, by the clusters' keys.
        networks: the files of networks that were included, by the names that the state calls them.
        samples: those that were included; None for none.
        results: what other parts of the program keep, as plain data, each under its own name.
    """

    state: DocumentState
    evaluations: tuple[Evaluation, ...] = ()
    evaluated: tuple[str, ...] = ()
    annotations: Mapping[str, Annotation] = field(default_factory=dict)
    cluster_names: Mapping[str, str] = field(default_factory=dict)
    networks: Mapping[str, bytes] = field(default_factory=dict)
    samples: IncludedSamples | None = None
    results: Mapping[str, Any] = field(default_factory=dict)


def save(path: str | Path, document: SavedDocument) -> None:
    """Write a document, whole or not at all.

    Raises:
        FileError: it cannot be written; what stood there before still stands.
    """
    with (
        replacing(path, what=translate("the document")) as temporary,
        zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as archive,
    ):
        samples = document.samples
        entries = {
            "format": "camviewer document",
            "version": VERSION,
            "state": asdict(document.state),
            "evaluations": [
                _described(each, name)
                for each, name in zip(document.evaluations, document.evaluated, strict=True)
            ],
            "annotations": {
                sample: {"tags": sorted(each.tags), "text": each.text, "decided": each.decided}
                for sample, each in document.annotations.items()
            },
            "cluster_names": dict(document.cluster_names),
            "networks": list(document.networks),
            "samples": samples and {"class_names": list(samples.class_names)},
            "results": dict(document.results),
        }
        # First, so that a file that is cut short has it. In ASCII: a file's name may have bytes
        # that are no text.
        text = json.dumps(entries, allow_nan=False)
        archive.writestr(_entry(_MEMBER), text, zipfile.ZIP_DEFLATED)
        for number, evaluation in enumerate(document.evaluations):
            _put_evaluation(archive, f"evaluations/{number}", evaluation)
        if samples is not None:
            for name in ("images", "labels", "places"):
                _put_array(archive, f"samples/{name}", getattr(samples, name))
        for number, content in enumerate(document.networks.values()):
            archive.writestr(_entry(f"networks/{number}"), content)


def read(path: str | Path) -> tuple[SavedDocument, tuple[str, ...]]:
    """Read a document; with it, a sentence for each part that could not be used.

    Raises:
        FileError: there is no such file, it is no document, or nothing of it can be used.
    """
    path = check_regular(path, expected=translate(_EXPECTED))
    try:
        try:
            return _read(path)
        except (zipfile.BadZipFile, KeyError, NotImplementedError, OSError):
            if path.stat().st_size > _MOST_MENDED:
                raise
            document, troubles = _read(with_new_directory(path.read_bytes()))
            told = translate(
                "This document is damaged: what could be read of it is shown. Save it under "
                "another name."
            )
            return document, (told, *troubles)
    except OSError as error:
        raise FileError(path, expected=translate(_EXPECTED), found=reason(error)) from None
    except Exception:  # zip, zlib, JSON and NumPy raise many kinds on damaged files
        raise FileError(
            path,
            expected=translate(_EXPECTED),
            found=translate("its content is of another kind or damaged"),
        ) from None


def _read(source: Path | bytes) -> tuple[SavedDocument, tuple[str, ...]]:
    with opened_zip(source) as archive:
        entries = json.loads(read_member(archive, _MEMBER, at_most=_MAX_JSON))
        if not isinstance(entries, dict) or entries.get("format") != "camviewer document":
            raise ValueError(translate("its content is of another kind"))
        return _Reader(archive, entries).document()


# Writing


def _entry(name: str) -> zipfile.ZipInfo:
    """An entry without a time: equal documents are equal files."""
    return zipfile.ZipInfo(name)


def _put_array(archive: zipfile.ZipFile, name: str, array: NDArray[Any]) -> None:
    with archive.open(_entry(f"{name}.npy"), "w", force_zip64=True) as stream:
        np.lib.format.write_array(stream, np.ascontiguousarray(array), allow_pickle=False)


def _put_evaluation(archive: zipfile.ZipFile, folder: str, evaluation: Evaluation) -> None:
    for name in _arrays(evaluation):
        _put_array(archive, f"{folder}/{name}", getattr(evaluation, name))
    digests = bytes.fromhex("".join(evaluation.samples))
    octets = np.frombuffer(digests, np.uint8).reshape(len(evaluation), -1)
    _put_array(archive, f"{folder}/samples", octets)


def _described(evaluation: Evaluation, network: str) -> dict[str, object]:
    """All of an evaluation but its arrays."""
    return {
        "network": network,
        "model": evaluation.model,
        "source": evaluation.source,
        "split": evaluation.split,
        "checksum": evaluation.checksum,
        "class_names": list(evaluation.class_names),
        "spec": None if evaluation.spec is None else asdict(evaluation.spec),
        "is_foreign": evaluation.is_foreign,
        "arrays": _arrays(evaluation),
    }


def _arrays(evaluation: Evaluation) -> list[str]:
    """Names of the arrays that it has."""
    return [name for name in _ARRAYS if getattr(evaluation, name) is not None]


# Reading


class _Reader:
    """Takes a document's parts out of an archive, one by one."""

    def __init__(self, archive: zipfile.ZipFile, entries: Mapping[str, Any]) -> None:
        self._archive = archive
        self._entries = entries
        self._troubles: list[str] = []

    def document(self) -> tuple[SavedDocument, tuple[str, ...]]:
        """All parts that can be used, and what is told of the others."""
        entries = self._entries
        if _number(entries.get("version", VERSION)) > VERSION:
            self._troubles.append(
                translate(
                    "This document was saved by a newer version of CAM Viewer. What this version "
                    "does not know is left out. Update CAM Viewer to see all of it."
                )
            )
        evaluations = self._parts(
            "evaluations", self._evaluation, translate("an evaluation of a network")
        )
        networks = self._parts("networks", self._network, translate("an included network"))
        no_notes: dict[str, Annotation] = {}
        no_names: dict[str, str] = {}
        annotations = self._part(self._annotations, no_notes, translate("the notes"))
        names = self._part(self._cluster_names, no_names, translate("the names of clusters"))
        samples = self._part(self._samples, None, translate("the included [samples]"))
        results = entries.get("results")
        document = SavedDocument(
            state=read_plain(DocumentState, entries.get("state"), ALLOWED),
            evaluations=tuple(evaluation for _, evaluation in evaluations),
            evaluated=tuple(name for name, _ in evaluations),
            annotations=annotations,
            cluster_names=names,
            networks=dict(networks),
            samples=samples,
            results=results if isinstance(results, dict) else {},
        )
        return document, tuple(self._troubles)

    def _part(self, take: Callable[[], T], without: T, what: str) -> T:
        try:
            return take()
        except Exception as error:  # as above
            _log.warning("%s: left out of a document: %r", what, error)
        told = translate("{0}: this part of the document is damaged and was left out.", what)
        self._troubles.append(told[:1].upper() + told[1:])
        return without

    def _parts(self, name: str, take: Callable[[int, Any], T], what: str) -> list[T]:
        found: list[T] = []
        described = self._entries.get(name)
        for number, each in enumerate(described if isinstance(described, list) else ()):
            if number == _MAX_PARTS:
                break

            def one(number: int = number, each: object = each) -> list[T]:
                return [take(number, each)]

            found += self._part(one, [], what)
        return found

    def _array(self, name: str) -> NDArray[Any]:
        return npz.read_array(self._archive, name, at_most=_MAX_ARRAY)

    def _evaluation(self, number: int, described: Any) -> tuple[str, Evaluation]:
        folder = f"evaluations/{number}"
        names = _texts(described["arrays"])
        if not {"labels", "scores"} <= set(names) <= set(_ARRAYS):
            raise ValueError("unknown arrays")
        arrays = {name: self._array(f"{folder}/{name}") for name in names}
        kinds = {name: np.uint8 if name == "labels" else np.float32 for name in names}
        if any(array.dtype != kinds[name] for name, array in arrays.items()):
            raise ValueError("arrays of another type")
        if not all(np.isfinite(array).all() for array in arrays.values()):
            raise ValueError("numbers that are not finite")
        labels, scores = arrays["labels"], arrays["scores"]
        if scores.ndim != 2 or not 1 <= len(labels) <= MAX_SAMPLES:
            raise ValueError("another shape")
        if labels.max() >= scores.shape[1]:
            raise ValueError("labels without a class")
        digests = self._array(f"{folder}/samples")
        if digests.dtype != np.uint8 or digests.shape != (len(labels), _DIGEST):
            raise ValueError("no checksums")
        return _text(described["network"]), Evaluation(
            model=_text(described["model"]),
            source=_text(described["source"]),
            split=_text(described["split"]),
            checksum=_text(described["checksum"]),
            samples=tuple(digest.tobytes().hex() for digest in digests),
            class_names=tuple(_texts(described["class_names"])),
            spec=_spec(described["spec"]),
            is_foreign=_truth(described.get("is_foreign", False)),
            labels=labels,
            scores=scores,
            pooled=arrays.get("pooled"),
            weights=arrays.get("weights"),
            bias=arrays.get("bias"),
        )

    def _network(self, number: int, name: Any) -> tuple[str, bytes]:
        return _text(name), read_member(self._archive, f"networks/{number}", at_most=MAX_NETWORK)

    def _annotations(self) -> dict[str, Annotation]:
        return {
            _text(sample): Annotation(
                frozenset(_texts(each["tags"])),
                _text(each["text"]),
                _decided(each.get("decided")),
            )
            for sample, each in self._entries.get("annotations", {}).items()
        }

    def _cluster_names(self) -> dict[str, str]:
        named = self._entries.get("cluster_names", {})
        return {_text(key): _text(name) for key, name in named.items()}

    def _samples(self) -> IncludedSamples | None:
        described = self._entries.get("samples")
        if described is None:
            return None
        images, labels, places = (
            self._array(f"samples/{name}") for name in ("images", "labels", "places")
        )
        ImageSpec(*images.shape[1:])
        fit = images.dtype == labels.dtype == np.uint8 and places.dtype == np.int64
        fit &= 0 < len(images) == len(labels) == len(places)
        if not fit or places.min() < 0:
            raise ValueError("arrays of another type or shape")
        return IncludedSamples(images, labels, places, tuple(_texts(described["class_names"])))


def _spec(described: Any) -> ImageSpec | None:
    if described is None:
        return None
    low, high = (float(end) for end in described["value_range"])
    height, width, channels = (_number(described[name]) for name in ("height", "width", "channels"))
    return ImageSpec(height, width, channels, (low, high))


def _number(value: object) -> int:
    if type(value) is not int:
        raise ValueError("not a whole number")
    return value


def _truth(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError("neither true nor false")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("not a text")
    return value


def _decided(value: object) -> int | None:
    """A class, `UNDECIDED`, or nothing."""
    if value is None:
        return None
    if not UNDECIDED <= _number(value) < MAX_CLASSES:
        raise ValueError("no class")
    return _number(value)


def _texts(values: Sequence[object]) -> list[str]:
    if not isinstance(values, list):
        raise ValueError("not a list")
    return [_text(value) for value in values]
