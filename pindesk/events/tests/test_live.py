"""Live streams: who is hinted at what, how a browser comes back, and how a stream ends."""

from __future__ import annotations

import asyncio
import json
import random

import pytest

from pindesk.events import stream as stream_module
from pindesk.events.actions import raise_epoch
from pindesk.events.live import page_cursor
from pindesk.events.models import Event
from pindesk.events.tests.conftest import Other
from pindesk.events.tests.live import commit, messages_in, next_event, on_thread, running

pytestmark = pytest.mark.django_db(transaction=True)


def test_a_stream_hints_at_its_topics_and_at_nothing_else(write):
    async def scene():
        async with running() as dispatcher:
            stream = dispatcher.open({"ticket:1", "workspace"}, "staff")
            await commit(write, 1, topics=["ticket:2"])
            await commit(write, 2, topics=["account:7", "ticket:1"])
            message = await next_event(stream)
            assert message.event == "hint"
            assert json.loads(message.data) == {"topic": "ticket:1", "kind": "probe.numbered"}
            assert message.id == dispatcher.cursor

    asyncio.run(scene())


def test_an_event_on_two_topics_of_a_page_moves_the_cursor_with_the_last(write):
    async def scene():
        async with running() as dispatcher:
            stream = dispatcher.open({"ticket:1", "workspace"}, "customer")
            await anext(stream)
            await commit(write, 1)
            messages = messages_in(await anext(stream))
            assert [json.loads(message.data)["topic"] for message in messages] == ["ticket:1", "workspace"]
            assert [message.id for message in messages] == [None, dispatcher.cursor]

    asyncio.run(scene())


def test_a_customer_is_never_hinted_at_an_event_for_staff(write):
    async def scene():
        async with running() as dispatcher:
            start = dispatcher.cursor
            customer = dispatcher.open({"ticket:1"}, "customer")
            staff = dispatcher.open({"ticket:1"}, "staff")
            await commit(write, 1, data=Other(1), audience="staff")
            await commit(write, 2)
            back = dispatcher.open({"ticket:1"}, "customer", start)
            assert "probe.other" in (await next_event(staff)).data
            for stream in (customer, back):
                assert "probe.numbered" in (await next_event(stream)).data

    asyncio.run(scene())


@pytest.mark.parametrize("audience", ["agent", "", "Customer"])
def test_an_unknown_audience_is_refused(audience):
    async def scene():
        async with running() as dispatcher:
            with pytest.raises(ValueError, match="is not a valid"):
                dispatcher.open({"ticket:1"}, audience)
            assert len(dispatcher) == 0

    asyncio.run(scene())


def test_600_events_arrive_once_and_in_order_through_20_disconnects(write):
    dice = random.Random(20261124)  # noqa: S311

    async def scene():
        async with running() as dispatcher:
            cursor, ids = dispatcher.cursor, []
            writer = asyncio.create_task(commit(write, *range(600)))
            cuts = sorted(dice.sample(range(1, 600), 20))
            while len(ids) < 600:
                stream = dispatcher.open({"ticket:1"}, "customer", cursor)
                async for chunk in stream:
                    is_cut = bool(cuts) and len(ids) >= cuts[0]
                    for message in messages_in(chunk[: dice.randrange(len(chunk))] if is_cut else chunk):
                        assert message.event != "reload"
                        cursor = message.id
                        ids += [message.id] if message.event == "hint" else []
                    if is_cut or len(ids) == 600:
                        del cuts[:1]
                        break
                stream.close()
            await writer
            return ids, cuts

    ids, cuts = asyncio.run(asyncio.wait_for(scene(), 60))
    assert cuts == []
    rows = Event.objects.order_by("id")
    assert ids == [f"{row.epoch}.{row.xid}.{row.id}" for row in rows]
    assert [row.data["number"] for row in rows] == list(range(600))


@pytest.mark.parametrize("unknown", ["x", "1.999999999.0", "2.0.0", "0.0.0"])
def test_a_cursor_that_means_nothing_is_answered_with_reload(write, unknown):
    async def scene():
        async with running() as dispatcher:
            await commit(write, 1)
            assert (await next_event(dispatcher.open({"ticket:1"}, "customer", unknown))).event == "reload"

    asyncio.run(scene())


def test_a_gap_that_is_too_large_is_answered_with_reload_also_after_a_restart(write):
    def write_many():
        Event.objects.bulk_create(
            Event(
                epoch=1,
                kind="probe.numbered",
                subject="ticket:1",
                actor="system",
                audience="customer",
                topics=["ticket:1"],
                data={"number": number},
                at="2026-11-24T12:00Z",
            )
            for number in range(999)
        )

    async def scene():
        async with running() as first:
            start = first.cursor
        await on_thread(write_many)
        await commit(write, 1000)
        async with running() as second:
            stream = second.open({"ticket:1"}, "customer", start)
            hints = [message for message in messages_in(await anext(stream)) if message.event == "hint"]
            assert len(hints) == 1000
        await commit(write, 1001)
        async with running() as third:
            assert (await next_event(third.open({"ticket:1"}, "customer", start))).event == "reload"

    asyncio.run(scene())


def test_a_browser_that_does_not_read_is_told_to_reload(write, monkeypatch):
    monkeypatch.setattr(stream_module, "LONGEST_QUEUE", 3)

    async def scene():
        async with running() as dispatcher:
            slow = dispatcher.open({"ticket:1"}, "customer")
            quick = dispatcher.open({"ticket:2"}, "customer")
            await commit(write, 1, 2, 3, 4)
            await commit(write, 5, topics=["ticket:2"])
            await next_event(quick)
            assert [message.event for message in messages_in(await anext(slow))] == ["reload", "hint"]

    asyncio.run(scene())


def test_a_restore_reloads_and_ends_every_stream(write):
    async def scene():
        async with running() as dispatcher:
            stream = dispatcher.open({"ticket:1"}, "customer")
            await commit(write, 1)
            before = (await next_event(stream)).id
            await on_thread(raise_epoch)
            message = await next_event(stream)
            assert (message.event, message.id) == ("reload", "2.0.0")
            assert [chunk async for chunk in stream] == []
            assert (await next_event(dispatcher.open({"ticket:1"}, "customer", before))).event == "reload"
            back = dispatcher.open({"ticket:1"}, "customer", message.id)
            await commit(write, 2)
            assert (await next_event(back)).event == "hint"

    asyncio.run(scene())


def test_streams_end_when_access_is_taken_away(write):
    async def scene():
        async with running() as dispatcher:
            dispatcher.watch({"probe.other"}, lambda event: 1 // 0)
            dispatcher.watch({"probe.other"}, lambda event: dispatcher.close_where(lambda s: s.owner == event.subject))
            alice = dispatcher.open({"ticket:1"}, "customer", owner="person:1")
            bob = dispatcher.open({"ticket:1"}, "customer", owner="person:2")
            await commit(write, 1, data=Other(1), subject="person:1", audience="staff", topics=())
            assert messages_in(b"".join([chunk async for chunk in alice]))[-1].event is None
            await commit(write, 2)
            assert (await next_event(bob)).event == "hint"
            assert len(dispatcher) == 1

    asyncio.run(scene())


def test_stopping_ends_every_stream(write):
    async def scene():
        async with running() as dispatcher:
            assert page_cursor() == dispatcher.cursor
            stream = dispatcher.open({"ticket:1"}, "customer")
            await anext(stream)
            ended = asyncio.create_task(anext(stream, None))
            await asyncio.sleep(0)
        assert await ended is None
        assert page_cursor() == ""

    asyncio.run(scene())


def test_an_idle_stream_is_kept_awake_and_its_cursor_moves_on(write):
    async def scene():
        async with running(beat_seconds=0.2) as dispatcher:
            stream = dispatcher.open({"ticket:1"}, "customer")
            await commit(write, 1, topics=["ticket:2"])
            async with asyncio.timeout(20):
                async for chunk in stream:
                    assert chunk.startswith(b":\n")
                    if messages_in(chunk)[-1].id == dispatcher.cursor != "1.0.0":
                        break

    asyncio.run(scene())


def test_a_closed_stream_leaves_nothing_behind():
    async def scene():
        async with running() as dispatcher:
            stream = dispatcher.open({"ticket:1"}, "customer")
            stream.close()
            stream.close()
            assert len(dispatcher) == 0
            assert not dispatcher._listeners
            assert not any(dispatcher._wheel)

    asyncio.run(scene())


def test_the_log_is_followed_on_after_the_database_was_gone(write, monkeypatch):
    monkeypatch.setattr("pindesk.events.follower.DATABASE_GONE_SECONDS", 0.05)
    failures = iter([ConnectionError("gone")])

    async def scene():
        async with running() as dispatcher:
            stream = dispatcher.open({"ticket:1"}, "customer")
            follow = dispatcher._follower._read

            def fail_once(is_rung):
                for failure in failures:
                    raise failure
                follow(is_rung)

            dispatcher._follower._read = fail_once
            await commit(write, 1)
            assert (await next_event(stream)).event == "hint"

    asyncio.run(scene())


def test_the_oldest_stream_of_one_owner_ends_when_there_are_too_many():
    async def scene():
        async with running() as dispatcher:
            other = dispatcher.open({"ticket:1"}, "staff", owner="agent:2")
            nobody = [dispatcher.open({"ticket:1"}, "staff") for _ in range(30)]
            own = [dispatcher.open({"ticket:1"}, "staff", owner="agent:1") for _ in range(20)]
            assert len(dispatcher) == 51
            own[3].close()
            own += [dispatcher.open({"ticket:1"}, "staff", owner="agent:1") for _ in range(2)]
            async with asyncio.timeout(20):
                assert [chunk async for chunk in own[0]]
            assert len(dispatcher) == 51
            for stream in (other, *nobody, *own):
                stream.close()
            assert len(dispatcher) == 0

    asyncio.run(scene())
