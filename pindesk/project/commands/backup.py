"""`pindesk backup FILE`."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from pindesk.project.commands.data import DATA_HELP as DATA_HELP
from pindesk.project.commands.data import existing_data_dir
from pindesk.project.commands.ports import say

DESCRIPTION = """\
Write everything into one new .tar.gz file, files included, while people work.

The file holds what customers wrote: keep it as safe as the data itself. The keys are not in it, so that it alone cannot
sign or decrypt anything; keep DIR/keys apart, or ask for them with --with-keys.

  pindesk backup /backups/pindesk-$(date +%F).tar.gz
"""


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", type=Path, help="the file to write; it must not exist yet")
    parser.add_argument("--with-keys", action="store_true", help="put the keys of the data directory into the file too")


def run(options: Namespace) -> int:
    """Raises Refused when there is nothing to back up or the file cannot be written."""
    existing_data_dir()
    from pindesk.project.serving import prepare_command

    prepare_command()
    from pindesk.project.backups.making import make

    size = make(options.file.absolute(), options.with_keys)
    say(f"{options.file} holds everything ({size / 1_000_000:.1f} MB).")
    if not options.with_keys:
        say("The keys are not in it: keep a copy of DIR/keys (or PINDESK_SECRET_KEY) in another place.")
    return 0
