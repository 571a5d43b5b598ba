"""Waiting for what another thread does, however busy the machine is."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from pytestqt.qtbot import QtBot
from pytestqt.wait_signal import MultiSignalBlocker, SignalBlocker

PATIENCE: Final = 120_000
"""Milliseconds until what does not come is given up; less than the `timeout` of a test."""


class PatientBot(QtBot):
    """Waits for what has to come at least as long as `PATIENCE`, whatever a test says.

    How long it takes says how busy the machine is. Only what need not come is waited for as long as
    is said.
    """

    def waitSignal(  # noqa: N802
        self, signal: Any, *, timeout: int = PATIENCE, raising: bool | None = None, **more: Any
    ) -> SignalBlocker:
        """Wait for a signal, as `QtBot` does."""
        return super().waitSignal(
            signal, timeout=_patient(timeout, raising), raising=raising, **more
        )

    def waitSignals(  # noqa: N802
        self,
        signals: list[Any],
        *,
        timeout: int = PATIENCE,
        raising: bool | None = None,
        **more: Any,
    ) -> MultiSignalBlocker:
        """Wait for signals, as `QtBot` does."""
        return super().waitSignals(
            signals, timeout=_patient(timeout, raising), raising=raising, **more
        )

    def waitUntil(  # noqa: N802
        self, callback: Callable[[], bool | None], *, timeout: int = PATIENCE
    ) -> None:
        """Wait until something is so, as `QtBot` does."""
        super().waitUntil(callback, timeout=max(timeout, PATIENCE))


def _patient(timeout: int, raising: bool | None) -> int:
    return timeout if raising is False else max(timeout, PATIENCE)
