"""The rows about the whole process: start, memory, one client's waiting time, idle streams."""

from __future__ import annotations

import http.client
import os
import re
import resource
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

from bench.measure import cpu_seconds, mapped_mb, p50, rss_mb, wall_ms
from bench.table import Row

START_MB, LOADED_MB, COLD_SECONDS, WALL_TO_CPU, STREAM_MB = 95, 125, 2.5, 2.5, 18
SPARE_FILES = 200


class Server:
    """`pindesk serve` on a free port of the loopback address, ended by its pid."""

    def __init__(self, data: Path, settings: str = "pindesk.project.settings") -> None:
        given = {"PINDESK_DATA": str(data), "PINDESK_LIMITS": "off", "DJANGO_SETTINGS_MODULE": settings}
        environ = {**os.environ, **given, "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "pindesk", "serve", "--port", "0"]
        self.began = time.perf_counter()
        self.process = subprocess.Popen(
            command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
        )
        self.url = self._address()

    def _address(self) -> str:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            if found := re.search(r"http://[\w.]+:\d+", line):
                return found[0]
        raise RuntimeError("the server did not start")

    def connection(self) -> http.client.HTTPConnection:
        parts = urlsplit(self.url)
        return http.client.HTTPConnection(parts.hostname or "", parts.port, timeout=300)

    def stop(self) -> float:
        """Ends it; seconds that took."""
        start = time.perf_counter()
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=20)
        return time.perf_counter() - start


def rows(data: Path, agent: str, streams: int) -> list[Row]:
    """Measure a fresh server on the seeded data; `agent` is an agent's Cookie header."""
    server = Server(data)
    try:
        return [*_start(server), *_one_client(server, agent), *_idle_streams(server, agent, streams)]
    finally:
        server.stop()


def get(connection: http.client.HTTPConnection, path: str, cookie: str = "") -> bytes:
    """The body at a path; anything but status 200 is an error."""
    connection.request("GET", path, headers={"Cookie": cookie} if cookie else {})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise RuntimeError(f"{path} answered {answer.status}")
    return body


def _start(server: Server) -> list[Row]:
    connection = server.connection()
    get(connection, "/en/")
    cold = time.perf_counter() - server.began
    get(connection, "/en/search?q=domain")  # what is made ready beside the first page is there then
    return [
        Row("cold start to the first page", f"{cold:.2f} s", "", f"{COLD_SECONDS} s", cold <= COLD_SECONDS),
        _memory("memory after start", server.process.pid, START_MB),
    ]


def _one_client(server: Server, agent: str) -> list[Row]:
    connection, pid = server.connection(), server.process.pid
    ask = lambda: get(connection, "/workspace/tickets/", agent)  # noqa: E731
    wall_ms(ask, 40)
    before = cpu_seconds(pid)
    spans = wall_ms(ask, 400)
    spent = (cpu_seconds(pid) - before) / 400 * 1000
    ratio = p50(spans) / spent
    return [
        Row(
            "one client, ticket list over HTTP",
            f"p50 {p50(spans):.1f} ms wall, {spent:.1f} ms CPU",
            f"{ratio:.1f} x its CPU",
            f"at most {WALL_TO_CPU} x its CPU",
            ratio <= WALL_TO_CPU,
        ),
        _memory("memory after load", pid, LOADED_MB),
    ]


def _memory(name: str, pid: int, limit: int) -> Row:
    mapped = mapped_mb(pid)
    own = rss_mb(pid) - mapped
    return Row(name, f"{own:.0f} MB, and {mapped:.0f} MB of the mapped database", "", f"{limit} MB", own <= limit)


def _most_streams() -> int:
    """How many connections this process may hold, after asking for as many as it is allowed."""
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    return most - SPARE_FILES


def _idle_streams(server: Server, agent: str, count: int) -> list[Row]:
    parts, pid = urlsplit(server.url), server.process.pid
    before, count = rss_mb(pid), min(count, _most_streams())
    request = (
        f"GET /workspace/events?topics=workspace HTTP/1.1\r\nHost: {parts.netloc}\r\nCookie: {agent}\r\n"
        "X-Pindesk: live\r\nSec-Fetch-Site: same-origin\r\n\r\n"
    ).encode()
    opened = []
    for _ in range(count):
        stream = socket.create_connection((parts.hostname, parts.port or 80))
        stream.sendall(request)
        opened.append(stream)
    if not all(stream.recv(64).startswith(b"HTTP/1.1 200") for stream in opened):
        raise RuntimeError("a stream was refused")
    time.sleep(1)
    used, start = cpu_seconds(pid), time.perf_counter()
    time.sleep(10)
    share = (cpu_seconds(pid) - used) / (time.perf_counter() - start) * 100
    grown = (rss_mb(pid) - before) / count * 1000
    for stream in opened:
        stream.close()
    return [
        Row(
            f"{count} idle streams",
            f"{grown:.1f} MB per 1,000, {share:.1f} % CPU",
            "",
            f"{STREAM_MB} MB per 1,000, 1 % CPU at 10,000",
            grown <= STREAM_MB and share <= 1,
        )
    ]
