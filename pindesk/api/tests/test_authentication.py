"""Tokens at the API: who is let in, who is not, and what it costs to guess."""

from __future__ import annotations

import base64

import pytest
from django.test import Client

from pindesk.accounts.actions import create_api_token, remove_membership, revoke_api_token
from pindesk.accounts.limits import WRONG_TOKENS_FROM_NETWORK
from pindesk.accounts.models import Agent, ApiToken, Membership
from pindesk.api.tests.asking import AT, Program, basic
from pindesk.lib import clock
from tests.articles import an_article
from tests.asking import a_ticket, add_session, client_for, queries_of
from tests.cast import Cast

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("friday")]

WRONG = "pd_" + "x" * 43


def me(headers: dict[str, str], client: Client | None = None, **more: str):
    return (client or Client()).get(f"{AT}users/me.json", headers=headers, **more)


@pytest.mark.parametrize("form", ["{basic}", "Bearer {secret}", "bearer   {secret}"])
def test_both_ways_of_showing_a_token(alice: Membership, form: str) -> None:
    secret = create_api_token(alice, name="x")[1]
    header = form.format(basic=basic("ALICE@example.com", secret), secret=secret)
    user = me({"Authorization": header}).json()["user"]
    assert (user["id"], user["email"], user["role"]) == (alice.person_id, "alice@example.com", "end-user")
    assert user["organization_id"] == alice.account_id


@pytest.mark.parametrize(("who", "role"), [("ada", "agent"), ("lin", "admin")])
def test_agents_are_known_too(cast: Cast, who: str, role: str) -> None:
    user = Program(getattr(cast, who)).get("users/me.json")["user"]
    assert (user["role"], user["organization_id"]) == (role, None)


@pytest.mark.parametrize(
    "header",
    [
        f"Bearer {WRONG}",
        "Bearer",
        "Bearer \x00",
        "Basic",
        "Basic !!!",
        "Basic " + base64.b64encode(b"alice@example.com:secret").decode(),
        "Basic " + base64.b64encode(f"alice@example.com:{WRONG}".encode()).decode(),
        "Basic " + base64.b64encode(b"\xff\xfe/token:\xff").decode(),
        "Digest username=alice",
        "x" * 20_000,
        "",
    ],
)
def test_wrong_one_is_refused_in_json(alice: Membership, header: str) -> None:
    response = me({"Authorization": header})
    assert (response.status_code, response.json()["error"]) == (401, "Couldn't authenticate you")
    assert response["WWW-Authenticate"] == 'Basic realm="Pindesk"'
    assert response["Cache-Control"] == "no-store"


def test_right_token_with_the_address_of_somebody_else_is_wrong(alice: Membership, bob: Membership) -> None:
    assert me({"Authorization": basic(bob.person.email, Program(alice).secret)}).status_code == 401


def test_nobody_is_asked_for_a_token(cast: Cast) -> None:
    for path in ("users/me.json", "requests.json", "requests/1001.json", "ticket_fields.json", "attachments/1.json"):
        response = Client().get(AT + path)
        assert (response.status_code, response.json()["error"]) == (401, "Couldn't authenticate you")
    assert Client().post(f"{AT}uploads.json?filename=x", b"x", content_type="text/plain").status_code == 401
    assert Client().post(f"{AT}requests.json", {}, content_type="application/json").status_code == 401


def test_a_browser_is_not_made_to_ask_for_a_password(cast: Cast) -> None:
    response = Client().get(f"{AT}users/me.json", headers={"Sec-Fetch-Site": "same-origin"})
    assert response["WWW-Authenticate"].startswith("Bearer")


def test_no_cookie_is_set(alice: Membership) -> None:
    program = Program(alice)
    assert not program.ask("get", "requests.json").cookies
    assert not program.ask("post", "requests.json", {"request": {"comment": {"body": "x"}}}).cookies
    assert not me({"Authorization": f"Bearer {WRONG}"}).cookies


def test_token_of_somebody_who_left_or_that_was_revoked_opens_nothing(cast: Cast) -> None:
    program, other = Program(cast.bob), Program(cast.alice)
    remove_membership(cast.bob, by=cast.alice)
    revoke_api_token(ApiToken.objects.get(membership=cast.alice), by=None)
    assert program.status("requests.json") == other.status("requests.json") == 401


def test_token_of_an_agent_is_none_of_a_customer(ada: Agent, alice: Membership) -> None:
    number, program = a_ticket(alice).number, Program(ada)
    for path in ("requests.json", f"requests/{number}.json", f"requests/{number}/comments", "attachments/1"):
        assert (program.status(path), program.ask("get", path).json()["error"]) == (403, "Forbidden")
    assert program.status("requests.json", "post", {"request": {"comment": {"body": "x"}}}) == 403
    assert program.status("uploads.json?filename=x", "post", {}) == 403


@pytest.mark.parametrize("path", ["tickets.json", "tickets/1001.json", "search.json?query=x", "users/1.json", "users"])
def test_token_of_a_customer_finds_nothing_of_agents(alice: Membership, path: str) -> None:
    a_ticket(alice)
    assert Program(alice).status(path) == 404


def test_token_opens_no_page(alice: Membership, ada: Agent) -> None:
    for owner, page in ((alice, "/en/tickets/"), (ada, "/workspace/queue/")):
        assert Program(owner).client.get(page).status_code in (302, 303)


def test_guesses_are_counted_by_network_and_lock_nobody_out(alice: Membership, settings) -> None:
    settings.IS_LIMITED = True
    program, wrong = Program(alice), {"Authorization": f"Bearer {WRONG}"}
    answers = [me(wrong).status_code for _ in range(WRONG_TOKENS_FROM_NETWORK.most + 1)]
    assert answers == [401] * WRONG_TOKENS_FROM_NETWORK.most + [429]
    assert me(wrong)["Retry-After"] == "900"
    assert program.status("requests.json") == 200
    assert me(wrong, REMOTE_ADDR="192.0.2.7").status_code == 401


def test_public_articles_are_read_whatever_the_token(alice: Membership) -> None:
    an_article("Open")
    an_article("Inside", visibility="signed_in")
    path = f"{AT}help_center/articles.json"

    def titles(client: Client) -> set[str]:
        return {article["title"] for article in client.get(path).json()["articles"]}

    assert titles(Client(headers={"Authorization": f"Bearer {WRONG}"})) == {"Open"}
    program = Program(alice)
    assert titles(program.client) == {"Open", "Inside"}
    assert program.client.get(path)["Cache-Control"].startswith("private")


def test_browser_of_a_customer_needs_no_token_and_changes_from_here_only(alice: Membership) -> None:
    client = client_for(alice)
    assert client.get(f"{AT}users/me.json").json()["user"]["email"] == "alice@example.com"
    body = {"request": {"comment": {"body": "Hello"}}}
    assert client.post(f"{AT}requests.json", body, content_type="application/json").status_code == 201
    for said in ({}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "https://evil.example"}):
        foreign = Client(enforce_csrf_checks=True, headers=said)
        add_session(foreign, alice)
        assert foreign.post(f"{AT}requests.json", body, content_type="application/json").status_code == 403


def test_token_counts_more_than_the_session_of_the_browser(alice: Membership, mallory: Membership) -> None:
    client = client_for(alice)
    secret = Program(mallory).secret
    user = client.get(f"{AT}users/me.json", headers={"Authorization": f"Bearer {secret}"}).json()["user"]
    assert user["email"] == "mallory@example.com"


def test_no_other_website_may_read_an_answer(alice: Membership) -> None:
    response = Program(alice).ask("get", "users/me.json", Origin="https://evil.example")
    assert not [name for name in response.headers if name.lower().startswith("access-control")]


def test_use_is_noted(alice: Membership) -> None:
    Program(alice).get("users/me.json")
    assert ApiToken.objects.get().last_used_at == clock.now()


def test_words_are_in_the_language_of_the_person(bob: Membership) -> None:
    assert Program(bob).ask("get", "users/me.json")["Content-Language"] == "de"


def test_a_token_costs_one_query(alice: Membership) -> None:
    assert queries_of(Program(alice).client, f"{AT}users/me.json") == 1
