"""What stands beside the form of a new ticket: a ticket of theirs about the same, and articles that may answer it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.urls import reverse

from pindesk.accounts.doors import client_network
from pindesk.accounts.requests import CustomerRequest
from pindesk.knowledge.access.searching import Pieces, Result
from pindesk.knowledge.access.suggesting import entries_for, suggest
from pindesk.knowledge.limits import SEARCHES, take_turn
from pindesk.lib import clock
from pindesk.lib.analysis import likely_language, words_of
from pindesk.lib.text import number_or_none
from pindesk.portal.forms import TicketForm
from pindesk.portal.help import address_of, reader_of
from pindesk.portal.lines import Row, rows_of
from pindesk.tickets.access import alike_of
from pindesk.tickets.likeness import Text
from pindesk.ui.languages import CODES, in_language

MOST_READ = 10  # articles that a form may say were read
MOST_OTHERS = 20  # tickets that it is said not to be about
LEAST_WORDS = 2  # typed, before anything is looked for
LOOKED_AT_CHARS, LOOKED_AT_WORDS = 20_000, 200


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An article; `part` is the address of its words alone. `text` is its summary, else the passage that fits."""

    article: int
    language: str
    title: str
    text: str
    href: str
    part: str


@dataclass(frozen=True, slots=True)
class Same:
    """A ticket that this person opened, perhaps about the same; times are aware, in UTC."""

    row: Row
    opened_at: datetime


@dataclass(frozen=True, slots=True)
class Beside:
    """All of it; false when there is nothing to show."""

    same: Same | None = None
    suggestions: tuple[Suggestion, ...] = ()

    def __bool__(self) -> bool:
        return self.same is not None or bool(self.suggestions)


NOTHING = Beside()


def beside_of(request: CustomerRequest, form: TicketForm) -> Beside:
    """What to show for the words in the form; nothing for hardly any. Raises TooOften."""
    subject, body = form.subject[:LOOKED_AT_CHARS], form.body[:LOOKED_AT_CHARS]
    if len(f"{subject} {body}".split(maxsplit=LEAST_WORDS)) < LEAST_WORDS:
        return NOTHING
    take_turn(SEARCHES, client_network(request))
    language = _language(f"{subject}\n{body}", form.language if form.language in CODES else request.language)
    found = suggest(subject, body, language=language, reader=reader_of(request))
    return Beside(_same(request, form, language), tuple(_suggestion(row, language) for row in found))


def read_articles(request: CustomerRequest) -> list[int]:
    """The numbers of the articles that a form says were read, as far as their reader may read them."""
    numbers = _numbers(request.POST.get("read", ""), MOST_READ)
    return [entry.article for entry in entries_for(numbers, request.language, reader_of(request))]


def _language(text: str, expected: str) -> str:
    """The language that the text is in: somebody may write in theirs on a page, and to be answered, in another."""
    words = islice(words_of(text, expected), LOOKED_AT_WORDS)
    return likely_language((word.text for word in words), expected)


def _same(request: CustomerRequest, form: TicketForm, language: str) -> Same | None:
    """Not one that the writer said it is not, nor the one that the form follows."""
    others = {*_numbers(form.other_than, MOST_OTHERS), *_numbers(form.follows, 1)}
    text = Text(form.subject, form.body, language, form.topic)
    found = alike_of(request.membership, text, clock.now(), other_than=others)
    return Same(rows_of(request, [found.line])[0], found.created_at) if found else None


def _suggestion(row: Result, language: str) -> Suggestion:
    """Its addresses are in the language of the text, which need not be the page's."""
    href = in_language(address_of(row.article, row.slug), language)
    part = in_language(reverse("portal:new_ticket_article", kwargs={"number": row.article}), language)
    text = row.summary or _plain(row.snippet)
    return Suggestion(row.article, row.language, _plain(row.title), text, href, part)


def _plain(parts: Pieces) -> str:
    return "".join(text for text, _ in parts)


def _numbers(text: str, most: int) -> Iterable[int]:
    """The whole numbers of a text, the last ones where there are more than `most`."""
    found = (number_or_none(word) for word in text[: 20 * most].split())
    return [number for number in found if number][-most:]
