"""What counts as an address, a name, a zone and a way back: values in, values out."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, available_timezones

from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator

from pindesk.accounts.errors import BadAddress, BadName, BadTokenName
from pindesk.lib.text import clean_line, is_far_longer, with_few_marks

NAME_MAX_CHARS = 120
ADDRESS_MAX_CHARS = 254
TYPED_ADDRESS_MAX_CHARS = 320  # 64 before the @, 255 behind it. Source: RFC 5321, 4.5.3.1
RETURN_MAX_CHARS = 2000

TOKEN_NAME_MAX_CHARS = 80
TOKENS_MAX = 20  # of one owner, in use
TOKEN_PREFIX, TOKEN_BYTES = "pd_", 32  # the prefix lets scanners of source text know one
TOKEN = re.compile(r"pd_[A-Za-z0-9_-]{43}", re.ASCII)

_is_address = EmailValidator(allowlist=[])  # not even localhost: a domain has a dot


def normal_email(value: str) -> str:
    """An e-mail address as it is stored: lower-case, the domain in IDNA form.

    Raises BadAddress, also for anything that could break out of a mail header or that mail servers refuse: control and
    invisible characters, quoted names, names beyond ASCII (they need SMTPUTF8), domains without a dot, IP addresses.
    """
    typed = value.strip()
    if len(typed) > TYPED_ADDRESS_MAX_CHARS:
        raise BadAddress
    text = unicodedata.normalize("NFC", with_few_marks(typed))
    local, at, domain = text.rpartition("@")
    if any(unicodedata.category(char).startswith("C") for char in text) or local.startswith('"') or "[" in domain:
        raise BadAddress
    try:
        address = f"{at}{domain.encode('idna').decode('ascii')}".lower()
        _is_address(f"{local}{address}" if local.isascii() else f"name{address}")
    except (UnicodeError, ValidationError):
        raise BadAddress from None
    if not local.isascii():
        raise BadAddress(BadAddress.FOREIGN)
    if len(address) + len(local) > ADDRESS_MAX_CHARS:
        raise BadAddress
    return f"{local.lower()}{address}"


def shown_email(address: str) -> str:
    """A stored address as people read it: the domain in their own script."""
    local, at, domain = address.rpartition("@")
    try:
        return f"{local}{at}{domain.encode('ascii').decode('idna')}"
    except UnicodeError:
        return address


def clean_name(value: str) -> str:
    """The name of a person, team or account as one clean line. Raises BadName when it is empty or too long."""
    name = "" if is_far_longer(value, NAME_MAX_CHARS) else clean_line(value)
    if not name or len(name) > NAME_MAX_CHARS:
        raise BadName
    return name


def clean_token_name(value: str) -> str:
    """What an API token is for, as one clean line. Raises BadTokenName when it is empty or too long."""
    name = "" if is_far_longer(value, TOKEN_NAME_MAX_CHARS) else clean_line(value)
    if not name or len(name) > TOKEN_NAME_MAX_CHARS:
        raise BadTokenName
    return name


def is_zone(name: str) -> bool:
    """Whether `name` is a zone of region and city (`Europe/Paris`) or UTC; abbreviations mean different things."""
    return name in zone_names()


@lru_cache(maxsize=1)
def zone_names() -> tuple[str, ...]:
    """The zones that people may choose, in order. Source: IANA tz database."""
    regions = (
        "Africa/",
        "America/",
        "Antarctica/",
        "Asia/",
        "Atlantic/",
        "Australia/",
        "Europe/",
        "Indian/",
        "Pacific/",
    )
    return ("UTC", *sorted(name for name in available_timezones() if name.startswith(regions)))


def zone_or(name: str, other: str) -> ZoneInfo:
    """The zone called `name`, else the one called `other`, else UTC; for rows whose zone no longer exists."""
    for key in (name, other):
        try:
            return ZoneInfo(key)
        except (KeyError, ValueError, OSError):
            continue
    return ZoneInfo("UTC")


def safe_return(path: str | None, default: str) -> str:
    """`path` if it is an address on this site that browsers cannot take for another, else `default`."""
    if not path or len(path) > RETURN_MAX_CHARS or not path.startswith("/"):
        return default
    if path.startswith("//") or "\\" in path or any(unicodedata.category(char) == "Cc" for char in path):
        return default
    try:
        parts = urlsplit(path)
    except ValueError:
        return default
    return default if parts.scheme or parts.netloc else path
