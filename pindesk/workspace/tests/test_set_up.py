"""The first set-up: opened by one link, done once, closed for good."""

from __future__ import annotations

from typing import Any

import pytest
from django.http import Http404
from django.test import Client

from pindesk.accounts.actions import begin_set_up
from pindesk.accounts.company import forget
from pindesk.accounts.models import Agent, Company, Team
from pindesk.availability.models import Topic
from pindesk.events.models import Event
from pindesk.outbox.models import Delivery
from pindesk.plans.models import Plan
from tests.cast import Cast

pytestmark = pytest.mark.django_db
GIVEN = {
    "owner_name": "Olga Owner",
    "owner_email": "Olga@Example.com",
    "password": "correct horse battery staple",
    "company_name": "Larkmail",
    "languages": ["en", "de"],
    "zone": "Europe/Berlin",
}


def test_one_page_makes_the_company_its_owner_and_the_default_policy(client: Client) -> None:
    token = begin_set_up()
    page = client.get(f"/set-up/{token}")
    assert page.status_code == 200 and "PINDESK_SMTP_URL" in page.text and page["Referrer-Policy"] == "same-origin"
    assert "no-store" in page["Cache-Control"]
    response = client.post(f"/set-up/{token}", GIVEN)
    assert (response.status_code, response["Location"]) == (302, "/workspace")
    company, owner = Company.objects.get(), Agent.objects.get()
    assert (company.name, company.languages, company.zone, company.is_set_up) == (
        "Larkmail", ["en", "de"], "Europe/Berlin", True,
    )  # fmt: skip
    assert (owner.role, owner.person.email, owner.languages) == ("owner", "olga@example.com", ["en", "de"])
    assert (Plan.objects.count(), Topic.objects.filter(team=Team.objects.get()).count()) == (4, Topic.objects.count())
    forget()  # what a commit does
    assert client.get("/workspace/people/").status_code == 200
    assert Event.objects.filter(kind="company.set_up").count() == 1
    fresh = Client()
    form = {"login": "olga@example.com", "password": GIVEN["password"]}
    assert fresh.post("/workspace/sign-in", form).status_code == 302


def test_it_promises_nothing_that_cannot_be_had(client: Client) -> None:
    page = client.get(f"/set-up/{begin_set_up()}").text
    assert "can be changed later" not in page and "are fixed in this version" in page
    assert "Chat is not offered yet." in page and "The phone is not offered yet." in page
    assert "in all four languages" not in page and "in each language chosen above" in page
    assert "whatever you choose: their words come with Pindesk" in page


def test_it_is_closed_for_good_afterwards(client: Client) -> None:
    token = begin_set_up()
    client.post(f"/set-up/{token}", GIVEN)
    for method in (client.get, client.post):
        assert method(f"/set-up/{token}", GIVEN).status_code == 404
    assert client.post(f"/set-up/{token}/test-mail", GIVEN).status_code == 404
    with pytest.raises(Http404):
        begin_set_up()
    assert Agent.objects.count() == 1


def test_only_the_newest_link_opens_it(client: Client) -> None:
    first, second = begin_set_up(), begin_set_up()
    assert client.get(f"/set-up/{first}").status_code == 404
    assert client.get("/set-up/guess").status_code == 404
    assert client.get(f"/set-up/{second}").status_code == 200


def test_a_company_that_is_set_up_offers_none(client: Client, cast: Cast) -> None:
    with pytest.raises(Http404):
        begin_set_up()
    for token in ("", "x", "a" * 64):
        assert client.get(f"/set-up/{token}").status_code == 404


def test_the_token_is_not_in_the_database() -> None:
    assert begin_set_up() not in str(Company.objects.values().get())


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"owner_name": ""}, "owner_name"),
        ({"company_name": " "}, "company_name"),
        ({"owner_email": "olga"}, "owner_email"),
        ({"password": "short"}, "password"),
        ({"password": ""}, "password"),
        ({"languages": []}, "languages"),
        ({"zone": "CET"}, "zone"),
    ],
)
def test_a_mistake_saves_nothing_and_keeps_what_was_typed(client: Client, change: dict[str, Any], field: str) -> None:
    token = begin_set_up()
    response = client.post(f"/set-up/{token}", {**GIVEN, **change})
    assert response.status_code == 400 and f'id="f-{field}-error"' in response.text
    if field != "owner_email":
        assert "Olga@Example.com" in response.text
    assert GIVEN["password"] not in response.text
    assert not Agent.objects.exists() and not Plan.objects.exists() and not Company.objects.get().is_set_up
    assert client.post(f"/set-up/{token}", GIVEN).status_code == 302


def test_a_weak_password_is_not_called_missing(client: Client) -> None:
    page = client.post(f"/set-up/{begin_set_up()}", {**GIVEN, "password": "short"}).text
    assert "Something below needs another look." in page and "Use at least 12 characters." in page


def test_a_typed_password_is_not_shown_again_and_asked_for_once_more(client: Client) -> None:
    token, again = begin_set_up(), "The password was not kept. Enter it once more"
    for response in (
        client.post(f"/set-up/{token}/test-mail", GIVEN),
        client.post(f"/set-up/{token}", {**GIVEN, "zone": "CET"}),
    ):
        assert GIVEN["password"] not in response.text and again in response.text
    assert again not in client.post(f"/set-up/{token}/test-mail", {**GIVEN, "password": ""}).text
    assert again not in client.get(f"/set-up/{token}").text


def test_only_a_mail_that_can_leave_is_called_done(client: Client, settings: Any) -> None:
    token = begin_set_up()
    waiting = client.post(f"/set-up/{token}/test-mail", GIVEN).text
    assert "waits in the outbox" in waiting and 'data-kind="met"' not in waiting
    settings.SMTP = {"host": "127.0.0.1", "port": 1}
    assert 'data-kind="met"' in client.post(f"/set-up/{token}/test-mail", GIVEN).text


def test_a_test_mail_goes_to_the_address_in_the_form(client: Client) -> None:
    token = begin_set_up()
    response = client.post(f"/set-up/{token}/test-mail", GIVEN)
    assert response.status_code == 200 and "olga@example.com" in response.text and "Larkmail" in response.text
    assert f'action="/set-up/{token}"' in response.text  # and not to this page again
    assert f'name="next" value="/set-up/{token}"' in response.text
    assert Delivery.objects.get().to == "olga@example.com"
    assert client.post(f"/set-up/{token}/test-mail", {**GIVEN, "owner_email": "x"}).status_code == 400


@pytest.mark.parametrize(
    "path", ["/", "/en/", "/fr/tickets/", "/en/sign-in", "/workspace/", "/workspace/sign-in", "/x"]
)
def test_nothing_pretends_to_be_a_support_center_before(client: Client, path: str) -> None:
    begin_set_up()
    response = client.get(path)
    assert response.status_code == 503
    assert not response.has_header("Retry-After")
    words = "Ce centre d\u2019assistance n\u2019est pas" if path.startswith("/fr") else "is not set up yet"
    assert words in response.text
    assert client.post(path).status_code == 503
    assert f'name="next" value="{path}"' in response.text
    assert client.post("/language", {"language": "fr", "next": path}).status_code == 302
    assert client.get("/readyz").status_code == 200
