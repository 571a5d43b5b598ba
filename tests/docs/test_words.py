"""The words of the window, the lesson, the manual and the README, in both languages.

One word for one thing, as the glossary has it; signs as each language sets them; and Korean that is
Korean: its own words, the polite levels of speech, nothing that reads translated.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Iterable
from itertools import chain
from pathlib import Path

import pytest

from camviewer.attribution.methods import METHODS
from camviewer.common.nouns import with_noun
from camviewer.networks.layers import LAYERS
from tests.docs.glossary import EXEMPT_PHRASES, ROOT, ROWS
from tests.docs.texts import Text, pages, paired_pages, prose, shown, window

TEXTS = {"window": window(), "pages": pages()}

NAMES = frozenset(
    " ".join(
        (
            # programs, data and kinds of files
            "Adam Apple Captum Debian English Jupyter Keras Linux Lite Markdown NumPy Parquet",
            "Python Qt Runtime Sequential zip",
            "Ubuntu Silicon Viewer Windows Zennit camviewer deflate pendigits pickle",
            # keys
            "Alt Ctrl Delete Down End Enter Esc Home Left Page Right Shift Space Tab Up",
            # people of papers
            "Adebayo Aha Bach Burges Chattopadhay Cortes Doshi Draelos Gunning Hughes Khosla",
            "Lapedriza Lin Magazine Mohan Oliva Petsiuk Ross Russakovsky Selvaraju Sundararajan",
            "Torralba Velez Zhou al et pyarrow",
            # units and functions
            "exp log max mean ms px",
            # colour maps and ways to interpolate, as they are written in brackets
            "Inferno Lanczos Viridis cubic linear nearest",
        )
    ).split()
)
"""Latin words that stand in Korean texts, because they are names or what is typed."""

CHOICES = (
    "lecture-best",
    "lecture",
    "compact",
    "lenet",
    "ann",
    "ink",
    "fast",
    "handwriting",
    "thorough",
    "faithful",
)
"""Networks and recipes that come with the program."""

TRANSLATED = ("당신", "되어지", "에 의해", "에 의하여", "그녀", "하십시오", "마십시오", "주십시오")
"""What a Korean text of today does not say: pronouns and passives of other languages, orders."""

STILTED = ("a person", "is told", "are told", "put aside")
"""What a sentence to the person in front of the window does not say."""

Find = Callable[[Text], Iterable[str]]


def complaints(texts: list[Text], find: Find) -> list[str]:
    """What is found, with where it stands."""
    return [f"{found} | {text.where}" for text in texts for found in find(text)]


def around(match: re.Match[str], reach: int = 24) -> str:
    """A match with some of what stands around it."""
    start, end = match.span()
    return " ".join(match.string[max(0, start - reach) : end + reach].split())


def find_all(pattern: str, text: str) -> list[str]:
    """Each match with some of what stands around it."""
    return [around(match) for match in re.finditer(pattern, text)]


@pytest.fixture(params=TEXTS)
def texts(request: pytest.FixtureRequest) -> list[Text]:
    return TEXTS[request.param]


# One word for one thing


def alternatives(words: Iterable[str]) -> str:
    return "|".join(map(re.escape, sorted(set(words), key=len, reverse=True)))


def spoken(term: str) -> str:
    """A term without its symbol: features for features f_k."""
    return re.sub(r" (\w_\w(\^\w)?|\(\w+\))$", "", term)


AVOIDED = re.compile(
    rf"\b(?:(?:{alternatives(spoken(row.term) for row in ROWS if ' ' in spoken(row.term))})"
    rf"|(?P<avoid>{alternatives(word for row in ROWS for word in row.avoid)}))s?\b",
    re.IGNORECASE,
)
"""A term of several words, or a word to avoid, also in the plural."""

AVOIDED_KOREAN = re.compile(
    rf"(?<![가-힣])(?:(?:{alternatives(row.korean for row in ROWS)})"
    rf"|(?P<avoid>{alternatives(word for row in ROWS for word in row.avoid_korean)}))"
)
"""A term, or a word to avoid; particles may follow."""

INTRODUCED = re.compile(
    r"강의(?:에서)?:? ?(?:는 )?(?:특성인자 맵|훈련)|\*\*(?:특성인자 맵|훈련)\*\*"
)
"""Where a word of the lecture stands once beside the usual one."""


REFERENCE = re.compile(
    r"^- [^가-힣\n]*\b(?:19|20)\d\d\b"  # in a list
    r"|^[^가-힣\n]+: \*[^가-힣*]+\*[^가-힣\n]*\b(?:19|20)\d\d\b"  # a paragraph of its own
    r"|\([^()가-힣\n]*\b(?:19|20)\d\d\b[^()가-힣\n]*\)"  # in brackets
    r"|[“*][A-Z][A-Za-z0-9 ,.:?-]+[”*]",  # a title alone
    re.MULTILINE,
)
"""A paper: its authors, its title, where it is printed."""


def avoided(text: str, words: re.Pattern[str]) -> list[str]:
    """The words to avoid in a text, outside the phrases in which they are ordinary."""
    text = INTRODUCED.sub(" ", REFERENCE.sub(" ", text))
    ordinary = [
        (word, place.span())
        for word, phrase in EXEMPT_PHRASES
        for place in re.finditer(re.escape(phrase), text, re.IGNORECASE)
    ]
    return [
        f"{match['avoid']}: {around(match)}"
        for match in words.finditer(text)
        if match["avoid"]
        and not any(
            word == match["avoid"].lower() and start <= match.start("avoid") <= end
            for word, (start, end) in ordinary
        )
    ]


def test_that_no_english_text_has_a_word_to_avoid(texts: list[Text]) -> None:
    def found(text: Text) -> list[str]:
        return avoided(with_noun(text.english, "digit"), AVOIDED)

    assert complaints(texts, found) == []


def test_that_no_korean_text_has_a_word_to_avoid(texts: list[Text]) -> None:
    def found(text: Text) -> list[str]:
        return avoided(with_noun(text.korean, "digit", "ko"), AVOIDED_KOREAN)

    assert complaints(texts, found) == []


def label(text: str) -> str:
    """A label without its letter to press and without what says that a dialog follows."""
    return re.sub(r"\(&\w\)|&(?!\w+;)|\s*…$", "", text).strip()


MENUS = {"view", "drawing"}
"""Labels that are no term: a menu, and what is undone."""


def test_that_a_label_that_is_a_term_has_the_terms_korean() -> None:
    terms = {spoken(row.term).lower(): row.korean for row in ROWS}
    korean = {term: word for term, word in terms.items() if term not in MENUS}
    wrong = [
        f"{label(text.korean)}, not {korean[label(text.english).lower()]} | {text.where}"
        for text in TEXTS["window"]
        if label(text.korean) != korean.get(label(text.english).lower(), label(text.korean))
    ]
    assert wrong == []


def test_that_a_label_has_one_korean_in_all_places() -> None:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for text in TEXTS["window"]:
        words = re.findall("[A-Za-z]{3,}", text.english.replace("&", ""))
        if words and len(label(text.english).split()) <= 3 and "ample" not in text.english:
            found[label(text.english).lower()].add(label(text.korean))
    assert {english: words for english, words in found.items() if len(words) > 1} == {}


def test_that_a_picture_and_a_figure_are_two_things_in_korean() -> None:
    """A picture that is opened or read is an 이미지; what is drawn of it, as a figure, a 그림."""

    def mixed(text: Text) -> list[str]:
        said = re.search(r"(?i)\bpictures?\b", text.english)
        other = re.search(r"(?i)\bfigures?\b|\bcolumns\b", text.english)
        return find_all("그림(?!자)", text.korean) if said and not other else []

    assert complaints(TEXTS["window"], mixed) == []


# Places for values


def test_that_both_languages_have_the_same_places() -> None:
    def differing(text: Text) -> list[str]:
        english, korean = (sorted(re.findall(r"\{\w*\}", each)) for each in text[1:])
        return [] if set(english) == set(korean) else [f"{english} and {korean}"]

    assert complaints(TEXTS["window"], differing) == []


# Signs


def test_that_no_space_stands_before_dots_and_per_cent(texts: list[Text]) -> None:
    def spaced(text: Text) -> Iterable[str]:
        return chain.from_iterable(find_all(r"\w[)}]? […%]", each) for each in text[1:])

    assert complaints(texts, spaced) == []


def test_that_no_text_says_what_was_expected_and_what_was_found(texts: list[Text]) -> None:
    def compiled(text: Text) -> Iterable[str]:
        yield from find_all(r"(?i)\bexpected\b.*\bfound\b", text.english)
        yield from find_all(r"필요한 것은.*실제는|필요한데 실제", text.korean)

    assert complaints(texts, compiled) == []


def test_that_no_text_of_the_window_speaks_of_persons() -> None:
    pattern = rf"(?i)\b(?:{alternatives(STILTED)})\b"
    assert complaints(TEXTS["window"], lambda text: find_all(pattern, text.english)) == []


# Korean that is Korean

LATIN = re.compile(r"[A-Za-z][A-Za-z0-9_]*")
_IN_PASSING = re.compile(
    r"\{\w*\}|\[[Ss]amples?\]|<i>.*?</i>|<[^>]+>|&\w+;|\(&[A-Z]\)"  # values, titles, keys to press
    r"|(?:camviewer|pip|python|sudo) [A-Za-z0-9_ .,\[\]\"'=:!{}<>-]+"  # what is typed
    r"|'[^']+'|--[a-z-]+(?: [A-Z]+)?|\d+ or \d+|\w+=\w+"
    r"|[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+(?:\([^()가-힣]*\))?"  # code, and names of files
    r"|(?:\w[\w-]*/)*[\w-]+\.(?:md|png|npz|keras)\b|SIL Open Font License"
    r"|Hugging Face|scikit-learn"  # names of ordinary words
    r"|\.[a-z]\w*|[a-z0-9]+-images-idx3-ubyte|[A-Za-z]+-CAM"
    rf"|\b(?:{alternatives((*METHODS, *CHOICES))})\b",
    re.ASCII,
)
"""What of a Korean text is not its words."""

_GLOSS = re.compile(r"(?<=[A-Z가-힣*])\((?:[가-힣]+, )?[A-Za-z*][A-Za-z0-9 ,*/-]*\)")
"""The English word in brackets, where a term is introduced."""


def is_name(word: str) -> bool:
    """Whether a Latin word is one in Korean, too: a symbol, a name, or code."""
    if len(word) == 1 or word in NAMES or word in METHODS or word in LAYERS:
        return True
    return re.fullmatch("[A-Z]?[a-z]+", word) is None  # such as CAM, PyTorch, conv2d


def latin_left(korean: str, *, may_gloss: bool) -> list[str]:
    """The Latin words in a Korean text that are no names."""
    words = REFERENCE.sub(" ", _GLOSS.sub(" ", korean) if may_gloss else korean)
    words = _IN_PASSING.sub(" ", words)
    return [found[0] for found in LATIN.finditer(words) if not is_name(found[0])]


def test_that_no_latin_word_is_left_in_the_windows_korean() -> None:
    left = complaints(TEXTS["window"], lambda text: latin_left(text.korean, may_gloss=False))
    assert left == []


def test_that_no_latin_word_is_left_in_korean_pages() -> None:
    left = complaints(TEXTS["pages"], lambda text: latin_left(text.korean, may_gloss=True))
    assert left == []


def test_that_korean_is_not_translated_word_for_word(texts: list[Text]) -> None:
    pattern = f"(?<![가-힣])(?:{alternatives(TRANSLATED[:-3])})|{alternatives(TRANSLATED[-3:])}"
    assert complaints(texts, lambda text: find_all(pattern, text.korean)) == []


def test_that_korean_sentences_are_of_the_polite_level(texts: list[Text]) -> None:
    """Neither 한다 nor 해요: statements end in 니다, requests in 세요 and 시다."""

    def other(text: Text) -> Iterable[str]:
        yield from find_all(r"[가-힣]*(?<![니시])다\.(?=\s|$)", text.korean)
        yield from find_all(r"[가-힣]*(?<![세까나가군])요[.?](?=\s|$)", text.korean)

    assert complaints(texts, other) == []


def test_that_no_particle_follows_a_value_in_a_page() -> None:
    """Which of 을 and 를, 이 and 가 is right, depends on the value; 퍼센트 is known to take 를."""
    facts = json.loads((ROOT / "resources" / "lessons" / "facts.json").read_text("utf-8"))
    particle = re.compile(r"\{\{([^}]+)\}\}(을|를|이|가|은|는|과|와|으로|로)(?![가-힣])")

    def loose(markdown: str) -> list[str]:
        return [
            around(found)
            for found in particle.finditer(markdown)
            if not facts.get(found[1], {"value": ""})["value"].endswith("%")
            or found[2] not in "를가는와로"
        ]

    written = [korean.read_text(encoding="utf-8") for _, korean in paired_pages()]
    assert [found for markdown in written for found in loose(markdown)] == []
    assert len(loose("{{score}}를 {{zhou.threshold}}을 {{zhou.threshold}}를")) == 2


# The rules themselves


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("A heat map of it", ["heat map"]),
        ("The heat maps", ["heat map"]),
        ("a class activation map", []),
        ("the learning rate", []),
        ("the rate", ["rate"]),
        ("what the header says", []),  # an ordinary phrase
        ("- Li: *On saliency*. ICML 2017.", []),  # a paper's title
        ("A. Li: *On\nsaliency.* ICML 2017.", []),
        ("Li saw saliency in 2017.", ["saliency"]),
    ],
)
def test_that_words_to_avoid_are_found_in_english(text: str, found: list[str]) -> None:
    assert [each.partition(":")[0] for each in avoided(text, AVOIDED)] == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("레이어를 고르세요", ["레이어"]),
        ("훈련용", ["훈련"]),
        ("학습(강의: 훈련)", []),
        ("겹침 비율", []),  # a term that begins with a word to avoid
        ("겹침", ["겹침"]),
        ("슈퍼셀", []),  # within another word
    ],
)
def test_that_words_to_avoid_are_found_in_korean(text: str, found: list[str]) -> None:
    assert [each.partition(":")[0] for each in avoided(text, AVOIDED_KOREAN)] == found


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("이 layer의 CAM", ["layer"]),
        ("Conv2D 층과 PyTorch", []),
        ("--model 뒤에 model.eval()", []),
        ("합성곱(convolution)", []),
        ("{0}개, <b>{1}</b>, 열기(&O)", []),
        ("'train' 폴더", []),
        ("ONNX model", ["model"]),
    ],
)
def test_that_latin_words_are_found(text: str, left: list[str]) -> None:
    assert latin_left(text, may_gloss=True) == left


def test_that_a_page_is_read_with_the_names_that_the_window_has(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("[[Save figure]](**Ctrl+S**)", encoding="utf-8")
    assert "그림 저장" in shown(page, "ko")
    assert "Save figure" in shown(page, "en")


def test_that_only_the_words_of_a_page_are_read() -> None:
    page = (
        "# A `code` [link](there.md), $f_k$ and {{score}}\n\n```do\nA button\nclass 9\n```\n\n"
        "```formula\nx\n```\n\n```figure\ndigit 5\n---\nA caption\n```\n\n"
        "```value\nname: score\n```\n"
    )
    assert " ".join(prose(page).split()) == "# A [link] , and A button A caption name"
