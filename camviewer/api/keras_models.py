"""Live `keras.Model`s: written by their own `save`, and read as any file is.

So nothing here imports Keras, and what a live model becomes is what its file would.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from camviewer.common.errors import FileError, UserError
from camviewer.networks.formats import model_file


def is_keras(model: object) -> bool:
    """Whether it is a `keras.Model`; Keras itself need not be imported to see that."""
    bases = {(each.__module__.split(".")[0], each.__name__) for each in type(model).__mro__}
    return ("keras", "Model") in bases


@contextmanager
def saved(model: Any) -> Iterator[Path]:
    """A file of a live model, as long as the block lasts.

    Raises:
        UserError: what the block reads is nothing that the program takes; it names the model.
    """
    name = re.sub(r"[^\w.-]", "_", str(model.name))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"{name}{model_file.SUFFIX}"
        model.save(path)
        try:
            yield path
        except FileError as error:
            raise UserError(str(error).replace(str(path), name)) from None
