"""The raw floor: the ticket list by sqlite3 and an f-string, same columns, filter, order and permission."""

from __future__ import annotations

import sqlite3
from html import escape

SESSION = """SELECT p.id, p.security_stamp, a.id FROM accounts_session s JOIN accounts_person p ON p.id = s.person_id
    JOIN accounts_agent a ON a.person_id = p.id AND a.is_active
    WHERE s.session_key = ? AND s.audience = 'agent' AND s.expire_date > ?"""
LIST = """SELECT t.number, t.subject, t.status, t.priority, t.language, t.next_due_at, t.updated_at, t.topic_id,
        m.name, ap.name, t.assignee_id, t.account_id, c.name, r.name
    FROM tickets_ticket t JOIN accounts_person r ON r.id = t.requester_id
    LEFT JOIN accounts_team m ON m.id = t.team_id LEFT JOIN accounts_account c ON c.id = t.account_id
    LEFT JOIN accounts_agent a ON a.id = t.assignee_id LEFT JOIN accounts_person ap ON ap.id = a.person_id
    WHERE t.next_due_at IS NOT NULL ORDER BY t.next_due_at, t.number LIMIT 25"""


def page(connection: sqlite3.Connection, session_key: str, now: str) -> bytes:
    """The list as one HTML page; `now` is the instant as the database writes it."""
    person = connection.execute(SESSION, (session_key, now)).fetchone()
    if person is None:
        raise PermissionError
    rows = "".join(
        f"<tr><td>{due}</td><td>{number}</td><td><a href='/workspace/tickets/{number}/'>{escape(subject)}</a></td>"
        f"<td>{escape(account or requester)}</td><td>{language}</td><td>{escape(team or '')}</td>"
        f"<td>{escape(agent or 'free')}</td><td>{moved}</td></tr>"
        for number, subject, _, _, language, due, moved, _, team, agent, _, _, account, requester
        in connection.execute(LIST)
    )  # fmt: skip
    return f"<!doctype html><title>Tickets</title><table>{rows}</table>".encode()
