"""The Jinja2 environment of every page and mail: words, addresses, icons and formats, and nothing that can query."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from jinja2 import Environment, StrictUndefined

from pindesk.lib import clock
from pindesk.ui import assets, formats
from pindesk.ui.icons import icon
from pindesk.ui.languages import in_language
from pindesk.ui.unbroken import unbroken


def environment(**options: Any) -> Environment:
    """The environment of Django's Jinja2 backend: a misspelt name fails loudly, `.txt` (mails) is not escaped."""
    options["undefined"] = StrictUndefined
    options["autoescape"] = lambda name: not (name or "").endswith(".txt")
    options.setdefault("extensions", []).append("jinja2.ext.i18n")
    env = Environment(**options, trim_blocks=True, lstrip_blocks=True)
    env.policies["ext.i18n.trimmed"] = True
    env.install_gettext_callables(  # type: ignore[attr-defined]
        gettext=translation.gettext,
        ngettext=translation.ngettext,
        newstyle=True,
        pgettext=translation.pgettext,
        npgettext=translation.npgettext,
    )
    env.filters["unbroken"] = unbroken
    env.globals.update(
        url=url,
        asset=assets.address,
        script_names=assets.script_names,
        icon=icon,
        current_language=language,
        language_choices=lambda: settings.LANGUAGES,
        language_name=lambda code: dict(settings.LANGUAGES)[code],
        in_language=in_language,
        **_formats(),
    )
    return env


def language() -> str:
    """The code of the language that the page (or mail) is being written in."""
    return translation.get_language() or "en"


def url(name: str, **parts: str | int) -> str:
    """The address of a named page, in the language of the page being written where the address names one."""
    return _address(language(), name, tuple(parts.items()))


@lru_cache(maxsize=4096)
def _address(code: str, name: str, parts: tuple[tuple[str, str | int], ...]) -> str:
    """`code` is part of the key because `reverse` writes the active language into the portal's addresses."""
    return reverse(name, kwargs=dict(parts))


def _formats() -> dict[str, Callable[..., str]]:
    """Formats of an instant in the reader's zone and language, as the middleware (or the mail) activated them."""

    def bound(function: Callable[..., str]) -> Callable[..., str]:
        def write(at: datetime, *rest: Any) -> str:
            return function(at, *rest, timezone.get_current_timezone(), language())

        return write

    def bound_now(function: Callable[..., str]) -> Callable[..., str]:
        def write(at: datetime) -> str:
            return function(at, clock.now(), timezone.get_current_timezone(), language())

        return write

    def bound_zones(function: Callable[..., str]) -> Callable[..., str]:
        def write(at: datetime, zone: ZoneInfo) -> str:
            return function(at, clock.now(), timezone.get_current_timezone(), zone, language())

        return write

    return {
        "clock": bound(formats.clock),
        "full": bound(formats.full),
        "moment": bound_now(formats.moment),
        "on": bound_now(formats.on),
        "by": bound_now(formats.by),
        "by_short": bound_now(formats.by_short),
        "day": bound_now(formats.day),
        "date": bound(formats.date),
        "by_in_zones": bound_zones(formats.by_in_zones),
        "size": lambda count: formats.size(count, language()),
        "span": lambda length: formats.span(_seconds(length), language()),
        "iso": lambda at: at.isoformat(timespec="seconds"),
        "now_iso": lambda: clock.now().isoformat(timespec="seconds"),
    }


def _seconds(length: timedelta | int) -> timedelta:
    return length if isinstance(length, timedelta) else timedelta(seconds=length)
