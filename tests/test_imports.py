"""What is imported when: nothing heavy before it is needed."""

from __future__ import annotations

import pkgutil
import subprocess
import sys

import pytest

import camviewer.attribution.methods
import camviewer.common
import camviewer.data.digits
import camviewer.data.sources
import camviewer.error_analysis
import camviewer.lesson
import camviewer.rendering

HEAVY = ("tensorflow", "keras", "h5py", "matplotlib", "scipy", "PySide6")

LIGHT = [
    "camviewer.cli",
    *(
        f"{package.__name__}.{module.name}"
        for package in (
            camviewer.common,
            camviewer.rendering,
            camviewer.data,
            camviewer.data.digits,
            camviewer.data.sources,
            camviewer.lesson,
            camviewer.attribution,
            camviewer.attribution.methods,
            camviewer.error_analysis,
        )
        for module in pkgutil.iter_modules(package.__path__)
        if not module.ispkg
    ),
]


def loaded_by(*modules: str) -> set[str]:
    """Which of the heavy libraries a fresh Python has loaded after importing these."""
    code = f"import {', '.join(modules)}, sys; print(*(set({HEAVY}) & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_that_the_check_sees_a_heavy_library() -> None:
    assert loaded_by("h5py") == {"h5py"}


def test_that_mathematics_methods_digits_and_command_line_load_nothing_heavy() -> None:
    assert len(LIGHT) > 20
    assert loaded_by(*LIGHT) == set()


@pytest.mark.parametrize(
    "module",
    ["camviewer.cli.evaluate", "camviewer.export.contact_sheet", "camviewer.training.recipes"],
)
def test_that_it_alone_loads_nothing_heavy(module: str) -> None:
    assert loaded_by(module) == set()
