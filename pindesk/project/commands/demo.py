"""`pindesk demo`: everything to try, nothing to set up."""

from __future__ import annotations

import logging
import os
import shutil
import tempfile
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from pindesk.project.commands.ports import add_address, say

DESCRIPTION = """\
Serve Larkmail, a company that does not exist: its customers, agents, tickets and mails, on SQLite.

Links in the terminal sign you in as any of them; mails that would be sent can be read at /demo/mail/. Whoever reaches
the address can be anybody, so leave it on this machine.

  pindesk demo                                   a fresh one, gone when it ends
  pindesk demo --data DIR                        one that is kept
  pindesk demo --at 2027-07-16T17:55+02:00       on a Friday, five minutes before the chat closes
"""
DATA_HELP = "keep the demo in this directory (default: PINDESK_DATA, else a temporary one)"
EARLIEST_YEAR, LATEST_YEAR = 2000, 2100  # what is counted from the clock must stay a date


def add_arguments(parser: ArgumentParser) -> None:
    add_address(parser)
    parser.add_argument("--at", metavar="INSTANT", type=instant, help="start the demo's clock there (with its offset)")


def instant(text: str) -> datetime:
    """An aware instant. Raises ArgumentTypeError, which argparse turns into a line of help."""
    try:
        value = datetime.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no instant: write it like 2027-07-16T17:55+02:00") from error
    if value.tzinfo is None:
        raise ArgumentTypeError(f"{text!r} says no offset: write it like 2027-07-16T17:55+02:00")
    if not EARLIEST_YEAR <= value.year <= LATEST_YEAR:
        raise ArgumentTypeError(f"{text!r} is too far away: give a year from {EARLIEST_YEAR} to {LATEST_YEAR}")
    return value


def run(options: Namespace) -> int:
    """Serve until told to stop. Raises Refused when the address is taken or the directory holds a real installation."""
    directory, tidy_up = _directory()
    os.environ |= {"PINDESK_DEMO": "1", "PINDESK_DATA": str(directory)}
    for name in ("DATABASE_URL", "DATABASE_URL_FILE"):
        os.environ.pop(name, None)
    _mark(directory)
    if options.at:
        from pindesk.lib import clock

        clock.start_at(options.at)
    from pindesk.project.serving import serve_here

    try:
        # Lines of the log would push the links out of sight.
        serve_here(options.host, options.port, before=_fill, on_stop=tidy_up, log_level=logging.WARNING)
    finally:
        tidy_up()
    return 0


def _fill(address: str) -> None:
    from pindesk.demo.people import CAST
    from pindesk.demo.seed import seed

    seed()
    widths = max(len(one.name) for one in CAST), max(len(str(one.about)) for one in CAST)
    for one in CAST:
        say(f"  {one.name:{widths[0]}}  {one.about!s:{widths[1]}}  {address}/demo/as/{one.key}")
    say(f"  Everybody on one page: {address}/demo/")
    say(f"  Mails that were sent: {address}/demo/mail/")


def _directory() -> tuple[Path, Callable[[], None]]:
    """Where the demo lies, and what to do at its end."""
    if given := os.environ.get("PINDESK_DATA"):
        return Path(given).expanduser().absolute(), lambda: None
    folder = Path(tempfile.mkdtemp(prefix="pindesk-demo-"))
    return folder, lambda: shutil.rmtree(folder, ignore_errors=True)


def _mark(directory: Path) -> None:
    """Anybody can sign in as anybody here: never into the data of a company."""
    from pindesk.project.environment import DEMO_MARK, Refused
    from pindesk.project.server.data_lock import make_data_dir

    make_data_dir(directory)
    if not (directory / DEMO_MARK).exists():
        if any((directory / name).exists() for name in ("pindesk.sqlite3", "keys", "lock")):
            raise Refused(f"{directory} holds a real installation; give the demo another directory.")
        (directory / DEMO_MARK).touch()
