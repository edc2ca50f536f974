"""What is mailed to customers when a ticket moves: received, copied, answered, solved."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pindesk.events.consumers import Consumer
from pindesk.events.logged import LoggedEvent
from pindesk.notifications.mails import write
from pindesk.tickets.access import Follower, Notice, copy_of, followers_of, notice_of, reply_text
from pindesk.tickets.events import TicketCopied, TicketOpened, TicketReplied, TicketSolved
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
    if purpose == "copied":
        values = {**values, **copy_of(number, values["person"])}
    for follower in _told(event, purpose, values, followers_of(number)):
        _mail(event, purpose, notice, follower, values)


def _told(event: LoggedEvent, purpose: str, values: dict[str, Any], followers: list[Follower]) -> list[Follower]:
    """The receipt goes to who asked, the news of being copied to who is; all else to everybody who follows.

    Nobody is told of what they did themselves, but who asked, that it arrived.
    """
    if purpose == "received":
        return [one for one in followers if one.role == "requester"]
    others = [one for one in followers if f"person:{one.person}" != event.actor]
    return [one for one in others if one.person == values["person"]] if purpose == "copied" else others


def _mail(event: LoggedEvent, purpose: str, notice: Notice, follower: Follower, values: dict[str, Any]) -> None:
    key = f"{purpose}:{event.position}:{follower.person}"
    write(purpose, notice, follower, values, key=key, at=event.at)


def _opened(data: TicketOpened) -> tuple[str, dict[str, Any]] | None:
    return "received", {}


def _copied(data: TicketCopied) -> tuple[str, dict[str, Any]] | None:
    return "copied", {"person": data.person}


def _replied(data: TicketReplied) -> tuple[str, dict[str, Any]] | None:
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
        "is_from_agent": data.is_from_agent,
        "anchor": f"#message-{data.message}",
    }


def _solved(data: TicketSolved) -> tuple[str, dict[str, Any]] | None:
    return None if data.is_by_customer else ("solved", {})


_CHOICES: dict[type, Callable[[Any], tuple[str, dict[str, Any]] | None]] = {
    TicketOpened: _opened,
    TicketCopied: _copied,
    TicketReplied: _replied,
    TicketSolved: _solved,
}

TICKET_MAILS = Consumer(
    name="notifications.ticket_mails",
    kinds=frozenset({"ticket.opened", "ticket.copied", "ticket.replied", "ticket.solved"}),
    function=on_ticket_event,
)
