"""The policy is kept by its version, and every change of what is in it makes a new one."""

from __future__ import annotations

import pytest

from pindesk.accounts.access.trail import audit_trail
from pindesk.accounts.models import Company
from pindesk.availability.access import policy_for
from pindesk.availability.actions import save_topics
from pindesk.availability.policy import SIGNED_OUT, Reason
from pindesk.availability.rules import availability
from pindesk.events.models import Event
from pindesk.plans.actions import save_plans
from tests.cast import FRIDAY_1755, Cast

pytestmark = pytest.mark.django_db


def test_a_changed_plan_is_in_the_policy_at_once(cast: Cast) -> None:
    assert "chat" in policy_for(FRIDAY_1755).plans["business"].channels
    save_plans([{"code": "business", "names": {"en": "Business"}, "channels": ["ticket"], "promise_seconds": 7200}])
    now = policy_for(FRIDAY_1755).plans["business"]
    assert (now.channels, now.promise_seconds) == (("ticket",), 7200)


def test_saving_plans_and_topics_is_recorded_and_shown_in_the_trail(cast: Cast) -> None:
    save_plans([{"code": "business", "names": {}, "channels": [], "promise_seconds": None}], by=cast.lin)
    save_topics([{"code": "api", "names": {}}], {}, by=cast.lin)
    newest = Event.objects.order_by("-id")[:2]
    assert [(event.kind, event.subject, event.audience, event.data) for event in newest] == [
        ("policy.topics_saved", "company", "staff", {"count": 1}),
        ("plans.saved", "company", "staff", {"count": 1}),
    ]
    assert [(entry.actor, entry.subject, entry.words) for entry in audit_trail(limit=2)] == [
        ("Lin Chen", "The company", "has new values for its topics (1)"),
        ("Lin Chen", "The company", "has new values for its plans (1)"),
    ]


def test_channels_are_served_in_the_companys_languages_only(cast: Cast) -> None:
    Company.objects.update(languages=["de", "en"])
    channels = policy_for(FRIDAY_1755).channels
    assert [channels[code].languages for code in ("ticket", "chat", "phone")] == [("de", "en"), ("en",), ("en",)]
    french = availability(policy_for(FRIDAY_1755), SIGNED_OUT, None, "fr", FRIDAY_1755)["ticket"]
    assert Reason.LANGUAGE_NOT_SERVED in french.reasons


def test_a_channel_that_no_language_is_left_for_is_off(cast: Cast) -> None:
    Company.objects.update(languages=["de"])
    channels = policy_for(FRIDAY_1755).channels
    assert [channels[code].is_on for code in ("ticket", "chat", "phone")] == [True, False, False]
