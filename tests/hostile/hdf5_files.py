"""HDF5 files that are hostile, as weights in a model of Keras and as whole models of Keras 2."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import h5py
import numpy as np

from camviewer.networks.formats.keras_file import WEIGHTS_FILE
from tests.fuzz.formats import FORMATS
from tests.hostile.hostile_file import HostileFile, Trap
from tests.hostile.keras_zips import entries_of, packed

Change = Callable[[Any, str, Trap], Any]
"""Does something to a file that is open, at the place of an array in it."""

KERNELS = {"keras": "layers/conv2d/vars/0", "hdf5": "model_weights/conv/conv/kernel:0"}
"""Where the first array of weights is, in the files of either reader."""


def _written(reader: str, change: Change, path: Path, trap: Trap) -> None:
    entries = entries_of("lecture")
    path.write_bytes(FORMATS["hdf5"].good()[0] if reader == "hdf5" else entries[WEIGHTS_FILE])
    with h5py.File(path, "r+") as file:
        change(file, KERNELS[reader], trap)
    if reader == "keras":
        packed(path, [*(entries | {WEIGHTS_FILE: path.read_bytes()}).items()])


def both(name: str, change: Change) -> tuple[HostileFile, ...]:
    """A change to either file."""
    return tuple(
        HostileFile(f"{name} (HDF5)", reader, partial(_written, reader, change))
        for reader in KERNELS
    )


def _shape(file: Any, key: str) -> tuple[int, ...]:
    shape: tuple[int, ...] = file[key].shape
    return shape


def replaced(make: Callable[[Any, str, tuple[int, ...], Trap], Any]) -> Change:
    """In the place of an array something else, which is made there."""

    def change(file: Any, key: str, trap: Trap) -> None:
        shape = _shape(file, key)
        del file[key]
        make(file, key, shape, trap)

    return change


def dataset(**options: Any) -> Change:
    """Another array in that place, of the same shape if no other is given."""

    def make(file: Any, key: str, shape: tuple[int, ...], _trap: Trap) -> None:
        file.create_dataset(key, **{"shape": shape, "dtype": "<f4", **options})

    return replaced(make)


def typed(dtype: Any) -> Change:
    """An array of another type."""
    return dataset(dtype=dtype)


# Elsewhere


def _external_link(file: Any, key: str, _shape: Any, trap: Trap) -> None:
    file[key] = h5py.ExternalLink(str(trap.secret), "/x")


def _external_near(file: Any, key: str, _shape: Any, _trap: Trap) -> None:
    file[key] = h5py.ExternalLink("../outside/secret", "/x")


def _external_group(file: Any, key: str, trap: Trap) -> None:
    group = key.split("/")[0]
    del file[group]
    file[group] = h5py.ExternalLink(str(trap.secret), "/")


def _external_storage(file: Any, key: str, shape: tuple[int, ...], trap: Trap) -> None:
    size = 4 * int(np.prod(shape))
    file.create_dataset(key, shape, "<f4", external=[(str(trap.secret), 0, size)])


def _external_pieces(file: Any, key: str, shape: tuple[int, ...], trap: Trap) -> None:
    names = [str(trap.secret), "../outside/secret", "/etc/passwd", "/dev/zero"]
    size = 4 * int(np.prod(shape))
    pieces = [(name, number, size // 4) for number, name in enumerate(names)]
    file.create_dataset(key, shape, "<f4", external=pieces)


def _endless_storage(file: Any, key: str, shape: tuple[int, ...], _trap: Trap) -> None:
    file.create_dataset(key, shape, "<f4", external=[("/dev/zero", 0, h5py.h5f.UNLIMITED)])


def _virtual(source: Callable[[Trap], str]) -> Change:
    def make(file: Any, key: str, shape: tuple[int, ...], trap: Trap) -> None:
        layout = h5py.VirtualLayout(shape, "<f4")
        layout[...] = h5py.VirtualSource(source(trap), "x", shape)
        file.create_virtual_dataset(key, layout)

    return replaced(make)


ELSEWHERE = (
    *both("a link to another file", replaced(_external_link)),
    *both("a link to a file by a way that climbs", replaced(_external_near)),
    *both("a group in another file", _external_group),
    *both("numbers in another file", replaced(_external_storage)),
    *both("numbers in several files", replaced(_external_pieces)),
    *both("numbers in an endless file", replaced(_endless_storage)),
    *both("an array put together of another file's", _virtual(lambda trap: str(trap.secret))),
    *both("an array put together of itself", _virtual(lambda _trap: ".")),
)


# Links


def _soft_to(target: str) -> Change:
    def make(file: Any, key: str, _shape: Any, _trap: Trap) -> None:
        file[key] = h5py.SoftLink(target)

    return replaced(make)


def _soft_circle(file: Any, key: str, _shape: Any, trap: Trap) -> None:
    number = trap.chance.randrange(2, 30)
    for each in range(number):
        file[f"soft{each}"] = h5py.SoftLink(f"/soft{(each + 1) % number}")
    file[key] = h5py.SoftLink("/soft0")


def _soft_chain(file: Any, key: str, _shape: Any, _trap: Trap) -> None:
    file["soft0"] = np.zeros(3, "<f4")
    for each in range(1, 3000):
        file[f"soft{each}"] = h5py.SoftLink(f"/soft{each - 1}")
    file[key] = h5py.SoftLink("/soft2999")


def _hard_circle(file: Any, key: str, _shape: Any, _trap: Trap) -> None:
    file[key] = file[key.rpartition("/")[0]]


def _diamonds(file: Any, key: str, _shape: Any, _trap: Trap) -> None:
    """Two ways to each of 40 groups: a walk over all ways never ends."""
    group = file.create_group(key)
    for _ in range(40):
        inner = group.create_group("a")
        group["b"] = inner
        group = inner


def _deep(file: Any, key: str, _shape: Any, _trap: Trap) -> None:
    group = file.create_group(key)
    for _ in range(2000):
        group = group.create_group("a")


def _crowded(file: Any, key: str, _shape: Any, _trap: Trap) -> None:
    group = file.create_group(key)
    for number in range(8000):
        group[f"{number}"] = group


LINKS = (
    *both("a link to itself", _soft_to("/layers/conv2d/vars/0")),
    *both("a link to nothing", _soft_to("/nothing")),
    *both("links in a circle", replaced(_soft_circle)),
    *both("a chain of thousands of links", replaced(_soft_chain)),
    *both("a group within itself", replaced(_hard_circle)),
    *both("ways by the billion", replaced(_diamonds)),
    *both("groups two thousand deep", replaced(_deep)),
    *both("links by the thousand", replaced(_crowded)),
)


# Arrays


def _compressed_bomb(file: Any, key: str, _shape: Any, _trap: Trap) -> None:
    """100 MB of nothing in a few kilobytes."""
    file.create_dataset(
        key, data=np.zeros((25_000_000,), "<f4"), compression="gzip", chunks=(5_000_000,)
    )


def _unknown_filter(file: Any, key: str, shape: tuple[int, ...], _trap: Trap) -> None:
    """A filter that HDF5 would look for among plug-ins, in folders of the environment."""
    properties = h5py.h5p.create(h5py.h5p.DATASET_CREATE)
    properties.set_chunk(shape)
    properties.set_filter(32015, h5py.h5z.FLAG_OPTIONAL, (1, 2, 3))
    space = h5py.h5s.create_simple(shape)
    h5py.h5d.create(file.id, key.encode(), h5py.h5t.IEEE_F32LE, space, properties)


def _text_bomb(file: Any, key: str, shape: tuple[int, ...], _trap: Trap) -> None:
    texts = file.create_dataset(key, shape, h5py.string_dtype())
    texts[(0,) * len(shape)] = "a" * 3_000_000


def _rows_of_any_length(file: Any, key: str, shape: tuple[int, ...], _trap: Trap) -> None:
    rows = file.create_dataset(key, shape, h5py.vlen_dtype("<f4"))
    rows[(0,) * len(shape)] = np.zeros(700_000, "<f4")


def _references(file: Any, key: str, shape: tuple[int, ...], _trap: Trap) -> None:
    found = file.create_dataset(key, shape, h5py.ref_dtype)
    found[(0,) * len(shape)] = file.ref


def _regions(file: Any, key: str, shape: tuple[int, ...], _trap: Trap) -> None:
    other = file.create_dataset("other", data=np.zeros(9))
    found = file.create_dataset(key, shape, h5py.regionref_dtype)
    found[(0,) * len(shape)] = other.regionref[1:3]


def _type_alone(file: Any, key: str, _shape: Any, _trap: Trap) -> None:
    file[key] = np.dtype("<f4")


def _nothing(file: Any, key: str, _shape: Any, _trap: Trap) -> None:
    file[key] = h5py.Empty("<f4")


def _filled_with(value: float) -> Change:
    def change(file: Any, key: str, trap: Trap) -> None:
        values = file[key][()]
        values.ravel()[trap.chance.randrange(values.size)] = value
        file[key][()] = values

    return change


_MANY = (100_000, 100_000, 100)

ARRAYS = (
    *both("an array of a trillion numbers", dataset(shape=_MANY)),
    *both("pieces of billions", dataset(shape=_MANY, chunks=(2**15, 2**14, 1))),
    *both("pieces of one number", dataset(shape=(500_000,), chunks=(1,))),
    *both("an array that grows without end", dataset(maxshape=(None,) * 4)),
    *both("compressed numbers", dataset(compression="gzip")),
    *both("numbers compressed in another way", dataset(compression="lzf")),
    *both("shuffled numbers with sums", dataset(shuffle=True, fletcher32=True)),
    *both("100 MB in a few kilobytes", replaced(_compressed_bomb)),
    *both("a filter of a plug-in", replaced(_unknown_filter)),
    *both("texts of any length", replaced(_text_bomb)),
    *both("rows of any length", replaced(_rows_of_any_length)),
    *both("references to objects", replaced(_references)),
    *both("references to regions", replaced(_regions)),
    *both("a type without an array", replaced(_type_alone)),
    *both("no numbers at all", replaced(_nothing)),
    *both("a single number", dataset(shape=())),
    *both("structures", typed([("a", "<f4"), ("b", "S100000")])),
    *both("arrays in an array", typed(np.dtype(("<f4", (100, 100))))),
    *both("bytes without meaning", typed(np.dtype("V4000"))),
    *both("whole numbers", typed("<i4")),
    *both("numbers of the other order", typed(">f4")),
    *both("complex numbers", typed("<c8")),
    *both("numbers of 16 bytes", typed(np.longdouble)),
    *both("values with names", typed(h5py.enum_dtype({"A": 1, "B": 2}))),
    *both("a number that is none", _filled_with(float("nan"))),
    *both("an endless number", _filled_with(float("-inf"))),
    *both("an array that is nowhere, of what is no number", dataset(fillvalue=float("nan"))),
)


# What a whole model says of itself


def _said(name: str, value: Any, **options: Any) -> HostileFile:
    """Another attribute of a whole model."""

    def change(file: Any, _key: str, _trap: Trap) -> None:
        del file.attrs["model_config"]
        if name != "model_config":
            file.attrs["model_config"] = "{}"
        file.attrs.create(name, value() if callable(value) else value, **options)

    kind = options.get("dtype", "text")
    return HostileFile(f"{name} as {kind}", "hdf5", partial(_written, "hdf5", change))


def _attributes(file: Any, _key: str, _trap: Trap) -> None:
    for number in range(3000):
        file.attrs[f"a{number}"] = "a" * 100
    del file.attrs["model_config"]


def _bytes(name: str, change: Callable[[bytearray, Trap], Any]) -> HostileFile:
    """A whole model's file, changed byte by byte."""

    def write(path: Path, trap: Trap) -> None:
        content = bytearray(FORMATS["hdf5"].good()[0])
        path.write_bytes(change(content, trap) or content)

    return HostileFile(name, "hdf5", write)


def _end_moved(content: bytearray, trap: Trap) -> None:
    """The file's end, as its beginning says, elsewhere."""
    content[40:48] = trap.chance.choice((1, 2**40, 2**63 - 1)).to_bytes(8, "little")


def _sizes_changed(content: bytearray, trap: Trap) -> None:
    """Addresses of other sizes."""
    content[13:15] = bytes((trap.chance.choice((1, 3, 16, 255)), 255))


DESCRIPTIONS = (
    _said("model_config", lambda: "[" * 60_000),
    _said("model_config", lambda: np.full(9, b"{}"), dtype="S2"),
    _said("model_config", 7, dtype="<i8"),
    _said("model_config", lambda: np.zeros(7000), dtype="<f8"),
    _said("model_config", lambda: np.void(b"{}" * 9), dtype="V18"),
    _said("model_config", h5py.Reference(), dtype=h5py.ref_dtype),
    _said("model_config", lambda: b"\xff\xfe" * 99, dtype="S198"),
    _said("keras_version", lambda: "9" * 60_000),
    HostileFile("attributes by the thousand", "hdf5", partial(_written, "hdf5", _attributes)),
    _bytes("another end", _end_moved),
    _bytes("addresses of other sizes", _sizes_changed),
    _bytes("words in front", lambda content, _t: bytes(512) + content),
    _bytes("nothing but a beginning", lambda content, _t: content[:96]),
    _bytes(
        "zeros behind the beginning", lambda content, _t: content[:96] + bytes(len(content) - 96)
    ),
    _bytes("the root elsewhere", lambda content, _t: content[:64] + b"\xff" * 8 + content[72:]),
)

FILES = (*ELSEWHERE, *LINKS, *ARRAYS, *DESCRIPTIONS)
