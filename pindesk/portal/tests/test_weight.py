"""What a page of a customer loads beside its HTML: styles and scripts, uncompressed, fonts and icons apart."""

from __future__ import annotations

import re

import pytest

from pindesk.accounts.models import Membership
from pindesk.ui import assets
from tests.articles import an_article
from tests.asking import a_ticket, client_for

pytestmark = pytest.mark.django_db

MAX_BYTES = 50_000


def weight_bytes(html: str) -> int:
    files = set(re.findall(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"', html))
    found = [assets.lookup(file) for file in files]
    assert len(found) > 2
    return sum(len(file.body) for file in found if file)


def test_any_page_may_be_the_first_and_is_light(friday: None, alice: Membership) -> None:
    number, article = a_ticket(alice).number, an_article().article.pk
    for path in (
        "",
        "articles/",
        "search?q=spf",
        f"articles/{article}",
        "tickets/",
        f"tickets/{number}/",
        "tickets/new",
    ):
        page = client_for(alice).get(f"/en/{path}", follow=True)
        assert page.status_code == 200, path
        assert weight_bytes(page.text) < MAX_BYTES, path


def test_a_page_without_live_parts_loads_no_stream(friday: None, alice: Membership) -> None:
    article = an_article().article.pk
    assert "live.js" not in client_for(alice).get(f"/en/articles/{article}", follow=True).text
