"""`pindesk availability check`: who may use which channel, when, and why, for each line of standard input."""

from __future__ import annotations

import json
import os
import sys
from argparse import SUPPRESS, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from pindesk.project.commands.data import DATA_HELP as DATA_HELP

if TYPE_CHECKING:
    from pindesk.availability.policy import Policy

LINE_MAX_BYTES = 64 * 1024
DESCRIPTION = """\
Ask which channels a customer may use, when, and why.

  pindesk availability check < requests.jsonl > answers.jsonl

`pindesk availability check --help` explains the fields.
"""
CHECK = """\
Read one JSON object a line from standard input; write one a line to standard output, each as soon as it is known.

  echo '{"plan": "business", "topic": "sending", "language": "fr", "at": "2027-07-14T17:59:59+02:00"}' |
    pindesk availability check

  plan         code of the account's plan, null for somebody who is not signed in
  topic        code of the topic, null while it is not known
  language     the language that is asked for, such as fr
  at           the instant, with an offset
  open_ticket  one that this person opened (may be missing): topic, created_at, answered (true or false)
  calendar     country whose public holidays hold, such as FR or DE-BY (may be missing: as the company has set)

The answer has, for ticket, chat and phone: state (open, ask_to_wait, closed, unavailable), all reasons, opens_at and
closes_at on the clock of the schedule's zone, and languages; and which of them is recommended, or null. All three
channels are taken as there, and staff as present. A line that cannot be read gives {"error": ..., "line": N}.

The policy is the company's in the data directory; where there is none yet, the one that Pindesk starts with.
"""


def add_arguments(parser: ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="what", metavar="check", required=True)
    check = commands.add_parser(
        "check", help="answer requests", description=CHECK, formatter_class=RawDescriptionHelpFormatter
    )
    check.add_argument("--data", metavar="DIR", default=SUPPRESS, help=DATA_HELP)


def run(options: Namespace) -> int:
    """1 when a line could not be answered; the others are. Raises Refused for tables of another version."""
    policy = _policy()
    from pindesk.availability.exchange import as_built

    policy, is_good = as_built(policy), True
    try:
        for number, line in _lines(sys.stdin.buffer):
            answer = _answer(line, number, policy)
            is_good = is_good and "error" not in answer
            print(json.dumps(answer, ensure_ascii=False), flush=True)  # noqa: T201 - a program speaks on its streams
    except BrokenPipeError:  # who reads has enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0 if is_good else 1


def _lines(stream: IO[bytes]) -> Iterator[tuple[int, bytes]]:
    """Each line that is not blank, with its number; of one that is too long no more than that is held."""
    number, is_going_on = 0, False
    while line := stream.readline(LINE_MAX_BYTES + 1):
        if not is_going_on:
            number += 1
            if line.strip():
                yield number, line
        is_going_on = not line.endswith(b"\n")


def _answer(line: bytes, number: int, policy: Policy) -> dict[str, Any]:
    from pindesk.availability.exchange import NotAQuestion, answers_to, question_of

    try:
        return answers_to(question_of(_read(line), policy), policy)
    except NotAQuestion as wrong:
        return {"error": str(wrong), "line": number}


def _read(line: bytes) -> Any:
    from pindesk.availability.exchange import NotAQuestion

    if len(line) > LINE_MAX_BYTES:
        raise NotAQuestion(f"A line is longer than {LINE_MAX_BYTES} bytes.")
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        raise NotAQuestion("The line is no JSON.") from None


def _policy() -> Policy:
    """The company's, else the one that Pindesk starts with, for which no data directory is made."""
    directory = Path(os.environ.get("PINDESK_DATA") or "data").expanduser().absolute()
    found = _company_policy() if directory.is_dir() or os.environ.get("DATABASE_URL") else None
    if found:
        return found
    from pindesk.availability import shipped

    return shipped.policy()


def _company_policy() -> Policy | None:
    from pindesk.project.environment import Refused
    from pindesk.project.serving import prepare_command

    prepare_command()
    from pindesk.accounts.company import current_company
    from pindesk.availability.access import policy_for
    from pindesk.lib import clock
    from pindesk.project import upgrade

    if upgrade.is_pending():
        if upgrade.applied():
            raise Refused("The tables are those of an earlier version: start `pindesk serve` once, then try again.")
        return None
    return policy_for(clock.now()) if current_company().pk else None
