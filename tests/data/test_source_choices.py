"""What was said of a source is kept and holds when it is opened again."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from camviewer.common.errors import FileError
from camviewer.common.paths import home
from camviewer.data import source_choices
from camviewer.data.source_choices import SourceChoices
from camviewer.data.sources import open_source
from tests.data.sources.forms import FORMS
from tests.data.sources.written import grey, labels


def test_that_nothing_is_known_of_a_source_at_first(tmp_path: Path) -> None:
    assert source_choices.of(tmp_path) == SourceChoices()


def test_that_answers_are_kept_beside_each_other(tmp_path: Path) -> None:
    source_choices.remember(tmp_path / "a", inverted=True)
    source_choices.remember(tmp_path / "a", class_names=("하나", "둘"))
    source_choices.remember(tmp_path / "b", arrays=("p", ""))
    assert source_choices.of(tmp_path / "a") == SourceChoices(True, ("하나", "둘"))
    assert source_choices.of(tmp_path / "b") == SourceChoices(None, (), ("p", ""))


def test_that_a_files_name_need_not_be_utf8() -> None:
    source_choices.remember("caf\udce9.npz", inverted=True)
    assert source_choices.of("caf\udce9.npz") == SourceChoices(True)


@pytest.mark.parametrize("content", ["", "[]", "{", '{"x": 3}', "[" * 100_000])
def test_that_a_damaged_file_of_answers_is_passed_over(content: str, tmp_path: Path) -> None:
    home().mkdir(parents=True, exist_ok=True)
    (home() / "sources.json").write_text(content)
    assert source_choices.of(tmp_path) == SourceChoices()
    source_choices.remember(tmp_path, inverted=False)
    assert source_choices.of(tmp_path).inverted is False


def test_that_samples_are_inverted_as_chosen(tmp_path: Path) -> None:
    path = FORMS["npz, Keras' names"].write(tmp_path)
    source_choices.remember(path, inverted=True)
    dataset = open_source(str(path))
    assert np.array_equal(dataset.test.images, 255 - grey(20))
    assert dataset.test.labels.tolist() == labels(20).tolist()


def test_that_typed_names_are_used_if_they_are_enough(tmp_path: Path) -> None:
    path = FORMS["npz, Keras' names"].write(tmp_path)
    names = tuple("abcdefghij")
    source_choices.remember(path, class_names=names[:4])
    assert open_source(str(path)).class_names == tuple("0123456789")
    source_choices.remember(path, class_names=names)
    assert open_source(str(path)).class_names == names


def test_that_chosen_arrays_are_opened(tmp_path: Path) -> None:
    path = tmp_path / "a.npz"
    np.savez(path, first=grey(4), second=grey(4, 2), third=labels(4))
    with pytest.raises(FileError):
        open_source(str(path))
    source_choices.remember(path, arrays=("second", "third"))
    dataset = open_source(str(path))
    assert np.array_equal(dataset.test.images, grey(4, 2))
    assert dataset.test.labels.tolist() == [0, 1, 2, 3]
