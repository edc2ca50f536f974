"""A NUL in what a browser sends is never an error of ours: PostgreSQL takes none, in no text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from pindesk.accounts.actions import begin_set_up
from tests.asking import a_ticket, client_for
from tests.cast import Cast

pytestmark = pytest.mark.django_db
NUL = "a\x00b"
# What forms and addresses may hold, and good values for it: pages go on past what they check first.
GOOD = {
    "email": "noa@example.com",
    "owner_email": "noa@example.com",
    "login": "ada@example.com",
    "name": "Noa",
    "owner_name": "Noa",
    "company_name": "Noa",
    "language": "en",
    "languages": "en",
    "zone": "UTC",
    "country": "FR",
    "role": "member",
    "plan": "premium",
    "teams": "1",
    "team": "1",
    "agent": "1",
    "membership": "1",
    "topic": "sending",
    "priority": "high",
    "status": "solved",
    "subject": "A subject",
    "body": "A text",
    "client_id": "8d7e",
    "kind": "reply",
    "presence": "here",
    "code": "123456",
    "password": "correct horse battery staple",
    "password1": "correct horse battery staple",
    "password2": "correct horse battery staple",
    "oldpassword": "x",
    "credential": "{}",
    "secret": "x",
    "next": "/en/",
    "back": "queue",
    "q": "x",
    "page": "1",
    "view": "open",
    "row": "1",
    "follows": "1",
    "before": "1",
    "account": "1",
    "show": "open",
    "done": "invited",
    "is_required": "0",
    "action": "verify",
}


def addresses(resolver: Any = None, prefix: str = "") -> Iterator[str]:
    for each in (resolver or get_resolver()).url_patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from addresses(each, route)
        elif isinstance(each, URLPattern):
            yield f"/{route}"


def filled(route: str, number: int, others: dict[str, int]) -> Iterator[str]:
    """The address with a number that is there, of a ticket if of no other thing, and a NUL in each place for text."""
    place = next((other for word, other in others.items() if word in route), number)
    path = re.sub(r"<int:\w+>", str(place), route)
    if "<" not in path:
        yield path
        return
    for text in (NUL, f"reply:{number}{NUL}", f"ticket{NUL}"):
        yield re.sub(r"<\w+:\w+>", quote(text), path)


@pytest.mark.parametrize("who", ["nobody", "alice", "lin"])
def test_a_nul_in_an_address_or_a_form_is_no_error_of_ours(cast: Cast, settings: Any, who: str) -> None:
    settings.IS_LIMITED = False
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    ticket = a_ticket(cast.alice)
    form = {name: f"{value}{NUL}" for name, value in GOOD.items()}
    others = {
        "en/people": cast.bob.pk,
        "workspace/people": cast.ada.pk,
        "workspace/accounts": cast.alice.account_id,
        "workspace/teams": cast.ada.teams.get().pk,
    }
    for path in sorted({path for route in addresses() for path in filled(route, ticket.number, others)}):
        for method, values in (("get", dict.fromkeys(GOOD, NUL)), ("post", form)):
            client = client_for({"alice": cast.alice, "lin": cast.lin}.get(who))
            client.raise_request_exception = False
            status = getattr(client, method)(path, values).status_code
            assert status < 500, (method, path)


def test_a_nul_in_a_cookie_is_no_error_of_ours(cast: Cast) -> None:
    client = Client()
    for name in ("pindesk_customer", "pindesk_agent", "pindesk_known", "pindesk_language"):
        client.cookies[name] = NUL * 11
    assert client.get("/en/me").status_code == client.get("/workspace/me").status_code == 302


def test_a_nul_in_the_link_of_the_set_up_is_no_error_of_ours() -> None:
    begin_set_up()
    assert Client().get(f"/set-up/{quote(NUL)}").status_code == 404
