"""Every key of the window, by menu and by part; what the dialog and the manual list."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from camviewer.common.translation import translate
from camviewer.gui.error_analysis.keys import shortcuts as mistake_keys
from camviewer.gui.input.draw_panel import ON_SAMPLE_KEY
from camviewer.gui.language import without_mnemonic
from camviewer.gui.layout.actions import Entry, table

Keys = QKeySequence.StandardKey

Key = tuple[str, str]
"""Keys as they are written on this system, and what they do."""


@dataclass(frozen=True)
class KeyGroup:
    """Keys that belong together.

    Attributes:
        title: of the group.
        keys: of the group, in the order of the menu.
    """

    title: str
    keys: tuple[Key, ...]


def menu_keys() -> list[KeyGroup]:
    """The keys of each menu that has some."""
    menus = [
        KeyGroup(without_mnemonic(title), tuple(_keys_of(entries)))
        for title, entries in table().items()
    ]
    return [group for group in menus if group.keys]


def window_keys() -> list[KeyGroup]:
    """The keys that work in the whole window, and while the mistakes have the focus."""
    always = (
        ("0 – 9", translate("Show the map of that class")),
        (ON_SAMPLE_KEY, translate("Draw on the [sample] instead of starting afresh")),
        ("Esc", translate("Close the message")),
    )
    return [
        KeyGroup(translate("Always"), always),
        *menu_keys(),
        KeyGroup(translate("While the mistakes have the focus"), tuple(mistake_keys())),
    ]


def keys_page() -> str:
    """The manual's page of keys, in Markdown."""
    lines = [f"# {translate('Keyboard shortcuts')}", ""]
    for group in (*window_keys(), *_part_keys()):
        lines += [f"## {group.title}", "", f"| {translate('Key')} | {translate('What it does')} |"]
        lines += ["|---|---|", *(f"| {_code(keys)} | {does} |" for keys, does in group.keys), ""]
    return "\n".join(lines)


def _part_keys() -> list[KeyGroup]:
    """What the keys do that mean something else in each part, and in the manual."""
    arrows = translate("Arrow keys")
    return [
        KeyGroup(
            translate("While a part has the focus (Tab goes to the next one)"),
            (
                (arrows, translate("Sliders and lists: change the value")),
                (arrows, translate("Confusion matrix: choose a cell; Enter lists its [samples]")),
                (arrows, translate("Channels: choose one; Space switches it off and on again")),
                ("Home / End", translate("Channels: the first, the last")),
                (arrows, translate("Layer by layer: move to another cell")),
                (translate("Page Up / Page Down"), translate("Layer by layer: another channel")),
                (arrows, translate("Two networks: move the [sample]; Home brings it back")),
                (arrows, translate("Painting a guess: move; Space paints a cell")),
                (translate("Page Up / Page Down"), translate("Photo: the part before, the next")),
            ),
        ),
        KeyGroup(
            translate("In the manual"),
            (
                (_usual(Keys.Find), translate("Search the manual; Enter opens what was found")),
                (f"{_usual(Keys.Back)} / {_usual(Keys.Forward)}", translate("Back and forward")),
                ("Esc", translate("Clear the search, or close the manual")),
            ),
        ),
    ]


def _keys_of(entries: tuple[Entry | None, ...]) -> list[Key]:
    """Keys of a menu's lines."""
    return [
        (" / ".join(_names(entry)), without_mnemonic(entry.text).rstrip(" …"))
        for entry in entries
        if entry is not None and entry.keys != ()
    ]


def _names(entry: Entry) -> list[str]:
    """An entry's keys as this system writes them; of a standard key the usual one alone.

    (Systems know more for them, down to keys that no keyboard has had for decades.)
    """
    if isinstance(entry.keys, tuple):
        found = [QKeySequence(keys) for keys in entry.keys]
    else:
        found = QKeySequence.keyBindings(entry.keys)[:1]
    return [one.toString(QKeySequence.SequenceFormat.NativeText) for one in found]


def _usual(standard: QKeySequence.StandardKey) -> str:
    """The usual one of a standard key's keys on this system."""
    return QKeySequence(standard).toString(QKeySequence.SequenceFormat.NativeText)


def _code(keys: str) -> str:
    """Keys as code; a bar would end the cell of the table."""
    return " / ".join(f"`{key}`" for key in keys.split(" / "))
