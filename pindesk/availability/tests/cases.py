"""The policy, the people and the moments of these tests."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from pindesk.availability import shipped
from pindesk.availability.policy import SIGNED_OUT, Customer, OpenTicket
from pindesk.hours.schedule import Calendar, CalendarDay

PARIS = ZoneInfo("Europe/Paris")
FRANCE = Calendar("FR", (CalendarDay(date(2027, 7, 14), "Fête nationale"),))
POLICY = shipped.policy(built=("ticket", "chat", "phone"))
IN_FRANCE = shipped.policy(built=("ticket", "chat", "phone"), calendar=FRANCE)

ALICE, BUSINESS, STARTER, FRIEDA = Customer("premium"), Customer("business"), Customer("starter"), Customer("free")
NOBODY = SIGNED_OUT


def paris(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=PARIS)


FRIDAY_1755 = paris("2027-07-16T17:55")
SATURDAY = paris("2027-07-17T12:00")
HOLIDAY = paris("2027-07-14T12:00")


def ticket(topic: str | None = "sending", *, due: datetime | None = None, **more) -> OpenTicket:
    """A ticket that is due a day after the Friday of these tests, unless `due` says otherwise."""
    ends = due or FRIDAY_1755 + timedelta(hours=20)
    return OpenTicket(topic, ends - timedelta(hours=24), ends, **{"number": 1042, **more})
