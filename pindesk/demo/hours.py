"""What Larkmail's lead has set of its hours: French holidays, days of its own, and a change that is to come."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pindesk.accounts.models import Agent
from pindesk.availability.actions import save_settings
from pindesk.availability.policy import Channel
from pindesk.availability.settings.kept import OFFICE, shipped_settings
from pindesk.availability.settings.values import ScheduleSettings, Settings
from pindesk.demo.people import COMPANY_ZONE
from pindesk.hours.schedule import CalendarDay, Span

NINE, NOON, FIVE = time(9), time(12), time(17)
HALF_DAY = (Span(NINE, NOON),)
FRIDAY = 4
KNOWN_AHEAD = timedelta(days=40)


def set_hours(lead: Agent, began: datetime, now: datetime) -> None:
    """Holidays and days since the beginning; from a later month on, Fridays end earlier and chat is in German too."""
    shipped = shipped_settings(COMPANY_ZONE)
    office = replace(shipped.schedules[OFFICE], country="FR", days=_own_days(now.date()))
    present = replace(shipped, schedules={OFFICE: office})
    save_settings(present, by=lead, now=began + timedelta(days=30))
    save_settings(_next(present, office), by=lead, valid_from=_month_ahead(now), now=now - timedelta(days=2))


def _own_days(today: date) -> tuple[CalendarDay, ...]:
    years = (today.year, today.year + 1)
    return tuple(
        day
        for year in years
        for day in (
            CalendarDay(date(year, 12, 24), "Christmas Eve", HALF_DAY),
            CalendarDay(date(year, 12, 31), "New Year's Eve", HALF_DAY),
        )
    )


def _next(present: Settings, office: ScheduleSettings) -> Settings:
    week = tuple(replace(one, end=FIVE) if one.weekday == FRIDAY else one for one in office.intervals)
    chat = present.channels[Channel.CHAT]
    return replace(
        present,
        schedules={OFFICE: replace(office, intervals=week)},
        channels={**present.channels, Channel.CHAT: replace(chat, languages=(*chat.languages, "de"))},
    )


def _month_ahead(now: datetime) -> datetime:
    """The first day of a month, some five weeks ahead or more, at 0:00 in Paris."""
    zone = ZoneInfo(COMPANY_ZONE)
    first = (now.astimezone(zone).date() + KNOWN_AHEAD).replace(day=1) + timedelta(days=31)
    return datetime.combine(first.replace(day=1), time(), zone)
