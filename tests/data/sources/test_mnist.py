"""MNIST: found, checked, downloaded."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import requests
from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter, HTTPAdapter
from urllib3 import HTTPResponse

from camviewer.common.cancel import Cancelled, CancelToken
from camviewer.common.errors import FileError, UserError
from camviewer.data.sources import mnist

_FOUND = mnist.find()  # before the tests point the program elsewhere

_IMAGES = np.random.default_rng(0).integers(0, 256, (300, 28, 28)).astype(np.uint8)
_ARRAYS: dict[str, Any] = {
    "x_train": _IMAGES,
    "y_train": (np.arange(300) % 10).astype(np.uint8),
    "x_test": _IMAGES[:2],
    "y_test": np.array([7, 2], np.uint8),
}
_DIGESTS = {key: hashlib.sha256(array.tobytes()).hexdigest() for key, array in _ARRAYS.items()}


def _content() -> bytes:
    file = io.BytesIO()
    np.savez(file, **_ARRAYS)
    return file.getvalue()


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Nothing is installed, and nothing of the person's is touched."""
    monkeypatch.setenv("CAMVIEWER_HOME", str(tmp_path / "집 home"))
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.delenv("CAMVIEWER_DATA", raising=False)
    return tmp_path / "집 home"


class Server(BaseAdapter):
    """A web server of one file, as well-behaved as its attributes say; it needs no network."""

    url = "http://mnist.invalid/mnist.npz"

    def __init__(self) -> None:
        super().__init__()
        self.content = _content()
        self.breaks_after: int | None = None
        self.knows_ranges = True
        self.shifts_ranges = False
        self.status: int | None = None
        self.is_there = True
        self.asked: list[str] = []

    def send(self, request: PreparedRequest, *_: object, **__: object) -> Response:
        """The answer, as the network would give it to who asks."""
        if not self.is_there:
            raise requests.ConnectionError("there is no such server")
        wanted = str(request.headers["Range"])
        self.asked.append(wanted)
        start = int(wanted.removeprefix("bytes=").split("-")[0] or 0) if self.knows_ranges else 0
        start -= 1 if self.shifts_ranges and start else 0
        if start and start >= len(self.content):
            self.status = 416
        part, size = self.content[start:], len(self.content)
        headers = {"Content-Length": str(len(part))}
        if start:
            headers["Content-Range"] = f"bytes {start}-{size - 1}/{size}"
        body = io.BytesIO(part[: self.breaks_after])
        status = self.status or (206 if start else 200)
        raw = HTTPResponse(body, headers, status, preload_content=False)
        return HTTPAdapter().build_response(request, raw)

    def close(self) -> None:
        """Nothing is open."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Server:
    """Whatever is asked for comes from this server."""
    made = Server()
    monkeypatch.setattr(requests.Session, "get_adapter", lambda *_, **__: made)
    return made


def _download(server: Server, seen: list[tuple[int, int]] | None = None) -> Path:
    progress = (lambda done, total: seen.append((done, total))) if seen is not None else _ignore
    return mnist.download(progress, CancelToken(), url=server.url, digests=_DIGESTS)


def _ignore(_: int, __: int) -> None:
    """Nobody watches."""


def _part() -> Path:
    return mnist.own_file().with_name("mnist.npz.part")


def test_that_a_download_arrives_whole_and_is_told(server: Server, home: Path) -> None:
    seen: list[tuple[int, int]] = []
    path = _download(server, seen)
    size = len(server.content)
    assert path == home / "datasets" / "mnist.npz"
    assert path.read_bytes() == server.content
    assert seen[-1] == (size, size)
    assert seen == sorted(seen)
    assert not _part().exists()
    assert mnist.find() == path


def test_that_an_interrupted_download_is_continued(server: Server) -> None:
    server.breaks_after = 100_000
    with pytest.raises(
        UserError, match=r"the download was interrupted.*Try again, or download mnist.npz"
    ) as e:
        _download(server)
    assert len(str(e.value).splitlines()) == 1
    kept = _part().stat().st_size
    assert 0 < kept <= 100_000
    assert mnist.find() is None
    server.breaks_after = None
    seen: list[tuple[int, int]] = []
    assert _download(server, seen).read_bytes() == server.content
    assert server.asked == ["bytes=0-", f"bytes={kept}-"]
    assert seen[0][0] > kept
    assert seen[-1] == (len(server.content), len(server.content))


@pytest.mark.parametrize("left", [b"x" * 1000, b"x" * 9_000_000])
def test_that_a_server_that_ignores_ranges_is_read_from_the_start(
    server: Server, left: bytes
) -> None:
    server.knows_ranges = False
    _part().parent.mkdir(parents=True)
    _part().write_bytes(left)
    assert _download(server).read_bytes() == server.content


@pytest.mark.parametrize("shifts", [True, False])
def test_that_a_part_that_does_not_fit_is_dropped(server: Server, shifts: bool) -> None:
    """Another range than asked for, or a part that is longer than the file."""
    server.shifts_ranges = shifts
    _part().parent.mkdir(parents=True)
    _part().write_bytes(b"x" * (1000 if shifts else 9_000_000))
    with pytest.raises(UserError, match="HTTP status 416"):
        _download(server)
    server.shifts_ranges, server.status = False, None
    assert _download(server).read_bytes() == server.content


def test_that_a_complete_part_needs_no_network(server: Server) -> None:
    _part().parent.mkdir(parents=True)
    _part().write_bytes(server.content)
    assert _download(server).exists()
    assert server.asked == []


@pytest.mark.parametrize("wrong", ["page", "digit"])
def test_that_wrong_content_is_not_kept(server: Server, wrong: str) -> None:
    changed = bytearray(server.content)
    changed[200_000] ^= 1
    server.content = b"<html>Please log in</html>" if wrong == "page" else bytes(changed)
    with pytest.raises(UserError, match=r"what was downloaded is not MNIST. Try again"):
        _download(server)
    assert not _part().exists()
    assert mnist.find() is None


def test_that_a_refusal_keeps_what_is_here(server: Server) -> None:
    _part().parent.mkdir(parents=True)
    _part().write_bytes(server.content[:5000])
    server.status = 503
    with pytest.raises(UserError, match="HTTP status 503"):
        _download(server)
    assert _part().stat().st_size == 5000


def test_that_no_network_gives_one_sentence(server: Server) -> None:
    server.is_there = False
    with pytest.raises(UserError, match=r"no answer.*built-in digits need") as caught:
        _download(server)
    assert len(str(caught.value).splitlines()) == 1
    assert not _part().exists()  # nothing is no part


def test_that_a_cancelled_download_stops_and_can_be_continued(server: Server) -> None:
    token = CancelToken()
    with pytest.raises(Cancelled):
        mnist.download(lambda *_: token.cancel(), token, url=server.url, digests=_DIGESTS)
    assert 0 < _part().stat().st_size < len(server.content)
    assert _download(server).read_bytes() == server.content


def test_that_a_download_larger_than_mnist_can_be_is_stopped(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mnist, "MAX_BYTES", 70_000)
    with pytest.raises(UserError, match="more than 70000 bytes"):
        _download(server)
    assert not _part().exists()


def test_that_a_folder_that_cannot_be_made_gives_a_sentence(server: Server, home: Path) -> None:
    home.write_text("a file where the folder should be")
    with pytest.raises(FileError, match="a place to keep MNIST"):
        _download(server)


@pytest.mark.parametrize("below", ["", "mnist.npz", "mnist/mnist.npz"])
def test_that_the_named_place_comes_first(
    tmp_path: Path, home: Path, monkeypatch: pytest.MonkeyPatch, below: str
) -> None:
    for path in (home / "datasets" / "mnist.npz", tmp_path / "keras" / "datasets" / "mnist.npz"):
        path.parent.mkdir(parents=True)
        path.touch()
    named = tmp_path / "named"
    file = named / below
    file.parent.mkdir(parents=True, exist_ok=True)
    file.touch()
    assert mnist.find() == home / "datasets" / "mnist.npz"
    monkeypatch.setenv("CAMVIEWER_DATA", str(named))
    assert mnist.find() == file


def test_that_a_missing_mnist_says_what_to_do() -> None:
    with pytest.raises(FileError, match=r"Download it from https://.* or use the built-in digits"):
        mnist.load()


def test_that_other_digits_called_mnist_are_refused_when_they_are_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "mnist.npz"
    path.write_bytes(_content())
    monkeypatch.setenv("CAMVIEWER_DATA", str(path))
    dataset = mnist.load()
    assert len(dataset.test) == 2
    expected, found = mnist.DIGESTS["x_test"], _DIGESTS["x_test"]
    with pytest.raises(
        FileError, match=f"SHA-256 is {found}. Needed: .*{expected}. Delete the file"
    ):
        dataset.test.label(0)


@pytest.mark.skipif(_FOUND is None, reason="MNIST is not on this computer")
def test_that_mnist_is_mnist(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAMVIEWER_DATA", str(_FOUND))
    test = mnist.load().test
    assert len(test) == 10_000
    assert test.label(1005) == 9  # the lecture's example
    assert np.bincount(test.labels).tolist() == [
        *(980, 1135, 1032, 1010, 982),
        *(892, 958, 1028, 974, 1009),
    ]
