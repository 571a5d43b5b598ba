"""A copy of a file of the program's own as it was when it was last found whole.

It lies beside it, as ``NAME.backup.ENDING``; what is damaged in the file is taken from there.
"""

from __future__ import annotations

import logging
from contextlib import suppress
from pathlib import Path

from camviewer.common.errors import FileError
from camviewer.common.files import make_folder, replacing
from camviewer.common.translation import translate

_log = logging.getLogger(__name__)


def backup_of(path: Path) -> Path:
    """Where the copy of a file is, if there is one."""
    return path.with_name(f"{path.stem}.backup{path.suffix}")


def keep_backup(path: Path, content: bytes, *, what: str) -> None:
    """Keep the content of a file that is whole; where it cannot be kept, the copy before stands.

    Args:
        path: the file.
        content: of it.
        what: as in `replacing`.
    """
    target = backup_of(path)
    try:
        if target.exists() and target.read_bytes() == content:
            return
        make_folder(target.parent)
        with suppress(FileExistsError):
            target.touch(mode=0o600, exist_ok=False)  # it is for nobody else
        with replacing(target, what=what) as temporary:
            temporary.write_bytes(content)
    except (FileError, OSError) as error:
        _log.warning("There is no new copy of %s: %s", path, error)


def remedy(path: Path, kept: Path) -> str:
    """What was done about a damaged file, as the end of a sentence.

    Args:
        path: the file.
        kept: where it is now.
    """
    if backup_of(path).exists():
        return translate(
            "what could be read of it and of the copy of an earlier start is used, and it is kept "
            "as {0}",
            kept.name,
        )
    return translate("what could be read of it is used, and it is kept as {0}", kept.name)
