"""The demo company as a newcomer finds it: made by the product's own actions, 200 tickets that look lived in."""

from __future__ import annotations

from collections import Counter

import pytest

from pindesk.accounts.models import Agent, Membership, Team
from pindesk.demo.conversations import conversations
from pindesk.demo.handed import FOLDER, HANDED
from pindesk.demo.history import OPENED_HOURS_AGO
from pindesk.demo.people import AGENTS, CAST, CLARA, SEAN, TEAMS, DemoPerson
from pindesk.demo.seed import seed
from pindesk.demo.told import TOLD
from pindesk.events.models import Event
from pindesk.files.models import Upload
from pindesk.lib import clock
from pindesk.plans.access import entitlement_of
from pindesk.tickets.access import others_of, tickets_of
from pindesk.tickets.access.staff import PAGE
from pindesk.tickets.likeness import Text, likeness
from pindesk.tickets.models import Attachment, Message, Rating, Ticket
from tests.cast import FRIDAY_1755

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def told() -> list[tuple[str, object]]:
    return list(conversations())


def test_conversations_are_of_many_kinds_and_all_can_be_told(told) -> None:
    topics = {topic for _, _, listed in TEAMS for topic in listed}
    assert len(told) >= 200 and {language for language, _ in told} == {"en", "fr", "de", "es"}
    assert {one.topic for _, one in told} == topics
    assert {one.ends for _, one in told} == set(OPENED_HOURS_AGO)
    assert len({one.subject for _, one in told}) == len(told), "two subjects are the same"
    for _, one in told:
        assert (one.ends == "received") == (not any(turn.by == "agent" for turn in one.turns)), one.subject
        assert sum(turn.after_minutes for turn in one.turns) <= 24 * 60 or one.ends == "closed", one.subject


def test_hardly_any_two_conversations_are_taken_for_the_same(told) -> None:
    texts = [Text(one.subject, one.opening, language, one.topic) for language, one in told]
    pairs = [(one, two) for place, one in enumerate(texts) for two in texts[:place] if one.language == two.language]
    taken = [(one.subject, two.subject) for one, two in pairs if likeness(one, two)]
    assert len(pairs) > 5_000
    assert len(taken) <= 3, taken


def test_what_was_said_in_the_form_belongs_to_a_conversation(told) -> None:
    assert TOLD.keys() <= {one.subject for _, one in told}


def test_what_was_sent_with_a_ticket_belongs_to_a_conversation(told) -> None:
    assert HANDED.keys() <= {one.subject for _, one in told}
    assert {name for names in HANDED.values() for name in names} == {file.name for file in FOLDER.iterdir()}


def test_seed_makes_people_teams_and_tickets_once(told, settings, tmp_path) -> None:
    settings.DATA_DIR = tmp_path
    with clock.frozen(FRIDAY_1755):
        seed()
        seed()
    assert Ticket.objects.count() == len(told)
    assert (Agent.objects.count(), Team.objects.count()) == (len(AGENTS), 3)
    assert Event.objects.filter(kind="ticket.opened").count() == len(told)
    assert not Ticket.objects.filter(created_at__gte=FRIDAY_1755).exists()
    assert not Message.objects.filter(created_at__gte=FRIDAY_1755).exists()
    read = Ticket.objects.exclude(articles_read=[]).get()
    alike = [row.number for row in others_of(read) if row.is_alike]
    assert (len(read.articles_read), read.requester.name, len(alike)) == (2, "Alice Lenoir", 1)
    assert Ticket.objects.exclude(fields={}).filter(topic="deliverability").count() >= 30
    assert not Ticket.objects.filter(topic__in=("refund", "contact_removal", "card_removal"), fields={}).exists()
    bob = Membership.objects.get(person__name="Bob Garnier")
    news = [line for line in tickets_of(bob) if line.is_unread]
    assert news and all(line.requester_name == "Alice Lenoir" for line in news), "what he was copied on"
    assert {(one.score, bool(one.text)) for one in Rating.objects.all()} == {("good", True), ("bad", True)}
    files = Attachment.objects.values_list("name", "preview")
    assert {name for name, _ in files} == {name for names in HANDED.values() for name in names}
    assert all((preview is not None) == name.endswith(".png") for name, preview in files)
    assert not Upload.objects.exists()
    wanted = Counter(one.ends for _, one in told)
    assert Counter(Ticket.objects.values_list("status", flat=True)) == wanted
    late = Ticket.objects.filter(next_due_at__lt=FRIDAY_1755).count()
    assert 0 < late <= 6, "a queue that is kept well, with something to do"
    due = Ticket.objects.exclude(next_due_at=None).count()
    assert due <= PAGE - 5, "a ticket that is opened now is seen on the first page of what is due"
    clara, sean = (entitlement_of(_account_of(one), FRIDAY_1755) for one in (CLARA, SEAN))
    assert clara.plan and clara.plan.code == "premium" and clara.trial_until and sean.is_in_grace
    assert {one.email for one in CAST} <= {member.email for member in _people()}


def _account_of(person: DemoPerson) -> int:
    return Membership.objects.get(person__email=person.email).account_id


def _people():
    from pindesk.accounts.models import Person

    return Person.objects.all()
