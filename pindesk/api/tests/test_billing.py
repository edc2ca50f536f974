"""What the company's billing system says: signed, once, in order, and never an error of ours."""

from __future__ import annotations

import base64
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext

from pindesk.accounts.models import Account
from pindesk.events.access import history
from pindesk.lib import clock
from pindesk.lib.webhooks import signature_of
from pindesk.plans.access import entitlement_of, plan_code_of
from pindesk.plans.actions import change_plan, forget_old_statements
from pindesk.plans.models import BillingState, BillingStatement, Plan, Subscription
from tests.cast import FRIDAY_1755, Cast

pytestmark = pytest.mark.django_db
AT = "/api/v2/billing/events.json"
KEY, OLD_KEY = b"k" * 32, b"o" * 32
DAY, MINUTE = timedelta(days=1), timedelta(minutes=1)


@pytest.fixture(autouse=True)
def secrets(settings: Any) -> None:
    settings.BILLING_SECRETS = (KEY,)


@pytest.fixture
def quinn(cast: Cast) -> Account:
    """Mallory's account, on Business; billing calls it `cus_42`."""
    account = cast.mallory.account
    account.external_id = "cus_42"
    account.save()
    return account


def statement(kind: str, happened_at: datetime = FRIDAY_1755, account: str = "cus_42", **data: Any) -> dict[str, Any]:
    return {"type": kind, "timestamp": happened_at.isoformat(), "data": {"account": account, **data}}


def send(
    body: Any,
    webhook_id: str = "msg_1",
    *,
    now: datetime = FRIDAY_1755,
    sent_at: datetime | None = None,
    key: bytes = KEY,
    path: str = AT,
    **headers: str,
) -> HttpResponse:
    """Post it as billing does, signed at `sent_at`, received at `now`."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    seconds = str(int((sent_at or now).timestamp()))
    own = {
        "webhook-id": webhook_id,
        "webhook-timestamp": seconds,
        "webhook-signature": signature_of(key, webhook_id, seconds, raw),
    }
    with clock.frozen(now):
        client = Client(enforce_csrf_checks=True)
        return client.post(path, raw, content_type="application/json", headers=own | headers)


def said(response: HttpResponse) -> tuple[int, str]:
    return response.status_code, json.loads(response.content).get("outcome", "")


def test_a_plan_is_changed_at_once_and_by_billing(quinn: Account) -> None:
    assert said(send(statement("subscription.changed", plan="premium"))) == (200, "applied")
    assert plan_code_of(quinn.pk, FRIDAY_1755) == "premium"
    event = history(f"account:{quinn.pk}", audience="staff")[-1]
    assert (event.kind, event.actor) == ("subscription.started", "billing")


@pytest.mark.parametrize("path", [AT, AT.removesuffix(".json")])
def test_an_account_is_known_by_its_reference_too(quinn: Account, path: str) -> None:
    for name in (quinn.reference, quinn.reference.lower()):
        answer = send(statement("subscription.changed", account=name, plan="starter"), f"msg_{name}", path=path)
        assert answer.status_code == 200
    assert plan_code_of(quinn.pk, FRIDAY_1755) == "starter"


def test_a_trial_with_what_follows(quinn: Account) -> None:
    until = FRIDAY_1755 + 14 * DAY
    body = statement("subscription.changed", plan="premium", trial_ends_at=until.isoformat(), then="starter")
    assert said(send(body)) == (200, "applied")
    assert entitlement_of(quinn.pk, FRIDAY_1755).trial_until == until
    assert plan_code_of(quinn.pk, until) == "starter"
    assert said(send(body, "msg_2", now=FRIDAY_1755 + DAY)) == (200, "unchanged")


def test_a_trial_that_is_over_before_it_is_heard_of_leaves_what_follows(quinn: Account) -> None:
    over = (FRIDAY_1755 - DAY).isoformat()
    send(statement("subscription.changed", plan="premium", trial_ends_at=over, then="starter"))
    assert plan_code_of(quinn.pk, FRIDAY_1755) == "starter"
    send(statement("subscription.changed", plan="premium", trial_ends_at=over, then=None), "msg_2")
    assert plan_code_of(quinn.pk, FRIDAY_1755) is None


def test_a_change_for_later_begins_then_and_one_of_the_past_now(quinn: Account) -> None:
    later = FRIDAY_1755 + 10 * DAY
    send(statement("subscription.changed", plan="premium", starts_at=later.isoformat()))
    assert (plan_code_of(quinn.pk, FRIDAY_1755), plan_code_of(quinn.pk, later)) == ("business", "premium")
    send(statement("subscription.changed", plan="starter", starts_at=(FRIDAY_1755 - DAY).isoformat()), "msg_2")
    assert plan_code_of(quinn.pk, FRIDAY_1755 - MINUTE) == "business", "what was served stays as it was"
    assert plan_code_of(quinn.pk, later) == "starter"


def test_failed_received_and_ended(quinn: Account) -> None:
    assert said(send(statement("payment.failed"), "msg_1")) == (200, "applied")
    assert entitlement_of(quinn.pk, FRIDAY_1755).grace_until == FRIDAY_1755 + 7 * DAY
    assert said(send(statement("payment.failed", FRIDAY_1755 + DAY), "msg_2", now=FRIDAY_1755 + DAY)) == (
        200,
        "unchanged",
    )
    assert entitlement_of(quinn.pk, FRIDAY_1755).grace_until == FRIDAY_1755 + 7 * DAY
    paid_at = FRIDAY_1755 + 8 * DAY
    assert said(send(statement("payment.received", paid_at), "msg_3", now=paid_at)) == (200, "applied")
    assert plan_code_of(quinn.pk, paid_at) == "business"
    assert said(send(statement("subscription.ended", paid_at), "msg_4", now=paid_at)) == (200, "applied")
    assert plan_code_of(quinn.pk, paid_at) is None


def test_the_same_name_again_does_nothing(cast: Cast, quinn: Account) -> None:
    body = statement("subscription.changed", plan="premium")
    send(body)
    change_plan(quinn, Plan.objects.get(code="starter"), by=cast.lin, now=FRIDAY_1755 + MINUTE)
    before = list(Subscription.objects.values())
    for again in (body, statement("subscription.ended")):
        assert said(send(again, now=FRIDAY_1755 + 2 * MINUTE)) == (200, "repeated")
    assert list(Subscription.objects.values()) == before and BillingStatement.objects.count() == 1


def test_a_replay_within_five_minutes_does_nothing_and_a_later_one_is_refused(quinn: Account) -> None:
    body = statement("payment.failed")
    send(body)
    send(statement("payment.received"), "msg_2")
    assert said(send(body, now=FRIDAY_1755 + 5 * MINUTE, sent_at=FRIDAY_1755)) == (200, "repeated")
    late = send(body, now=FRIDAY_1755 + 5 * MINUTE + timedelta(seconds=1), sent_at=FRIDAY_1755)
    assert late.status_code == 401 and entitlement_of(quinn.pk, FRIDAY_1755).grace_until is None


def test_what_is_older_than_what_was_said_last_does_not_overwrite(quinn: Account) -> None:
    send(statement("subscription.changed", plan="premium"))
    earlier = statement("subscription.changed", FRIDAY_1755 - timedelta(seconds=1), plan="starter")
    assert said(send(earlier, "msg_2")) == (200, "stale")
    assert said(send(statement("subscription.ended", FRIDAY_1755 - DAY), "msg_3")) == (200, "stale")
    assert plan_code_of(quinn.pk, FRIDAY_1755) == "premium"


def test_plans_and_payments_each_have_an_order_of_their_own(quinn: Account) -> None:
    send(statement("payment.failed"))
    assert said(send(statement("subscription.changed", FRIDAY_1755 - DAY, plan="premium"), "msg_2")) == (200, "applied")
    assert said(send(statement("payment.received", FRIDAY_1755 - DAY), "msg_3")) == (200, "stale")
    assert entitlement_of(quinn.pk, FRIDAY_1755).is_in_grace and plan_code_of(quinn.pk, FRIDAY_1755) == "premium"


def test_a_failure_heard_before_the_subscription_is_taken_when_it_is_sent_again(quinn: Account) -> None:
    Subscription.objects.all().delete()
    assert send(statement("payment.failed", FRIDAY_1755 + MINUTE), "msg_1").status_code == 422
    send(statement("subscription.changed", plan="premium"), "msg_2")
    assert said(send(statement("payment.failed", FRIDAY_1755 + MINUTE), "msg_1")) == (200, "applied")
    assert entitlement_of(quinn.pk, FRIDAY_1755).is_in_grace


@pytest.mark.parametrize(
    "headers",
    [
        {"webhook-signature": ""},
        {"webhook-signature": "v1,AAAA"},
        {"webhook-id": "msg_2"},
        {"webhook-id": ""},
        {"webhook-id": "a.b"},
        {"webhook-id": "x" * 201},
        {"webhook-timestamp": "0"},
        {"webhook-timestamp": "now"},
        {"webhook-timestamp": "9" * 11},
        {"webhook-timestamp": "9" * 400},
        {"webhook-timestamp": "-5"},
    ],
)
def test_a_forged_head_is_refused(quinn: Account, headers: dict[str, str]) -> None:
    answer = send(statement("subscription.ended"), **headers)
    assert answer.status_code == 401 and json.loads(answer.content)["description"]
    assert plan_code_of(quinn.pk, FRIDAY_1755) == "business" and not BillingStatement.objects.exists()


def test_a_body_that_was_changed_or_signed_with_another_key_is_refused(quinn: Account) -> None:
    seconds = str(int(FRIDAY_1755.timestamp()))
    signature = signature_of(KEY, "msg_1", seconds, json.dumps(statement("payment.failed")).encode())
    assert send(statement("subscription.ended"), **{"webhook-signature": signature}).status_code == 401
    assert send(statement("subscription.ended"), key=OLD_KEY).status_code == 401
    assert plan_code_of(quinn.pk, FRIDAY_1755) == "business"


def test_while_the_secret_is_changed_both_are_good(quinn: Account, settings: Any) -> None:
    settings.BILLING_SECRETS = (KEY, OLD_KEY)
    assert send(statement("payment.failed"), "msg_1", key=OLD_KEY).status_code == 200
    settings.BILLING_SECRETS = (KEY,)
    body = json.dumps(statement("payment.received")).encode()
    seconds = str(int(FRIDAY_1755.timestamp()))
    both = " ".join(signature_of(key, "msg_2", seconds, body) for key in (OLD_KEY, KEY))
    assert send(body, "msg_2", **{"webhook-signature": both}).status_code == 200


@pytest.mark.parametrize("minutes", [-6, 6])
def test_a_time_of_sending_that_is_off_is_refused(quinn: Account, minutes: int) -> None:
    answer = send(statement("payment.failed"), sent_at=FRIDAY_1755 + minutes * MINUTE)
    assert answer.status_code == 401 and "5 minutes" in json.loads(answer.content)["description"]


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b"", 400),
        (b"{", 400),
        (b"[]", 400),
        (b"\xff\xfe", 400),
        (b"[" * 60_000, 400),
        (b'{"a": "' + b"x" * 64 * 1024 + b'"}', 413),
        (b'{"a": "' + b"x" * 1100 * 1024 + b'"}', 413),
        ({}, 422),
        ({"type": []}, 422),
        ({"type": "payment.failed"}, 422),
        (statement("payment.refunded"), 422),
        (statement("payment.failed") | {"timestamp": None}, 422),
        (statement("payment.failed") | {"timestamp": "yesterday"}, 422),
        (statement("payment.failed") | {"timestamp": "2027-07-16T17:55:00"}, 422),
        (statement("payment.failed") | {"timestamp": "9999-12-31T23:59:59-14:00"}, 422),
        (statement("payment.failed") | {"timestamp": "0001-01-01T00:00:00+14:00"}, 422),
        (statement("payment.failed", FRIDAY_1755 + 6 * MINUTE), 422),
        (statement("payment.failed", account="cus_43"), 422),
        (statement("payment.failed", account="a\x00b"), 422),
        (statement("payment.failed", account=""), 422),
        (statement("payment.failed", account="\ud800"), 422),
        (statement("payment.failed", account=" cus_42"), 422),
        ({"type": "\ud800", "timestamp": "2027-07-16T00:00:00Z", "data": {}}, 422),
        ({"type": "\x00" * 60, "timestamp": "2027-07-16T00:00:00Z", "data": {}}, 422),
        (b'{"type": ' + b"9" * 6000 + b"}", 400),
        (statement("subscription.changed", plan="\ud800"), 422),
        (statement("payment.failed", account=42), 422),  # type: ignore[arg-type]
        (statement("payment.failed", account="x" * 201), 422),
        (statement("subscription.changed"), 422),
        (statement("subscription.changed", plan="platinum"), 422),
        (statement("subscription.changed", plan="a\x00b"), 422),
        (statement("subscription.changed", plan="pre mium"), 422),
        (statement("subscription.changed", plan="premium", starts_at=7), 422),
        (statement("subscription.changed", plan="premium", trial_ends_at="2027-08-01T00:00:00Z"), 422),
        (statement("subscription.changed", plan="premium", trial_ends_at="2027-08-01T00:00:00Z", then="x"), 422),
        (statement("subscription.changed", plan="premium", trial_ends_at="2500-08-01T00:00:00Z", then="free"), 422),
    ],
)
def test_what_cannot_be_taken_changes_nothing_and_says_why(quinn: Account, body: Any, status: int) -> None:
    before = list(Subscription.objects.values())
    answer = send(body)
    assert answer.status_code == status and json.loads(answer.content)["description"].endswith(".")
    assert list(Subscription.objects.values()) == before and not BillingState.objects.exists()


def test_what_is_refused_may_come_again_for_three_days_and_then_no_more(cast: Cast, quinn: Account) -> None:
    body = statement("subscription.changed", account="cus_new", plan="premium")
    for hours in (0, 1, 71):
        assert send(body, now=FRIDAY_1755 + timedelta(hours=hours)).status_code == 422
    assert said(send(body, now=FRIDAY_1755 + 3 * DAY)) == (200, "dropped")
    Account.objects.filter(pk=cast.frieda.account_id).update(external_id="cus_new")
    assert said(send(body, now=FRIDAY_1755 + 3 * DAY)) == (200, "repeated")
    assert said(send(body, "msg_2", now=FRIDAY_1755 + 3 * DAY)) == (200, "applied"), "under a new name it is taken"


def test_an_account_that_is_added_meanwhile_is_found(cast: Cast, quinn: Account) -> None:
    body = statement("subscription.changed", account="cus_new", plan="premium")
    assert send(body).status_code == 422
    Account.objects.filter(pk=cast.frieda.account_id).update(external_id="cus_new")
    assert said(send(body, now=FRIDAY_1755 + DAY)) == (200, "applied")
    assert plan_code_of(cast.frieda.account_id, FRIDAY_1755 + DAY) == "premium"


def test_without_a_secret_there_is_nothing_at_the_address(quinn: Account, settings: Any) -> None:
    settings.BILLING_SECRETS = ()
    assert send(statement("payment.failed")).status_code == 404
    assert Client().get(AT).status_code == 404


def test_only_post_is_taken_and_no_browser_of_another_site(quinn: Account) -> None:
    answer = Client().get(AT)
    assert (answer.status_code, answer["Allow"]) == (405, "POST")
    foreign = send(statement("payment.failed"), origin="https://evil.example")
    assert foreign.status_code == 403 and not BillingStatement.objects.exists()


def test_refusals_are_said_in_the_language_that_is_asked_for(quinn: Account) -> None:
    answer = send(statement("payment.failed", account="?"), **{"accept-language": "de"})
    assert json.loads(answer.content)["description"] == "Es gibt kein Konto mit diesem Namen oder dieser Referenz."


def test_the_example_of_the_documentation_is_signed_right(quinn: Account, settings: Any) -> None:
    code = (settings.LOCALE_PATHS[0].parent.parent / "docs" / "billing.md").read_text()
    names: dict[str, Any] = {}
    exec(code.split("```python\n")[1].split("```")[0], names)  # noqa: S102 - ours
    raw = json.dumps(statement("payment.failed", datetime.now(UTC) - DAY)).encode()
    headers = names["signed"](raw, f"whsec_{base64.b64encode(KEY).decode()}", "msg_1")
    kind = headers.pop("Content-Type")
    answer = Client(enforce_csrf_checks=True).post(AT, raw, content_type=kind, headers=headers)
    assert said(answer) == (200, "applied")


def test_names_are_forgotten_when_nobody_repeats_them(quinn: Account) -> None:
    send(statement("payment.failed"))
    forget_old_statements(now=FRIDAY_1755 + 180 * DAY)
    assert BillingStatement.objects.count() == 1
    forget_old_statements(now=FRIDAY_1755 + 181 * DAY)
    assert not BillingStatement.objects.exists()
    assert said(send(statement("payment.failed", FRIDAY_1755 - MINUTE), now=FRIDAY_1755)) == (200, "stale")


def test_what_is_said_takes_as_many_queries_whatever_was_said_before(quinn: Account) -> None:
    def queries(number: int) -> int:
        plan = ("premium", "business")[number % 2]
        with CaptureQueriesContext(connection) as found:
            send(statement("subscription.changed", plan=plan, happened_at=FRIDAY_1755 + number * MINUTE),
                 f"msg_{number}", now=FRIDAY_1755 + number * MINUTE)  # fmt: skip
        return len(found)

    queries(0)
    first = queries(1)
    assert [queries(number) for number in range(2, 8)] == [first] * 6
