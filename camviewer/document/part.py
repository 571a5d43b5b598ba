"""A part of the document: plain data that tells when it is other data."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Signal

T = TypeVar("T")


class Part(QObject, Generic[T]):
    """Holds one frozen value; equal values are no change."""

    changed = Signal()

    def __init__(self, value: T, parent: QObject | None = None) -> None:
        """A part that begins with a value."""
        super().__init__(parent)
        self._value = value

    @property
    def value(self) -> T:
        """What it is now."""
        return self._value

    def set(self, value: T) -> None:
        """Be something else."""
        if value != self._value:
            self._value = value
            self.changed.emit()

    def change(self, **changes: Any) -> None:
        """Change some attributes of a dataclass."""
        self.set(replace(self._value, **changes))  # type: ignore[type-var]  # T is a dataclass here
