"""The example that the documentation of `pindesk availability check` gives, to the letter."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from pindesk.availability.policy import Availability, Customer, OpenTicket
from pindesk.availability.rules import availability, promise_seconds
from pindesk.availability.tests.cases import IN_FRANCE

EXPECTED = json.loads("""{
  "ticket": {"state": "open", "reasons": [], "opens_at": null, "closes_at": null,
             "languages": ["de", "en", "es", "fr"]},
  "chat": {"state": "closed", "reasons": ["holiday", "wait_for_reply"], "opens_at": "2027-07-15T09:00:00+02:00",
           "closes_at": null, "languages": ["en", "fr"]},
  "phone": {"state": "unavailable", "reasons": ["holiday", "not_in_plan", "wait_for_reply"],
            "opens_at": "2027-07-15T09:00:00+02:00", "closes_at": null, "languages": ["en", "fr"]}
}""")


def as_data(answer: Availability) -> dict:
    def instant(at: datetime | None) -> str | None:
        return at.astimezone(ZoneInfo(answer.hours.zone)).isoformat() if at else None

    return {
        "state": answer.state,
        "reasons": list(answer.reasons),
        "opens_at": instant(answer.opens_at),
        "closes_at": instant(answer.closes_at),
        "languages": list(answer.languages),
    }


def test_bastille_day_with_a_reply_due():
    created = datetime.fromisoformat("2027-07-14T10:00:00+02:00")
    promise = timedelta(seconds=promise_seconds(IN_FRANCE, "business", "sending"))
    opened = OpenTicket("sending", created, created + promise)
    at = datetime.fromisoformat("2027-07-14T17:59:59+02:00")
    answers = availability(IN_FRANCE, Customer("business"), "sending", "fr", at, [opened], None)
    assert json.loads(json.dumps({code: as_data(answer) for code, answer in answers.items()})) == EXPECTED
    assert list(answers) == ["ticket", "chat", "phone"]
