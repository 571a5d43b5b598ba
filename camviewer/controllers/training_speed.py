"""How fast this computer trains: measured by its own trainings, remembered in a small file."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

from camviewer.common import paths
from camviewer.common.errors import FileError
from camviewer.common.files import is_file, read_bytes, replacing
from camviewer.common.translation import translate

_MAX_BYTES = 100_000
_MAX_ARCHITECTURES = 100

_log = logging.getLogger(__name__)


@dataclass(frozen=True)
class TrainingSpeeds:
    """What earlier trainings on this computer have measured.

    Attributes:
        speeds: multiplications a second by architecture, the one measured last at the end.
        preparation: seconds from the start of a training to its first step, when it was the first
            one since the program was started; None if that was not measured.
    """

    speeds: Mapping[str, float] = field(default_factory=dict)
    preparation: float | None = None

    def with_speed(self, architecture: str, speed: float) -> TrainingSpeeds:
        """These, with what was measured last; the oldest give way if there are too many."""
        others = {name: old for name, old in self.speeds.items() if name != architecture}
        kept = [*others.items(), (architecture, speed)][-_MAX_ARCHITECTURES:]
        return replace(self, speeds=dict(kept))


def file() -> Path:
    """Where they are remembered."""
    return paths.home() / "training-speed.json"


def load() -> TrainingSpeeds:
    """What is remembered; nothing if there is no file, or it cannot be used."""
    if not is_file(file()):
        return TrainingSpeeds()
    try:
        content = read_bytes(file(), expected=translate("training speeds"), at_most=_MAX_BYTES)
        return _checked(json.loads(content))
    except (FileError, ValueError, RecursionError) as error:
        _log.warning("Earlier training speeds cannot be used: %s", error)
        return TrainingSpeeds()


def save(speeds: TrainingSpeeds) -> None:
    """Remember them; where that cannot be done it is logged, as only an estimate is lost."""
    try:
        with replacing(file(), what=translate("the settings")) as temporary:
            temporary.write_text(json.dumps(asdict(speeds), indent=2) + "\n", encoding="utf-8")
    except FileError as error:
        _log.warning("The training speed is not remembered: %s", error)


def _checked(entries: object) -> TrainingSpeeds:
    """Speeds from JSON.

    Raises:
        ValueError: there is anything else than they consist of.
    """
    if not isinstance(entries, dict) or set(entries) != {"speeds", "preparation"}:
        raise ValueError("expected an object of speeds and preparation")
    speeds, preparation = entries["speeds"], entries["preparation"]
    if not isinstance(speeds, dict) or not all(map(_is_positive, speeds.values())):
        raise ValueError("expected a positive number for each architecture")
    if preparation is not None and not _is_positive(preparation):
        raise ValueError("expected the seconds of the preparation")
    return TrainingSpeeds(speeds, preparation)


def _is_positive(value: object) -> bool:
    # To Python, True is a number too; JSON as Python reads it may hold an infinity.
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    return math.isfinite(value) and value > 0
