"""The policy of this moment, and the topics, as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from types import MappingProxyType

from django.core.validators import slug_re
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.http import Http404

from pindesk.accounts.models import Company, Membership
from pindesk.availability import shipped
from pindesk.availability.models import SettingsVersion, Topic
from pindesk.availability.policy import PlanPolicy, Policy, TopicPolicy
from pindesk.availability.settings.kept import settings_of, shipped_settings
from pindesk.availability.settings.values import Settings, applied
from pindesk.availability.stored import kept_fields, kept_helps
from pindesk.lib.prepared import Prepared, columns, row_of
from pindesk.plans.models import Plan, Subscription

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
    """The company's policy at that instant; built once per version in every process, so that pages and enforcement
    never differ."""
    return _policy_at(at, *_known())


def settings_for(at: datetime) -> Settings:
    """What is set of the channels and holds at that instant; at most two queries."""
    row = _begun(at).last()
    return settings_of(row.data) if row else shipped_settings(_zone())


def settings_versions() -> list[SettingsVersion]:
    """Everything that was ever set of the channels, with who set it, newest first; one query."""
    return list(SettingsVersion.objects.select_related("by__person").order_by("-pk"))


def held_among(versions: Iterable[SettingsVersion], at: datetime, zone: str) -> Settings:
    """What `settings_for` answers, of versions that are there already; `zone` is the company's."""
    begun = [one for one in versions if one.valid_from <= at and one.withdrawn_at is None]
    last = max(begun, key=lambda one: (one.valid_from, one.pk), default=None)
    return settings_of(last.data) if last else shipped_settings(zone)


def settings_version(number: int) -> SettingsVersion:
    """The version of that number. Raises Http404."""
    found = SettingsVersion.objects.select_related("by__person").filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def latest_settings() -> int:
    """The number of the version that was saved last, whether it holds or not; 0 while nothing was ever set."""
    return SettingsVersion.objects.order_by("pk").values_list("pk", flat=True).last() or 0


def customers_by_plan(at: datetime) -> dict[str, int]:
    """How many people of customers' accounts each plan has at that instant, by its code; one query."""
    served = Subscription.objects.served_at(at).filter(account_id=OuterRef("account_id")).order_by("-starts_at")
    members = Membership.objects.filter(removed_at=None, person__is_active=True)
    found = members.annotate(plan=Subquery(served.values("plan_id")[:1])).exclude(plan=None)
    return dict(found.order_by().values_list("plan").annotate(people=Count("pk")))


def policy_with(settings: Settings, at: datetime) -> Policy:
    """The policy as it would be with these settings, for a preview."""
    version, zone, languages = _known()
    return applied(settings, _policy_at(at, version, zone, languages), year=at.year, languages=languages)


def forget() -> None:
    """Build the policy anew next time, where a version number may come a second time: between tests."""
    _versions.cache_clear()
    _policy.cache_clear()
    topics_of_version.cache_clear()


def _known() -> tuple[int, str, tuple[str, ...]]:
    """The number of the policy's version, and the company's zone and languages; one query."""
    found = _VERSION.first()
    assert found, "there is no company yet"
    version, zone, languages = found
    return version, zone, tuple(languages)


def _policy_at(at: datetime, version: int, zone: str, languages: tuple[str, ...]) -> Policy:
    begun = [number for since, number in _versions(version) if since <= at]
    return _policy(version, zone, languages, begun[-1] if begun else None, at.year)


def _begun(at: datetime) -> QuerySet[SettingsVersion]:
    """The versions that had begun by then, in the order in which they began to hold."""
    return SettingsVersion.objects.filter(valid_from__lte=at, withdrawn_at=None).order_by("valid_from", "pk")


def _zone() -> str:
    return Company.objects.values_list("zone", flat=True)[0]


@lru_cache(maxsize=2)
def _versions(version: int) -> tuple[tuple[datetime, int], ...]:
    """When each version of the settings begins to hold, and its number, in that order."""
    rows = SettingsVersion.objects.filter(withdrawn_at=None).order_by("valid_from", "pk")
    return tuple(rows.values_list("valid_from", "pk"))


@lru_cache(maxsize=4)
def _policy(version: int, zone: str, languages: tuple[str, ...], number: int | None, year: int) -> Policy:
    """The policy of that version with the settings of that number; None: those that Pindesk starts with."""
    found = _shipped(version, zone, languages)
    if number is None:
        return found
    data = SettingsVersion.objects.values_list("data", flat=True).get(pk=number)
    return applied(settings_of(data), found, year=year, languages=languages)


def _shipped(version: int, zone: str, languages: tuple[str, ...]) -> Policy:
    """The company's topics and plans, with the hours and channels that Pindesk starts with."""
    plans = {row.code: PlanPolicy(row.code, tuple(row.channels), row.promise_seconds) for row in Plan.objects.all()}
    topics = topics_of_version(version)
    return shipped.policy(version=version, zone=zone, languages=languages, topics=topics, plans=plans)


@lru_cache(maxsize=2)
def topics_of_version(version: int) -> Mapping[str, TopicPolicy]:
    """Every topic by code, those no longer offered too, as that version of the policy has them; no query but once."""
    return MappingProxyType({row.code: _topic(row) for row in Topic.objects.all()})


def _topic(row: Topic) -> TopicPolicy:
    return TopicPolicy(
        code=row.code,
        needs_writing=row.needs_writing,
        usually_investigated=row.usually_investigated,
        is_open_to_everyone=row.is_open_to_everyone,
        is_urgent=row.is_urgent,
        promise_seconds=row.promise_seconds,
        names=row.names,
        fields=kept_fields(row.fields),
        helps=kept_helps(row.helps),
    )
