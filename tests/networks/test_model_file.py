"""Model files from outside: cards and entries within limits."""

from __future__ import annotations

import contextlib
import os
import zipfile
from pathlib import Path

import numpy as np
import pytest

from camviewer.common.errors import FileError, UserError
from camviewer.networks import cards, store
from camviewer.networks.formats import model_file
from camviewer.networks.formats.model_file import DEFAULT_MODEL, bundled, find, read, read_card
from camviewer.networks.model_card import ModelCard

CARD = ModelCard("Seven", "lecture", "fast", 3, "mnist", 7, None, "2026-05-04", "1.0")


def packed(path: Path, entries: dict[str, bytes], how: int = zipfile.ZIP_DEFLATED) -> Path:
    with zipfile.ZipFile(path, "w", how) as archive:
        for name, content in entries.items():
            archive.writestr(name, content)
    return path


@pytest.fixture
def model(tmp_path: Path) -> Path:
    return packed(
        tmp_path / "seven.keras", {"card.json": CARD.to_json().encode(), "weights": b"1 2 3"}
    )


def test_that_the_card_is_read(model: Path) -> None:
    assert read_card(model) == CARD
    assert read_card(str(model)) == CARD


def test_that_an_entry_is_read_with_the_card(model: Path) -> None:
    assert read(model, "weights") == (CARD, b"1 2 3")


def test_that_a_missing_entry_is_named(model: Path) -> None:
    with pytest.raises(FileError, match=r"used: .*no bias in it"):
        read(model, "bias")


def test_that_a_model_without_a_card_is_told(tmp_path: Path) -> None:
    path = packed(tmp_path / "foreign.keras", {"weights": b"1 2 3"})
    with pytest.raises(
        FileError, match=r"foreign.keras cannot be used: .*no card.json in it. Needed: a model "
    ):
        read_card(path)


@pytest.mark.parametrize("content", [b"no zip at all", b"PK\x03\x04", b"\x89HDF\r\n\x1a\n" * 99])
def test_that_other_files_are_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.keras"
    path.write_bytes(content)
    with pytest.raises(FileError, match=r"x.keras cannot be used: the file is damaged"):
        read_card(path)


def test_that_a_model_cut_off_anywhere_is_told(model: Path) -> None:
    content = model.read_bytes()
    for length in range(1, len(content), 7):
        model.write_bytes(content[:length])
        with pytest.raises(FileError, match=r"seven.keras cannot be used: .*Needed: a model"):
            read(model, "weights")


def test_that_a_flipped_byte_never_passes_as_other_content(model: Path) -> None:
    content = model.read_bytes()
    for place in range(0, len(content), 3):
        damaged = bytearray(content)
        damaged[place] ^= 0x55
        model.write_bytes(damaged)
        with contextlib.suppress(FileError):
            assert read(model, "weights") == (CARD, b"1 2 3")


def test_that_a_card_that_is_none_is_told(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.keras", {"card.json": b'{"name": "x"}'})
    with pytest.raises(
        FileError, match=r"the file is damaged .the entry 'architecture' is not str"
    ):
        read_card(path)


def test_that_a_card_nested_without_end_is_told(tmp_path: Path) -> None:
    path = packed(tmp_path / "x.keras", {"card.json": b"[" * 60_000})
    with pytest.raises(FileError, match="damaged"):
        read_card(path)


def test_that_a_bomb_is_not_unpacked(tmp_path: Path) -> None:
    path = packed(tmp_path / "bomb.keras", {"card.json": b" " * 5_000_000})
    with pytest.raises(
        FileError, match=r"used: the entry is too large.*Needed: card.json of at most 0.064 MB"
    ):
        read_card(path)


def test_that_a_bomb_in_an_entry_is_not_unpacked(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(model_file, "MAX_ENTRY_BYTES", 1_000)
    packed(model, {"card.json": CARD.to_json().encode(), "weights": bytes(1_001)})
    with pytest.raises(
        FileError, match=r"used: the entry is too large.*Needed: .*weights of at most 0.001 MB"
    ):
        read(model, "weights")
    packed(model, {"card.json": CARD.to_json().encode(), "weights": bytes(1_000)})
    assert read(model, "weights")[1] == bytes(1_000)


@pytest.mark.parametrize("how", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_that_compressions_that_cannot_be_bounded_are_refused(tmp_path: Path, how: int) -> None:
    path = packed(tmp_path / "x.keras", {"card.json": CARD.to_json().encode()}, how)
    with pytest.raises(FileError, match=r"card.json is compressed in another way"):
        read_card(path)


@pytest.mark.skipif(os.name != "posix", reason="needs pipes")
def test_that_a_pipe_does_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.keras")
    with pytest.raises(FileError, match="a pipe or a device"):
        read_card(tmp_path / "pipe.keras")


@pytest.fixture
def shipped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "resources" / "models"
    folder.mkdir(parents=True)
    for name in ("b.keras", "a.keras", "notes.txt"):
        (folder / name).write_text("x")
    monkeypatch.setattr(model_file, "resources", lambda: tmp_path / "resources")
    return folder


def test_that_bundled_models_are_found_by_name(shipped: Path) -> None:
    assert bundled() == {"a": shipped / "a.keras", "b": shipped / "b.keras"}
    assert list(bundled()) == ["a", "b"]
    (shipped / f"{DEFAULT_MODEL}.keras").write_text("x")
    (shipped / "c.keras").write_text("x")
    assert list(bundled()) == [DEFAULT_MODEL, "a", "b", "c"]
    assert find("b") == shipped / "b.keras"


def test_that_a_path_is_taken_as_it_is(shipped: Path, model: Path) -> None:
    assert find(str(model)) == model
    assert find(str(shipped / "notes.txt")) == shipped / "notes.txt"
    assert find("not/there.keras") == Path("not/there.keras")


@pytest.mark.parametrize("name", ["c", "A", "n" * 5000, "a\0b"])
def test_that_anything_else_is_told_with_the_known_names(shipped: Path, name: str) -> None:
    assert shipped.is_dir()
    with pytest.raises(
        UserError, match=r"^Model: .* is neither a network file .* nor one of a, b. Choose"
    ):
        find(name)


@pytest.mark.parametrize("name", bundled())
def test_that_every_bundled_model_has_a_card_of_its_name(name: str) -> None:
    assert read_card(bundled()[name]).name


@pytest.mark.parametrize("card", [b"{", b'{"name": "mine"}', b"\xff" * 100])
def test_that_a_model_of_a_damaged_card_opens_and_tells_it(tmp_path: Path, card: bytes) -> None:
    original = bundled()["lecture"]
    with zipfile.ZipFile(original) as archive:
        entries = {name: archive.read(name) for name in archive.namelist()}
    path = packed(tmp_path / "mine.keras", entries | {"card.json": card})
    stored, expected = store.load(path), store.load(original)
    assert "mine.keras: the model's card is damaged" in stored.card.trouble
    assert all(map(np.array_equal, stored.weights, expected.weights))
    assert stored.card.class_names == expected.card.class_names
    assert cards.read_card(path).trouble == stored.card.trouble
    renamed = path.with_name("other.keras")
    assert model_file.rename(path, renamed).trouble == ""
    assert store.load(renamed).card.trouble == ""
