"""The folder of a training: nothing that stands there is lost when another one needs the place."""

from __future__ import annotations

from pathlib import Path

import pytest

from camviewer.common.errors import FileError
from camviewer.training import run_folder
from camviewer.training.run_folder import checkpoint, forget, put_aside, timeline


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where a training stands."""
    stand(tmp_path, "first")
    return tmp_path


def stand(folder: Path, name: str) -> None:
    checkpoint(folder).write_text(name)
    timeline(folder).write_text(f"{name}'s")


def standing(folder: Path) -> tuple[str, str]:
    return checkpoint(folder).read_text(), timeline(folder).read_text()


def test_that_those_put_aside_come_back_the_last_one_first(folder: Path) -> None:
    for name in ("second", "third"):
        aside = put_aside(folder)
        assert not checkpoint(folder).exists()
        assert checkpoint(aside).exists()
        stand(folder, name)
    for name in ("third", "second", "first"):
        assert standing(folder) == (name, f"{name}'s")
        forget(folder)
    assert list(folder.iterdir()) == []


def test_that_what_cannot_be_put_aside_stands_as_it_was(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = Path.replace

    def replace(path: Path, target: Path) -> Path:
        if path == checkpoint(folder):
            raise OSError(28, "No space left on device")
        return real(path, target)

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(
        FileError, match=r"used: a full disk.*Needed: .*put the training aside.*; go on"
    ):
        put_aside(folder)
    assert standing(folder) == ("first", "first's")
    assert sorted(path.name for path in folder.iterdir()) == ["checkpoint.npz", "timeline.bin"]


def test_that_forgetting_what_is_gone_or_cannot_be_changed_is_no_error(
    folder: Path, tmp_path: Path
) -> None:
    forget(folder)
    forget(folder)
    (tmp_path / "file").touch()
    forget(tmp_path / "file")
    run_folder.forget_if_free(tmp_path / "file")


def test_that_one_that_somebody_goes_on_with_is_not_forgotten(folder: Path) -> None:
    with run_folder.lock(folder):
        run_folder.forget_if_free(folder)
    assert standing(folder) == ("first", "first's")
    run_folder.forget_if_free(folder)
    assert not checkpoint(folder).exists()


def test_that_tidying_leaves_what_is_not_its_own(folder: Path) -> None:
    forget(folder)
    (folder / ".checkpoint-half.npz").touch()
    (folder / "lock").touch()
    (folder / "thesis.txt").touch()
    run_folder.tidy(folder)
    assert [path.name for path in folder.iterdir()] == ["thesis.txt"]
    (folder / "thesis.txt").unlink()
    run_folder.tidy(folder)
    assert not folder.exists()
