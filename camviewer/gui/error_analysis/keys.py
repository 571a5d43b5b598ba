"""The keys that work while the keyboard is turned to the mistakes."""

from __future__ import annotations

from camviewer.common.translation import translate
from camviewer.gui.error_analysis.annotation_editor import KEYS, tag_title


def shortcuts() -> list[tuple[str, str]]:
    """Each key, with what it does."""
    return [
        ("J / K", translate("On the Mistakes page: next, previous [sample]")),
        *(
            (key, translate("On the Mistakes page: tag as “{0}”", tag_title(name)))
            for name, key in KEYS.items()
        ),
        ("Shift+N", translate("On the Mistakes page: write a note")),
    ]
