"""The notes of a document join one's own."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import closing

from camviewer.common.errors import UserError
from camviewer.common.files import is_file
from camviewer.document.archive import SavedDocument
from camviewer.error_analysis.annotation_merge import merge
from camviewer.error_analysis.annotations import (
    Annotation,
    AnnotationDatabase,
    by_place,
    database_file,
)
from camviewer.inference.evaluation import Evaluation

Notes = Mapping[int, Annotation]
"""By the samples' places in their split."""


def take_over(saved: SavedDocument, evaluation: Evaluation | None) -> tuple[Notes | None, str]:
    """Add a document's notes and names of clusters to one's own, which stay; runs in a thread.

    Args:
        saved: the document.
        evaluation: the one that will be shown, if there is one.

    Returns:
        What is noted about its samples then, None if that could not be read; and a sentence about
        what went wrong, empty if nothing did.
    """
    if not saved.annotations and not saved.cluster_names and not is_file(database_file()):
        return {}, ""
    try:
        with closing(AnnotationDatabase(database_file())) as book:
            book.change(merge(book.all(), saved.annotations).steps)
            if evaluation is None:
                return {}, book.trouble
            split = evaluation.checksum, evaluation.model
            own = book.cluster_names(*split)
            for key in saved.cluster_names.keys() - own.keys():
                book.name_cluster(*split, key, saved.cluster_names[key])
            book.move_over(evaluation.checksum, evaluation.samples)
            return by_place(book.all(), evaluation.samples), book.trouble
    except UserError as error:
        return None, str(error)
