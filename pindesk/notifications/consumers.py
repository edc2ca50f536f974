"""What is mailed to customers when a ticket moves: received, answered, solved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pindesk.events.consumers import Consumer
from pindesk.events.logged import LoggedEvent
from pindesk.notifications.mails import write
from pindesk.tickets.access import Follower, Notice, followers_of, notice_of, reply_text
from pindesk.tickets.events import TicketOpened, TicketReplied, TicketSolved
from pindesk.tickets.models import Status


def on_ticket_event(event: LoggedEvent) -> None:
    """Write the mails that the event calls for; never one to whoever caused it by writing themselves."""
    data = event.typed()
    chosen = _CHOICES[type(data)](data)
    number = int(event.subject.partition(":")[2])
    notice = notice_of(number) if chosen else None
    if chosen is None or notice is None:
        return
    purpose, values = chosen
    for follower in _told(purpose, followers_of(number)):
        _mail(event, purpose, notice, follower, values)


def _told(purpose: str, followers: list[Follower]) -> list[Follower]:
    """The receipt goes to who asked; answers and the end go to everybody who follows."""
    return [one for one in followers if purpose != "received" or one.role == "requester"]


def _mail(event: LoggedEvent, purpose: str, notice: Notice, follower: Follower, values: dict[str, Any]) -> None:
    key = f"{purpose}:{event.position}:{follower.person}"
    write(purpose, notice, follower, values, key=key, at=event.at)


def _opened(data: TicketOpened) -> tuple[str, dict[str, Any]] | None:
    return "received", {}


def _replied(data: TicketReplied) -> tuple[str, dict[str, Any]] | None:
    if not data.is_from_agent:
        return None
    reply = reply_text(data.message)
    if reply is None:
        return None
    body, form, author = reply
    is_solved = data.status == Status.SOLVED
    return "answered", {
        "body": body,
        "format": form,
        "author": author,
        "is_solved": is_solved,
        "anchor": f"#message-{data.message}",
    }


def _solved(data: TicketSolved) -> tuple[str, dict[str, Any]] | None:
    return None if data.is_by_customer else ("solved", {})


_CHOICES: dict[type, Callable[[Any], tuple[str, dict[str, Any]] | None]] = {
    TicketOpened: _opened,
    TicketReplied: _replied,
    TicketSolved: _solved,
}

TICKET_MAILS = Consumer(
    name="notifications.ticket_mails",
    kinds=frozenset({"ticket.opened", "ticket.replied", "ticket.solved"}),
    function=on_ticket_event,
)
