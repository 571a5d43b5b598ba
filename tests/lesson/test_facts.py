"""The facts of the bundled lesson: each is computed again and stands as computed in the file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from camviewer.common.errors import FileError
from camviewer.data.sources import open_source
from camviewer.lesson.values import facts
from tests.lesson.facts import architectures, training_history
from tests.lesson.facts.registry import (
    Source,
    cited,
    named_in_pages,
    names_in,
    source_of,
    sources,
    write,
    written,
)

SOURCES = sources()


def case(source: Source) -> object:
    marks = [pytest.mark.slow] if source.slow else []
    return pytest.param(source, id=source.name, marks=marks)


@pytest.mark.parametrize("source", [case(source) for source in SOURCES])
def test_that_the_file_has_what_is_computed(source: Source) -> None:
    mine = {name: each for name, each in written().items() if source_of(name, SOURCES) is source}
    if not mine:
        pytest.skip("no page names one of these")
    if source.mnist:
        try:
            open_source("mnist")
        except FileError as error:
            pytest.skip(f"MNIST is needed: {error}")
    computed = source.entries()
    assert {name: computed.get(name) for name in mine} == mine


def test_that_the_file_has_what_pages_name_and_nothing_else() -> None:
    assert set(written()) == named_in_pages(), "run python -m tests.lesson.facts"
    assert all(source_of(name, SOURCES) for name in written())
    assert {name: each.value for name, each in facts().items()} == {
        name: each["value"] for name, each in written().items()
    }


def test_that_names_are_found_in_words_and_in_blocks_of_values() -> None:
    page = "A {{a.b}}, {{score}}.\n```value\nLoss: c: d.e\nS: score\n```\n```code\nx: f.g\n```\n"
    assert names_in(page) == {"a.b", "d.e"}


def test_that_the_longest_beginning_gives_a_fact() -> None:
    def known(name: str) -> Source:
        return Source(name, dict)

    listed = [known("lecture.history"), known("lecture")]
    found = source_of("lecture.history.loss.1", listed), source_of("lecture.dense", listed)
    assert [each.name for each in found if each] == ["lecture.history", "lecture"]
    assert source_of("lectures", listed) is None


def test_that_a_name_is_given_once() -> None:
    with pytest.raises(ValueError, match="given twice"):
        cited("lecture.history", "1", source="a book")


def test_that_a_file_has_a_fact_a_line(tmp_path: Path) -> None:
    write({"b": {"value": "−1"}, "a": {"value": "2", "source": "a book"}}, tmp_path / "facts.json")
    assert (tmp_path / "facts.json").read_text(encoding="utf-8").splitlines() == [
        "{",
        '  "a": {"value": "2", "source": "a book"},',
        '  "b": {"value": "−1"}',
        "}",
    ]


# By hand


def given(values: Mapping[str, str], **expected: str) -> None:
    assert {name: values[name.replace("__", ".")] for name in expected} == expected


def test_that_the_lectures_network_is_as_the_lecture_counts_it() -> None:
    given(
        architectures.of_network("lecture"),
        parameters="19,466",  # 320 + 18,496 + 650
        conv2d__parameters="320",  # (3 · 3 + 1) · 32
        conv2d_1__parameters="18,496",  # (3 · 3 · 32 + 1) · 64
        dense__parameters="650",  # (64 + 1) · 10
        conv2d_1__shape="14 × 14 × 64",
        cells="196",
        receptive_field="8 × 8",  # 3, by pooling 4, and 2 · 2 more
    )
    given(architectures.of_network("ann"), dense__parameters="100,480")  # (784 + 1) · 128


def test_that_the_training_is_as_long_as_the_lectures() -> None:
    values = training_history.of_training()
    assert values["epochs"] == "15"
    assert values["steps"] == "28,125"  # 15 · 60,000 / 32
    assert {f"{what}.15" for what in ("loss", "accuracy", "test_loss", "test_accuracy")} <= set(
        values
    )
