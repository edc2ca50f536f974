"""`pindesk token create EMAIL`."""

from __future__ import annotations

from argparse import SUPPRESS, ArgumentParser, Namespace, RawDescriptionHelpFormatter
from typing import TYPE_CHECKING

from pindesk.project.commands.data import DATA_HELP as DATA_HELP
from pindesk.project.commands.data import existing_data_dir
from pindesk.project.commands.ports import say

if TYPE_CHECKING:
    from pindesk.accounts.models import Agent, Membership, Person

DESCRIPTION = """\
Make a token for the API, by which a program asks in the name of a customer or an agent.

  pindesk token create alice@example.com                       who belongs to one account
  pindesk token create alice@example.com --account K7M2-Q4XZ   in this one of several
  pindesk token create ada@example.com --agent                 as an agent

`pindesk token create --help` explains more.
"""
CREATE = """\
Print a new token, once: it is kept nowhere, only a digest of it. The program sends it with every request, as
`Authorization: Bearer TOKEN` or with the user name EMAIL/token and the token as the password.

It may do what the person may do, in that one account. It ends when it is revoked (customers do so under Profile, API
tokens), when the person leaves the account or is deactivated, and when they sign out everywhere or change how they
sign in.

  pindesk token create alice@example.com --name "nightly export"
"""


def add_arguments(parser: ArgumentParser) -> None:
    commands = parser.add_subparsers(dest="what", metavar="create", required=True)
    sub = commands.add_parser(
        "create", help="print a new token", description=CREATE, formatter_class=RawDescriptionHelpFormatter
    )
    sub.add_argument("email", metavar="EMAIL", help="the address that the person signs in with")
    owner = sub.add_mutually_exclusive_group()
    owner.add_argument("--account", metavar="REFERENCE", help="the account, where the person belongs to several")
    owner.add_argument("--agent", action="store_true", help="speak for the person as an agent")
    sub.add_argument("--name", default="pindesk token create", help="what it is for, as lists of tokens show it")
    sub.add_argument("--data", metavar="DIR", default=SUPPRESS, help=DATA_HELP)


def run(options: Namespace) -> int:
    """Raises Refused for an address nobody has, and where it is not clear whom the token should speak for."""
    existing_data_dir()
    from pindesk.project.environment import Refused
    from pindesk.project.serving import prepare_command

    prepare_command()
    from pindesk.accounts.actions import create_api_token
    from pindesk.lib.refusals import Refusal

    try:
        _token, secret = create_api_token(_owner(options), name=options.name)
    except Refusal as refusal:
        raise Refused(str(refusal)) from refusal
    say(secret)
    return 0


def _owner(options: Namespace) -> Agent | Membership:
    from pindesk.accounts.access import person_by_email
    from pindesk.accounts.rules import normal_email
    from pindesk.project.environment import Refused

    person = person_by_email(normal_email(options.email))
    if person is None:
        raise Refused(f"Nobody here has the address {options.email}.")
    if not person.is_active:
        raise Refused(f"{options.email} is deactivated.")
    return _agent(person, options.email) if options.agent else _membership(person, options)


def _agent(person: Person, email: str) -> Agent:
    from pindesk.accounts.access import agent_of
    from pindesk.project.environment import Refused

    found = agent_of(person)
    if found is None:
        raise Refused(f"{email} is no agent.")
    return found


def _membership(person: Person, options: Namespace) -> Agent | Membership:
    """The account that was named, or the only one; an agent who belongs to none is meant as an agent."""
    from pindesk.accounts.access import memberships_of
    from pindesk.project.environment import Refused

    own = list(memberships_of(person))
    if options.account:
        named = [one for one in own if one.account.reference == options.account.strip().upper()]
        if not named:
            raise Refused(f"{options.email} belongs to no account {options.account}.")
        return named[0]
    if not own:
        return _agent(person, options.email)
    if len(own) > 1:
        known = ", ".join(f"{one.account.reference} ({one.account.name})" for one in own)
        raise Refused(f"{options.email} belongs to several accounts: give --account, one of {known}.")
    return own[0]
