"""What customers read of their plan: a trial, a payment that failed; and that channels follow at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from pindesk.accounts.actions import add_membership
from pindesk.accounts.models import Company, Membership
from pindesk.availability import shipped
from pindesk.availability.access import policy_for
from pindesk.availability.actions import save_topics
from pindesk.availability.policy import Policy
from pindesk.lib import clock
from pindesk.plans.actions import change_plan, payment_failed, payment_received, start_trial
from pindesk.plans.models import Plan
from pindesk.portal import board
from tests.asking import client_for, queries_of
from tests.cast import FRIDAY_1755, TOPICS, Cast
from tests.html import parse
from tests.live import assert_live

pytestmark = pytest.mark.django_db
ALL = ("ticket", "chat", "phone")
DAY = timedelta(days=1)
OVER = FRIDAY_1755 + 7 * DAY
LANGUAGES = ("en", "de", "fr", "es")


@pytest.fixture
def all_built(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Chat and phone as they will be once they exist."""

    def built(at: datetime) -> Policy:
        own = policy_for(at)
        return shipped.policy(version=own.version, plans=own.plans, topics=own.topics, built=ALL)

    monkeypatch.setattr(board, "policy_for", built)
    yield


def states(member: Membership) -> list[str]:
    page = parse(client_for(member).get("/en/").text)
    rows = [node for node in page.walk() if node.attributes.get("class") == "board__row"]
    return [row.attributes["data-state"] for row in rows]


def home(member: Membership, language: str = "en") -> str:
    return " ".join(parse(client_for(member).get(f"/{language}/").text).text.split())


@pytest.mark.usefixtures("all_built")
def test_an_upgrade_a_minute_before_closing_opens_chat_at_once(cast: Cast) -> None:
    with clock.frozen(FRIDAY_1755 + timedelta(minutes=4)):
        assert states(cast.frieda) == ["unavailable"] * 3
        change_plan(cast.frieda.account, Plan.objects.get(code="business"), by=cast.lin)
        assert states(cast.frieda) == ["open", "open", "unavailable"]
    with clock.frozen(FRIDAY_1755 + timedelta(minutes=5)):
        assert states(cast.frieda) == ["open", "closed", "unavailable"]


@pytest.mark.usefixtures("all_built", "friday")
def test_an_open_page_of_each_colleague_follows_an_upgrade_and_a_payment(cast: Cast) -> None:
    account = cast.bob.account
    changes = (
        lambda: change_plan(account, Plan.objects.get(code="starter"), by=cast.lin),
        lambda: payment_failed(account),
        lambda: payment_received(account),
    )
    for change in changes:
        assert assert_live(client_for(cast.bob), "/en/", change)


@pytest.mark.usefixtures("all_built")
def test_a_failed_payment_closes_nothing_for_seven_days_and_then_all(cast: Cast) -> None:
    payment_failed(cast.alice.account, now=FRIDAY_1755)
    for at, expected in (
        (FRIDAY_1755, ["open", "open", "open"]),
        (OVER - timedelta(microseconds=1), ["open", "open", "open"]),
        (OVER, ["unavailable"] * 3),
    ):
        with clock.frozen(at):
            assert states(cast.alice) == states(cast.bob) == expected


@pytest.mark.usefixtures("all_built", "friday")
def test_channels_follow_the_account_that_was_chosen(cast: Cast) -> None:
    own = client_for(cast.frieda)
    other = add_membership(cast.mallory.account, cast.frieda.person, "member")
    assert states(cast.frieda) == ["unavailable"] * 3 and states(other) == ["open", "open", "unavailable"]

    def rows() -> list[str]:
        page = parse(own.get("/de/").text)
        return [node.attributes["data-state"] for node in page.walk() if node.attributes.get("class") == "board__row"]

    before = rows()
    own.post("/de/accounts", {"membership": other.pk})
    assert before == ["unavailable"] * 3 and rows() == ["open", "open", "unavailable"]


TRIAL = {
    "en": "Your plan: Premium, trial until 14 August 2027",
    "de": "Ihr Tarif: Premium, Testphase bis 14. August 2027",
    "fr": "Votre formule\u00a0: Premium, à l’essai jusqu’au 14 août 2027",
    "es": "Tu plan: Premium, de prueba hasta el 14 de agosto de 2027",
}


@pytest.mark.usefixtures("friday")
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_trial_says_its_last_day(cast: Cast, language: str) -> None:
    until = datetime(2027, 8, 14, 22, tzinfo=UTC)  # midnight in Berlin, where Frieda is
    premium, free = (Plan.objects.get(code=code) for code in ("premium", "free"))
    start_trial(cast.frieda.account, premium, until=until, then=free)
    assert TRIAL[language].replace("\u00a0", " ") in home(cast.frieda, language).replace("\u00a0", " ")


def test_after_the_trial_the_page_names_the_plan_that_follows(cast: Cast) -> None:
    premium, free = (Plan.objects.get(code=code) for code in ("premium", "free"))
    start_trial(cast.frieda.account, premium, until=OVER, then=free, now=FRIDAY_1755)
    with clock.frozen(OVER - timedelta(seconds=1)):
        page = client_for(cast.frieda).get("/en/").text
        assert "Premium, trial until" in page and f'data-refresh-at="{OVER.isoformat(timespec="seconds")}"' in page
    with clock.frozen(OVER):
        assert "Your plan: Free" in home(cast.frieda) and "trial until" not in home(cast.frieda)


GRACE = {
    "en": "Everything works as before until Friday 23 July 2027, 17:55.",
    "de": "Bis Freitag, 23. Juli 2027, 17:55 Uhr funktioniert alles wie bisher.",
    "fr": "Tout fonctionne comme avant jusqu’au vendredi 23 juillet 2027 à 17 h 55.",
    "es": "Todo sigue funcionando igual hasta el viernes 23 de julio de 2027, a las 17:55.",
}
PAUSED = {
    "en": "Your plan is paused: a payment is missing.",
    "de": "Ihr Tarif ruht, weil eine Zahlung fehlt.",
    "fr": "Votre formule est suspendue : il manque un paiement.",
    "es": "Tu plan está en pausa porque falta un pago.",
}


@pytest.mark.parametrize("language", LANGUAGES)
def test_customers_are_told_until_when_and_what_to_do(cast: Cast, language: str) -> None:
    save_topics([*TOPICS, {"code": "payment", "names": {"en": "Paying"}, "is_open_to_everyone": True}], teams={})
    Company.objects.update(dashboard_url="https://app.larkmail.example/billing")
    payment_failed(cast.alice.account, now=FRIDAY_1755)
    for at, sentence in ((FRIDAY_1755, GRACE[language]), (OVER, PAUSED[language])):
        with clock.frozen(at):
            page = client_for(cast.alice).get(f"/{language}/").text
            words = " ".join(parse(page).text.replace("\u00a0", " ").replace("\u202f", " ").split())
            assert sentence in words
            assert f'href="/{language}/tickets/new?topic=payment"' in page
            assert 'href="https://app.larkmail.example/billing"' in page


def test_who_pays_or_is_somebody_else_reads_nothing_of_it(cast: Cast) -> None:
    payment_failed(cast.alice.account, now=FRIDAY_1755)
    with clock.frozen(FRIDAY_1755):
        assert "did not go through" not in home(cast.mallory)
        assert "did not go through" in home(cast.bob)
        assert "did not go through" not in client_for().get("/en/").text
        payment_received(cast.alice.account)
        assert "did not go through" not in home(cast.alice)


def test_a_company_without_the_topic_or_a_dashboard_offers_no_link_to_them(cast: Cast) -> None:
    payment_failed(cast.alice.account, now=FRIDAY_1755)
    with clock.frozen(FRIDAY_1755):
        page = client_for(cast.alice).get("/en/").text
    assert "did not go through" in page and "topic=payment" not in page


def test_none_of_it_costs_a_query(cast: Cast) -> None:
    with clock.frozen(FRIDAY_1755):
        alice = client_for(cast.alice)
        usual = queries_of(alice, "/en/")
        premium, free = (Plan.objects.get(code=code) for code in ("premium", "free"))
        start_trial(cast.alice.account, premium, until=OVER, then=free)
        payment_failed(cast.alice.account)
        assert queries_of(alice, "/en/") == usual
