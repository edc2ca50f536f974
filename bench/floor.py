"""The raw floor: the agents' list as one page by sqlite3 and f-strings, without a framework.

It asks for the same session, counts, teams and rows, with the same columns, filter, order and permission, and writes
the same rows: times in the reader's zone, groups, states, ages. What never changes on the page is left out.
"""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime, timedelta
from html import escape
from itertools import groupby
from zoneinfo import ZoneInfo

SESSION = """SELECT p.id, p.name, p.zone, p.security_stamp, s.session_data, a.id, a.languages
    FROM accounts_session s JOIN accounts_person p ON p.id = s.person_id AND p.is_active
    JOIN accounts_agent a ON a.person_id = p.id AND a.is_active
    WHERE s.session_key = ? AND s.audience = 'agent' AND s.expire_date > ?"""
COUNTS = """SELECT (SELECT COUNT(*) FROM (SELECT 1 FROM tickets_ticket WHERE next_due_at IS NOT NULL LIMIT 101)),
    (SELECT COUNT(*) FROM (SELECT 1 FROM tickets_ticket WHERE assignee_id = ?
        AND status IN ('received', 'in_progress', 'on_hold', 'waiting') LIMIT 101)),
    (SELECT COUNT(*) FROM (SELECT 1 FROM tickets_ticket WHERE next_due_at IS NOT NULL AND assignee_id IS NULL
        LIMIT 101)),
    (SELECT COUNT(*) FROM (SELECT 1 FROM tickets_ticket WHERE status = 'waiting' LIMIT 101))"""
TEAMS = "SELECT id, name FROM accounts_team ORDER BY position, name"
LIST = """SELECT t.number, t.subject, t.status, t.priority, t.language, t.next_due_at, t.updated_at, t.topic_id,
        m.name, ap.name, t.assignee_id, t.account_id, c.name, r.name
    FROM tickets_ticket t JOIN accounts_person r ON r.id = t.requester_id
    LEFT JOIN accounts_team m ON m.id = t.team_id LEFT JOIN accounts_account c ON c.id = t.account_id
    LEFT JOIN accounts_agent a ON a.id = t.assignee_id LEFT JOIN accounts_person ap ON ap.id = a.person_id
    WHERE t.next_due_at IS NOT NULL ORDER BY t.next_due_at, t.number LIMIT 26"""
VIEWS = (("", "Due next"), ("?view=mine", "Mine"), ("?view=unassigned", "Unassigned"), ("?view=waiting", "Waiting"))
DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
NEAR = timedelta(hours=2)


def page(connection: sqlite3.Connection, session_key: str, now: datetime) -> bytes:
    """The list as HTML at the instant `now` (aware, UTC)."""
    person = connection.execute(SESSION, (session_key, f"{now:%Y-%m-%d %H:%M:%S.%f}")).fetchone()
    if person is None:
        raise PermissionError
    me, zone = person[5], ZoneInfo(person[2] or "Europe/Paris")
    counts = connection.execute(COUNTS, (me,)).fetchone()
    views = "".join(
        f'<a href="/workspace/tickets/{query}">{word} <span class="num">{count if count <= 100 else "100+"}</span></a>'
        for (query, word), count in zip(VIEWS, counts, strict=True)
    )
    teams = "".join(
        f'<a href="/workspace/tickets/?team={pk}">{escape(name)}</a>' for pk, name in connection.execute(TEAMS)
    )
    found = [(*row, _utc(row[5])) for row in connection.execute(LIST)][:25]
    groups = "".join(
        f'<tbody><tr class="table__group"><th colspan="9">{title}</th></tr>'
        f"{''.join(_row(row, now, zone, me) for row in rows)}</tbody>"
        for title, rows in groupby(found, key=lambda row: _kind(row[-1], now) or f"{row[-1].astimezone(zone):%A %d}")
    )
    return f"<!doctype html><title>Due next</title><nav>{views}{teams}</nav><table>{groups}</table>".encode()


def _row(row: tuple, now: datetime, zone: ZoneInfo, me: int) -> str:  # type: ignore[type-arg]
    number, subject, status, priority, language, _, moved, _, team, agent, assignee, _, account, requester, due = row
    local, here, age = due.astimezone(zone), now.astimezone(zone), now - _utc(moved)
    day = "" if local.date() == here.date() else f"{DAYS[local.weekday()]} "
    take = f'<button form="take" formaction="/workspace/tickets/{number}/assignment">Assign to me</button>'
    return (
        f'<tr data-row id="t{number}"><td class="col-due"><time class="state num" data-is="{_kind(due, now)}"'
        f' datetime="{due.isoformat(timespec="seconds")}">{day}{local.hour:02}:{local.minute:02}</time></td>'
        f'<td class="col-number quiet">{number}</td><td class="col-subject">{priority if priority == "high" else ""}'
        f'<a id="a{number}" href="/workspace/tickets/{number}/" dir="auto">{escape(subject)}</a></td>'
        f'<td class="col-status"><span class="state" data-is="{status}">{status}</span></td>'
        f'<td class="col-account" dir="auto">{escape(account or requester)}</td>'
        f'<td class="col-language"><span class="tag">{language.upper()}</span></td>'
        f'<td class="col-team">{escape(team or "")}</td>'
        f'<td class="col-agent">{escape(agent or "free")}{"" if assignee == me else take}</td>'
        f'<td class="col-age end quiet">{f"{age.days} d" if age.days else f"{age.seconds // 3600} h"}</td></tr>'
    )


def _utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def _kind(due: datetime, now: datetime) -> str:
    return "breached" if due <= now else "near" if due <= now + NEAR else ""
