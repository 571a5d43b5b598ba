"""What can be done about a file that was saved: the desktop opens it, or its folder."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices

from camviewer.controllers.saved_file import look_at, show_in_folder


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    found: list[Path] = []

    def note(url: QUrl) -> bool:
        found.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", note)
    return found


def test_that_the_folder_is_opened(opened: list[Path], tmp_path: Path) -> None:
    action = show_in_folder(tmp_path / "그림 #1.png")
    assert action.text == "Show in folder"
    action.do()
    assert opened == [tmp_path.resolve()]


def test_that_the_file_is_opened_though_the_program_goes_elsewhere(
    opened: list[Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    opening, folder = look_at("figure 50 %.png")
    monkeypatch.chdir("/")
    opening.do()
    folder.do()
    assert opened == [tmp_path.resolve() / "figure 50 %.png", tmp_path.resolve()]
