"""One ticket on an agent's desk: what its page and its parts show, and who gets in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pindesk.accounts.models import Agent, Membership, Team
from pindesk.availability.models import Topic
from pindesk.lib import clock
from pindesk.tickets import actions
from pindesk.tickets.models import Message, Ticket
from tests.articles import an_article
from tests.asking import a_ticket, assert_constant_queries, client_for
from tests.cast import FRIDAY_1755, Cast
from tests.html import Node, parse
from tests.live import assert_live

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

PAGE = "/workspace/tickets/{n}/"
PARTS = tuple(f"{PAGE}parts/{part}" for part in ("list", "bar", "timeline", "side"))
CLOSED = "This ticket is closed and takes no more replies."


@pytest.fixture
def ticket(alice: Membership) -> Ticket:
    return a_ticket(alice)


def page_of(agent: Agent, ticket: Ticket, query: str = "") -> Node:
    response = client_for(agent).get(f"/workspace/tickets/{ticket.pk}/{query}")
    assert response.status_code == 200
    return parse(response.text)


def found(page: Node, **attributes: str) -> Node:
    """The first element with these attributes; underscores stand for hyphens."""
    wanted = {name.replace("_", "-"): value for name, value in attributes.items()}
    return next(node for node in page.walk() if wanted.items() <= node.attributes.items())


def entries_of(page: Node) -> list[tuple[str, str]]:
    """Kind and words of each line of the timeline."""
    lines = (node for node in page.walk() if node.attributes.get("class") == "entry")
    return [(line.attributes["data-kind"], line.text) for line in lines]


def chosen_of(page: Node) -> dict[str, str]:
    """What each property of the ticket is set to, in words."""
    selects = (node for node in page.walk() if node.tag == "select")
    return {
        select.attributes["name"]: next(each.text for each in select.walk() if "selected" in each.attributes)
        for select in selects
    }


def options_of(page: Node, name: str) -> list[str]:
    return [node.text for node in found(page, id=f"p-{name}").walk() if node.tag == "option"]


def close(ticket: Ticket, by: Agent) -> None:
    actions.solve(ticket, by=by, now=FRIDAY_1755 - timedelta(days=14))
    actions.close_solved()


def test_it_says_what_the_ticket_is_and_who_asks(cast: Cast, ticket: Ticket) -> None:
    page = page_of(cast.ada, ticket)
    bar, customer = found(page, id="bar").text, found(page, id="side").text
    for words in (ticket.subject, str(ticket.pk), "Sending", "EN", "Received"):
        assert words in bar
    for words in ("Alice Lenoir", "alice@example.com", "Atelier Lenoir", cast.alice.account.reference, "Premium"):
        assert words in customer


def test_the_conversation_and_what_happened_are_in_one_order(cast: Cast, ticket: Ticket) -> None:
    steps = (
        lambda at: actions.assign(ticket, to=cast.ada, by=cast.lin, now=at),
        lambda at: actions.add_note(ticket, by=cast.lin, body="The queue of Tuesday.", now=at),
        lambda at: actions.reply(ticket, by=cast.ada, body="Please try **now**.", now=at),
        lambda at: actions.reply(ticket, by=cast.alice.person, body="It left.", now=at),
    )
    for minutes, step in enumerate(steps, start=1):
        step(FRIDAY_1755 + timedelta(minutes=minutes))
    lines = entries_of(page_of(cast.ada, ticket))
    assert [kind for kind, _ in lines] == ["customer", "event", "event", "note", "agent", "customer"]
    words = (
        "Since this morning",
        "First reply promised",
        "Lin Chen gave it to",
        "The queue of",
        "first reply,",
        "It left.",
    )
    for (_, text), expected in zip(lines, words, strict=True):
        assert expected in text


def test_a_message_held_back_is_shown_with_its_address(cast: Cast, ticket: Ticket) -> None:
    Message.objects.create(
        ticket=ticket, kind="flagged", via="mail", address="x@evil.example", format="text", body="Hi"
    )
    texts = [text for kind, text in entries_of(page_of(cast.ada, ticket)) if kind == "customer"]
    assert "x@evil.example" in texts[-1]
    assert "held back, not shown to anybody else" in texts[-1]


def test_properties_show_what_is_set_and_what_can_be(cast: Cast, ticket: Ticket) -> None:
    page = page_of(cast.ada, ticket)
    assert chosen_of(page) == {
        "agent": "nobody yet",
        "team": "Support",
        "topic": "Sending",
        "priority": "Normal",
        "status": "Received",
    }
    assert options_of(page, "agent") == ["nobody yet", "Ada Okafor", "Lin Chen"]
    assert options_of(page, "team") == ["no team", "Support", "Billing"]
    assert options_of(page, "topic")[0] == "Sending"
    assert options_of(page, "priority") == ["Low", "Normal", "High", "Urgent"]
    assert options_of(page, "status") == ["Received", "In progress", "Waiting for customer", "On hold", "Solved"]


def test_who_and_what_is_offered_no_more_is_shown_only_where_it_is_set(cast: Cast, ticket: Ticket) -> None:
    other = a_ticket(cast.alice, topic="api")
    actions.assign(ticket, to=cast.lin, by=cast.ada)
    Agent.objects.filter(pk=cast.lin.pk).update(is_active=False)
    Topic.objects.filter(code="sending").update(is_active=False)
    page = page_of(cast.ada, ticket)
    assert (chosen_of(page)["agent"], chosen_of(page)["topic"]) == ("Lin Chen", "Sending")
    assert "Ada Okafor gave it to Lin Chen" in page.text.replace("  ", " ")
    page = page_of(cast.ada, other)
    assert options_of(page, "agent") == ["nobody yet", "Ada Okafor"]
    assert "Sending" not in options_of(page, "topic")


def test_the_clocks_tell_what_runs_and_what_was_kept(cast: Cast, ticket: Ticket) -> None:
    side = found(page_of(cast.ada, ticket), id="side").text
    assert "First reply" in side
    assert "Sat 17:55" in side
    with clock.frozen(FRIDAY_1755 + timedelta(hours=1)):
        actions.reply(ticket, by=cast.ada, body="Which campaign?")
        side = found(page_of(cast.ada, ticket), id="side").text
        assert "kept, 18:55" in side
        assert "No reply is due now." in side
        actions.reply(ticket, by=cast.alice.person, body="All of them.")
        assert "Next reply" in found(page_of(cast.ada, ticket), id="side").text


def test_a_promise_that_was_missed_says_so(cast: Cast, ticket: Ticket) -> None:
    with clock.frozen(FRIDAY_1755 + timedelta(days=1)):
        assert "late" in found(page_of(cast.ada, ticket), id="side").text
        with clock.frozen(FRIDAY_1755 + timedelta(days=1, hours=2)):
            actions.reply(ticket, by=cast.ada, body="Sorry.")
            page = page_of(cast.ada, ticket)
    assert "late, 19:55" in found(page, id="side").text
    assert "first reply, 2 h late" in page.text


def test_a_customer_elsewhere_has_another_time(cast: Cast) -> None:
    assert "11:55, New York time" in found(page_of(cast.ada, a_ticket(cast.mallory)), id="side").text


def test_other_tickets_of_the_account_are_at_hand_and_no_stranger_s(cast: Cast, ticket: Ticket) -> None:
    for number in range(6):
        a_ticket(
            cast.bob,
            subject=f"Of Bob {number}",
            body="Quite another matter.",
            now=FRIDAY_1755 + timedelta(minutes=number),
        )
    a_ticket(cast.mallory, subject="Of Mallory")
    side = found(page_of(cast.ada, ticket), id="side").text
    assert [number for number in range(6) if f"Of Bob {number}" in side] == [1, 2, 3, 4, 5]
    assert ticket.subject not in side
    assert "Of Mallory" not in side
    assert "Other tickets" not in found(page_of(cast.ada, Ticket.objects.get(subject="Of Mallory")), id="side").text


def test_what_is_perhaps_the_same_stands_apart_the_requester_s_own_first(cast: Cast, ticket: Ticket) -> None:
    of_bob = a_ticket(cast.bob, subject="Newsletter does not leave")
    own = a_ticket(cast.alice, subject="Our newsletter still does not leave", now=FRIDAY_1755 - timedelta(days=3))
    other = a_ticket(cast.alice, subject="An invoice", body="Where is it?")
    page = page_of(cast.ada, ticket)
    alike, others = (found(page, **{"aria-labelledby": name}) for name in ("alike", "others"))
    assert alike.text.index(own.subject) < alike.text.index(of_bob.subject)
    assert other.subject not in alike.text
    assert other.subject in others.text
    assert own.subject not in others.text
    assert "Perhaps the same" not in found(page_of(cast.ada, other), id="side").text


def test_what_the_customer_read_before_stands_beside_the_ticket(cast: Cast, ticket: Ticket) -> None:
    article, secret = an_article("Set up <SPF>"), an_article("Secret", visibility="plans:premium")
    ticket = a_ticket(cast.mallory, articles_read=[article.article_id, secret.article_id, 99_999])
    side = found(page_of(cast.ada, ticket), id="side")
    links = {node.text: node.attributes["href"] for node in side.walk() if node.tag == "a"}
    assert links["Set up <SPF>"] == f"/en/articles/{article.article_id}-{article.slug}"
    assert links["Secret"] == f"/workspace/articles/{secret.article_id}/"
    assert "Read before writing" not in found(page_of(cast.ada, a_ticket(cast.mallory)), id="side").text


def test_a_follow_up_leads_to_what_it_follows(cast: Cast, ticket: Ticket) -> None:
    close(ticket, by=cast.ada)
    after = a_ticket(cast.alice, subject="Again", follows=ticket)
    bar = found(page_of(cast.ada, after), id="bar")
    link = next(node for node in bar.walk() if node.tag == "a")
    assert (link.text, link.attributes["href"]) == (f"Follow-up to {ticket.pk}", f"/workspace/tickets/{ticket.pk}/")
    assert "Follow-up to" not in found(page_of(cast.ada, ticket), id="bar").text


def test_what_is_solved_can_be_opened_again_and_what_is_mine_not_be_taken(cast: Cast, ticket: Ticket) -> None:
    bar = found(page_of(cast.ada, ticket), id="bar").text
    assert "Assign to me" in bar
    assert "Solve" in bar
    actions.assign(ticket, to=cast.ada, by=cast.ada)
    actions.solve(ticket, by=cast.ada)
    bar = found(page_of(cast.ada, ticket), id="bar").text
    assert "Assign to me" not in bar
    assert "Open again" in bar
    assert "Assign to me" in found(page_of(cast.lin, ticket), id="bar").text


def test_a_closed_ticket_is_only_read(cast: Cast, ticket: Ticket) -> None:
    close(ticket, by=cast.ada)
    page = page_of(cast.ada, ticket)
    assert CLOSED in page.text
    assert not [node for node in page.walk() if node.tag == "textarea"]
    assert all("disabled" in node.attributes for node in page.walk() if node.tag == "select")
    assert not [node for node in found(page, id="bar").walk() if node.tag == "button"]
    assert not [node for node in found(page, id="side").walk() if node.tag == "button"]
    assert "Closed, 14 days after it was solved" in page.text
    assert chosen_of(page)["status"] == "Closed"


def test_beside_it_is_the_list_that_the_agent_came_from(cast: Cast, ticket: Ticket) -> None:
    mine, team = a_ticket(cast.alice, subject="Mine alone"), Team.objects.get(code="support")
    actions.assign(mine, to=cast.ada, by=cast.lin)
    query = f"?view=mine&team={team.pk}"
    page = page_of(cast.ada, ticket, query)
    rows = [node for node in found(page, id="list").walk() if "data-row" in node.attributes]
    assert [row.attributes["href"] for row in rows] == [f"/workspace/tickets/{mine.pk}/{query}"]
    assert "you" in rows[0].text
    everything = found(page_of(cast.ada, ticket), id="list")
    assert found(everything, aria_current="page").attributes["id"] == f"q{ticket.pk}"
    assert "Nothing in this view." in found(page_of(cast.ada, ticket, "?view=solved"), id="list").text


def test_every_form_and_part_keeps_the_place(cast: Cast, ticket: Ticket) -> None:
    query = f"?view=mine&team={Team.objects.get(code='support').pk}&page=2"
    page = page_of(cast.ada, ticket, query)
    here = f"/workspace/tickets/{ticket.pk}/"
    forms = [node.attributes["action"] for node in page.walk() if node.attributes.get("action", "").startswith(here)]
    properties = ("assignment", "team", "topic", "priority", "status")
    assert sorted(set(forms)) == sorted(f"{here}{name}{query}" for name in (*properties, "replies"))
    buttons = [node.attributes["formaction"] for node in page.walk() if "formaction" in node.attributes]
    assert buttons == [f"{here}notes{query}"]
    parts = [node.attributes["data-live-src"] for node in page.walk() if "data-live-src" in node.attributes]
    assert sorted(parts) == sorted(
        [*(f"{here}parts/{part}{query}" for part in ("list", "bar", "side")), f"{here}parts/timeline"]
    )


def test_a_reader_elsewhere_reads_their_own_times_and_language(cast: Cast, ticket: Ticket) -> None:
    cast.ada.person.zone, cast.ada.person.language = "America/New_York", "de"
    cast.ada.person.save()
    page = page_of(cast.ada, ticket)
    assert "Freitag, 16. Juli" in page.text
    assert "11:55" in found(page, id="timeline").text
    assert "Versand" in found(page, id="bar").text


EVIL = "</h1><img src=x onerror=alert(1)> \"'&amp; 👩‍💻 \u200fשלום"


def test_names_and_subjects_are_text(cast: Cast) -> None:
    ticket = a_ticket(cast.alice, subject=EVIL)
    a_ticket(cast.bob, subject=EVIL)
    rows = (cast.alice.person, cast.alice.account, cast.ada.person, cast.lin.person, *Team.objects.all())
    for row in rows:
        row.name = EVIL
        row.save()
    Topic.objects.update(names={"en": EVIL})
    actions.assign(ticket, to=cast.lin, by=cast.ada)
    actions.change_team(ticket, to=Team.objects.get(code="billing"), by=cast.ada)
    actions.change_topic(ticket, to="api", by=cast.ada)
    actions.reply(ticket, by=cast.ada, body="Yes.")
    response = client_for(cast.ada).get(f"/workspace/tickets/{ticket.pk}/")
    assert response.status_code == 200
    assert "<img" not in response.text
    page = parse(response.text)
    assert next(node for node in page.walk() if node.tag == "h1").text == EVIL
    assert set(options_of(page, "team")) == {"no team", EVIL}


MARKDOWN = """
<script>alert(1)</script> <img src=x onerror=alert(1)> <a href="javascript:alert(1)">a</a> [b](javascript:alert(1))
![pic](https://evil.example/track.png) <https://example.com/"onmouseover="alert(1)> [c](data:text/html,<script>)
<style>body{display:none}</style> <iframe src="https://evil.example"></iframe> <form action="/x"><input></form>
[d](&#106;avascript:alert(1)) <div style="position:fixed" id="main">over</div> <input name="client_id" value="x">
"""


def test_markdown_brings_nothing_along(cast: Cast, ticket: Ticket) -> None:
    actions.reply(ticket, by=cast.alice.person, body=MARKDOWN)
    actions.add_note(ticket, by=cast.ada, body=MARKDOWN)
    Message.objects.create(
        ticket=ticket, kind="flagged", via="mail", format="text", body=MARKDOWN, address="x@y.example"
    )
    part = parse(client_for(cast.ada).get(f"/workspace/tickets/{ticket.pk}/parts/timeline").text)
    words = [node for node in part.walk() if node.attributes.get("class") == "words"]
    nodes = [node for each in words for node in each.walk() if node is not each]
    assert len(words) == 4
    assert {node.tag for node in nodes} <= {"div", "p", "a", "pre", "code", "br", "blockquote"}
    assert {name for node in nodes for name in node.attributes} <= {"dir", "href", "rel"}
    assert all(node.attributes["href"].startswith("https://") for node in nodes if node.tag == "a")


def test_ten_thousand_characters_emoji_and_directions_are_shown_whole(cast: Cast, ticket: Ticket) -> None:
    body = "👩‍💻\u200fשלום " * 1000
    actions.reply(ticket, by=cast.alice.person, body=body)
    assert body.strip() in page_of(cast.ada, ticket).text


def test_pages_carry_no_inline_script_or_style(cast: Cast, ticket: Ticket) -> None:
    html = client_for(cast.ada).get(f"/workspace/tickets/{ticket.pk}/").text
    assert " style=" not in html
    assert "<style" not in html
    assert " onclick" not in html
    assert html.count("<script") == html.count('<script type="module" src=')


NOTE = "SECRET-7731: the customer shouts"
OF_THE_CUSTOMER = (
    "/en/",
    "/en/tickets/",
    "/en/tickets/{n}/",
    *(f"/en/tickets/{{n}}/parts/{part}" for part in ("state", "turn", "conversation", "answer")),
)


@pytest.mark.parametrize("path", OF_THE_CUSTOMER)
def test_a_note_is_on_the_agents_page_and_on_none_of_the_customers(cast: Cast, ticket: Ticket, path: str) -> None:
    client_for(cast.ada).post(f"/workspace/tickets/{ticket.pk}/notes", {"body": NOTE})
    assert NOTE in page_of(cast.lin, ticket).text
    response = client_for(cast.alice).get(path.format(n=ticket.pk))
    assert response.status_code == 200
    assert "SECRET-7731" not in response.text


def test_it_asks_few_questions(cast: Cast, ticket: Ticket) -> None:
    def add() -> None:
        actions.reply(ticket, by=cast.ada, body="One more.")
        actions.add_note(ticket, by=cast.lin, body="And one for us.")
        actions.assign(ticket, to=cast.lin, by=cast.ada)
        actions.assign(ticket, to=cast.ada, by=cast.lin)

    client = client_for(cast.ada)
    assert_constant_queries(client, PAGE.format(n=ticket.pk), add)
    for path in PARTS:
        assert_constant_queries(client, path.format(n=ticket.pk), add, rows=2)


def test_other_tickets_beside_it_cost_no_more(cast: Cast, ticket: Ticket) -> None:
    Ticket.objects.filter(pk=ticket.pk).update(articles_read=[an_article().article_id])
    assert_constant_queries(client_for(cast.ada), PAGE.format(n=ticket.pk), lambda: a_ticket(cast.alice))


@pytest.mark.parametrize("query", ["", "?view=mine"])
def test_an_open_page_keeps_up(cast: Cast, ticket: Ticket, query: str) -> None:
    client, path = client_for(cast.ada), f"/workspace/tickets/{ticket.pk}/{query}"
    support = Team.objects.get(code="support")
    assert assert_live(client, path, lambda: actions.add_note(ticket, by=cast.lin, body="SECRET"))
    assert assert_live(client, path, lambda: actions.change_team(ticket, to=None, by=cast.lin))
    assert assert_live(client, path, lambda: actions.change_team(ticket, to=support, by=cast.lin))
    assert assert_live(client, path, lambda: actions.reply(ticket, by=cast.lin, body="Now?"))
    assert assert_live(client, path, lambda: actions.reply(ticket, by=cast.alice.person, body="No."))
    assert assert_live(client, path, lambda: actions.solve(ticket, by=cast.alice.person))
    assert assert_live(client, path, lambda: actions.reopen(ticket, by=cast.alice.person))


@pytest.mark.parametrize("path", [PAGE, *PARTS])
def test_every_agent_gets_in(cast: Cast, ticket: Ticket, path: str) -> None:
    for agent in (cast.ada, cast.lin):
        assert client_for(agent).get(path.format(n=ticket.pk)).status_code == 200
        assert client_for(agent).head(path.format(n=ticket.pk)).status_code == 200


@pytest.mark.parametrize("path", [PAGE, *PARTS])
def test_signed_out_leads_to_sign_in_and_back(ticket: Ticket, path: str) -> None:
    path = path.format(n=ticket.pk)
    assert client_for().get(path)["Location"] == f"/workspace/sign-in?next={path}"
    part = client_for().get(path, headers={"X-Pindesk": "live"})
    assert (part.status_code, part.content) == (401, b"")


@pytest.mark.parametrize("path", [PAGE, *PARTS])
def test_not_even_its_customers_session_opens_it(cast: Cast, ticket: Ticket, path: str) -> None:
    client = client_for(cast.alice)
    client.cookies["pindesk_agent"] = client.cookies["pindesk_customer"].value
    response = client.get(path.format(n=ticket.pk))
    assert response["Location"].startswith("/workspace/sign-in?next=")
    assert ticket.subject not in response.text


@pytest.mark.parametrize("path", [PAGE, *PARTS])
def test_pages_only_answer_to_reading(cast: Cast, ticket: Ticket, path: str) -> None:
    client = client_for(cast.ada)
    for method in (client.post, client.put, client.delete):
        assert method(path.format(n=ticket.pk)).status_code == 405


BAD = ("0", "-1", "1e3", "1001x", "9" * 18, "9" * 40, "١٠٠١", "1001%00", "%2e%2e", "1001%0d%0aX:y")


@pytest.mark.parametrize("path", [PAGE, *PARTS[1:]])
def test_what_is_no_number_is_not_found(cast: Cast, ticket: Ticket, path: str) -> None:
    client = client_for(cast.ada)
    for number in BAD:
        assert client.get(path.format(n=number)).status_code == 404, number


def test_a_number_that_is_not_given_yet_is_not_found(cast: Cast, ticket: Ticket) -> None:
    response = client_for(cast.ada).get(PAGE.format(n=ticket.pk + 1))
    assert response.status_code == 404
    assert "Page not found" in response.text


NOWHERE = ("view=nonsense", "view=%00", "team=x", "team=9999999999", "page=401", "page=-1")


@pytest.mark.parametrize("path", [PAGE, *(path for path in PARTS if not path.endswith("timeline"))])
def test_a_place_that_cannot_be_is_not_found(cast: Cast, ticket: Ticket, path: str) -> None:
    client = client_for(cast.ada)
    for query in NOWHERE:
        assert client.get(f"{path.format(n=ticket.pk)}?{query}").status_code == 404, query


@pytest.mark.parametrize("part", ["nothing", "_bar", "composer", "rows", "views"])
def test_there_are_no_other_parts(cast: Cast, ticket: Ticket, part: str) -> None:
    assert client_for(cast.ada).get(f"/workspace/tickets/{ticket.pk}/parts/{part}").status_code == 404
