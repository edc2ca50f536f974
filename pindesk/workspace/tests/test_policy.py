"""Plans and topics as they are set, to look up."""

from __future__ import annotations

import pytest

from pindesk.accounts.models import Agent, Membership, Team
from pindesk.availability.actions import save_topics
from pindesk.availability.models import Topic
from pindesk.plans.actions import save_plans
from pindesk.plans.models import Plan, Subscription
from tests.asking import assert_constant_queries, client_for
from tests.cast import Cast
from tests.html import parse

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

PAGES = ("/workspace/plans/", "/workspace/topics/")
EVIL = "<script>alert(1)</script>"


def table_of(agent: Agent, path: str) -> list[list[str]]:
    """The cells of each row below the head."""
    page = parse(client_for(agent).get(path).text)
    rows = [
        [cell.text for cell in node.children if not isinstance(cell, str)] for node in page.walk() if node.tag == "tr"
    ]
    return rows[1:]


def test_plans_say_their_channels_and_their_promise(ada: Agent) -> None:
    assert table_of(ada, "/workspace/plans/") == [
        ["Free", "free", "none", "24 h, for topics open to everyone"],
        ["Starter", "starter", "Ticket", "24 h"],
        ["Business", "business", "Ticket, Chat", "24 h"],
        ["Premium", "premium", "Ticket, Chat, Phone", "24 h"],
    ]


def test_topics_say_their_team_their_promise_and_what_holds_for_them(ada: Agent) -> None:
    as_the_plan = "as the plan says"
    assert table_of(ada, "/workspace/topics/") == [
        ["Sending", "sending", "Support", as_the_plan, ""],
        ["API", "api", "Support", as_the_plan, ""],
        ["Invoices", "invoice", "Billing", as_the_plan, "in writing, never by phone"],
        [
            "Deliverability",
            "deliverability",
            "Support",
            as_the_plan,
            "in writing, never by phone, usually investigated",
        ],
        [
            "Unlock an account",
            "account_unlock",
            "Support",
            "4 h",
            "in writing, never by phone, usually investigated, open to every plan, urgent",
        ],
        ["Something else", "other", "Support", as_the_plan, ""],
    ]


def test_what_is_no_longer_offered_stands_last_and_says_so(ada: Agent) -> None:
    Topic.objects.filter(code="sending").update(is_active=False, team=None)
    assert table_of(ada, "/workspace/topics/")[-1] == [
        "Sending",
        "sending",
        "none",
        "as the plan says",
        "no longer offered",
    ]


def test_names_are_in_the_readers_language_else_in_english(cast: Cast) -> None:
    cast.ada.person.language = "fr"
    cast.ada.person.save()
    assert [row[0] for row in table_of(cast.ada, "/workspace/plans/")][:2] == ["Gratuit", "Starter"]
    assert [row[0] for row in table_of(cast.ada, "/workspace/topics/")][:2] == ["Envoi", "API"]


def test_a_name_that_is_missing_is_the_code(ada: Agent) -> None:
    save_plans([{"code": "odd", "names": {}, "channels": [], "promise_seconds": 0}])
    save_topics([{"code": "odd", "names": {}, "promise_seconds": 0}], {})
    assert ["odd", "odd", "none", "0 min"] in table_of(ada, "/workspace/plans/")
    assert ["odd", "odd", "none", "0 min", ""] in table_of(ada, "/workspace/topics/")


def test_names_are_shown_not_run(ada: Agent) -> None:
    Plan.objects.filter(code="free").update(names={"en": EVIL})
    Topic.objects.filter(code="api").update(names={"en": EVIL})
    Team.objects.update(name=EVIL)
    for path in PAGES:
        page = client_for(ada).get(path).text
        assert EVIL not in page
        assert "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize(("path", "sentence"), [(PAGES[0], "No plans yet"), (PAGES[1], "No topics yet")])
def test_nothing_set_yet_says_so(ada: Agent, path: str, sentence: str) -> None:
    for model in (Subscription, Plan, Topic):
        model.objects.all().delete()
    assert sentence in client_for(ada).get(path).text


@pytest.mark.parametrize("path", PAGES)
def test_they_ask_few_questions(ada: Agent, path: str) -> None:
    def add() -> None:
        code, team = f"more-{Topic.objects.count()}", Team.objects.get(code="billing")
        save_plans([{"code": code, "names": {"en": code}, "channels": ["ticket"], "promise_seconds": 60}])
        save_topics([{"code": code, "names": {"en": code}}], {code: team})

    assert_constant_queries(client_for(ada), path, add)


@pytest.mark.parametrize("path", PAGES)
def test_every_agent_reads_them_and_nobody_changes_them_there(cast: Cast, path: str) -> None:
    for agent in (cast.ada, cast.lin):
        client = client_for(agent)
        assert client.get(path).status_code == client.head(path).status_code == 200
        for method in (client.post, client.put, client.delete):
            assert method(path).status_code == 405


@pytest.mark.parametrize("path", PAGES)
def test_nobody_else_reads_them(alice: Membership, path: str) -> None:
    assert client_for().get(path)["Location"] == f"/workspace/sign-in?next={path}"
    client = client_for(alice)
    client.cookies["pindesk_agent"] = client.cookies["pindesk_customer"].value
    assert client.get(path)["Location"] == f"/workspace/sign-in?next={path}"
