"""Trying a door: which counters a code that is asked for, or a password, moves.

Tries for one address from one network are few, so that the owner of the address can come in from elsewhere while
somebody tries; for the address alone they are many. A browser that was signed in before counts for itself. Known and
unknown addresses are counted alike.
"""

from __future__ import annotations

from dataclasses import dataclass

from pindesk.accounts.actions.limits import Limit, count_try, forget_tries
from pindesk.accounts.known_browsers import known_browser
from pindesk.accounts.requests import Request
from pindesk.lib.networks import network_of


@dataclass(frozen=True, slots=True)
class Door:
    """One way to sign in, with counters of its own."""

    here: Limit  # for one address, from one network
    network: Limit  # from one network
    anywhere: Limit  # for one address
    known: Limit  # from one known browser
    mails: Limit | None = None  # to one address from one network, by all doors that mail


def client_address(request: Request) -> str:
    """The address of the browser, as the server's router made it out."""
    return str(request.META.get("REMOTE_ADDR") or "unknown")


def client_network(request: Request) -> str:
    """The network of the browser: what one visitor can choose an address from."""
    return network_of(client_address(request))


def try_door(door: Door, request: Request, address: str) -> None:
    """Count one try for the (normal) address. Raises TooManyTries; what the first counters refuse moves no others."""
    browser = known_browser(request, address)
    if browser:
        count_try(door.known, browser)
        return
    network = client_network(request)
    count_try(door.here, f"{address} {network}")
    count_try(door.network, network)
    count_try(door.anywhere, address)
    if door.mails:
        count_try(door.mails, f"{address} {network}")


def came_in(door: Door, request: Request, address: str) -> None:
    """Begin the counts of this browser and of this network anew, after a success."""
    browser = known_browser(request, address)
    if browser:
        forget_tries(door.known, browser)
    forget_tries(door.here, f"{address} {client_network(request)}")
