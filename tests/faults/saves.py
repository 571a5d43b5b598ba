"""Every kind of save that the program has."""

from __future__ import annotations

from tests.faults.exported import EXPORTED
from tests.faults.kept import KEPT
from tests.faults.save import Save
from tests.faults.trained import TRAINED

SAVES: dict[str, Save] = {save.name: save for save in (*KEPT, *EXPORTED, *TRAINED)}
"""By name."""

QUICK = [name for name, save in SAVES.items() if not save.needs_tensorflow]
"""Those that import nothing large."""

ELSEWHERE = {
    "api.keras_models": "a copy of a model in memory, in the system's folder of temporary files",
    "app.logs": "the log, for which nothing else waits",
    "cli": "what is behind a bug, added to the log",
    "cli.explain_targets": "what goes to the standard output, by way of a temporary file",
    "common.files": "the helpers themselves",
    "common.temporaries": "the helpers themselves",
    "data.sources.mnist": "a download, which goes on where it ended",
    "error_analysis.annotation_merge": "only reads",
    "error_analysis.annotation_tables": "reads, in memory",
    "lesson.code_process": "the null device",
    "training.out_of_sample": "scores that are computed anew where they are not kept",
}
"""Modules that write, but no save that could be lost; and why."""
