"""One channel for what a person is told, whoever has something to tell and whatever shows it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal


class Kind(Enum):
    """What a message is about, which decides how long it stays."""

    INFORMATION = "information"
    """Something was done; for a while, or as long as it can be undone."""

    TROUBLE = "trouble"
    """Something could not be done; until it is closed, or the same is done after all."""

    HINT = "hint"
    """What can be done now; for a while or until it is withdrawn."""

    OFFER = "offer"
    """What can be done now; until it is closed or withdrawn."""


@dataclass(frozen=True)
class Action:
    """What a person can do about a message.

    Attributes:
        text: of the button.
        do: called when it is pressed; must be callable as long as what shows the message lives.
    """

    text: str
    do: Callable[[], object]


@dataclass(frozen=True)
class Message:
    """One sentence for the person.

    Attributes:
        kind: decides how long it stays.
        text: the sentence.
        actions: what can be done about it.
        topic: what it is about: a later success of the same topic ends trouble; empty for none.
        stays: whether what was done is of consequence, so that it does not pass by itself.
    """

    kind: Kind
    text: str
    actions: tuple[Action, ...] = ()
    topic: str = ""
    stays: bool = False

    @property
    def passes(self) -> bool:
        """Whether it leaves by itself after a while."""
        return self.kind in (Kind.INFORMATION, Kind.HINT) and not self.stays


class Messages(QObject):
    """Hands on what is posted; keeps nothing."""

    posted = Signal(object)
    """A `Message`."""

    withdrawn = Signal()
    """What was hinted at or offered no longer holds, or was taken."""

    resolved = Signal(str)
    """What was told in this sentence is over."""

    settled = Signal(str)
    """Trouble of this topic is over."""

    def inform(self, text: str, *actions: Action, topic: str = "", stays: bool = False) -> None:
        """Tell that something was done, which ends trouble of the same topic.

        Args:
            text: the sentence.
            actions: what can be done about it.
            topic: what it is about; empty for nothing that trouble is told of.
            stays: whether it is told until it is closed or taken back.
        """
        self.posted.emit(Message(Kind.INFORMATION, text, actions, topic, stays))

    def trouble(self, text: str, *actions: Action, topic: str = "") -> None:
        """Tell that something could not be done, in place of earlier trouble of the same topic."""
        self.posted.emit(Message(Kind.TROUBLE, text, actions, topic))

    def hint(self, text: str, *actions: Action) -> None:
        """Tell in passing what can be done now."""
        self.posted.emit(Message(Kind.HINT, text, actions))

    def offer(self, text: str, *actions: Action) -> None:
        """Tell what can be done now, until somebody does it."""
        self.posted.emit(Message(Kind.OFFER, text, actions))

    def resolve(self, text: str) -> None:
        """Take back a sentence that no longer holds."""
        self.resolved.emit(text)

    def settle(self, topic: str) -> None:
        """Take back all that is told of a topic: it has succeeded anew, without a word."""
        if topic:
            self.settled.emit(topic)

    def withdraw(self) -> None:
        """Take back the hint or the offer that is shown."""
        self.withdrawn.emit()
