"""A live stream over HTTP: what another process writes arrives once and in order, whatever the network does."""

from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path

import pytest

from pindesk.events.tests.live import messages_in
from pindesk.project.tests.raw import ask
from tests.own_database import own_database
from tests.server import ROOT, Running, environment_of, running_server

EVENTS, CUTS = 600, 20
TIMEOUT_SECONDS = 30
COMMAND = """
import sys
import django
django.setup()
from django.db import transaction
from pindesk.events.actions import record
from pindesk.events.position import Position
from pindesk.events.tests.conftest import NOON, Numbered
for number in range(int(sys.argv[1])):
    with transaction.atomic():
        event = record(
            Numbered(number), subject="agent:1", actor="system", audience="staff", topics=["workspace"], at=NOON
        )
    print(Position(event.epoch, event.xid, event.id), flush=True)
"""


@pytest.fixture
def settings_of_server() -> Iterator[dict[str, str]]:
    with own_database() as database:
        yield database | {"DJANGO_SETTINGS_MODULE": "pindesk.project.tests.served_settings"}


@pytest.fixture
def data_dir(tmp_path: Path) -> Path:
    return tmp_path / "data"


@pytest.fixture
def server(data_dir: Path, settings_of_server: dict[str, str]) -> Iterator[Running]:
    with running_server(data_dir, settings_of_server) as running:
        yield running


class Browser:
    """An agent's browser that loses its connection, often in the middle of a message."""

    def __init__(self, server: Running) -> None:
        self._server = server
        self._cookie = ask(server, "/test/agent", "POST", b"x").session
        self.cursor = ""
        self.hints: list[str] = []
        self._connect()
        while not self.cursor:
            self.read(1000)

    def _connect(self) -> None:
        self._buffer = b""
        self._connection = HTTPConnection(self._server.host, self._server.port, timeout=TIMEOUT_SECONDS)
        headers = {"Cookie": self._cookie, "Sec-Fetch-Site": "same-origin", "X-Pindesk": "live"}
        if self.cursor:
            headers["Last-Event-ID"] = self.cursor
        self._connection.request("GET", "/workspace/events?topics=workspace", headers=headers)
        self._answer: HTTPResponse = self._connection.getresponse()
        assert self._answer.status == 200

    def lose_connection(self) -> None:
        self._connection.close()
        self._answer.close()
        self._connect()

    def read(self, bytes_at_most: int) -> None:
        self._buffer += self._answer.read1(bytes_at_most)
        whole, end, rest = self._buffer.rpartition(b"\n\n")
        self._buffer = rest
        for message in messages_in(whole + end):
            assert message.event != "reload"
            self.cursor = message.id or self.cursor
            if message.event and "probe.numbered" in (message.data or ""):
                self.hints.append(self.cursor)


def test_600_events_of_a_command_arrive_once_and_in_order_through_20_disconnects(
    data_dir: Path, server: Running, settings_of_server: dict[str, str]
) -> None:
    dice = random.Random(20261124)  # noqa: S311
    cuts = sorted(dice.sample(range(1, EVENTS), CUTS))
    browser = Browser(server)
    with subprocess.Popen(
        [sys.executable, "-c", COMMAND, str(EVENTS)],
        cwd=ROOT,
        env=environment_of(data_dir, settings_of_server),
        stdout=subprocess.PIPE,
        text=True,
    ) as command:
        while len(browser.hints) < EVENTS:
            browser.read(dice.randrange(1, 500))
            if cuts and len(browser.hints) >= cuts[0]:
                cuts.pop(0)
                browser.lose_connection()
        assert command.stdout
        written = command.stdout.read().split()
    assert command.returncode == 0
    assert not cuts
    assert browser.hints == written
