"""Documents as files: what is saved is opened again to the last bit, what is damaged is told."""

from __future__ import annotations

import json
import random
import zipfile
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from camviewer.common.errors import FileError
from camviewer.document.archive import SavedDocument, read, save
from camviewer.document.saved_work import WorkState
from camviewer.document.state import DocumentState
from camviewer.inference.evaluation import Evaluation
from tests.saved_documents import whole


def same(one: object, other: object) -> bool:
    if is_dataclass(one) and not isinstance(one, DocumentState) and type(one) is type(other):
        return all(same(getattr(one, each.name), getattr(other, each.name)) for each in fields(one))
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(map(same, one, other))
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(map(same, one.values(), other.values()))
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
        ("evaluations/1/labels.npy", "An evaluation of a network"),
        ("networks/0", "An included network"),
        ("samples/images.npy", "The included digits"),
        ("work/points/0.npy", "A map of digits"),
        ("work/issues/queue.npy", "The list of suspected labels"),
        ("work/clusters/0/mean.npy", "The clusters"),
        ("work/sweeps/1/predicted.npy", "A sweep"),
        ("work/verdict/groups/1.npy", "The verdict on a fix"),
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
    expected = {"e": (1, 2, True), "n": (2, 1, True), "s": (2, 2, False), "w": (2, 2, True)}
    assert found == expected[member[0]]
    assert opened.work.state == whole().work.state
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
    entries |= {"version": 3, "unheard of": 1}
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


def test_that_a_document_without_its_list_of_parts_is_opened_and_that_is_told(
    tmp_path: Path,
) -> None:
    path, document = tmp_path / "work.camviewer", whole()
    save(path, document)
    content = path.read_bytes()
    path.write_bytes(content[: content.index(b"PK\1\2")])
    found, (told,) = read(path)
    assert found.state == document.state
    assert found.annotations == document.annotations
    assert len(found.evaluations) == len(document.evaluations)
    assert told == (
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
    for name in entries.keys() - {"format", "version", "state"}:
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


WRONG_WORK: dict[str, list[NDArray[Any]]] = {
    "points/0": [
        np.zeros((3, 2), np.float32),
        np.zeros((4, 2)),
        np.full((4, 2), np.nan, np.float32),
    ],
    "issues/queue": [np.array([4]), np.array([-1]), np.array([1, 1]), np.array([0.5])],
    "issues/quality": [np.array([0.5, 0.5, 0.5, 1.5]), np.zeros(3)],
    "issues/suggested": [np.array([1, 2, 3, 10], np.uint8)],
    "clusters/0/members": [np.array([3, 1]), np.array([2, 4]), np.zeros(0, np.int64)],
    "clusters/0/mean": [np.zeros(3, np.float32), np.zeros((0, 2), np.float32)],
    "sweeps/0/indices": [np.array([1, 1]), np.array([1, 4]), np.array([1])],
    "sweeps/0/predicted": [np.zeros((1, 2), np.uint8), np.zeros((9, 2))],
    "verdict/labels": [np.array([1, 2, 3, 10], np.uint8), np.zeros(3, np.uint8)],
    "verdict/judged": [np.zeros(4, np.uint8), np.ones((4, 1), np.uint8)],
    "verdict/selection": [np.array([4]), np.array([[0]])],
    "verdict/similar": [np.array([-9])],
    "verdict/groups/0": [np.array(["a"])],
}


@pytest.mark.parametrize("name", WRONG_WORK)
def test_that_found_work_that_cannot_be_is_left_out_and_told(tmp_path: Path, name: str) -> None:
    path = tmp_path / "work.camviewer"
    for array in WRONG_WORK[name]:
        save(path, whole())
        np.save(tmp_path / "array.npy", array)
        rewrite(path, {f"work/{name}.npy": (tmp_path / "array.npy").read_bytes()})
        opened, (trouble,) = read(path)
        assert trouble.endswith(": this part of the document is damaged and was left out.")
        whole_work = whole().work
        changed = [
            each.name
            for each in fields(whole_work)
            if not same(getattr(whole_work, each.name), getattr(opened.work, each.name))
        ]
        assert changed == [name.partition("/")[0]]


@pytest.mark.parametrize(
    "state",
    [
        {"looked_at": -1},
        {"looked_at": "3"},
        {"chosen": [0, -1]},
        {"refused": 2},
        {"binning": "odd"},
        {"corruption": "__class__"},
        {"swept": -4},
    ],
)
def test_that_where_one_was_is_passed_over_if_it_is_nowhere(
    tmp_path: Path, state: dict[str, object]
) -> None:
    path = tmp_path / "work.camviewer"
    save(path, whole())
    entries = entries_of(path)
    entries["work"]["state"] |= state
    rewrite(path, {"document.json": json.dumps(entries).encode()})
    opened, troubles = read(path)
    assert troubles == ()
    (name,) = state
    usual = getattr(WorkState(), name)
    assert opened.work.state == replace(whole().work.state, **{name: usual})


@pytest.mark.parametrize("described", [{"key": ["umap", "maps"]}, {"key": "tsne"}, {}, None, 7])
def test_that_a_map_of_another_kind_is_left_out(tmp_path: Path, described: object) -> None:
    path = tmp_path / "work.camviewer"
    save(path, whole())
    entries = entries_of(path)
    entries["work"]["points"] = [described]
    rewrite(path, {"document.json": json.dumps(entries).encode()})
    opened, (_trouble,) = read(path)
    assert opened.work.points == {}


def test_that_a_document_of_version_1_is_opened_without_its_work(tmp_path: Path) -> None:
    path, first = tmp_path / "work.camviewer", whole()
    save(path, first)
    entries = entries_of(path)
    with zipfile.ZipFile(path) as archive:
        samples = archive.read("evaluations/0/samples.npy")
    for described in entries["evaluations"]:
        del described["samples"]
    for name in ("work", "scalings"):
        del entries[name]
    content = json.dumps(entries | {"version": 1}).encode()
    rewrite(path, {"document.json": content, "evaluations/1/samples.npy": samples})
    opened, troubles = read(path)
    assert troubles == ()
    assert same(opened.evaluations, first.evaluations)
    assert opened.work.is_empty


def test_that_checksums_of_the_same_samples_are_written_once(tmp_path: Path) -> None:
    path = tmp_path / "work.camviewer"
    save(path, whole())
    with zipfile.ZipFile(path) as archive:
        found = [name for name in archive.namelist() if name.endswith("samples.npy")]
    assert found == ["evaluations/0/samples.npy"]
