"""What a customer sees at an address that shows nothing: the way on, and no hint whether something is there."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from pindesk.accounts.models import Membership
from tests.articles import an_article
from tests.asking import client_for

pytestmark = pytest.mark.django_db


def page_of(path: str, who: Membership | None = None) -> str:
    response = client_for(who).get(path)
    assert response.status_code == 404
    return response.text


def without_what_differs(page: str, path: str) -> str:
    """The page without its own address and the number to quote."""
    said = page.replace(path, "ADDRESS").replace(path.replace("?", "%3F").replace("=", "%3D"), "ADDRESS")
    return re.sub(r"data-now=\"[^\"]+\"|(?:[0-9a-f]{4}\u00a0){2}[0-9a-f]{4}", "", said)


def test_the_page_has_header_search_and_the_way_back_through_sign_in(cast) -> None:
    page = page_of("/de/articles/999?from=mail")
    assert 'class="masthead"' in page
    assert 'action="/de/search"' in page
    assert page.count('href="/de/sign-in?next=/de/articles/999%3Ffrom%3Dmail"') == 2
    assert "data-failed" in page
    assert "noindex" in page


def test_who_is_signed_in_is_not_asked_to_sign_in(cast, frieda: Membership) -> None:
    page = page_of("/en/articles/999", frieda)
    assert "/sign-in" not in page
    assert frieda.person.name in page


@pytest.mark.parametrize("visibility", ["signed_in", "plans:premium"])
def test_the_page_of_a_hidden_article_is_that_of_none_and_takes_as_many_queries(
    cast, frieda: Membership, visibility: str
) -> None:
    hidden = an_article("Secrets", visibility=visibility)
    paths = [f"/en/articles/{hidden.article_id}-{hidden.slug}", "/en/articles/999-secrets"]
    for who in (None, frieda) if visibility != "signed_in" else (None,):
        seen = []
        for path in paths:
            client = client_for(who)
            client.get("/en/articles/998")
            with CaptureQueriesContext(connection) as queries:
                page = client.get(path)
            assert page.status_code == 404
            seen.append((without_what_differs(page.text, path), len(queries)))
        assert seen[0] == seen[1]


def test_what_is_sent_to_nowhere_can_be_answered_by_the_start_alone(cast) -> None:
    response = client_for().post("/en/articles/999/answers", {"solved": "yes"})
    assert response.status_code == 404
    assert 'name="next" value="/en/"' in response.text
    assert "next=" not in response.text


def test_pages_of_others_keep_their_own(cast) -> None:
    assert 'class="masthead"' not in client_for().get("/demo/nope").text
