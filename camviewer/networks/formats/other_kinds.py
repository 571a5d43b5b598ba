"""Files that are no network that can be read: what they are, and what makes a file that works."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from camviewer.common import file_kinds
from camviewer.common.archives import opened_zip
from camviewer.common.errors import FileError
from camviewer.common.files import check_regular, reason
from camviewer.common.translation import tr_noop, translate
from camviewer.networks import formats

_HEAD = 4096
"""Bytes at the beginning that are looked at."""

_MAX_HEADER = 100_000_000
_SAVED_MODEL = "saved_model.pb"
_KERAS_SAVED_MODEL = "keras_metadata.pb"
_ENDINGS = (".tflite", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".joblib", ".safetensors")

_WRITE = tr_noop("where it is trained, write it with {0}")
_CONVERT = tr_noop("convert it with {0}")
_SAVE = tr_noop("choose the file that Keras or ONNX wrote")
_EXPLAIN = tr_noop("open it as a picture (camviewer explain FILE)")
_SAMPLES = tr_noop("open it as data (--data FILE)")

_TO_KERAS = 'model.save("net.keras")'
_TO_ONNX = (
    'torch.onnx.export(model.eval(), torch.zeros(1, 1, 28, 28), "net.onnx", external_data=False)'
)


@dataclass(frozen=True)
class _Kind:
    """A kind of file that is told.

    Attributes:
        found: what it is, marked to be translated.
        fits: whether a file with such a beginning is one.
        remedy: what to do, marked; {0} is the code.
        code: what to type; {0} is the file's name.
        is_network: whether somebody who opens such a file means a network.
    """

    found: str
    fits: Callable[[bytes, Path], bool]
    remedy: str = ""
    code: str = ""
    is_network: bool = False

    def of(self, path: Path) -> FileError:
        """The sentence about a file."""
        code = self.code.replace("{0}", path.name)
        return FileError(
            path,
            expected=_expected(),
            found=translate(self.found),
            remedy=translate(self.remedy, code) if self.remedy else translate(_SAVE),
        )


def check_readable(path: Path) -> Path:
    """The path, if it is a regular file that has something in it and may be read.

    Raises:
        FileError: it is none; of a folder that holds a network the sentence says what to do.
    """
    if path.is_dir() and (path / _SAVED_MODEL).exists():
        raise _saved_model(path).of(path)
    try:
        if path.is_file() and _head(path):
            return path
    except (OSError, ValueError):
        pass  # what is wrong is told below
    # Only a refusal names all formats, since that imports them: the window starts without.
    check_regular(path, expected=_expected())
    try:
        _head(path)
    except OSError as error:
        raise FileError(path, expected=_expected(), found=reason(error)) from None
    return path


def refusal(path: Path) -> FileError:
    """What to say of a readable file that no format recognises."""
    kind = _kind_of(path)
    if kind is not None:
        return kind.of(path)
    return FileError(
        path,
        expected=_expected(),
        found=translate("a file of another kind"),
        remedy=translate(_SAVE),
    )


def is_network(path: Path, suffixes: Sequence[str]) -> bool:
    """Whether somebody who opens a file means a network; OSError if it cannot be read.

    Args:
        path: a file, or a folder.
        suffixes: how names of networks end, which decide where the content says nothing.
    """
    if path.is_dir():
        return (path / _SAVED_MODEL).exists()
    kind = _kind_of(path) if path.is_file() else None
    if kind is not None and (kind.is_network or kind is _PICTURE):
        return kind.is_network
    return path.suffix.lower() in (*suffixes, *_ENDINGS)


def _expected() -> str:
    return translate("a network ({0})", ", ".join(formats.suffixes()))


def _kind_of(path: Path) -> _Kind | None:
    head = _head(path)
    return next((kind for kind in _KINDS if kind.fits(head, path)), None)


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(_HEAD)


def _saved_model(path: Path) -> _Kind:
    """The folder that TensorFlow writes, by Keras or by something else."""
    by_keras = (path / _KERAS_SAVED_MODEL).exists()
    return _Kind(
        tr_noop("a SavedModel folder of TensorFlow, which holds code"),
        lambda _head, _path: True,
        _CONVERT,
        'tf_keras.models.load_model("{0}").save("net.h5")'
        if by_keras
        else "python -m tf2onnx.convert --saved-model {0} --output net.onnx",
        is_network=True,
    )


def _begins(*signatures: bytes) -> Callable[[bytes, Path], bool]:
    return lambda head, _path: head.startswith(signatures)


def _names_in(path: Path) -> list[str]:
    """What is in a zip; nothing if it is damaged."""
    try:
        with opened_zip(path) as archive:
            return archive.namelist()
    except Exception:  # zipfile raises many kinds on damaged files
        return []


def _is_torch(head: bytes, path: Path) -> bool:
    return head.startswith(b"PK") and any(
        name.split("/")[-1] in ("data.pkl", "constants.pkl") for name in _names_in(path)
    )


def _is_npz(head: bytes, path: Path) -> bool:
    names = _names_in(path) if head.startswith(b"PK") else []
    return bool(names) and all(name.endswith(".npy") for name in names)


def _is_pickle(head: bytes, _path: Path) -> bool:
    return len(head) > 1 and head[0] == 0x80 and head[1] in range(2, 6)


def _is_safetensors(head: bytes, _path: Path) -> bool:
    return head[8:9] == b"{" and int.from_bytes(head[:8], "little") < _MAX_HEADER


def _is_architecture(head: bytes, _path: Path) -> bool:
    return head.lstrip().startswith(b"{") and b'"class_name"' in head


def _is_text(head: bytes, _path: Path) -> bool:
    return file_kinds.is_text(head)


_PICTURE = _Kind(
    tr_noop("a picture"),
    lambda head, _path: (
        head.startswith(
            (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*", b"%PDF", b"<svg")
        )
        or (head.startswith(b"RIFF") and head[8:12] == b"WEBP")
    ),
    _EXPLAIN,
)

_KINDS = (
    _Kind(
        tr_noop("a TensorFlow Lite file"),
        lambda head, _path: head[4:8] == b"TFL3",
        _CONVERT,
        "python -m tf2onnx.convert --tflite {0} --output net.onnx",
        is_network=True,
    ),
    _Kind(
        tr_noop("a file of PyTorch, which runs code when it is opened"),
        _is_torch,
        _WRITE,
        _TO_ONNX,
        is_network=True,
    ),
    _Kind(
        tr_noop("a Python pickle, which runs code when it is opened"),
        _is_pickle,
        _WRITE,
        _TO_ONNX,
        is_network=True,
    ),
    _Kind(
        tr_noop("its weights alone, without its layers"),
        _is_safetensors,
        _WRITE,
        _TO_ONNX,
        is_network=True,
    ),
    _Kind(
        tr_noop("its layers alone, without its weights"),
        _is_architecture,
        _WRITE,
        _TO_KERAS,
        is_network=True,
    ),
    _Kind(
        tr_noop("the inner part of a SavedModel folder"),
        lambda _head, path: path.name in (_SAVED_MODEL, _KERAS_SAVED_MODEL),
        _WRITE,
        _TO_KERAS,
        is_network=True,
    ),
    _PICTURE,
    _Kind(tr_noop("arrays of NumPy"), _begins(b"\x93NUMPY"), _SAMPLES),
    _Kind(tr_noop("arrays of NumPy"), _is_npz, _SAMPLES),
    _Kind(tr_noop("a zip archive of something else"), _begins(b"PK")),
    _Kind(tr_noop("a compressed file"), _begins(b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf")),
    _Kind(tr_noop("a text"), _is_text),
)
"""In the order in which a file is judged."""
