"""A database of its own for a real server or command: of the kind that the tests are running on."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from urllib.parse import urlsplit, urlunsplit


@contextmanager
def own_database() -> Iterator[dict[str, str]]:
    """The settings that name it: none for SQLite, which lies in the data directory, else a fresh DATABASE_URL."""
    given = os.environ.get("DATABASE_URL")
    if not given:
        yield {}
        return
    import psycopg

    name = f"pindesk_{secrets.token_hex(6)}"
    with psycopg.connect(given, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    try:
        yield {"DATABASE_URL": urlunsplit(urlsplit(given)._replace(path=f"/{name}"))}
    finally:
        with psycopg.connect(given, autocommit=True) as connection:
            connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
