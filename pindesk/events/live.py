"""The dispatcher: reads the log once for everybody, and hints to each open page at what concerns it."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from functools import partial

from pindesk.events import sse, wake
from pindesk.events.backlog import Backlog, Hint
from pindesk.events.follower import Follower
from pindesk.events.logged import LoggedEvent
from pindesk.events.models import Audience
from pindesk.events.position import Position
from pindesk.events.stream import Stream

BEAT_SECONDS = 20.0
SPOKES = 20
MOST_OF_ONE = 20  # a browser needs one stream; whoever holds more has forgotten some, or means harm

_log = logging.getLogger(__name__)
_running: Dispatcher | None = None


class Dispatcher:
    """One per process, living in its event loop; the database is read on a thread of its own.

    Only `wake` may be called from other threads. Keep-alive lines are sent by one timer that goes round all streams.
    """

    def __init__(self, beat_seconds: float = BEAT_SECONDS) -> None:
        self._streams: set[Stream] = set()
        self._listeners: dict[str, set[Stream]] = {}
        self._owned: dict[object, dict[Stream, None]] = {}  # oldest first
        self._wheel: list[set[Stream]] = [set() for _ in range(SPOKES)]
        self._spoke = 0
        self._turn_seconds = beat_seconds / SPOKES
        self._watchers: list[tuple[frozenset[str], Callable[[LoggedEvent], None]]] = []
        self._follower = Follower(partial(self._call, self._begin), partial(self._call, self._go_on))
        self._backlog: Backlog

    async def start(self) -> None:
        """Begin to follow the log; returns once its end is known, so waits for a database that is gone."""
        global _running
        self._loop = asyncio.get_running_loop()
        self._is_ready = self._loop.create_future()
        self._unsubscribe = wake.subscribe(self.wake)
        self._follower.start()
        await self._is_ready
        self._timer = self._loop.call_later(self._turn_seconds, self._turn)
        _running = self

    async def stop(self) -> None:
        """End every stream and the reading."""
        global _running
        _running = None
        self._timer.cancel()
        self._unsubscribe()
        self.close_where(lambda stream: True)
        await asyncio.to_thread(self._follower.stop)

    def wake(self) -> None:
        """Look at the log now; from any thread."""
        self._follower.wake()

    @property
    def cursor(self) -> str:
        """The position up to which hints were given."""
        return str(self._backlog.cursor)

    def __len__(self) -> int:
        return len(self._streams)

    def open(
        self, topics: Collection[str], audience: str, last_event_id: str | None = None, owner: object = None
    ) -> Stream:
        """A stream of hints at `topics`, from `last_event_id` on when that is given, else from now.

        `audience` is `customer` or `staff`: a customer's stream never hints at an event for staff. Whoever opens it has
        checked that `owner` may know of every topic. An owner has at most 20: one more ends the oldest. Raises
        ValueError for another audience.
        """
        stream = Stream(frozenset(topics), Audience(audience).value, owner, self._leave)
        self._streams.add(stream)
        if owner is not None:
            own = self._owned.setdefault(owner, {})
            own[stream] = None
            if len(own) > MOST_OF_ONE:
                next(iter(own)).close()
        for topic in stream.topics:
            self._listeners.setdefault(topic, set()).add(stream)
        self._wheel[self._spoke].add(stream)
        self._greet(stream, last_event_id)
        return stream

    def close_where(self, is_meant: Callable[[Stream], bool]) -> None:
        """End the streams that `is_meant` picks, as when access is taken away; the browser then asks anew."""
        for stream in [stream for stream in self._streams if is_meant(stream)]:
            stream.close()

    def watch(self, kinds: Collection[str], callback: Callable[[LoggedEvent], None]) -> None:
        """Have `callback` called in the event loop with each event of `kinds`, as when access is taken away."""
        self._watchers.append((frozenset(kinds), callback))

    def _call(self, function: Callable[..., None], *values: object) -> None:
        self._loop.call_soon_threadsafe(function, *values)

    def _begin(self, latest: list[LoggedEvent], cursor: Position) -> None:
        self._backlog = Backlog(latest, cursor)
        if not self._is_ready.done():
            self._is_ready.set_result(None)
        for stream in tuple(self._streams):
            stream.put(self._reload(), self._reload)
            stream.close()  # sessions and memberships may be others now: they are checked when it comes back

    def _go_on(self, events: list[LoggedEvent]) -> None:
        for event in events:
            self._hint(self._backlog.add(event))
            self._tell_watchers(event)

    def _tell_watchers(self, event: LoggedEvent) -> None:
        for kinds, callback in self._watchers:
            if event.kind in kinds:
                try:
                    callback(event)
                except Exception:
                    _log.exception("A watcher of %s failed", event.kind)

    def _hint(self, hint: Hint) -> None:
        concerned: dict[Stream, list[str]] = {}
        for topic in hint.topics:
            for stream in self._listeners.get(topic, ()):
                if _may_know(stream, hint):
                    concerned.setdefault(stream, []).append(topic)
        messages: dict[tuple[str, ...], bytes] = {}
        for stream, topics in concerned.items():
            key = tuple(topics)
            if key not in messages:
                messages[key] = sse.hint(hint.position, hint.kind, key)
            stream.put(messages[key], self._reload)

    def _greet(self, stream: Stream, last_event_id: str | None) -> None:
        missed = self._backlog.since(last_event_id) if last_event_id else []
        if missed is None:
            stream.put(self._reload(), self._reload)
            return
        messages = []
        for hint in missed:
            topics = [topic for topic in hint.topics if topic in stream.topics]
            if topics and _may_know(stream, hint):
                messages.append(sse.hint(hint.position, hint.kind, topics))
        stream.put(b"".join([*messages, self._beat()]), self._reload)

    def _turn(self) -> None:
        self._timer = self._loop.call_later(self._turn_seconds, self._turn)
        self._spoke = (self._spoke + 1) % SPOKES
        beat = self._beat()
        for stream in self._wheel[self._spoke]:
            if stream.is_read:
                stream.put(beat, self._reload)

    def _leave(self, stream: Stream) -> None:
        self._streams.discard(stream)
        if (own := self._owned.get(stream.owner)) is not None:
            own.pop(stream, None)
            if not own:
                del self._owned[stream.owner]
        for spoke in self._wheel:
            spoke.discard(stream)
        for topic in stream.topics:
            listeners = self._listeners[topic]
            listeners.discard(stream)
            if not listeners:
                del self._listeners[topic]

    def _reload(self) -> bytes:
        return sse.reload(self._backlog.cursor)

    def _beat(self) -> bytes:
        return sse.beat(self._backlog.cursor)


def page_cursor() -> str:
    """Where the log is as a page begins to be made: put into `<body data-cursor>`, so that its stream misses nothing
    that happens from then on. Empty when no dispatcher runs."""
    return _running.cursor if _running is not None else ""


def _may_know(stream: Stream, hint: Hint) -> bool:
    return stream.audience == Audience.STAFF or hint.audience == Audience.CUSTOMER
