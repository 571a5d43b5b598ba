"""Where the program finds what ships with it and keeps what a person makes."""

from __future__ import annotations

import os
from pathlib import Path

from platformdirs import user_data_path

_PACKAGE = Path(__file__).resolve().parent.parent


def resources() -> Path:
    """The folder that ships with the program: inside the installed package, else the checkout."""
    installed = _PACKAGE / "resources"
    return installed if installed.is_dir() else _PACKAGE.parent / "resources"


def home() -> Path:
    """The folder of everything that the program keeps; it may not exist yet.

    ``CAMVIEWER_HOME`` if it is set, else the platform's usual folder for a program's data.
    """
    chosen = os.environ.get("CAMVIEWER_HOME")
    return Path(chosen).expanduser() if chosen else user_data_path("camviewer", appauthor=False)
