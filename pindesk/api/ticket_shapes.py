"""Requests, comments and people as the API shows them to a customer. Fields that mean nothing here are empty."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime

from markupsafe import Markup

from pindesk.accounts.models import Agent, Membership, Person
from pindesk.accounts.requests import Request
from pindesk.api import fields
from pindesk.api.answers import Values
from pindesk.api.file_shapes import attachment, picture
from pindesk.availability.policy import TopicPolicy
from pindesk.lib import markdown
from pindesk.lib.addresses import public_url
from pindesk.tickets.access.requests import Row
from pindesk.tickets.models import Message, Origin, Status

AT = "/api/v2"

# What customers read; on hold is not told apart from in progress.
STATUSES = {
    Status.RECEIVED: "new",
    Status.IN_PROGRESS: "open",
    Status.ON_HOLD: "open",
    Status.WAITING: "pending",
    Status.SOLVED: "solved",
    Status.CLOSED: "closed",
}
_CHANNELS = {Origin.MAIL: "email", Origin.CHAT: "chat", Origin.PHONE: "voice", Origin.API: "api"}


def request_address(number: int) -> str:
    return f"{public_url()}{AT}/requests/{number}.json"


def ticket(row: Row, topics: Mapping[str, TopicPolicy]) -> Values:
    """A request; `topics` say what it was asked. Times are those of what the customer may know of."""
    found = row.ticket
    values = fields.said_in(found.fields, found.topic_id, topics)
    return {
        "id": found.number,
        "url": request_address(found.number),
        "status": STATUSES[Status(found.status)],
        "priority": None,
        "type": None,
        "subject": found.subject,
        "description": row.description,
        "organization_id": found.account_id,
        "via": _via(found.origin),
        "custom_fields": values,
        "fields": values,
        "requester_id": found.requester_id,
        "assignee_id": None,
        "group_id": None,
        "collaborator_ids": row.copied,
        "email_cc_ids": row.copied,
        "is_public": True,
        "can_be_solved_by_me": found.is_open,
        "solved": not found.is_open,
        "due_at": _at(found.next_due_at),
        "followup_source_id": found.follows_id,
        "ticket_form_id": None,
        "recipient": None,
        "created_at": _at(found.created_at),
        "updated_at": _at(found.customer_updated_at),
    }


def comment(row: Message) -> Values:
    """A reply, with its files; pictures that are named in its text stand there, in the HTML."""
    html, files = _html(row), list(row.attachments.all())
    return {
        "id": row.pk,
        "type": "Comment",
        "request_id": row.ticket_id,
        "url": f"{public_url()}{AT}/requests/{row.ticket_id}/comments/{row.pk}.json",
        "body": row.body,
        "html_body": str(html),
        "plain_body": markdown.without_marks(row.body, [file.name for file in files]),
        "public": True,
        "author_id": row.author_id,
        "attachments": [attachment(file) for file in files],
        "via": _via(row.via),
        "created_at": _at(row.created_at),
    }


def _html(row: Message) -> Markup:
    if row.format == Message.Format.TEXT:
        return markdown.plain(row.body)
    pictures = [(file.name, picture(file)) for file in row.attachments.all() if file.preview]
    return markdown.with_pictures(row.body, pictures)[0]


def authors(rows: Iterable[Message], account: int | None) -> list[Values]:
    """Who wrote them, each once: no more of anybody than a name."""
    found: Mapping[int, Values] = {
        row.author.pk: {
            "id": row.author.pk,
            "name": row.author.name,
            "agent": row.is_from_agent,
            "photo": None,
            "organization_id": None if row.is_from_agent else account,
        }
        for row in rows
        if row.author
    }
    return list(found.values())


def me(request: Request, person: Person, membership: Membership | None, agent: Agent | None) -> Values:
    """The person behind the request, to themselves."""
    role = "end-user" if agent is None else "admin" if agent.may_lead else "agent"
    return {
        "id": person.pk,
        "url": f"{public_url()}{AT}/users/{person.pk}.json",
        "name": person.name,
        "email": person.email,
        "role": role,
        "active": person.is_active,
        "verified": True,
        "suspended": False,
        "locale": person.language,
        "iana_time_zone": str(request.zone),
        "time_zone": str(request.zone),
        "organization_id": membership.account_id if membership else None,
        "default_group_id": None,
        "external_id": person.external_id,
        "phone": None,
        "photo": None,
        "tags": [],
        "created_at": _at(person.created_at),
        "updated_at": _at(person.created_at),
    }


def _via(origin: str) -> Values:
    return {"channel": _CHANNELS.get(Origin(origin), "web"), "source": {"from": {}, "to": {}, "rel": None}}


def _at(at: datetime | None) -> str | None:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ") if at else None
