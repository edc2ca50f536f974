"""Links that people copy from their browser lead to articles too."""

from __future__ import annotations

import pytest

from pindesk.knowledge.models import Link
from pindesk.portal.public import article_address
from tests.articles import an_article

pytestmark = pytest.mark.django_db


def test_a_complete_address_of_an_article_is_a_link_to_it(settings) -> None:
    settings.PUBLIC_URL = "https://support.example.com"
    target = an_article("Set up SPF", body="## Add it")
    number, slug = target.article_id, target.slug
    address = article_address("en", number, slug)
    others = (
        f"https://elsewhere.example/en/articles/{number}",
        "https://support.example.com.evil.example/en/articles/1",
    )
    body = (
        f"[a]({address}#add-it) <{address}> [c](https://Support.example.com/en/articles/{number}/?q=1#gone) "
        f"[d]({article_address('de', number, slug)}#hinzufuegen) [e]({others[0]}) [f]({others[1]}) "
        f"[g](https://support.example.com/en/tickets/{number})"
    )
    source = an_article("Source", body=body)
    links = Link.objects.filter(translation=source).order_by("pk").values_list("to_article", "anchor")
    found = [(number, "add-it"), (number, ""), (number, "gone"), (number, "")]
    assert list(links) == [*found, (None, ""), (None, ""), (None, "")]
    assert f'href="{address}#add-it"' in source.html
