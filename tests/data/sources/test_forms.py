"""Data in every usual form: opened as it was meant, or refused in one sentence."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from camviewer.common.errors import UserError
from camviewer.data.dataset import is_labelled
from tests.data.sources.forms import FORMS, TEST, opened
from tests.data.sources.written import grey, labels


@pytest.mark.parametrize("name", FORMS)
def test_that_a_form_is_opened_as_it_was_meant(name: str, tmp_path: Path) -> None:
    form = FORMS[name]
    if name.startswith("Parquet"):
        pytest.importorskip("pyarrow", reason="pyarrow, an extra, is not installed")
    dataset = opened(form, tmp_path)
    test = dataset.test
    assert (len(dataset.train), len(test)) == (form.train, form.test)
    assert dataset.spec.shape == form.shape
    assert test.image(0).shape == form.shape
    assert test.batch(3, 5).dtype == np.uint8
    assert len(dataset.class_names) == form.classes
    assert is_labelled(test) == form.labelled
    if form.labelled:
        expected = labels(TEST, form.classes)
        assert test.labels.tolist() == expected.tolist()
        assert test.label(3) == expected[3]
    else:
        assert test.label(0) is None
        with pytest.raises(UserError, match="no labels"):
            _ = test.labels
    if form.exact is not None and form.shape != (28, 28, 3):
        written = grey(TEST) if form.pictures is None else form.pictures
        difference = np.abs(test.images.astype(int) - written)
        assert difference.max() <= form.exact
