"""Articles for tests, written and published by the actions."""

from __future__ import annotations

from typing import Any

from pindesk.knowledge import actions
from pindesk.knowledge.actions import Words
from pindesk.knowledge.models import Translation


def an_article(title: str = "Set up SPF and DKIM", body: str = "", **changes: Any) -> Translation:
    """A published article in English that everybody may read, unless the keywords say otherwise."""
    values = {"language": "en", "by": None, "is_published": True, "summary": "", "keywords": ""} | changes
    summary, keywords, is_published = values.pop("summary"), values.pop("keywords"), values.pop("is_published")
    words = Words(title, summary, keywords, body or f"How to: {title}. Add two records to the zone of your domain.")
    made = actions.create_article(words=words, **values)
    return actions.publish(made, by=None) if is_published else made


def translated(source: Translation, language: str, title: str, body: str = "", **words: str) -> Translation:
    """The same article in another language, published."""
    text = Words(title, body=body or f"{title}.", **words)
    made = actions.save_version(source.article, language, text, base=None, by=None).translation
    return actions.publish(made, by=None)
