"""Whoever makes a socket is noticed, and nothing outside can be reached."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.offline.__main__ import command, environment, missing_namespace

pytestmark = pytest.mark.skipif(bool(missing_namespace()), reason="no network namespaces here")

USES_NETWORK = """
import socket
def test_that_it_asks():
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as asked:
        asked.settimeout(1)
        assert asked.connect_ex(("192.0.2.1", 80)) != 0
"""
STAYS_HERE = """
import socket
def test_that_it_does_not():
    one, other = socket.socketpair(socket.AF_UNIX)
    one.close(), other.close()
"""
STARTS_ONE = """
import subprocess, sys
def test_that_it_has_another_ask():
    subprocess.run([sys.executable, "-c", "import socket; socket.socket().close()"], check=True)
"""


@pytest.mark.slow
@pytest.mark.parametrize(
    ("source", "passes"), [(USES_NETWORK, False), (STAYS_HERE, True), (STARTS_ONE, False)]
)
def test_that_a_test_that_makes_a_socket_fails(source: str, passes: bool, tmp_path: Path) -> None:
    (tmp_path / "test_it.py").write_text(source)
    options = ["-q", "-p", "tests.offline.plugin", "-c", "/dev/null", "--rootdir", str(tmp_path)]
    done = subprocess.run(
        command(["pytest", *options, str(tmp_path)]),
        env=environment(tmp_path / "sockets"),
        capture_output=True,
        text=True,
    )
    assert (done.returncode == 0) is passes, done.stdout
    assert ("runs without a network" in done.stdout) is not passes
