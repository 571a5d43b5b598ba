"""Cards: what is written is read back, and nothing else is believed."""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from camviewer.data.spec import ImageSpec
from camviewer.networks.model_card import ModelCard

CARD = ModelCard("Seven", "lecture", "fast", 3, "mnist", 7, 0.975, "2026-05-04", "1.0")
ENTRIES = json.loads(CARD.to_json())
NEEDED = [field.name for field in fields(ModelCard) if field.default is MISSING]


def test_that_the_entries_have_the_attributes_names() -> None:
    assert {
        "name": "Seven",
        "architecture": "lecture",
        "recipe": "fast",
        "epochs": 3,
        "data": "mnist",
        "seed": 7,
        "accuracy": 0.975,
        "date": "2026-05-04",
        "version": "1.0",
        "share": None,
        "batch": None,
        "learning_rate": None,
        "steps": None,
        "start": "",
        "spec": {"height": 28, "width": 28, "channels": 1, "value_range": [0, 1]},
        "class_names": list("0123456789"),
        "scaling": {"name": "0-1", "scale": [1], "offset": [0]},
        "corrections": 0,
        "has_learned_tests": False,
    } == ENTRIES


def test_that_cards_of_before_say_nothing_of_what_they_do_not_know() -> None:
    old = {name: ENTRIES[name] for name in NEEDED}
    assert ModelCard.from_json(json.dumps(old)) == CARD


def test_that_cards_of_before_call_the_learning_rate_rate() -> None:
    old = {"rate": 0.03, **ENTRIES}
    del old["learning_rate"]
    card = ModelCard.from_json(json.dumps(old))
    assert card == replace(CARD, learning_rate=0.03)
    assert json.loads(card.to_json()) == ENTRIES | {"learning_rate": 0.03}
    with pytest.raises(ValueError, match="learning_rate"):
        ModelCard.from_json(json.dumps(old | {"rate": "fast"}))


@pytest.mark.parametrize(
    ("name", "value"), [("share", 1.5), ("batch", "8"), ("start", None), ("has_learned_tests", 1)]
)
def test_that_optional_entries_are_checked_too(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=name):
        ModelCard.from_json(json.dumps(ENTRIES | {name: value}))


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)


@settings(max_examples=40)
@given(TEXT, TEXT, st.integers(0, 2**40), st.none() | st.floats(0, 1))
def test_that_a_card_comes_back_as_it_was(
    name: str, data: str, seed: int, accuracy: float | None
) -> None:
    card = ModelCard(name, "lecture", "fast", 3, data, seed, accuracy, "", "1.0")
    assert ModelCard.from_json(card.to_json()) == card
    assert ModelCard.from_json(card.to_json().encode()) == card


def test_that_korean_is_written_as_it_is_read() -> None:
    card = ModelCard("숫자", "lecture", "fast", 3, "mnist", 7, None, "", "1.0")
    assert "숫자" in card.to_json()


def test_that_what_is_no_letter_is_replaced() -> None:
    """JSON can hold half of a pair of code units, a file's name a byte that is not UTF-8."""
    entries = {**ENTRIES, "name": "a\ud800b", "class_names": ["\udcff", "1"]}
    card = ModelCard.from_json(json.dumps(entries))
    assert (card.name, card.class_names) == ("a\ufffdb", ("\ufffd", "1"))
    assert replace(CARD, name="caf\udce9").to_json().encode().count("caf\ufffd".encode()) == 1


def test_that_entries_of_later_versions_are_passed_over() -> None:
    assert ModelCard.from_json(json.dumps(ENTRIES | {"colour": "red"})) == CARD


@pytest.mark.parametrize("name", NEEDED)
def test_that_a_missing_entry_is_named(name: str) -> None:
    rest = {key: value for key, value in ENTRIES.items() if key != name}
    with pytest.raises(ValueError, match=f"'{name}'"):
        ModelCard.from_json(json.dumps(rest))


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("name", 7),
        ("name", None),
        ("architecture", ["lecture"]),
        ("epochs", "3"),
        ("epochs", 3.0),
        ("epochs", True),
        ("seed", False),
        ("accuracy", "0.9"),
        ("accuracy", True),
        ("accuracy", 97.5),
        ("accuracy", -0.1),
        ("accuracy", float("nan")),
        ("accuracy", float("inf")),
    ],
)
def test_that_an_entry_of_another_kind_is_refused(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=name):
        ModelCard.from_json(json.dumps(ENTRIES | {name: value}))


@pytest.mark.parametrize("text", ["", "{", "[]", "7", "null", '"card"', b"\xff\xfe\x00", b"\x80"])
def test_that_other_texts_are_refused(text: str | bytes) -> None:
    with pytest.raises(ValueError, match=r"\S"):
        ModelCard.from_json(text)


def test_that_a_card_tells_what_other_models_are_shown_and_tell_apart() -> None:
    card = replace(CARD, spec=ImageSpec(24, 20, 3), class_names=("cat", "dog", "부엉이"))
    assert ModelCard.from_json(card.to_json()) == card
    assert not card.shows_digits
    assert CARD.shows_digits


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("spec", None),
        ("spec", {}),
        ("spec", {"height": 7, "width": 28, "channels": 1, "value_range": [0, 1]}),
        ("spec", {"height": 28.5, "width": 28, "channels": 1, "value_range": [0, 1]}),
        ("spec", {"height": 28, "width": 28, "channels": 1, "value_range": 1}),
        ("spec", {"height": 28, "width": 28, "channels": 1, "value_range": [0, 1], "depth": 2}),
        ("scaling", {"name": "0-2", "scale": [1], "offset": [0]}),
        ("scaling", {"name": "0-255", "scale": [255, 255], "offset": [0]}),
        ("scaling", {"name": "0-255", "scale": [float("nan")], "offset": [0]}),
        ("class_names", "0123456789"),
        ("class_names", ["one"]),
        ("class_names", ["one", 2]),
        ("class_names", ["one", ""]),
    ],
)
def test_that_what_no_model_is_shown_or_tells_apart_is_refused(name: str, value: object) -> None:
    with pytest.raises(ValueError, match=name):
        ModelCard.from_json(json.dumps(ENTRIES | {name: value}))


OTHER = ModelCard("Other", "own", "unknown", 0, "unknown", 0, None, "unknown", "keras 3.1")


def test_that_a_damaged_entry_leaves_the_others_as_they_are() -> None:
    text = json.dumps(ENTRIES | {"accuracy": "much"}).encode()
    assert ModelCard.mended(text, OTHER) == replace(CARD, accuracy=None)


@pytest.mark.parametrize("name", ["architecture", "spec", "scaling", "class_names"])
def test_that_how_a_network_is_made_is_taken_over_as_a_whole(name: str) -> None:
    names = ("cat", "dog")
    text = json.dumps(ENTRIES | {"class_names": names} | {name: 7}).encode()
    making = {each: getattr(OTHER, each) for each in ("architecture", "recipe", "version")}
    expected = replace(CARD, **making)
    kept = OTHER.class_names if name == "class_names" else names
    assert ModelCard.mended(text, OTHER) == replace(expected, class_names=kept)


@pytest.mark.parametrize("text", [b"", b"{", b"[" * 60_000, b"\xff\xfe", b"[]"])
def test_that_of_what_is_no_card_nothing_is_taken_over(text: bytes) -> None:
    assert ModelCard.mended(text, OTHER) == OTHER


def test_that_what_is_wrong_with_a_card_is_not_written() -> None:
    assert replace(CARD, trouble="It is damaged.").to_json() == CARD.to_json()
