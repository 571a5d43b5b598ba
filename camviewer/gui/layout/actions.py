"""What a person can do: one table of actions, from which menus and tool buttons are made."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

from camviewer.common.translation import translate
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
class ChoiceMenu:
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
        translate("&File"): (
            Entry("open", translate("&Open…"), Keys.Open),
            Entry("open_folder", translate("Open a &folder of [samples]…"), ("Ctrl+Shift+O",)),
            Entry("download", translate("&Get MNIST (11 MB)…")),
            None,
            Entry("save_document", translate("Save do&cument…"), ("Ctrl+Shift+S",)),
            Entry("save_report", translate("Save &report…")),
            Entry("save_figure", translate("&Save figure…"), Keys.Save),
            Entry("save_work_sheet", translate("Save &work sheet…")),
            None,
            Entry("quit", translate("&Quit"), ("Ctrl+Q",)),
        ),
        translate("&Edit"): (
            Entry("undo", translate("&Undo"), Keys.Undo, "undo"),
            Entry("redo", translate("&Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
            None,
            Entry("copy_figure", translate("&Copy figure"), Keys.Copy),
            Entry("paste", translate("&Paste picture"), Keys.Paste),
            None,
            Entry("pen", translate("Pe&n"), ("B",), "pen", checkable=True),
            Entry("eraser", translate("&Eraser"), ("E",), "eraser", checkable=True),
            Entry("clear", translate("C&lear"), ("Del",), "clear"),
        ),
        translate("&View"): (
            Entry("follow", translate("&Follow prediction"), ("F",), "follow", checkable=True),
            Entry("more_opacity", translate("&More opacity"), ("]",)),
            Entry("less_opacity", translate("&Less opacity"), ("[",)),
            Entry("reset_zoom", translate("Reset &zoom"), ("Ctrl+0",)),
            None,
            Entry("lesson", translate("L&esson"), ("G",), "lesson", checkable=True),
            Entry(
                "decomposition",
                translate("&Decomposition"),
                ("D",),
                "decomposition",
                checkable=True,
            ),
            Entry("methods", translate("Met&hods"), ("H",), "methods", checkable=True),
            Entry("lesson_next", translate("&Next page of the lesson"), ("PgDown",)),
            Entry("lesson_previous", translate("Pre&vious page of the lesson"), ("PgUp",)),
            None,
            Entry("presentation", translate("&Presentation"), ("F11",), checkable=True),
            Entry(
                "lesson_aside",
                translate("Lesson &beside the stage"),
                ("Shift+G",),
                "aside",
                checkable=True,
            ),
            Entry("laser", translate("Laser p&ointer"), ("Ctrl+L",), checkable=True),
            Entry("spotlight", translate("Spotl&ight"), ("Ctrl+Shift+L",), checkable=True),
        ),
        translate("&Model"): (
            Entry("train", translate("&Train a network"), ("T",), "training", checkable=True),
            Entry("networks", translate("T&wo networks"), ("C",), "networks", checkable=True),
            Entry("lab", translate("&Known truth"), ("U",), "lab", checkable=True),
            Entry("model_history", translate("Training &history")),
            Entry("mistakes", translate("&Mistakes"), ("M",), "mistakes", checkable=True),
            None,
            Entry("export_network", translate("&Export network…")),
        ),
        translate("&[Samples]"): (
            Entry("previous", translate("&Previous [sample]"), ("P",), "previous"),
            Entry("next", translate("&Next [sample]"), ("N",), "next"),
            Entry("random", translate("&Random [sample]"), ("R",), "random"),
            None,
            Entry("class_names", translate("&Class names…")),
        ),
        translate("&Help"): (
            Entry("manual", translate("&Manual"), ("F1",)),
            Entry("shortcuts", translate("&Keyboard shortcuts"), ("Ctrl+?", "Ctrl+/")),
            Entry("whats_this", translate("&What's this?"), Keys.WhatsThis),
            Entry("about", translate("&About CAM Viewer")),
        ),
    }


class _Action(QAction):
    """An action that does one thing, whoever triggers it."""

    def __init__(self, text: str, handler: Callable[[], object], parent: QObject) -> None:
        super().__init__(text, parent)
        self._handler = handler
        self.triggered.connect(self._do)

    def _do(self) -> None:
        self._handler()


class Actions:
    """The window's actions and menus."""

    def __init__(
        self,
        window: QMainWindow,
        handlers: dict[str, Callable[[], object]],
        choices: Sequence[ChoiceMenu],
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

    def _make(self, entry: Entry, handler: Callable[[], object]) -> QAction:
        action = _Action(entry.text, handler, self._window)
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
        self._by_name[entry.name] = action
        self._window.addAction(action)  # its keys work where the menu bar is hidden, too
        return action

    def _explain(self, action: QAction) -> None:
        """A button shows an icon only: its tip says what it does, and by which key."""
        text = without_mnemonic(action.text())
        keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
        action.setToolTip(f"{text} ({keys})" if keys else text)

    def _add_choice(self, menu: QMenu, choice: ChoiceMenu) -> None:
        group = QActionGroup(self._window)
        submenu = menu.addMenu(choice.title)
        for name, title in choice.options.items():
            action = _Action(title, partial(choice.choose, name), self._window)
            action.setObjectName(f"{name}{choice.name}Action")
            action.setCheckable(True)
            action.setChecked(name == choice.present)
            group.addAction(action)
            submenu.addAction(action)
