"""The rows about files: 50 MB in and out, what that costs the server, and that pages answer meanwhile."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlencode, urlsplit

from bench.measure import cpu_seconds, mapped_mb, p50, rss_mb, share, wall_ms
from bench.process import Server, get
from bench.sender import FILE_MB
from bench.site import customer_cookie
from bench.table import Row
from pindesk.accounts.models import Membership
from pindesk.lib import clock
from pindesk.plans.access import plan_code_of

PAGE = "/en/tickets/"
QUIET_TIMES, AT_ONCE = 300, 5
GROWTH_MB = 20
IN_CPU_SECONDS, OUT_CPU_SECONDS = 4.0, 1.5  # of 50 MB
P50_TIMES, P99_TIMES = 4.0, 12.0


def rows(data: Path) -> list[Row]:
    """Measure a fresh server on the seeded data, as somebody whose plan has tickets."""
    customer, server = customer_cookie(_member()), Server(data)
    try:
        return _rows(server, customer)
    finally:
        server.stop()


def _rows(server: Server, customer: str) -> list[Row]:
    connection = server.connection()
    ask = lambda: get(connection, PAGE, customer)  # noqa: E731
    wall_ms(ask, 50)
    quiet = wall_ms(ask, QUIET_TIMES)
    token: list[str] = []
    table = [
        _alone(
            f"{FILE_MB} MB in, in parts of 1 MB", server, lambda: token.extend(_run(server, customer)), IN_CPU_SECONDS
        )
    ]
    path = _path_of_sent(server, customer, token[0])
    table.append(
        _alone(f"{FILE_MB} MB out", server, lambda: _run(server, customer, path), OUT_CPU_SECONDS),
    )
    table.append(_meanwhile("a page while one file comes in", server, ask, quiet, lambda: [_start(server, customer)]))
    table.append(_meanwhile("a page while one goes out", server, ask, quiet, lambda: [_start(server, customer, path)]))
    many = lambda: [_start(server, customer) for _ in range(AT_ONCE)]  # noqa: E731
    table.append(_meanwhile(f"a page while {AT_ONCE} files come in", server, ask, quiet, many))
    return table


def _member() -> Membership:
    members = Membership.objects.select_related("person").order_by("pk")
    return next(each for each in members if plan_code_of(each.account_id, clock.now()) == "premium")


def _alone(name: str, server: Server, work: Callable[[], object], most_cpu: float) -> Row:
    pid, before = server.process.pid, _own_mb(server)
    used, start = cpu_seconds(pid), time.perf_counter()
    work()
    seconds, spent = time.perf_counter() - start, cpu_seconds(pid) - used
    grown = _own_mb(server) - before
    return Row(
        name,
        f"{seconds:.1f} s, {FILE_MB / seconds:.0f} MB/s, {spent:.2f} s CPU, memory {grown:+.1f} MB",
        f"{spent / FILE_MB * 1000:.0f} ms CPU a MB",
        f"{most_cpu} s CPU, {GROWTH_MB} MB",
        grown <= GROWTH_MB and spent <= most_cpu,
    )


def _meanwhile(
    name: str,
    server: Server,
    ask: Callable[[], bytes],
    quiet: list[float],
    begin: Callable[[], list[subprocess.Popen[str]]],
) -> Row:
    """The waiting time of a page, asked again and again until everybody who sends or reads is done."""
    before, highest, spans = _own_mb(server), 0.0, list[float]()
    senders = begin()
    start = time.perf_counter()
    while any(sender.poll() is None for sender in senders):
        spans += wall_ms(ask, 1)
        highest = max(highest, _own_mb(server)) if len(spans) % 5 == 0 else highest
    seconds = time.perf_counter() - start
    if any(sender.returncode for sender in senders):
        raise RuntimeError(f"{name}: a file did not arrive")
    spans.sort()
    half, worst = p50(spans) / p50(quiet), share(spans, 0.99) / share(quiet, 0.99)
    grown = highest - before
    told = f"p50 {p50(spans):.0f} ms, p99 {share(spans, 0.99):.0f} ms of {len(spans)}"
    return Row(
        name,
        f"{told}, {seconds:.1f} s, memory {grown:+.1f} MB",
        f"p50 {half:.1f} x, p99 {worst:.1f} x the quiet page",
        f"p50 {P50_TIMES} x, p99 {P99_TIMES} x, {GROWTH_MB} MB",
        half <= P50_TIMES and worst <= P99_TIMES and grown <= GROWTH_MB,
    )


def _run(server: Server, customer: str, path: str = "") -> list[str]:
    sender = _start(server, customer, path)
    words = sender.communicate()[0].split()
    if sender.returncode:
        raise RuntimeError("a file did not arrive")
    return words


def _start(server: Server, customer: str, path: str = "") -> subprocess.Popen[str]:
    what = "download" if path else "upload"
    command = [sys.executable, "-m", "bench.sender", what, f"{server.url}{path}", customer]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def _path_of_sent(server: Server, customer: str, token: str) -> str:
    """Where the file is saved from, once a ticket has it."""
    form = {"topic": "sending", "subject": "Load", "body": "A file.", "language": "en", "upload": token}
    connection = server.connection()
    headers = {"Cookie": customer, "Sec-Fetch-Site": "same-origin", "Content-Type": "application/x-www-form-urlencoded"}
    connection.request("POST", "/en/tickets/new", urlencode(form), headers)
    answer = connection.getresponse()
    answer.read()
    page = get(connection, urlsplit(answer.headers["Location"]).path, customer).decode()
    found = re.search(r'href="(/en/tickets/\d+/files/[^"]+)"', page)
    if found is None:
        raise RuntimeError("the ticket has no file")
    return found[1]


def _own_mb(server: Server) -> float:
    pid = server.process.pid
    return rss_mb(pid) - mapped_mb(pid)
