"""What the forms of articles send, as values for the actions."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.http import HttpRequest

from pindesk.accounts.requests import AgentRequest
from pindesk.knowledge import rules
from pindesk.knowledge.access.editing import articles_by_id
from pindesk.knowledge.access.listing import sections
from pindesk.knowledge.actions import Words
from pindesk.knowledge.actions.placing import Placed
from pindesk.knowledge.errors import (
    BodyTooLong,
    KeywordsTooLong,
    NoBody,
    NoTitle,
    SummaryTooLong,
    TitleTooLong,
    TooManyParts,
    TooManyRelated,
    UnknownLanguage,
    UnknownReplacement,
    UnknownVisibility,
    WiderUnreviewed,
)
from pindesk.knowledge.models import Article, Section
from pindesk.lib.refusals import Refusal
from pindesk.lib.text import number_or_none
from pindesk.plans.access import plans as all_plans
from pindesk.tickets.errors import UnknownChoice

# At which field a refusal is said.
FIELDS: dict[type[Refusal], str] = {
    NoTitle: "title",
    TitleTooLong: "title",
    SummaryTooLong: "summary",
    KeywordsTooLong: "keywords",
    BodyTooLong: "body",
    TooManyParts: "body",
    NoBody: "body",
    UnknownLanguage: "language",
    UnknownVisibility: "visibility",
    TooManyRelated: "related",
    WiderUnreviewed: "visibility",
    UnknownReplacement: "replacement",
}
PLANS = "plans"
POSITION_DIGITS = 6


def words_in(request: HttpRequest) -> Words:
    """What was typed, as it was typed but for the line ends that forms send."""
    typed = {name: request.POST.get(name, "") for name in ("title", "summary", "keywords")}
    return Words(**typed, body=request.POST.get("body", "").replace("\r\n", "\n"))


def base_in(request: HttpRequest) -> int | None:
    """The number of the version that the words were written on."""
    return number_or_none(request.POST.get("base", ""), 9)


def section_in(request: HttpRequest) -> Section | None:
    """The section that was chosen, or none. Raises UnknownChoice."""
    sent = request.POST.get("section", "")
    found = next((row for row in sections() if str(row.pk) == sent), None)
    if sent and found is None:
        raise UnknownChoice
    return found


def visibility_in(request: HttpRequest) -> str:
    """Who may read. Raises UnknownVisibility for a plan that there is not, or for none."""
    chosen = request.POST.get("visibility", "")
    if chosen != PLANS:
        return chosen if chosen in (rules.PUBLIC, rules.SIGNED_IN) else _refused()
    codes = request.POST.getlist("plans")
    known = {plan.code for plan in all_plans()}
    found = rules.visibility_for(codes) if known.issuperset(codes) else None
    return found or _refused()


def _refused() -> str:
    raise UnknownVisibility


def position_in(request: HttpRequest) -> int:
    """The place in the section. Raises UnknownChoice."""
    number = number_or_none(request.POST.get("position", ""), POSITION_DIGITS)
    if number is None:
        raise UnknownChoice
    return number


def placed_as(placed: Placed) -> str:
    """What the form of an article's place is filled with, as one of its fields says it."""
    return ";".join((str(placed.section or ""), str(placed.position), placed.visibility, _listed(placed.related)))


def placed_in(request: HttpRequest) -> Placed | None:
    """The same as it was sent back; None for what is none."""
    section, position, visibility, related = (*request.POST.get("was", "").split(";"), *[""] * 4)[:4]
    number = number_or_none(position, 9)
    if number is None:
        return None
    return Placed(number_or_none(section, 9), number, visibility, tuple(_numbers(related.split(","))))


def _listed(numbers: Iterable[int]) -> str:
    return ",".join(str(number) for number in numbers)


def related_in(request: HttpRequest) -> list[Article]:
    """The articles that were ticked; what is none is left out."""
    return articles_by_id(_numbers(request.POST.getlist("related")))


def replacement_in(request: HttpRequest) -> Article | None:
    """The article that is to take its place, or none. Raises UnknownReplacement."""
    sent = request.POST.get("replacement", "")
    found = articles_by_id(_numbers([sent]))
    if sent and not found:
        raise UnknownReplacement
    return found[0] if found else None


def _numbers(sent: list[str]) -> list[int]:
    return [number for text in sent[:50] if (number := number_or_none(text, 9)) is not None]


def visibility_fields(request: AgentRequest, visibility: str, plans: list[str] | None = None) -> dict[str, Any]:
    """The values of the fields that say who may read; `plans` are those ticked, if a form was sent."""
    codes = list(rules.plans_of(visibility)) if plans is None else plans
    return {
        "visibility": PLANS if visibility.startswith(PLANS) else visibility,
        "plan_choices": [(plan.code, plan.name(request.language)) for plan in all_plans()],
        "plans": codes,
    }


def section_choices(request: AgentRequest) -> list[tuple[str, list[tuple[str, str]]]]:
    """Every section under the name of its category, for a choice."""
    language = request.language
    return [
        (rows[0].category.name(language), [(str(row.pk), row.name(language)) for row in rows])
        for _pk, found in groupby(sections(), key=lambda row: row.category_id)
        if (rows := list(found))
    ]
