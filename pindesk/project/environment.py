"""Reading settings from the environment, and refusing wrong ones at start with one clear sentence."""

from __future__ import annotations

import os
from collections.abc import Mapping
from email.utils import parseaddr
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import SplitResult, parse_qs, unquote, urlsplit

from pindesk.lib.webhooks import secret_in

PREFIX = "PINDESK_"
OTHERS = ("PINDESK_TEST_", "PINDESK_SAMPLES")  # of the tests and the bench
DEMO_MARK = "demo"  # a file in the data directory of a demo
PORTS = 65536
TRUE, FALSE = ("1", "true", "yes", "on"), ("0", "false", "no", "off")


class Refused(Exception):
    """A setting or a command cannot be honoured; the text is one sentence for the operator (exit status 1)."""


class Environment:
    """Typed look-ups in a mapping of environment variables; `NAME_FILE` names a file that holds the value."""

    def __init__(self, values: Mapping[str, str]) -> None:
        self._values = values
        self._asked: set[str] = set()

    def text(self, name: str, default: str = "") -> str:
        self._asked |= {name, f"{name}_FILE"}
        file = self._values.get(f"{name}_FILE")
        if file:
            try:
                return Path(file).read_text(encoding="utf-8").strip()
            except OSError as error:
                raise Refused(f"{name}_FILE names {file}, which cannot be read: {error.strerror}.") from error
        return self._values.get(name, default)

    def path(self, name: str, default: Path) -> Path:
        return Path(self.text(name) or default).expanduser().absolute()

    def flag(self, name: str, default: bool) -> bool:
        value = self.text(name)
        is_on = _flag(value) if value else default
        if is_on is None:
            raise Refused(f"{name} is {value!r}; give 1 or 0.")
        return is_on

    def words(self, name: str) -> list[str]:
        return self.text(name).replace(",", " ").split()

    def url(self, name: str, default: str) -> str:
        """An http(s) origin without path, query or trailing slash."""
        value = self.text(name, default).rstrip("/")
        if value:
            parts = urlsplit(value)
            if parts.scheme not in ("http", "https") or not parts.hostname or parts.path or parts.query:
                raise Refused(f"{name} is {value!r}; give an address like https://support.example.com, without a path.")
        return value

    def sender(self, name: str, default: str) -> str:
        """What mails are sent from: `support@example.com`, or `Support <support@example.com>`."""
        from django.core.exceptions import ValidationError
        from django.core.validators import validate_email

        value = self.text(name) or default
        address = parseaddr(value)[1]
        try:
            validate_email(address if value.isprintable() and value.endswith((address, f"<{address}>")) else "")
        except ValidationError as error:
            raise Refused(f"{name} is {value!r}; give an address like support@example.com.") from error
        return value

    def unknown(self) -> tuple[str, ...]:
        """The variables that are named like settings but are none, as a misspelt one is."""
        named = {name for name in self._values if name.startswith(PREFIX) and not name.startswith(OTHERS)}
        return tuple(sorted(named - self._asked))

    def smtp(self, name: str) -> dict[str, Any] | None:
        """`smtp://[user:password@]host[:port][?tls=1]` or `smtps://...` as keyword arguments of an SMTP connection."""
        value = self.text(name)
        if not value:
            return None
        parts = _split(name, value, ("smtp", "smtps"), "smtp://user:password@mail.example.com:587?tls=1")
        tls = parse_qs(parts.query, keep_blank_values=True).get("tls", ["0"])[-1]
        is_tls = _flag(tls)
        if is_tls is None:
            raise Refused(f"{name} says tls={tls}; give tls=1 or tls=0.")
        return {
            "host": parts.hostname,
            "port": parts.port or (465 if parts.scheme == "smtps" else 587 if is_tls else 25),
            "username": unquote(parts.username or ""),
            "password": unquote(parts.password or ""),
            "use_ssl": parts.scheme == "smtps",
            "use_tls": is_tls and parts.scheme == "smtp",
            "timeout": 20,
        }

    def clamd(self, name: str) -> tuple[str, int] | str:
        """`host:port`, or the path of a Unix socket; empty when there is none."""
        value = self.text(name).removeprefix("unix:")
        if not value or value.startswith("/"):
            return value
        host, _, port = value.removeprefix("tcp://").rpartition(":")
        if not host or not port.isdecimal() or not 0 < int(port) < PORTS:
            raise Refused(f"{name} is {value!r}; give host:port, like 127.0.0.1:3310, or the path of clamd's socket.")
        return host.strip("[]"), int(port)

    def webhook_secrets(self, name: str) -> tuple[bytes, ...]:
        """The keys of `whsec_...`, several with spaces between while they are changed; none when there is none."""
        keys = [secret_in(word) for word in self.words(name)]
        if None in keys:
            raise Refused(f"{name} is no signing secret; give whsec_ and 24 to 64 random bytes in base64.")
        return tuple(key for key in keys if key)

    def database(self, name: str, sqlite_file: Path) -> dict[str, Any]:
        """Django's settings for `postgresql://...`, or for a SQLite file when nothing is given."""
        value = self.text(name)
        if not value:
            return {"ENGINE": "pindesk.lib.sqlite", "NAME": str(sqlite_file)}
        parts = _split(name, value, ("postgres", "postgresql"), "postgresql://user:password@host:5432/pindesk")
        try:
            import_module("psycopg")
        except ImportError as error:
            words = f"{name} names a PostgreSQL database, and psycopg is missing"
            raise Refused(f"{words}; install it with pip install 'pindesk[postgres]'.") from error
        query = {key: values[-1] for key, values in parse_qs(parts.query).items()}
        return {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": query.pop("host", parts.hostname or ""),
            "PORT": str(parts.port or ""),
            "CONN_HEALTH_CHECKS": True,
            "OPTIONS": {"options": "-c idle_in_transaction_session_timeout=10s", **query},
        }


def _flag(value: str) -> bool | None:
    """What a switch says; None when it says neither."""
    text = value.strip().lower()
    return True if text in TRUE else False if text in FALSE else None


def _split(name: str, value: str, schemes: tuple[str, ...], example: str) -> SplitResult:
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError as error:
        raise Refused(f"{name} is not an address; give one like {example}.") from error
    if parts.scheme not in schemes:
        raise Refused(f"{name} begins with {parts.scheme or 'nothing'}://; give an address like {example}.")
    return parts


def environment() -> Environment:
    """The environment of this process."""
    return Environment(os.environ)
