"""What the address of a page of figures asks for; what cannot be is not found."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import Http404
from django.utils.translation import ngettext

from pindesk.accounts.models import Language
from pindesk.accounts.requests import AgentRequest
from pindesk.accounts.rules import zone_or
from pindesk.knowledge.access.figures import PERIODS, Period
from pindesk.lib import clock
from pindesk.lib.text import number_or_none

DEFAULT_DAYS = 30
MOST_PAGES = 400


@dataclass(frozen=True, slots=True)
class Asked:
    """The period in days, the language ("" for all) and the page."""

    days: int
    language: str
    page: int

    def period(self, request: AgentRequest) -> Period:
        """The days up to now, by the clock of the company."""
        return Period(self.days, zone_or(request.company.zone, "UTC"), clock.now())

    def query(self, **others: str | int) -> str:
        """What an address says of it, with its question mark; what it would say anyway is left out."""
        told: dict[str, str | int] = {"period": self.days, "language": self.language, **others}
        usual = {"period": DEFAULT_DAYS, "language": "", "page": 1}
        kept = {name: value for name, value in told.items() if value not in ("", usual.get(name))}
        return f"?{urlencode(kept)}" if kept else ""


def asked(request: AgentRequest) -> Asked:
    """Raises Http404 for a period, language or page that there is not."""
    days = number_or_none(request.GET.get("period") or str(DEFAULT_DAYS), 3)
    page = number_or_none(request.GET.get("page") or "1", 3)
    if days not in PERIODS or page is None or not 0 < page <= MOST_PAGES:
        raise Http404
    return Asked(days, asked_language(request), page)


def asked_language(request: AgentRequest) -> str:
    """The language that the address names, "" for none. Raises Http404 for one that there is not."""
    language = request.GET.get("language", "")
    if language and language not in Language.values:
        raise Http404
    return language


def period_options() -> list[tuple[int, str]]:
    """The periods to choose from, with their words."""
    return [(days, ngettext("Last %(days)s day", "Last %(days)s days", days) % {"days": days}) for days in PERIODS]
