"""The command ``newsbot``.

Exit status: 0 done, 1 some or all failed (each failure one line on standard error), 2 wrong usage. Results go to standard
output, everything else to standard error.
"""

from __future__ import annotations

import argparse
import codecs
import io
import os
import sys
from collections.abc import Sequence
from typing import NoReturn

from newsbot import __version__
from newsbot.commands import (
    copies,
    crawl,
    demo,
    export,
    outlets,
    query,
    rebuild,
    report,
    schema,
    scrape,
    stats,
    status,
    watch,
)
from newsbot.errors import NewsbotError, UsageError
from newsbot.terminal import one_line

COMMANDS = (scrape, crawl, watch, status, report, export, query, stats, copies, outlets, rebuild, schema, demo)


class _Parser(argparse.ArgumentParser):
    """Tells wrong usage in one line."""

    def error(self, message: str) -> NoReturn:
        if message.startswith("argument --") and message.endswith("expected one argument"):
            option = message.removeprefix("argument ").partition(":")[0].partition("/")[0]
            message += f"; one that begins with a minus is written {option}=-..."
        self.exit(2, f"{self.prog}: {message} (see {self.prog} --help)\n")


def parser() -> argparse.ArgumentParser:
    """The command line as argparse knows it."""
    main_parser = _Parser(
        prog="newsbot", description="Turns Indonesian online news into clean, dated, attributed records."
    )
    main_parser.add_argument("--version", action="version", version=f"newsbot {__version__}")
    commands = main_parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for module in COMMANDS:
        name = module.__name__.rpartition(".")[2]
        summary = (module.__doc__ or "").splitlines()[0]
        sub = commands.add_parser(name, help=summary[:1].lower() + summary[1:].rstrip("."), description=summary)
        module.add_arguments(sub)
        sub.set_defaults(run=module.run, wrong_usage=sub.error)
    return main_parser


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command and return its exit status."""
    _write_any_text()
    args, unknown = parser().parse_known_args(argv)
    if unknown:
        # argparse would send the user to the help of newsbot, which does not tell the options of a command
        args.wrong_usage(f"unrecognized arguments: {' '.join(unknown)}")
    try:
        status: int = args.run(args)
        sys.stdout.flush()
    except UsageError as error:
        return _failed(args, error, 2)
    except NewsbotError as error:
        return _failed(args, error, 1)
    except BrokenPipeError:
        # the reader has seen enough; without this Python would complain while it closes
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        return _failed(args, error, 1)
    return status


def _write_any_text() -> None:
    """Where output is not in UTF-8, write what its encoding lacks as JSON does, so that JSON stays JSON."""
    codecs.register_error("newsbot-escape", _escaped)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and codecs.lookup(stream.encoding).name != "utf-8":
            stream.reconfigure(errors="newsbot-escape")


def _escaped(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    units = error.object[error.start : error.end].encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4)), error.end


def _failed(args: argparse.Namespace, error: Exception, status: int) -> int:
    sys.stderr.write(f"newsbot {args.command}: {one_line(str(error))}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
