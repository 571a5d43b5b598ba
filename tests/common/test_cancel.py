"""The token that ends long computations."""

from __future__ import annotations

import threading

import pytest

from camviewer.common.cancel import Cancelled, CancelToken
from camviewer.common.errors import UserError


def test_that_a_new_token_lets_the_computation_go_on() -> None:
    token = CancelToken()
    token.check()
    assert not token.cancelled


def test_that_a_cancelled_token_ends_it_at_every_check() -> None:
    token = CancelToken()
    token.cancel()
    token.cancel()
    assert token.cancelled
    for _ in range(2):
        with pytest.raises(Cancelled):
            token.check()


def test_that_tokens_do_not_know_each_other() -> None:
    one, other = CancelToken(), CancelToken()
    one.cancel()
    other.check()
    assert not other.cancelled


def test_that_another_thread_sees_it() -> None:
    token, ended = CancelToken(), threading.Event()

    def work() -> None:
        try:
            while not ended.wait(0.001):
                token.check()
        except Cancelled:
            ended.set()

    worker = threading.Thread(target=work)
    worker.start()
    token.cancel()
    assert ended.wait(10)
    worker.join()


def test_that_being_cancelled_is_no_error_of_a_persons() -> None:
    assert not issubclass(Cancelled, UserError)
