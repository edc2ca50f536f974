"""Sessions: rotation, ending everywhere, the two audiences."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from pindesk.accounts.access import session_visitor
from pindesk.accounts.actions.sessions import choose_account, open_session, sign_in, sign_out, sign_out_everywhere
from pindesk.accounts.errors import NotAllowed
from pindesk.accounts.middleware import SessionMiddleware, VisitorMiddleware, audience_of
from pindesk.accounts.models import Account, Agent, Level, Membership, Person, Session, new_stamp
from pindesk.accounts.sessions import AGENT, CUSTOMER, SessionStore
from pindesk.events.models import Event
from pindesk.lib import clock

pytestmark = pytest.mark.django_db
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)


@pytest.fixture
def alice() -> Person:
    person = Person.objects.create(email="alice@example.com", name="Alice")
    Membership.objects.create(account=Account.objects.create(name="Acme", zone="Europe/Berlin"), person=person)
    return person


@pytest.fixture
def ada() -> Person:
    person = Person.objects.create(email="ada@example.com", name="Ada")
    Agent.objects.create(person=person)
    return person


def visit(path: str = "/", cookies: dict[str, str] | None = None, view=None) -> tuple[HttpRequest, HttpResponse]:
    seen: list[HttpRequest] = []

    def page(request: HttpRequest) -> HttpResponse:
        seen.append(request)
        if view:
            view(request)
        return HttpResponse("page")

    request = RequestFactory().get(path)
    request.COOKIES.update(cookies or {})
    response = SessionMiddleware(VisitorMiddleware(page))(request)
    return seen[0], response


def signed_in(person: Person, audience: str) -> str:
    return str(open_session(SessionStore(None, audience), person, level=Level.SIGNED_IN).session_key)


def test_a_reader_who_is_not_signed_in_gets_no_cookie() -> None:
    request, response = visit("/en/")
    assert (request.person, request.membership, request.agent) == (None, None, None)
    assert not response.cookies
    assert response["Vary"] == "Cookie"


def test_signing_in_sets_the_cookie_of_the_audience_and_rotates_the_key(alice: Person) -> None:
    _, first = visit("/en/", view=lambda request: request.session.update({"pending": "1"}))
    before = first.cookies["pindesk_customer"].value
    request, second = visit(
        "/en/",
        {"pindesk_customer": before},
        lambda request: sign_in(request, alice, CUSTOMER, level=Level.CLAIMED, now=NOON),
    )
    cookie = second.cookies["pindesk_customer"]
    assert cookie.value != before and not Session.objects.filter(pk=before).exists()
    assert (cookie["path"], cookie["httponly"], cookie["samesite"]) == ("/", True, "Lax")
    assert request.session["pending"] == "1"
    assert (request.person, request.membership.account.name) == (alice, "Acme")
    event = Event.objects.get(kind="person.signed_in")
    assert (event.audience, event.subject, event.data) == (
        "staff",
        f"person:{alice.pk}",
        {"audience": "customer", "level": 1},
    )


def test_signing_in_as_somebody_else_keeps_nothing_of_the_first(alice: Person, ada: Person) -> None:
    Membership.objects.create(account=Account.objects.create(name="Other"), person=ada)
    cookies = {"pindesk_customer": signed_in(alice, CUSTOMER)}

    def view(request: HttpRequest) -> None:
        request.session["secret"] = "alice"
        sign_in(request, ada, CUSTOMER, level=Level.CLAIMED)

    request, _ = visit("/en/", cookies, view)
    assert request.person == ada and "secret" not in request.session


def test_one_browser_can_be_customer_and_agent(alice: Person, ada: Person) -> None:
    _, response = visit("/demo/", view=lambda request: sign_in(request, ada, AGENT, level=Level.SIGNED_IN))
    cookie = response.cookies["pindesk_agent"]
    assert cookie["path"] == "/workspace" and "pindesk_customer" not in response.cookies
    cookies = {"pindesk_agent": cookie.value, "pindesk_customer": signed_in(alice, CUSTOMER)}
    assert visit("/workspace/", cookies)[0].agent.person == ada
    assert visit("/en/", cookies)[0].membership.person == alice


def test_a_cookie_of_one_audience_opens_nothing_of_the_other(alice: Person, ada: Person) -> None:
    Membership.objects.create(account=Account.objects.create(name="Other"), person=ada)
    assert visit("/workspace/", {"pindesk_agent": signed_in(ada, CUSTOMER)})[0].person is None
    assert visit("/en/", {"pindesk_customer": signed_in(ada, AGENT)})[0].person is None
    assert session_visitor(signed_in(ada, CUSTOMER), AGENT) is None


def test_signed_in_pages_need_two_queries(alice: Person, ada: Person, django_assert_num_queries) -> None:
    for path, cookie, person in (("/en/", "pindesk_customer", alice), ("/workspace/", "pindesk_agent", ada)):
        key = signed_in(person, audience_of(path))
        visit(path)  # the company is in the process now
        with django_assert_num_queries(2):
            request, response = visit(path, {cookie: key})
            assert request.person == person and str(request.zone) and not response.cookies


def test_sign_out_everywhere_ends_other_browsers_of_both_audiences(alice: Person) -> None:
    Agent.objects.create(person=alice)
    customer, agent = signed_in(alice, CUSTOMER), signed_in(alice, AGENT)
    sign_out_everywhere(Person.objects.get(pk=alice.pk), by=alice)
    assert session_visitor(customer, CUSTOMER) is None and session_visitor(agent, AGENT) is None
    assert Event.objects.get(kind="person.signed_out_everywhere").data == {"sessions": 2}
    sign_out_everywhere(alice, by=alice)  # again: nothing to end, no error


@pytest.mark.parametrize("change", ["stamp", "inactive", "password", "membership", "expired"])
def test_what_ends_a_customers_session(alice: Person, change: str) -> None:
    key = signed_in(alice, CUSTOMER)
    assert session_visitor(key, CUSTOMER)
    if change == "stamp":
        Person.objects.update(security_stamp=new_stamp())
    elif change == "inactive":
        Person.objects.update(is_active=False)
    elif change == "password":
        alice.set_password("correct horse battery")
        alice.save()
    elif change == "membership":
        Membership.objects.update(removed_at=NOON)
    at = clock.now() + timedelta(days=31 if change == "expired" else 0)
    with clock.frozen(at):
        request, response = visit("/en/", {"pindesk_customer": key})
        assert request.person is None
        assert response.cookies["pindesk_customer"]["max-age"] == 0


def test_an_agent_who_is_one_no_longer_is_signed_out(ada: Person) -> None:
    key = signed_in(ada, AGENT)
    Agent.objects.update(is_active=False)
    assert session_visitor(key, AGENT) is None


def test_sign_out_twice_is_once(alice: Person) -> None:
    key = signed_in(alice, CUSTOMER)
    request, response = visit("/en/", {"pindesk_customer": key}, lambda request: (sign_out(request), sign_out(request)))
    assert request.person is None and response.cookies["pindesk_customer"]["max-age"] == 0
    assert Event.objects.filter(kind="person.signed_out").count() == 1


def test_somebody_in_several_accounts_chooses_one_of_their_own(alice: Person) -> None:
    second = Membership.objects.create(account=Account.objects.create(name="Beta"), person=alice)
    stranger = Membership.objects.create(account=second.account, person=Person.objects.create(email="m@example.com"))
    key = signed_in(alice, CUSTOMER)

    def choose(request: HttpRequest) -> None:
        assert request.person == alice and request.membership is None
        with pytest.raises(NotAllowed):
            choose_account(request, stranger)
        choose_account(request, second)

    request, response = visit("/en/", {"pindesk_customer": key}, choose)
    assert request.membership == second and response.cookies["pindesk_customer"].value != key


@pytest.mark.parametrize("person", ["inactive", "nobody", "customer as agent"])
def test_who_may_not_sign_in(alice: Person, person: str) -> None:
    if person == "inactive":
        Person.objects.update(is_active=False)
    elif person == "nobody":
        Membership.objects.all().delete()
    with pytest.raises(NotAllowed):
        signed_in(alice, AGENT if person == "customer as agent" else CUSTOMER)
    assert not Session.objects.exists()


@pytest.mark.parametrize("value", ["", "x", "../../etc", "a" * 4000, "é" * 32, "0\x00" * 16])
def test_a_cookie_that_is_no_key_is_nobody(value: str) -> None:
    assert visit("/en/", {"pindesk_customer": value})[0].person is None


def test_the_middleware_does_not_bring_back_a_session_that_ended_meanwhile(alice: Person) -> None:
    key = signed_in(alice, CUSTOMER)

    def view(request: HttpRequest) -> None:
        request.session["note"] = 1
        Session.objects.all().delete()

    visit("/en/", {"pindesk_customer": key}, view)
    assert not Session.objects.exists()
