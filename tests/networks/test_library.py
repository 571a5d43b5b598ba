"""The models a person made: names, and nothing is ever lost."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from camviewer.common.errors import FileError, UserError
from camviewer.networks import library, store
from camviewer.networks.architectures import graph_of
from camviewer.networks.formats import model_file
from camviewer.networks.model_card import ModelCard
from camviewer.training import keras_network

CARD = ModelCard("Seven", "lecture", "fast", 3, "builtin", 7, 0.5, "2026-05-04", "1.0")


@pytest.fixture
def folder(camviewer_home: Path) -> Path:
    made = camviewer_home / "models"
    made.mkdir()
    return made


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A model file of the smallest network there is."""
    path = tmp_path_factory.mktemp("stored") / "Seven.keras"
    keras_network.save(path, keras_network.build(graph_of("lecture"), seed=3), CARD)
    return path.read_bytes()


def test_that_the_folder_is_the_programs(camviewer_home: Path) -> None:
    assert library.folder() == camviewer_home / "models"
    assert library.files() == []


def test_that_files_are_told_alphabetically(folder: Path) -> None:
    for name in ("b.keras", "a.keras", "notes.txt", "deleted"):
        (folder / name).touch()
    assert library.files() == [folder / "a.keras", folder / "b.keras"]


def test_that_a_file_a_kill_left_behind_is_no_model(folder: Path) -> None:
    (folder / ".a-x7k2.keras").touch()
    assert library.files() == []


def test_that_only_its_own_models_are_held(folder: Path) -> None:
    assert library.holds(folder / "a.keras")
    assert not library.holds(folder / "deleted" / "a.keras")
    assert not any(map(library.holds, model_file.bundled().values()))


@pytest.mark.parametrize(
    "name", ["a", "내 모델", "v1.2_final-3", "Ä b", "n" * 60, "2026-05-04", "a.keras"]
)
def test_that_a_good_name_is_the_files(folder: Path, name: str) -> None:
    assert library.path_for(name) == folder / f"{name}.keras"


@pytest.mark.parametrize(
    "name",
    ["", " ", ".", "..", "a/b", "a\\b", "../a", ".a", "a.", " a", "a ", "a:b", "a\0", "a\n", "?",
     "n" * 61],
)  # fmt: skip
def test_that_another_name_is_told(name: str) -> None:
    with pytest.raises(UserError, match="cannot be the name of a file; choose 1 to 60 letters"):
        library.path_for(name)


@pytest.mark.parametrize("name", ["con", "NUL", "Com1", "lpt9.final", "aux .b"])
def test_that_a_name_that_windows_takes_for_a_device_is_told(name: str) -> None:
    with pytest.raises(UserError, match="is what Windows calls a device; choose another"):
        library.path_for(name)


def test_that_a_free_name_is_kept(folder: Path) -> None:
    assert library.free_path("mine") == folder / "mine.keras"


def test_that_a_taken_name_gets_a_number(folder: Path) -> None:
    (folder / "mine.keras").touch()
    assert library.free_path("mine").name == "mine-2.keras"
    (folder / "Mine-2.keras").touch()
    assert library.free_path("MINE").name == "MINE-3.keras"  # some disks know no capitals


def test_that_a_long_name_gets_a_number_too(folder: Path) -> None:
    (folder / f"{'n' * 60}.keras").touch()
    assert library.free_path("n" * 60).name == f"{'n' * 58}-2.keras"


def test_that_a_bundled_models_name_is_taken() -> None:
    for name in model_file.bundled():
        assert library.free_path(name).name == f"{name}-2.keras"


def test_that_a_bad_name_is_not_free() -> None:
    with pytest.raises(UserError):
        library.free_path("a/b")


def test_that_a_deleted_model_is_kept_elsewhere(folder: Path) -> None:
    contents = [b"first", b"second", b"third"]
    for content in contents:
        (folder / "mine.keras").write_bytes(content)
        kept = library.delete(folder / "mine.keras")
        assert kept.read_bytes() == content
        assert library.files() == []
    deleted = sorted((folder / "deleted").iterdir())
    assert [path.name for path in deleted] == ["mine-2.keras", "mine-3.keras", "mine.keras"]
    assert [path.read_bytes() for path in deleted] == [b"second", b"third", b"first"]


def test_that_a_deleted_models_history_is_kept_with_it(folder: Path) -> None:
    for content in (b"first", b"second"):
        (folder / "mine.keras").write_bytes(content)
        (folder / "mine.history").write_bytes(b"of the " + content)
        kept = library.delete(folder / "mine.keras")
        assert model_file.history_of(kept).read_bytes() == b"of the " + content
    assert [path.name for path in folder.iterdir()] == ["deleted"]


def test_that_a_history_that_is_kept_already_is_not_overwritten(folder: Path) -> None:
    (folder / "deleted").mkdir()
    (folder / "deleted" / "mine.history").write_bytes(b"of another one")
    (folder / "mine.keras").write_bytes(b"model")
    (folder / "mine.history").write_bytes(b"its own")
    assert library.delete(folder / "mine.keras").name == "mine-2.keras"
    assert (folder / "deleted" / "mine.history").read_bytes() == b"of another one"
    assert (folder / "deleted" / "mine-2.history").read_bytes() == b"its own"


def test_that_a_model_is_deleted_also_if_its_history_cannot_be_moved(
    folder: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "mine.keras").write_bytes(b"model")
    (folder / "mine.history").write_bytes(b"its own")
    replace_ = Path.replace

    def refuse(path: Path, target: Path) -> Path:
        if path.suffix == ".history":
            raise PermissionError(13, "no")
        return replace_(path, target)

    monkeypatch.setattr(Path, "replace", refuse)
    assert library.delete(folder / "mine.keras").read_bytes() == b"model"
    assert (folder / "mine.history").read_bytes() == b"its own"
    assert "mine.history was not moved" in caplog.text


def test_that_a_model_that_is_gone_cannot_be_deleted(folder: Path) -> None:
    with pytest.raises(FileError, match="Needed: a model that can be moved"):
        library.delete(folder / "mine.keras")


def test_that_a_model_stays_where_it_cannot_be_moved_from(folder: Path) -> None:
    (folder / "deleted").touch()  # no folder
    (folder / "mine.keras").write_bytes(b"model")
    with pytest.raises(FileError):
        library.delete(folder / "mine.keras")
    assert (folder / "mine.keras").read_bytes() == b"model"


def test_that_renaming_changes_the_card_and_nothing_else(folder: Path, stored: bytes) -> None:
    old, new = folder / "Seven.keras", folder / "내 모델.keras"
    old.write_bytes(stored)
    before = store.load(old)
    assert model_file.rename(old, new) == replace(CARD, name="내 모델")
    after = store.load(new)
    assert after.card == replace(CARD, name="내 모델")
    assert all(map(np.array_equal, before.weights, after.weights))
    assert [path.name for path in folder.iterdir()] == ["내 모델.keras"]
    with zipfile.ZipFile(new) as archive:
        assert sorted(archive.namelist()) == sorted(
            ["card.json", "config.json", "metadata.json", "model.weights.h5"]
        )
        assert archive.testzip() is None


def test_that_a_renamed_models_history_gets_its_name(folder: Path, stored: bytes) -> None:
    (folder / "Seven.keras").write_bytes(stored)
    (folder / "Seven.history").write_bytes(b"its own")
    model_file.rename(folder / "Seven.keras", folder / "v1.2.keras")
    assert sorted(path.name for path in folder.iterdir()) == ["v1.2.history", "v1.2.keras"]
    assert (folder / "v1.2.history").read_bytes() == b"its own"


def test_that_a_model_is_renamed_also_if_its_history_cannot_be(
    folder: Path, stored: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "Seven.keras").write_bytes(stored)
    (folder / "Seven.history").write_bytes(b"its own")
    (folder / "Eight.history").mkdir()  # in its place
    model_file.rename(folder / "Seven.keras", folder / "Eight.keras")
    assert store.load(folder / "Eight.keras").card.name == "Eight"
    assert not (folder / "Seven.keras").exists()
    assert (folder / "Seven.history").read_bytes() == b"its own"
    assert "Seven.history was not moved" in caplog.text


def test_that_no_other_model_is_overwritten_by_renaming(folder: Path, stored: bytes) -> None:
    (folder / "a.keras").write_bytes(stored)
    (folder / "b.keras").write_bytes(b"another one")
    with pytest.raises(
        FileError, match=r"cannot be written: a file of that name. Needed: a new name"
    ):
        model_file.rename(folder / "a.keras", folder / "b.keras")
    assert (folder / "a.keras").read_bytes() == stored
    assert (folder / "b.keras").read_bytes() == b"another one"


def test_that_a_damaged_model_keeps_its_name(folder: Path, stored: bytes) -> None:
    (folder / "a.keras").write_bytes(stored[:-50])
    with pytest.raises(FileError, match="damaged"):
        model_file.rename(folder / "a.keras", folder / "b.keras")
    assert [path.name for path in folder.iterdir()] == ["a.keras"]


def test_that_a_model_with_damaged_weights_keeps_its_name(folder: Path) -> None:
    with zipfile.ZipFile(folder / "a.keras", "w") as archive:
        archive.writestr("card.json", CARD.to_json())
        archive.writestr("model.weights.h5", b"1 2 3 4")
    content = bytearray((folder / "a.keras").read_bytes())
    content[content.index(b"1 2 3 4")] ^= 1
    (folder / "a.keras").write_bytes(content)
    with pytest.raises(FileError, match="damaged"):
        model_file.rename(folder / "a.keras", folder / "b.keras")
    assert [path.name for path in folder.iterdir()] == ["a.keras"]


def test_that_another_name_is_one_that_no_model_has(folder: Path) -> None:
    for name in ("mine", "other"):
        (folder / f"{name}.keras").touch()
    before = folder / "mine.keras"
    for taken in ("other", "OTHER", "compact", "Lecture"):
        with pytest.raises(
            UserError, match=r"Name: .* is the name of another model; choose another"
        ):
            library.new_path(taken, before)
    assert library.new_path("Mine", before) == folder / "Mine.keras"
    assert library.new_path("new", before) == folder / "new.keras"
