"""What search engines and other sites are told of a page: its one address, its languages, a title and a summary."""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from pindesk.accounts.requests import Request
from pindesk.knowledge.access.reading import Reading
from pindesk.lib.addresses import public_url


@dataclass(frozen=True, slots=True)
class About:
    """`canonical` is absolute; `languages` are absolute addresses by code, `x-default` among them."""

    canonical: str
    languages: dict[str, str]
    title: str
    summary: str
    kind: str
    is_indexed: bool


def about(request: Request, article: Reading) -> About:
    """An article: its own language's address is the one that counts, also where it stands in for another language."""
    languages = {code: article_address(code, article.article, slug) for code, slug in article.others.items()}
    default = languages.get("en") or languages[article.language]
    return About(
        canonical=languages[article.language],
        languages={**languages, "x-default": default},
        title=article.title,
        summary=article.summary,
        kind="article",
        is_indexed=article.is_public,
    )


def about_page(name: str, title: str, summary: str = "", **parts: str | int) -> About:
    """A page that there is in every language."""
    languages = {code: address(code, name, **parts) for code, _ in settings.LANGUAGES}
    canonical = languages[translation.get_language() or "en"]
    return About(canonical, {**languages, "x-default": languages["en"]}, title, summary, "website", True)


def address(language: str, name: str, **parts: str | int) -> str:
    """The absolute address of a portal's page in that language."""
    with translation.override(language):
        return public_url() + reverse(name, kwargs=parts)


def path_in(language: str, number: int, slug: str) -> str:
    """The address of an article in that language, on this server."""
    with translation.override(language):
        return reverse("portal:article", kwargs={"number": number, "slug": slug})


def article_address(language: str, number: int, slug: str) -> str:
    return public_url() + path_in(language, number, slug)
