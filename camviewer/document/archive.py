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
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from camviewer.common.archives import opened_zip, read_member, with_new_directory
from camviewer.common.errors import FileError
from camviewer.common.files import check_regular, reason, replacing
from camviewer.common.translation import tr_noop, translate
from camviewer.data.dataset import Images, Labels
from camviewer.data.spec import MAX_CLASSES, ImageSpec
from camviewer.document.archive_members import (
    MAX_PARTS,
    MemberReader,
    checked_number,
    checked_text,
    checked_texts,
    checked_truth,
    entry,
    put_array,
)
from camviewer.document.plain_data import read as read_plain
from camviewer.document.saved_work import SavedWork
from camviewer.document.state import ALLOWED, DocumentState
from camviewer.document.work_members import put_work, read_work
from camviewer.error_analysis.annotation_steps import UNDECIDED
from camviewer.error_analysis.annotations import Annotation
from camviewer.inference.evaluation import Evaluation, Probabilities

SUFFIX = ".camviewer"

VERSION = 2
"""Since 2, the checksums of samples are written once, and it is told how far the work had come."""

MAX_SAMPLES = 1_000_000
"""Of an evaluation."""

MAX_NETWORK = 200_000_000
"""Bytes of one network's file."""

_MAX_JSON = 100_000_000
_MOST_MENDED = 300_000_000  # bytes of a damaged document
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
        scalings: how networks of other programs are fed, by their files' checksums, as
            `Scaling.to_entry` says.
        work: how far the work on the first evaluation had come.
        results: what other parts of the program keep, as plain data, each under its own name.
    """

    state: DocumentState
    evaluations: tuple[Evaluation, ...] = ()
    evaluated: tuple[str, ...] = ()
    annotations: Mapping[str, Annotation] = field(default_factory=dict)
    cluster_names: Mapping[str, str] = field(default_factory=dict)
    networks: Mapping[str, bytes] = field(default_factory=dict)
    samples: IncludedSamples | None = None
    scalings: Mapping[str, Any] = field(default_factory=dict)
    work: SavedWork = field(default_factory=SavedWork)
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
        entries = {
            "format": "camviewer document",
            "version": VERSION,
            "state": asdict(document.state),
            "evaluations": _put_evaluations(archive, document),
            "annotations": {
                sample: {"tags": sorted(each.tags), "text": each.text, "decided": each.decided}
                for sample, each in document.annotations.items()
            },
            "cluster_names": dict(document.cluster_names),
            "networks": list(document.networks),
            "samples": _put_samples(archive, document.samples),
            "scalings": dict(document.scalings),
            "work": put_work(archive, document.work),
            "results": dict(document.results),
        }
        for number, content in enumerate(document.networks.values()):
            archive.writestr(entry(f"networks/{number}"), content)
        # In ASCII: a file's name may have bytes that are no text.
        text = json.dumps(entries, allow_nan=False)
        archive.writestr(entry(_MEMBER), text, zipfile.ZIP_DEFLATED)


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


def _put_evaluations(archive: zipfile.ZipFile, document: SavedDocument) -> list[dict[str, object]]:
    """The checksums of samples that several evaluations are of are written once."""
    written: dict[tuple[str, ...], int] = {}
    described = []
    named = zip(document.evaluations, document.evaluated, strict=True)
    for number, (each, name) in enumerate(named):
        first = written.setdefault(each.samples, number)
        if first == number:
            digests = bytes.fromhex("".join(each.samples))
            octets = np.frombuffer(digests, np.uint8).reshape(len(each), -1)
            put_array(archive, f"evaluations/{number}/samples", octets)
        entries = _put_evaluation(archive, f"evaluations/{number}", each, name)
        described.append(entries | {"samples": first})
    return described


def _put_evaluation(
    archive: zipfile.ZipFile, folder: str, evaluation: Evaluation, network: str
) -> dict[str, object]:
    arrays = {name: getattr(evaluation, name) for name in _ARRAYS}
    there = {name: array for name, array in arrays.items() if array is not None}
    for name, array in there.items():
        put_array(archive, f"{folder}/{name}", array)
    return {
        "network": network,
        "model": evaluation.model,
        "source": evaluation.source,
        "split": evaluation.split,
        "checksum": evaluation.checksum,
        "class_names": list(evaluation.class_names),
        "spec": None if evaluation.spec is None else asdict(evaluation.spec),
        "is_foreign": evaluation.is_foreign,
        "probabilities": evaluation.probabilities.value,
        "arrays": list(there),
    }


def _put_samples(
    archive: zipfile.ZipFile, samples: IncludedSamples | None
) -> dict[str, object] | None:
    if samples is None:
        return None
    for name in ("images", "labels", "places"):
        put_array(archive, f"samples/{name}", getattr(samples, name))
    return {"class_names": list(samples.class_names)}


# Reading


class _Reader:
    """Takes a document's parts out of an archive, one by one."""

    def __init__(self, archive: zipfile.ZipFile, entries: Mapping[str, Any]) -> None:
        self._reader = MemberReader(archive)
        self._entries = entries
        self._digests: dict[int, tuple[str, ...]] = {}  # of an evaluation's samples

    def document(self) -> tuple[SavedDocument, tuple[str, ...]]:
        """All parts that can be used, and what is told of the others."""
        entries, reader = self._entries, self._reader
        if checked_number(entries.get("version", VERSION)) > VERSION:
            reader.troubles.append(
                translate(
                    "This document was saved by a newer version of CAM Viewer. What this version "
                    "does not know is left out. Update CAM Viewer to see all of it."
                )
            )
        evaluations = reader.parts(
            entries.get("evaluations"), self._evaluation, translate("an evaluation of a network")
        )
        networks = reader.parts(
            entries.get("networks"), self._network, translate("an included network")
        )
        no_notes: dict[str, Annotation] = {}
        no_names: dict[str, str] = {}
        annotations = reader.part(self._annotations, no_notes, translate("the notes"))
        names = reader.part(self._cluster_names, no_names, translate("the names of clusters"))
        samples = reader.part(self._samples, None, translate("the included [samples]"))
        no_scalings: dict[str, Any] = {}
        scalings = reader.part(
            self._scalings, no_scalings, translate("the input scaling of networks")
        )
        work = read_work(reader, entries.get("work"), evaluations[0][1] if evaluations else None)
        results = entries.get("results")
        document = SavedDocument(
            state=read_plain(DocumentState, entries.get("state"), ALLOWED),
            evaluations=tuple(evaluation for _, evaluation in evaluations),
            evaluated=tuple(name for name, _ in evaluations),
            annotations=annotations,
            cluster_names=names,
            networks=dict(networks),
            samples=samples,
            scalings=scalings,
            work=work,
            results=results if isinstance(results, dict) else {},
        )
        return document, tuple(reader.troubles)

    def _evaluation(self, number: int, described: Any) -> tuple[str, Evaluation]:
        names = checked_texts(described["arrays"])
        if not {"labels", "scores"} <= set(names) <= set(_ARRAYS):
            raise ValueError("unknown arrays")
        kinds = {name: np.uint8 if name == "labels" else np.float32 for name in names}
        arrays = {
            name: self._reader.array(f"evaluations/{number}/{name}", kind)
            for name, kind in kinds.items()
        }
        labels, scores = arrays["labels"], arrays["scores"]
        if scores.ndim != 2 or not 1 <= len(labels) <= MAX_SAMPLES:
            raise ValueError("another shape")
        if labels.max() >= scores.shape[1]:
            raise ValueError("labels without a class")
        samples = self._samples_of(checked_number(described.get("samples", number)))
        if len(samples) != len(labels):
            raise ValueError("no checksums")
        return checked_text(described["network"]), Evaluation(
            model=checked_text(described["model"]),
            source=checked_text(described["source"]),
            split=checked_text(described["split"]),
            checksum=checked_text(described["checksum"]),
            samples=samples,
            class_names=tuple(checked_texts(described["class_names"])),
            spec=_spec(described["spec"]),
            is_foreign=checked_truth(described.get("is_foreign", False)),
            probabilities=Probabilities(described.get("probabilities", Probabilities.ALL.value)),
            labels=labels,
            scores=scores,
            pooled=arrays.get("pooled"),
            weights=arrays.get("weights"),
            bias=arrays.get("bias"),
        )

    def _samples_of(self, number: int) -> tuple[str, ...]:
        """The checksums of an evaluation's samples, which others of the same ones share."""
        if number not in self._digests:
            found = self._reader.array(f"evaluations/{number}/samples", np.uint8)
            if found.ndim != 2 or found.shape[1] != _DIGEST or len(found) > MAX_SAMPLES:
                raise ValueError("no checksums")
            text, size = found.tobytes().hex(), 2 * _DIGEST
            places = range(0, len(text), size)
            self._digests[number] = tuple(text[place : place + size] for place in places)
        return self._digests[number]

    def _network(self, number: int, name: Any) -> tuple[str, bytes]:
        content = self._reader.content(f"networks/{number}", at_most=MAX_NETWORK)
        return checked_text(name), content

    def _scalings(self) -> dict[str, Any]:
        named = list(self._entries.get("scalings", {}).items())[:MAX_PARTS]
        return {checked_text(checksum): described for checksum, described in named}

    def _annotations(self) -> dict[str, Annotation]:
        return {
            checked_text(sample): Annotation(
                frozenset(checked_texts(each["tags"])),
                checked_text(each["text"]),
                _decided(each.get("decided")),
            )
            for sample, each in self._entries.get("annotations", {}).items()
        }

    def _cluster_names(self) -> dict[str, str]:
        named = self._entries.get("cluster_names", {})
        return {checked_text(key): checked_text(name) for key, name in named.items()}

    def _samples(self) -> IncludedSamples | None:
        described = self._entries.get("samples")
        if described is None:
            return None
        images, labels, places = (
            self._reader.array(f"samples/{name}") for name in ("images", "labels", "places")
        )
        ImageSpec(*images.shape[1:])
        fit = images.dtype == labels.dtype == np.uint8 and places.dtype == np.int64
        fit &= 0 < len(images) == len(labels) == len(places)
        if not fit or places.min() < 0:
            raise ValueError("arrays of another type or shape")
        return IncludedSamples(
            images, labels, places, tuple(checked_texts(described["class_names"]))
        )


def _spec(described: Any) -> ImageSpec | None:
    if described is None:
        return None
    low, high = (float(end) for end in described["value_range"])
    height, width, channels = (
        checked_number(described[name]) for name in ("height", "width", "channels")
    )
    return ImageSpec(height, width, channels, (low, high))


def _decided(value: object) -> int | None:
    """A class, `UNDECIDED`, or nothing."""
    if value is None:
        return None
    if not UNDECIDED <= checked_number(value) < MAX_CLASSES:
        raise ValueError("no class")
    return checked_number(value)
