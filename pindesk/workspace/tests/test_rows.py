"""The queue's rows under their headings: late, within two hours, today, the days after, by the reader's own clock."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.utils import translation

from pindesk.lib import clock
from pindesk.tickets.access import QueueRow
from pindesk.workspace.rows import Reader, due_kind, groups_of, refresh_at, row_of
from tests.cast import FRIDAY_1755

PARIS, NEW_YORK, AUCKLAND = ZoneInfo("Europe/Paris"), ZoneInfo("America/New_York"), ZoneInfo("Pacific/Auckland")
TWO_HOURS, SECOND = timedelta(hours=2), timedelta(seconds=1)


def a_row(due: datetime | None = None, **changes: Any) -> QueueRow:
    values = {
        "number": 1001,
        "subject": "Our newsletter does not leave",
        "status": "received",
        "priority": "normal",
        "language": "en",
        "next_due_at": due,
        "updated_at": FRIDAY_1755,
        "topic_id": "sending",
        "team_name": "Support",
        "assignee_name": None,
        "assignee_id": None,
        "account_id": 7,
        "account_name": "Atelier Lenoir",
        "requester_name": "Alice Lenoir",
    }
    return QueueRow(**{**values, **changes})


def a_reader(now: datetime = FRIDAY_1755, zone: ZoneInfo = PARIS, language: str = "en") -> Reader:
    return Reader(now, zone, language, {"high": "High", "urgent": "Urgent"})


def groups(
    rows: list[QueueRow],
    view: str = "open",
    now: datetime = FRIDAY_1755,
    zone: ZoneInfo = PARIS,
    language: str = "en",
    **more: bool,
) -> list[tuple[str, str, int]]:
    """The headings with their notes, and how many rows are under each."""
    request: Any = SimpleNamespace(zone=zone, language=language)
    with clock.frozen(now), translation.override(language):
        return [(group.title, group.note, len(group.rows)) for group in groups_of(request, view, rows, **more)]


def at(text: str, zone: ZoneInfo = PARIS) -> datetime:
    """The instant at which the clocks of that zone show this."""
    return datetime.fromisoformat(text).replace(tzinfo=zone).astimezone(UTC)


@pytest.mark.parametrize(
    ("due", "kind"),
    [
        (None, "closed"),
        (FRIDAY_1755 - timedelta(days=400), "breached"),
        (FRIDAY_1755 - SECOND, "breached"),
        (FRIDAY_1755, "breached"),
        (FRIDAY_1755 + timedelta(microseconds=1), "near"),
        (FRIDAY_1755 + TWO_HOURS, "near"),
        (FRIDAY_1755 + TWO_HOURS + timedelta(microseconds=1), ""),
        (FRIDAY_1755.astimezone(AUCKLAND), "breached"),
    ],
)
def test_a_promise_is_late_when_its_time_has_come_and_near_in_the_two_hours_before(
    due: datetime | None, kind: str
) -> None:
    assert due_kind(due, FRIDAY_1755) == kind


@pytest.mark.parametrize(
    ("due", "heading"),
    [
        (FRIDAY_1755 - timedelta(days=2, minutes=5), ("Late", "the oldest by 48\u00a0h 5\u00a0min")),
        (FRIDAY_1755 - SECOND, ("Late", "the oldest by 0\u00a0min")),
        (FRIDAY_1755, ("Late", "the oldest by 0\u00a0min")),
        (FRIDAY_1755 + SECOND, ("By 19:55", "within two hours")),
        (FRIDAY_1755 + TWO_HOURS, ("By 19:55", "within two hours")),
        (FRIDAY_1755 + TWO_HOURS + SECOND, ("Today", "until midnight")),
        (at("2027-07-16T23:59:59"), ("Today", "until midnight")),
        (at("2027-07-17T00:00"), ("Saturday 17 July", "")),
        (at("2027-07-18T23:59:59"), ("Sunday 18 July", "")),
        (at("2028-01-01T00:00"), ("Saturday 1 January 2028", "")),
        (None, ("No reply due", "waiting for somebody else")),
    ],
)
def test_a_row_stands_under_when_its_reply_is_due(due: datetime | None, heading: tuple[str, str]) -> None:
    assert groups([a_row(due)]) == [(*heading, 1)]


@pytest.mark.parametrize(
    ("zone", "due", "title"),
    [
        (NEW_YORK, at("2027-07-17T00:00"), "Today"),
        (NEW_YORK, at("2027-07-16T23:59:59", NEW_YORK), "Today"),
        (NEW_YORK, at("2027-07-17T00:00", NEW_YORK), "Saturday 17 July"),
        (AUCKLAND, at("2027-07-17T00:00"), "Today"),  # there it is Saturday 03:55 already
        (AUCKLAND, at("2027-07-18T00:00", AUCKLAND), "Sunday 18 July"),
        (NEW_YORK, FRIDAY_1755 + TWO_HOURS, "By 13:55"),
        (AUCKLAND, FRIDAY_1755 + TWO_HOURS, "By 05:55"),
    ],
)
def test_a_day_ends_at_midnight_where_the_reader_is(zone: ZoneInfo, due: datetime, title: str) -> None:
    assert groups([a_row(due)], zone=zone)[0][0] == title


def test_two_hours_reach_over_midnight_and_name_the_day() -> None:
    late_evening = at("2027-07-16T23:00")
    rows = [a_row(at("2027-07-16T23:59")), a_row(at("2027-07-17T00:00")), a_row(at("2027-07-17T01:00"))]
    assert groups(rows, now=late_evening) == [("By Sat 01:00", "within two hours", 3)]
    assert groups([a_row(at("2027-07-17T01:00:01"))], now=late_evening) == [("Saturday 17 July", "", 1)]


def test_at_midnight_itself_what_is_due_then_is_late_and_the_new_day_is_today() -> None:
    midnight = at("2027-07-17T00:00")
    rows = [a_row(midnight), a_row(at("2027-07-17T23:59"))]
    assert [title for title, _, _ in groups(rows, now=midnight)] == ["Late", "Today"]


def test_two_hours_are_elapsed_time_when_the_clocks_change() -> None:
    before = datetime(2027, 10, 30, 23, 30, tzinfo=UTC)  # 01:30 in Paris; at 03:00 it becomes 02:00 again
    assert groups([a_row(before + TWO_HOURS)], now=before) == [("By 02:30", "within two hours", 1)]
    assert groups([a_row(before + TWO_HOURS + SECOND)], now=before) == [("Today", "until midnight", 1)]


def test_headings_come_in_the_order_of_the_rows_and_each_once() -> None:
    dues = [FRIDAY_1755 + timedelta(hours=hours) for hours in (-30, -1, 0, 1, 2, 3, 5, 20, 24, 24 * 8)]
    assert groups([*map(a_row, dues), a_row(None)], "mine") == [
        ("Late", "the oldest by 30\u00a0h", 3),
        ("By 19:55", "within two hours", 2),
        ("Today", "until midnight", 2),
        ("Saturday 17 July", "", 2),
        ("Saturday 24 July", "", 1),
        ("No reply due", "waiting for somebody else", 1),
    ]


def test_only_the_first_page_knows_which_is_the_oldest() -> None:
    assert groups([a_row(FRIDAY_1755 - TWO_HOURS)], is_first_page=False) == [("Late", "", 1)]


def test_an_empty_view_has_no_headings() -> None:
    assert groups([]) == groups([], "solved") == []


@pytest.mark.parametrize("view", ["waiting", "solved"])
def test_what_waits_for_nobody_here_stands_under_the_day_it_moved(view: str) -> None:
    moved = ["2027-07-16T17:55", "2027-07-16T00:00", "2027-07-15T23:59:59", "2026-12-31T12:00"]
    assert groups([a_row(updated_at=at(text)) for text in moved], view) == [
        ("Today", "", 2),
        ("Thursday 15 July", "", 1),
        ("Thursday 31 December 2026", "", 1),
    ]
    assert groups([a_row(updated_at=at("2027-07-16T00:00"))], view, zone=NEW_YORK) == [("Thursday 15 July", "", 1)]


def test_headings_are_in_the_readers_language() -> None:
    rows = [a_row(FRIDAY_1755), a_row(FRIDAY_1755 + SECOND), a_row(FRIDAY_1755 + timedelta(days=1))]
    assert [title for title, _, _ in groups(rows, language="de")][1:] == ["Bis 19:55", "Samstag, 17. Juli"]
    assert [title for title, _, _ in groups(rows, language="fr")][1:] == [
        "Avant 19\u00a0h\u00a055",
        "Samedi 17 juillet",
    ]


@pytest.mark.parametrize(
    ("due", "zone", "text"),
    [
        (FRIDAY_1755, PARIS, "17:55"),
        (at("2027-07-16T00:00"), PARIS, "00:00"),
        (at("2027-07-17T00:00"), PARIS, "Sat 00:00"),
        (at("2027-07-17T00:00"), NEW_YORK, "18:00"),
        (at("2027-07-22T08:15"), PARIS, "Thu 08:15"),
        (at("2027-07-23T08:15"), PARIS, "23 Jul"),
        (at("2027-07-10T08:15"), PARIS, "Sat 08:15"),
        (at("2027-07-09T23:59"), PARIS, "9 Jul"),
        (at("2026-07-09T23:59"), PARIS, "9 Jul 2026"),
    ],
)
def test_a_time_in_the_first_column_is_as_short_as_it_can_be(due: datetime, zone: ZoneInfo, text: str) -> None:
    row = row_of(a_reader(zone=zone), "open", a_row(due))
    assert (row.when, row.at) == (text, due.isoformat(timespec="seconds"))


@pytest.mark.parametrize(("view", "when"), [("open", "none due"), ("mine", "none due"), ("waiting", "17:55")])
def test_where_no_reply_is_due_a_row_says_so_or_when_it_moved(view: str, when: str) -> None:
    row = row_of(a_reader(), view, a_row(None))
    assert (row.when, bool(row.at), row.kind) == (when, view == "waiting", "" if view == "waiting" else "closed")


@pytest.mark.parametrize(("priority", "word"), [("low", ""), ("normal", ""), ("high", "High"), ("urgent", "Urgent")])
def test_only_a_raised_priority_is_worth_a_word(priority: str, word: str) -> None:
    assert row_of(a_reader(), "open", a_row(priority=priority)).priority == word


def test_a_row_names_the_account_else_the_person_and_leaves_out_what_is_not_there() -> None:
    row = row_of(a_reader(), "open", a_row(account_name=None, team_name=None))
    assert (row.account, row.team, row.agent, row.assignee) == ("Alice Lenoir", "", "", None)
    row = row_of(a_reader(), "open", a_row(assignee_name="Ada Okafor", assignee_id=3))
    assert (row.account, row.team, row.agent, row.assignee) == ("Atelier Lenoir", "Support", "Ada Okafor", 3)


def test_a_row_says_how_long_ago_it_moved() -> None:
    later = a_reader(FRIDAY_1755 + timedelta(minutes=59, seconds=59))
    assert row_of(later, "open", a_row()).age == "59\u00a0m"
    assert row_of(a_reader(FRIDAY_1755 - SECOND), "open", a_row()).age == "0\u00a0m"


@pytest.mark.parametrize(
    ("due", "seconds"),
    [
        (None, 60),
        (FRIDAY_1755 - SECOND, 60),
        (FRIDAY_1755, 60),
        (FRIDAY_1755 + SECOND, 1),
        (FRIDAY_1755 + TWO_HOURS, 60),
        (FRIDAY_1755 + TWO_HOURS + SECOND, 1),
        (FRIDAY_1755 + timedelta(hours=5), 60),
    ],
)
def test_a_list_is_made_anew_when_a_row_turns_near_or_late_or_a_minute_has_passed(
    due: datetime | None, seconds: int
) -> None:
    found = [a_row(None), a_row(due), a_row(FRIDAY_1755 + timedelta(days=1))]
    assert refresh_at(found, FRIDAY_1755) == FRIDAY_1755 + timedelta(seconds=seconds)


def test_an_empty_list_is_made_anew_after_a_minute() -> None:
    assert refresh_at([], FRIDAY_1755) == FRIDAY_1755 + timedelta(minutes=1)
