"""The command line: one module a verb; without a verb the window opens.

Exit codes: 0 done; 2 the call or a file is wrong (one line on stderr); 1 everything else.
All verbs hang on one tree of parsers. A verb's module is imported when its parser is first used, so
that help comes at once.
"""

from __future__ import annotations

import argparse
import io
import logging
import os
import sys
import textwrap
import traceback
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from camviewer import __version__
from camviewer.common.errors import UserError

VERBS = {
    "explain": "write maps, scores and figures without a window",
    "train": "train a network without a window",
    "evaluate": "write accuracy, mistakes and confusions of a network without a window",
    "compare": "compare two networks on the same samples",
    "sweep": "measure accuracy as samples are turned, blurred, covered and the like",
    "methods": "list the methods for maps, with their parameters",
    "trust": "measure how far the maps of methods can be trusted",
    "issues": "list samples whose labels are probably wrong",
    "report": "write what a saved document found as a page or a PDF",
    "export": "export a network for other programs, as ONNX or for Keras",
}
"""What each verb does; the module of the same name in this folder does it."""

EPILOG = """\
Run 'camviewer VERB --help' for more.

  camviewer --model lecture --index 1005
  camviewer explain seven.png --out seven.pdf
"""

Run = Callable[[argparse.Namespace], int]


class Parser(argparse.ArgumentParser):
    """A parser whose errors are one line."""

    def __init__(
        self, prog: str, description: str = "", epilog: str | None = None, **others: Any
    ) -> None:
        super().__init__(
            prog,
            description=textwrap.dedent(description),
            epilog=epilog,
            formatter_class=argparse.RawDescriptionHelpFormatter,
            allow_abbrev=False,  # a new option must not change what an old script says
            **others,
        )

    def error(self, message: str) -> NoReturn:
        """Say what is wrong and leave with code 2."""
        self.exit(2, f"{_one_line(f'{self.prog}: {message}')} (see {self.prog} --help)\n")


class VerbParser(Parser):
    """The parser of a verb, which is asked for its options when it is first used."""

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """As argparse has it, which hands over to the parser of a verb by this."""
        self.fill()
        found, unknown = super().parse_known_args(args, namespace)
        if unknown:  # told here, where the verb's help is named
            self.error(f"unrecognized arguments: {' '.join(unknown)}")
        return found, unknown

    def fill(self) -> None:
        """Import the verb, if that was not done yet, and take over what it says of itself."""
        if self.get_default("run") is None:
            verb = import_module(f"camviewer.cli.{self.prog.split()[-1]}")
            self.description = textwrap.dedent(verb.__doc__ or "")
            verb.add_arguments(self)
            self.add_argument(
                "--quiet", action="store_true", help="show no progress and no warnings"
            )
            self.set_defaults(run=verb.run)


def start() -> NoReturn:
    """Run the program as a process of its own."""
    # NumPy's products are small here, and other threads of the program work beside them: more
    # threads would wait for each other, which takes up to four times the processor's time. NumPy
    # asks for this when it is loaded.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if isinstance(sys.stdout, io.TextIOWrapper) and sys.stdout.errors == "strict":
        # Names of files that are no UTF-8 are printed as they are: another program may open them.
        sys.stdout.reconfigure(errors="surrogateescape")
    leave(main())


def leave(code: int) -> NoReturn:
    """End the process at once.

    By now all files that matter are written, and no thread does anything that has to be waited for:
    half a file that one of them is writing is removed. Taking TensorFlow apart, as Python would,
    takes up to some seconds in which a closed program would still be there.
    """
    from camviewer.common.temporaries import remove_own

    remove_own()
    logging.shutdown()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None:
            with suppress(OSError, ValueError):  # whoever read it is gone
                stream.flush()
    os._exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    if given and given[0] in VERBS:
        with _logging_to_terminal(logging.ERROR if "--quiet" in given else logging.WARNING):
            return _run(given)
    return _run(given)


def _run(given: list[str]) -> int:
    try:
        parsed = _parse(given)
    except ModuleNotFoundError as error:
        return _tell_missing(error)
    except SystemExit as leaving:  # argparse's way to end after help, version and errors
        return leaving.code if isinstance(leaving.code, int) else 0
    return guarded(parsed.run, parsed)


def _parse(given: list[str]) -> argparse.Namespace:
    parser = whole_parser()
    if given and given[0] not in VERBS:
        if not given[0].startswith("-"):
            parser.error(
                f"{given[0]!r} is not a command; use one of {', '.join(VERBS)} or an option"
            )
        _, unknown = _window_parser().parse_known_args(given)
        if unknown and not {"-h", "--help"} & set(unknown):  # also a verb that does not come first
            parser.error(f"unrecognized arguments: {' '.join(unknown)}")
    return parser.parse_args(given)


def whole_parser() -> Parser:
    """The tree of parsers: the window's options, and a parser for each verb."""
    parser = Parser(
        "camviewer",
        "See why a neural network reads a handwritten digit as it does.\n"
        "Without a verb, the window opens.",
        EPILOG,
        parents=[_window_parser()],
    )
    verbs = parser.add_subparsers(title="verbs", metavar="VERB", parser_class=VerbParser)
    for name, does in VERBS.items():
        verbs.add_parser(name, help=does)
    return parser


def _window_parser() -> Parser:
    """What can be said where there is no verb."""
    from camviewer.cli import completion, window

    parser = Parser("camviewer", add_help=False)
    parser.add_argument("--version", action="version", version=f"camviewer {__version__}")
    window.add_arguments(parser)
    completion.add_argument(parser)
    parser.set_defaults(run=window.run)
    return parser


def guarded(run: Run, arguments: argparse.Namespace) -> int:
    """Run a verb; whatever happens becomes an exit code and at most one line on stderr."""
    try:
        code = run(arguments)
        if sys.stdout is not None:
            sys.stdout.flush()
        return code
    except UserError as error:
        return _tell(str(error), 2)
    except ModuleNotFoundError as error:
        return _tell_missing(error)
    except KeyboardInterrupt:
        return _tell("interrupted", 1)
    except BrokenPipeError:  # the reader, such as `head`, has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except Exception as error:
        log = _write_log(traceback.format_exc())
        details = f"; the details are in {log}" if log else ""
        return _tell(f"internal error: {type(error).__name__}: {error}{details}", 1)


class _TerminalHandler(logging.Handler):
    """Tells a warning in one line; what led to an error is for the log alone."""

    def emit(self, record: logging.LogRecord) -> None:
        if record.exc_info:
            _write_log(logging.Formatter().format(record))
        else:
            _tell(record.getMessage(), 0)


@contextmanager
def _logging_to_terminal(level: int) -> Iterator[None]:
    handler, log = _TerminalHandler(level), logging.getLogger("camviewer")
    log.addHandler(handler)
    try:
        yield
    finally:
        log.removeHandler(handler)


def _tell_missing(error: ModuleNotFoundError) -> int:
    """A package that the program needs is not there: it was started without being set up."""
    name = (error.name or str(error)).split(".")[0]
    where = Path(__file__).parents[2]
    return _tell(
        f"the package {name!r} is missing; set the program up by running in {where}: "
        f"python -m pip install -e .",
        1,
    )


def _tell(message: str, code: int) -> int:
    if sys.stderr is not None:
        print(_one_line(f"camviewer: {message}"), file=sys.stderr)
    return code


def _one_line(message: str) -> str:
    """The message on one line, without control signs that a file name may carry."""
    line = " ".join(message.split())
    return "".join(letter if letter.isprintable() else "?" for letter in line)


def _write_log(text: str) -> Path | None:
    """Append to the log, and tell where it is; None where that cannot be done."""
    from camviewer.common.files import make_folder
    from camviewer.common.paths import home

    log = home() / "logs" / "errors.log"
    try:
        make_folder(log.parent)
        with log.open("a", encoding="utf-8", errors="backslashreplace") as file:
            file.write(f"camviewer {__version__}\n{text}\n")
    except OSError:
        return None
    return log
