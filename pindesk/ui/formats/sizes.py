"""How large a file is, as people of each language write it."""

from __future__ import annotations

from babel.numbers import format_decimal
from django.utils.translation import gettext as _

KILOBYTE, MEGABYTE = 1024, 1024 * 1024


def size(count: int, language: str) -> str:
    """A number of bytes in kB or, from one on, MB (of 1024 and 1024 x 1024 bytes, as systems show them)."""
    if count < MEGABYTE:
        return _("%(number)s kB") % {"number": format_decimal(max(1, round(count / KILOBYTE)), locale=language)}
    return _("%(number)s MB") % {"number": format_decimal(round(count / MEGABYTE, 1), locale=language)}
