"""One browser's stream of hints."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

LONGEST_QUEUE = 1000


class Stream:
    """An asynchronous iterator of bytes, each a whole number of server-sent messages.

    It holds at most 1,000 messages for a browser that does not read; more than that become one that says "reload".
    `owner` is whatever tells who listens, for `Dispatcher.close_where`.
    """

    __slots__ = ("_is_closed", "_leave", "_messages", "_waiter", "audience", "owner", "topics")

    def __init__(self, topics: frozenset[str], audience: str, owner: object, leave: Callable[[Stream], None]) -> None:
        self.topics = topics
        self.audience = audience
        self.owner = owner
        self._leave = leave
        self._messages: list[bytes] = []
        self._waiter: asyncio.Future[None] | None = None
        self._is_closed = False

    def __aiter__(self) -> Stream:
        return self

    async def __anext__(self) -> bytes:
        while not self._messages:
            if self._is_closed:
                raise StopAsyncIteration
            self._waiter = asyncio.get_running_loop().create_future()
            await self._waiter
        messages, self._messages = self._messages, []
        return messages[0] if len(messages) == 1 else b"".join(messages)

    @property
    def is_read(self) -> bool:
        """Whether the browser has taken everything."""
        return not self._messages

    def put(self, message: bytes, instead: Callable[[], bytes]) -> None:
        """Add a message, or put `instead()` in place of all that wait when there are too many."""
        if len(self._messages) >= LONGEST_QUEUE:
            self._messages = [instead()]
        else:
            self._messages.append(message)
        self._rouse()

    def close(self) -> None:
        """End the stream after what is waiting; may be called twice."""
        if not self._is_closed:
            self._is_closed = True
            self._leave(self)
            self._rouse()

    def _rouse(self) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(None)
        self._waiter = None
