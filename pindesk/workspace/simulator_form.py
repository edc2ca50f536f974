"""The question that the simulator is asked: fields of an address, until they are values or say what is wrong."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.http import QueryDict
from django.utils.translation import gettext as _

from pindesk.availability.policy import SIGNED_OUT, Customer, OpenTicket, Policy, Staffing, StaffingTable
from pindesk.availability.rules import promise_seconds
from pindesk.hours.errors import HoursUnreadable, ZoneAbbreviated, ZoneUnknown
from pindesk.hours.written import spans_of
from pindesk.hours.zones import zone_named
from pindesk.lib.text import clean_line, number_or_none
from pindesk.workspace.hours_form import FIRST_DAY, date_of

SIGNED_OUT_CODE, UNKNOWN = "-", "-"
STAFF = ("here", "nobody", "full")
SETTINGS = ("then", "now", "typed")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question in values: who asks, in which zone, when, about what, in which language."""

    customer: Customer
    zone: ZoneInfo
    at: datetime
    topic: str | None
    language: str
    only_language: bool
    ticket_topic: str | None
    ticket_at: datetime | None
    is_answered: bool
    staff: str
    settings: str
    version: int | None
    is_as_built: bool

    def tickets(self, policy: Policy) -> tuple[OpenTicket, ...]:
        """The open ticket of the question, due as that policy promises."""
        if self.ticket_at is None:
            return ()
        promise = timedelta(seconds=promise_seconds(policy, self.customer.plan, self.ticket_topic))
        return (OpenTicket(self.ticket_topic, self.ticket_at, self.ticket_at + promise, self.is_answered),)

    def staffing(self, policy: Policy) -> StaffingTable | None:
        """Who serves the channels: None where all are taken to be there."""
        if self.staff == "here":
            return None
        if self.staff == "nobody":
            return {}
        pairs = [(code, language) for code, channel in policy.channels.items() for language in channel.languages]
        return dict.fromkeys(pairs, Staffing(1, is_queue_full=True))


@dataclass(slots=True)
class SimulatorForm:
    """All fields by name, as they stand in the address; `errors` by field."""

    plan: str
    zone: str
    on: str
    time: str
    topic: str = ""
    language: str = "en"
    only_language: bool = False
    ticket: str = ""
    ticket_on: str = ""
    ticket_time: str = ""
    is_answered: bool = False
    staff: str = "here"
    settings: str = "then"
    channels: str = "all"
    errors: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, sent: QueryDict, *, plan: str, zone: str, now: datetime, language: str) -> SimulatorForm:
        """The fields of an address; what is not in it is as given here, at the moment `now` on the wall of the zone."""
        wall = now.astimezone(ZoneInfo(zone))
        start = cls(plan=plan, zone=zone, on=wall.date().isoformat(), time=f"{wall.hour}:{wall.minute:02}")
        given = {name: clean_line(sent.get(name, ""))[:100] for name in _TEXTS if name in sent and name != "zone"}
        if "at_zone" in sent:  # `zone` is that of the settings that are typed and tried
            given["zone"] = clean_line(sent.get("at_zone", ""))[:100]
        values = {name: getattr(start, name) for name in _TEXTS} | {"language": language} | given
        return cls(**values, only_language=sent.get("only_language") == "1", is_answered=sent.get("answered") == "1")

    def asked(
        self, plans: Collection[str], topics: Mapping[str, str], languages: Collection[str], versions: Collection[int]
    ) -> Asked | None:
        """The question in values; None notes `errors`."""
        zone = self._zone()
        at = self._at("on", zone, self.on, self.time)
        ticket_at = self._at("ticket_on", zone, self.ticket_on, self.ticket_time or "12:00") if self.ticket else None
        self._known("plan", self.plan, {SIGNED_OUT_CODE, *plans})
        self._known("topic", self.topic, {"", *topics})
        self._known("language", self.language, languages)
        self._known("ticket", self.ticket, {"", UNKNOWN, *topics})
        self._known("staff", self.staff, STAFF)
        version = number_or_none(self.settings)
        if self.settings not in SETTINGS and version not in versions:
            self._add("settings", _("There is no such version of the settings."))
        if self.errors:
            return None
        return Asked(
            customer=SIGNED_OUT if self.plan == SIGNED_OUT_CODE else Customer(self.plan),
            zone=zone,
            at=at,
            topic=self.topic or None,
            language=self.language,
            only_language=self.only_language,
            ticket_topic=None if self.ticket in ("", UNKNOWN) else self.ticket,
            ticket_at=ticket_at,
            is_answered=self.is_answered,
            staff=self.staff,
            settings=self.settings,
            version=version,
            is_as_built=self.channels != "present",
        )

    def _zone(self) -> ZoneInfo:
        try:
            return zone_named(self.zone)
        except (ZoneAbbreviated, ZoneUnknown) as refusal:
            self._add("zone", str(refusal))
            return ZoneInfo("UTC")

    def _at(self, name: str, zone: ZoneInfo, on: str, clock: str) -> datetime:
        day, at = date_of(on), time_of(clock)
        if day is None:
            self._add(name, _("Give a day of the years 2020 to 2099, such as 2027-12-24."))
        if at is None:
            self._add(name.replace("on", "time"), _("Give a time, such as 17:50."))
        if day is None or at is None:
            return datetime(FIRST_DAY.year, 1, 1, tzinfo=zone)
        return datetime.combine(day, at, zone)

    def _known(self, name: str, value: str, known: Collection[str]) -> None:
        if value not in known:
            self._add(name, _("This choice is not known here. Choose another one."))

    def _add(self, name: str, words: str) -> None:
        self.errors.setdefault(name, []).append(words)


_TEXTS = (
    "plan",
    "zone",
    "on",
    "time",
    "topic",
    "language",
    "ticket",
    "ticket_on",
    "ticket_time",
    "staff",
    "settings",
    "channels",
)


def time_of(text: str) -> time | None:
    """A time of day as people type it: `17:50`, `17h50`, `9`, `5:50 pm`; None for anything else."""
    try:
        (span,) = spans_of(f"{text}-24:00")
    except (HoursUnreadable, ValueError):
        return None
    return span.start


def skipped(at: datetime) -> datetime | None:
    """The time that the clock there really shows, where the one asked for was skipped; else None."""
    real = at.astimezone(ZoneInfo("UTC")).astimezone(at.tzinfo)
    return real if real.replace(tzinfo=None) != at.replace(tzinfo=None) else None
