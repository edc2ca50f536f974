"""The policy of this moment, and the topics, as values."""

from __future__ import annotations

from datetime import datetime
from functools import lru_cache

from django.core.validators import slug_re

from pindesk.accounts.models import Company
from pindesk.availability import shipped
from pindesk.availability.models import Topic
from pindesk.availability.policy import PlanPolicy, Policy, TopicPolicy
from pindesk.lib.prepared import Prepared, columns, row_of
from pindesk.plans.models import Plan

_TOPICS = Prepared(lambda: Topic.objects.filter(is_active=True).values_list(*columns(Topic)))
_TOPIC_NAMES = Prepared(lambda: Topic.objects.values_list("code", "names"))
_VERSION = Prepared(lambda: Company.objects.values_list("policy_version", "zone", "languages")[:1])


def topic_or_none(code: str) -> Topic | None:
    """The topic of that code if customers may choose it."""
    if not slug_re.fullmatch(code):
        return None
    return Topic.objects.filter(code=code, is_active=True).first()


def topics() -> list[Topic]:
    """The topics that customers may choose, in the company's order; one query."""
    return [row_of(Topic, found) for found in _TOPICS.rows()]


def topic_names(language: str) -> dict[str, str]:
    """The name of every topic by code, retired ones too, in that language; one query."""
    return {code: names.get(language) or names.get("en") or code for code, names in _TOPIC_NAMES.rows()}


def all_topics() -> list[Topic]:
    """Every topic in the company's order, with its team, those no longer offered last; one query."""
    return list(Topic.objects.select_related("team").order_by("-is_active", "position"))


def policy_for(at: datetime) -> Policy:
    """The company's policy; built once per version in every process, so that pages and enforcement never differ."""
    found = _VERSION.first()
    assert found, "there is no company yet"
    version, zone, languages = found
    return _policy(version, zone, tuple(languages))


def forget() -> None:
    """Build the policy anew next time, where a version number may come a second time: between tests."""
    _policy.cache_clear()


@lru_cache(maxsize=2)
def _policy(version: int, zone: str, languages: tuple[str, ...]) -> Policy:
    plans = {row.code: PlanPolicy(row.code, tuple(row.channels), row.promise_seconds) for row in Plan.objects.all()}
    rows = {
        row.code: TopicPolicy(
            code=row.code,
            needs_writing=row.needs_writing,
            usually_investigated=row.usually_investigated,
            is_open_to_everyone=row.is_open_to_everyone,
            is_urgent=row.is_urgent,
            promise_seconds=row.promise_seconds,
        )
        for row in Topic.objects.all()
    }
    return shipped.policy(version=version, zone=zone, languages=languages, topics=rows, plans=plans)
