"""Settings: kept as JSON, and no damage keeps the program from starting."""

from __future__ import annotations

import errno
import json
from dataclasses import asdict, replace
from pathlib import Path

import pytest

from camviewer.common import paths
from camviewer.common.errors import FileError
from camviewer.document import settings
from camviewer.document.settings import Settings
from camviewer.rendering.rendering import Display

OTHER = Settings(
    model="lecture",
    second="compact",
    data="mnist",
    opacity=7,
    threshold=9,
    scale="positive",
    colours="viridis",
    interpolation="nearest",
    method="grad-cam",
    parameters=(("layer", "conv2d_1"), ("share", "0.5")),
    brush=20,
    following=False,
    scheme="dark",
    language="ko",
    geometry="AAAA",
    drawer="lesson",
    drawer_width=400,
    welcomed=True,
    folder="/tmp/한글",
    lesson="/tmp/한글/lesson",
    lesson_page=3,
)


def test_that_every_entry_comes_back() -> None:
    assert settings.load() == Settings()
    settings.save(OTHER)
    assert settings.load() == OTHER
    assert all(value != asdict(Settings())[name] for name, value in asdict(OTHER).items())


def test_that_the_display_is_what_was_chosen() -> None:
    assert Settings().display == Display()
    parameters = ("layer", "conv2d_1"), ("share", "0.5")
    assert OTHER.display == Display(7, 9, "positive", "viridis", "nearest", "grad-cam", parameters)


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        *[("opacity", value) for value in (-1, 101, "50", None, True, 1.5)],
        ("threshold", 1000),
        ("brush", 0),
        ("scale", "stretched"),
        ("colours", "jet"),
        ("interpolation", 3),
        ("scheme", "pink"),
        ("following", 1),
        ("model", None),
        ("geometry", 7),
        ("folder", ["/tmp"]),
        ("data", {}),
        ("method", 1),
        *[
            ("parameters", value)
            for value in ({"layer": "a"}, [["layer"]], [["layer", 3]], "layer")
        ],
    ],
)
def test_that_an_entry_that_cannot_be_used_is_the_default_alone(entry: str, value: object) -> None:
    settings.save(OTHER)
    content = json.loads(settings.file().read_text(encoding="utf-8"))
    content[entry] = value
    settings.file().write_text(json.dumps(content), encoding="utf-8")
    loaded = asdict(settings.load())
    assert loaded.pop(entry) == asdict(Settings())[entry]
    assert loaded == {name: v for name, v in asdict(OTHER).items() if name != entry}


@pytest.mark.parametrize(
    "content",
    [
        *[b"", b"{", b"[1]", b"null", b"\xff\xfe", b'{"opacity": ' + b"9" * 5000],
        b"[" * 100_000,  # deeper than Python can read
        b" " * 1_000_001,  # larger than settings ever are
    ],
    ids=lambda content: f"{content[:12]!r} {len(content)}",
)
def test_that_a_damaged_file_is_as_if_it_were_not_there(content: bytes) -> None:
    settings.file().parent.mkdir(parents=True, exist_ok=True)
    settings.file().write_bytes(content)
    assert settings.load() == Settings()


def test_that_a_file_written_wrongly_by_hand_is_put_aside() -> None:
    settings.file().parent.mkdir(parents=True, exist_ok=True)
    settings.file().write_text('{"opacity": 3,}', encoding="utf-8")
    assert settings.load() == Settings()
    settings.save(OTHER)
    aside = settings.file().with_name("settings.damaged-1.json")
    assert aside.read_text(encoding="utf-8") == '{"opacity": 3,}'


def test_that_settings_that_cannot_be_written_are_told() -> None:
    settings.file().mkdir(parents=True)
    with pytest.raises(FileError, match=r"settings\.json"):
        settings.save(OTHER)
    assert settings.load() == Settings()


def test_that_unknown_entries_are_passed_over() -> None:
    settings.save(OTHER)
    content = json.loads(settings.file().read_text(encoding="utf-8"))
    settings.file().write_text(json.dumps(content | {"volume": 11}), encoding="utf-8")
    assert settings.load() == OTHER


@pytest.mark.parametrize("home", ["file/home", "x" * 300])
def test_that_a_home_that_cannot_be_is_as_if_it_were_empty(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str
) -> None:
    (tmp_path / "file").write_text("is not a folder", encoding="utf-8")
    monkeypatch.setattr(paths, "home", lambda: tmp_path / home)
    assert settings.load() == Settings()
    with pytest.raises(FileError, match="place to write the settings"):
        settings.save(OTHER)


def test_that_earlier_settings_stand_when_they_cannot_be_replaced(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    settings.save(OTHER)

    def full(_path: Path, _text: str, encoding: str) -> None:
        raise OSError(errno.ENOSPC, f"no space left for {encoding}")

    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(FileError, match="cannot be written: the disk is full"):
        settings.save(Settings())
    monkeypatch.undo()


def test_that_what_can_be_used_of_a_damaged_file_is_used_and_the_file_kept_and_told() -> None:
    settings.file().parent.mkdir(parents=True, exist_ok=True)
    settings.file().write_text('{"brush": 30, "opacity": "much", "of tomorrow": 1}', "utf-8")
    found, told = settings.load_and_tell()
    assert found == replace(Settings(), brush=30)
    assert "damaged" in told
    assert "settings.damaged-1.json" in told
    assert settings.load_and_tell() == (found, "")


@pytest.mark.parametrize("content", ["{", "", '{"brush": "wide", "opacity": 7}'])
def test_that_what_is_damaged_is_as_at_an_earlier_start(content: str) -> None:
    chosen = Settings(brush=30, opacity=7, language="ko")
    settings.save(chosen)
    settings.load()
    settings.file().write_text(content, "utf-8")
    found, told = settings.load_and_tell()
    assert found == (chosen if "opacity" not in content else replace(chosen, language="system"))
    assert "earlier start" in told
    assert settings.load_and_tell() == (found, "")


def test_that_settings_that_are_taken_away_are_not_there_again() -> None:
    settings.save(Settings(brush=30))
    settings.load()
    settings.file().unlink()
    assert settings.load_and_tell() == (Settings(), "")
