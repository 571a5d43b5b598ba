from collections.abc import Iterator

import pytest

from camviewer.common import translation
from camviewer.common.translation import tr_noop, translate


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    yield
    translation.install(str)


def test_that_texts_are_english_until_something_translates_them() -> None:
    assert translate("expected {0}, found {1}", 1, "two") == "expected 1, found two"


def test_that_values_keep_their_places_in_another_order() -> None:
    translation.install({"expected {0}, found {1}": "{1} statt {0}"}.__getitem__)
    assert translate("expected {0}, found {1}", 1, "two") == "two statt 1"


def test_that_braces_in_values_are_no_places() -> None:
    assert translate("no file {0}", "a{1}b{") == "no file a{1}b{"


def test_that_what_is_marked_is_said_later() -> None:
    title = tr_noop("Signed")
    translation.install({"Signed": "mit Vorzeichen"}.__getitem__)
    assert (title, translate(title)) == ("Signed", "mit Vorzeichen")
