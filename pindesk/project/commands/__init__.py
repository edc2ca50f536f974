"""The `pindesk` program: one module per command, imported only when it is asked for, so that `--help` is instant."""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path

from pindesk import __version__

# Name, what it does in one line; the module of the same name holds `DESCRIPTION`, `add_arguments` and `run`.
COMMANDS = {
    "serve": "serve the Support Center; the first start leads through the set-up",
    "demo": "serve a full demo company, with one-click sign-in",
    "availability": "say which channels a customer may use, and why",
    "articles": "take help articles in from files, or write them to files",
    "token": "make a token for the API, by which a program asks in somebody's name",
    "backup": "write everything into one file, while serving",
    "restore": "put a backup in place of what is there, while serving",
}
INTERRUPTED = 130


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command. Returns 0, or 1 when it was refused (one line on standard error); wrong usage exits with 2."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    options = _parser(words).parse_args(words)
    module = import_module(f"pindesk.project.commands.{options.command}")
    _use_data(options)
    os.umask(0o077)  # what customers write is for no other user of this machine
    try:
        return int(module.run(options) or 0)
    except KeyboardInterrupt:
        return INTERRUPTED
    except Exception as error:
        sentence = _sentence(error)
        if sentence is None:
            raise
        print(f"pindesk: {sentence}", file=sys.stderr)  # noqa: T201 - a program speaks on its streams
        return 1


def _sentence(error: Exception) -> str | None:
    """What to tell the operator of an error that is not a fault of the program; None for one that is."""
    from django.db import DatabaseError, InterfaceError

    from pindesk.project.environment import Refused

    match error:
        case Refused():
            return str(error)
        case DatabaseError() | InterfaceError():
            return f"The database cannot be used: {str(error).splitlines()[0] if str(error) else 'no reason given'}."
        case OSError(strerror=str(reason)):
            return f"{error.filename}: {reason}." if error.filename else f"{reason}."
    return None


def _parser(words: Sequence[str]) -> ArgumentParser:
    """The parser with the arguments of the one command that was named."""
    parser = ArgumentParser(
        prog="pindesk",
        description="A support centre that a company runs itself.",
        epilog="Settings are read from the environment (PINDESK_URL, PINDESK_SMTP_URL, DATABASE_URL, ...); "
        "`pindesk COMMAND --help` explains a command.",
    )
    parser.add_argument("--version", action="version", version=f"pindesk {__version__}")
    subparsers = parser.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for name, words_of_it in COMMANDS.items():
        is_named = name in words
        module = import_module(f"pindesk.project.commands.{name}") if is_named else None
        sub = subparsers.add_parser(
            name,
            help=words_of_it,
            description=module.DESCRIPTION if module else None,
            formatter_class=RawDescriptionHelpFormatter,
        )
        if module:
            module.add_arguments(sub)
            sub.add_argument("--data", metavar="DIR", help=module.DATA_HELP)
    return parser


def _use_data(options: Namespace) -> None:
    """Settings read the environment when they are first used: later would be too late."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pindesk.project.settings")
    if options.data:
        os.environ["PINDESK_DATA"] = str(Path(options.data).expanduser().absolute())
