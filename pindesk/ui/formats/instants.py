"""One instant in words. Instants come in aware, of any zone; `zone` and `language` are the reader's.

Columns (`clock`, `moment`, `by_short`) are short and of even width, sentences (`on`, `by`) have no leading zero.
Within six days a weekday names the day (tomorrow too: a page stays open over midnight), beyond that the date does, and
another year is said. What is read later, as a mail is, takes `on_date`, `by_date` and `full`, which never say "today".
"""

from __future__ import annotations

import datetime as days
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from pindesk.ui.formats.styles import Style, names, style


def clock(at: datetime, zone: ZoneInfo, language: str) -> str:
    """A column's clock time: `16:42`, `09:05`; in French `16 h 42`, `9 h 05`."""
    local = at.astimezone(zone)
    if language == "fr":
        return wall_time(local.hour, local.minute, language)
    return f"{local.hour:02}:{local.minute:02}"


def wall_time(hour: int, minute: int, language: str) -> str:
    """A clock time in a sentence: `9:00`; in French `9 h`, `9 h 05`."""
    if language == "fr" and minute == 0:
        return f"{hour}\u00a0h"
    return style(language).hours.format(h=hour, m=minute)


def moment(at: datetime, now: datetime, zone: ZoneInfo, language: str) -> str:
    """When, in a list: `today 15:58`, `Fri 16:42`, `12 Sept`, `12 Sept 2025`."""
    local, here, words = at.astimezone(zone), now.astimezone(zone), style(language)
    apart = (local.date() - here.date()).days
    if abs(apart) > 6:
        return _short_date(local, here, language)
    name = _relative(apart, words) or names(language).days[local.weekday()]
    return words.moment.format(day=name, time=clock(local, zone, language))


def on(at: datetime, now: datetime, zone: ZoneInfo, language: str) -> str:
    """When, in a sentence: `Friday 16:42`, `Thursday 3 December, 9:00`; in French `vendredi à 16 h 42`."""
    local, here, words = at.astimezone(zone), now.astimezone(zone), style(language)
    apart = (local.date() - here.date()).days
    name, time = _relative(apart, words), wall_time(local.hour, local.minute, language)
    if name:
        pattern = words.on.removeprefix("el ")
        return _one_o_clock(pattern.format(day=name, time=time), local, language)
    if abs(apart) > 6:
        return on_date(at, now, zone, language)
    name = names(language).days_long[local.weekday()]
    return _one_o_clock(words.on.format(day=name, time=time), local, language)


def on_date(at: datetime, now: datetime, zone: ZoneInfo, language: str) -> str:
    """When, in a sentence that is read later: `Friday 11 September, 16:42`."""
    local, here = at.astimezone(zone), now.astimezone(zone)
    time = wall_time(local.hour, local.minute, language)
    text = style(language).on_date.format(day=_dated(local, here, language), time=time)
    return _one_o_clock(text, local, language)


def by(at: datetime, now: datetime, zone: ZoneInfo, language: str) -> str:
    """Until when, after words such as "First reply": `by Friday 16:42`, `today by 18:20`, `bis Freitag, 16:42 Uhr`."""
    local, here, words = at.astimezone(zone), now.astimezone(zone), style(language)
    apart, time = (local.date() - here.date()).days, wall_time(local.hour, local.minute, language)
    if abs(apart) > 6:
        return by_date(at, now, zone, language)
    text = words.by_today if apart == 0 else words.by
    return _one_o_clock(text.format(day=names(language).days_long[local.weekday()], time=time), local, language)


def by_date(at: datetime, now: datetime, zone: ZoneInfo, language: str) -> str:
    """Until when, still true when it is read later: `by Friday 11 September, 16:42`."""
    local, here = at.astimezone(zone), now.astimezone(zone)
    time = wall_time(local.hour, local.minute, language)
    text = style(language).by_date.format(day=_dated(local, here, language), time=time)
    return _one_o_clock(text, local, language)


def by_short(at: datetime, now: datetime, zone: ZoneInfo, language: str) -> str:
    """Until when, on a flap or in a list: `by 18:20` (today), `by Fri 16:42`, `by 12 Sept 16:42`."""
    local, here, words = at.astimezone(zone), now.astimezone(zone), style(language)
    apart, time = (local.date() - here.date()).days, clock(local, zone, language)
    if apart == 0:
        return _one_o_clock(words.by_short_today.format(time=time), local, language)
    if abs(apart) > 6:
        return words.by_short_date.format(day=_short_date(local, here, language), time=time)
    return words.by_short.format(day=names(language).days[local.weekday()], time=time)


def day(at: datetime, now: datetime, zone: ZoneInfo, language: str) -> str:
    """A day in a sentence: `Wednesday 9 September`, with the year if it is not this one."""
    return _dated(at.astimezone(zone), now.astimezone(zone), language)


def day_heading(at: datetime, now: datetime, zone: ZoneInfo, language: str) -> str:
    """The same where it stands alone: `Wednesday 9 September`, in Spanish `Miércoles, 9 de septiembre`."""
    local, here = at.astimezone(zone), now.astimezone(zone)
    return heading(_dated(local, here, language, style(language).heading))


def heading(text: str) -> str:
    """Words that begin a line of their own: the first letter is a capital one, also where the language has it small."""
    return text[:1].upper() + text[1:]


def date(at: datetime, zone: ZoneInfo, language: str) -> str:
    """A date with its year: `3 March 2027`."""
    local, words = at.astimezone(zone), style(language)
    return words.year.format(date=_long_date(local, language), y=local.year)


def last_date(end: datetime, zone: ZoneInfo, language: str) -> str:
    """The date of what ends at `end`, exclusive: of one that ends at midnight, the day before."""
    return date(end - timedelta(microseconds=1), zone, language)


def date_of(on: days.date, language: str) -> str:
    """A day of the calendar with its year: `3 March 2027`."""
    return date(datetime(on.year, on.month, on.day, 12, tzinfo=UTC), ZoneInfo("UTC"), language)


def full(at: datetime, zone: ZoneInfo, language: str) -> str:
    """Everything: `Thursday 26 November 2026, 16:42`."""
    local, words = at.astimezone(zone), style(language)
    dated = words.dated.format(weekday=names(language).days_long[local.weekday()], date=date(local, zone, language))
    text = words.full.format(date=dated, time=wall_time(local.hour, local.minute, language))
    return _one_o_clock(text, local, language)


def _relative(apart: int, words: Style) -> str:
    """Yesterday or today by the number of days apart, else nothing."""
    return {-1: words.yesterday, 0: words.today}.get(apart, "")


def _long_date(local: datetime, language: str) -> str:
    month = names(language).months_long[local.month - 1]
    return style(language).long_date.format(d=_number(local, language), month=month)


def _number(local: datetime, language: str) -> str:
    """The day of the month; French has an ordinal for the first alone: `1er mai`, `2 mai`."""
    return "1er" if language == "fr" and local.day == 1 else str(local.day)


def _short_date(local: datetime, here: datetime, language: str) -> str:
    text = style(language).short_date.format(d=_number(local, language), mon=names(language).months[local.month - 1])
    return text if local.year == here.year else f"{text} {local.year}"


def _dated(local: datetime, here: datetime, language: str, pattern: str = "") -> str:
    words, text = style(language), _long_date(local, language)
    if local.year != here.year:
        text = words.year.format(date=text, y=local.year)
    return (pattern or words.dated).format(weekday=names(language).days_long[local.weekday()], date=text)


def _one_o_clock(text: str, local: datetime, language: str) -> str:
    """Spanish says `la 1:05`, and `las` for every other hour."""
    return (
        text.replace("las 1:", "la 1:").replace("las 01:", "la 01:") if language == "es" and local.hour == 1 else text
    )
