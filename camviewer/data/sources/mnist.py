"""MNIST: found where it may be on this computer, checked, and downloaded if it is not there.

"The MNIST database of handwritten digits", Y. LeCun, C. Cortes, C. J. C. Burges; as the file
that Keras publishes, CC BY-SA 3.0.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from camviewer.common.cancel import CancelToken
from camviewer.common.errors import FileError, UnwritableError, UserError
from camviewer.common.files import is_file, make_folder, reason
from camviewer.common.paths import home
from camviewer.common.translation import tr_noop, translate
from camviewer.data.dataset import Dataset
from camviewer.data.sources import npz

if TYPE_CHECKING:
    from requests import Response

TITLE = tr_noop("MNIST")

URL = "https://storage.googleapis.com/tensorflow/tf-keras-datasets/mnist.npz"

DIGESTS = {
    "x_train": "741c988805d008ac6e4c904b69001ba184c24b2c540a4ef403f4c71b676cf757",
    "y_train": "1feba77c54802fa5339a11837ea4b2866434b83314ec45192930f1df69120c13",
    "x_test": "6d87418db22cc8025d05968bec9bd5c3932904b23485740db143a061a2c9d161",
    "y_test": "ddeff807876a9661a1110d45c266c86239a3a1b7d37da0c3716a7a683c852ff5",
}
"""SHA-256 of each array's raw bytes, whatever file they are kept in."""

_FILE = "mnist.npz"
MAX_BYTES = 100_000_000
"""Of a download: nine times the file that is meant."""

_CHUNK = 65_536
_PATIENCE = 10.0  # seconds without a byte from the server
_WHOLE, _PART, _NOT_THERE = 200, 206, 416  # HTTP: all of it, the range asked for, no such range


def own_file() -> Path:
    """Where the program keeps MNIST; it need not be there."""
    return home() / "datasets" / _FILE


def find() -> Path | None:
    """The first `mnist.npz` there is, or None; nothing of it is read.

    Looked for in ``CAMVIEWER_DATA`` (a file, or a folder that holds ``mnist.npz`` or
    ``mnist/mnist.npz``), in the program's own folder, and in Keras' cache.
    """
    return next((path for path in _places() if is_file(path)), None)


def load() -> Dataset:
    """MNIST: 60,000 training and 10,000 test digits. Each array is checked when it is read.

    Raises:
        FileError: it is not on this computer, or the file is not what it should be.
    """
    path = find()
    if path is None:
        raise FileError(
            own_file(),
            expected=translate("MNIST"),
            found=translate("no such file there, in CAMVIEWER_DATA or in Keras' cache"),
            remedy=translate("get it from {0}, or use the built-in digits", URL),
        )
    return npz.open_path(path, name="mnist", inspect=_inspector(path, DIGESTS))


def download(
    progress: Callable[[int, int], None],
    token: CancelToken,
    *,
    url: str = URL,
    digests: Mapping[str, str] = DIGESTS,
) -> Path:
    """Fetch MNIST into the program's own folder.

    What an interrupted download left behind is continued. The file takes its place in one
    step, after its content was checked.

    Args:
        progress: called with the bytes that are here and all there are (0 if not known).
        token: cancelled, the download stops; what is here is kept for the next time.
        url: where the file is.
        digests: SHA-256 of the raw bytes of each array.

    Returns:
        The file.

    Raises:
        Cancelled: the token was cancelled.
        UserError: there is no network, the server answers with something else, or the file
            cannot be kept.
    """
    target = own_file()
    part = target.with_name(f"{_FILE}.part")
    try:
        make_folder(target.parent)
        if not _is_complete(part, digests):
            token.check()
            _fetch(url, part, progress, token)
            token.check()
            _check_download(part, url, digests)
        part.replace(target)
    except OSError as error:
        raise UnwritableError(
            target,
            expected=translate("a place to keep MNIST"),
            found=reason(error),
            remedy=_remedy(url),
        ) from error
    finally:
        with suppress(OSError):  # what is there can be gone on with, nothing cannot
            if part.stat().st_size == 0:
                part.unlink()
    return target


def _places() -> list[Path]:
    places = [own_file()]
    chosen = os.environ.get("CAMVIEWER_DATA")
    if chosen:
        data = Path(chosen).expanduser()
        places[:0] = [data, data / _FILE, data / "mnist" / _FILE]
    keras = os.environ.get("KERAS_HOME") or "~/.keras"
    return [*places, Path(keras).expanduser() / "datasets" / _FILE]


def _inspector(path: Path, digests: Mapping[str, str]) -> npz.Inspect:
    def inspect(key: str, content: NDArray[np.uint8]) -> None:
        found = hashlib.sha256(content.data).hexdigest()
        if found != digests[key]:
            raise FileError(
                path,
                expected=translate("MNIST's {0} with SHA-256 {1}", key, digests[key]),
                found=translate("content with SHA-256 {0}", found),
                remedy=translate(
                    "delete the file and get it again, or open it by its path as other digits"
                ),
            )

    return inspect


def _is_complete(part: Path, digests: Mapping[str, str]) -> bool:
    """Whether an earlier download ended, but not with the file in its place."""
    try:
        npz.inspect_arrays(part, _inspector(part, digests))
    except FileError:
        return False
    return True


def _check_download(part: Path, url: str, digests: Mapping[str, str]) -> None:
    try:
        npz.inspect_arrays(part, _inspector(part, digests))
    except FileError:
        part.unlink(missing_ok=True)  # or it would be continued for ever
        raise UserError(
            translate(
                "{0}: what came from there is not MNIST; try again, or {1}.", url, _remedy(url)
            )
        ) from None


def _remedy(url: str) -> str:
    name = url.rsplit("/", 1)[-1]
    return translate(
        "get {0} elsewhere and put it into {1} (the built-in digits work without a network)",
        name,
        own_file().parent,
    )


def _fetch(url: str, part: Path, progress: Callable[[int, int], None], token: CancelToken) -> None:
    """Add to `part` what it lacks."""
    import pooch  # here, since the window shows without them
    import requests

    with part.open("ab") as file:
        meter = _Meter(file, progress, token)
        fetch = pooch.HTTPDownloader(
            progressbar=meter,
            chunk_size=_CHUNK,
            timeout=_PATIENCE,
            headers={"Range": f"bytes={file.tell()}-", "Accept-Encoding": "identity"},
            hooks={"response": meter.begin},
        )
        try:
            fetch(url, file, None)
        except (requests.RequestException, ConnectionError, TimeoutError) as error:
            raise UserError(
                translate(
                    "{0}: MNIST did not come from there ({1}); try again, or {2}.",
                    url,
                    _network_reason(error),
                    _remedy(url),
                )
            ) from error
        file.flush()
        os.fsync(file.fileno())


def _network_reason(error: Exception) -> str:
    response: Response | None = getattr(error, "response", None)
    if response is not None:
        return translate("HTTP status {0}", response.status_code)
    name = type(error).__name__
    return (
        translate("an interrupted download")
        if "Chunked" in name
        else translate("no answer ({0})", name)
    )


class _Meter:
    """What the download library takes for a progress bar, and what sees the answer's header."""

    def __init__(
        self, file: BinaryIO, progress: Callable[[int, int], None], token: CancelToken
    ) -> None:
        self._file = file
        self._progress = progress
        self._token = token
        self._all = 0
        self.total = 0  # set by the library to the length of the answer, which may be a part

    def begin(self, response: Response, **_: Any) -> None:
        """Start over if the server does not continue where the file ends."""
        done = self._file.tell()
        continued = response.headers.get("Content-Range", "").startswith(f"bytes {done}-")
        if response.status_code in (_WHOLE, _NOT_THERE) or (
            response.status_code == _PART and not continued
        ):
            self._file.truncate(0)
            self._file.seek(0)
        if response.status_code == _PART and not continued:
            response.status_code = _NOT_THERE
        length = response.headers.get("Content-Length", "")
        self._all = self._file.tell() + int(length) if length.isdecimal() else 0

    def update(self, _: int) -> None:
        """Called after each piece that was written."""
        self._token.check()
        done = self._file.tell()
        if done > MAX_BYTES:
            self._file.truncate(0)
            raise UserError(
                translate(
                    "What came is not MNIST, as it has more than {0} bytes; try again later.",
                    MAX_BYTES,
                )
            )
        self._progress(done, self._all)

    def reset(self) -> None:
        """Nothing: the file itself says how much is here."""

    def close(self) -> None:
        """Nothing to close."""
