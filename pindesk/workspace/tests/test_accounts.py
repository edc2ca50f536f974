"""Customers' accounts in the workspace: found, added, put on a plan, and given people."""

from __future__ import annotations

from html import unescape

import pytest
from django.test import Client

from pindesk.accounts.actions import add_membership, add_person, create_account
from pindesk.accounts.actions.limits import count_try
from pindesk.accounts.errors import NotAllowed
from pindesk.accounts.limits import INVITATIONS_BY_AGENT
from pindesk.accounts.models import Account, Agent, Invitation, Membership
from pindesk.events.access import history
from pindesk.lib import clock
from pindesk.outbox.models import Delivery
from pindesk.plans.access import plan_code_of
from pindesk.plans.actions import change_plan
from pindesk.plans.models import Plan, Subscription
from tests.asking import a_ticket, assert_constant_queries, client_for
from tests.cast import Cast

pytestmark = pytest.mark.django_db
LIST = "/workspace/accounts/"
NEW = {"name": "Papeterie Nord", "plan": "business", "language": "fr", "country": "fr", "zone": "Europe/Paris"}
SOMEBODY = {"name": "Nina Nord", "email": "Nina@Nord.example", "language": "fr", "role": "owner"}


def page_of(account: Account) -> str:
    return f"{LIST}{account.pk}/"


def test_a_lead_adds_an_account_and_its_first_person_who_then_opens_a_ticket(cast: Cast) -> None:
    lead = client_for(cast.lin)
    response = lead.post(f"{LIST}new", NEW)
    account = Account.objects.get(name="Papeterie Nord")
    assert (response.status_code, response["Location"]) == (303, f"{page_of(account)}?added=1")
    assert (account.country, account.language, account.zone) == ("FR", "fr", "Europe/Paris")
    assert plan_code_of(account.pk, clock.now()) == "business"
    assert [event.kind for event in history(f"account:{account.pk}", audience="staff")] == [
        "account.created",
        "subscription.started",
    ]
    assert "Nobody can sign in for this account yet." in lead.get(page_of(account)).text

    assert lead.post(f"{page_of(account)}invitations", SOMEBODY).status_code == 303
    assert "nina@nord.example" in lead.get(page_of(account)).text
    mail = Delivery.objects.get()
    assert (mail.to, mail.language) == ("nina@nord.example", "fr")


def test_an_account_is_found_by_name_reference_and_address(cast: Cast) -> None:
    agent = client_for(cast.ada)
    account = cast.mallory.account
    for words in ("quinn", account.reference, account.reference[:5].lower(), cast.mallory.person.email, " Quinn "):
        page = agent.get(LIST, {"q": words}).text
        assert page_of(account) in page and page_of(cast.alice.account) not in page, words
    assert "Nothing found" in agent.get(LIST, {"q": "nobody of that name"}).text
    everything = agent.get(LIST).text
    assert page_of(account) in everything and page_of(cast.alice.account) in everything


@pytest.mark.parametrize("words", ["%", "_", "'", '"><script>', "\u202eevil", "x" * 5000, "😀"])
def test_odd_words_find_nothing_and_break_nothing(cast: Cast, words: str) -> None:
    response = client_for(cast.ada).get(LIST, {"q": words})
    assert response.status_code == 200 and '"><script>' not in response.text
    assert "Nothing found" in response.text


@pytest.mark.parametrize("page", ["0", "-1", "401", "x", "9" * 40])
def test_a_page_that_cannot_be_is_not_found(cast: Cast, page: str) -> None:
    assert client_for(cast.ada).get(LIST, {"page": page}).status_code == 404


def test_the_list_goes_on_page_by_page(cast: Cast) -> None:
    for number in range(30):
        create_account(name=f"Zeta {number:02}")
    agent = client_for(cast.ada)
    first, second = agent.get(LIST).text, agent.get(LIST, {"page": 2}).text
    assert "1 to 25" in first and "page=2" in first and "26 to 33" in second and "Zeta 29" in second


def test_the_page_shows_people_plan_and_tickets(cast: Cast) -> None:
    ticket = a_ticket(cast.alice)
    page = client_for(cast.ada).get(page_of(cast.alice.account)).text
    for shown in (
        cast.alice.person.email,
        cast.bob.person.name,
        ticket.subject,
        "Premium",
        cast.alice.account.reference,
    ):
        assert shown in page
    assert page_of(cast.alice.account) in client_for(cast.ada).get(f"/workspace/tickets/{ticket.number}/").text


def test_a_plan_is_changed_from_now_on_once(cast: Cast) -> None:
    lead, account = client_for(cast.lin), cast.alice.account
    for _ in range(2):
        assert lead.post(f"{page_of(account)}subscriptions", {"plan": "free"}).status_code == 303
    assert plan_code_of(account.pk, clock.now()) == "free"
    assert Subscription.objects.filter(account=account).count() == 2
    assert lead.post(f"{page_of(account)}subscriptions", {"plan": "platinum"}).status_code == 400


def test_somebody_is_removed_and_their_session_is_over(cast: Cast) -> None:
    bob, lead = client_for(cast.bob), client_for(cast.lin)
    assert bob.get("/de/tickets/").status_code == 200
    target = f"{page_of(cast.bob.account)}members/{cast.bob.pk}/removal"
    assert lead.post(target).status_code == lead.post(target).status_code == 303
    assert bob.get("/de/tickets/").status_code == 302
    last = lead.post(f"{page_of(cast.alice.account)}members/{cast.mallory.pk}/removal")
    assert last.status_code == 404, "a membership of another account"


def test_an_invitation_is_withdrawn(cast: Cast) -> None:
    lead, account = client_for(cast.lin), cast.alice.account
    lead.post(f"{page_of(account)}invitations", SOMEBODY)
    invitation = Invitation.objects.get()
    other = f"{page_of(cast.mallory.account)}invitations/{invitation.pk}/withdrawal"
    assert lead.post(other).status_code == 404
    assert lead.post(f"{page_of(account)}invitations/{invitation.pk}/withdrawal").status_code == 303
    invitation.refresh_from_db()
    assert invitation.withdrawn_at and "nina@nord.example" not in lead.get(page_of(account)).text


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"name": " "}, None),
        ({"plan": ""}, "Choose one of the plans in the list."),
        ({"plan": "platinum"}, "Choose one of the plans in the list."),
        ({"country": "FRA"}, None),
        ({"zone": "CET"}, None),
        ({"zone": "Mars/Olympus"}, None),
        ({"language": "xx"}, None),
    ],
)
def test_a_mistake_in_a_new_account_keeps_what_was_typed(cast: Cast, changes: dict, sentence: str | None) -> None:
    given = NEW | {"name": "Kept <b>words</b>"} | changes
    response = client_for(cast.lin).post(f"{LIST}new", given)
    assert response.status_code == 400 and 'data-state="error"' in response.text
    assert sentence is None or sentence in response.text
    assert given["name"].strip() in unescape(response.text) and "<b>words</b>" not in response.text
    assert Account.objects.filter(name__startswith="Kept").count() == 0


@pytest.mark.parametrize(
    "changes", [{"email": "no address"}, {"email": "bob@example.com"}, {"name": ""}, {"role": "king"}]
)
def test_a_mistake_in_an_invitation_keeps_what_was_typed(cast: Cast, changes: dict) -> None:
    given = SOMEBODY | changes
    response = client_for(cast.lin).post(f"{page_of(cast.alice.account)}invitations", given)
    assert response.status_code == 400 and 'data-state="error"' in response.text
    assert f'value="{given["email"]}"' in response.text and not Invitation.objects.exists()


def test_agents_look_and_leads_change(cast: Cast) -> None:
    agent, account = client_for(cast.ada), cast.alice.account
    page = agent.get(page_of(account)).text
    assert 'id="invite"' not in page and "/removal" not in page and "/subscriptions" not in page
    assert f"{LIST}new" not in agent.get(LIST).text
    for path, data in (
        (f"{LIST}new", NEW),
        (f"{page_of(account)}subscriptions", {"plan": "free"}),
        (f"{page_of(account)}invitations", SOMEBODY),
        (f"{page_of(account)}members/{cast.bob.pk}/removal", {}),
    ):
        assert agent.post(path, data).status_code == 403, path
    assert agent.get(f"{LIST}new").status_code == 403
    assert not Invitation.objects.exists() and Membership.objects.filter(removed_at=None).count() == 4


def test_nobody_else_comes_in(cast: Cast) -> None:
    for path in (LIST, f"{LIST}new", page_of(cast.alice.account)):
        for other in (Client(), client_for(cast.alice)):
            response = other.get(path)
            assert response.status_code == 302 and "/workspace/sign-in" in response["Location"], path


def test_what_is_not_there_and_wrong_methods_are_refused(cast: Cast) -> None:
    lead = client_for(cast.lin)
    for path in (f"{LIST}99/", f"{LIST}{'9' * 30}/"):
        assert lead.get(path).status_code == 404, path
    assert lead.post(f"{LIST}99/invitations", SOMEBODY).status_code == 404
    assert lead.post(LIST).status_code == lead.get(f"{page_of(cast.alice.account)}invitations").status_code == 405


def test_names_are_shown_not_run(cast: Cast) -> None:
    account = create_account(name="<img src=x onerror=alert(1)>")
    add_membership(account, add_person(email="x@example.com", name="<script>alert(1)</script>", language="en"))
    lead = client_for(cast.lin)
    for path in (LIST, page_of(account)):
        page = lead.get(path).text
        assert "<script>alert" not in page and "<img src=x" not in page


def test_both_pages_ask_as_much_for_one_as_for_many(cast: Cast) -> None:
    count = iter(range(1000))
    assert_constant_queries(client_for(cast.lin), LIST, lambda: create_account(name=f"A {next(count)}"), rows=20)
    account = create_account(name="Many")

    def add() -> None:
        number = next(count)
        add_membership(account, add_person(email=f"p{number}@example.com", name=f"P {number}", language="en"))

    assert_constant_queries(client_for(cast.ada), page_of(account), add, rows=20)


@pytest.mark.parametrize("page", ["00000000199999999999999999999", "000000001999", "²"])
def test_a_page_with_many_digits_is_not_found(cast: Cast, page: str) -> None:
    assert client_for(cast.ada).get(LIST, {"page": page}).status_code == 404


def test_one_invitation_too_many_comes_back_with_what_was_typed(cast: Cast) -> None:
    for _ in range(INVITATIONS_BY_AGENT.most):
        count_try(INVITATIONS_BY_AGENT, str(cast.lin.person_id))
    for path, role in (
        (f"{page_of(cast.alice.account)}invitations", "member"),
        ("/workspace/people/invitations", "agent"),
    ):
        response = client_for(cast.lin).post(path, {**SOMEBODY, "role": role, "languages": ["en"]})
        assert response.status_code == 400 and "Too many" in response.text, path
        assert f'value="{SOMEBODY["email"]}"' in response.text, path


def test_a_lead_who_is_one_no_longer_changes_nothing(cast: Cast) -> None:
    lead = client_for(cast.lin)
    Agent.objects.filter(pk=cast.lin.pk).update(role="agent")
    assert lead.post(f"{page_of(cast.alice.account)}subscriptions", {"plan": "free"}).status_code == 403
    with pytest.raises(NotAllowed):
        change_plan(cast.alice.account, Plan.objects.get(code="free"), by=cast.lin)
