"""A package installed beside the program adds a method, a source, an architecture, a lesson.

What it adds is looked for in processes of their own, in which the package lies on Python's path as
an installed one does; what of it is broken is left out and logged.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from camviewer.attribution.methods import METHODS

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[2]

MODULES = {
    "__init__.py": "",
    "negated.py": """
        from camviewer.attribution.attribution import Attribution
        from camviewer.inference.prediction import Capability
        TITLE = "Negated CAM"
        NEEDS = (Capability.CONVOLUTION_FEATURES, Capability.LINEAR_HEAD)
        def attribute(prediction, classes, values):
            return Attribution(
                maps=-prediction.maps[list(classes)],
                is_signed=True,
                cell_share=None,
                remainder=None,
                field=prediction.field,
                passes=0,
            )
    """,
    "stamps.py": """
        import numpy as np
        from camviewer.data.digits.spec import digit_dataset
        from camviewer.data.sources.builtin import WrittenSplit
        TITLE = "Stamps"
        def load():
            return digit_dataset("stamps", WrittenSplit("stamps", 30), WrittenSplit("more", 12))
    """,
    "tiny.py": """
        from camviewer.networks.graph import GraphBuilder
        def graph(spec, classes):
            network = GraphBuilder(spec)
            convolution = {"filters": 4, "kernel_size": 3, "strides": 2, "padding": "same"}
            network.add("Conv2D", activation="relu", **convolution)
            network.add("GlobalAveragePooling2D")
            network.add("Dense", units=classes, activation="softmax")
            return network.graph()
    """,
    "pages/01-hello.md": "# Hello\n\nOne page.\n",
    "not_there.py": "import no_such_package",
    "empty.py": "attribute = graph = load = 'no function'",
    "no_pages/__init__.py": "",
}

ENTRY_POINTS = """
[camviewer.methods]
negated = beside.negated
cam = beside.negated
lost = beside.not_there
empty = beside.empty

[camviewer.sources]
stamps = beside.stamps
mnist = beside.stamps
lost = beside.not_there
empty = beside.empty

[camviewer.architectures]
tiny_one = beside.tiny
lecture = beside.tiny
lost = beside.gone
empty = beside.empty

[camviewer.lessons]
hello = beside.pages
guided = beside.pages
lost = beside.pages:none
empty = beside.no_pages
"""

WINDOW = """
import json, logging, sys
logging.basicConfig(level=logging.WARNING)
from PySide6.QtWidgets import QApplication, QComboBox, QMenu
application = QApplication([])
from camviewer.app.program import Program
from camviewer.document.settings import Settings
program = Program(Settings(), index=None, image=None)
window = program.window
window.show()
for page in ("lesson", "train"):
    window.side_panels.show(page)
application.processEvents()
boxes = ("methodBox", "sourceBox", "architectureBox", "scaleBox")
found = {name: [box.itemText(i) for i in range(box.count())]
         for name in boxes for box in window.findChildren(QComboBox, name)}
found["lessonMenu"] = [
    action.data() for menu in window.findChildren(QMenu, "lessonMenu") for action in menu.actions()
    if action.data()
]
print(json.dumps(found))
sys.stdout.flush()
import os
os._exit(0)
"""


@pytest.fixture(scope="module")
def beside(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The environment in which the package is installed."""
    folder = tmp_path_factory.mktemp("site")
    for name, text in MODULES.items():
        path = folder / "beside" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_unindented(text))
    told = folder / "beside-1.0.dist-info"
    told.mkdir()
    (told / "METADATA").write_text("Metadata-Version: 2.1\nName: beside\nVersion: 1.0\n")
    (told / "entry_points.txt").write_text(ENTRY_POINTS)
    found = os.pathsep.join((str(folder), str(ROOT)))
    home = str(tmp_path_factory.mktemp("home"))
    return {**os.environ, "PYTHONPATH": found, "CAMVIEWER_HOME": home}


def _unindented(text: str) -> str:
    lines = text.strip("\n").splitlines()
    return "\n".join(line.removeprefix(" " * 8) for line in lines if line.strip()) + "\n"


def python(
    environment: Mapping[str, str], *arguments: str, code: int = 0
) -> subprocess.CompletedProcess[str]:
    done = subprocess.run(
        [sys.executable, *arguments],
        env=dict(environment),
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == code, done.stderr
    return done


@pytest.fixture(scope="module")
def window(beside: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """What a window says that opens where the package is installed."""
    return python(beside, "-c", WINDOW)


@pytest.fixture(scope="module")
def offered(window: subprocess.CompletedProcess[str]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(window.stdout.splitlines()[-1])
    return found


def test_that_the_window_offers_what_the_package_adds(offered: dict[str, Any]) -> None:
    assert offered["methodBox"] == [*(method.title for method in METHODS.values()), "Negated CAM"]
    assert offered["architectureBox"] == ["lecture", "ann", "compact", "ink", "lenet", "tiny-one"]
    assert "Stamps" in offered["sourceBox"]
    assert offered["lessonMenu"] == ["guided", "hello"]


@pytest.mark.parametrize("group", ["methods", "sources", "architectures", "lessons"])
@pytest.mark.parametrize("name", ["lost", "empty"])
def test_that_what_is_broken_is_left_out_with_a_line_in_the_log(
    window: subprocess.CompletedProcess[str], offered: dict[str, Any], group: str, name: str
) -> None:
    lines = [line for line in window.stderr.splitlines() if f"camviewer.{group} {name} " in line]
    assert len(lines) == 1
    assert "is left out" in lines[0]
    assert not any(name in names for names in offered.values())


@pytest.mark.parametrize(
    ("group", "name"),
    [("methods", "cam"), ("sources", "mnist"), ("architectures", "lecture"), ("lessons", "guided")],
)
def test_that_no_package_takes_a_name_of_the_programs(
    window: subprocess.CompletedProcess[str], group: str, name: str
) -> None:
    assert f"camviewer.{group} {name} (beside." in window.stderr
    assert f"'{name}' is taken" in window.stderr


def test_that_listing_architectures_loads_no_keras(beside: dict[str, str]) -> None:
    code = (
        "import sys; from camviewer.networks.architectures import ARCHITECTURES;"
        "print(*ARCHITECTURES, {'keras', 'tensorflow'} & set(sys.modules))"
    )
    listed = ["lecture", "ann", "compact", "ink", "lenet", "tiny-one"]
    assert python(beside, "-c", code).stdout.split() == [*listed, "set()"]


def test_that_the_command_line_uses_what_the_package_adds(
    beside: dict[str, str], tmp_path: Path
) -> None:
    def camviewer(*arguments: str) -> None:
        python(beside, "-m", "camviewer", *arguments)

    sample = ("explain", "--index", "3", "--data", "stamps", "--out")
    camviewer(*sample, str(tmp_path / "cam.npz"))
    camviewer(*sample, str(tmp_path / "negated.npz"), "--method", "negated")
    with np.load(tmp_path / "cam.npz") as cam, np.load(tmp_path / "negated.npz") as negated:
        assert str(negated["method"]) == "negated"
        assert np.array_equal(negated["map"], -cam["cam"])
        assert np.array_equal(negated["cam"], cam["cam"])
    model = str(tmp_path / "tiny.keras")
    once = ("--epochs", "1", "--recipe", "fast", "--data", "stamps")
    camviewer("train", "--architecture", "tiny-one", *once, "--out", model)
    camviewer(*sample, str(tmp_path / "tiny.npz"), "--model", model)
    with np.load(tmp_path / "tiny.npz") as tiny:
        assert tiny["features"].shape == (14, 14, 4)


def test_that_an_unknown_name_is_answered_with_all_there_are(beside: dict[str, str]) -> None:
    code = (
        "from camviewer.attribution.methods import METHODS\n"
        "from camviewer.common.errors import UserError\n"
        "try: METHODS.named('lrp2')\n"
        "except UserError as error: print(error)"
    )
    expected = f"Method: 'lrp2' is not known; choose one of {', '.join(METHODS)}, negated."
    assert python(beside, "-c", code).stdout.strip() == expected


def test_that_what_the_package_adds_keeps_to_the_contracts(beside: dict[str, str]) -> None:
    names = "negated or stamps or tiny-one or hello"
    done = python(beside, "-m", "pytest", "-q", "tests/contracts", "-k", names)
    passed = int(done.stdout.rsplit(" passed", 1)[0].split()[-1])
    assert passed > 20
