"""PostgreSQL: dumps by `pg_dump`, put back by `psql` in one transaction."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from django.db import connection

from pindesk.project.environment import Refused

MEMBER = "database.sql"
_PASSED_ON = ("host", "hostaddr", "port", "user", "dbname", "sslmode", "sslrootcert", "sslcert", "sslkey", "service")
_OPTIONS = "-c lock_timeout=60s -c client_min_messages=warning"
_MAJOR = re.compile(r"\b(\d+)(?:\.\d+|devel|beta\d*|rc\d*)")

# What the dump brings along must not be there yet; tables of a newer version must not stay.
EMPTY = """
DO $$ DECLARE found record; BEGIN
  FOR found IN SELECT tablename FROM pg_tables WHERE schemaname = current_schema() LOOP
    EXECUTE format('DROP TABLE IF EXISTS %I CASCADE', found.tablename);
  END LOOP;
END $$
"""


def dump(target: Path) -> None:
    """Write the database as of one moment. Raises Refused when `pg_dump` is missing, of another version, or fails."""
    _check_version("pg_dump")
    words = ["pg_dump", "--no-owner", "--no-privileges", f"--file={target}", *_address()]
    _run(words, "The database could not be dumped")


def load(source: Path, afterwards: Iterable[str]) -> None:
    """Put the dump in place of what is there, and run the statements of `afterwards`, all or nothing."""
    _check_version("psql")
    words = ["psql", "--no-psqlrc", "--quiet", "--set=ON_ERROR_STOP=1", "--single-transaction", "--output=/dev/null"]
    # A dump leaves an empty search path behind.
    statements = ["RESET search_path", *afterwards]
    words += [f"--command={EMPTY}", f"--file={source}", *(f"--command={statement}" for statement in statements)]
    _run([*words, *_address()], "The database could not be put back, and is as it was")


def _address() -> list[str]:
    """As libpq reads it: with what the address says of sockets, TLS and the like."""
    values = _parameters()
    return [f"--dbname={' '.join(f'{name}={_quoted(values[name])}' for name in _PASSED_ON if values.get(name))}"]


def _parameters() -> dict[str, Any]:
    parameters: dict[str, Any] = connection.get_connection_params()
    return parameters


def _quoted(value: object) -> str:
    text = str(value).replace("\\", "\\\\").replace("'", "\\'")
    return f"'{text}'"


def _environment() -> dict[str, str]:
    """With the password, which must not be seen in the list of processes."""
    password = _parameters().get("password")
    return {**os.environ, **({"PGPASSWORD": password} if password else {}), "PGOPTIONS": _OPTIONS}


def _run(words: list[str], failure: str) -> None:
    done = subprocess.run(words, env=_environment(), capture_output=True, text=True, check=False)
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        raise Refused(f"{failure}: {lines[0] if lines else 'it ended without a word'}")


def _check_version(program: str) -> None:
    """The server's own major version, or a later one: an older `pg_dump` refuses it."""
    connection.ensure_connection()
    server = connection.cursor().connection.info.server_version // 10_000
    if shutil.which(program) is None:
        raise Refused(f"{program} is not installed; install the client programs of PostgreSQL {server}.")
    said = subprocess.run([program, "--version"], capture_output=True, text=True, check=False).stdout
    match = _MAJOR.search(said)
    if match is None or int(match[1]) < server:
        raise Refused(f"{said.strip() or program} is older than the server; install that of PostgreSQL {server}.")
