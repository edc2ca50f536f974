"""The form asks what its topic needs, and keeps what was typed whatever happens to the topic."""

from __future__ import annotations

from typing import Any

import pytest

from pindesk.accounts.models import Membership
from pindesk.availability.models import Topic
from pindesk.portal.tests.test_new_ticket import TYPED, errors, topics_on_offer
from pindesk.tickets import actions
from pindesk.tickets.models import Draft, Ticket
from tests.asking import a_ticket, client_for, queries_of
from tests.cast import Cast
from tests.html import Node, parse
from tests.topics import BOUNCE, CARD_END, DOMAIN, REASON, SINCE, ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]
GONE = "This topic is no longer offered. Choose another one."


@pytest.fixture(autouse=True)
def topics(cast: Cast) -> None:
    ask("deliverability", [DOMAIN, SINCE, BOUNCE], {"en": ["The full header"], "de": ["Der ganze Header"]})
    ask("invoice", [REASON, SINCE, CARD_END])


def send(member: Membership, topic: str = "deliverability", **changes: str) -> Any:
    typed = {name.replace("field_", "field."): value for name, value in changes.items()}
    return client_for(member).post("/en/tickets/new", {**TYPED, "topic": topic, **typed})


def find(html: str, **attributes: str) -> list[Node]:
    wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
    return [node for node in parse(html).walk() if wanted.items() <= node.attributes.items()]


def asked_in(html: str) -> list[str]:
    """The names of the fields that the topic asks for, in their order."""
    (part,) = find(html, id="about")
    return [node.attributes["name"] for node in part.walk() if "field." in node.attributes.get("name", "")]


def rest_in(html: str) -> dict[str, str]:
    """What was typed for another topic, by the name of its field."""
    (box,) = (node for node in parse(html).walk() if "data-rest" in node.attributes)
    inputs = [node for node in box.walk() if "field." in node.attributes.get("name", "")]
    assert ("hidden" in box.attributes) == (not inputs)
    return {node.attributes["name"]: _typed(node) for node in inputs}


def _typed(node: Node) -> str:
    if node.tag == "select":
        return next((one.attributes["value"] for one in node.walk() if "selected" in one.attributes), "")
    return node.text if node.tag == "textarea" else node.attributes["value"]


def typed_in(html: str, name: str) -> str:
    (node,) = find(html, id=name.replace("field.", "f-field-"))
    return _typed(node)


def test_only_the_topics_own_fields_and_lines_are_shown(alice: Membership) -> None:
    client = client_for(alice)
    assert asked_in(client.get("/en/tickets/new").text) == []
    page = client.get("/de/tickets/new?topic=deliverability").text
    assert asked_in(page) == ["field.domain", "field.since", "field.bounce"]
    assert "Absenderdomain" in page and "Der ganze Header" in page
    part = client.get("/en/tickets/new/parts/topic?topic=invoice").text
    assert [node.attributes["name"] for node in parse(part).walk() if "name" in node.attributes] == [
        "field.reason",
        "field.since",
        "field.card_end",
    ]
    assert "Bought by mistake" in part and "The full header" not in part


@pytest.mark.parametrize("topic", ["nothing", "' OR 1=1", "a\x00", "x" * 5000, ""])
def test_a_topic_that_is_none_asks_nothing(alice: Membership, topic: str) -> None:
    part = client_for(alice).get("/en/tickets/new/parts/topic", {"topic": topic})
    assert (part.status_code, part.text.strip()) == (200, "")


def test_what_a_topic_asks_is_shown_only_to_whom_it_is_offered(frieda: Membership) -> None:
    assert client_for(frieda).get("/en/tickets/new/parts/topic?topic=invoice").text.strip() == ""
    signed_out = client_for().get("/en/tickets/new/parts/topic?topic=invoice")
    assert signed_out.status_code == 302


def test_it_opens_with_what_was_said(alice: Membership) -> None:
    response = send(alice, field_domain="News.example.com", field_since="2027-07-01")
    assert response.status_code == 303
    assert Ticket.objects.get().fields == {"domain": "news.example.com", "since": "2027-07-01"}
    page = client_for(alice).get(response["Location"]).text
    assert "What you told us" in page and "news.example.com" in page and "1 July 2027" in page


def test_everything_wrong_is_said_at_once_each_beside_its_field(alice: Membership) -> None:
    page = send(alice, subject="", field_domain="", field_since="2027-02-31", field_bounce="b" * 10_000).text
    assert errors(page) == {
        "subject": "Say in a few words what it is about.",
        "field-domain": "Fill this in: without it, we would have to ask you first.",
        "field-since": "There is no such day in the calendar.",
        "field-bounce": "This is 6000 characters too long. 4000 fit.",
    }
    (domain,) = find(page, id="f-field-domain")
    assert domain.attributes["aria-describedby"] == "f-field-domain-error f-field-domain-hint"
    assert domain.attributes["aria-invalid"] == "true"
    assert typed_in(page, "field.since") == "2027-02-31"
    assert find(page, id="f-field-since")[0].attributes["type"] == "text"  # a calendar would show nothing
    assert typed_in(page, "field.bounce") == "b" * 10_000
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("topic", "name", "typed"),
    [
        ("invoice", "reason", "forged"),
        ("invoice", "reason", "' OR 1=1"),
        ("invoice", "card_end", "4111 1111 1111 1111"),
        ("deliverability", "domain", '"><script>alert(1)</script>'),
        ("deliverability", "domain", "\u202e\u200f"),
        ("deliverability", "since", "1e9"),
    ],
)
def test_bad_values_are_refused_in_one_sentence(alice: Membership, topic: str, name: str, typed: str) -> None:
    good = {"reason": "twice", "domain": "a.example"}
    response = send(alice, topic, **{f"field_{code}": value for code, value in {**good, name: typed}.items()})
    assert response.status_code == 422
    assert errors(response.text).keys() == {f"field-{name}"}
    assert "<script>alert" not in response.text
    assert not Ticket.objects.exists()


def test_without_a_script_a_button_shows_what_the_topic_needs_and_keeps_everything(alice: Membership) -> None:
    client = client_for(alice)
    page = client.get("/en/tickets/new").text
    (part,) = (node for node in parse(page).walk() if node.tag == "noscript")
    first, second = (node for node in part.walk() if node.tag == "button")
    assert first.text == "Open this support ticket"  # what Enter in a field presses
    assert second.attributes["name"] == "refresh"
    typed = {**TYPED, "topic": "invoice", "subject": "", "field.domain": "a.example", "field.since": "2027-07-01"}
    response = client.post("/en/tickets/new", {**typed, "refresh": "1"})
    assert response.status_code == 200 and not errors(response.text)
    assert asked_in(response.text) == ["field.reason", "field.since", "field.card_end"]
    assert typed_in(response.text, "field.since") == "2027-07-01"
    assert rest_in(response.text) == {"field.domain": "a.example"}
    assert "Since Tuesday.</textarea>" in response.text
    assert not Ticket.objects.exists()


def test_what_another_topic_asked_for_goes_on_in_the_description(alice: Membership) -> None:
    fields = {
        "field_reason": "twice",
        "field_domain": "a.example",
        "field_bounce": "550\r\nNo",
        "field_old_one": "kept",
    }
    assert send(alice, "invoice", **fields).status_code == 303
    ticket = Ticket.objects.get()
    assert ticket.fields == {"reason": "twice"}
    assert ticket.messages.get().body == (
        "Since Tuesday.\n\nSending domain: a.example\nWhat the bounce says: 550\nNo\nOld one: kept"
    )


def test_a_choice_made_for_another_topic_is_told_in_words(alice: Membership) -> None:
    send(alice, field_domain="a.example", field_reason="twice", field_card_end="forged <b>")
    assert Ticket.objects.get().messages.get().body.endswith("Reason: Charged twice\nLast four digits: forged <b>")


def test_a_card_number_typed_for_another_topic_is_not_sent_either(alice: Membership) -> None:
    page = send(alice, field_domain="a.example", field_card_end="4111111111111111")
    assert page.status_code == 422
    assert errors(page.text).keys() == {"field-card_end"}


def test_more_than_fits_with_what_was_typed_besides_is_said_at_the_description(alice: Membership) -> None:
    page = send(alice, "api", body="b" * 19_990, field_bounce="x" * 300)
    assert page.status_code == 422
    assert errors(page.text).keys() == {"body"}
    assert rest_in(page.text) == {"field.bounce": "x" * 300}


def test_a_topic_taken_away_while_writing_loses_nothing(alice: Membership) -> None:
    Topic.objects.filter(code="deliverability").update(is_active=False)
    page = send(alice, field_domain="a.example", field_bounce="550").text
    assert errors(page) == {"topic": GONE}
    assert "deliverability" not in topics_on_offer(page)
    assert rest_in(page) == {"field.domain": "a.example", "field.bounce": "550"}
    assert "Sending domain" in page and "Since Tuesday.</textarea>" in page
    send(alice, "api", field_domain="a.example", field_bounce="550")
    assert Ticket.objects.get().messages.get().body.endswith("Sending domain: a.example\nWhat the bounce says: 550")


def test_a_field_taken_away_while_writing_goes_on_in_the_description(alice: Membership) -> None:
    ask("deliverability", [SINCE])
    send(alice, field_domain="a.example", field_since="2027-07-01")
    ticket = Ticket.objects.get()
    assert ticket.fields == {"since": "2027-07-01"}
    assert ticket.messages.get().body == "Since Tuesday.\n\nDomain: a.example"


def test_a_field_that_became_required_while_writing_is_asked_for(alice: Membership) -> None:
    ask("deliverability", [DOMAIN, {**SINCE, "is_required": True}])
    page = send(alice, field_domain="a.example").text
    assert errors(page).keys() == {"field-since"}
    assert typed_in(page, "field.domain") == "a.example"


def test_a_draft_of_another_device_has_the_fields_too(alice: Membership) -> None:
    typed = {**TYPED, "topic": "deliverability", "field.domain": "a.example", "field.reason": "twice"}
    client_for(alice).post("/en/drafts/ticket", typed)
    page = client_for(alice).get("/en/tickets/new").text
    assert typed_in(page, "field.domain") == "a.example"
    assert rest_in(page) == {"field.reason": "twice"}


def test_a_draft_with_fields_of_a_topic_that_is_gone_is_shown_whole(alice: Membership) -> None:
    client = client_for(alice)
    client.post("/en/drafts/ticket", {**TYPED, "topic": "deliverability", "field.domain": "a.example"})
    Topic.objects.filter(code="deliverability").update(is_active=False)
    page = client.get("/en/tickets/new").text
    assert rest_in(page) == {"field.domain": "a.example"}
    assert "Sending domain" in page


def test_forged_fields_by_the_hundred_break_no_draft_and_no_page(alice: Membership) -> None:
    client = client_for(alice)
    forged = {f"field.f{place}": "<b>x</b>" for place in range(500)}
    assert client.post("/en/drafts/ticket", {**TYPED, **forged}).status_code == 200
    assert len(Draft.objects.get().data) < 50
    page = client.get("/en/tickets/new").text
    assert "<b>x</b>" not in page and len(rest_in(page)) == 40


def test_other_values_under_the_name_of_a_sent_form_are_kept_as_a_draft_of_the_ticket(alice: Membership) -> None:
    send(alice, field_domain="a.example")
    address = send(alice, field_domain="b.example", field_since="2027-07-01")["Location"]
    assert Ticket.objects.get().fields == {"domain": "a.example"}
    draft = Draft.objects.get(form=f"reply:{Ticket.objects.get().pk}")
    assert draft.data["body"] == "Sending domain: b.example\nSince when: 1 July 2027"
    assert "b.example" in client_for(alice).get(address).text


def test_sent_twice_as_it_was_leaves_no_draft(alice: Membership) -> None:
    for _ in range(2):
        send(alice, field_domain="A.example", field_reason="twice")
    assert Ticket.objects.count() == 1
    assert not Draft.objects.exists()


def test_a_follow_up_begins_with_what_was_said_before(alice: Membership) -> None:
    old = a_ticket(alice, topic="deliverability", fields={"domain": "a.example"})
    page = client_for(alice).get(f"/en/tickets/new?follows={old.pk}").text
    assert typed_in(page, "field.domain") == "a.example"
    assert rest_in(page) == {}


def test_what_was_said_is_the_requesters_and_their_copies_alone(alice: Membership, mallory: Membership) -> None:
    ticket = a_ticket(alice, topic="deliverability", fields={"domain": "a.example"})
    assert client_for(mallory).get(f"/en/tickets/{ticket.pk}/").status_code == 404


def test_fields_cost_no_question(cast: Cast, alice: Membership) -> None:
    plain = a_ticket(alice)
    ticket = a_ticket(alice, topic="deliverability", fields={"domain": "a.example"})
    for each in (plain, ticket):
        actions.change_topic(each, to="api", by=cast.ada)
    client = client_for(alice)
    assert queries_of(client, f"/en/tickets/{ticket.pk}/") == queries_of(client, f"/en/tickets/{plain.pk}/")
    assert queries_of(client, "/en/tickets/new?topic=deliverability") == queries_of(client, "/en/tickets/new") <= 8
    assert "Sending domain" in client.get(f"/en/tickets/{ticket.pk}/").text


def test_words_that_go_to_another_ticket_take_the_fields_along(alice: Membership) -> None:
    ticket = a_ticket(alice)
    typed = {"form": "ticket", "subject": "", "body": "Still so.", "field.domain": "a.example", "field.reason": "twice"}
    client = client_for(alice)
    page = client.post("/en/tickets/new", {**TYPED, **typed, "refresh": "1"}).text
    (elsewhere,) = find(page, id="elsewhere")
    carried = {node.attributes["name"]: node.text for node in elsewhere.walk() if node.tag == "textarea"}
    assert carried == {"body": "Still so.", "field.domain": "a.example", "field.reason": "twice"}
    client.post(f"/en/tickets/{ticket.pk}/draft", typed)
    kept = Draft.objects.get(form=f"reply:{ticket.pk}").data["body"]
    assert kept == "Still so.\n\nReason: Charged twice\nSending domain: a.example"


def test_fields_put_aside_come_back(alice: Membership) -> None:
    typed = {"topic": "deliverability", "field.domain": "a.example"}
    assert actions.put_aside(alice.person, "ticket", typed)
    actions.bring_back(alice.person, "ticket")
    assert typed_in(client_for(alice).get("/en/tickets/new").text, "field.domain") == "a.example"


def test_a_description_is_missed_whatever_was_typed_for_another_topic(alice: Membership) -> None:
    page = send(alice, "api", body="", field_domain="a.example").text
    assert errors(page).keys() == {"body"}
    assert rest_in(page) == {"field.domain": "a.example"}
