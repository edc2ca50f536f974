"""Opening a ticket: nothing typed is lost, nothing is kept twice, nothing is believed."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pindesk.accounts.models import Company, Membership
from pindesk.availability.models import Topic
from pindesk.lib import clock
from pindesk.outbox.models import Delivery
from pindesk.plans.models import Subscription
from pindesk.portal.tests.test_drafts import client_id_of
from pindesk.tickets import actions
from pindesk.tickets.models import Message, Ticket
from tests.asking import a_ticket, assert_constant_queries, client_for
from tests.cast import FRIDAY_1755, Cast
from tests.html import Node, parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

TYPED = {
    "topic": "api",
    "subject": "The hook is silent",
    "body": "Since Tuesday.",
    "language": "fr",
    "client_id": "page-1",
}


def send(member: Membership, **changes: object):
    return client_for(member).post("/en/tickets/new", {**TYPED, **changes})


def errors(html: str) -> dict[str, str]:
    marked = (node for node in parse(html).walk() if node.attributes.get("id", "").endswith("-error"))
    return {node.attributes["id"][2:-6]: node.text for node in marked}


def topics_on_offer(html: str) -> set[str]:
    return {code for code in _options(html, "f-topic") if code}


def languages_on_offer(html: str) -> dict[str, bool]:
    """Each language of the form, and whether it is chosen."""
    return {code: "selected" in option.attributes for code, option in _options(html, "f-language").items()}


def _options(html: str, field: str) -> dict[str, Node]:
    select = next(node for node in parse(html).walk() if node.attributes.get("id") == field)
    return {_value(option): option for option in select.walk() if option.tag == "option"}


def _value(option: Node) -> str:
    return option.attributes["value"]


def test_it_opens_and_says_number_promise_and_what_happens_next(alice: Membership) -> None:
    response = send(alice)
    ticket = Ticket.objects.get()
    assert (response.status_code, response["Location"]) == (303, f"/en/tickets/{ticket.pk}/?opened=1")
    assert (ticket.subject, ticket.topic_id, ticket.language) == ("The hook is silent", "api", "fr")
    page = client_for(alice).get(response["Location"]).text
    assert f"We have it. Your ticket number is {ticket.pk}." in page
    assert "First reply by Saturday 17:55." in page
    assert "A receipt is on its way to your mailbox. A person reads what you wrote;" in page


def test_the_promise_is_in_the_readers_own_time_with_ours_beside_it(mallory: Membership) -> None:
    page = client_for(mallory).get(send(mallory)["Location"]).text
    assert "First reply by Saturday 11:55." in page
    assert page.count("Your time, that is Saturday 17:55 Paris time") == 1
    part = client_for(mallory).get("/en/tickets/new/parts/promise?topic=account_unlock").text
    assert "by 15:55" in part
    assert part.count("Your time, that is today 19:55 Paris time") == 0


def test_an_old_address_greets_no_more(alice: Membership) -> None:
    address = send(alice)["Location"]
    with clock.frozen(FRIDAY_1755 + timedelta(hours=2)):
        assert "We have it." not in client_for(alice).get(address).text


def test_the_promise_follows_the_topic(alice: Membership) -> None:
    client = client_for(alice)
    assert "by 21:55" in client.get("/en/tickets/new/parts/promise?topic=account_unlock").text
    assert "by Sat 17:55" in client.get("/en/tickets/new/parts/promise?topic=nothing").text
    assert "in writing only" in client.get("/en/tickets/new?topic=invoice").text
    assert "in writing only" in client.get("/en/tickets/new/parts/topic?topic=invoice").text
    assert client.get("/en/tickets/new/parts/topic?topic=api").text.strip() == ""


def test_sent_twice_by_the_same_page_it_is_one_ticket(alice: Membership) -> None:
    assert send(alice)["Location"] == send(alice)["Location"]
    assert (Ticket.objects.count(), Message.objects.count()) == (1, 1)


def test_words_added_before_it_was_sent_again_wait_in_the_ticket(alice: Membership) -> None:
    send(alice)
    address = send(alice, body="Since Tuesday. And now the API, too.")["Location"]
    assert (Ticket.objects.count(), Message.objects.count()) == (1, 1)
    assert "And now the API, too.</textarea>" in client_for(alice).get(address).text


def test_other_words_under_another_subject_are_another_ticket(alice: Membership) -> None:
    send(alice)
    send(alice, subject="Something else", body="Quite another matter.")
    assert Ticket.objects.count() == 2


def test_every_page_names_its_ticket_anew_and_keeps_the_name_on_a_mistake(alice: Membership) -> None:
    client = client_for(alice)
    names = [client_id_of(client.get("/en/tickets/new").text) for _ in range(2)]
    assert names[0] != names[1]
    assert client_id_of(send(alice, subject="").text) == "page-1"


def test_the_name_of_somebody_elses_page_takes_nothing_from_them(alice: Membership, mallory: Membership) -> None:
    send(alice)
    send(mallory)
    assert Ticket.objects.count() == 2
    assert client_for(mallory).get(f"/en/tickets/{Ticket.objects.get(requester=alice.person).pk}/").status_code == 404


def test_everything_that_is_missing_is_said_at_once(alice: Membership) -> None:
    response = send(alice, topic="", subject=" ", body="\n", language="")
    assert response.status_code == 422
    assert set(errors(response.text)) == {"topic", "subject", "body"}
    assert not Ticket.objects.exists()


@pytest.mark.parametrize(
    ("field", "value", "sentence"),
    [
        ("topic", "nothing", "Choose one of the topics in the list."),
        ("topic", "' OR 1=1", "Choose one of the topics in the list."),
        ("language", "it", "Choose one of the languages in the list."),
        ("subject", "\x00\x01", "Say in a few words what it is about."),
        ("body", "\x00", "Describe what happened, or what you need."),
    ],
)
def test_a_mistake_is_said_beside_its_field(alice: Membership, field: str, value: str, sentence: str) -> None:
    response = send(alice, **{field: value})
    assert response.status_code == 422
    assert errors(response.text) == {field: sentence}
    assert not Ticket.objects.exists()


@pytest.mark.parametrize("field", ["topic", "subject", "body", "language", "client_id", "follows"])
def test_a_field_that_is_missing_altogether_is_no_failure(alice: Membership, field: str) -> None:
    sent = {name: value for name, value in TYPED.items() if name != field}
    assert client_for(alice).post("/en/tickets/new", sent).status_code in (303, 422)


def test_a_subject_far_too_long_comes_back_whole_and_says_by_how_many(alice: Membership) -> None:
    response = send(alice, subject="s" * 10_000)
    assert response.status_code == 422
    assert errors(response.text) == {"subject": "This is 9800 characters too long. 200 fit."}
    assert f'value="{"s" * 10_000}"' in response.text
    assert "Since Tuesday.</textarea>" in response.text
    assert errors(send(alice, subject="s" * 201).text)["subject"] == "This is 1 character too long. 200 fit."


def test_what_is_far_too_long_is_not_cleaned_and_comes_back_as_it_was_typed(alice: Membership) -> None:
    response = send(alice, body="b" + "\u0301\u0316" * 50_000)
    assert errors(response.text) == {"body": "This is 80001 characters too long. 20000 fit."}
    assert "b" + "\u0301\u0316" * 50_000 in response.text
    assert not Message.objects.exists()


def test_ten_thousand_characters_are_no_trouble(alice: Membership) -> None:
    assert send(alice, body="ß" * 10_000).status_code == 303
    assert Message.objects.get().body == "ß" * 10_000
    response = send(alice, body="b" * 20_001, client_id="page-2")
    assert errors(response.text) == {"body": "This is 1 character too long. 20000 fit."}
    assert "b" * 20_001 in response.text


def test_emoji_marks_of_direction_and_nul(alice: Membership) -> None:
    send(alice, subject="👩‍💻 \u200fשלום\u202e evil\x00", body="\u200fمرحبا 👋🏽\x00\r\n\r\nline")
    ticket = Ticket.objects.get()
    assert ticket.subject == "👩‍💻 \u200fשלום evil"
    assert ticket.messages.get().body == "\u200fمرحبا 👋🏽\n\nline"
    page = client_for(alice).get(f"/en/tickets/{ticket.pk}/").text
    assert "👩‍💻" in page
    assert '<h1 id="subject" lang="fr" dir="auto">' in page


@pytest.mark.parametrize("break_", ["\r\n", "\n", "\r", "\u2028", "\x0b", "\x85"])
def test_a_subject_is_one_line_whatever_was_sent(alice: Membership, break_: str) -> None:
    response = send(alice, subject=f"Hello{break_}Bcc: eve@evil.example{break_}{break_}body")
    assert response.status_code == 303
    subject = Ticket.objects.get().subject
    assert len(subject.splitlines()) == 1
    assert not any("\n" in delivery.subject or "\r" in delivery.subject for delivery in Delivery.objects.all())


def test_what_is_typed_is_text(alice: Membership) -> None:
    evil = '"><script>alert(1)</script>'
    page = send(alice, subject=evil, body=f"</textarea>{evil}", topic=evil, language=evil, client_id=evil[:36]).text
    assert "<script>alert" not in page
    assert "</textarea>&quot;" not in page


def test_the_free_plan_opens_what_is_open_to_everyone_and_reads_why(frieda: Membership) -> None:
    page = client_for(frieda).get("/en/tickets/new").text
    assert "Your plan does not include tickets." in page
    assert topics_on_offer(page) == {"account_unlock"}
    assert send(frieda, topic="account_unlock").status_code == 303
    refused = send(frieda, topic="api", client_id="page-2")
    assert refused.status_code == 422
    assert errors(refused.text) == {"topic": "Choose one of the topics in the list."}
    assert Ticket.objects.get().topic_id == "account_unlock"


def test_payment_is_open_to_everyone_once_the_company_says_so(frieda: Membership) -> None:
    Topic.objects.filter(code="invoice").update(is_open_to_everyone=True)
    from pindesk.availability.access import _policy

    _policy.cache_clear()
    try:
        assert topics_on_offer(client_for(frieda).get("/en/tickets/new").text) == {"account_unlock", "invoice"}
    finally:
        _policy.cache_clear()


def test_a_plan_that_ended_while_the_form_was_open_refuses_and_keeps_the_text(alice: Membership) -> None:
    Subscription.objects.filter(account=alice.account).update(ends_at=FRIDAY_1755 - timedelta(days=30))
    response = send(alice)
    assert response.status_code == 422
    assert "Since Tuesday.</textarea>" in response.text
    assert not Ticket.objects.exists()


def test_a_topic_taken_away_meanwhile_is_asked_for_again(alice: Membership) -> None:
    Topic.objects.filter(code="api").update(is_active=False)
    response = send(alice)
    assert response.status_code == 422
    assert set(errors(response.text)) == {"topic"}


def test_a_follow_up_keeps_topic_and_language_and_links_back(alice: Membership, cast: Cast) -> None:
    old = a_ticket(alice, topic="invoice", language="de")
    actions.solve(old, by=alice.person)
    with clock.frozen(FRIDAY_1755 + timedelta(days=14)):
        actions.close_solved()
        client = client_for(alice)
        page = client.get(f"/en/tickets/{old.pk}/").text
        assert f'href="/en/tickets/new?follows={old.pk}"' in page
        form = client.get(f"/en/tickets/new?follows={old.pk}").text
        assert '<option value="invoice" selected>' in form
        assert '<option value="de" selected>' in form
        assert f'href="/en/tickets/{old.pk}/"' in form
        address = send(alice, follows=str(old.pk), topic="invoice")["Location"]
        assert Ticket.objects.get(follows=old).topic_id == "invoice"
        assert f'<a href="/en/tickets/{old.pk}/">Ticket {old.pk}</a>' in client.get(address).text


@pytest.mark.parametrize("follows", ["x", "-1", "1e5", "9" * 30, "0", "²"])
def test_what_is_no_ticket_is_followed_by_nobody(alice: Membership, follows: str) -> None:
    assert client_for(alice).get(f"/en/tickets/new?follows={follows}").status_code == 200
    assert send(alice, follows=follows).status_code == 303
    assert Ticket.objects.get().follows_id is None


def test_it_asks_few_questions(alice: Membership) -> None:
    add = lambda: Topic.objects.create(code=f"more_{Topic.objects.count()}", names={"en": "More"}, position=99)  # noqa: E731
    assert_constant_queries(client_for(alice), "/en/tickets/new", add)


def test_only_the_companys_languages_are_offered_and_the_page_decides_the_first(alice: Membership) -> None:
    Company.objects.update(languages=["de", "en"])
    client = client_for(alice)
    assert languages_on_offer(client.get("/en/tickets/new").text) == {"en": True, "de": False}
    spanish = client.get("/es/tickets/new").text
    assert languages_on_offer(spanish) == {"en": False, "de": True}
    assert "api" in topics_on_offer(spanish)
    response = send(alice, language="fr")
    assert response.status_code == 422
    assert errors(response.text) == {"language": "Choose one of the languages in the list."}


def test_a_follow_up_of_a_language_no_longer_served_begins_in_one_that_is(alice: Membership) -> None:
    old = a_ticket(alice, language="fr")
    Company.objects.update(languages=["de", "en"])
    page = client_for(alice).get(f"/en/tickets/new?follows={old.pk}").text
    assert languages_on_offer(page) == {"en": True, "de": False}


def test_the_form_works_in_every_language(alice: Membership) -> None:
    for number, language in enumerate(("en", "fr", "de", "es")):
        page = client_for(alice).get(f"/{language}/tickets/new")
        assert page.status_code == 200
        sent = {**TYPED, "client_id": f"page-{number}"}
        response = client_for(alice).post(f"/{language}/tickets/new", sent)
        assert response["Location"].startswith(f"/{language}/tickets/")


def test_a_form_that_was_changed_after_it_was_sent_is_one_more_ticket_however_often_it_comes(alice: Membership) -> None:
    send(alice)
    for _ in range(3):
        send(alice, subject="Quite another matter", body="With other words.")
    assert Ticket.objects.count() == 2
