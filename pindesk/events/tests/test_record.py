"""Writing to the log: what is kept, and what is refused."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from django.db import connection, transaction

from pindesk.events import wake
from pindesk.events.actions import raise_epoch
from pindesk.events.errors import BadEvent, NoTransaction
from pindesk.events.kinds import kind, unpack
from pindesk.events.models import Event
from pindesk.events.tests.conftest import NOON, Numbered


@pytest.mark.django_db
def test_an_event_is_kept_as_written(write):
    write(5)
    event = Event.objects.get()
    assert (event.kind, event.subject, event.actor) == ("probe.numbered", "ticket:1", "agent:7")
    assert (event.topics, event.data, event.at) == (["ticket:1", "workspace"], {"number": 5, "word": None}, NOON)
    assert (event.epoch, event.xid > 0) == (1, connection.vendor == "postgresql")
    assert unpack(event.kind, event.data) == Numbered(5)


@pytest.mark.django_db(transaction=True)
def test_an_event_outside_a_transaction_is_refused(write):
    with pytest.raises(NoTransaction):
        write()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "wrong",
    [
        {"topics": [f"ticket:{n}" for n in range(9)]},
        {"topics": "workspace"},
        {"topics": ["ticket:1\nevent: reload"]},
        {"topics": [""]},
        {"subject": "ticket 1042"},
        {"subject": "ticket:" + "1" * 80},
        {"actor": "Ada"},
        {"audience": "everybody"},
        {"at": NOON.replace(tzinfo=None)},
        {"data": {"number": 1}},
        {"data": Numbered([1])},
        {"data": Numbered(1.5)},
        {"data": Numbered(1, "x" * 201)},
    ],
)
def test_what_breaks_a_rule_is_refused(write, wrong):
    with pytest.raises(BadEvent):
        write(**wrong)
    assert not Event.objects.exists()


def test_a_kind_is_registered_once():
    with pytest.raises(BadEvent):
        kind("probe.numbered")(Numbered)


@pytest.mark.parametrize("name", ["replied", "Ticket.replied", "ticket.", "ticket replied"])
def test_a_kind_needs_a_noun_and_what_happened(name):
    with pytest.raises(BadEvent):
        kind(name)(Numbered)


def test_a_kind_must_be_a_frozen_dataclass():
    @dataclass
    class Loose:
        number: int

    for cls in (Loose, int):
        with pytest.raises(BadEvent):
            kind("probe.loose")(cls)


@pytest.mark.parametrize(("name", "data"), [("probe.unknown", {}), ("probe.numbered", {"number": 1, "extra": 2})])
def test_an_unknown_kind_or_field_fails_on_reading(name, data):
    with pytest.raises(BadEvent):
        unpack(name, data)


@pytest.mark.django_db(transaction=True)
def test_readers_are_woken_once_after_the_commit(write):
    calls = []
    unsubscribe = wake.subscribe(lambda: calls.append(Event.objects.count()))
    try:
        with transaction.atomic():
            write(1)
            with transaction.atomic():
                write(2)
            assert calls == []
        assert calls == [2]
    finally:
        unsubscribe()
    with transaction.atomic():
        write(3)
    assert calls == [2]


@pytest.mark.django_db(transaction=True)
def test_readers_are_woken_though_the_first_event_was_rolled_back(write):
    calls = []
    unsubscribe = wake.subscribe(lambda: calls.append(Event.objects.count()))
    try:
        with transaction.atomic():
            point = transaction.savepoint()
            write(1)
            transaction.savepoint_rollback(point)
            write(2)
        assert calls == [1]
    finally:
        unsubscribe()


@pytest.mark.django_db(transaction=True)
def test_a_reader_that_fails_does_not_fail_the_commit(write):
    unsubscribe = wake.subscribe(lambda: 1 // 0)
    try:
        with transaction.atomic():
            write()
    finally:
        unsubscribe()
    assert Event.objects.count() == 1


@pytest.mark.django_db
def test_an_epoch_is_above_that_of_the_backup_and_that_before(write):
    assert raise_epoch() == 2
    assert raise_epoch(above=7) == 8
    assert write().epoch == 8
