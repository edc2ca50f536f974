"""One article on an agent's desk: the values of its page, in one of its languages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from html import unescape
from typing import Any, NamedTuple

from django.conf import settings
from django.http import Http404
from django.urls import reverse
from django.utils import translation as languages
from markupsafe import Markup

from pindesk.accounts.models import Language
from pindesk.accounts.requests import AgentRequest
from pindesk.knowledge.access import editing, listing
from pindesk.knowledge.access.broken_links import Reason, broken_among, broken_links
from pindesk.knowledge.actions import Words
from pindesk.knowledge.actions.placing import Placed
from pindesk.knowledge.actions.writing import words_of
from pindesk.knowledge.errors import TooManyParts
from pindesk.knowledge.models import Article, State, Translation, Version
from pindesk.knowledge.rendering import Rendered, pieces, render
from pindesk.knowledge.rendering.pieces import Piece
from pindesk.knowledge.rules import (
    BODY_MAX_CHARS,
    KEYWORDS_MAX_CHARS,
    SUMMARY_MAX_CHARS,
    TITLE_MAX_CHARS,
    is_out_of_date,
)
from pindesk.lib.text import clean_line, clean_text
from pindesk.workspace.articles_diff import Budget, Difference, differences
from pindesk.workspace.articles_forms import placed_as, section_choices, visibility_fields
from pindesk.workspace.articles_words import (
    block_words,
    broken_words,
    field_words,
    happening_words,
    reason_words,
    standing_words,
)

NOTHING = Words("")
MOST_MISSING = 10  # pictures that a preview names
_HEADING = re.compile(r'(<h[2-4] id=")')
_PLACE = re.compile(r'(<a (?:class="is-broken" )?href="#)')
_LINK = re.compile(r'<a href="([^"]*)"')
_BARE = re.compile(r"^!?\[\]\((.*)\)$")
_ADDRESS = re.compile(r"^article:", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Work:
    """An article and the language that is worked on; `row` is None where that was not begun.

    `is_held_back`: whether somebody else has to publish what the person has written or begins to write.
    """

    article: Article
    language: str
    rows: dict[str, Translation]
    is_held_back: bool
    row: Translation | None = field(init=False)
    source: Translation | None = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "row", self.rows.get(self.language))
        object.__setattr__(self, "source", self.rows.get(self.article.source_language))

    @property
    def is_source(self) -> bool:
        return self.language == self.article.source_language

    @property
    def latest(self) -> Version | None:
        return self.row.latest if self.row else None

    @property
    def base(self) -> int | None:
        return self.latest.number if self.latest else None

    @property
    def words(self) -> Words:
        """As last saved."""
        return words_of(self.latest) if self.latest else NOTHING

    @property
    def is_archived(self) -> bool:
        return any(row.state == State.ARCHIVED for row in self.rows.values())

    @property
    def title(self) -> str:
        """What the article is called: in the language that is worked on, else in its source's."""
        return self.words.title or (self.source.latest.title if self.source and self.source.latest else "")

    def address(self, query: str = "") -> str:
        """The page of the work, with what follows the question mark."""
        told = "" if self.is_source else f"language={self.language}"
        whole = "&".join(part for part in (told, query) if part)
        return reverse("workspace:article", kwargs={"pk": self.article.pk}) + (f"?{whole}" if whole else "")


class Tab(NamedTuple):
    """A language of the article: `state` as `listing.standing`, or none."""

    code: str
    name: str
    state: str
    words: str
    is_source: bool


class Shown(NamedTuple):
    """What readers would see: the pieces of the rendered words, or the sentence why those cannot be shown.

    `missing` are pictures that they would not see, `broken` links that would fail them, each with what is wrong.
    """

    title: str
    summary: str
    parts: list[Piece]
    missing: tuple[str, ...] = ()
    broken: tuple[tuple[str, str], ...] = ()
    sentence: str = ""


def work_or_404(request: AgentRequest, pk: int, language: str = "") -> Work:
    """The article in that language, or in its source's; one query. Raises Http404."""
    if language and language not in Language.values:
        raise Http404
    article, rows, is_reviewed, held_back = editing.whole_article_or_404(pk, request.person.pk)
    code = language or article.source_language
    is_begun = code in rows and rows[code].latest is not None
    return Work(article, code, rows, code in held_back if is_begun else is_reviewed)


def tabs_of(work: Work, offered: Iterable[str]) -> list[Tab]:
    """The languages of the company and of the article, its source first."""
    words, names = standing_words(), dict(settings.LANGUAGES)
    source = work.article.source_language
    found = []
    for code in dict.fromkeys((source, *offered, *work.rows)):
        row = work.rows.get(code)
        state = listing.standing_of(row, work.source) if row and row.latest_id else "none"
        found.append(Tab(code, names[code], state, words[state], code == source))
    return found


def shown(work: Work, words: Words, *, is_checked: bool) -> Shown:
    """The words as readers will see them, with addresses of the workspace; whether links lead somewhere is asked of the
    database where it `is_checked`."""
    images = editing.pictures_of(work.article.pk)
    try:
        rendered = render(words.body[:BODY_MAX_CHARS], language=work.language, images=images)
    except TooManyParts as refusal:
        return Shown(words.title, words.summary, [], sentence=str(refusal))
    links_at, images_at = places()
    broken = _broken(work, rendered) if is_checked else []
    marked = {_ADDRESS.sub(links_at, address) for address, _why in broken}
    return Shown(
        words.title,
        words.summary,
        [apart(_marked(part, marked)) for part in pieces(rendered.html, links_at=links_at, images_at=images_at)],
        rendered.missing_images[:MOST_MISSING],
        tuple(broken[:MOST_MISSING]),
    )


def places() -> tuple[str, str]:
    """Where links to articles and pictures of them lead in the workspace."""
    return reverse("workspace:articles"), reverse("workspace:article_image", kwargs={"key": "k"})[:-1]


def _broken(work: Work, rendered: Rendered) -> list[tuple[str, str]]:
    """The links that would fail readers, as they were written, each with what is wrong; one query at most."""
    anchors = {heading.anchor for heading in rendered.contents}
    found = broken_among(rendered.links, anchors, article=work.article, language=work.language)
    bare = [(address, broken_words(Reason.UNLINKED)) for address in dict.fromkeys(rendered.unlinked)]
    return [(link.address, broken_words(why, link.anchor)) for link, why in found] + bare


def _marked(piece: Piece, addresses: set[str]) -> Piece:
    """With a mark on each link to one of these addresses."""

    def mark(link: re.Match[str]) -> str:
        return f'<a class="is-broken" href="{link[1]}"' if unescape(link[1]) in addresses else link[0]

    return Piece(Markup(_LINK.sub(mark, str(piece.html))), piece.block)  # noqa: S704 - cleaned; only a class was added


def apart(piece: Piece, name: str = "preview") -> Piece:
    """Names of headings get a beginning of their own, so that none is the name of a part of the page around."""
    html = _PLACE.sub(rf"\1{name}-", _HEADING.sub(rf"\1{name}-", str(piece.html)))
    return Piece(Markup(html), piece.block)  # noqa: S704 - rendered and cleaned; only names of places were changed


def preview_context(work: Work, words: Words, *, is_checked: bool) -> dict[str, Any]:
    return {"shown": shown(work, words, is_checked=is_checked), "block_words": block_words(), "language": work.language}


def failing_context(work: Work) -> list[tuple[str, str]]:
    """What was published in this language and fails readers: addresses, each with what is wrong; five queries."""
    if work.row is None or not work.row.is_published:
        return []
    return [
        (_BARE.sub(r"\1", link.address), broken_words(link.reason, link.anchor))
        for link in broken_links(MOST_MISSING, within=work.row)
    ]


def news_context(request: AgentRequest, work: Work, base: int | None) -> dict[str, Any]:
    """The version that came after `base`, if one did."""
    latest = work.latest
    is_news = latest is not None and latest.number != base
    return {"work": work, "base": base, "news": latest if is_news else None, "me": request.person.pk}


def side_context(request: AgentRequest, work: Work, *, sent: dict[str, Any] | None = None) -> dict[str, Any]:
    """State, place, readers, related articles and what happened; `sent` is a refused form."""
    article = work.article
    related, replacement = editing.titles_beside(article, request.language)
    placed = Placed(article.section_id, article.position, article.visibility, tuple(pk for pk, _ in related))
    return {
        "work": work,
        "tabs": tabs_of(work, request.company.languages),
        "public_path": public_path(work),
        "section_choices": section_choices(request),
        "section_value": str(article.section_id or ""),
        "position": article.position,
        "was": placed_as(placed),
        "related": related,
        "replaced_by": (article.replaced_by_id, replacement),
        "happenings": [
            (event.at, happening_words(event.kind, event.data, name)) for event, name in editing.happenings(article)
        ],
        "reasons": reason_words(),
        "place_errors": {},
        **visibility_fields(request, article.visibility),
        **(sent or {}),
    }


def public_path(work: Work) -> str:
    """Where readers find it in this language; empty where they do not."""
    if work.row is None or not work.row.is_published:
        return ""
    with languages.override(work.language):
        return reverse("portal:article", kwargs={"number": work.article.pk, "slug": work.row.slug})


def outdated_context(work: Work, budget: Budget) -> dict[str, Any] | None:
    """What was published in the source since this was translated; None where that is nothing."""
    row, source = work.row, work.source
    if row is None or source is None or row == source or row.state == State.ARCHIVED:
        return None
    if not is_out_of_date(source.published_id, row.source_version_id):
        return None
    assert source.published and row.source_version
    changes = differences(words_of(row.source_version), words_of(source.published), budget)
    return {"since": row.source_version, "now": source.published, "changes": changes}


def conflict_of(work: Work, typed: Words, base: int | None, budget: Budget) -> dict[str, Any] | None:
    """What the other one saved, how that differs from what was typed, and what they changed."""
    latest, row = work.latest, work.row
    if latest is None or row is None:
        return None
    mine = differences(words_of(latest), typed, budget)
    theirs: list[Difference] = []
    earlier = row.versions.filter(number=base).first() if base is not None else None
    if earlier:
        theirs = differences(words_of(earlier), words_of(latest), budget)
    return {"latest": latest, "base": base, "theirs": theirs, "mine": mine}


def limits() -> dict[str, int]:
    return {
        "title": TITLE_MAX_CHARS,
        "summary": SUMMARY_MAX_CHARS,
        "keywords": KEYWORDS_MAX_CHARS,
        "body": BODY_MAX_CHARS,
    }


def _plain(words: Words, field: str) -> str:
    """One of the words as it would be saved."""
    return (clean_text if field == "body" else clean_line)(getattr(words, field))


def write_context(work: Work, words: Words, base: int | None) -> dict[str, Any]:
    """The form: what is in it, and which of its buttons there are."""
    return {
        "words": words,
        "unsaved": [name for name in field_words() if _plain(words, name) != _plain(work.words, name)],
        "base": base,
        "limits": limits(),
        "fields": field_words(),
        "word_count": len(words.body.split()),
        "needs_review": work.is_held_back,
        "block_words": block_words(),
    }
