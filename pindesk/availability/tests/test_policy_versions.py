"""The policy is kept by its version, and every change of what is in it makes a new one."""

from __future__ import annotations

import pytest

from pindesk.availability.access import policy_for
from pindesk.plans.actions import save_plans
from tests.cast import FRIDAY_1755, Cast

pytestmark = pytest.mark.django_db


def test_a_changed_plan_is_in_the_policy_at_once(cast: Cast) -> None:
    assert "chat" in policy_for(FRIDAY_1755).plans["business"].channels
    save_plans([{"code": "business", "names": {"en": "Business"}, "channels": ["ticket"], "promise_seconds": 7200}])
    now = policy_for(FRIDAY_1755).plans["business"]
    assert (now.channels, now.promise_seconds) == (("ticket",), 7200)
