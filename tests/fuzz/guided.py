"""Mutants chosen by what they reach: ``python -m tests.fuzz.guided FORMAT RUNS SEED``.

Atheris keeps what leads to lines that nothing reached before, and mutates that again, by the same
mutations. It is no part of the usual tests: ``pip install atheris``, on Linux and macOS.
"""

from __future__ import annotations

import os
import random
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path

MISSING = "Guided fuzzing needs atheris, which is not installed: pip install atheris."

MAX_BYTES = 1_000_000
"""Of a mutant."""


def is_possible() -> bool:
    """Whether atheris is installed."""
    return find_spec("atheris") is not None


def run(name: str, runs: int, seed: int) -> int:
    """Fuzz one format in a process of its own; gives how many findings it printed."""
    command = [sys.executable, "-m", "tests.fuzz.guided", name, str(runs), str(seed)]
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    found = done.stdout.splitlines()
    if done.returncode:
        found.append(f"{name}: the process ended with {done.returncode}")
    print("\n".join(found), flush=True)
    return sum(not line.startswith("#") for line in found)


def main() -> None:
    """Fuzz the format that the command line names."""
    import atheris

    from tests.fuzz.child import good_files, reading
    from tests.fuzz.mutations import mutated

    name, runs, seed = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with tempfile.TemporaryDirectory(prefix="camviewer-guided-") as home:
        os.environ["CAMVIEWER_HOME"] = str(Path(home) / "home")
        corpus, folder = Path(home) / "corpus", Path(home) / "read"
        for each in (corpus, folder):
            each.mkdir()
        good = good_files(name)
        for number, content in enumerate(good):
            (corpus / str(number)).write_bytes(content)
        for module in [each for each in sys.modules if each.partition(".")[0] == "camviewer"]:
            del sys.modules[module]  # it is imported again, to count what it reaches
        with atheris.instrument_imports(include=["camviewer"]):
            reading(name, good[0], folder)
        read = 0

        def one(content: bytes) -> None:
            nonlocal read
            read += 1
            if told := reading(name, content, folder):
                print(f"{name}: {told}", flush=True)
            if read == runs:
                print(f"# {name}: {runs} mutants", flush=True)

        def mutate(content: bytes, max_size: int, chance: int) -> bytes:
            return mutated(content or good[0], random.Random(chance))[:max_size]

        options = [f"-runs={runs}", f"-seed={seed}", f"-max_len={MAX_BYTES}", "-rss_limit_mb=6000"]
        options += [f"-artifact_prefix={home}/"]  # what was slow does not stay behind
        atheris.Setup([sys.argv[0], *options, str(corpus)], one, custom_mutator=mutate)
        atheris.Fuzz()  # ends the process


if __name__ == "__main__":
    main()
