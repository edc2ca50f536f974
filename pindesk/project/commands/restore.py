"""`pindesk restore FILE`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from pindesk.project.commands.data import DATA_HELP as DATA_HELP
from pindesk.project.commands.ports import say

DESCRIPTION = """\
Put a backup in place of what is there: all tickets, people and settings written since are gone.

A running server goes on: every session ends, and open pages say that they are out of date and ask to be loaded again.
A file that is damaged, of the other kind of database, or of a newer version is refused before anything is touched. A
SQLite database that is replaced is kept in DIR/backups.

  pindesk restore /backups/pindesk-2027-03-01.tar.gz
"""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="a file that `pindesk backup` wrote")


def run(options: Namespace) -> int:
    """Raises Refused for a file that cannot be restored here."""
    from pindesk.project.backups import archive

    file = options.file.absolute()
    archive.check(file)  # before the settings are read, which would make a data directory and keys
    from pindesk.project.serving import prepare_command

    prepare_command()
    from pindesk.lib.sealing import fingerprint
    from pindesk.project.backups.restoring import restore

    manifest = restore(file)
    say(f"Everything is as of {manifest.made_at}. Everybody has to sign in again.")
    if manifest.has_keys:
        say("The keys are those of the backup: restart the server, if it is running, to use them.")
    elif manifest.key and manifest.key != fingerprint():
        say(
            "The backup was made with other keys: second steps, codes and mails not yet sent cannot be read until "
            "DIR/keys of the old installation is put in place."
        )
    return 0
