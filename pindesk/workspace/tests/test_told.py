"""What a customer said in the form, beside the ticket; what topics ask, on their page."""

from __future__ import annotations

import pytest

from pindesk.tickets import actions
from pindesk.tickets.models import Ticket
from tests.asking import a_ticket, client_for, queries_of
from tests.cast import Cast
from tests.html import parse
from tests.topics import BOUNCE, DOMAIN, REASON, SINCE, ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
EVIL = "<script>alert(1)</script>"


@pytest.fixture
def ticket(cast: Cast) -> Ticket:
    ask("deliverability", [DOMAIN, SINCE, BOUNCE])
    ask("invoice", [REASON], {"en": ["Whether you need a copy"]})
    fields = {"domain": "a.example", "since": "2027-07-01", "bounce": EVIL}
    return a_ticket(cast.alice, topic="deliverability", fields=fields)


def told(cast: Cast, ticket: Ticket, path: str = "") -> list[tuple[str, str]]:
    page = parse(client_for(cast.lin).get(f"/workspace/tickets/{ticket.pk}/{path}").text)
    panels = [node for node in page.walk() if node.attributes.get("aria-labelledby") == "told"]
    cells = [node for panel in panels for node in panel.walk() if node.tag in ("dt", "dd")]
    return [(name.text, value.text) for name, value in zip(cells[::2], cells[1::2], strict=True)]


def test_it_stands_beside_the_ticket_in_the_agents_language(cast: Cast, ticket: Ticket) -> None:
    said = [("Sending domain", "a.example"), ("Since when", "1 July 2027"), ("What the bounce says", EVIL)]
    assert told(cast, ticket) == told(cast, ticket, "parts/side") == said
    cast.lin.person.language = "de"
    cast.lin.person.save()
    assert told(cast, ticket)[:2] == [("Absenderdomain", "a.example"), ("Since when", "1. Juli 2027")]


def test_it_keeps_its_names_when_the_topic_changes(cast: Cast, ticket: Ticket) -> None:
    actions.change_topic(ticket, to="invoice", by=cast.ada)
    assert [name for name, _ in told(cast, ticket)] == ["Sending domain", "Since when", "What the bounce says"]
    ask("deliverability", [])
    assert [name for name, _ in told(cast, ticket)] == ["Bounce", "Domain", "Since"]


def test_a_ticket_without_fields_has_no_panel(cast: Cast, ticket: Ticket) -> None:
    assert told(cast, a_ticket(cast.alice)) == []


def test_it_costs_no_question(cast: Cast, ticket: Ticket) -> None:
    actions.change_topic(ticket, to="invoice", by=cast.ada)
    client, plain = client_for(cast.ada), a_ticket(cast.alice)
    asked = queries_of(client, f"/workspace/tickets/{ticket.pk}/")
    assert asked == queries_of(client, f"/workspace/tickets/{plain.pk}/") <= 8


def test_the_page_of_topics_says_what_each_asks(cast: Cast, ticket: Ticket) -> None:
    page = parse(client_for(cast.ada).get("/workspace/topics/").text)
    details = [node.text for node in page.walk() if node.attributes.get("class") == "asks"]
    assert len(details) == 2
    reason, domain = sorted(details, key=lambda text: "Sending domain" in text)
    assert "Reason (a choice, required)" in reason and "Charged twice, Bought by mistake" in reason
    assert "Whether you need a copy" in reason
    assert "Sending domain (a domain, required)" in domain and "Since when (a date)" in domain
