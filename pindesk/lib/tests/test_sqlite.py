"""The SQLite engine under several threads, on a real file."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError, OperationalError, transaction
from django.db.utils import ConnectionHandler

from pindesk.lib.sqlite import base

THREADS, WRITES = 8, 40


@pytest.fixture
def connections(tmp_path: Path, django_db_blocker: Any) -> Iterator[ConnectionHandler]:
    handler = ConnectionHandler({"default": {"ENGINE": "pindesk.lib.sqlite", "NAME": str(tmp_path / "test.sqlite3")}})
    with django_db_blocker.unblock(), handler["default"].cursor() as cursor:
        cursor.execute("CREATE TABLE parent (id integer PRIMARY KEY)")
        cursor.execute("CREATE TABLE counter (id integer PRIMARY KEY, value integer NOT NULL CHECK (value >= 0))")
        cursor.execute("CREATE TABLE child (parent integer REFERENCES parent (id) DEFERRABLE INITIALLY DEFERRED)")
        cursor.execute("INSERT INTO counter VALUES (1, 0)")
    with django_db_blocker.unblock():
        yield handler
    handler.close_all()


def value(connection: Any) -> int:
    with connection.cursor() as cursor:
        return int(cursor.execute("SELECT value FROM counter").fetchone()[0])


def pragma(connection: Any, name: str) -> Any:
    with connection.cursor() as cursor:
        return cursor.execute(f"PRAGMA {name}").fetchone()[0]


@pytest.fixture
def atomic(connections: ConnectionHandler, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`transaction.atomic` on the connections of this test."""
    monkeypatch.setattr(transaction, "connections", connections)
    return transaction.atomic


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("journal_mode", "wal"),
        ("synchronous", 2),
        ("busy_timeout", 20_000),
        ("cache_size", -16_000),
        ("mmap_size", 268_435_456),
        ("foreign_keys", 1),
    ],
)
def test_connection_is_durable_and_patient(connections: ConnectionHandler, name: str, expected: object) -> None:
    assert pragma(connections["default"], name) == expected


def test_eight_threads_count_without_a_lost_update_or_a_lock_error(connections: ConnectionHandler, atomic: Any) -> None:
    def count(_: int) -> None:
        connection = connections["default"]
        for _write in range(WRITES):
            with atomic():
                now = value(connection)
                with connection.cursor() as cursor:
                    cursor.execute("UPDATE counter SET value = %s", [now + 1])
        connection.close()

    with ThreadPoolExecutor(THREADS) as pool:
        list(pool.map(count, range(THREADS)))
    assert value(connections["default"]) == THREADS * WRITES


def test_single_statements_wait_for_a_transaction(connections: ConnectionHandler, atomic: Any) -> None:
    def add_without_transaction() -> None:
        connection = connections["default"]
        for _write in range(WRITES):
            with connection.cursor() as cursor:
                cursor.execute("UPDATE counter SET value = value + 1")
        connection.close()

    with ThreadPoolExecutor(1) as pool:
        other = pool.submit(add_without_transaction)
        for _write in range(WRITES):
            with atomic(), connections["default"].cursor() as cursor:
                cursor.execute("UPDATE counter SET value = value + 1")
        other.result()
    assert value(connections["default"]) == 2 * WRITES


def in_another_thread(connections: ConnectionHandler, atomic: Any) -> None:
    """Write in a transaction of another thread: waits for ever if the lock was not freed."""

    def write() -> None:
        with atomic(), connections["default"].cursor() as cursor:
            cursor.execute("UPDATE counter SET value = 7")
        connections["default"].close()

    with ThreadPoolExecutor(1) as pool:
        pool.submit(write).result(timeout=30)


def test_lock_is_free_after_a_rollback(connections: ConnectionHandler, atomic: Any) -> None:
    with pytest.raises(IntegrityError), atomic(), connections["default"].cursor() as cursor:
        cursor.execute("UPDATE counter SET value = -1")
    in_another_thread(connections, atomic)


def test_lock_is_free_after_a_failed_commit(connections: ConnectionHandler, atomic: Any) -> None:
    with pytest.raises(IntegrityError), atomic(), connections["default"].cursor() as cursor:
        cursor.execute("INSERT INTO child VALUES (404)")
    in_another_thread(connections, atomic)


def test_lock_is_free_after_the_connection_was_closed_in_a_transaction(
    connections: ConnectionHandler, atomic: Any
) -> None:
    with atomic():
        connections["default"].close()
    in_another_thread(connections, atomic)


def test_savepoints_take_the_lock_once(connections: ConnectionHandler, atomic: Any) -> None:
    with atomic():
        with pytest.raises(IntegrityError), atomic(), connections["default"].cursor() as cursor:
            cursor.execute("UPDATE counter SET value = -1")
        with atomic(), connections["default"].cursor() as cursor:
            cursor.execute("UPDATE counter SET value = 3")
    in_another_thread(connections, atomic)


def test_another_process_that_holds_the_file_is_waited_for_then_named(
    connections: ConnectionHandler, atomic: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    connections["default"].close()
    monkeypatch.setitem(connections.settings["default"]["OPTIONS"], "timeout", 0.05)
    other = sqlite3.connect(connections["default"].settings_dict["NAME"], isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(OperationalError, match="locked"), atomic():
        pass
    other.execute("ROLLBACK")
    other.close()
    in_another_thread(connections, atomic)


def test_threads_that_wait_too_long_for_each_other_are_refused(
    connections: ConnectionHandler, atomic: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(base, "BUSY_TIMEOUT_SECONDS", 0.05)

    def write() -> None:
        with atomic():
            pass

    with atomic(), ThreadPoolExecutor(1) as pool, pytest.raises(OperationalError, match="locked"):
        pool.submit(write).result()
