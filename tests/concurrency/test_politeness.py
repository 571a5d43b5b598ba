"""Politeness: what is changed for other threads is put back."""

from __future__ import annotations

import gc
import sys

import pytest

from camviewer.concurrency import politeness


def test_that_other_threads_get_their_turn_more_often_meanwhile() -> None:
    usual = sys.getswitchinterval()
    with politeness.polite_imports():
        assert sys.getswitchinterval() == pytest.approx(usual / 10)
        assert not gc.isenabled()
    assert sys.getswitchinterval() == usual
    assert gc.isenabled()


def test_that_two_threads_may_be_polite_at_once() -> None:
    usual = sys.getswitchinterval()
    with politeness.polite_imports():
        with politeness.polite():
            pass
        assert sys.getswitchinterval() == pytest.approx(usual / 10)
        assert not gc.isenabled()
    assert sys.getswitchinterval() == usual
    assert gc.isenabled()


def test_that_a_failing_import_puts_everything_back() -> None:
    usual = sys.getswitchinterval()

    def fail() -> None:
        with politeness.polite_imports():
            raise ImportError("no library here")

    with pytest.raises(ImportError, match="no library here"):
        fail()
    assert sys.getswitchinterval() == usual
    assert gc.isenabled()
