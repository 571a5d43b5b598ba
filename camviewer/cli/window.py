"""Open the window."""

from __future__ import annotations

import argparse
import ctypes
import os
import sys
from pathlib import Path

from camviewer.cli.numbers import at_least
from camviewer.cli.source_help import SOURCES
from camviewer.common.errors import UserError
from camviewer.common.translation import LANGUAGES, translate
from camviewer.concurrency.politeness import polite_imports
from camviewer.networks.formats.model_file import DEFAULT_MODEL

DEBIAN_PACKAGES = (
    "libegl1 libgl1 libxkbcommon0 libxkbcommon-x11-0 libdbus-1-3 libfontconfig1 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0"
)
"""What Qt needs of a Debian or Ubuntu system to open a window."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The window's options."""
    parser.add_argument("--index", type=at_least(0), metavar="N", help="show this test sample")
    parser.add_argument("--image", type=Path, metavar="FILE", help="show this picture")
    parser.add_argument(
        "--data",
        metavar="SOURCE",
        help=f"where samples come from: {SOURCES} (default: as last time, at first auto)",
    )
    parser.add_argument(
        "--model",
        metavar="FILE-OR-NAME",
        help=f"the network to look into (default: as last time, at first {DEFAULT_MODEL})",
    )
    parser.add_argument(
        "--language",
        choices=tuple(LANGUAGES),
        help="of the window (default: as last time, at first the desktop's)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Open the window and wait until it is closed; returns the exit code.

    Raises:
        UserError: no window can be opened here, or the options do not fit.
    """
    if arguments.index is not None and arguments.image is not None:
        raise UserError(
            translate("[Sample]: --index and --image are both given; choose one of them.")
        )
    check_qt_version()
    check_display()
    try:
        with polite_imports():  # the garbage collector rests: 5 % of a start
            from camviewer.app import program
    except ImportError as error:
        raise missing_library(error) from error
    code: int = program.run(
        index=arguments.index,
        image=arguments.image,
        data=arguments.data,
        model=arguments.model,
        language_code=arguments.language,
    )
    return code


def check_qt_version() -> None:
    """Refuse PySide6 6.12 on Python 3.11: it loses references and aborts after a while."""
    import PySide6

    version = PySide6.__version__
    if sys.version_info < (3, 12) and version.split(".")[:2] == ["6", "12"]:
        raise UserError(
            translate(
                "PySide6: version {0} crashes on Python 3.11; run: python -m pip "
                "install 'PySide6-Essentials<6.12'.",
                version,
            )
        )


def check_display() -> None:
    """Qt would abort without a word for the person."""
    chosen, given = os.environ.get("QT_QPA_PLATFORM", ""), os.environ.get
    if not sys.platform.startswith("linux") or chosen.split(":")[0] not in ("", "xcb", "wayland"):
        return
    wayland = given("WAYLAND_DISPLAY") and chosen != "xcb"
    if not given("DISPLAY") and not wayland:
        raise UserError(
            translate(
                "Window: there is no display, as neither DISPLAY nor "
                "WAYLAND_DISPLAY is set; start it on a desktop, or use 'camviewer "
                "explain', which needs no display."
            )
        )
    if not wayland:
        _check_library("libxcb-cursor.so.0")
        _check_connection(os.environ["DISPLAY"])


def _check_connection(display: str) -> None:
    """Find out whether an X server answers."""
    xcb = _check_library("libxcb.so.1")
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connection_has_error.argtypes = [ctypes.c_void_p]
    xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(None, None)
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if failed:
        raise UserError(
            translate(
                "Window: no display answers at DISPLAY={0}; start it on a desktop, "
                "or use 'camviewer explain', which needs no display.",
                display,
            )
        )


def _check_library(name: str) -> ctypes.CDLL:
    try:
        return ctypes.CDLL(name)
    except OSError as error:
        raise missing_library(error) from error


def missing_library(error: OSError | ImportError) -> Exception:
    """What to tell of a library or package that is not there; other errors as they are."""
    if ".so" not in str(error) or "cannot open shared object" not in str(error):
        return error
    return UserError(
        translate(
            "Window: a library that Qt needs is missing ({0}); on Debian or "
            "Ubuntu run: sudo apt-get install {1}.",
            error,
            DEBIAN_PACKAGES,
        )
    )
