"""Settings as they are kept: JSON to values and back. What cannot be read is refused with the reason."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time
from typing import Any

from pindesk.availability.policy import Channel
from pindesk.availability.settings.values import ChannelSettings, ScheduleSettings, Settings
from pindesk.availability.shipped import ADVICE, LANGUAGES, OFFICE_HOURS, OFFICE_LANGUAGES, PROMISE_SECONDS
from pindesk.hours.schedule import CalendarDay, Interval, Span

OFFICE = "office"


def shipped_settings(zone: str) -> Settings:
    """What holds while nobody has set anything: the shipped hours, in the company's zone. Source: RULES 1."""
    return Settings(
        schedules={OFFICE: ScheduleSettings(zone, OFFICE_HOURS)},
        channels={
            Channel.TICKET: ChannelSettings(languages=LANGUAGES),
            Channel.CHAT: ChannelSettings(OFFICE, OFFICE_LANGUAGES),
            Channel.PHONE: ChannelSettings(OFFICE, OFFICE_LANGUAGES),
        },
        promise_seconds=PROMISE_SECONDS,
        advice=ADVICE,
    )


def as_data(settings: Settings) -> dict[str, Any]:
    """The settings as JSON keeps them; times of the wall clock as `09:00`."""
    return {
        "schedules": {code: _schedule_data(one) for code, one in settings.schedules.items()},
        "channels": {
            str(code): {"schedule": one.schedule, "languages": list(one.languages), "is_on": one.is_on}
            for code, one in settings.channels.items()
        },
        "promise_seconds": settings.promise_seconds,
        "waits_on_any_topic": settings.waits_on_any_topic,
        "advice": {code: [str(channel) for channel in order] for code, order in settings.advice.items()},
    }


def settings_of(data: Mapping[str, Any]) -> Settings:
    """The settings that `as_data` has written."""
    return Settings(
        schedules={code: _schedule(one) for code, one in data["schedules"].items()},
        channels={
            code: ChannelSettings(one["schedule"], tuple(one["languages"]), one["is_on"])
            for code, one in data["channels"].items()
        },
        promise_seconds=data["promise_seconds"],
        waits_on_any_topic=data["waits_on_any_topic"],
        advice={code: tuple(order) for code, order in data["advice"].items()},
    )


def _schedule_data(one: ScheduleSettings) -> dict[str, Any]:
    return {
        "zone": one.zone,
        "intervals": [[interval.weekday, *_span_data(interval.span)] for interval in one.intervals],
        "country": one.country,
        "region": one.region,
        "days": [
            {"on": day.on.isoformat(), "name": day.name, "spans": [_span_data(span) for span in day.spans]}
            for day in one.days
        ],
    }


def _schedule(data: Mapping[str, Any]) -> ScheduleSettings:
    return ScheduleSettings(
        zone=data["zone"],
        intervals=tuple(Interval(weekday, *_times(span)) for weekday, *span in data["intervals"]),
        country=data["country"],
        region=data["region"],
        days=tuple(
            CalendarDay(date.fromisoformat(day["on"]), day["name"], tuple(Span(*_times(span)) for span in day["spans"]))
            for day in data["days"]
        ),
    )


def _span_data(span: Span) -> list[str]:
    return [f"{at:%H:%M}" for at in (span.start, span.end)]


def _times(span: list[str]) -> tuple[time, time]:
    start, end = (time.fromisoformat(at) for at in span)
    return start, end
