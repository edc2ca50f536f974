"""The rows about pages: CPU against the raw floor, queries, and weight."""

from __future__ import annotations

import re
import sqlite3

from django.conf import settings
from django.db import connection

from bench import floor
from bench.measure import counted_queries, cpu_ms
from bench.site import agent_cookie, asker, customer_cookie
from bench.table import Row
from pindesk.accounts.models import Membership
from pindesk.knowledge.models import State, Translation
from pindesk.lib import clock
from pindesk.tickets.models import Ticket
from pindesk.ui import assets

LIST_LIMIT, LIST_STRETCH, PAGE_LIMIT, QUERY_LIMIT = 20, 13, 30, 8
CUSTOMER_BYTES, AGENT_BYTES = 50_000, 120_000


def rows() -> list[Row]:
    """Measure every page that has a budget; the floor comes first, in the same process."""
    agent, member = agent_cookie(), Membership.objects.select_related("person").order_by("pk")[0]
    customer = customer_cookie(member)
    own = Ticket.objects.filter(requester_id=member.person_id).order_by("-number").values_list("number", flat=True)[0]
    article = f"/en{_an_article()}"
    least = floor_ms(agent.partition("=")[2])
    table = [Row("raw floor: the list by sqlite3 + f-string", f"{least:.3f} ms CPU", "1.0", "", None)]
    ticket = Ticket.objects.waiting_on_us().order_by("next_due_at").values_list("number", flat=True)[0]
    table.append(_page("agent: ticket list", "/workspace/tickets/", agent, least, LIST_LIMIT))
    for name, path, cookie in (
        ("agent: ticket page", f"/workspace/tickets/{ticket}/", agent),
        ("agent: waiting for the customer", "/workspace/tickets/?view=waiting", agent),
        ("agent: people", "/workspace/people/", agent),
        ("agent: topics", "/workspace/topics/", agent),
        ("customer: Support Center", "/en/", customer),
        ("customer: Support Center, signed out", "/en/", ""),
        ("customer: my tickets", "/en/tickets/", customer),
        ("customer: ticket page", f"/en/tickets/{own}/", customer),
        ("customer: new ticket", "/en/tickets/new", customer),
        ("customer: help articles", "/en/articles/", customer),
        ("customer: article", article, customer),
        ("customer: article, signed out", article, ""),
        ("customer: search, page of results", "/en/search?q=verify+my+domain", customer),
        ("agent: list of articles", "/workspace/articles/", agent),
    ):
        table.append(_page(name, path, cookie, least, PAGE_LIMIT))
    table.append(_weight("customer: CSS + JS of the first page", "/en/", customer, CUSTOMER_BYTES))
    table.append(_weight("customer: CSS + JS of an article", article, customer, CUSTOMER_BYTES))
    table.append(_weight("agent: CSS + JS of the list", "/workspace/tickets/", agent, AGENT_BYTES))
    return table


def _an_article() -> str:
    """The address, without its language, of the longest article of the demo."""
    rows = Translation.objects.filter(language="en", state=State.PUBLISHED).exclude(article__group__startswith="bench-")
    number, slug = max(rows.values_list("article_id", "slug", "html"), key=lambda row: len(row[2]))[:2]
    return f"/articles/{number}-{slug}"


def floor_ms(session_key: str) -> float:
    """Milliseconds of CPU of the raw page."""
    raw = sqlite3.connect(settings.DATABASES["default"]["NAME"])
    now = clock.now()
    return cpu_ms(lambda: floor.page(raw, session_key, now), times=300)


def _page(name: str, path: str, cookie: str, least: float, limit: int) -> Row:
    ask = asker(path, cookie)
    ask()
    counts: list[int] = []
    with counted_queries(counts):
        ask()
    spent = cpu_ms(ask)
    ratio = spent / least
    budget = f"at most {limit} x, {QUERY_LIMIT} queries"
    return Row(
        name,
        f"{spent:.2f} ms CPU, {counts[0]} queries",
        f"{ratio:.1f}",
        budget,
        ratio <= limit and counts[0] <= QUERY_LIMIT,
    )


def _weight(name: str, path: str, cookie: str, limit: int) -> Row:
    html = asker(path, cookie)().decode()
    files = set(re.findall(r'(?:href|src)="/static/([^"]+\.(?:css|js))"', html))
    size = sum(len(found.body) for file in files if (found := assets.lookup(file)))
    return Row(name, f"{size / 1000:.1f} kB in {len(files)} files", "", f"under {limit // 1000} kB", 0 < size < limit)


def vendor() -> str:
    """The database that was measured."""
    return str(connection.vendor)
