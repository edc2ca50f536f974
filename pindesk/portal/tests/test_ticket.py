"""One ticket: what its customer reads, says, solves and opens again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pindesk.accounts.models import Membership
from pindesk.lib import clock
from pindesk.portal.tests.test_drafts import client_id_of
from pindesk.tickets import actions
from pindesk.tickets.models import Message, Ticket
from tests.asking import a_ticket, assert_constant_queries, client_for
from tests.cast import FRIDAY_1755, Cast
from tests.html import parse
from tests.live import assert_live

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]


@pytest.fixture
def ticket(alice: Membership) -> Ticket:
    return a_ticket(alice)


def page_of(member: Membership, ticket: Ticket) -> str:
    return client_for(member).get(f"/en/tickets/{ticket.pk}/").text


def reply(member: Membership, ticket: Ticket, body: str = "It still waits.", client_id: str = "page-1"):
    return client_for(member).post(f"/en/tickets/{ticket.pk}/replies", {"body": body, "client_id": client_id})


def later(**span: int):
    return clock.frozen(FRIDAY_1755 + timedelta(**span))


def test_it_says_where_it_stands_and_by_when_an_answer_is_due(alice: Membership, ticket: Ticket, cast: Cast) -> None:
    page = page_of(alice, ticket)
    assert f"No. {ticket.pk} · Sending" in page
    assert "Received" in page
    assert "First reply" in page
    assert "by Sat 17:55" in page
    actions.reply(ticket, by=cast.ada, body="Please try again now.")
    page = page_of(alice, ticket)
    assert "Waiting for you" in page
    assert "It is your turn: reply in the ticket, or mark it as solved." in page
    assert "by Sat 17:55" not in page
    reply(alice, ticket)
    page = page_of(alice, ticket)
    assert "It is our turn." in page
    assert "Next reply" in page


def test_a_missed_promise_is_admitted(alice: Membership, ticket: Ticket) -> None:
    with later(days=1, seconds=1):
        page = page_of(alice, ticket)
    assert "and are late. We are sorry: your ticket is at the top of our list." in page
    assert "board promise" not in page


def test_a_missed_promise_is_admitted_by_both_clocks(alice: Membership, mallory: Membership) -> None:
    far, near = a_ticket(mallory), a_ticket(alice)
    with later(days=1, seconds=1):
        assert page_of(mallory, far).count("Your time, that is today 17:55 Paris time") == 1
        assert "Your time" not in page_of(alice, near)


def test_a_reply_leads_back_to_itself(alice: Membership, ticket: Ticket) -> None:
    response = reply(alice, ticket)
    message = Message.objects.latest("pk")
    assert (response.status_code, response["Location"]) == (303, f"/en/tickets/{ticket.pk}/#message-{message.pk}")
    page = page_of(alice, ticket)
    assert f'id="message-{message.pk}"' in page
    assert "It still waits." in page


def test_a_reply_sent_twice_by_the_same_page_is_one(alice: Membership, ticket: Ticket) -> None:
    assert reply(alice, ticket)["Location"] == reply(alice, ticket)["Location"]
    assert ticket.messages.count() == 2


def test_other_words_sent_under_the_same_name_are_one_more_reply(alice: Membership, ticket: Ticket) -> None:
    """The first one arrived although the browser showed an error; the page was loaded again, and kept its name."""
    reply(alice, ticket)
    for _ in range(2):
        reply(alice, ticket, "It still waits. One more thing.")
    assert ticket.messages.count() == 3
    assert "One more thing." in page_of(alice, ticket)


def test_every_page_names_its_reply_anew(alice: Membership, ticket: Ticket) -> None:
    assert client_id_of(page_of(alice, ticket)) != client_id_of(page_of(alice, ticket))


@pytest.mark.parametrize(
    ("body", "status", "sentence"),
    [
        (" \r\n\x00", 400, "Write a few words first."),
        ("x" * 20_001, 400, "That is longer than we can take."),
    ],
)
def test_a_reply_that_cannot_be_taken_comes_back(
    alice: Membership, ticket: Ticket, body: str, status: int, sentence: str
) -> None:
    response = reply(alice, ticket, body)
    assert response.status_code == status
    assert sentence in response.text
    assert body.replace("\x00", "").strip() in response.text
    assert client_id_of(response.text) == "page-1"
    assert ticket.messages.count() == 1
    assert f'name="next" value="/en/tickets/{ticket.pk}/"' in response.text, "another language asks for a page that is"


def test_ten_thousand_characters_emoji_and_directions_are_kept(alice: Membership, ticket: Ticket) -> None:
    body = "👩‍💻\u200fשלום " * 1000
    assert reply(alice, ticket, body).status_code == 303
    assert ticket.messages.latest("pk").body == body.strip()
    assert "שלום" in page_of(alice, ticket)


EVIL = """
<script>alert(1)</script> <img src=x onerror=alert(1)> <svg/onload=alert(1)> <a href="javascript:alert(1)">a</a>
[click](javascript:alert(1)) [tab](java\tscript:alert(1)) [data](data:text/html,<script>alert(1)</script>)
[vb](vbscript:x) ![pic](https://evil.example/track.png) <https://example.com/"onmouseover="alert(1)>
<style>body{display:none}</style> <iframe src="https://evil.example"></iframe> <form action="/x"><input></form>
[entity](&#106;avascript:alert(1)) <div style="position:fixed" class="toast" id="main">over</div>
```"><script>alert(1)</script>
"""


def test_markdown_brings_nothing_along(alice: Membership, ticket: Ticket, cast: Cast) -> None:
    reply(alice, ticket, EVIL)
    actions.reply(ticket, by=cast.ada, body=EVIL)
    part = parse(client_for(alice).get(f"/en/tickets/{ticket.pk}/parts/conversation").text)
    words = [node for node in part.walk() if node.attributes.get("class") == "words"]
    nodes = [node for each in words for node in each.walk() if node is not each]
    assert {node.tag for node in nodes} <= {"div", "p", "a", "pre", "code", "br", "blockquote"}
    assert {name for node in nodes for name in node.attributes} <= {"dir", "href", "rel", "target"}
    assert all(node.attributes["href"].startswith("https://") for node in nodes if node.tag == "a")
    assert len(words) == 3


def test_a_link_is_a_link_and_leaks_no_address(alice: Membership, ticket: Ticket) -> None:
    reply(alice, ticket, "See https://example.com/a?b=1 and **this**.")
    part = client_for(alice).get(f"/en/tickets/{ticket.pk}/parts/conversation").text
    assert 'href="https://example.com/a?b=1"' in part
    assert "noopener" in part or "noreferrer" in part
    assert "<strong>this</strong>" in part


def test_names_and_subjects_are_text(alice: Membership, cast: Cast) -> None:
    cast.ada.person.name = "Ada <script>alert(1)</script>\r\nSet-Cookie: a=b"
    cast.ada.person.save()
    ticket = a_ticket(alice, subject="</h1><script>alert(1)</script>")
    actions.reply(ticket, by=cast.ada, body="Yes.")
    response = client_for(alice).get(f"/en/tickets/{ticket.pk}/")
    assert "<script>alert" not in response.text
    assert "&lt;/h1&gt;" in response.text
    assert "Set-Cookie: a=b" not in str(response.headers)


def test_solved_and_opened_again(alice: Membership, ticket: Ticket) -> None:
    client = client_for(alice)
    assert client.post(f"/en/tickets/{ticket.pk}/solution")["Location"] == f"/en/tickets/{ticket.pk}/"
    page = page_of(alice, ticket)
    assert "You marked it as solved" in page
    assert "You can open it again until Friday 30 July. A reply does that, too." in page
    client.post(f"/en/tickets/{ticket.pk}/solution")
    client.post(f"/en/tickets/{ticket.pk}/solution/delete")
    page = page_of(alice, ticket)
    assert page.count("You marked it as solved") == 1
    assert "You opened it again" in page
    assert "In progress" in page


def test_a_reply_opens_a_solved_ticket_again(alice: Membership, ticket: Ticket) -> None:
    actions.solve(ticket, by=alice.person)
    reply(alice, ticket)
    ticket.refresh_from_db()
    assert ticket.status == "in_progress"


def test_after_fourteen_days_only_a_follow_up_is_left(alice: Membership, ticket: Ticket) -> None:
    actions.solve(ticket, by=alice.person)
    with later(days=14):
        page = page_of(alice, ticket)
        assert "It was closed 14 days after it was solved." in page
        assert "This ticket is closed" not in page
        assert "<textarea" not in page
        assert client_for(alice).post(f"/en/tickets/{ticket.pk}/solution/delete").status_code == 409


def test_a_reply_to_a_ticket_closed_meanwhile_goes_on_as_a_follow_up(alice: Membership, ticket: Ticket) -> None:
    actions.solve(ticket, by=alice.person)
    with later(days=14):
        actions.close_solved()
        response = reply(alice, ticket, "It is back.")
        assert response.status_code == 409
        assert "This ticket is closed and takes no more replies." in response.text
        assert "It is back.</textarea>" in response.text
        sent = {"follows": ticket.pk, "topic": "sending", "subject": ticket.subject, "language": "en"}
        for name, value in sent.items():
            assert f'name="{name}" value="{value}"' in response.text
        client_for(alice).post("/en/tickets/new", {**sent, "body": "It is back.", "client_id": "page-1"})
        assert Ticket.objects.get(follows=ticket).messages.get().body == "It is back."


def test_on_hold_is_in_progress_and_says_nothing_of_holding(alice: Membership, ticket: Ticket, cast: Cast) -> None:
    actions.reply(ticket, by=cast.ada, body="We look.", status="in_progress")
    actions.change_status(ticket, to="on_hold", by=cast.ada)
    page = page_of(alice, ticket)
    assert "In progress" in page
    assert "hold" not in page.lower().replace("placeholder", "")


def test_messages_are_in_order_under_their_days(alice: Membership, ticket: Ticket, cast: Cast) -> None:
    with later(hours=20):
        actions.reply(ticket, by=cast.ada, body="Next day.")
        page = page_of(alice, ticket)
    assert page.index("Friday 16 July") < page.index("Since this morning") < page.index("Saturday 17 July")
    assert page.index("Saturday 17 July") < page.index("Next day.")
    assert "Ada Okafor" in page


def test_it_asks_few_questions(alice: Membership, ticket: Ticket, cast: Cast) -> None:
    def add() -> None:
        actions.reply(ticket, by=cast.ada, body="One more.")
        actions.solve(ticket, by=alice.person)
        actions.reopen(ticket, by=alice.person)

    client = client_for(alice)
    assert_constant_queries(client, f"/en/tickets/{ticket.pk}/", add)
    for part in ("state", "turn", "conversation", "answer"):
        assert_constant_queries(client, f"/en/tickets/{ticket.pk}/parts/{part}", add, rows=2)


@pytest.mark.parametrize("path", ["/en/", "/en/tickets/", "/en/tickets/?show=open", "/en/tickets/{n}/"])
def test_an_open_page_keeps_up(alice: Membership, ticket: Ticket, cast: Cast, path: str) -> None:
    client, path = client_for(alice), path.format(n=ticket.pk)
    assert assert_live(client, path, lambda: actions.add_note(ticket, by=cast.ada, body="SECRET")) == []
    assert assert_live(client, path, lambda: actions.reply(ticket, by=cast.ada, body="Now?"))
    assert assert_live(client, path, lambda: actions.reply(ticket, by=alice.person, body="No."))
    assert assert_live(client, path, lambda: actions.solve(ticket, by=alice.person))
    assert assert_live(client, path, lambda: actions.reopen(ticket, by=alice.person))
    assert assert_live(client, path, lambda: actions.reply(ticket, by=cast.ada, body="Done.", status="solved"))


def test_an_open_page_of_who_is_copied_keeps_up(alice: Membership, bob: Membership, ticket: Ticket, cast: Cast) -> None:
    ticket.participants.create(person=bob.person, role="copy", reply_key="k")
    assert_live(client_for(bob), f"/en/tickets/{ticket.pk}/", lambda: actions.reply(ticket, by=cast.ada, body="Now?"))


def test_no_shortcut_is_shown_to_customers(alice: Membership, ticket: Ticket) -> None:
    page = page_of(alice, ticket)
    assert "<kbd" not in page
    assert "Control+Enter" not in page


@pytest.mark.parametrize("path", ["/en/", "/en/tickets/", "/en/tickets/new", "/en/tickets/{n}/"])
def test_pages_carry_no_inline_script_or_style(alice: Membership, ticket: Ticket, path: str) -> None:
    page = client_for(alice).get(path.format(n=ticket.pk)).text
    assert " style=" not in page
    assert "<style" not in page
    assert "onclick" not in page
    assert page.count("<script") == page.count('<script type="module" src=')
