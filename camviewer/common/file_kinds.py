"""What a file is, by its first bytes: told where a file of another kind was expected.

Each room knows the files that it reads. This names those of the others, so that somebody who gives
a network where a picture is read hears that it is a network, and where it belongs.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from camviewer.common.translation import tr_noop, translate

HEAD = 4096
"""Bytes at the beginning that are enough to tell."""

_ZIP = b"PK\x03\x04"
_ZIP_NAME_AT = 30  # where the name of the first file in a zip begins
_ZIP_LENGTH_AT = 26
_ONNX_FIELDS = (0x12, 0x1A, 0x22, 0x28, 0x32, 0x3A, 0x42)  # of a model, behind its version


_BRANDS = {
    b"heic": tr_noop("a HEIC photo"),
    b"heix": tr_noop("a HEIC photo"),
    b"avif": tr_noop("an AVIF picture"),
}


class Use(Enum):
    """What a file is for."""

    PICTURE = "picture"
    NETWORK = "network"
    SAMPLES = "samples"
    OTHER = "other"


@dataclass(frozen=True)
class FileKind:
    """A kind of file.

    Attributes:
        title: what it is called in a sentence, marked to be translated.
        use: what it is for.
    """

    title: str
    use: Use

    def found(self) -> str:
        """What it is, as the end of a sentence in the person's language."""
        return translate("it is {0}", translate(self.title))

    def remedy(self, otherwise: str = "") -> str:
        """Where it belongs, in the person's language; `otherwise` if that is nowhere."""
        return translate(_REMEDIES[self.use]) if self.use in _REMEDIES else otherwise


_REMEDIES = {
    Use.PICTURE: tr_noop("open it as a picture (camviewer explain FILE)"),
    Use.NETWORK: tr_noop("open it as a network (--model FILE)"),
    Use.SAMPLES: tr_noop("open it as data (--data FILE)"),
}

_NUMPY = FileKind(tr_noop("a NumPy array (.npy)"), Use.SAMPLES)
_ARCHIVE = FileKind(tr_noop("a zip archive"), Use.OTHER)
_TEXT = FileKind(tr_noop("a text file"), Use.OTHER)
_SVG = FileKind(tr_noop("an SVG drawing"), Use.OTHER)
_XML = FileKind(tr_noop("an XML file"), Use.OTHER)
_WRITTEN = (_SVG, _XML)  # before which there may be blanks

_PICTURE = FileKind(tr_noop("a picture"), Use.PICTURE)
_STARTS = (
    ((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*"), _PICTURE),
    (
        (b"\x89HDF\r\n\x1a\n",),
        FileKind(tr_noop("an HDF5 file, such as a Keras network (.h5)"), Use.NETWORK),
    ),
    ((b"\x93NUMPY",), _NUMPY),
    ((b"PAR1",), FileKind(tr_noop("a Parquet file"), Use.SAMPLES)),
    ((b"%PDF",), FileKind(tr_noop("a PDF document"), Use.OTHER)),
    ((b"<svg",), _SVG),
    ((b"<?xml",), _XML),
    (
        (b"\x1f\x8b", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"Rar!"),
        FileKind(tr_noop("a compressed file"), Use.OTHER),
    ),
    (
        tuple(bytes((0x80, version)) for version in range(2, 6)),
        FileKind(tr_noop("a Python pickle, which may run code when it is opened"), Use.OTHER),
    ),
    (
        (b"\x7fELF", b"MZ", b"\xcf\xfa\xed\xfe"),
        FileKind(tr_noop("a program"), Use.OTHER),
    ),
)


def kind_of(head: bytes) -> FileKind | None:
    """The kind of a file that begins like this; None if its beginning tells nothing.

    Args:
        head: its first bytes, `HEAD` of them or more.
    """
    if head.startswith(_ZIP):
        return _zip_of(head)
    if head.startswith((b"BM", b"MZ")) and is_text(head[:HEAD]):
        return _TEXT  # two letters prove little
    for starts, kind in _STARTS:
        if head.startswith(starts) or (kind in _WRITTEN and head.lstrip().startswith(starts)):
            return kind
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return _PICTURE
    if head[4:8] == b"ftyp":
        film = tr_noop("a video, or a photo of another kind")
        return FileKind(_BRANDS.get(head[8:12], film), Use.OTHER)
    if head[4:8] == b"TFL3":
        return FileKind(tr_noop("a TensorFlow Lite file"), Use.NETWORK)
    if len(head) > 2 and head[0] == 0x08 and 3 <= head[1] <= 20 and head[2] in _ONNX_FIELDS:
        return FileKind(tr_noop("a network (.onnx)"), Use.NETWORK)
    if head[:2] == b"\0\0" and head[2:3] in (b"\x08", b"\x09", b"\x0b", b"\x0c", b"\x0d", b"\x0e"):
        return FileKind(tr_noop("an IDX file"), Use.SAMPLES)
    return _TEXT if is_text(head[:HEAD]) else None


def is_text(head: bytes) -> bool:
    """Whether bytes are letters in UTF-8; one may be cut in two at the end."""
    try:
        text = head.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start < len(head) - 4:
            return False
        text = head[: error.start].decode("utf-8")
    return bool(text) and all(letter.isprintable() or letter in "\t\r\n\f" for letter in text)


def _zip_of(head: bytes) -> FileKind:
    """What a zip holds, as the name of the first file in it tells."""
    length = int.from_bytes(head[_ZIP_LENGTH_AT:_ZIP_NAME_AT], "little") & 0xFFFF
    name = head[_ZIP_NAME_AT : _ZIP_NAME_AT + length]
    if name.endswith(b".npy"):
        return FileKind(tr_noop("a file of NumPy arrays (.npz)"), Use.SAMPLES)
    if name in (b"metadata.json", b"config.json", b"model.weights.h5"):
        return FileKind(tr_noop("a Keras network (.keras)"), Use.NETWORK)
    if name.endswith((b"/data.pkl", b"/constants.pkl")):
        return FileKind(
            tr_noop("a PyTorch file, which may run code when it is opened"), Use.NETWORK
        )
    return _ARCHIVE
