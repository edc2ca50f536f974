"""The same statement of billing sent several times at once, on threads and connections of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import connection

from pindesk.lib.refusals import Refusal
from pindesk.plans.actions import take
from pindesk.plans.models import BillingStatement, Subscription
from tests.cast import FRIDAY_1755, Cast

pytestmark = pytest.mark.django_db(transaction=True)
AT_ONCE = 5


def at_once(act: Callable[[int], str]) -> Counter[str]:
    """What came of it on each of five threads that begin together; an error is raised here, a refusal is its code."""
    barrier = Barrier(AT_ONCE)

    def run(number: int) -> str:
        try:
            barrier.wait()
            return act(number)
        except Refusal as refusal:
            return refusal.code
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return Counter(pool.map(run, range(AT_ONCE)))


def said(account: str, **data: str) -> dict[str, Any]:
    data["account"] = account
    return {"type": "subscription.changed", "timestamp": FRIDAY_1755.isoformat(), "data": data}


def test_one_is_applied_and_the_others_are_repeated(cast: Cast) -> None:
    body = said(cast.mallory.account.reference, plan="premium")
    assert at_once(lambda number: take("msg_1", body, now=FRIDAY_1755)) == {"applied": 1, "repeated": AT_ONCE - 1}
    assert Subscription.objects.filter(account=cast.mallory.account).count() == 2


def test_under_several_ids_one_makes_the_change(cast: Cast) -> None:
    body = said(cast.mallory.account.reference, plan="premium")
    found = at_once(lambda number: take(f"msg_{number}", body, now=FRIDAY_1755))
    assert found == {"applied": 1, "unchanged": AT_ONCE - 1}


def test_what_cannot_be_taken_is_refused_to_each(cast: Cast) -> None:
    body = said("cus_new", plan="premium")
    assert at_once(lambda number: take("msg_1", body, now=FRIDAY_1755)) == {"cannot_be_taken": AT_ONCE}
    assert BillingStatement.objects.get().outcome == "refused"
