"""What staff see of an account's plan, and what leads set by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from pindesk.accounts.models import Account
from pindesk.lib import clock
from pindesk.plans.access import entitlement_of, plan_code_of
from pindesk.plans.actions import payment_failed, start_trial, take
from pindesk.plans.models import Plan
from tests.asking import a_ticket, client_for, queries_of
from tests.cast import FRIDAY_1755, Cast
from tests.html import parse

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)
OVER = FRIDAY_1755 + 7 * DAY


def page_of(account: Account) -> str:
    return f"/workspace/accounts/{account.pk}/"


def shown(who: Any, account: Account) -> str:
    text = parse(client_for(who).get(page_of(account)).text).text
    return " ".join(text.replace("\u00a0", " ").replace("\u202f", " ").split())


def in_language(cast: Cast, language: str) -> Any:
    cast.ada.person.language = language
    cast.ada.person.save()
    return cast.ada


@pytest.mark.parametrize(
    ("language", "grace", "paused"),
    [
        ("en", "A payment failed. Everything works as before until", "only topics that are open to everyone"),
        ("de", "Eine Zahlung ist fehlgeschlagen. Bis", "nur noch Themen, die allen offenstehen"),
        ("fr", "Un paiement a échoué. Tout fonctionne comme avant jusqu’au", "seuls les sujets ouverts à tous"),
        ("es", "Ha fallado un pago. Todo funciona igual hasta el", "solo se atienden los temas abiertos a todos"),
    ],
)
def test_staff_see_a_failed_payment_in_their_language(cast: Cast, language: str, grace: str, paused: str) -> None:
    payment_failed(cast.alice.account, now=FRIDAY_1755)
    ada = in_language(cast, language)
    for at, words in ((FRIDAY_1755, grace), (OVER, paused)):
        with clock.frozen(at):
            assert words in shown(ada, cast.alice.account)


def test_staff_see_a_trial_with_what_follows_and_past_trials(cast: Cast) -> None:
    premium, starter = (Plan.objects.get(code=code) for code in ("premium", "starter"))
    start_trial(cast.frieda.account, premium, until=OVER, then=starter, now=FRIDAY_1755)
    with clock.frozen(FRIDAY_1755):
        page = shown(cast.ada, cast.frieda.account)
    assert "On trial until 23 July 2027, then Starter." in page
    assert "Starter from 23 July 2027" in page and "Premium trial, 16 July 2027 to 23 July 2027" in page
    with clock.frozen(OVER):
        page = shown(cast.ada, cast.frieda.account)
    assert "On trial" not in page and "Starter since 23 July 2027" in page


def test_a_trial_that_nothing_follows_says_so(cast: Cast) -> None:
    start_trial(cast.frieda.account, Plan.objects.get(code="premium"), until=OVER, then=None, now=FRIDAY_1755)
    with clock.frozen(FRIDAY_1755):
        assert "On trial until 23 July 2027, then no plan." in shown(cast.ada, cast.frieda.account)


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "As billing said 3 days ago."),
        ("de", "Stand laut Abrechnung: vor 3 Tagen."),
        ("fr", "D’après la facturation, il y a 3 jours."),
        ("es", "Según la facturación, hace 3 días."),
    ],
)
def test_the_age_of_what_billing_said_is_shown_to_staff(cast: Cast, language: str, words: str) -> None:
    account = cast.alice.account
    said = {
        "type": "subscription.changed",
        "timestamp": FRIDAY_1755.isoformat(),
        "data": {"account": account.reference, "plan": "premium"},
    }
    take("msg_1", said, now=FRIDAY_1755)
    with clock.frozen(FRIDAY_1755 + 3 * DAY):
        assert words in shown(in_language(cast, language), account)
        assert plan_code_of(account.pk, clock.now()) == "premium", "the last plan that is known holds"


def test_billing_is_named_only_where_there_is_one(cast: Cast, settings: Any) -> None:
    assert "illing has not said" not in shown(cast.ada, cast.alice.account)
    settings.BILLING_SECRETS = (b"k" * 32,)
    assert "Billing has not said anything about it yet." in shown(cast.ada, cast.alice.account)


@pytest.mark.usefixtures("friday")
def test_a_lead_starts_a_trial_and_it_ends_with_its_last_day(cast: Cast) -> None:
    account = cast.frieda.account
    form = {"plan": "premium", "last_on": "2027-07-31", "then": "starter"}
    assert client_for(cast.lin).post(f"{page_of(account)}trials", form).status_code == 303
    assert entitlement_of(account.pk, FRIDAY_1755).trial_until.isoformat() == "2027-07-31T22:00:00+00:00"
    assert "On trial until 31 July 2027, then Starter." in shown(cast.lin, account)


@pytest.mark.usefixtures("friday")
@pytest.mark.parametrize(
    "changes",
    [
        {"last_on": ""},
        {"last_on": "soon"},
        {"last_on": "2027-07-15"},
        {"last_on": "9999-12-31"},
        {"last_on": "2027-07-31\x00"},
        {"plan": "platinum"},
        {"plan": "a\x00b"},
        {"then": "platinum"},
    ],
)
def test_a_mistake_in_a_trial_keeps_what_was_chosen(cast: Cast, changes: dict[str, str]) -> None:
    account = cast.frieda.account
    form = {"plan": "premium", "last_on": "2027-07-31", "then": "starter"} | changes
    response = client_for(cast.lin).post(f"{page_of(account)}trials", form)
    assert response.status_code == 400 and 'data-state="error"' in response.text
    assert form["plan"] != "premium" or '<option value="premium" selected>' in response.text
    assert plan_code_of(account.pk, FRIDAY_1755) == "free"


@pytest.mark.usefixtures("friday")
def test_a_lead_notes_a_failed_payment_and_that_it_came(cast: Cast) -> None:
    lead, account = client_for(cast.lin), cast.alice.account
    for _ in range(2):
        assert lead.post(f"{page_of(account)}arrears").status_code == 303
    assert entitlement_of(account.pk, FRIDAY_1755).grace_until == OVER
    assert "It has been paid" in shown(cast.lin, account) and "It has been paid" not in shown(cast.ada, account)
    for _ in range(2):
        assert lead.post(f"{page_of(account)}arrears/delete").status_code == 303
    assert entitlement_of(account.pk, FRIDAY_1755).grace_until is None


def test_an_agent_sees_on_the_ticket_that_its_account_has_not_paid(cast: Cast) -> None:
    ticket = a_ticket(cast.alice, now=FRIDAY_1755)
    path = f"/workspace/tickets/{ticket.number}/"
    with clock.frozen(FRIDAY_1755):
        ada = client_for(cast.ada)
        usual = queries_of(ada, path)
        payment_failed(cast.alice.account)
        assert "Premium, a payment failed" in ada.get(path).text and queries_of(ada, path) == usual
    with clock.frozen(OVER):
        assert "Premium, paused: not paid" in client_for(cast.ada).get(path).text


@pytest.mark.parametrize("part", ["trials", "arrears", "arrears/delete"])
def test_only_leads_set_it_by_post_on_accounts_that_are_there(cast: Cast, part: str) -> None:
    path = f"{page_of(cast.alice.account)}{part}"
    form = {"plan": "premium", "last_on": "2100-01-01", "then": ""}
    assert client_for(cast.ada).post(path, form).status_code == 403
    for other in (Client(enforce_csrf_checks=False), client_for(cast.alice)):
        assert other.post(path, form, headers={"Sec-Fetch-Site": "same-origin"}).status_code == 302
    assert client_for(cast.lin).get(path).status_code == 405
    assert client_for(cast.lin).post(f"/workspace/accounts/99/{part}", form).status_code == 404
    assert entitlement_of(cast.alice.account_id, clock.now()).trial_until is None


def test_the_page_takes_as_many_queries_whatever_is_to_tell(cast: Cast) -> None:
    with clock.frozen(FRIDAY_1755):
        lin, path = client_for(cast.lin), page_of(cast.frieda.account)
        usual = queries_of(lin, path)
        premium, starter = (Plan.objects.get(code=code) for code in ("premium", "starter"))
        start_trial(cast.frieda.account, premium, until=OVER, then=starter)
        payment_failed(cast.frieda.account)
        assert queries_of(lin, path) == usual <= 8
