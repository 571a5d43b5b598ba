"""The command line as a whole: verbs, help, exit codes, and one line for every error."""

from __future__ import annotations

import argparse
import ctypes
import logging
import os
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from camviewer import __version__, cli
from camviewer.cli import window
from camviewer.common.errors import FileError, UserError
from camviewer.training import quiet_loading

ROOT = Path(__file__).parents[2]


def guarded(error: BaseException) -> int:
    def run(_: argparse.Namespace) -> int:
        raise error

    return cli.guarded(run, argparse.Namespace())


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CAMVIEWER_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


def line(capsys: pytest.CaptureFixture[str]) -> str:
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    return told.err


def test_version_and_help(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--version"]) == 0
    assert capsys.readouterr().out == f"camviewer {__version__}\n"
    assert cli.main(["--help"]) == 0
    text = capsys.readouterr().out
    for word in (*cli.VERBS, "--index", "--image", "--data", "--model"):
        assert word in text


@pytest.mark.parametrize("verb", cli.VERBS)
def test_help_of_verbs(verb: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([verb, "--help"]) == 0
    assert f"usage: camviewer {verb}" in capsys.readouterr().out


def test_help_needs_nothing_heavy() -> None:
    code = (
        "import sys; from camviewer.cli import main; main(['--help']); "
        "heavy = ('numpy','cv2','tensorflow','keras','PySide6','matplotlib','PIL'); "
        "print([m for m in heavy if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["exlpain", "a.png"], "'exlpain' is not a command"),
        (["--nothing"], "--nothing"),
        (["--index", "-3"], "at least 0"),
        (["--ind", "3"], "--ind"),
        (["explain", "--index", "x", "--out", "a.npz"], "'x'"),
        (
            ["explain", "a.png", "--opacity", "101", "--out", "a.npz"],
            "'101' cannot be used; give a whole number from 0 to 100",
        ),
        (
            ["train", "--share", "0", "--out", "a.keras"],
            "'0' cannot be used; give a whole number from 1 to 100",
        ),
        (["train", "--epochs", "0", "--out", "a.keras"], "'0'"),
    ],
)
def test_wrong_calls_are_one_line(
    arguments: list[str], says: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main(arguments) == 2
    text = line(capsys)
    assert says in text
    assert "usage" not in text
    assert text.startswith("camviewer")


def test_errors_of_a_person(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    assert guarded(UserError("First.\nSecond.")) == 2
    assert line(capsys) == "camviewer: First. Second.\n"
    assert guarded(FileError("a\n\x1b[31m.png", expected="this", found="that")) == 2
    assert line(capsys) == "camviewer: a ?[31m.png cannot be used: that. Needed: this.\n"
    assert not home.exists()


def test_interruption(capsys: pytest.CaptureFixture[str]) -> None:
    assert guarded(KeyboardInterrupt()) == 1
    assert line(capsys) == "camviewer: interrupted\n"


def test_a_bug_is_one_line_and_a_log(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    for text in ("the first\nthing", "the second thing"):
        assert guarded(ZeroDivisionError(text)) == 1
        told = line(capsys)
        assert "bug" in told
        assert "ZeroDivisionError" in told
        assert str(home / "logs" / "errors.log") in told
    log = (home / "logs" / "errors.log").read_text("utf-8")
    assert log.count("Traceback") == 2
    assert "the second thing" in log


def test_a_bug_without_a_place_for_the_log(capsys: pytest.CaptureFixture[str], home: Path) -> None:
    home.write_text("a file")
    assert guarded(ZeroDivisionError("text")) == 1
    assert "errors.log" not in line(capsys)


def test_that_a_warning_is_one_line_and_what_led_to_an_error_is_in_the_log(
    capsys: pytest.CaptureFixture[str], home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = logging.getLogger("camviewer.any")

    def run(_: argparse.Namespace) -> int:
        log.warning("something is\nleft out")
        try:
            raise ZeroDivisionError("the cause")
        except ZeroDivisionError:
            log.exception("it failed")
        return 0

    monkeypatch.setattr("camviewer.cli.evaluate.run", run)
    assert cli.main(["evaluate", "--out", "a"]) == 0
    assert line(capsys) == "camviewer: something is left out\n"
    text = (home / "logs" / "errors.log").read_text("utf-8")
    assert "it failed\nTraceback" in text
    assert "the cause" in text
    assert logging.getLogger("camviewer").handlers == []


def test_without_a_console(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    monkeypatch.setattr(sys, "stdout", None)
    assert guarded(UserError("text")) == 2


def test_a_reader_that_has_seen_enough() -> None:
    code = (
        "import sys; from camviewer import cli; "
        "run = lambda _: [print('x' * 1000) for _ in range(1000)] and 0; "
        "sys.exit(cli.guarded(run, None))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 1


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="names are UTF-8 elsewhere")
def test_a_files_name_that_is_not_utf8_is_printed_as_it_is() -> None:
    code = (
        "from camviewer import cli; cli.main = lambda: print('caf' + chr(0xDCE9)) or 0; cli.start()"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8:strict"},
        capture_output=True,
        check=True,
    )
    assert done.stdout == b"caf\xe9\n"


def test_quiet_imports_lets_python_speak(capfd: pytest.CaptureFixture[str]) -> None:
    @quiet_loading.quiet_imports()
    def load() -> None:
        os.write(2, b"chatter")
        raise ImportError("text")

    with pytest.raises(ImportError, match="text"):
        load()
    os.write(2, b"heard")
    assert capfd.readouterr().err == "heard"


# The window, as far as it can be had without one


@pytest.mark.usefixtures("no_display")
def test_no_display(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main([]) == 2
    text = line(capsys)
    assert "DISPLAY" in text
    assert "camviewer explain" in text


def test_options_reach_the_window(monkeypatch: pytest.MonkeyPatch) -> None:
    calls: list[dict[str, object]] = []
    app = ModuleType("camviewer.app.program")

    def run(**options: object) -> int:
        calls.append(options)
        return 0

    app.run = run  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "camviewer.app.program", app)
    monkeypatch.setattr("camviewer.app.program", app, raising=False)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert cli.main(["--index", "3", "--data", "builtin", "--model", "lecture"]) == 0
    assert cli.main(["--image", "a.png", "--language", "ko"]) == 0
    nothing = dict.fromkeys(("index", "image", "data", "model", "language_code"))
    assert calls == [
        nothing | {"index": 3, "data": "builtin", "model": "lecture"},
        nothing | {"image": Path("a.png"), "language_code": "ko"},
    ]


def test_one_digit_at_a_time(capsys: pytest.CaptureFixture[str]) -> None:
    assert cli.main(["--index", "3", "--image", "a.png"]) == 2
    assert "both" in line(capsys)


@pytest.mark.parametrize(
    ("python", "qt", "refused"),
    [
        ((3, 11), "6.12.0", True),
        ((3, 11), "6.12.1", True),
        ((3, 11), "6.11.3", False),
        ((3, 12), "6.12.0", False),
    ],
)
def test_the_pair_that_crashes_is_refused(
    monkeypatch: pytest.MonkeyPatch, python: tuple[int, int], qt: str, refused: bool
) -> None:
    monkeypatch.setattr(sys, "version_info", (*python, 0, "final", 0))
    monkeypatch.setattr("PySide6.__version__", qt)
    if refused:
        with pytest.raises(UserError, match=qt):
            window.check_qt_version()
    else:
        window.check_qt_version()


@pytest.mark.usefixtures("no_display")
def test_missing_libraries_name_debians_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "libEGL.so.1: cannot open shared object file: No such file or directory"
    told = window.missing_library(ImportError(text))
    assert isinstance(told, UserError)
    assert "libegl1" in str(told)
    assert "libEGL.so.1" in str(told)

    def absent(name: str) -> None:
        raise OSError(f"{name}: cannot open shared object file: No such file or directory")

    monkeypatch.setattr(ctypes, "CDLL", absent)
    monkeypatch.setenv("DISPLAY", ":0")
    with pytest.raises(UserError, match="libxcb-cursor0"):
        window.check_display()
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    window.check_display()


def test_other_import_errors_stay_what_they_are() -> None:
    error = ImportError("cannot import name 'x'")
    assert window.missing_library(error) is error


@pytest.mark.parametrize("arguments", [[], ["explain", "a.png", "--out", "b.npz"], ["--help"]])
def test_that_without_its_packages_it_says_in_one_line_what_to_run(arguments: list[str]) -> None:
    # -S: a Python that sees no installed package.
    done = subprocess.run(
        [sys.executable, "-E", "-s", "-S", str(ROOT / "main.py"), *arguments],
        capture_output=True,
        text=True,
        env={"PATH": os.environ["PATH"]},
    )
    assert done.returncode == 1
    assert done.stderr.count("\n") == 1
    assert "python -m pip install -e ." in done.stderr
