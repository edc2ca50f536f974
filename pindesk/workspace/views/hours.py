"""Channels, hours and holidays: what is set, what a change would do, and what was set before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from pindesk.accounts.actions.permission import may_manage_people
from pindesk.accounts.requests import AgentRequest
from pindesk.accounts.zones import zone_choices
from pindesk.availability.access import (
    customers_by_plan,
    held_among,
    policy_for,
    policy_with,
    settings_version,
    settings_versions,
    topic_names,
)
from pindesk.availability.actions import save_settings, withdraw_settings
from pindesk.availability.errors import SettingsImpossible, SettingsMoved, StartsInThePast
from pindesk.availability.models import SettingsVersion
from pindesk.availability.settings.checks import problems
from pindesk.availability.settings.kept import as_data, settings_of
from pindesk.availability.settings.sentences import Names
from pindesk.availability.settings.values import Settings
from pindesk.lib import clock
from pindesk.lib.text import number_or_none
from pindesk.plans.access import plans
from pindesk.workspace.hours_form import BLANK_ROWS, MORE_ROWS, MOST_DAYS, DayFields, HoursForm
from pindesk.workspace.hours_page import History, channel_rows, choices_of, read_lines, version_lines
from pindesk.workspace.hours_preview import Change, Preview, preview_of

PAGE = 20


@dataclass(slots=True)
class Asked:
    """One request for the page: the form, the versions that are known, and what is brought back (or None)."""

    form: HoursForm
    versions: list[SettingsVersion]
    present: Settings
    now: datetime
    seen: int
    brings_back: SettingsVersion | None = None
    preview: Preview | None = None
    moved: SettingsVersion | None = None

    @property
    def latest(self) -> int:
        return self.versions[0].pk if self.versions else 0

    @property
    def to_come(self) -> list[SettingsVersion]:
        coming = [one for one in self.versions if one.valid_from > self.now and one.withdrawn_at is None]
        return sorted(coming, key=lambda one: (one.valid_from, one.pk))


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: AgentRequest) -> HttpResponse:
    """What is set, to be changed by leads: what it would do, then letting it hold. `?version=` begins with one."""
    if request.method != "POST":
        return _begun(request)
    may_manage_people(request.agent)
    asked = _asked(request, HoursForm.of(request.POST), number_or_none(request.POST.get("version", "")) or 0)
    asked.brings_back = _version(request.POST.get("brings_back", ""), asked.versions)
    step = request.POST.get("step", "")
    if step in ("more", "regions"):
        return _page(request, asked, extra_rows=MORE_ROWS if step == "more" else 0)
    settings = _previewed(request, asked)
    if settings is not None and step == "save" and asked.preview and _is_what_was_shown(request, asked):
        try:
            return _to(f"saved={_saved(request, asked, settings).pk}")
        except SettingsMoved:
            asked = _asked(request, asked.form, asked.seen)
            settings = _previewed(request, asked)
        except SettingsImpossible as refusal:
            asked.form.place(refusal.problems, topic_names(request.language))
        except StartsInThePast as refusal:
            asked.form.errors["starts_on"] = [str(refusal)]
    asked.moved = next((one for one in asked.versions if one.pk > asked.seen), None)
    return _page(request, asked)


@require_safe
def versions(request: AgentRequest) -> HttpResponse:
    """All that was ever set, newest first, with what it did."""
    found, page = settings_versions(), number_or_none(request.GET.get("page") or "1", 3)
    if not page or (page > 1 and (page - 1) * PAGE >= len(found)):
        raise Http404
    now = clock.now()
    history = History(
        found,
        policy_for(now),
        request.company.languages,
        Names(request.language, _plan_names(request)),
        ZoneInfo(request.company.zone),
        now,
    )
    lines = version_lines(history, slice((page - 1) * PAGE, page * PAGE))
    context = {
        "section": "settings",
        "where": "hours",
        "versions": lines,
        "page": page,
        "has_more": page * PAGE < len(found),
        "may_manage": request.agent.may_lead,
    }
    return render(request, "workspace/policy/hours_versions.html", context)


@require_POST
def withdraw(request: AgentRequest, pk: int) -> HttpResponse:
    """Take back a version that has not begun."""
    withdraw_settings(settings_version(pk), by=request.agent)
    return _to("withdrawn=1")


def _begun(request: AgentRequest) -> HttpResponse:
    """The page before anything was typed."""
    asked = _asked(request, None, None)
    wanted = request.GET.get("version", "")
    if wanted:
        asked.brings_back = _version(wanted, asked.versions)
        if asked.brings_back is None:
            raise Http404
        asked.form = HoursForm.showing(settings_of(asked.brings_back.data))
        if request.agent.may_lead:
            _previewed(request, asked)
    return _page(request, asked)


def _asked(request: AgentRequest, form: HoursForm | None, seen: int | None) -> Asked:
    """What the page needs to know; without a form it shows what holds, without a number all versions were seen."""
    found, now = settings_versions(), clock.now()
    present = held_among(found, now, request.company.zone)
    asked = Asked(form or HoursForm.showing(present), found, present, now, 0)
    asked.seen = asked.latest if seen is None else seen
    return asked


def _previewed(request: AgentRequest, asked: Asked) -> Settings | None:
    """The settings of the form, with their preview if they can hold; None if something is wrong with the form."""
    form, zone = asked.form, ZoneInfo(request.company.zone)
    settings = form.settings(asked.present, tuple(request.company.languages))
    since = form.valid_from(asked.now, zone)
    if settings is None or form.is_wrong:
        return None
    after = policy_with(settings, since)
    if found := problems(settings, after, since):
        form.place(found, topic_names(request.language))
        return None
    held = held_among(asked.versions, since, request.company.zone)
    change = Change(settings, held, policy_for(since), after, since, form.starts == "now", asked.latest)
    names = Names(request.language, _plan_names(request), customers_by_plan(asked.now))
    asked.preview = preview_of(change, names, asked.to_come, zone)
    return settings


def _is_what_was_shown(request: AgentRequest, asked: Asked) -> bool:
    """Whether exactly this was previewed, and nobody has set anything since."""
    return bool(asked.preview and asked.preview.key == request.POST.get("shown") and asked.latest == asked.seen)


def _saved(request: AgentRequest, asked: Asked, settings: Settings) -> SettingsVersion:
    again = asked.brings_back
    is_again = again is not None and as_data(settings) == again.data
    since = asked.form.valid_from(asked.now, ZoneInfo(request.company.zone))
    return save_settings(
        settings,
        by=request.agent,
        valid_from=None if asked.form.starts == "now" else since,
        brings_back=again if is_again else None,
        seen=asked.seen,
    )


def _page(request: AgentRequest, asked: Asked, extra_rows: int = 0) -> HttpResponse:
    form, zone = asked.form, ZoneInfo(request.company.zone)
    saved = _version(request.GET.get("saved", ""), asked.versions)
    context: dict[str, Any] = {
        "section": "settings",
        "where": "hours",
        "form": form,
        "rows": [*form.days, *(DayFields() for _ in range(min(BLANK_ROWS + extra_rows, MOST_DAYS)))],
        "channels": channel_rows(form, request.company.languages),
        "choices": choices_of(form, request.language),
        "zones": zone_choices(asked.now),
        "company_zone": zone,
        "preview": asked.preview,
        "versions_count": len(asked.versions),
        "latest": asked.latest,
        "brings_back": asked.brings_back,
        "moved": asked.moved,
        "to_come": asked.to_come,
        "present": next((one for one in _in_order(asked) if one.valid_from <= asked.now), None),
        "may_manage": request.agent.may_lead,
        "saved": saved,
        "is_withdrawn": "withdrawn" in request.GET,
        "now": asked.now,
    }
    if not request.agent.may_lead:
        context["read"] = read_lines(asked.form, request.language)
    return render(request, "workspace/policy/hours.html", context, status=422 if form.is_wrong else 200)


def _in_order(asked: Asked) -> list[SettingsVersion]:
    """The versions that were not taken back, the last to begin first."""
    standing = (one for one in asked.versions if one.withdrawn_at is None)
    return sorted(standing, key=lambda one: (one.valid_from, one.pk), reverse=True)


def _version(number: str, found: Sequence[SettingsVersion]) -> SettingsVersion | None:
    wanted = number_or_none(number)
    return next((one for one in found if one.pk == wanted), None)


def _plan_names(request: AgentRequest) -> dict[str, str]:
    return {plan.code: plan.name(request.language) for plan in plans()}


def _to(done: str) -> HttpResponse:
    return HttpResponseRedirect(f"{reverse('workspace:hours')}?{done}", status=303)
