"""Eight people opening tickets at once, through the action that pages use."""

from __future__ import annotations

import threading
import time
from collections import Counter
from contextlib import AbstractContextManager, nullcontext

from django.db import connection, connections, transaction
from django.db.models import Model

from bench.measure import share
from bench.table import Row
from pindesk.accounts.models import Membership
from pindesk.events.models import Event
from pindesk.tickets.actions import open_ticket
from pindesk.tickets.models import Message, Ticket

WRITERS, SECONDS, RAW_SECONDS = 8, 6.0, 2.0
COPIED: tuple[tuple[type[Model], str], ...] = ((Message, "ticket_id"), (Event, "subject"))
TX_A_SECOND, P99_MS = {"sqlite": 200, "postgresql": 300}, 300


def row() -> tuple[Row, float]:
    """The row, and transactions a second; on the database that is configured. Its ratio is to `raw_rate`."""
    raw = raw_rate()
    people = list(Membership.objects.select_related("person", "account").order_by("pk")[:WRITERS])
    spans: list[float] = []
    errors: Counter[str] = Counter()
    until = time.perf_counter() + SECONDS
    threads = [threading.Thread(target=_write, args=(member, until, spans, errors)) for member in people]
    start = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    rate = len(spans) / (time.perf_counter() - start)
    worst = share(sorted(spans), 0.99)
    failed = ", ".join(f"{count} {name}" for name, count in errors.items()) or "no error"
    figure = f"{rate:.0f} tx/s, p99 {worst:.0f} ms, {failed}"
    least = TX_A_SECOND[connection.vendor]
    holds = rate >= least and worst <= P99_MS and not errors
    name = f"8 writers opening tickets, {connection.vendor}"
    return Row(
        name, figure, f"{rate / raw:.2f} of {raw:.0f} raw tx/s", f"{least} tx/s, p99 {P99_MS} ms, no error", holds
    ), rate


def raw_rate() -> float:
    """Transactions a second of as many threads that copy the rows of one ticket by SQL alone: what the disk gives now.

    Like the product's writers they take turns on SQLite.
    """
    turns = threading.Lock() if connection.vendor == "sqlite" else nullcontext()
    number = Ticket.objects.values_list("number", flat=True).order_by("-number")[0]
    done: list[int] = []
    until = time.perf_counter() + RAW_SECONDS
    threads = [threading.Thread(target=_copy, args=(number, until, turns, done)) for _ in range(WRITERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return max(len(done) / RAW_SECONDS, 1.0)


def _copy(number: int, until: float, turns: AbstractContextManager[object], done: list[int]) -> None:
    copies = [(model._meta.db_table, column, _others(model)) for model, column in COPIED]
    while time.perf_counter() < until:
        with turns, transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO tickets_ticket ({_others(Ticket)}) SELECT {_others(Ticket)}"
                           " FROM tickets_ticket WHERE number = %s", [number])  # fmt: skip
            for table, column, others in copies:
                cursor.execute(f"INSERT INTO {table} ({others}) SELECT {others} FROM {table}"
                               f" WHERE {column} = %s ORDER BY id LIMIT 1", [_key(column, number)])  # fmt: skip
        done.append(1)
    connections.close_all()


def _key(column: str, number: int) -> object:
    return f"ticket:{number}" if column == "subject" else number


def _others(model: type[Model]) -> str:
    return ", ".join(field.column for field in model._meta.concrete_fields if not field.primary_key)


def _write(member: Membership, until: float, spans: list[float], errors: Counter[str]) -> None:
    while (began := time.perf_counter()) < until:
        try:
            open_ticket(membership=member, topic="sending", subject="Load", body="One of many.", language="en")
        except Exception as error:
            errors[type(error).__name__] += 1
        else:
            spans.append((time.perf_counter() - began) * 1000)
    connections.close_all()
