"""Names for articles that were written here, by which files and later imports know them."""

from __future__ import annotations

from django.db import transaction

from pindesk.knowledge.models import Article, Translation
from pindesk.knowledge.rules import slug_of


def name_articles() -> int:
    """Give a group to every article without one, and an id to its translations; answers how many articles.

    The group is the title in the source language as a part of an address. No event: nobody sees it. Safe to run twice.
    """
    nameless = Article.objects.filter(group=None, translations__latest__isnull=False).distinct().order_by("pk")
    count = 0
    for pk, language in nameless.values_list("pk", "source_language"):
        with transaction.atomic():
            rows = list(Translation.objects.filter(article=pk).order_by("pk"))
            title = next((row.title for row in rows if row.language == language and row.title), rows[0].title)
            count += Article.objects.filter(pk=pk, group=None).update(group=_free_group(slug_of(title)))
    _name_translations()
    return count


def _name_translations() -> None:
    rows = Translation.objects.filter(external_id=None, article__group__isnull=False, latest__isnull=False)
    for pk, group, language in rows.order_by("pk").values_list("pk", "article__group", "language"):
        name = f"{group}.{language}"[:200]
        if not Translation.objects.filter(external_id=name).exists():
            Translation.objects.filter(pk=pk, external_id=None).update(external_id=name)


def _free_group(wanted: str) -> str:
    """The name, or with a number after it where it is taken."""
    name, number = wanted, 1
    while Article.objects.filter(group=name).exists():
        number += 1
        name = f"{wanted}-{number}"
    return name
