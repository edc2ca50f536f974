"""The board: what it offers, why not, and when, at the awkward moments."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from django.db.models import F

from pindesk.accounts.models import Company, Membership
from pindesk.availability import shipped
from pindesk.availability.access import policy_for
from pindesk.availability.policy import Policy
from pindesk.lib import clock
from pindesk.portal import board
from pindesk.tickets import actions
from tests.asking import a_ticket, client_for
from tests.cast import FRIDAY_1755, Cast
from tests.html import Node, parse

pytestmark = pytest.mark.django_db

ALL = ("ticket", "chat", "phone")


@pytest.fixture
def all_built(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Chat and phone as they will be once they exist."""

    def built(at: datetime) -> Policy:
        own = policy_for(at)
        return shipped.policy(version=own.version, plans=own.plans, topics=own.topics, built=ALL)

    monkeypatch.setattr(board, "policy_for", built)
    yield


def rows(member: Membership | None, path: str = "/en/") -> dict[str, Node]:
    page = parse(client_for(member).get(path).text)
    found = [node for node in page.walk() if node.attributes.get("class") == "board__row"]
    return dict(zip(ALL, found, strict=True))


def state(row: Node) -> str:
    return row.attributes["data-state"]


def links(row: Node) -> dict[str, str]:
    return {node.text: node.attributes["href"] for node in row.walk() if node.tag == "a"}


@pytest.mark.usefixtures("friday", "all_built")
def test_five_minutes_before_closing_everything_is_open(alice: Membership) -> None:
    shown = rows(alice)
    assert [state(row) for row in shown.values()] == ["open", "open", "open"]
    assert "Until 18:00" in shown["chat"].text
    assert "Until 18:00" in shown["phone"].text
    assert "Day and night" in shown["ticket"].text


@pytest.mark.usefixtures("all_built")
def test_at_six_it_is_closed_and_says_when_it_opens(alice: Membership) -> None:
    with clock.frozen(FRIDAY_1755 + timedelta(minutes=5)):
        chat = rows(alice)["chat"]
    assert state(chat) == "closed"
    assert "Outside opening hours. Opens Monday 9:00 Paris time." in chat.text
    assert links(chat) == {"Open a ticket instead": "/en/tickets/new"}


@pytest.mark.usefixtures("all_built")
def test_the_page_asks_again_when_something_closes(alice: Membership) -> None:
    with clock.frozen(FRIDAY_1755):
        page = client_for(alice).get("/en/").text
    assert 'data-refresh-at="2027-07-16T16:00:00+00:00"' in page


@pytest.mark.usefixtures("friday", "all_built")
def test_a_reader_elsewhere_reads_both_clocks(mallory: Membership) -> None:
    shown = rows(mallory)
    assert "Until 18:00" in shown["chat"].text
    assert "by Sat 17:55" in shown["ticket"].text
    assert "First reply by Saturday 11:55, your time." in shown["ticket"].text
    assert "Paris time · 11:55 where you are" in client_for(mallory).get("/en/").text


@pytest.mark.usefixtures("friday")
def test_a_reader_in_the_companys_zone_reads_one_clock(alice: Membership) -> None:
    page = client_for(alice).get("/en/").text
    assert "your time" not in page
    assert "where you are" not in page


@pytest.mark.usefixtures("friday", "all_built")
def test_an_open_ticket_asks_to_wait_for_its_reply(alice: Membership, cast: Cast) -> None:
    ticket = a_ticket(alice, topic="other")
    chat = rows(alice)["chat"]
    assert state(chat) == "ask_to_wait"
    assert f"We answer your ticket {ticket.pk} by Saturday 17:55." in chat.text
    actions.reply(ticket, by=cast.ada, body="Here it is.")
    assert state(rows(alice)["chat"]) == "open"


@pytest.mark.usefixtures("friday", "all_built")
def test_a_reply_that_is_due_is_said_once(alice: Membership) -> None:
    ticket = a_ticket(alice, topic="other")
    shown = rows(alice)
    assert [state(row) for row in shown.values()] == ["open", "ask_to_wait", "ask_to_wait"]
    assert [f"We answer your ticket {ticket.pk}" in row.text for row in shown.values()] == [False, True, False]


@pytest.mark.usefixtures("friday")
def test_a_channel_that_is_not_offered_gives_no_other_reason(frieda: Membership) -> None:
    shown = rows(frieda)
    for channel in ("chat", "phone"):
        assert "not offered at present" in shown[channel].text
        assert "not part of your plan" not in shown[channel].text


@pytest.mark.usefixtures("friday", "all_built")
def test_a_colleagues_ticket_asks_nobody_else_to_wait(alice: Membership, bob: Membership) -> None:
    a_ticket(bob, topic="other")
    assert state(rows(alice)["chat"]) == "open"


@pytest.mark.usefixtures("friday", "all_built")
def test_a_channel_outside_the_plan_stays_and_says_so(mallory: Membership) -> None:
    phone = rows(mallory)["phone"]
    assert state(phone) == "unavailable"
    assert "The phone is not part of your plan." in phone.text
    assert "You can chat with us now." in phone.text


@pytest.mark.usefixtures("friday")
def test_a_channel_that_does_not_exist_yet_says_so_and_offers_a_ticket_once(alice: Membership) -> None:
    chat = rows(alice)["chat"]
    assert state(chat) == "unavailable"
    assert "Chat is not offered at present. Planned hours: Mon–\u2060Fri 9:00–\u206018:00, Paris time." in chat.text
    assert links(chat) == {"Open a ticket instead": "/en/tickets/new"}
    assert "You can open a ticket now." not in chat.text


@pytest.mark.usefixtures("friday")
def test_a_channel_in_no_language_of_the_company_plans_no_hours(alice: Membership) -> None:
    Company.objects.update(languages=["de"], policy_version=F("policy_version") + 1)
    assert "Planned hours" not in rows(alice)["chat"].text


@pytest.mark.usefixtures("friday")
def test_every_channel_says_what_it_is_best_for(alice: Membership) -> None:
    assert all("Best for" in row.text for row in rows(alice).values())


@pytest.mark.usefixtures("friday")
def test_the_free_plan_reads_why_and_what_is_open_to_everyone(frieda: Membership) -> None:
    ticket = rows(frieda)["ticket"]
    assert state(ticket) == "unavailable"
    assert "Tickets are not part of your plan." in ticket.text
    assert links(ticket) == {"Topics open to everyone": "/en/tickets/new"}


@pytest.mark.usefixtures("friday", "cast")
def test_signed_out_it_leads_to_the_sign_in() -> None:
    shown = rows(None)
    assert [state(row) for row in shown.values()] == ["unavailable"] * 3
    assert "You are not signed in." in shown["ticket"].text
    assert links(shown["ticket"]) == {"Sign in": "/en/sign-in"}


@pytest.mark.usefixtures("friday", "all_built")
def test_words_that_found_nothing_become_the_subject_of_a_ticket(
    alice: Membership, mallory: Membership, frieda: Membership
) -> None:
    about = "/en/tickets/new?subject=why+%3Cb%3E+%26+dkim%3F"
    for path in ("/en/", "/en/parts/board"):
        path += "?q=+why+%3Cb%3E+%26+dkim%3F+"
        assert links(rows(alice, path)["ticket"]) == {"Open a ticket": about}
        assert links(rows(mallory, path)["phone"]) == {"Open a ticket instead": about}
        assert links(rows(frieda, path)["ticket"]) == {"Topics open to everyone": about}
    assert 'value="why &lt;b&gt; &amp; dkim?"' in client_for(alice).get(about).text
    assert 'data-live-src="/en/parts/board?q=dkim%20%26"' in client_for(alice).get("/en/?q=dkim+%26").text


@pytest.mark.usefixtures("all_built")
@pytest.mark.parametrize(
    ("at", "expected"),
    [
        (datetime(2027, 3, 29, 7, 0, tzinfo=UTC), "open"),  # Monday 9:00 after the clocks went forward
        (datetime(2027, 3, 29, 6, 59, 59, tzinfo=UTC), "closed"),
        (datetime(2027, 11, 1, 8, 0, tzinfo=UTC), "open"),  # Monday 9:00 after they went back
        (datetime(2027, 11, 1, 7, 59, 59, tzinfo=UTC), "closed"),
    ],
)
def test_the_hours_are_those_of_the_wall_clock_in_paris(alice: Membership, at: datetime, expected: str) -> None:
    with clock.frozen(at):
        assert state(rows(alice)["chat"]) == expected
