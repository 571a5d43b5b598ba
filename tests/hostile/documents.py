"""What the program keeps itself, made hostile: settings, documents, timelines, histories.

Of settings, states and timelines none is refused: what cannot be used is as if not there.
"""

from __future__ import annotations

import io
import json
import zipfile
import zlib
from typing import Any

import numpy as np

from tests.hostile.hostile_file import HostileFile, written

_DEEP = b"[" * 100_000
_DEEP_OBJECTS = b'{"a":' * 100_000

JSON = {
    "lists in lists": _DEEP,
    "objects in objects": _DEEP_OBJECTS,
    "lists that end": b"[" * 900 + b"]" * 900,
    "no object": b"7",
    "bytes": b"\xff\xfe\x00\x00" * 99,
    "a number of a megabyte": b'{"opacity": ' + b"9" * 900_000 + b"}",
    "numbers that are none": b'{"opacity": NaN, "threshold": -Infinity}',
    "a million entries": b"{" + b",".join(b'"%d":1' % n for n in range(70_000)) + b"}",
    "an entry a hundred thousand times": b"{" + b",".join([b'"opacity":1'] * 70_000) + b"}",
    "half a character": b'{"model": "\\ud800", "folder": "\\u0000"}',
    "paths elsewhere": b'{"model": "/dev/zero", "data": "../../outside/secret", "lesson": "/"}',
    "a name of a megabyte": b'{"model": "' + b"a" * 900_000 + b'"}',
    "larger than any": b'{"model": "' + b"a" * 5_000_000 + b'"}',
}


def _json(reader: str) -> tuple[HostileFile, ...]:
    return tuple(written(name, reader, content, is_refused=False) for name, content in JSON.items())


# Timelines


def timeline(name: str, shapes: Any, rest: bytes = b"", **more: Any) -> HostileFile:
    """A timeline whose header says these shapes; what is damaged is as if there were none."""
    header = json.dumps({"architecture": "lecture", "shapes": shapes} | more).encode()
    return written(name, "timeline", header + b"\n" + rest, is_refused=False)


TIMELINES = (
    timeline("weights of exabytes", [[10**9, 10**9]]),
    timeline("weights beyond all numbers", [[10**30]]),
    timeline("weights below nothing", [[-5]], bytes(99)),
    timeline("no weights, and a million snapshots", [[0]], bytes(8_000_000)),
    timeline("no shapes, and a million snapshots", [], bytes(8_000_000)),
    timeline("empty weights by the thousand", [[0]] * 20_000, bytes(80_000)),
    timeline("a shape of a thousand sides", [[1] * 1000], bytes(99)),
    timeline("shapes in shapes", [[[[[3]]]]], bytes(99)),
    timeline("shapes in words", [["3"]], bytes(99)),
    timeline("endless shapes", [[float("inf")]], bytes(99)),
    timeline("a snapshot of 100 MB", [[25_000_000]], bytes(100_000_008)),
    timeline("an architecture that is a list", [[1]], bytes(99), architecture=[[]]),
    written("a header without end", "timeline", b"[" * 5_000_000, is_refused=False),
    written("a deep header", "timeline", _DEEP_OBJECTS + b"\n", is_refused=False),
    written("no end of a line", "timeline", b" " * 30_000_000, is_refused=False),
)


# Histories

_MAGIC = b"CAM Viewer history 1\n"
_HEADER = {"architecture": "lecture", "epochs": 1, "done": [], "curve": [], "steps": [0]}


def history(name: str, rest: bytes = b"", **more: Any) -> HostileFile:
    """A training's history whose header says that."""
    plain = json.dumps(_HEADER | {"shapes": [[1]]} | more).encode() + b"\n" + rest
    return written(name, "history", _MAGIC + zlib.compress(plain, 1))


HISTORIES = (
    written("60 MB of nothing", "history", _MAGIC + zlib.compress(bytes(60_000_000), 1)),
    written("a stream in a stream", "history", _MAGIC + zlib.compress(zlib.compress(bytes(99)))),
    written("no stream", "history", _MAGIC + b"\xff" * 999),
    written("a deep header", "history", _MAGIC + zlib.compress(_DEEP + b"\n")),
    written("another version", "history", b"CAM Viewer history 99\n" + bytes(99)),
    written("nothing but its beginning", "history", _MAGIC),
    history("weights of exabytes", shapes=[[10**9, 10**9]]),
    history("weights below nothing", bytes(4), shapes=[[-1, -1]]),
    history("empty weights by the ten thousand", shapes=[[0]] * 90_000),
    history("empty weights and steps by the thousand", shapes=[[0]] * 9_000, steps=[*range(9_000)]),
    history("steps by the hundred thousand", shapes=[[0]], steps=[*range(120_000)]),
    history("steps backwards", bytes(8), steps=[5, 3]),
    history("a curve of a hundred thousand points", bytes(4), curve=[[1, 1, 1, 1]] * 70_000),
    history("a point that is no number", bytes(4), curve=[[float("nan"), 1, 1, 1]]),
    history("weights that are no numbers", b"\xff\xff\xff\x7f"),
    history("epochs in words", bytes(4), epochs="1"),
    history("an epoch of code", bytes(4), done=[{"epoch": 1, "__class__": "os.system"}]),
    history("a shape of a thousand sides", bytes(4), shapes=[[1] * 1000]),
    history("epochs by the ten thousand", bytes(4), done=[{"epoch": 1}] * 40_000),
)


# Checkpoints


def checkpoint(name: str, **more: Any) -> HostileFile:
    """A checkpoint whose text says something else."""
    from tests.hostile.archives import checkpoint_with

    return written(name, "checkpoint", checkpoint_with(more))


CHECKPOINTS = (
    checkpoint("arrays by the billion", arrays={"weights": 10**9, "optimizer": 1}),
    checkpoint("arrays in words", arrays={"weights": "1", "optimizer": 1}),
    checkpoint("chance of another kind", random={"bit_generator": "os.system", "state": {}}),
    checkpoint("chance without numbers", random={"bit_generator": "PCG64", "state": 7}),
    checkpoint("a recipe of code", run={"name": "a", "recipe": {"__class__": "os.system"}}),
    checkpoint("a curve of a hundred thousand points", curve=[[1, 1, 1, "a"]] * 100_000),
    checkpoint("a history of code", history=[{"__class__": "os.system"}]),
    checkpoint("an epoch in words", epoch="one"),
)

# Documents as files

_EVALUATION = {
    "network": "",
    "model": "m",
    "source": "builtin",
    "split": "test",
    "checksum": "c",
    "class_names": ["0", "1"],
    "spec": None,
    "arrays": ["labels", "scores"],
}


def document(
    name: str, entries: Any, members: dict[str, bytes] | None = None, *, is_refused: bool = False
) -> HostileFile:
    """A document whose JSON says that, with other entries of its archive."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        text = entries if isinstance(entries, bytes) else json.dumps(entries).encode()
        archive.writestr("document.json", text)
        for member, content in (members or {}).items():
            archive.writestr(member, content)
    return written(name, "document", stream.getvalue(), is_refused=is_refused)


def _document_of(**entries: Any) -> dict[str, Any]:
    return {"format": "camviewer document", "version": 1, "state": {}} | entries


def _array(shape: str, rest: bytes = b"") -> bytes:
    """An array in NumPy's format that says it has this shape."""
    header = f"{{'descr': '<f4', 'fortran_order': False, 'shape': {shape}, }}\n".encode()
    return b"\x93NUMPY\x01\x00" + len(header).to_bytes(2, "little") + header + rest


def _numbers(array: Any) -> bytes:
    """An array in NumPy's format."""
    stream = io.BytesIO()
    np.save(stream, array)
    return stream.getvalue()


_READ = {
    "evaluations/0/labels.npy": _numbers(np.zeros(4, np.uint8)),
    "evaluations/0/scores.npy": _numbers(np.zeros((4, 2), np.float32)),
    "evaluations/0/samples.npy": _numbers(np.zeros((4, 32), np.uint8)),
}
"""An evaluation of four samples."""

_VERDICT = {
    **{f"work/verdict/{name}.npy": _numbers(np.ones(4, np.uint8)) for name in ("before", "after")},
    "work/verdict/labels.npy": _numbers(np.zeros(4, np.uint8)),
    "work/verdict/judged.npy": _numbers(np.full(4, 255, np.uint8)),
    "work/verdict/selection.npy": _numbers(np.array([2**62, -(2**62)])),
}
_JUDGED = {"class_names": ["0", "1"], "similar": False, "groups": []}

_WORK: tuple[tuple[str, dict[str, Any], dict[str, bytes]], ...] = (
    ("maps by the million", {"points": [{"key": ["tsne", "maps"]}] * 300_000}, {}),
    (
        "a map of exabytes",
        {"points": [{"key": ["tsne", "maps"]}]},
        {"work/points/0.npy": _array("(1000000000, 1000000000)", bytes(99))},
    ),
    ("clusters by the million", {"clusters": [{}] * 300_000}, {}),
    (
        "a cluster as wide as a street",
        {"clusters": [{}]},
        {
            "work/clusters/0/members.npy": _numbers(np.arange(4)),
            "work/clusters/0/mean.npy": _array("(1, 1000000000)", bytes(99)),
        },
    ),
    ("sweeps by the million", {"sweeps": [{"corruption": "rotation"}] * 300_000}, {}),
    ("a sweep of code", {"sweeps": [{"model": "m", "corruption": "__import__('os')"}]}, {}),
    ("a verdict on nobody", {"verdict": {}}, {}),
    ("a verdict far away", {"verdict": _JUDGED}, _VERDICT),
    ("groups by the million", {"verdict": _JUDGED | {"groups": ["a"] * 300_000}}, _VERDICT),
    ("places by the million", {"state": {"chosen": [10**18] * 300_000, "checksum": "c"}}, {}),
)
"""What is said of the work, and members of the archive."""


DOCUMENTS = (
    document("nothing but zeros, packed", bytes(300_000_000), is_refused=True),
    document("lists in lists", _DEEP, is_refused=True),
    document("no object", b"7", is_refused=True),
    document("of another kind", {"format": "__import__('os')"}, is_refused=True),
    document("evaluations by the million", _document_of(evaluations=[{}] * 300_000)),
    document("networks by the million", _document_of(networks=["a"] * 300_000)),
    document("notes of code", _document_of(annotations={"a": {"__class__": "os.system"}})),
    document("a version beyond all", _document_of(version=10**30)),
    document("a network from elsewhere", _document_of(networks=["../../outside/secret"])),
    document("a source from elsewhere", _document_of(state={"source": "/dev/zero"})),
    document(
        "members that climb",
        _document_of(networks=["a"]),
        {"../../outside/secret": b"written", "networks/0": b"a"},
    ),
    document(
        "scores of exabytes",
        _document_of(evaluations=[_EVALUATION]),
        {
            "evaluations/0/labels.npy": _array("(4,)", bytes(16)),
            "evaluations/0/scores.npy": _array("(1000000000, 1000000000)", bytes(99)),
        },
    ),
    document(
        "a network of zeros, packed",
        _document_of(networks=["a"]),
        {"networks/0": bytes(300_000_000)},
    ),
    document("work of code", _document_of(work={"state": {"__class__": "os.system"}})),
    document("work in lists", _document_of(evaluations=[_EVALUATION], work=[[[]]]), _READ),
    *(
        document(name, _document_of(evaluations=[_EVALUATION], work=work), _READ | members)
        for name, work, members in _WORK
    ),
    document(
        "scalings by the million", _document_of(scalings=dict.fromkeys(map(str, range(300_000))))
    ),
    document("scalings of code", _document_of(scalings={"../../secret": {"name": "os.system"}})),
    document(
        "samples of another kind",
        _document_of(samples={"class_names": ["0"]}),
        {f"samples/{name}.npy": _array("(9, 9)", bytes(9)) for name in ("images", "labels")},
    ),
)


FILES = (
    *_json("settings"),
    *_json("state"),
    *DOCUMENTS,
    *TIMELINES,
    *HISTORIES,
    *CHECKPOINTS,
)
