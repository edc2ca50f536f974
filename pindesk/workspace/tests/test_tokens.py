"""API tokens of an agent."""

from __future__ import annotations

import re

import pytest

from pindesk.accounts.access import visitor_of_token
from pindesk.accounts.actions import create_api_token
from pindesk.accounts.models import Agent, Membership
from tests.asking import assert_constant_queries, client_for

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

PAGE = "/workspace/me/tokens"


def test_a_token_is_made_shown_once_and_revoked(ada: Agent) -> None:
    client = client_for(ada)
    response = client.post(PAGE, {"name": "Report"})
    found = re.search(r'value="(pd_[\w-]{43})"', response.text)
    assert found
    shown = visitor_of_token(found[1])
    assert shown and shown.visitor.agent == ada
    assert "no-store" in response["Cache-Control"]
    assert "pd_" not in client.get(PAGE).text
    client.post(f"{PAGE}/{shown.token.pk}/revocation")
    assert visitor_of_token(found[1]) is None


def test_the_profile_leads_here(ada: Agent) -> None:
    assert f'href="{PAGE}"' in client_for(ada).get("/workspace/me").text


def test_tokens_of_others_are_neither_seen_nor_revoked(ada: Agent, lin: Agent, alice: Membership) -> None:
    for owner in (ada, alice):
        token, secret = create_api_token(owner, name="Mine alone")
        client = client_for(lin)
        assert "Mine alone" not in client.get(PAGE).text
        assert client.post(f"{PAGE}/{token.pk}/revocation").status_code == 404
        assert visitor_of_token(secret)


def test_customers_and_strangers_find_no_door(alice: Membership) -> None:
    for who in (alice, None):
        assert client_for(who).get(PAGE).status_code in (302, 303)


def test_queries_do_not_grow_with_the_tokens(ada: Agent) -> None:
    assert_constant_queries(client_for(ada), PAGE, lambda: create_api_token(ada, name="x"), rows=20)
