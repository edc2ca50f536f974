"""The queue: which tickets each view holds and in what order, its pages, numbers and teams, and who gets in."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pindesk.accounts.actions import save_team
from pindesk.accounts.models import Account, Agent, Membership, Team
from pindesk.lib import clock
from pindesk.plans.models import Subscription
from pindesk.tickets import actions
from pindesk.tickets.models import Ticket
from tests.asking import a_ticket, add_session, assert_constant_queries, client_for
from tests.cast import FRIDAY_1755, Cast
from tests.html import Node, parse
from tests.live import assert_live

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

QUEUE = "/workspace/tickets/"
PARTS = (f"{QUEUE}parts/views", f"{QUEUE}parts/rows")
VIEWS = ("open", "mine", "unassigned", "waiting", "solved")


def page_of(agent: Agent, query: str = "") -> Node:
    response = client_for(agent).get(f"{QUEUE}{query}")
    assert response.status_code == 200
    return parse(response.text)


def rows_of(page: Node) -> list[int]:
    """The numbers of the tickets on the page, in its order."""
    rows = (node for node in page.walk() if node.tag == "tr" and "data-row" in node.attributes)
    return [int(row.attributes["id"].removeprefix("t")) for row in rows]


def hrefs(page: Node) -> dict[str, str]:
    """The words of every link and where it leads."""
    return {node.text: node.attributes["href"] for node in page.walk() if node.tag == "a"}


def counts_of(page: Node) -> dict[str, str]:
    """The number beside each view."""
    views = next(node for node in page.walk() if node.attributes.get("id") == "views")
    links = (node for node in views.walk() if node.attributes.get("href", "").startswith(QUEUE))
    return {link.children[0]: link.children[1].text for link in links if len(link.children) > 1}


@pytest.fixture
def tickets(cast: Cast) -> dict[str, int]:
    """A ticket of every kind, the one that is due first coming first."""
    found = {}
    for hours, kind in enumerate(("new", "lins", "mine", "on hold", "waiting", "solved", "closed")):
        with clock.frozen(FRIDAY_1755 - timedelta(hours=20 - hours)):
            ticket = a_ticket(cast.alice, subject=kind)
            if kind not in ("new", "lins"):
                actions.assign(ticket, to=cast.ada, by=cast.lin)
        found[kind] = ticket.pk
    actions.assign(Ticket.objects.get(pk=found["lins"]), to=cast.lin, by=cast.lin)
    actions.change_status(Ticket.objects.get(pk=found["on hold"]), to="on_hold", by=cast.ada)
    actions.reply(Ticket.objects.get(pk=found["waiting"]), by=cast.ada, body="Which campaign is it?")
    actions.solve(Ticket.objects.get(pk=found["closed"]), by=cast.ada, now=FRIDAY_1755 - timedelta(days=15))
    actions.close_solved()
    actions.solve(Ticket.objects.get(pk=found["solved"]), by=cast.ada)
    return found


@pytest.mark.parametrize(
    ("view", "kinds"),
    [
        ("open", ["new", "lins", "mine", "on hold"]),
        ("mine", ["mine", "on hold", "waiting"]),
        ("unassigned", ["new"]),
        ("waiting", ["waiting"]),
        ("solved", ["solved"]),
    ],
)
def test_a_view_shows_exactly_its_tickets(cast: Cast, tickets: dict[str, int], view: str, kinds: list[str]) -> None:
    assert rows_of(page_of(cast.ada, f"?view={view}")) == [tickets[kind] for kind in kinds]


def test_the_first_view_is_what_is_due_next(cast: Cast, tickets: dict[str, int]) -> None:
    assert (
        rows_of(page_of(cast.ada)) == rows_of(page_of(cast.ada, "?view=")) == rows_of(page_of(cast.ada, "?view=open"))
    )
    assert rows_of(page_of(cast.lin, "?view=mine")) == [tickets["lins"]]


def test_what_moved_last_is_first_among_the_solved(cast: Cast) -> None:
    first, second = a_ticket(cast.alice), a_ticket(cast.alice)
    for hours, ticket in enumerate((second, first)):
        actions.solve(ticket, by=cast.ada, now=FRIDAY_1755 - timedelta(hours=5 - hours))
    assert rows_of(page_of(cast.ada, "?view=solved")) == [first.pk, second.pk]


def test_what_is_due_at_the_same_instant_is_in_the_order_of_numbers(cast: Cast) -> None:
    numbers = [a_ticket(cast.alice).pk for _ in range(5)]
    assert rows_of(page_of(cast.ada)) == sorted(numbers)


def test_beside_each_view_is_its_number(cast: Cast, tickets: dict[str, int]) -> None:
    counts = {"Due next": "4", "Mine": "3", "Unassigned": "1", "Waiting for customer": "1"}
    assert counts_of(page_of(cast.ada)) == counts
    assert counts_of(page_of(cast.ada, "?view=solved")) == counts
    assert counts_of(page_of(cast.lin))["Mine"] == "1"


def test_an_empty_queue_counts_nothing_and_says_so(ada: Agent) -> None:
    assert set(counts_of(page_of(ada)).values()) == {"0"}
    sentences = {
        "open": "No reply is due",
        "mine": "No ticket is yours",
        "unassigned": "Every ticket has an agent",
        "waiting": "No customer owes an answer",
        "solved": "Nothing is solved yet",
    }
    for view, sentence in sentences.items():
        assert sentence in page_of(ada, f"?view={view}").text


def test_the_empty_queue_of_a_new_company_says_what_comes_first(cast: Cast) -> None:
    assert "Add an account" not in page_of(cast.lin).text
    Subscription.objects.all().delete()
    Membership.objects.all().delete()
    Account.objects.all().delete()
    for view in ("", "?view=mine"):
        page = page_of(cast.lin, view)
        assert "No accounts yet" in page.text
        links = {node.text: node.attributes["href"] for node in page.walk() if node.tag == "a"}
        assert links["Add an account"] == "/workspace/accounts/new"
        assert "Add an account" not in page_of(cast.ada, view).text


def test_counts_stop_at_a_hundred(cast: Cast) -> None:
    for _ in range(99):
        a_ticket(cast.alice)
    assert counts_of(page_of(cast.ada))["Due next"] == "99"
    for _ in range(2):
        a_ticket(cast.alice)
    counts = counts_of(page_of(cast.ada))
    assert (counts["Due next"], counts["Unassigned"], counts["Mine"]) == ("100+", "100+", "0")


def test_pages_of_twenty_five(cast: Cast) -> None:
    numbers = [a_ticket(cast.alice).pk for _ in range(26)]
    first, second = page_of(cast.ada), page_of(cast.ada, "?page=2")
    assert rows_of(first) + rows_of(second) == numbers
    assert "1 to 25" in first.text
    assert "26 to 26" in second.text
    assert (hrefs(first).get("Previous"), hrefs(first)["Next"]) == (None, f"{QUEUE}?page=2")
    assert (hrefs(second)["Previous"], hrefs(second).get("Next")) == (QUEUE, None)


def test_a_full_last_page_leads_no_further(cast: Cast) -> None:
    for _ in range(25):
        a_ticket(cast.alice)
    assert "Next" not in hrefs(page_of(cast.ada))


def test_pages_keep_the_view_and_the_team(cast: Cast) -> None:
    team = Team.objects.get(code="support")
    for _ in range(51):
        a_ticket(cast.alice)
    links = hrefs(page_of(cast.ada, f"?page=2&team={team.pk}&view=unassigned"))
    assert links["Previous"] == f"{QUEUE}?view=unassigned&team={team.pk}"
    assert links["Next"] == f"{QUEUE}?view=unassigned&team={team.pk}&page=3"


@pytest.mark.parametrize("page", ["2", "400"])
def test_a_page_beyond_the_end_leads_back_to_the_first(cast: Cast, page: str) -> None:
    a_ticket(cast.alice)
    found = page_of(cast.ada, f"?view=mine&page={page}")
    assert "Nothing on this page" in found.text
    assert hrefs(found)["First page"] == f"{QUEUE}?view=mine"


@pytest.mark.parametrize("page", ["", "0", "00", "1", "01"])
def test_what_is_no_later_page_is_the_first(cast: Cast, page: str) -> None:
    number = a_ticket(cast.alice).pk
    assert rows_of(page_of(cast.ada, f"?page={page}")) == [number]


NOWHERE = (
    *(f"page={bad}" for bad in ("401", "999999999", "9" * 40, "-1", "1.5", "x", "%00", "²", "1 ", "٢")),
    *(f"team={bad}" for bad in ("x", "-1", "9" * 10, "9" * 40, "1e3", "%00", "²")),
    *(f"view={bad}" for bad in ("closed", "Open", "open%00", "..", "' OR 1=1")),
)


@pytest.mark.parametrize("path", [QUEUE, *PARTS])
def test_a_place_that_cannot_be_is_not_found(ada: Agent, path: str) -> None:
    client = client_for(ada)
    for query in NOWHERE:
        assert client.get(f"{path}?{query}").status_code == 404, query


@pytest.mark.parametrize("path", [QUEUE, PARTS[0]])
@pytest.mark.parametrize("team", ["0", "999999999"])
def test_a_team_that_is_not_there_is_not_found(ada: Agent, path: str, team: str) -> None:
    assert client_for(ada).get(f"{path}?team={team}").status_code == 404


def test_a_team_shows_its_tickets_of_the_view(cast: Cast) -> None:
    support, billing = Team.objects.get(code="support"), Team.objects.get(code="billing")
    ours, theirs, nobodys = a_ticket(cast.alice), a_ticket(cast.alice, topic="invoice"), a_ticket(cast.alice)
    actions.change_team(nobodys, to=None, by=cast.ada)
    assert rows_of(page_of(cast.ada, f"?team={support.pk}")) == [ours.pk]
    assert rows_of(page_of(cast.ada, f"?team={billing.pk}")) == [theirs.pk]
    assert rows_of(page_of(cast.ada, f"?view=solved&team={billing.pk}")) == []
    assert rows_of(page_of(cast.ada)) == [ours.pk, theirs.pk, nobodys.pk]


def test_a_team_is_named_and_left_again(cast: Cast) -> None:
    team = save_team(name="Night & <b>shift</b>", by=cast.lin)
    page = page_of(cast.ada, f"?view=mine&team={team.pk}")
    assert next(node for node in page.walk() if node.tag == "h1").text == "Mine, Night & <b>shift</b>"
    assert hrefs(page)["All teams"] == f"{QUEUE}?view=mine"
    assert hrefs(page)["Night & <b>shift</b>"] == f"{QUEUE}?view=mine&team={team.pk}"
    assert "All teams" not in hrefs(page_of(cast.ada, "?view=mine"))


def test_a_row_leads_to_the_ticket_and_keeps_the_place(cast: Cast) -> None:
    ticket, team = a_ticket(cast.alice), Team.objects.get(code="support")
    assert hrefs(page_of(cast.ada))[ticket.subject] == f"{QUEUE}{ticket.pk}/"
    page = page_of(cast.ada, f"?view=unassigned&team={team.pk}")
    assert hrefs(page)[ticket.subject] == f"{QUEUE}{ticket.pk}/?view=unassigned&team={team.pk}"
    take = next(node for node in page.walk() if node.attributes.get("form") == "take")
    assert take.attributes["formaction"] == f"{QUEUE}{ticket.pk}/assignment?view=unassigned&team={team.pk}"


def test_only_what_is_not_mine_can_be_taken(cast: Cast) -> None:
    free, mine, lins = (a_ticket(cast.alice).pk for _ in range(3))
    actions.assign(Ticket.objects.get(pk=mine), to=cast.ada, by=cast.ada)
    actions.assign(Ticket.objects.get(pk=lins), to=cast.lin, by=cast.ada)
    buttons = [node for node in page_of(cast.ada).walk() if node.attributes.get("form") == "take"]
    assert [node.attributes["formaction"] for node in buttons] == [f"{QUEUE}{n}/assignment" for n in (free, lins)]


@pytest.mark.parametrize("row", ["x", "", "-1", "9" * 40, "%00", "²", "1e3"])
def test_the_row_that_an_action_came_back_to_has_the_focus(cast: Cast, row: str) -> None:
    ticket = a_ticket(cast.alice)
    page = page_of(cast.ada, f"?row={ticket.pk}")
    assert [node.attributes["id"] for node in page.walk() if "autofocus" in node.attributes] == [f"a{ticket.pk}"]
    assert not [node for node in page_of(cast.ada, f"?row={row}").walk() if "autofocus" in node.attributes]


def test_a_row_tells_what_there_is_to_know(cast: Cast) -> None:
    ticket = a_ticket(cast.alice, language="fr")
    actions.change_priority(ticket, to="urgent", by=cast.ada)
    actions.assign(ticket, to=cast.lin, by=cast.ada)
    page = page_of(cast.ada)
    row = next(node for node in page.walk() if node.attributes.get("id") == f"t{ticket.pk}")
    for words in ("Sat 17:55", "Urgent", ticket.subject, "Received", "Atelier Lenoir", "FR", "Support", "Lin Chen"):
        assert words in row.text
    assert "Paris time" in page.text


def test_times_and_days_are_those_of_the_reader(cast: Cast) -> None:
    a_ticket(cast.alice)
    with clock.frozen(FRIDAY_1755 + timedelta(hours=6, minutes=5)):  # Saturday 00:00 in Paris, Friday 18:00 there
        assert "Today" in page_of(cast.ada).text
        cast.ada.person.zone = "America/New_York"
        cast.ada.person.save()
        page = page_of(cast.ada)
    assert "Saturday 17 July" in page.text
    assert "Sat 11:55" in page.text
    assert "New York time" in page.text


def test_the_queue_is_in_the_agents_language(cast: Cast) -> None:
    a_ticket(cast.alice)
    cast.ada.person.language = "de"
    cast.ada.person.save()
    response = client_for(cast.ada).get(QUEUE)
    assert response["Content-Language"] == "de"
    assert "Samstag, 17. Juli" in response.text


@pytest.mark.parametrize("view", ["mine", "solved"])
def test_what_people_call_themselves_and_their_questions_is_text(cast: Cast, view: str) -> None:
    evil = '"></title><img src=x onerror=alert(1)> 👩‍💻 \u200fשלום'
    ticket = a_ticket(cast.alice, subject=evil)
    actions.assign(ticket, to=cast.ada, by=cast.ada)
    for row in (cast.alice.account, cast.ada.person, Team.objects.get(code="support")):
        row.name = evil
        row.save()
    if view == "solved":
        actions.solve(ticket, by=cast.ada)
    response = client_for(cast.ada).get(f"{QUEUE}?view={view}")
    assert "<img" not in response.text
    assert hrefs(parse(response.text))[evil] == f"{QUEUE}{ticket.pk}/?view={view}"
    row = next(node for node in parse(response.text).walk() if node.attributes.get("id") == f"t{ticket.pk}")
    assert [cell.text for cell in row.children if cell.attributes["class"] in ("col-account", "col-team")] == [evil] * 2


def test_a_subject_of_two_hundred_characters_is_shown_whole(cast: Cast) -> None:
    a_ticket(cast.alice, subject="ü" * 200)
    assert "ü" * 200 in page_of(cast.ada).text


@pytest.mark.parametrize("view", VIEWS)
def test_it_asks_few_questions(cast: Cast, view: str) -> None:
    def add() -> None:
        ticket = a_ticket(cast.alice)
        if view == "mine":
            actions.assign(ticket, to=cast.ada, by=cast.ada)
        elif view == "waiting":
            actions.reply(ticket, by=cast.ada, body="Which one?")
        elif view == "solved":
            actions.solve(ticket, by=cast.ada)

    client = client_for(cast.ada)
    assert_constant_queries(client, f"{QUEUE}?view={view}", add)
    for path in PARTS:
        assert_constant_queries(client, f"{path}?view={view}", add, rows=2)


def test_many_teams_cost_no_more(cast: Cast) -> None:
    assert_constant_queries(client_for(cast.ada), QUEUE, lambda: save_team(name="Another", by=cast.lin))


@pytest.mark.parametrize("query", ["", "?view=mine", "?view=unassigned", "?view=waiting", "?view=solved"])
def test_an_open_queue_keeps_up(cast: Cast, query: str) -> None:
    ticket, client = a_ticket(cast.alice), client_for(cast.ada)
    assert assert_live(client, f"{QUEUE}{query}", lambda: actions.assign(ticket, to=cast.ada, by=cast.lin))
    assert assert_live(client, f"{QUEUE}{query}", lambda: actions.reply(ticket, by=cast.ada, body="Which one?"))
    assert assert_live(client, f"{QUEUE}{query}", lambda: actions.solve(ticket, by=cast.alice.person))
    assert assert_live(client, f"{QUEUE}{query}", lambda: actions.reopen(ticket, by=cast.alice.person))


def test_parts_are_fetched_from_the_place_that_is_open(cast: Cast) -> None:
    team = Team.objects.get(code="support")
    page = page_of(cast.ada, f"?view=mine&team={team.pk}&page=2")
    found = [node.attributes["data-live-src"] for node in page.walk() if "data-live-src" in node.attributes]
    assert found == [f"{path}?view=mine&team={team.pk}&page=2" for path in PARTS]


@pytest.mark.parametrize("part", ["nothing", "_rows", "list", "index"])
def test_there_are_no_other_parts(ada: Agent, part: str) -> None:
    assert client_for(ada).get(f"{QUEUE}parts/{part}").status_code == 404


@pytest.mark.parametrize("path", ["/workspace/", "/workspace"])
def test_the_workspace_begins_with_the_queue(ada: Agent, path: str) -> None:
    assert client_for(ada).get(path)["Location"] == QUEUE


@pytest.mark.parametrize("path", [QUEUE, *PARTS])
def test_agents_and_leads_get_in(cast: Cast, path: str) -> None:
    for agent in (cast.ada, cast.lin):
        assert client_for(agent).get(path).status_code == 200
        assert client_for(agent).head(path).status_code == 200


@pytest.mark.parametrize("path", ["/workspace/", QUEUE, f"{QUEUE}?view=mine", *PARTS])
def test_signed_out_leads_to_sign_in_and_back(cast: Cast, path: str) -> None:
    back = path.replace("?", "%3F").replace("=", "%3D")
    assert client_for().get(path)["Location"] == f"/workspace/sign-in?next={back}"


@pytest.mark.parametrize("path", PARTS)
def test_a_part_is_not_answered_with_the_sign_in(cast: Cast, path: str) -> None:
    response = client_for().get(path, headers={"X-Pindesk": "live"})
    assert (response.status_code, response.content) == (401, b"")


@pytest.mark.parametrize("path", [QUEUE, *PARTS])
def test_a_customers_session_does_not_open_it(alice: Membership, path: str) -> None:
    ticket, client = a_ticket(alice), client_for(alice)
    client.cookies["pindesk_agent"] = client.cookies["pindesk_customer"].value
    response = client.get(path)
    assert response["Location"].startswith("/workspace/sign-in?next=")
    assert ticket.subject not in response.text


def test_an_agent_who_is_none_any_more_is_out_at_once(cast: Cast) -> None:
    client = client_for(cast.ada)
    assert client.get(QUEUE).status_code == 200
    Agent.objects.filter(pk=cast.ada.pk).update(is_active=False)
    assert client.get(QUEUE)["Location"].startswith("/workspace/sign-in")


def test_one_browser_is_a_customer_and_an_agent(cast: Cast) -> None:
    client = client_for(cast.alice)
    add_session(client, cast.ada)
    assert client.get(QUEUE).status_code == client.get("/en/tickets/").status_code == 200


@pytest.mark.parametrize("path", ["/workspace/", QUEUE, *PARTS])
def test_pages_only_answer_to_reading(ada: Agent, path: str) -> None:
    client = client_for(ada)
    for method in (client.post, client.put, client.delete):
        assert method(path).status_code == 405
