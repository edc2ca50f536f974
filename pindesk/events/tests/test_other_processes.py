"""A commit by a command in another process reaches the open pages of this one."""

from __future__ import annotations

import asyncio
import json
import sys
import time

import pytest
from django.db import connection

from pindesk.events import wake
from pindesk.events.tests.live import next_event, running

COMMAND = """
import json, sys, time
import django
from django.conf import settings
settings.configure(DATABASES={"default": json.loads(sys.argv[1])}, INSTALLED_APPS=["pindesk.events"], USE_TZ=True)
django.setup()
from django.db import transaction
from pindesk.events.actions import record
from pindesk.events.tests.conftest import NOON, Numbered
with transaction.atomic():
    record(Numbered(1), subject="ticket:1", actor="system", audience="customer", topics=["ticket:1"], at=NOON)
    committing_at = time.monotonic()
print(committing_at)
"""


async def commit_elsewhere():
    """Commit one event in another process; returns when it was about to, by the clock all processes share."""
    database = {key: connection.settings_dict[key] for key in ("ENGINE", "NAME", "USER", "PASSWORD", "HOST", "PORT")}
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        COMMAND,
        json.dumps(database | {"NAME": str(database["NAME"])}),
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await process.communicate()
    assert process.returncode == 0
    return float(output)


@pytest.mark.django_db(transaction=True)
def test_a_commit_of_another_process_is_hinted_at_soon(record_property):
    wakes = []

    async def scene():
        async with running() as dispatcher:
            stream = dispatcher.open({"ticket:1"}, "customer")
            command = asyncio.create_task(commit_elsewhere())
            await next_event(stream)
            arrived_at = time.monotonic()
            return arrived_at - await command

    unsubscribe = wake.subscribe(lambda: wakes.append(1))
    try:
        seconds = asyncio.run(scene())
    finally:
        unsubscribe()
    record_property("seconds", seconds)
    assert wakes, "the consumers of this process were not woken"
    assert seconds < 2  # half a second is promised; a busy machine may take longer
