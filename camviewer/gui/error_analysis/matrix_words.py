"""What a place in the confusion matrix means, in words."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from camviewer.common.translation import translate
from camviewer.error_analysis.confusion import Matrix
from camviewer.gui.error_analysis.matrix_grid import Place


def describe(matrix: Matrix, names: Sequence[str], place: Place) -> str:
    """What a cell, a head or the corner means.

    Args:
        matrix: (C, C) samples by label and predicted class.
        names: of the C classes.
        place: in the matrix.
    """
    row, column = place.label, place.predicted
    if row is not None and column is not None:
        count, whole = int(matrix[row, column]), int(matrix[row].sum())
        return translate(
            "label {0} as {1}: {2} ({3} of label {0})",
            names[row],
            names[column],
            f"{count:,}",
            _percent(count, whole),
        )
    if row is not None:
        whole, right = int(matrix[row].sum()), int(matrix[row, row])
        return translate(
            "label {1}: {2} of {0} misclassified, recall {3}",
            f"{whole:,}",
            names[row],
            f"{whole - right:,}",
            _percent(right, whole),
        )
    if column is not None:
        whole, right = int(matrix[:, column].sum()), int(matrix[column, column])
        return translate(
            "predicted {1}: {2} of {0} misclassified, precision {3}",
            f"{whole:,}",
            names[column],
            f"{whole - right:,}",
            _percent(right, whole),
        )
    wrong = int(matrix.sum() - np.trace(matrix))
    return translate("all mistakes: {0}", f"{wrong:,}")


def _percent(count: int, whole: int) -> str:
    return f"{100 * count / whole:.1f}%" if whole else "–"
