"""What a person can do: one table of actions, from which menus and tool buttons are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from camviewer.common.translation import say
from camviewer.gui.language import without_mnemonic
from camviewer.gui.widgets.icons import icon

Keys = QKeySequence.StandardKey


@dataclass(frozen=True)
class Entry:
    """One line of a menu.

    Attributes:
        name: key by which the program knows the action.
        text: what the menu says.
        keys: shortcuts: a standard key, or texts such as "Ctrl+K".
        icon: name of an icon, for buttons.
        checkable: whether it is on or off.
    """

    name: str
    text: str
    keys: QKeySequence.StandardKey | tuple[str, ...] = ()
    icon: str = ""
    checkable: bool = False


@dataclass(frozen=True)
class Choice:
    """A submenu in which one of several is chosen.

    Attributes:
        name: what the ``objectName`` of its actions ends in.
        title: of the submenu.
        options: title by name of each.
        present: name of the one chosen.
        choose: called with the name of another one.
    """

    name: str
    title: str
    options: Mapping[str, str]
    present: str
    choose: Callable[[str], None]


def table() -> dict[str, tuple[Entry | None, ...]]:
    """All menus: title and lines; None is a line between groups."""
    return {
        say("&File"): (
            Entry("open", say("&Open picture, digits or model …"), Keys.Open),
            Entry("download", say("&Get MNIST (11 MB) …")),
            None,
            Entry("save_figure", say("&Save figure …"), Keys.Save),
            Entry("save_work_sheet", say("Save &work sheet …")),
            None,
            Entry("quit", say("&Quit"), ("Ctrl+Q",)),
        ),
        say("&Edit"): (
            Entry("undo", say("&Undo"), Keys.Undo, "undo"),
            Entry("redo", say("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
            None,
            Entry("copy_figure", say("&Copy figure"), Keys.Copy),
            Entry("paste", say("&Paste picture"), Keys.Paste),
            None,
            Entry("pen", say("Pe&n"), ("B",), "pen", checkable=True),
            Entry("eraser", say("&Eraser"), ("E",), "eraser", checkable=True),
            Entry("clear", say("C&lear"), ("Del",), "clear"),
        ),
        say("&View"): (
            Entry("follow", say("&Follow prediction"), ("F",), "follow", checkable=True),
            Entry("more_opacity", say("&More opacity"), ("]",)),
            Entry("less_opacity", say("&Less opacity"), ("[",)),
            Entry("reset_zoom", say("Show &whole pictures"), ("Ctrl+0",)),
            None,
            Entry("decomposition", say("&Decomposition"), ("D",), checkable=True),
            Entry("lesson", say("Guided l&esson"), ("G",), checkable=True),
            Entry("lesson_next", say("&Next page of the lesson"), ("PgDown",)),
            Entry("lesson_previous", say("Pre&vious page of the lesson"), ("PgUp",)),
            None,
            Entry("presentation", say("&Presentation"), ("F11",), checkable=True),
            Entry("laser", say("Laser p&ointer"), ("Ctrl+L",), checkable=True),
        ),
        say("&Model"): (
            Entry("train", say("&Train a network"), ("T",), checkable=True),
            Entry("mistakes", say("&Mistakes"), ("M",), checkable=True),
        ),
        say("&Digits"): (
            Entry("previous", say("&Previous digit"), ("P",), "previous"),
            Entry("next", say("&Next digit"), ("N",), "next"),
            Entry("random", say("&Random digit"), ("R",), "random"),
        ),
        say("&Help"): (
            Entry("shortcuts", say("&Keys"), ("F1",)),
            Entry("about", say("&About CAM Viewer")),
        ),
    }


class Actions:
    """The window's actions and menus."""

    def __init__(
        self,
        window: QMainWindow,
        handlers: dict[str, Callable[[], object]],
        choices: Sequence[Choice],
    ) -> None:
        """Make the menus.

        Args:
            window: gets the menu bar.
            handlers: what each action does, by its name.
            choices: submenus of how the window looks.
        """
        self._window = window
        self._by_name: dict[str, QAction] = {}
        self._icons: dict[str, str] = {}
        for title, entries in table().items():
            menu = window.menuBar().addMenu(title)
            for entry in entries:
                if entry is None:
                    menu.addSeparator()
                else:
                    menu.addAction(self._make(entry, handlers[entry.name]))
            if any(entry is not None and entry.name == "presentation" for entry in entries):
                for choice in choices:
                    self._add_choice(menu, choice)
        tools = QActionGroup(window)
        for name in ("pen", "eraser"):
            tools.addAction(self[name])
        self["pen"].setChecked(True)
        self.renew_icons()

    def __getitem__(self, name: str) -> QAction:
        return self._by_name[name]

    def find(self, name: str) -> QAction | None:
        """The action of that name; None if there is none."""
        return self._by_name.get(name)

    def renew_icons(self) -> None:
        """Draw the icons in the colours of the present palette."""
        for name, picture in self._icons.items():
            self[name].setIcon(icon(picture, self._window.palette()))

    def shortcuts(self) -> list[tuple[str, str]]:
        """What each shortcut does: its keys, its meaning."""
        entries = [entry for menu in table().values() for entry in menu if entry is not None]
        return [
            (_keys(entry, self[entry.name]), without_mnemonic(entry.text).rstrip(" …"))
            for entry in entries
            if self[entry.name].shortcuts()
        ]

    def _make(self, entry: Entry, handler: Callable[[], object]) -> QAction:
        action = QAction(entry.text, self._window)
        action.setObjectName(f"{entry.name}Action")
        action.setCheckable(entry.checkable)
        action.setIconVisibleInMenu(False)
        if isinstance(entry.keys, tuple):
            action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
        else:
            action.setShortcuts(entry.keys)
        if entry.icon:
            self._icons[entry.name] = entry.icon
            self._explain(action)
        action.triggered.connect(lambda _checked=False: handler())
        self._by_name[entry.name] = action
        self._window.addAction(action)  # its keys work where the menu bar is hidden, too
        return action

    def _explain(self, action: QAction) -> None:
        """A button shows an icon only: its tip says what it does, and by which key."""
        text = without_mnemonic(action.text())
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text} ({keys})" if keys else text)

    def _add_choice(self, menu: QMenu, choice: Choice) -> None:
        group = QActionGroup(self._window)
        submenu = menu.addMenu(choice.title)
        for name, title in choice.options.items():
            action = QAction(title, self._window)
            action.setObjectName(f"{name}{choice.name}Action")
            action.setCheckable(True)
            action.setChecked(name == choice.present)
            action.triggered.connect(lambda _checked=False, name=name: choice.choose(name))
            group.addAction(action)
            submenu.addAction(action)


def _keys(entry: Entry, action: QAction) -> str:
    """The keys as they are written on this system; of a standard key the usual one alone.

    (Systems know more for them, down to keys that no keyboard has had for decades.)
    """
    keys = action.shortcuts() if isinstance(entry.keys, tuple) else action.shortcuts()[:1]
    return " / ".join(one.toString(QKeySequence.SequenceFormat.NativeText) for one in keys)
