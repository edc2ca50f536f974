"""API tokens of a customer: made once, listed without their secret, revoked."""

from __future__ import annotations

import re

import pytest

from pindesk.accounts.access import visitor_of_token
from pindesk.accounts.actions import create_api_token
from pindesk.accounts.models import ApiToken, Membership
from tests.asking import assert_constant_queries, client_for
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

PAGE = "/en/me/tokens"


def secret_in(html: str) -> str:
    found = re.search(r'value="(pd_[\w-]{43})"', html)
    assert found
    return found[1]


def test_a_token_is_shown_once_and_speaks_for_the_member(alice: Membership) -> None:
    client = client_for(alice)
    response = client.post(PAGE, {"name": "Nightly export"})
    shown = visitor_of_token(secret_in(response.text))
    assert shown and shown.visitor.membership == alice
    assert "no-store" in response["Cache-Control"]
    later = client.get(PAGE).text
    assert "Nightly export" in later
    assert "Never used." in later
    assert "pd_" not in later


def test_the_profile_leads_here(alice: Membership) -> None:
    assert f'href="{PAGE}"' in client_for(alice).get("/en/me").text


@pytest.mark.parametrize("name", ["", "x" * 81])
def test_name_that_cannot_be_taken_comes_back(alice: Membership, name: str) -> None:
    response = client_for(alice).post(PAGE, {"name": name})
    assert response.status_code == 400
    assert "Say in 1 to 80 characters what the token is for." in response.text
    assert f'value="{name}"' in response.text
    assert not ApiToken.objects.exists()


def test_twenty_are_enough(alice: Membership) -> None:
    for _ in range(20):
        create_api_token(alice, name="x")
    response = client_for(alice).post(PAGE, {"name": "One more"})
    assert (response.status_code, ApiToken.objects.count()) == (409, 20)
    assert "You have 20 tokens already." in response.text
    assert 'value="One more"' in response.text


def test_name_is_text_whatever_it_holds(alice: Membership) -> None:
    assert "<b>bold</b>" not in client_for(alice).post(PAGE, {"name": "<b>bold</b>"}).text


def test_revoked_it_leaves_the_list_and_twice_is_once(alice: Membership) -> None:
    token, secret = create_api_token(alice, name="Old one")
    client = client_for(alice)
    for _ in range(2):
        response = client.post(f"{PAGE}/{token.pk}/revocation", follow=True)
        assert "The token is revoked." in response.text
        assert "Old one" not in response.text
    assert visitor_of_token(secret) is None


def test_tokens_of_others_are_neither_seen_nor_revoked(cast: Cast) -> None:
    token, secret = create_api_token(cast.alice, name="Mine alone")
    for other in (cast.bob, cast.mallory):
        client = client_for(other)
        assert "Mine alone" not in client.get(PAGE).text
        assert client.post(f"{PAGE}/{token.pk}/revocation").status_code == 404
    assert visitor_of_token(secret)


def test_signed_out_leads_to_sign_in(cast: Cast) -> None:
    assert client_for(None).get(PAGE)["Location"].startswith("/en/sign-in")
    assert client_for(None).post(PAGE, {"name": "x"}).status_code in (302, 303)
    assert not ApiToken.objects.exists()


def test_wrong_methods_and_numbers(alice: Membership) -> None:
    client = client_for(alice)
    assert client.get(f"{PAGE}/1/revocation").status_code == 405
    assert client.put(PAGE).status_code == 405
    for number in ("1", "99999999999999999999"):
        assert client.post(f"{PAGE}/{number}/revocation").status_code == 404


def test_queries_do_not_grow_with_the_tokens(alice: Membership) -> None:
    assert_constant_queries(client_for(alice), PAGE, lambda: create_api_token(alice, name="x"), rows=20)
