"""Documents as files: what is saved is opened again to the last bit, what is damaged is told."""

from __future__ import annotations

import json
import random
import zipfile
from dataclasses import fields, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from camviewer.common.errors import FileError
from camviewer.data.spec import ImageSpec
from camviewer.document.archive import IncludedSamples, SavedDocument, read, save
from camviewer.document.state import DocumentState, EvaluationState
from camviewer.error_analysis.annotation_steps import UNDECIDED
from camviewer.error_analysis.annotations import Annotation
from camviewer.error_analysis.query import Selection
from camviewer.inference.evaluation import Evaluation
from tests.evaluations import evaluation


def whole() -> SavedDocument:
    """A document in which every part has something in it."""
    digests = tuple(f"{place:064x}" for place in range(4))
    first = evaluation([1, 2, 3, 4], [1, 2, 8, 9], samples=digests, spec=ImageSpec(28, 28))
    of_another_system = evaluation(
        *([1, 2, 3, 4], [1, 2, 3, 4]),
        samples=digests,
        pooled=None,
        weights=None,
        bias=None,
        is_foreign=True,
    )
    return SavedDocument(
        state=DocumentState(
            source="builtin",
            evaluation=EvaluationState(network="m", selection=Selection(label=3, order="loss")),
        ),
        evaluations=(first, of_another_system),
        evaluated=("lecture", ""),
        annotations={
            digests[1]: Annotation(decided=7),
            digests[2]: Annotation(frozenset({"ambiguous", "thick"}), "두 개의 획", UNDECIDED),
        },
        cluster_names={"abc": "open tops"},
        networks={"mine": b"a network's file", "other": b""},
        samples=IncludedSamples(
            np.arange(2 * 28 * 28, dtype=np.uint32).astype(np.uint8).reshape(2, 28, 28),
            np.array([3, 4], np.uint8),
            np.array([2, 3], np.int64),
            tuple("0123456789"),
        ),
        results={"calibration": {"temperature": 1.25}},
    )


def same(one: object, other: object) -> bool:
    if isinstance(one, np.ndarray) and isinstance(other, np.ndarray):
        return one.dtype == other.dtype and one.tobytes() == other.tobytes()
    return one == other


def assert_equal(one: Any, other: Any) -> None:
    for each in fields(one):
        assert same(getattr(one, each.name), getattr(other, each.name)), each.name


def rewrite(path: Path, change: dict[str, bytes | None]) -> None:
    """Exchange members of an archive, or take them out."""
    with zipfile.ZipFile(path) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w") as archive:
        for name, content in {**members, **change}.items():
            if content is not None:
                archive.writestr(name, content)


def entries_of(path: Path) -> dict[str, Any]:
    """What a document says in plain data."""
    with zipfile.ZipFile(path) as archive:
        entries: dict[str, Any] = json.loads(archive.read("document.json"))
    return entries


def test_that_what_is_saved_is_opened_again_to_the_last_bit(tmp_path: Path) -> None:
    path, saved = tmp_path / "work.camviewer", whole()
    save(path, saved)
    opened, troubles = read(path)
    assert troubles == ()
    for one, other in zip(saved.evaluations, opened.evaluations, strict=True):
        assert_equal(one, other)
    assert saved.samples is not None
    assert_equal(saved.samples, opened.samples)
    bare: dict[str, Any] = {"evaluations": (), "samples": None}
    assert_equal(replace(saved, **bare), replace(opened, **bare))


def test_that_names_that_are_no_text_are_kept(tmp_path: Path) -> None:
    path, source = tmp_path / "work.camviewer", "/home/\udcff/digits.npz"
    save(path, SavedDocument(DocumentState(source=source)))
    assert read(path)[0].state.source == source


@pytest.mark.parametrize("place", [-1, -(2**62)])
def test_that_included_samples_without_a_place_are_left_out(tmp_path: Path, place: int) -> None:
    path, saved = tmp_path / "work.camviewer", whole()
    assert saved.samples is not None
    samples = replace(saved.samples, places=np.array([2, place]))
    save(path, replace(saved, samples=samples))
    opened, (trouble,) = read(path)
    assert opened.samples is None
    assert trouble.startswith("The included digits: this part")


def test_that_an_empty_document_is_one(tmp_path: Path) -> None:
    path = tmp_path / "empty.camviewer"
    save(path, SavedDocument(DocumentState()))
    opened, troubles = read(path)
    assert (opened.state, opened.evaluations, troubles) == (DocumentState(), (), ())


@pytest.mark.parametrize(
    ("member", "part"),
    [
        ("evaluations/0/scores.npy", "An evaluation of a network"),
        ("evaluations/1/samples.npy", "An evaluation of a network"),
        ("networks/0", "An included network"),
        ("samples/images.npy", "The included digits"),
    ],
)
def test_that_a_missing_part_is_told_and_the_others_are_used(
    tmp_path: Path, member: str, part: str
) -> None:
    path = tmp_path / "work.camviewer"
    save(path, whole())
    rewrite(path, {member: None})
    opened, (trouble,) = read(path)
    assert trouble == f"{part}: this part of the document is damaged and was left out."
    found = len(opened.evaluations), len(opened.networks), opened.samples is not None
    assert found == {"e": (1, 2, True), "n": (2, 1, True), "s": (2, 2, False)}[member[0]]
    assert opened.annotations == whole().annotations


@pytest.mark.parametrize(
    "described",
    [
        {"labels": np.array([1, 2, 3, 10], np.uint8)},
        {"labels": np.array([1, 2, 3], np.uint8)},
        {"scores": np.full((4, 10), np.nan, np.float32)},
        {"scores": np.zeros((4, 10))},
        {"pooled": np.zeros((4, 2), np.float32)},
    ],
)
def test_that_arrays_that_contradict_each_other_are_left_out(
    tmp_path: Path, described: dict[str, np.ndarray[Any, Any]]
) -> None:
    path = tmp_path / "work.camviewer"
    save(path, whole())
    for name, array in described.items():
        np.save(tmp_path / "array.npy", array)
        content = (tmp_path / "array.npy").read_bytes()
        rewrite(path, {f"evaluations/0/{name}.npy": content})
    opened, troubles = read(path)
    assert len(opened.evaluations) == len(troubles) == 1


def test_that_a_newer_version_is_opened_as_far_as_it_is_known_and_told(tmp_path: Path) -> None:
    path = tmp_path / "work.camviewer"
    save(path, whole())
    entries = entries_of(path)
    entries |= {"version": 2, "unheard of": 1}
    rewrite(path, {"document.json": json.dumps(entries).encode()})
    opened, (trouble,) = read(path)
    assert "newer version" in trouble
    assert opened.annotations == whole().annotations


@pytest.mark.parametrize("text", [b"", b"[]", b"{}", b"{", b"[" * 100_000, b'{"format": 1}'])
def test_that_what_is_no_document_is_refused_in_a_sentence(tmp_path: Path, text: bytes) -> None:
    path = tmp_path / "work.camviewer"
    save(path, whole())
    rewrite(path, {"document.json": text})
    with pytest.raises(FileError, match=r"work\.camviewer cannot be used: its content is of"):
        read(path)


@pytest.mark.parametrize(("share", "evaluations"), [(0.5, 1), (0.999, 2)])
def test_that_a_document_that_is_cut_short_is_opened_as_far_as_it_goes(
    tmp_path: Path, share: float, evaluations: int
) -> None:
    path, document = tmp_path / "work.camviewer", whole()
    save(path, document)
    content = path.read_bytes()
    path.write_bytes(content[: int(share * len(content))])
    found, troubles = read(path)
    assert found.state == document.state
    assert found.annotations == document.annotations
    assert len(found.evaluations) == evaluations
    assert troubles[0] == (
        "This document is damaged: what could be read of it is shown. Save it under another name."
    )


def test_that_whatever_is_damaged_ends_in_a_sentence(tmp_path: Path) -> None:
    path, chosen = tmp_path / "work.camviewer", random.Random(5)
    save(path, whole())
    content = path.read_bytes()
    refused = 0
    for _ in range(150):
        damaged = bytearray(content)
        for _ in range(chosen.randint(1, 4)):
            damaged[chosen.randrange(len(damaged))] = chosen.randrange(256)
        path.write_bytes(bytes(damaged[: chosen.randint(1, len(damaged))]))
        try:
            document, _troubles = read(path)
        except FileError:
            refused += 1
        else:
            assert all(isinstance(each, Evaluation) for each in document.evaluations)
    assert 0 < refused < 151


def test_that_entries_of_another_kind_are_left_out_one_by_one(tmp_path: Path) -> None:
    path = tmp_path / "work.camviewer"
    save(path, whole())
    entries = entries_of(path)
    others: tuple[Any, ...] = (None, 5, "text", [5], {"a": 5}, [{}])
    for name in ("evaluations", "annotations", "cluster_names", "networks", "samples", "results"):
        for other in others:
            changed = json.dumps(entries | {name: other}).encode()
            rewrite(path, {"document.json": changed})
            document, _troubles = read(path)
            assert document.state.source == "builtin"


@pytest.mark.parametrize("decided", [-2, 100, 1.5, "7", True])
def test_that_notes_with_a_decision_for_no_class_are_left_out(
    tmp_path: Path, decided: object
) -> None:
    path = tmp_path / "work.camviewer"
    save(path, whole())
    entries = entries_of(path)
    next(iter(entries["annotations"].values()))["decided"] = decided
    rewrite(path, {"document.json": json.dumps(entries).encode()})
    opened, (trouble,) = read(path)
    assert opened.annotations == {}
    assert trouble == "The notes: this part of the document is damaged and was left out."


def test_that_a_document_from_before_decisions_is_opened(tmp_path: Path) -> None:
    path = tmp_path / "work.camviewer"
    save(path, whole())
    entries = entries_of(path)
    for note in entries["annotations"].values():
        del note["decided"]
    for described in entries["evaluations"]:
        del described["is_foreign"]
    rewrite(path, {"document.json": json.dumps(entries).encode()})
    opened, troubles = read(path)
    assert troubles == ()
    assert {note.decided for note in opened.annotations.values()} == {None}
    assert not any(each.is_foreign for each in opened.evaluations)
