"""The timeline of a ticket: messages and events put in one order."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby
from operator import itemgetter
from typing import Any, NamedTuple

from django.db.models import Model, QuerySet, TextField, Value

from pindesk.accounts.models import Agent, Person, Team
from pindesk.events.access import history
from pindesk.lib.prepared import Prepared
from pindesk.tickets.models import Message, Ticket

# Told by the message itself.
_TOLD_BY_MESSAGE = {"ticket.replied", "ticket.note_added"}


class AttachedFile(NamedTuple):
    """A file of a message; with a `preview_id` it has a picture that can be shown.

    `secrets` is what the sender's browser says that it found in it, as `files.rules.findings` reads it.
    """

    key: str
    name: str
    content_type: str
    bytes: int
    preview_id: int | None
    secrets: dict[str, Any] | None = None


def _written(**kinds: Any) -> Prepared:
    rows = Message.objects.filter(**kinds).order_by("created_at", "id", "attachments__id")
    columns = (
        "id", "kind", "is_from_agent", "author_id", "author__name", "address", "body", "format", "via", "created_at",
        *(f"attachments__{name}" for name in AttachedFile._fields),
    )  # fmt: skip
    return Prepared(lambda ticket: rows.filter(ticket_id=ticket).values_list(*columns), ticket=int)


_MESSAGES, _REPLIES = _written(), _written(kind=Message.Kind.REPLY)


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a timeline. `kind` is customer, agent, note, flagged or event; `at` is aware, in UTC."""

    kind: str
    at: datetime
    by: str  # the name to show; "" for the system or somebody who was erased
    message: int | None = None
    body: str = ""
    format: str = "markdown"
    via: str = ""
    is_first_reply: bool = False
    event: str = ""
    data: dict[str, Any] = field(default_factory=dict)
    person: int | None = None  # who wrote or did it, where that is a person of ours
    actor: str = ""  # the event key of who did it
    files: tuple[AttachedFile, ...] = ()

    def is_by(self, person: Person | None) -> bool:
        """Whether the customer did it; what somebody does as an agent is not."""
        return person is not None and self.kind != "agent" and self.person == person.pk


def entries_of(ticket: Ticket, *, audience: str, names: dict[str, str] | None = None) -> list[Entry]:
    """All that `audience` (customer or staff) may read of the ticket, oldest first; a constant number of queries.

    Of `names` by event key, only those that are not there are asked for.
    """
    messages = _messages(ticket, audience)
    events = [event for event in history(ticket.key, audience=audience) if event.kind not in _TOLD_BY_MESSAGE]
    known = names or {}
    names = known | _names(_keys(events) - set(known))
    lines = [_event_entry(event, names) for event in events]
    return sorted([*messages, *lines], key=lambda entry: (entry.at, entry.kind == "event"))


def _messages(ticket: Ticket, audience: str) -> Iterable[Entry]:
    """Each message once; the query has a row for each of its files."""
    written = _REPLIES if audience == "customer" else _MESSAGES
    for _, some in groupby(written.rows(ticket=ticket.number), key=itemgetter(0)):
        rows = list(some)
        pk, kind, is_agent, author, name, address, body, form, via, at = rows[0][:10]
        shown = kind if kind != Message.Kind.REPLY else "agent" if is_agent else "customer"
        is_first = shown == "agent" and at == ticket.first_replied_at
        files = tuple(AttachedFile(*row[10:]) for row in rows if row[10] is not None)
        yield Entry(shown, at, name or address, pk, body, form, via, is_first, person=author, files=files)


def _event_entry(event: Any, names: dict[str, str]) -> Entry:
    data = dict(event.data)
    for side in ("old", "new"):
        if side in data and event.kind in _KEYED:
            data[f"{side}_name"] = names.get(f"{_KEYED[event.kind]}:{data[side]}", "")
    if event.kind in _OF_PEOPLE:
        data["name"] = names.get(f"person:{data['person']}", "")
    kind, _, pk = event.actor.partition(":")
    person = int(pk) if kind == "person" else None
    return Entry(
        "event", event.at, names.get(event.actor, ""), event=event.kind, data=data, person=person, actor=event.actor
    )


_KEYED = {"ticket.assigned": "agent", "ticket.moved_to_team": "team"}
_OF_PEOPLE = {"ticket.copied", "ticket.copy_removed"}
_NAMED: dict[str, type[Model]] = {"agent": Agent, "person": Person, "team": Team}


def _keys(events: Iterable[Any]) -> set[str]:
    """The agents, persons and teams that the events mention."""
    found = set()
    for event in events:
        found.add(event.actor)
        if event.kind in _KEYED:
            found |= {f"{_KEYED[event.kind]}:{event.data[side]}" for side in ("old", "new") if event.data.get(side)}
        if event.kind in _OF_PEOPLE:
            found.add(f"person:{event.data['person']}")
    return found


def _names(keys: set[str]) -> dict[str, str]:
    """Their names, by key; one query, where there is anybody to name."""
    wanted: dict[str, list[int]] = {kind: [] for kind in _NAMED}
    for key in keys:
        kind, _, pk = key.partition(":")
        if kind in wanted and pk.isdigit():
            wanted[kind].append(int(pk))
    asked = [_named(kind, sorted(ids)) for kind, ids in wanted.items() if ids]
    if not asked:
        return {}
    rows = asked[0].union(*asked[1:], all=True)
    return {f"{kind}:{pk}": name for kind, pk, name in rows}


def _named(kind: str, ids: list[int]) -> QuerySet[Any, Any]:
    rows = _NAMED[kind]._default_manager.order_by().filter(pk__in=ids).annotate(kind=Value(kind, TextField()))
    return rows.values_list("kind", "pk", "person__name" if kind == "agent" else "name")
