"""`pindesk serve`: the one process that a company runs."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from pindesk.project.commands.data import DATA_HELP as DATA_HELP
from pindesk.project.commands.ports import add_address, say

DESCRIPTION = """\
Serve the Support Center, the workspace of the agents, and everything that happens in the background.

The first start creates the database and prints a link that opens the set-up; it opens by that link alone, each start
makes a new one until it is done, and then it is closed for good. To upgrade, stop, install the new version and start:
it changes the tables after a backup.

  pindesk serve                                          on this machine, port 8000, data in ./data
  PINDESK_URL=https://support.example.com pindesk serve  behind a proxy that does TLS
  DATABASE_URL=postgresql://... pindesk serve            on PostgreSQL instead of SQLite
"""


def add_arguments(parser: ArgumentParser) -> None:
    add_address(parser)


def run(options: Namespace) -> int:
    """Serve until told to stop. Raises Refused when the address or the data directory is taken, or it is a demo's."""
    _refuse_demo()
    from pindesk.project.serving import serve_here

    serve_here(options.host, options.port, before=_offer_set_up)
    return 0


def _refuse_demo() -> None:
    """Anybody can sign in as anybody in a demo: it must not look like a company's own Support Center."""
    from pindesk.project.environment import DEMO_MARK, Refused, environment

    env = environment()
    if env.flag("PINDESK_DEMO", False):
        raise Refused("PINDESK_DEMO lets anybody sign in as anybody: unset it, or run `pindesk demo`.")
    directory = env.path("PINDESK_DATA", Path.cwd() / "data")
    if (directory / DEMO_MARK).exists():
        raise Refused(f"{directory} holds a demo: serve it by `pindesk demo`, or give another directory.")


def _offer_set_up(address: str) -> None:
    """Until it is set up, each start prints a new link, and only the last one opens."""
    from pindesk.accounts.actions import begin_set_up
    from pindesk.accounts.company import current_company

    if not current_company().is_set_up:
        say(f"To set it up, open {address}/set-up/{begin_set_up()} (earlier links are void)")
