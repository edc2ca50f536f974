"""What a lead types about channels and hours: text that stays as it was typed, until it is settings or problems."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _

from pindesk.availability.policy import Channel
from pindesk.availability.settings.checks import Problem
from pindesk.availability.settings.kept import OFFICE
from pindesk.availability.settings.values import DAY_AND_NIGHT, ChannelSettings, ScheduleSettings, Settings
from pindesk.hours.errors import HoursUnreadable, ZoneAbbreviated, ZoneUnknown
from pindesk.hours.holidays import countries
from pindesk.hours.schedule import CalendarDay, Interval, Span
from pindesk.hours.written import spans_of, written
from pindesk.hours.zones import zone_named
from pindesk.lib.text import clean_line, number_or_none

BLANK_ROWS, MORE_ROWS, MOST_DAYS = 3, 5, 300
NAME_CHARS, MOST_PROMISE_HOURS = 80, 240
FIRST_DAY, LAST_DAY = date(2020, 1, 1), date(2099, 12, 31)
_HOUR = 60 * 60
_DATE_FORMATS = ("%Y-%m-%d", "%d.%m.%Y", "%d/%m/%Y")


@dataclass(slots=True)
class ChannelFields:
    """One channel as the form has it."""

    is_on: bool = False
    languages: list[str] = field(default_factory=list)
    schedule: str = DAY_AND_NIGHT


@dataclass(slots=True)
class DayFields:
    """A row of the company's own days; `errors` is what is wrong with it."""

    on: str = ""
    hours: str = ""
    name: str = ""
    errors: list[str] = field(default_factory=list)

    @property
    def is_blank(self) -> bool:
        return not (self.on or self.hours or self.name)


@dataclass(slots=True)
class HoursForm:
    """All fields by name, as typed; `errors` by field: `week-0`, `zone`, `channel-chat`, and "" for the whole."""

    channels: dict[str, ChannelFields]
    week: list[str]
    zone: str = ""
    country: str = ""
    region: str = ""
    days: list[DayFields] = field(default_factory=list)
    promise: str = ""
    any_topic: bool = False
    starts: str = "now"
    starts_on: str = ""
    errors: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, sent: QueryDict) -> HoursForm:
        """The fields of a form that was sent, by POST or in an address."""
        columns = [[clean_line(text) for text in sent.getlist(f"own-{name}")] for name in ("on", "hours", "name")]
        longest = max(map(len, columns))
        rows = zip(*(column + [""] * (longest - len(column)) for column in columns), strict=True)
        return cls(
            channels={code: _channel_of(sent, code) for code in Channel},
            week=[clean_line(sent.get(f"week-{day}", "")) for day in range(7)],
            zone=clean_line(sent.get("zone", "")),
            country=clean_line(sent.get("country", "")),
            region=clean_line(sent.get("region", "")),
            days=[day for day in (DayFields(*row) for row in rows) if not day.is_blank],
            promise=clean_line(sent.get("promise", "")),
            any_topic=sent.get("any_topic") == "1",
            starts="date" if sent.get("starts") == "date" else "now",
            starts_on=clean_line(sent.get("starts_on", "")),
        )

    @classmethod
    def showing(cls, settings: Settings) -> HoursForm:
        """The form as it stands for settings that are known."""
        office = settings.schedules[OFFICE]
        days = [[one.span for one in office.intervals if one.weekday == day] for day in range(7)]
        return cls(
            channels={
                code: ChannelFields(one.is_on, list(one.languages), one.schedule)
                for code, one in settings.channels.items()
            },
            week=[written(sorted(spans, key=Span.on_wall)) for spans in days],
            zone=office.zone,
            country=office.country,
            region=office.region,
            days=[
                DayFields(day.on.isoformat(), written(day.spans), day.name)
                for day in sorted(office.days, key=lambda one: one.on)
            ],
            promise=str(settings.promise_seconds // _HOUR),
            any_topic=settings.waits_on_any_topic,
        )

    def settings(self, present: Settings, languages: Sequence[str]) -> Settings | None:
        """The settings that were typed, what the form has no field for as `present` has it; None notes `errors`.

        `languages` are those of the company. Hours that could be read are written in the one way from then on.
        """
        office = ScheduleSettings(
            zone=self._zone(),
            intervals=tuple(self._intervals()),
            country=self._country(),
            region=self.region,
            days=tuple(self._days()),
        )
        promise = self._promise()
        if self.errors or any(day.errors for day in self.days):
            return None
        channels = {code: self._channel(code, languages) for code in self.channels}
        return replace(
            present,
            schedules={**present.schedules, OFFICE: office},
            channels=channels,
            promise_seconds=promise,
            waits_on_any_topic=self.any_topic,
        )

    def valid_from(self, now: datetime, zone: ZoneInfo) -> datetime:
        """From when it is to hold: now, or 0:00 of the date in the company's zone. Notes `errors`."""
        if self.starts == "now":
            return now
        on = date_of(self.starts_on)
        if on is None:
            self._add("starts_on", _("Give the day from which it is to hold, such as 2027-12-24."))
            return now
        since = datetime.combine(on, time(), zone)
        if since <= now:
            self._add("starts_on", _("This day has begun or is over. Choose a later one, or “now”."))
            return now
        if on.year > now.year + 2:
            self._add("starts_on", _("That is more than two years ahead. Choose an earlier day."))
            return now
        return since

    def place(self, problems: Sequence[Problem], topics: Mapping[str, str]) -> None:
        """Note at its field, in words, what cannot hold."""
        for problem in problems:
            if problem.on is not None:
                words = _words_of_day(problem)
                for row in self.days:
                    if date_of(row.on) == problem.on:
                        row.errors.append(words)
            else:
                field_name, words = _words_of(problem, topics)
                self._add(field_name, words)

    def hidden(self) -> Iterator[tuple[str, str]]:
        """The fields as names and values, to be carried along by another form."""
        for code, channel in self.channels.items():
            yield f"schedule-{code}", channel.schedule
            yield from ((f"languages-{code}", language) for language in channel.languages)
            if channel.is_on:
                yield f"on-{code}", "1"
        yield from ((f"week-{day}", text) for day, text in enumerate(self.week))
        for name in ("zone", "country", "region", "promise", "starts", "starts_on"):
            yield name, getattr(self, name)
        if self.any_topic:
            yield "any_topic", "1"
        for day in self.days:
            yield from (("own-on", day.on), ("own-hours", day.hours), ("own-name", day.name))

    @property
    def is_wrong(self) -> bool:
        return bool(self.errors) or any(day.errors for day in self.days)

    def _zone(self) -> str:
        try:
            zone_named(self.zone)
        except (ZoneAbbreviated, ZoneUnknown) as refusal:
            self._add("zone", str(refusal))
            return "UTC"
        return self.zone

    def _country(self) -> str:
        known = countries()
        if self.country and self.country not in known:
            self._add("country", _("No public holidays are known of this country."))
            return ""
        if self.region and self.region not in known.get(self.country, ()):
            self.region = ""  # of the country that was chosen before
        return self.country

    def _intervals(self) -> Iterator[Interval]:
        for weekday, text in enumerate(self.week):
            try:
                spans = spans_of(text)
            except HoursUnreadable as refusal:
                self._add(f"week-{weekday}", str(refusal))
                continue
            self.week[weekday] = written(spans)
            yield from (Interval(weekday, span.start, span.end) for span in spans)

    def _days(self) -> Iterator[CalendarDay]:
        if len(self.days) > MOST_DAYS:
            self._add("days", _("At most %(count)s days of your own; take some out.") % {"count": MOST_DAYS})
            return
        for row in self.days:
            found = _day(row)
            if found:
                yield found

    def _promise(self) -> int:
        hours = number_or_none(self.promise, 4)
        if hours is None or not 1 <= hours <= MOST_PROMISE_HOURS:
            values = {"count": MOST_PROMISE_HOURS}
            self._add("promise", _("Give whole hours, from 1 to %(count)s.") % values)
            return _HOUR
        return hours * _HOUR

    def _channel(self, code: str, languages: Sequence[str]) -> ChannelSettings:
        own = self.channels[code]
        schedule = OFFICE if own.schedule == OFFICE else DAY_AND_NIGHT
        return ChannelSettings(schedule, tuple(one for one in languages if one in own.languages), own.is_on)

    def _add(self, name: str, words: str) -> None:
        self.errors.setdefault(name, []).append(words)


def date_of(text: str) -> date | None:
    """The date that was typed or chosen, of the years that settings are made for; None for anything else."""
    for form in _DATE_FORMATS:
        try:
            found = datetime.strptime(text, form).date() if len(text) <= 10 else None  # noqa: DTZ007 - a date
        except ValueError:
            continue
        return found if found and FIRST_DAY <= found <= LAST_DAY else None
    return None


def _channel_of(sent: QueryDict, code: str) -> ChannelFields:
    languages = [clean_line(text) for text in sent.getlist(f"languages-{code}")]
    schedule = OFFICE if sent.get(f"schedule-{code}") == OFFICE else DAY_AND_NIGHT
    return ChannelFields(sent.get(f"on-{code}") == "1", languages, schedule)


def _day(row: DayFields) -> CalendarDay | None:
    """The day of a row; None notes its errors."""
    on = date_of(row.on)
    if on is None:
        row.errors.append(_("Give the day, such as 2027-12-24."))
    else:
        row.on = on.isoformat()
    if len(row.name) > NAME_CHARS:
        row.errors.append(_("The name has more than %(count)s characters.") % {"count": NAME_CHARS})
    try:
        spans = spans_of(row.hours)
    except HoursUnreadable as refusal:
        row.errors.append(str(refusal))
        return None
    row.hours = written(spans)
    return CalendarDay(on, row.name, spans) if on and not row.errors else None


def _words_of_day(problem: Problem) -> str:
    return {
        "day_twice": _("This day stands here twice. Put all its hours into one row."),
        "day_overlap": _("Hours of this day lie over each other."),
    }[problem.code]


def _words_of(problem: Problem, topics: Mapping[str, str]) -> tuple[str, str]:
    """The field of a problem, and what is wrong in words."""
    if problem.code == "hours_overlap":
        return f"week-{problem.weekday}", _("These hours lie over others, of the same day or of the night before.")
    if problem.code == "no_opening":
        return "week", _("By these hours nothing opens within a year. Give hours, or switch the channels off.")
    if problem.code == "no_language":
        return f"channel-{problem.place}", _("Choose at least one language, or switch the channel off.")
    name = topics.get(problem.place, problem.place)
    return "channels", _("Nobody could reach you about “%(topic)s”: no plan has a channel for it.") % {"topic": name}
