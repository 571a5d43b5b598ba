"""Checkpoints: every bit there and back, and damage is told."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from camviewer.common.errors import FileError
from camviewer.data.dataset import Images, Labels
from camviewer.data.remedy import Remedy
from camviewer.training import run_folder
from camviewer.training.checkpoints import RunDescription, fingerprint, load, save
from camviewer.training.events import EpochDone
from camviewer.training.learning_curve import CurvePoint
from camviewer.training.optimisation import TrainerState
from camviewer.training.recipes import RECIPES
from camviewer.training.run_folder import Unfinished

Part = tuple[Images, Labels]

RUN = RunDescription(
    "내 모델", "lecture", RECIPES.named("lecture"), 7, "builtin", 0.25, fingerprint="40-10-12345678"
)


def state() -> TrainerState:
    random = np.random.default_rng(5)
    random.integers(7, dtype=np.uint32)  # half of a 64-bit number is left over
    return TrainerState(
        weights=[
            np.asarray(random.standard_normal(shape), np.float32) for shape in ((3, 3, 1, 4), (4,))
        ],
        optimizer=[np.array(12, np.int64), np.array(0.1, np.float32), np.zeros(4, np.float32)],
        epoch=2,
        step=3,
        loss_sum=1 / 3,
        right=17.0,
        seconds=2.5,
        random=random.bit_generator.state,
        history=(EpochDone(1, 0.1, 0.9, 1 / 7, 0.95, 3.25),),
        curve=(CurvePoint(0.5, 2 / 3, 0.25, 16), CurvePoint(1.0, 1 / 3, 0.75, 9)),
        curve_steps=2,
    )


def test_that_a_remedy_comes_back_as_it_was(tmp_path: Path) -> None:
    remedy = Remedy((1, 4), (2,), 7, True, ("/own.npz",), ((3, 9),), 2, False, 5)
    save(tmp_path / "checkpoint.npz", replace(RUN, remedy=remedy), state())
    assert load(tmp_path / "checkpoint.npz")[0].remedy == remedy


def same(one: TrainerState, other: TrainerState) -> bool:
    plain = [
        "epoch",
        "step",
        "loss_sum",
        "right",
        "seconds",
        "random",
        "history",
        "curve",
        "curve_steps",
    ]
    return all(getattr(one, name) == getattr(other, name) for name in plain) and all(
        a.shape == b.shape and a.dtype == b.dtype and a.tobytes() == b.tobytes()
        for kind in ("weights", "optimizer")
        for a, b in zip(getattr(one, kind), getattr(other, kind), strict=True)
    )


@pytest.fixture
def path(tmp_path: Path) -> Path:
    saved = tmp_path / "training" / "checkpoint.npz"
    save(saved, RUN, state())
    return saved


@pytest.fixture(scope="module")
def content(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    saved = tmp_path_factory.mktemp("content") / "checkpoint.npz"
    save(saved, RUN, state())
    return saved.read_bytes()


def test_that_every_bit_comes_back(path: Path) -> None:
    run, found = load(path)
    assert run == RUN
    assert same(found, state())


def test_that_the_random_numbers_go_on_as_they_would_have(path: Path) -> None:
    one, other = np.random.default_rng(), np.random.default_rng()
    one.bit_generator.state = dict(state().random)
    other.bit_generator.state = dict(load(path)[1].random)
    assert (
        one.integers(2**32, size=9, dtype=np.uint32).tolist()
        == other.integers(2**32, size=9, dtype=np.uint32).tolist()
    )
    assert one.random(5).tolist() == other.random(5).tolist()


def test_that_more_than_ten_arrays_keep_their_order(tmp_path: Path) -> None:
    weights = [np.full(2, number, np.float32) for number in range(25)]
    save(tmp_path / "c.npz", RUN, replace(state(), weights=weights))
    assert [int(array[0]) for array in load(tmp_path / "c.npz")[1].weights] == list(range(25))


def test_that_the_one_before_still_stands_if_writing_fails(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(opened: Any, **_: object) -> None:
        opened.write(b"half of")
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", fail)
    with pytest.raises(
        FileError, match=r"cannot be written: the disk is full. Needed: .* the checkpoint to"
    ):
        save(path, RUN, replace(state(), step=4))
    assert same(load(path)[1], state())
    assert [each.name for each in path.parent.iterdir()] == ["checkpoint.npz"]


def test_that_its_folder_tells_what_it_is_of_and_how_far_it_is(path: Path) -> None:
    folder, epochs = path.parent, RUN.recipe.epochs
    assert run_folder.checkpoint(folder) == path
    assert run_folder.unfinished(folder) == Unfinished("내 모델", state().epoch, epochs)
    save(path, RUN, replace(state(), epoch=epochs + 1))  # all epochs are done, and it is not saved
    assert run_folder.unfinished(folder) == Unfinished("내 모델", epochs, epochs)
    path.write_bytes(b"damaged")
    assert run_folder.unfinished(folder) is None
    path.unlink()
    assert run_folder.unfinished(folder) is None


# Damage


def test_that_a_name_that_could_not_be_written_is_mended(content: bytes, tmp_path: Path) -> None:
    checkpoint = run_folder.checkpoint(tmp_path)
    checkpoint.write_bytes(with_meta(content, lambda meta: meta["run"].update(name="a\ud800b")))
    assert load(checkpoint)[0].name == "a\ufffdb"
    assert run_folder.unfinished(tmp_path) == Unfinished("a\ufffdb", 2, RUN.recipe.epochs)


def test_that_one_cut_off_anywhere_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "c.npz"
    for length in range(0, len(content), 3):
        path.write_bytes(content[:length])
        with pytest.raises(
            FileError, match=r"c.npz cannot be used: .*Needed: a checkpoint of a training"
        ):
            load(path)


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_that_flipped_bytes_never_pass_as_another_checkpoint(
    tmp_path: Path, content: bytes, data: st.DataObject
) -> None:
    damaged = bytearray(content)
    places = st.integers(0, len(content) - 1)
    for place in data.draw(st.lists(places, min_size=1, max_size=4, unique=True)):
        damaged[place] ^= data.draw(st.integers(1, 255))
    path = tmp_path / "c.npz"
    path.write_bytes(damaged)
    try:
        run, found = load(path)
    except FileError:
        return
    assert run == RUN  # the flipped byte is one that says nothing, such as a date
    assert same(found, state())


@settings(max_examples=100, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=300))
def test_that_any_other_file_is_told(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "c.npz").write_bytes(content)
    with pytest.raises(FileError):
        load(tmp_path / "c.npz")


def with_meta(content: bytes, change: Callable[[dict[str, Any]], object]) -> bytes:
    """The same checkpoint with another JSON text, its checksums right."""
    with np.load(io.BytesIO(content)) as archive:
        arrays = dict(archive)
    meta = json.loads(bytes(arrays["meta"]))
    changed = change(meta)
    text = json.dumps(meta if changed is None else changed).encode()
    file = io.BytesIO()
    np.savez(file, **arrays | {"meta": np.frombuffer(text, np.uint8)})
    return file.getvalue()


@pytest.mark.parametrize(
    "change",
    [
        lambda _: [],
        lambda _: "text",
        lambda meta: meta.pop("run") and None,
        lambda meta: meta.pop("random") and None,
        lambda meta: meta.pop("step") and None,
        lambda meta: meta.update(random={}),
        lambda meta: meta.update(random="PCG64"),
        lambda meta: meta.update(random={**meta["random"], "bit_generator": "MT19937"}),
        lambda meta: meta.update(random={**meta["random"], "state": {"state": -1, "inc": "x"}}),
        lambda meta: meta.update(arrays={"weights": 2}),
        lambda meta: meta["arrays"].update(optimizer=99),
        lambda meta: meta.update(step="three"),
        lambda meta: meta.update(epoch=None),
        lambda meta: meta.update(history=[{"epoch": 1}]),
        lambda meta: meta.update(history=3),
        lambda meta: meta["run"].update(other=1),
        lambda meta: meta["run"].update(recipe="fast"),
        lambda meta: meta["run"]["recipe"].pop("epochs") and None,
    ],
)
def test_that_wrong_json_is_told(
    tmp_path: Path, content: bytes, change: Callable[[dict[str, Any]], object]
) -> None:
    (tmp_path / "c.npz").write_bytes(with_meta(content, change))
    with pytest.raises(FileError, match="damaged"):
        load(tmp_path / "c.npz")


def test_that_checkpoints_of_before_call_the_learning_rate_rate(
    tmp_path: Path, content: bytes
) -> None:
    def as_before(meta: dict[str, Any]) -> None:
        recipe = meta["run"]["recipe"]
        recipe["rate"] = recipe.pop("learning_rate")

    (tmp_path / "c.npz").write_bytes(with_meta(content, as_before))
    run, stood = load(tmp_path / "c.npz")
    assert run == RUN
    assert same(stood, state())


def test_that_a_checkpoint_names_the_learning_rate(content: bytes) -> None:
    with np.load(io.BytesIO(content)) as archive:
        recipe = json.loads(bytes(archive["meta"]))["run"]["recipe"]
    assert recipe["learning_rate"] == RUN.recipe.learning_rate
    assert "rate" not in recipe


def test_that_a_text_that_is_no_json_is_told(tmp_path: Path) -> None:
    np.savez(tmp_path / "c.npz", meta=np.frombuffer(b"{", np.uint8))
    with pytest.raises(FileError, match="damaged"):
        load(tmp_path / "c.npz")


@pytest.mark.parametrize("missing", ["weights_0", "weights_1", "optimizer_1", "optimizer_2"])
def test_that_a_missing_array_is_told(tmp_path: Path, content: bytes, missing: str) -> None:
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(tmp_path / "c.npz", "w") as new,
    ):
        for name in old.namelist():
            if name != f"{missing}.npy":
                new.writestr(name, old.read(name))
    with pytest.raises(FileError, match="damaged"):
        load(tmp_path / "c.npz")


def test_that_objects_are_never_unpickled(tmp_path: Path) -> None:
    class Harm:
        def __reduce__(self) -> tuple[Any, ...]:
            return pytest.fail, ("was run",)

    np.savez(tmp_path / "c.npz", meta=np.array([Harm()], object), allow_pickle=True)
    with pytest.raises(FileError, match="damaged"):
        load(tmp_path / "c.npz")


# Which samples


def samples(train: list[int], test: list[int], ink: int = 0) -> tuple[Part, Part]:
    def part(labels: list[int]) -> Part:
        return np.full((len(labels), 28, 28), ink, np.uint8), np.array(labels, np.uint8)

    return part(train), part(test)


def test_that_a_fingerprint_tells_digits_by_number_pictures_and_labels() -> None:
    one = fingerprint(*samples([1, 2, 3], [4]))
    assert one == fingerprint(*samples([1, 2, 3], [4]))
    assert one.startswith("3-1-")
    others = [
        fingerprint(*other)
        for other in (
            samples([1, 2, 4], [4]),
            samples([2, 1, 3], [4]),
            samples([1, 2, 3], [5]),
            samples([1, 2, 3, 0], [4]),
            samples([1, 2], [3, 4]),
            samples([4], [1, 2, 3]),
            samples([1, 2, 3], [4], ink=1),
        )
    ]
    assert len({one, *others}) == 8


@pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_that_a_checkpoint_packed_in_another_way_is_refused(packing: int, tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.npz"
    with zipfile.ZipFile(path, "w", packing) as archive:
        archive.writestr("meta.npy", bytes(50_000_000))
    with pytest.raises(FileError, match="compressed in another way"):
        load(path)


def test_that_a_checkpoint_of_too_many_numbers_is_not_unpacked(tmp_path: Path) -> None:
    path = tmp_path / "checkpoint.npz"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for place in range(3):
            archive.writestr(f"weights_{place}.npy", bytes(30_000_000))
    with pytest.raises(FileError, match="too many numbers"):
        load(path)
