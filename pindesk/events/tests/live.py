"""What the tests of live streams share: a dispatcher that runs, writers on threads, and the messages of a stream."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import NamedTuple

from django.db import connection, transaction

from pindesk.events.live import Dispatcher
from pindesk.events.stream import Stream


class Message(NamedTuple):
    id: str | None
    event: str | None
    data: str | None


def messages_in(data: bytes) -> list[Message]:
    """The whole messages in `data`; a cut one at its end is left out."""
    found = []
    for block in data.decode().split("\n\n")[:-1]:
        lines = dict(line.split(": ", 1) for line in block.split("\n") if ": " in line)
        found.append(Message(lines.get("id"), lines.get("event"), lines.get("data")))
    return found


@asynccontextmanager
async def running(**options: float) -> AsyncIterator[Dispatcher]:
    dispatcher = Dispatcher(**options)
    await dispatcher.start()
    try:
        yield dispatcher
    finally:
        await dispatcher.stop()


async def on_thread(function: Callable[..., object], *args: object, **options: object) -> None:
    """Call `function` on a thread with a database connection that is closed afterwards."""

    def call() -> None:
        try:
            function(*args, **options)
        finally:
            connection.close()

    await asyncio.to_thread(call)


async def commit(write: Callable[..., object], *numbers: int, **changes: object) -> None:
    """Write events, each in a transaction of its own."""

    def call() -> None:
        for number in numbers:
            with transaction.atomic():
                write(number, **changes)

    await on_thread(call)


async def next_event(stream: Stream) -> Message:
    """The next message that is more than a sign of life."""
    async with asyncio.timeout(20):
        async for chunk in stream:
            for message in messages_in(chunk):
                if message.event:
                    return message
    raise AssertionError("The stream ended")


async def hints(stream: Stream, count: int) -> list[Message]:
    """The next messages that are more than signs of life, at least `count` of them."""
    found: list[Message] = []
    async with asyncio.timeout(20):
        async for chunk in stream:
            found += [message for message in messages_in(chunk) if message.event]
            if len(found) >= count:
                break
    return found
