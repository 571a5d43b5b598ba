"""The pages of the website that no file holds, and the names that pages take from the window.

MkDocs calls these functions when it builds the manual; see mkdocs.yml.
"""

from __future__ import annotations

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # keys are named by Qt, which needs no screen

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page
from PySide6.QtWidgets import QApplication

from camviewer.common.translation import LANGUAGES
from camviewer.gui import language
from camviewer.gui.help.keys import keys_page
from camviewer.help.glossary import glossary_page
from camviewer.help.screen_names import with_screen_names

_FIRST = """# CAM Viewer

CAM Viewer shows why a small network reads a handwritten digit as it does, by class activation maps.

- [Manual in English](en/tour.md)
- [한국어 설명서](ko/tour.md)
"""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that are made of what the program knows."""
    files.append(File.generated(config, "index.md", content=_FIRST))
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    for code in LANGUAGES:
        language.install(application, code)
        for name, text in (("keys", keys_page()), ("glossary", glossary_page(code))):
            files.append(File.generated(config, f"{code}/{name}.md", content=text))
    language.install(application, "en")
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Put the window's names in."""
    return with_screen_names(markdown, page.file.src_uri.partition("/")[0])
