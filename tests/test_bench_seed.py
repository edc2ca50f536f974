"""The bench's seeder writes in bulk; its rows must be those of the actions, or it measures another product."""

from __future__ import annotations

from typing import Any

import pytest
from django.forms.models import model_to_dict

from bench import seed
from pindesk.accounts.models import Membership
from pindesk.events.kinds import unpack
from pindesk.events.models import Event
from pindesk.lib import clock
from pindesk.tickets.actions import open_ticket, reply
from pindesk.tickets.models import Message, Participant, Ticket
from pindesk.tickets.rules import folded

pytestmark = pytest.mark.django_db
OWN_TO_EACH = {"number", "id", "subject", "body", "reply_key", "client_id", "ticket", "message", "assignee", "fields"}


@pytest.fixture
def seeded() -> Ticket:
    """A ticket of the seeder that an agent answered and that waits for its customer, as the second step leaves it."""
    seed.seed(200, quiet=True)
    return Ticket.objects.filter(status="waiting").order_by("number")[0]


@pytest.fixture
def made(seeded: Ticket) -> Ticket:
    """The same conversation through the actions, at the same times."""
    asks = Membership.objects.get(account=seeded.account, person=seeded.requester)
    with clock.frozen(seeded.created_at):
        made = open_ticket(
            membership=asks, topic=seeded.topic_id, subject="Made", body="By actions.", language=seeded.language
        )
    assert seeded.first_replied_at and seeded.assignee
    with clock.frozen(seeded.first_replied_at):
        reply(made, by=seeded.assignee, body="An answer.")
    made.refresh_from_db()
    return made


def told(row: Any) -> dict[str, Any]:
    return {name: value for name, value in model_to_dict(row).items() if name not in OWN_TO_EACH}


def test_a_seeded_ticket_is_like_one_that_actions_made(seeded: Ticket, made: Ticket) -> None:
    # The seeder's customer has said thanks.
    moved = ("updated_at", "customer_updated_at", "last_reply_at", "last_reply_by", "is_last_reply_from_agent")
    unlike = dict.fromkeys(moved)
    assert told(seeded) | unlike == told(made) | unlike
    assert seeded.updated_at > seeded.created_at and made.updated_at > made.created_at
    last = Message.objects.filter(ticket=seeded).latest("created_at")
    assert (seeded.last_reply_at, seeded.last_reply_by_id) == (last.created_at, last.author_id)


def test_a_search_looks_through_the_same_of_both(seeded: Ticket, made: Ticket) -> None:
    for ticket in (seeded, made):
        bodies = Message.objects.filter(ticket=ticket).order_by("created_at", "id").values_list("body", flat=True)
        assert ticket.wording.text == folded("\n".join((ticket.subject, *bodies)))


def test_its_people_and_messages_are_too(seeded: Ticket, made: Ticket) -> None:
    ours, theirs = (list(map(told, Participant.objects.filter(ticket=ticket))) for ticket in (seeded, made))
    for rows in (ours, theirs):
        for row in rows:
            row.pop("created_at"), row.pop("added_by")
    assert ours == theirs
    written = [list(Message.objects.filter(ticket=ticket).order_by("created_at", "id")) for ticket in (seeded, made)]
    for one, other in zip(written[0][:2], written[1], strict=True):
        for name in ("kind", "via", "format", "language", "is_from_agent"):
            assert getattr(one, name) == getattr(other, name), name


def test_its_events_can_be_read_like_theirs(seeded: Ticket, made: Ticket) -> None:
    ours, theirs = (list(Event.objects.filter(subject=ticket.key).order_by("id")) for ticket in (seeded, made))
    assert [event.kind for event in ours[:2]] == [event.kind for event in theirs]
    for one, other in zip(ours[:2], theirs, strict=True):
        unpack(one.kind, one.data)
        assert set(one.data) == set(other.data) and one.audience == other.audience
        shown = [topic.replace(seeded.key, made.key) for topic in one.topics]
        assert sorted(shown) == sorted(other.topics)
