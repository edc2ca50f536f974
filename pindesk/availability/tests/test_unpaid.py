"""What is left of the channels once an account has not paid for too long."""

from __future__ import annotations

from datetime import timedelta

import pytest

from pindesk.accounts.models import Account
from pindesk.availability.access import policy_for
from pindesk.availability.policy import Channel, Customer, Reason
from pindesk.availability.rules import availability
from pindesk.plans.access import plan_code_of
from pindesk.plans.actions import payment_failed
from tests.cast import FRIDAY_1755, Cast

pytestmark = pytest.mark.django_db
OVER = FRIDAY_1755 + timedelta(days=7)


@pytest.fixture
def lenoir(cast: Cast) -> Account:
    """Alice's account, on Premium."""
    return cast.alice.account


def test_after_grace_every_channel_is_not_in_plan_and_recovery_stays_open(lenoir: Account) -> None:
    payment_failed(lenoir, now=FRIDAY_1755)
    customer = Customer(plan=plan_code_of(lenoir.pk, OVER))
    answers = availability(policy_for(OVER), customer, "sending", "en", OVER)
    assert all(Reason.NOT_IN_PLAN in answer.reasons for answer in answers.values())
    open_to_all = availability(policy_for(OVER), customer, "account_unlock", "en", OVER)
    assert open_to_all[Channel.TICKET].is_usable
