"""Articles, sections and categories as the API shows them. Fields that mean nothing here are there, and empty."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.urls import reverse
from django.utils import translation
from django.utils.html import escape

from pindesk.api.answers import Values
from pindesk.knowledge.access.catalogue import Row
from pindesk.knowledge.models import Category, Section
from pindesk.knowledge.rendering import pieces
from pindesk.lib.addresses import public_url

AT = "/api/v2/help_center"


def article(row: Row, outdated: Sequence[str] = ()) -> Values:
    return {
        "id": row.article,
        "external_id": row.external_id,
        "url": f"{public_url()}{AT}/{row.language}/articles/{row.article}.json",
        "html_url": _page(row.language, "portal:article", number=row.article, slug=row.slug),
        "author_id": None,
        "comments_disabled": True,
        "draft": False,
        "promoted": False,
        "position": row.position,
        "vote_sum": 0,
        "vote_count": 0,
        "section_id": row.section,
        "created_at": _at(row.created_at),
        "updated_at": _at(row.updated_at),
        "edited_at": _at(row.updated_at),
        "name": row.title,
        "title": row.title,
        "summary": row.summary,
        "source_locale": row.source_language,
        "locale": row.language,
        "outdated": False,
        "outdated_locales": list(outdated),
        "user_segment_id": None,
        "permission_group_id": None,
        "content_tag_ids": [],
        "label_names": [word for word in (word.strip() for word in row.keywords.split(",")) if word],
        "body": body(row),
    }


def article_translation(row: Row, outdated: Sequence[str] = ()) -> Values:
    return {
        "id": row.pk,
        "external_id": row.external_id,
        "url": f"{public_url()}{AT}/articles/{row.article}/translations/{row.language}.json",
        "html_url": _page(row.language, "portal:article", number=row.article, slug=row.slug),
        "source_id": row.article,
        "source_type": "Article",
        "locale": row.language,
        "title": row.title,
        "body": body(row),
        "outdated": row.language in outdated,
        "draft": False,
        "hidden": False,
        "created_at": _at(row.published_at),
        "updated_at": _at(row.updated_at),
        "created_by_id": None,
        "updated_by_id": None,
    }


def section(row: Section, language: str) -> Values:
    return {
        **_part(row, language, "sections", "portal:section"),
        "category_id": row.category_id,
        "parent_section_id": None,
        "sorting": "manual",
        "theme_template": "section_page",
    }


def category(row: Category, language: str) -> Values:
    return _part(row, language, "categories", "portal:category")


def snippet(found: Sequence[tuple[str, bool]]) -> str:
    """Safe HTML, with `<em>` around what matched."""
    return "".join(f"<em>{escape(text)}</em>" if is_match else str(escape(text)) for text, is_match in found)


def body(row: Row) -> str:
    """The words as safe HTML with absolute addresses; what a page fills as it is read (live blocks) is left out."""
    links, images = _places(row.language)
    at = public_url()
    parts = pieces(row.html, links_at=at + links, images_at=at + images)
    return "".join(part.html for part in parts)


@lru_cache
def _places(language: str) -> tuple[str, str]:
    """Where articles and pictures of them begin on this server, for people who read that language."""
    with translation.override(language):
        return reverse("portal:help"), reverse("portal:article_image", kwargs={"key": "k"})[:-1]


def _part(row: Section | Category, language: str, name: str, page: str) -> Values:
    return {
        "id": row.pk,
        "url": f"{public_url()}{AT}/{language}/{name}/{row.pk}.json",
        "html_url": _page(language, page, code=row.code),
        "position": row.position,
        "created_at": None,
        "updated_at": None,
        "name": row.name(language),
        "description": row.description(language),
        "locale": language,
        "source_locale": "en" if "en" in row.names else next(iter(row.names), "en"),
        "outdated": False,
    }


def _page(language: str, name: str, **parts: Any) -> str:
    """The absolute address of a page for people in that language."""
    with translation.override(language):
        return public_url() + reverse(name, kwargs=parts)


def _at(at: datetime) -> str:
    return at.strftime("%Y-%m-%dT%H:%M:%SZ")
