"""Customers sign in by a mailed code."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import translation

from pindesk.accounts import forms
from pindesk.accounts.actions import add_membership, add_person, create_account, make_agent, set_active
from pindesk.accounts.actions.limits import Limit, count_try
from pindesk.accounts.errors import TooManyTries
from pindesk.accounts.limits import AGENT_CODES, CODE_TRIES_FROM_NETWORK, CUSTOMER_CODES, MAILS_TO_ADDRESS
from pindesk.accounts.models import Company, Person, Session
from pindesk.lib import clock
from pindesk.lib.sealing import unseal
from pindesk.outbox.models import Delivery
from pindesk.portal.sign_in_addresses import NAMES
from tests.cast import LONG_AGO

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def larkmail(db: None) -> Company:
    return Company.objects.create(
        pk=1, name="Larkmail", languages=["en", "fr", "de", "es"], zone="UTC", set_up_at=LONG_AGO
    )


@pytest.fixture
def alice() -> Person:
    person = add_person(email="alice@example.com", name="Alice Lenoir", language="fr")
    add_membership(create_account(name="Atelier Lenoir"), person, "owner")
    return person


def ask(client: Client, email: str, **extra: str):
    return client.post("/en/sign-in", {"email": email, **extra})


def mailed_code() -> str:
    return re.search(r"^    (\w{6})$", text_of(Delivery.objects.latest("pk")), re.MULTILINE)[1]


def text_of(delivery: Delivery) -> str:
    return unseal(delivery.text, "outbox")


def sign_in(client: Client, email: str, **extra: str):
    assert ask(client, email, **extra).status_code == 302
    return client.post("/en/sign-in/code", {"code": mailed_code(), **extra})


def test_a_mailed_code_signs_in(client: Client, alice: Person) -> None:
    response = ask(client, "alice@example.com")
    assert (response.status_code, response["Location"]) == (302, "/en/sign-in/code")
    page = client.get("/en/sign-in/code")
    assert "alice@example.com" in page.text and "no-store" in page["Cache-Control"]
    mail = Delivery.objects.get()
    assert (mail.to, mail.language, mail.is_secret) == ("alice@example.com", "fr", True)
    assert "Bonjour Alice Lenoir," in text_of(mail)
    before = client.cookies["pindesk_customer"].value
    response = client.post("/en/sign-in/code", {"code": mailed_code().lower()})
    assert (response.status_code, response["Location"]) == (302, "/en/")
    assert client.cookies["pindesk_customer"].value != before
    session = Session.objects.get(person=alice)
    assert session.get_decoded()["level"] == 1 and session.audience == "customer"
    assert client.get("/en/me").status_code == 200


def test_the_code_is_not_in_the_subject(client: Client, alice: Person) -> None:
    ask(client, "alice@example.com")
    assert mailed_code() not in Delivery.objects.get().subject


@pytest.mark.parametrize("typed", ["  Alice@EXAMPLE.com ", "alice@example.com"])
def test_addresses_are_compared_as_they_are_stored(client: Client, alice: Person, typed: str) -> None:
    assert sign_in(client, typed)["Location"] == "/en/"


def test_an_international_domain_finds_its_person(client: Client) -> None:
    person = add_person(email="k@vögel.example", name="K")
    add_membership(create_account(name="Vögel"), person)
    assert person.email == "k@xn--vgel-5qa.example"
    assert sign_in(client, "K@Vögel.example")["Location"] == "/en/"


@pytest.mark.parametrize("kind", ["unknown", "inactive", "agent only", "removed"])
def test_who_may_not_come_in_looks_like_who_may(client: Client, alice: Person, kind: str) -> None:
    known = ask(Client(), "alice@example.com")
    known_page = Client()
    ask(known_page, "alice@example.com")
    expected = known_page.get("/en/sign-in/code").text
    email = f"{kind.replace(' ', '')}@example.com"
    if kind != "unknown":
        person = add_person(email=email, name="Nobody")
        if kind == "inactive":
            add_membership(create_account(name="A"), person)
            set_active(person, False, by=None)
        elif kind == "agent only":
            make_agent(person)
    mails = Delivery.objects.count()
    response = ask(client, email)
    assert (response.status_code, response["Location"]) == (known.status_code, known["Location"])
    assert plain(client.get("/en/sign-in/code").text, email) == plain(expected, "alice@example.com")
    assert Delivery.objects.count() == mails + 1
    neutral = Delivery.objects.latest("pk")
    assert neutral.is_secret and not re.search(r"^    \w{6}$", text_of(neutral), re.MULTILINE)
    for number in range(5):
        for browser, address in ((client, email), (known_page, "alice@example.com")):
            answer = browser.post("/en/sign-in/code", {"code": "ZZZZZZ"})
            assert answer.status_code == (302 if number == 4 else 200), (address, number)
    assert not Session.objects.exclude(person=None).exists()


def plain(page: str, email: str) -> str:
    return re.sub(r'data-now="[^"]*"', "", page).replace(email, "ADDRESS")


def test_unknown_and_known_addresses_cost_the_same_queries(alice: Person) -> None:
    counts = []
    for email in ("alice@example.com", "nobody@example.com"):
        client = Client()
        with CountedQueries() as counted:
            ask(client, email)
        counts.append(counted.writes)
    assert counts[0] == counts[1]


class CountedQueries:
    def __enter__(self):
        self.writes = 0
        self._wrapper = connection.execute_wrapper(self._count)
        self._wrapper.__enter__()
        return self

    def __exit__(self, *error: object) -> None:
        self._wrapper.__exit__(*error)

    def _count(self, execute, sql, params, many, context):
        self.writes += sql.split()[0] in ("INSERT", "UPDATE", "DELETE")
        return execute(sql, params, many, context)


def test_five_wrong_codes_end_it_even_for_the_right_one(client: Client, alice: Person) -> None:
    ask(client, "alice@example.com")
    code = mailed_code()
    for _ in range(5):
        response = client.post("/en/sign-in/code", {"code": "ZZZZZZ"})
    assert (response.status_code, response["Location"]) == (302, "/en/sign-in")
    assert "Too many wrong codes" in client.get("/en/sign-in").text
    assert client.post("/en/sign-in/code", {"code": code})["Location"] == "/en/sign-in"
    assert not Session.objects.filter(person=alice).exists()


def test_copies_of_a_session_share_its_five_tries(client: Client, alice: Person) -> None:
    ask(client, "alice@example.com")
    code, stored = mailed_code(), Session.objects.get()
    for _ in range(5):
        client.post("/en/sign-in/code", {"code": "ZZZZZZ"})
        stored.save()  # as a request that came at the same time would leave it
    response = client.post("/en/sign-in/code", {"code": code})
    assert response["Location"] == "/en/sign-in" and not Session.objects.filter(person=alice).exists()
    assert "Try again in" in client.get("/en/sign-in").text


def test_a_code_works_once(client: Client, alice: Person) -> None:
    ask(client, "alice@example.com")
    code = mailed_code()
    client.post("/en/sign-in/code", {"code": code})
    other = Client()
    ask(other, "alice@example.com")
    assert other.post("/en/sign-in/code", {"code": code}).status_code == 200


@pytest.mark.django_db(transaction=True)
def test_a_code_sent_six_times_at_once_signs_in_once(client: Client, alice: Person) -> None:
    ask(client, "alice@example.com")
    code, cookie, barrier = mailed_code(), client.cookies["pindesk_customer"].value, Barrier(6)
    answers: list[HttpResponse] = []

    def post() -> None:
        browser = Client()
        browser.cookies["pindesk_customer"] = cookie
        barrier.wait()
        answers.append(browser.post("/en/sign-in/code", {"code": code}))
        connection.close()

    threads = [Thread(target=post) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Session.objects.filter(person=alice).count() == 1
    assert [answer.get("Location") for answer in answers].count("/en/") == 1
    # Who comes while the code is used reads that it is wrong; who comes after it begins anew.
    others = [answer for answer in answers if answer.get("Location") != "/en/"]
    assert all(
        "This code is not right" in one.text if one.status_code == 200 else one["Location"] == "/en/sign-in"
        for one in others
    )


def test_a_code_that_another_request_used_reads_like_a_wrong_one(
    client: Client, alice: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(client, "alice@example.com")
    count = forms.count_try

    def count_while_another_signs_in(limit: Limit, key: str) -> None:
        count(limit, key)
        Session.objects.all().delete()

    monkeypatch.setattr(forms, "count_try", count_while_another_signs_in)
    response = client.post("/en/sign-in/code", {"code": mailed_code()})
    assert response.status_code == 200 and "This code is not right" in response.text
    assert not Session.objects.exists() and not response.cookies


def test_a_code_is_over_after_ten_minutes(client: Client, alice: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    ask(client, "alice@example.com")
    code, now = mailed_code(), time.time
    monkeypatch.setattr(time, "time", lambda: now() + 601)
    assert client.post("/en/sign-in/code", {"code": code})["Location"] == "/en/sign-in"


def test_too_many_codes_for_one_address_say_when_to_try_again(alice: Person) -> None:
    with clock.frozen(clock.now()):
        for _ in range(CUSTOMER_CODES.here.most):
            ask(Client(), "alice@example.com")
        for email in ("alice@example.com", "ALICE@example.com"):
            response = ask(Client(), email)
            assert response.status_code == 429 and "Too many tries. Try again in 15 minutes." in response.text
    with clock.frozen(clock.now() + timedelta(minutes=16)):
        assert ask(Client(), "alice@example.com").status_code == 302


def test_an_unknown_address_is_counted_the_same() -> None:
    for _ in range(CUSTOMER_CODES.here.most):
        assert ask(Client(), "nobody@example.com").status_code == 302
    assert ask(Client(), "nobody@example.com").status_code == 429


def test_whoever_asks_for_many_codes_keeps_the_owner_out_from_nowhere_else(alice: Person) -> None:
    mallory, alices = {"REMOTE_ADDR": "192.0.2.7"}, {"REMOTE_ADDR": "198.51.100.1"}
    for _ in range(CUSTOMER_CODES.here.most + 3):
        last = ask(Client(**mallory), "alice@example.com")
    assert last.status_code == 429
    assert sign_in(Client(**alices), "alice@example.com").status_code == 302
    assert ask(Client(**mallory), "bob@example.com").status_code == 302


def test_one_network_of_ipv6_is_one_visitor(alice: Person) -> None:
    for number in range(CUSTOMER_CODES.here.most):
        ask(Client(REMOTE_ADDR=f"2001:db8:1:1::{number + 1:x}"), "alice@example.com")
    assert ask(Client(REMOTE_ADDR="2001:db8:1:1:ffff::1"), "alice@example.com").status_code == 429
    assert ask(Client(REMOTE_ADDR="2001:db8:1:2::1"), "alice@example.com").status_code == 302


def test_one_network_that_used_up_its_mails_of_a_day_keeps_the_owner_out_from_nowhere_else(alice: Person) -> None:
    for _ in range(MAILS_TO_ADDRESS.most):
        count_try(MAILS_TO_ADDRESS, "alice@example.com 192.0.2.7")
    assert ask(Client(REMOTE_ADDR="192.0.2.7"), "alice@example.com").status_code == 429
    assert sign_in(Client(REMOTE_ADDR="198.51.100.1"), "alice@example.com").status_code == 302


def test_a_browser_that_signed_in_before_has_tries_of_its_own(alice: Person) -> None:
    limit = CUSTOMER_CODES.anywhere
    hers = Client()
    sign_in(hers, "alice@example.com")
    cookie = hers.cookies["pindesk_known"]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and "alice" not in cookie.value
    hers.post("/en/sign-out")
    for _ in range(CUSTOMER_CODES.here.most):
        ask(Client(), "alice@example.com")
    for _ in range(limit.most):  # from so many networks that no address is left
        with suppress(TooManyTries):
            count_try(limit, "alice@example.com")
    assert ask(Client(), "alice@example.com").status_code == 429
    assert ask(Client(REMOTE_ADDR="192.0.2.99"), "alice@example.com").status_code == 429
    assert sign_in(hers, "alice@example.com").status_code == 302
    hers.post("/en/sign-out")
    answers = [ask(hers, "alice@example.com").status_code for _ in range(CUSTOMER_CODES.known.most)]
    assert answers == [302] * (CUSTOMER_CODES.known.most - 1) + [429]


def test_a_known_browser_is_known_for_its_own_people_only(alice: Person) -> None:
    bob = add_person(email="bob@example.com", name="Bob")
    add_membership(create_account(name="B"), bob)
    hers = Client()
    sign_in(hers, "alice@example.com")
    hers.post("/en/sign-out")
    for email in ("bob@example.com", "nobody@example.com"):
        for _ in range(CUSTOMER_CODES.here.most):
            ask(Client(), email)
        assert ask(hers, email).status_code == 429
    hers.cookies["pindesk_known"] = hers.cookies["pindesk_known"].value[:-1] + "x"
    for _ in range(CUSTOMER_CODES.here.most):
        ask(Client(), "alice@example.com")
    assert ask(hers, "alice@example.com").status_code == 429


def test_wrong_codes_from_the_same_network_do_not_keep_a_known_browser_out(alice: Person) -> None:
    hers = Client()
    sign_in(hers, "alice@example.com")
    hers.post("/en/sign-out")
    with suppress(TooManyTries):
        for _ in range(CODE_TRIES_FROM_NETWORK.most + 1):
            count_try(CODE_TRIES_FROM_NETWORK, "127.0.0.1")
    assert sign_in(hers, "alice@example.com")["Location"] == "/en/"
    assert sign_in(Client(), "alice@example.com")["Location"] == "/en/sign-in"


def test_customers_agents_and_new_passwords_are_counted_apart(alice: Person) -> None:
    make_agent(alice)
    paths = ("/en/sign-in", "/workspace/sign-in/code", "/workspace/sign-in/password")
    for path in paths:
        answers = [
            Client().post(path, {"email": "alice@example.com"}).status_code for _ in range(AGENT_CODES.here.most)
        ]
        assert set(answers) == {302}, path
    assert {Client().post(path, {"email": "alice@example.com"}).status_code for path in paths} == {429}


def test_limits_can_be_off_for_measuring(alice: Person, settings) -> None:
    settings.IS_LIMITED = False
    assert all(ask(Client(), "alice@example.com").status_code == 302 for _ in range(8))


@pytest.mark.django_db(transaction=True)
def test_tries_are_counted_exactly_by_two_threads() -> None:
    limit = Limit("probe", 10, timedelta(minutes=5))
    allowed: list[bool] = []

    def try_often() -> None:
        for _ in range(15):
            try:
                count_try(limit, "key")
                allowed.append(True)
            except TooManyTries:
                allowed.append(False)
        connection.close()

    threads = [Thread(target=try_often) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (allowed.count(True), len(allowed)) == (10, 30)


@pytest.mark.parametrize(
    "email",
    ["", "x", "a@b", "a@b.c\r\nBcc: x@example.com", "a\x00@example.com", "a b@example.com", "a@" + "b" * 400 + ".c"],
)
def test_what_is_no_address_is_said_beside_the_field(client: Client, email: str) -> None:
    response = ask(client, email)
    assert response.status_code == 200 and 'aria-invalid="true"' in response.text
    assert not Delivery.objects.exists()


def test_people_come_back_to_the_page_they_were_on(client: Client, alice: Person) -> None:
    response = client.get("/en/me?x=1")
    assert response["Location"] == "/en/sign-in?next=/en/me%3Fx%3D1"
    page = client.get(response["Location"]).text
    assert 'name="next" value="/en/me?x=1"' in page
    response = ask(client, "alice@example.com", next="/en/me?x=1")
    assert response["Location"].startswith("/en/sign-in/code?next=")
    response = client.post("/en/sign-in/code", {"code": mailed_code(), "next": "/en/me?x=1"})
    assert response["Location"] == "/en/me?x=1"


def test_a_form_sent_after_the_session_ended_leads_back_to_its_page(client: Client) -> None:
    response = client.post("/en/me", {"name": "x"}, headers={"Referer": "http://testserver/en/me?tab=1"})
    assert response["Location"] == "/en/sign-in?next=/en/me%3Ftab%3D1"
    assert client.get("/en/me", headers={"X-Pindesk": "live"}).status_code == 401


@pytest.mark.parametrize(
    "target",
    [
        "https://evil.example/",
        "//evil.example/",
        "/\\evil.example",
        "javascript:alert(1)",
        "/\t/evil.example",
        "http:///x",
        "/%0d%0aX: y\r\nX",
    ],
)
def test_a_way_back_that_leads_elsewhere_is_not_taken(client: Client, alice: Person, target: str) -> None:
    assert sign_in(client, "alice@example.com", next=target)["Location"] == "/en/"


def test_words_that_found_nothing_are_still_there_after_the_sign_in(client: Client, alice: Person) -> None:
    form = "/en/tickets/new?subject=unicorns+%26+horns"
    page = client.get("/en/?q=unicorns+%26+horns").text
    ways = re.findall(r'href="(/en/sign-in[^"]*next=[^"]*)">Sign in', page)
    assert len(ways) == 2 and len(set(ways)) == 1
    assert f'name="next" value="{form}"' in client.get(ways[0]).text
    assert sign_in(client, "alice@example.com", next=form)["Location"] == form
    assert client.get(form).status_code == 200


def test_words_that_found_nothing_are_still_there_after_the_account_is_chosen(client: Client, alice: Person) -> None:
    add_membership(create_account(name="Second account"), alice)
    sign_in(client, "alice@example.com")
    assert client.get("/en/?q=unicorns+%26")["Location"] == "/en/accounts?next=/en/%3Fq%3Dunicorns%2B%2526"


def test_somebody_in_two_accounts_chooses_one(client: Client, alice: Person) -> None:
    second = add_membership(create_account(name="Second account"), alice)
    strange = add_membership(create_account(name="Strange"), add_person(email="m@example.com", name="M"))
    response = sign_in(client, "alice@example.com", next="/en/me")
    assert response["Location"] == "/en/accounts?next=/en/me"
    assert client.get("/en/me")["Location"] == "/en/accounts?next=/en/me"
    page = client.get(response["Location"]).text
    assert "Second account" in page and "Strange" not in page
    assert client.post("/en/accounts", {"membership": strange.pk}).status_code == 404
    response = client.post("/en/accounts", {"membership": second.pk, "next": "/en/me"})
    assert response["Location"] == "/en/me"
    assert "Switch account" in client.get("/en/me").text


def test_a_customer_cookie_opens_nothing_in_the_workspace(client: Client, alice: Person) -> None:
    sign_in(client, "alice@example.com")
    client.cookies["pindesk_agent"] = client.cookies["pindesk_customer"].value
    assert client.get("/workspace/people/")["Location"].startswith("/workspace/sign-in?next=")


def test_signing_out_ends_this_browser_only(client: Client, alice: Person) -> None:
    other = Client()
    sign_in(client, "alice@example.com")
    sign_in(other, "alice@example.com")
    assert client.post("/en/sign-out")["Location"] == "/en/"
    assert client.get("/en/me").status_code == 302 and other.get("/en/me").status_code == 200
    assert client.get("/en/sign-out").status_code == 405


def test_signing_out_everywhere_ends_the_others(client: Client, alice: Person) -> None:
    other = Client()
    sign_in(client, "alice@example.com")
    sign_in(other, "alice@example.com")
    client.post("/en/me/sign-out-everywhere")
    assert client.get("/en/me").status_code == 302 and other.get("/en/me").status_code == 302


def test_the_profile_is_saved_and_shown_in_its_language(client: Client, alice: Person) -> None:
    sign_in(client, "alice@example.com")
    response = client.post("/en/me", {"name": "Alice\r\nBcc: x", "language": "de", "zone": "America/New_York"})
    assert response["Location"] == "/de/me?saved=1"
    alice.refresh_from_db()
    assert (alice.name, alice.language, alice.zone) == ("Alice Bcc: x", "de", "America/New_York")
    assert client.get("/de/me?saved=1").status_code == 200


@pytest.mark.parametrize(
    "change", [{"name": ""}, {"name": "x" * 121}, {"language": "xx"}, {"zone": "CET"}, {"zone": "Mars/Olympus"}]
)
def test_a_profile_with_a_mistake_comes_back_as_typed(client: Client, alice: Person, change: dict[str, str]) -> None:
    sign_in(client, "alice@example.com")
    response = client.post("/en/me", {"name": "New name", "language": "fr", "zone": "", **change})
    assert response.status_code == 400 and 'data-state="error"' in response.text
    alice.refresh_from_db()
    assert alice.name == "Alice Lenoir"


@pytest.mark.parametrize("language", ["en", "fr", "de", "es"])
def test_the_names_allauth_looks_up_lead_to_the_portals_pages(language: str) -> None:
    ours = {"account_login": "sign_in", "account_confirm_login_code": "sign_in_code", "portal_accounts": "accounts"}
    ours |= {"account_request_login_code": "sign_in", "account_signup": "sign_in", "sign_in_done": "home"}
    with translation.override(language):
        for name in NAMES:
            assert reverse(name, urlconf="pindesk.portal.sign_in_addresses") == reverse(f"portal:{ours[name]}")


@pytest.mark.parametrize("path", ["sign-in", "sign-in/code", "accounts", "me"])
def test_pages_carry_no_inline_script_or_style(client: Client, alice: Person, path: str) -> None:
    if path == "sign-in/code":
        ask(client, "alice@example.com")
    elif path != "sign-in":
        sign_in(client, "alice@example.com")
    page = client.get(f"/en/{path}").text
    assert "<style" not in page and not re.search(r"\sstyle=|\son\w+=|<script(?![^>]*(src=|application/json))", page)
