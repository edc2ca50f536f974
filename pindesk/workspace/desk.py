"""What the parts of a ticket's page show, in the agent's words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.urls import reverse
from django.utils.translation import gettext as _

from pindesk.accounts.models import Person
from pindesk.accounts.requests import AgentRequest
from pindesk.accounts.rules import zone_or
from pindesk.availability.access import topics_of_version
from pindesk.availability.answers import Told, told
from pindesk.knowledge.access.suggesting import Known, known_from
from pindesk.tickets.access import Choices, Desk, Other, others_of, queue, timeline
from pindesk.tickets.access.staff import PAGE
from pindesk.tickets.models import Ticket
from pindesk.ui import formats
from pindesk.ui.languages import in_language
from pindesk.workspace.place import Place
from pindesk.workspace.rows import NEAR, REFRESH_AFTER, Reader, due_kind, refresh_at, row_of
from pindesk.workspace.story import Story
from pindesk.workspace.words import priority_words, status_words, view_words

SHOWN, SHOWN_ALIKE = 5, 3  # other tickets
SETTABLE = ("in_progress", "waiting", "on_hold", "solved")


class Track(NamedTuple):
    """One clock. `part` is how much of the promise is used, from 0 on; `kind` is met, near, breached or ""."""

    name: str
    kind: str
    text: str
    at: datetime
    part: float
    is_over: bool  # then the text says how it ended


def list_context(request: AgentRequest, place: Place, number: int) -> dict[str, Any]:
    """The view's tickets beside the work; one query."""
    reader = Reader.of(request)
    found = queue(request.agent, place.view, team=place.team, offset=(place.page - 1) * PAGE, limit=PAGE)
    return {
        "where": place,
        "view_title": view_words()[place.view],
        "items": [row_of(reader, place.view, row) for row in found],
        "statuses": status_words(),
        "number": number,
        "me": request.agent.pk,
        "list_refresh_at": refresh_at(found, reader.now),
    }


def bar_context(request: AgentRequest, desk: Desk, place: Place) -> dict[str, Any]:
    """Subject, number, topic, language and status."""
    ticket, names = desk.ticket, desk.topic_names
    return {
        "where": place,
        "ticket": ticket,
        "topic_name": names.get(request.language) or names.get("en") or ticket.topic_id,
        "statuses": status_words(),
        "me": request.agent.pk,
    }


def timeline_context(request: AgentRequest, desk: Desk, choices: Choices) -> dict[str, Any]:
    """The conversation with notes and events; two queries."""
    names = choices.names | {f"person:{desk.ticket.requester_id}": desk.ticket.requester.name}
    story = Story(desk.ticket, choices, Reader.of(request))
    return {"ticket": desk.ticket, "lines": list(story.lines(timeline(desk.ticket, names)))}


def side_context(request: AgentRequest, desk: Desk, choices: Choices, place: Place) -> dict[str, Any]:
    """The customer, who follows, what can be set, the clocks, the rating, what was read before and the other tickets.

    One query.
    """
    ticket, reader = desk.ticket, Reader.of(request)
    others = others_of(ticket)
    alike = _alike(others)
    return {
        "where": place,
        "ticket": ticket,
        "customer": _customer(desk, reader),
        "copies": [name for person, name in _by_name(choices.followers) if person != ticket.requester_id],
        "rating": desk.rating,
        "told": _told(ticket, choices, reader),
        "forms": _forms(ticket, choices, reader),
        "tracks": _tracks(ticket, reader),
        "read_before": _read_before(ticket, choices, reader),
        "alike": alike,
        "others": [one for one in others if one not in alike][:SHOWN],
        "statuses": status_words(),
        "side_refresh_at": _side_refresh_at(ticket, reader),
    }


def _read_before(ticket: Ticket, choices: Choices, reader: Reader) -> list[tuple[str, str, str]]:
    """The articles that the customer read before they wrote: title, its language, and where an agent reads it.

    That is the help centre, in the article's language; what is not for everybody there, the page of its editors.
    """
    rows = known_from(choices.articles, ticket.articles_read, reader.language)
    return [(row.title, row.language, _address_of(row)) for row in rows]


def _address_of(row: Known) -> str:
    if not row.slug:
        return reverse("workspace:article", kwargs={"pk": row.article})
    return in_language(reverse("portal:article", kwargs={"number": row.article, "slug": row.slug}), row.language)


def _alike(others: list[Other]) -> list[Other]:
    """Those that are perhaps about the same: the requester's own first, else as they moved."""
    return sorted((one for one in others if one.is_alike), key=lambda one: not one.is_by_requester)[:SHOWN_ALIKE]


def _told(ticket: Ticket, choices: Choices, reader: Reader) -> list[Told]:
    """What the customer said in the fields of the topic; no query but the first after a change of the policy."""
    if not ticket.fields:
        return []
    return told(ticket.fields, ticket.topic_id, topics_of_version(choices.policy_version), reader.language)


def _customer(desk: Desk, reader: Reader) -> dict[str, Any]:
    ticket, person = desk.ticket, desk.ticket.requester
    account = ticket.account
    zone = _zone(person, account.zone if account else "")
    return {
        "name": person.name,
        "email": person.email,
        "account": account.name if account else "",
        "reference": account.reference if account else "",
        "plan": _plan(desk, reader),
        "language": ticket.language,
        "own_language": person.language,
        "there": _there(zone, reader) if zone else "",
    }


def _plan(desk: Desk, reader: Reader) -> str:
    """The plan that the account booked, and whether it has paid for it."""
    name = desk.plan_names.get(reader.language) or desk.plan_names.get("en") or ""
    if not name or desk.grace_until is None:
        return name
    words = _("%(plan)s, a payment failed") if reader.now < desk.grace_until else _("%(plan)s, paused: not paid")
    return words % {"plan": name}


def _zone(person: Person, other: str) -> ZoneInfo | None:
    name = person.zone or other
    return zone_or(name, "UTC") if name else None


def _there(zone: ZoneInfo, reader: Reader) -> str:
    """The customer's wall clock and the name of its zone."""
    time = formats.clock(reader.now, zone, reader.language)
    return _("%(time)s, %(zone)s") % {"time": time, "zone": formats.zone_time(zone, reader.language)}


def _forms(ticket: Ticket, choices: Choices, reader: Reader) -> list[dict[str, Any]]:
    """Each property as the values of its form."""
    agents = dict(choices.agents)
    if ticket.assignee_id:
        agents.setdefault(ticket.assignee_id, choices.names[f"agent:{ticket.assignee_id}"])
    topics = {
        code: names.get(reader.language) or names.get("en") or code
        for code, names in choices.topics.items()
        if code not in choices.former or code == ticket.topic_id
    }
    words = status_words()
    statuses = {code: words[code] for code in dict.fromkeys((ticket.status, *SETTABLE))}
    return [
        _form("assignment", "agent", _("Agent"), [("", _("nobody yet")), *_by_name(agents)], ticket.assignee_id),
        _form("team", "team", _("Team"), [("", _("no team")), *choices.teams.items()], ticket.team_id),
        _form("topic", "topic", _("Topic"), [*topics.items()], ticket.topic_id),
        _form("priority", "priority", _("Priority"), [*priority_words().items()], ticket.priority),
        _form("status", "status", _("Status"), [*statuses.items()], ticket.status),
    ]


def _form(action: str, name: str, label: str, options: list[tuple[Any, str]], value: Any) -> dict[str, Any]:
    return {
        "action": action,
        "name": name,
        "label": label,
        "options": [(str(key), text) for key, text in options],
        "value": "" if value is None else str(value),
    }


def _by_name(people: dict[int, str]) -> list[tuple[int, str]]:
    return sorted(people.items(), key=lambda pair: pair[1].casefold())


def _tracks(ticket: Ticket, reader: Reader) -> list[Track]:
    """The clock that runs, and how the first promise was kept."""
    tracks = []
    if ticket.next_due_at:
        name = _("Next reply") if ticket.first_replied_at else _("First reply")
        tracks.append(_running(ticket, name, ticket.next_due_at, reader))
    if ticket.first_replied_at and ticket.first_reply_due_at:
        tracks.append(_kept(ticket, ticket.first_replied_at, ticket.first_reply_due_at, reader))
    return tracks


def _running(ticket: Ticket, name: str, due: datetime, reader: Reader) -> Track:
    length = ticket.promise or timedelta(hours=24)
    return Track(name, due_kind(due, reader.now), reader.column(due), due, 1 - (due - reader.now) / length, False)


def _kept(ticket: Ticket, at: datetime, due: datetime, reader: Reader) -> Track:
    is_met = at <= due
    words = _("kept, %(time)s") if is_met else _("late, %(time)s")
    length = (due - ticket.created_at) or timedelta(seconds=1)
    part = (at - ticket.created_at) / length
    return Track(_("First reply"), "met" if is_met else "breached", words % {"time": reader.column(at)}, at, part, True)


def _side_refresh_at(ticket: Ticket, reader: Reader) -> datetime:
    """When the clocks or the customer's time change by themselves."""
    due = ticket.next_due_at
    turns = [turn for turn in (due, due - NEAR) if turn > reader.now] if due else []
    return min([*turns, reader.now + REFRESH_AFTER])
