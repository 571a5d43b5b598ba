"""Loading TensorFlow politely: what is changed for it is put back."""

from __future__ import annotations

import ctypes
import importlib.util
import os
import signal
import sys
import threading

import pytest

from camviewer.common.errors import UserError
from camviewer.training import quiet_loading


def test_that_a_level_of_messages_that_was_chosen_stays(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TF_CPP_MIN_LOG_LEVEL", "0")
    with quiet_loading.quiet_imports():
        assert os.environ["TF_CPP_MIN_LOG_LEVEL"] == "0"
    monkeypatch.delenv("TF_CPP_MIN_LOG_LEVEL")
    with quiet_loading.quiet_imports():
        assert os.environ["TF_CPP_MIN_LOG_LEVEL"] == "3"


def test_that_two_threads_may_be_quiet_and_the_terminal_is_back_when_both_are_done(
    capfd: pytest.CaptureFixture[str],
) -> None:
    first_in, first_out = threading.Event(), threading.Event()

    def first() -> None:
        with quiet_loading.quiet_imports():
            first_in.set()
            assert first_out.wait(10)

    def second() -> None:
        assert first_in.wait(10)
        threading.Timer(0.05, first_out.set).start()
        with quiet_loading.quiet_imports():
            assert first_out.wait(10)
            threads[0].join(0.05)

    threads = [threading.Thread(target=work) for work in (first, second)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    os.write(2, b"heard")
    assert capfd.readouterr().err == "heard"


def test_that_nothing_is_loaded_ahead_where_that_is_not_possible(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def unwanted(name: object) -> None:
        raise AssertionError(f"loads {name}")

    monkeypatch.setattr(ctypes, "CDLL", unwanted)
    monkeypatch.setattr(sys, "platform", "darwin")
    quiet_loading.load_libraries()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    quiet_loading.load_libraries()


def test_that_an_interruption_waits_until_everything_is_imported(
    request: pytest.FixtureRequest,
) -> None:
    done = []
    # As in a process of its own: others may have left a handler of theirs.
    usual = signal.signal(signal.SIGINT, signal.default_int_handler)
    request.addfinalizer(lambda: signal.signal(signal.SIGINT, usual))

    @quiet_loading.quiet_imports()
    def load() -> None:
        signal.raise_signal(signal.SIGINT)
        done.append("the libraries are loaded")

    with pytest.raises(KeyboardInterrupt):
        load()
    assert done == ["the libraries are loaded"]
    with pytest.raises(KeyboardInterrupt):
        signal.raise_signal(signal.SIGINT)  # as usual again


@pytest.mark.parametrize(
    "error", [ModuleNotFoundError("No module named 'tensorflow'"), TypeError("another protobuf")]
)
def test_that_what_keeps_tensorflow_from_being_imported_is_told(error: Exception) -> None:
    def load() -> None:
        with quiet_loading.loading_tensorflow():
            raise error

    with pytest.raises(UserError) as told:
        load()
    assert f"{type(error).__name__}: {error}" in str(told.value)
    assert "pip install tensorflow" in str(told.value)
