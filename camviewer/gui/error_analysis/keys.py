"""The keys that work while the keyboard is turned to the mistakes."""

from __future__ import annotations

from camviewer.common.translation import translate
from camviewer.error_analysis.tag_titles import tag_title
from camviewer.gui.error_analysis.annotation_editor import KEYS
from camviewer.gui.error_analysis.label_decision_row import ACCEPT, OPEN, REJECT


def shortcuts() -> list[tuple[str, str]]:
    """Each key, with what it does."""
    return [
        ("J / K", translate("On the Mistakes page: next, previous [sample]")),
        *(
            (key, translate("On the Mistakes page: tag as “{0}”", tag_title(name)))
            for name, key in KEYS.items()
        ),
        (ACCEPT, translate("On the Mistakes page: the suggested label is right")),
        (REJECT, translate("On the Mistakes page: the label is right")),
        (OPEN, translate("On the Mistakes page: leave a label undecided")),
        ("Shift+N", translate("On the Mistakes page: write a note")),
    ]
