"""Eight people opening tickets at once, through the action that pages use."""

from __future__ import annotations

import threading
import time
from collections import Counter

from django.db import connection, connections

from bench.measure import share
from bench.table import Row
from pindesk.accounts.models import Membership
from pindesk.tickets.actions import open_ticket

WRITERS, SECONDS = 8, 6.0
TX_A_SECOND, P99_MS = {"sqlite": 200, "postgresql": 300}, 300


def row() -> tuple[Row, float]:
    """The row, and transactions a second; on the database that is configured."""
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
    return Row(name, figure, "", f"{least} tx/s, p99 {P99_MS} ms, no error", holds), rate


def _write(member: Membership, until: float, spans: list[float], errors: Counter[str]) -> None:
    while (began := time.perf_counter()) < until:
        try:
            open_ticket(membership=member, topic="sending", subject="Load", body="One of many.", language="en")
        except Exception as error:
            errors[type(error).__name__] += 1
        else:
            spans.append((time.perf_counter() - began) * 1000)
    connections.close_all()
