"""Changes of channels, hours and holidays: versions that are never rewritten, from now on or from a later day."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import F

from pindesk.accounts.actions.permission import lock_people, may_manage_people
from pindesk.accounts.actions.recording import record_on
from pindesk.accounts.models import Agent, Company
from pindesk.availability.access import latest_settings, policy_with
from pindesk.availability.errors import SettingsImpossible, SettingsMoved, SettingsNotToCome, StartsInThePast
from pindesk.availability.events import SettingsSaved, SettingsWithdrawn
from pindesk.availability.models import SettingsVersion
from pindesk.availability.settings.checks import problems
from pindesk.availability.settings.kept import as_data, settings_of
from pindesk.availability.settings.values import Settings
from pindesk.lib import clock


@transaction.atomic
def save_settings(
    settings: Settings,
    *,
    by: Agent,
    valid_from: datetime | None = None,
    brings_back: SettingsVersion | None = None,
    seen: int | None = None,
    now: datetime | None = None,
) -> SettingsVersion:
    """Let the settings hold from `valid_from` (aware; None: from now) on. Records `policy.settings_saved`.

    `seen` is the number of the last version that the author knew of (None: they do not say). Raises NotAllowed for
    agents who do not lead, SettingsMoved if there is a later one, StartsInThePast, and SettingsImpossible with all that
    is wrong.
    """
    lock_people()
    may_manage_people(by)
    if seen is not None and latest_settings() != seen:
        raise SettingsMoved
    at = now or clock.now()
    since = valid_from or at
    if since < at:
        raise StartsInThePast
    if found := problems(settings, policy_with(settings, since), since):
        raise SettingsImpossible(found)
    row = SettingsVersion.objects.create(
        data=as_data(settings), valid_from=since, by=by, brings_back=brings_back, created_at=at
    )
    _new_version()
    record_on("company", SettingsSaved(row.pk, brings_back.pk if brings_back else None), by=by, at=at)
    return row


def bring_back_settings(row: SettingsVersion, *, by: Agent, now: datetime | None = None) -> SettingsVersion:
    """Let the values of an earlier version hold again, as a new one. Raises what `save_settings` raises."""
    return save_settings(settings_of(row.data), by=by, brings_back=row, now=now)


@transaction.atomic
def withdraw_settings(row: SettingsVersion, *, by: Agent, now: datetime | None = None) -> None:
    """Take back a version that has not begun to hold; once more, nothing happens. Records `policy.settings_withdrawn`.

    Raises NotAllowed for agents who do not lead, SettingsNotToCome for one that holds or has held.
    """
    may_manage_people(by)
    at = now or clock.now()
    if not SettingsVersion.objects.filter(pk=row.pk, valid_from__gt=at).exists():
        raise SettingsNotToCome
    if SettingsVersion.objects.filter(pk=row.pk, withdrawn_at=None).update(withdrawn_at=at):
        _new_version()
        record_on("company", SettingsWithdrawn(row.pk), by=by, at=at)


def _new_version() -> None:
    Company.objects.update(policy_version=F("policy_version") + 1)
