"""Report what a document found: the mistakes, why, what was done, and the proof.

DOCUMENT is a file that the window saved (File, Save document). The ending of FILE decides the kind:

  .html             one page that needs no network and runs no script
  .pdf              the same on sheets of paper

  camviewer report work.camviewer --out work.html
  camviewer report work.camviewer --out work.pdf --language ko
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path

from camviewer.cli import options
from camviewer.common.translation import LANGUAGES, speak_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """The verb's options."""
    parser.add_argument("document", metavar="DOCUMENT", type=Path, help="the document's file")
    parser.add_argument(
        "--out",
        required=True,
        type=Path,
        metavar="FILE",
        help="the file to write, .html or .pdf; an existing one is replaced",
    )
    parser.add_argument("--language", choices=sorted(LANGUAGES), default="en", help="of the report")


def run(arguments: argparse.Namespace) -> int:
    """Write the report; prints the path of the file.

    Raises:
        UserError: the document cannot be read or has nothing to report; nothing was written.
    """
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")  # a page is set without a screen
    from PySide6.QtWidgets import QApplication

    from camviewer.attribution.map_work import make_mapper
    from camviewer.common.cancel import CancelToken
    from camviewer.controllers.document_opening import open_document
    from camviewer.controllers.report_content import report_of
    from camviewer.gui import language, report_file

    report_file.check(arguments.out)
    application = QApplication.instance() or QApplication(["camviewer"])
    assert isinstance(application, QApplication)
    language.install(application, arguments.language)
    opened = open_document(arguments.document, CancelToken())
    if opened.target is not None:  # else they are the reason why there is no report
        for trouble in opened.troubles:
            options.tell(arguments, trouble)
    if opened.dataset is not None:
        speak_of(opened.dataset.noun.value)
    report = report_of(opened, make_mapper())
    report_file.save(arguments.out, report)
    options.report(arguments, arguments.out)
    return 0
