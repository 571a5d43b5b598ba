"""What tags are called; a person's own tags are what they are."""

from __future__ import annotations

from camviewer.common.translation import tr_noop, translate
from camviewer.error_analysis.annotations import TAGS

_TITLES = dict(
    zip(TAGS, (tr_noop("ambiguous"), tr_noop("label wrong"), tr_noop("model wrong")), strict=True)
)


def tag_title(tag: str) -> str:
    """What a tag is called in the language in use."""
    return translate(_TITLES[tag]) if tag in _TITLES else tag
